-- Types: PostgreSQL's own, and the row types of our relations, which indexes have not, with
-- their arrays.
CREATE VIEW trailgres_pg.catalog.pg_type AS
SELECT * FROM trailgres_pg.builtin.pg_type
UNION ALL
SELECT row_type, name, namespace, owner, -1, false, 'c', 'C', false, true, ',', oid, 0, 0, array_type, 2290, 2291, 2402, 2403, 0, 0, 0,
    'd', 'x', false, 0, -1, 0, 0, NULL, NULL, NULL
FROM trailgres_pg.builtin.own_relations WHERE row_type <> 0
UNION ALL
SELECT array_type, left('_' || name, 63), namespace, owner, -1, false, 'b', 'A', false, true, ',', 0, 6179, row_type, 0, 750, 751, 2400, 2401, 0, 0, 3816,
    'd', 'x', false, 0, -1, 0, 0, NULL, NULL, NULL
FROM trailgres_pg.builtin.own_relations WHERE row_type <> 0;

CREATE VIEW trailgres_pg.builtin.all_type_names AS
SELECT oid, name FROM trailgres_pg.builtin.type_names
UNION ALL
SELECT row_type, name FROM trailgres_pg.builtin.own_relations WHERE row_type <> 0
UNION ALL
SELECT array_type, name || '[]' FROM trailgres_pg.builtin.own_relations WHERE row_type <> 0;

-- Every way to write a type's name.
CREATE VIEW trailgres_pg.builtin.type_words AS
SELECT oid, name FROM trailgres_pg.builtin.all_type_names
UNION ALL SELECT oid, typname FROM trailgres_pg.builtin.pg_type
UNION ALL SELECT oid, 'pg_catalog.' || typname FROM trailgres_pg.builtin.pg_type
UNION ALL SELECT typarray, typname || '[]' FROM trailgres_pg.builtin.pg_type WHERE typarray <> 0
UNION ALL SELECT array_type, left('_' || name, 63) FROM trailgres_pg.builtin.own_relations WHERE row_type <> 0
UNION ALL SELECT * FROM (VALUES (23::UINTEGER, 'int'), (1043, 'varchar'), (1184, 'timestamptz'), (1700, 'decimal'), (701, 'float'),
    (1042, 'char'), (16, 'boolean')) v
