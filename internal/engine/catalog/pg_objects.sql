-- The objects that are ours, unfolded from the session's variable. Without it, as in
-- the twin, there are none.
CREATE VIEW trailgres_pg.builtin.own_schemas AS
SELECT o.oid, o.name, o.comment, o.acl
FROM (SELECT unnest(CAST(getvariable('schemas') AS STRUCT(oid UINTEGER, name VARCHAR, "comment" VARCHAR, acl VARCHAR[])[])) AS o);

-- A role's OID hangs on its name alone; everybody is no role. Temporary objects belong
-- to who made them.
CREATE MACRO trailgres_pg.builtin.role_oid(role) AS coalesce(MAP {'': 0::UINTEGER, 'trailgres': 10, 'pg_database_owner': 6171, 'pg_read_all_data': 6181,
    'pg_write_all_data': 6182, 'pg_monitor': 3373, 'pg_read_all_settings': 3374, 'pg_read_all_stats': 3375, 'pg_stat_scan_tables': 3377, 'pg_read_server_files': 4569,
    'pg_write_server_files': 4570, 'pg_execute_server_program': 4571, 'pg_signal_backend': 4200, 'pg_checkpoint': 4544}[role], (16385 + hash(role) % 1000000)::UINTEGER);
CREATE MACRO trailgres_pg.builtin.owner_name(owner) AS CASE owner WHEN 10 THEN 'trailgres' ELSE CAST(getvariable('session_user') AS VARCHAR) END;

CREATE VIEW trailgres_pg.builtin.own_relations AS
SELECT trailgres_pg.builtin.role_oid(CASE o.persistence WHEN 't' THEN CAST(getvariable('session_user') AS VARCHAR) ELSE 'trailgres' END) AS owner, o.oid, o."type" AS row_type, o."array" AS array_type, o."schema" AS namespace, o.name, o.kind, o.persistence, o.comment, o.definition, o.store, o.stored, o.width, o.indexed,
    o.checks, o."virtual" AS is_virtual, o.acl, o.columns
FROM (SELECT unnest(CAST(getvariable('relations') AS STRUCT(
    oid UINTEGER, "type" UINTEGER, "array" UINTEGER, "schema" UINTEGER, name VARCHAR, kind VARCHAR, persistence VARCHAR, "comment" VARCHAR, definition VARCHAR,
    store VARCHAR, stored VARCHAR, width BIGINT, indexed BOOLEAN, checks SMALLINT, "virtual" BOOLEAN, acl VARCHAR[],
    columns STRUCT(num SMALLINT, name VARCHAR, "type" UINTEGER, typmod INTEGER, required BOOLEAN, initial VARCHAR, "comment" VARCHAR, identity VARCHAR)[])[])) AS o);

CREATE VIEW trailgres_pg.builtin.own_constraints AS
SELECT o.oid, o.name, o."schema" AS namespace, o.relation, o.kind, o.keys, o."index" AS index_oid, o."foreign" AS foreign_oid, o.foreign_keys, o.definition, o.expression
FROM (SELECT unnest(CAST(getvariable('constraints') AS STRUCT(oid UINTEGER, name VARCHAR, "schema" UINTEGER, relation UINTEGER, kind VARCHAR, keys SMALLINT[],
    "index" UINTEGER, "foreign" UINTEGER, foreign_keys SMALLINT[], definition VARCHAR, expression VARCHAR)[])) AS o);

CREATE VIEW trailgres_pg.builtin.own_indexes AS
SELECT o.oid, o.relation, o."unique" AS is_unique, o."primary" AS is_primary, o.keys, o.classes, o.collations, o.columns, o.definition
FROM (SELECT unnest(CAST(getvariable('indexes') AS STRUCT(oid UINTEGER, relation UINTEGER, "unique" BOOLEAN, "primary" BOOLEAN, keys SMALLINT[], classes UINTEGER[],
    collations UINTEGER[], columns VARCHAR[], definition VARCHAR)[])) AS o);

CREATE VIEW trailgres_pg.builtin.own_sequences AS
SELECT o.oid, o."type" AS typ, o."start" AS start_value, o."increment" AS increment_by, o."min" AS min_value, o."max" AS max_value, o."cycle" AS cycles,
    o."schema" AS namespace, o.name, o."owner" AS owner_oid, o."column" AS owner_column
FROM (SELECT unnest(CAST(getvariable('sequences') AS STRUCT(oid UINTEGER, "type" UINTEGER, "start" BIGINT, "increment" BIGINT, "min" BIGINT, "max" BIGINT,
    "cycle" BOOLEAN, "schema" VARCHAR, name VARCHAR, "owner" UINTEGER, "column" SMALLINT)[])) AS o);

-- The sessions of the server.
CREATE VIEW trailgres_pg.builtin.backends AS
SELECT o.pid, o."user" AS usename, o."database" AS datname, o.application, o.address, o.port, o.began, o.query_began, o.changed, o.state, o.query
FROM (SELECT unnest(CAST(pg_session_rows(CAST(getvariable('backend_pid') AS INTEGER), 'backends')
    AS STRUCT(pid INTEGER, "user" VARCHAR, "database" VARCHAR, application VARCHAR, address VARCHAR, port INTEGER,
    began TIMESTAMPTZ, query_began TIMESTAMPTZ, changed TIMESTAMPTZ, state VARCHAR, query VARCHAR)[])) AS o);

-- The session's own prepared statements and cursors. A statement is planned for its values each time, if it has any.
CREATE VIEW trailgres_pg.catalog.pg_prepared_statements AS
SELECT o.name, o.statement, o.prepare_time, o.parameter_types, o.from_sql,
    CASE WHEN len(o.parameter_types) = 0 THEN o.runs ELSE 0 END AS generic_plans, CASE WHEN len(o.parameter_types) > 0 THEN o.runs ELSE 0 END AS custom_plans
FROM (SELECT unnest(CAST(pg_session_rows(CAST(getvariable('backend_pid') AS INTEGER), 'prepared')
    AS STRUCT(name VARCHAR, statement VARCHAR, prepare_time TIMESTAMPTZ, parameter_types UINTEGER[], from_sql BOOLEAN, runs BIGINT)[])) AS o);

CREATE VIEW trailgres_pg.catalog.pg_cursors AS
SELECT o.name, o.statement, o.is_holdable, o.is_binary, o.is_scrollable, o.creation_time
FROM (SELECT unnest(CAST(pg_session_rows(CAST(getvariable('backend_pid') AS INTEGER), 'cursors')
    AS STRUCT(name VARCHAR, statement VARCHAR, is_holdable BOOLEAN, is_binary BOOLEAN, is_scrollable BOOLEAN, creation_time TIMESTAMPTZ)[])) AS o);

-- How many rows a relation has, by the engine's estimate.
CREATE VIEW trailgres_pg.builtin.row_counts AS
SELECT r.oid, t.estimated_size::BIGINT AS row_count, (t.estimated_size * r.width)::BIGINT AS bytes
FROM trailgres_pg.builtin.own_relations r
JOIN duckdb_tables() t ON t.schema_name = r.store AND t.table_name = r.stored AND (t.database_name = 'temp') = (r.persistence = 't') AND t.database_name <> 'trailgres_pg'
WHERE r.kind = 'r';

CREATE VIEW trailgres_pg.builtin.own_columns AS
SELECT r.oid, r.name AS relation, r.namespace, c.num, c.name, c."type" AS typ, c.typmod, c.required, c.initial, c.comment, c.identity
FROM (SELECT oid, name, namespace, unnest(columns) AS c FROM trailgres_pg.builtin.own_relations) r;

CREATE VIEW trailgres_pg.catalog.pg_namespace AS
SELECT oid::UINTEGER AS oid, nspname, 10::UINTEGER AS nspowner, nspacl
FROM (VALUES (11, 'pg_catalog', ['trailgres=UC/trailgres', '=U/trailgres']), (99, 'pg_toast', NULL::VARCHAR[]),
    (13207, 'information_schema', ['trailgres=UC/trailgres', '=U/trailgres'])) v(oid, nspname, nspacl)
UNION ALL
SELECT oid, name, CASE oid WHEN 2200 THEN 6171 ELSE 10 END, acl FROM trailgres_pg.builtin.own_schemas;

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
