-- The objects that are ours, unfolded from the session's variable. Without it, as in
-- the twin, there are none.
CREATE VIEW trailgres_pg.builtin.own_schemas AS
SELECT o.oid, o.name, o.comment
FROM (SELECT unnest(CAST(getvariable('schemas') AS STRUCT(oid UINTEGER, name VARCHAR, "comment" VARCHAR)[])) AS o);

CREATE VIEW trailgres_pg.builtin.own_relations AS
SELECT o.oid, o."type" AS row_type, o."schema" AS namespace, o.name, o.kind, o.persistence, o.comment, o.definition, o.columns
FROM (SELECT unnest(CAST(getvariable('relations') AS STRUCT(
    oid UINTEGER, "type" UINTEGER, "schema" UINTEGER, name VARCHAR, kind VARCHAR, persistence VARCHAR, "comment" VARCHAR, definition VARCHAR,
    columns STRUCT(num SMALLINT, name VARCHAR, "type" UINTEGER, typmod INTEGER, required BOOLEAN, initial VARCHAR, "comment" VARCHAR)[])[])) AS o);

CREATE VIEW trailgres_pg.builtin.own_columns AS
SELECT r.oid, r.name AS relation, r.namespace, c.num, c.name, c."type" AS typ, c.typmod, c.required, c.initial, c.comment
FROM (SELECT oid, name, namespace, unnest(columns) AS c FROM trailgres_pg.builtin.own_relations) r;

CREATE VIEW trailgres_pg.catalog.pg_namespace AS
SELECT oid::UINTEGER AS oid, nspname, 10::UINTEGER AS nspowner, NULL::VARCHAR[] AS nspacl
FROM (VALUES (11, 'pg_catalog'), (99, 'pg_toast'), (13207, 'information_schema')) v(oid, nspname)
UNION ALL
SELECT oid, name, 10, NULL FROM trailgres_pg.builtin.own_schemas;

CREATE VIEW trailgres_pg.catalog.pg_description AS
SELECT objoid, classoid, objsubid, description FROM trailgres_pg.builtin.pg_description WHERE classoid <> 2615
UNION ALL
SELECT * FROM (VALUES (11::UINTEGER, 2615::UINTEGER, 0, 'system catalog schema'), (99::UINTEGER, 2615::UINTEGER, 0, 'reserved schema for TOAST tables')) v
UNION ALL
SELECT oid, 2615, 0, comment FROM trailgres_pg.builtin.own_schemas WHERE comment <> ''
UNION ALL
SELECT oid, 1259, 0, comment FROM trailgres_pg.builtin.own_relations WHERE comment <> ''
UNION ALL
SELECT oid, 1259, num, comment FROM trailgres_pg.builtin.own_columns WHERE comment <> ''
