-- The SQL standard's views (https://www.postgresql.org/docs/15/information-schema.html)
-- over our catalogs.
CREATE VIEW trailgres_pg.information.information_schema_catalog_name AS
SELECT CAST(getvariable('database') AS VARCHAR) AS catalog_name;

CREATE VIEW trailgres_pg.information.schemata AS
SELECT CAST(getvariable('database') AS VARCHAR) AS catalog_name, nspname AS schema_name, 'trailgres' AS schema_owner,
    NULL::VARCHAR AS default_character_set_catalog, NULL::VARCHAR AS default_character_set_schema, NULL::VARCHAR AS default_character_set_name,
    NULL::VARCHAR AS sql_path
FROM trailgres_pg.catalog.pg_namespace WHERE nspname <> 'pg_toast';

CREATE VIEW trailgres_pg.information.tables AS
SELECT CAST(getvariable('database') AS VARCHAR) AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
    CASE WHEN c.relpersistence = 't' AND c.relkind = 'r' THEN 'LOCAL TEMPORARY' WHEN c.relkind = 'r' THEN 'BASE TABLE' ELSE 'VIEW' END AS table_type,
    NULL::VARCHAR AS self_referencing_column_name, NULL::VARCHAR AS reference_generation, NULL::VARCHAR AS user_defined_type_catalog,
    NULL::VARCHAR AS user_defined_type_schema, NULL::VARCHAR AS user_defined_type_name,
    CASE c.relkind WHEN 'r' THEN 'YES' ELSE 'NO' END AS is_insertable_into, 'NO' AS is_typed, NULL::VARCHAR AS commit_action
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v');

CREATE VIEW trailgres_pg.information.views AS
SELECT CAST(getvariable('database') AS VARCHAR) AS table_catalog, schemaname AS table_schema, viewname AS table_name, definition AS view_definition,
    'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into, 'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable,
    'NO' AS is_trigger_insertable_into
FROM trailgres_pg.catalog.pg_views;

CREATE VIEW trailgres_pg.information.columns AS
SELECT CAST(getvariable('database') AS VARCHAR) AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
    CAST(a.attnum AS INTEGER) AS ordinal_position,
    (SELECT d.adbin FROM trailgres_pg.catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) AS column_default,
    CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
    CASE WHEN t.typcategory = 'A' AND t.typlen = -1 THEN 'ARRAY' WHEN b.typnamespace = 11 THEN f.name ELSE 'USER-DEFINED' END AS data_type,
    CASE WHEN b.oid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 END AS character_maximum_length,
    CASE WHEN b.oid IN (25, 1042, 1043) THEN CASE WHEN a.atttypmod > 4 AND b.oid <> 25 THEN (a.atttypmod - 4) * 4 ELSE 1073741824 END END AS character_octet_length,
    CASE b.oid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
        WHEN 1700 THEN CASE WHEN a.atttypmod > 4 THEN (a.atttypmod - 4) >> 16 END END AS numeric_precision,
    CASE WHEN b.oid IN (21, 23, 20, 700, 701) THEN 2 WHEN b.oid = 1700 THEN 10 END AS numeric_precision_radix,
    CASE WHEN b.oid IN (21, 23, 20) THEN 0 WHEN b.oid = 1700 AND a.atttypmod > 4 THEN (a.atttypmod - 4) & 65535 END AS numeric_scale,
    CASE WHEN b.oid = 1082 THEN 0 WHEN b.oid IN (1083, 1114, 1184, 1266, 1186) THEN 6 END AS datetime_precision,
    NULL::VARCHAR AS interval_type, NULL::INTEGER AS interval_precision, NULL::VARCHAR AS character_set_catalog,
    NULL::VARCHAR AS character_set_schema, NULL::VARCHAR AS character_set_name,
    CASE WHEN a.attcollation = 950 THEN CAST(getvariable('database') AS VARCHAR) END AS collation_catalog,
    CASE WHEN a.attcollation = 950 THEN 'pg_catalog' END AS collation_schema, CASE WHEN a.attcollation = 950 THEN 'C' END AS collation_name,
    CASE WHEN t.typtype = 'd' THEN CAST(getvariable('database') AS VARCHAR) END AS domain_catalog,
    CASE WHEN t.typtype = 'd' THEN 'information_schema' END AS domain_schema, CASE WHEN t.typtype = 'd' THEN t.typname END AS domain_name,
    CAST(getvariable('database') AS VARCHAR) AS udt_catalog, CASE WHEN b.typnamespace = 11 THEN 'pg_catalog' ELSE n.nspname END AS udt_schema, b.typname AS udt_name,
    NULL::VARCHAR AS scope_catalog, NULL::VARCHAR AS scope_schema, NULL::VARCHAR AS scope_name, NULL::INTEGER AS maximum_cardinality,
    CAST(a.attnum AS VARCHAR) AS dtd_identifier, 'NO' AS is_self_referencing, 'NO' AS is_identity, NULL::VARCHAR AS identity_generation,
    NULL::VARCHAR AS identity_start, NULL::VARCHAR AS identity_increment, NULL::VARCHAR AS identity_maximum, NULL::VARCHAR AS identity_minimum,
    'NO' AS identity_cycle, 'NEVER' AS is_generated, NULL::VARCHAR AS generation_expression,
    CASE c.relkind WHEN 'r' THEN 'YES' ELSE 'NO' END AS is_updatable
FROM trailgres_pg.catalog.pg_attribute a
JOIN trailgres_pg.catalog.pg_class c ON c.oid = a.attrelid
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN trailgres_pg.catalog.pg_type t ON t.oid = a.atttypid
JOIN trailgres_pg.catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
JOIN trailgres_pg.builtin.all_type_names f ON f.oid = b.oid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v');

CREATE VIEW trailgres_pg.information.table_privileges AS
SELECT trailgres_pg.builtin.owner_name(c.relowner) AS grantor, CASE c.relpersistence WHEN 't' THEN trailgres_pg.builtin.owner_name(c.relowner) ELSE 'PUBLIC' END AS grantee,
    t.table_catalog, t.table_schema, t.table_name, p.word AS privilege_type, CASE c.relpersistence WHEN 't' THEN 'YES' ELSE 'NO' END AS is_grantable,
    CASE p.word WHEN 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM trailgres_pg.information.tables t JOIN trailgres_pg.catalog.pg_namespace n ON n.nspname = t.table_schema
JOIN trailgres_pg.catalog.pg_class c ON c.relname = t.table_name AND c.relnamespace = n.oid
JOIN trailgres_pg.builtin.relation_rights g ON g.oid = c.oid
JOIN (VALUES ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE'), ('D', 'TRUNCATE'), ('x', 'REFERENCES'), ('t', 'TRIGGER')) p(letter, word)
    ON contains(g.rights, p.letter);

CREATE VIEW trailgres_pg.information.enabled_roles AS
SELECT CAST(getvariable('session_user') AS VARCHAR) AS role_name;

CREATE VIEW trailgres_pg.information.character_sets AS
SELECT NULL::VARCHAR AS character_set_catalog, NULL::VARCHAR AS character_set_schema, 'UTF8' AS character_set_name, 'UCS' AS character_repertoire,
    'UTF8' AS form_of_use, CAST(getvariable('database') AS VARCHAR) AS default_collate_catalog, 'pg_catalog' AS default_collate_schema, 'C' AS default_collate_name;

CREATE VIEW trailgres_pg.information.collations AS
SELECT CAST(getvariable('database') AS VARCHAR) AS collation_catalog, 'pg_catalog' AS collation_schema, collname AS collation_name, 'NO PAD' AS pad_attribute
FROM trailgres_pg.builtin.pg_collation;

CREATE VIEW trailgres_pg.information.table_constraints AS
SELECT CAST(getvariable('database') AS VARCHAR) AS constraint_catalog, n.nspname AS constraint_schema, c.conname AS constraint_name,
    CAST(getvariable('database') AS VARCHAR) AS table_catalog, n.nspname AS table_schema, r.relname AS table_name,
    CASE c.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN 'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' END AS constraint_type,
    'NO' AS is_deferrable, 'NO' AS initially_deferred, 'YES' AS enforced, CASE c.contype WHEN 'u' THEN 'YES' END AS nulls_distinct
FROM trailgres_pg.builtin.own_constraints o JOIN trailgres_pg.catalog.pg_constraint c ON c.oid = o.oid
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.connamespace JOIN trailgres_pg.builtin.own_relations w ON w.oid = c.conrelid
JOIN trailgres_pg.catalog.pg_class r ON r.oid = w.oid
UNION ALL
SELECT CAST(getvariable('database') AS VARCHAR), n.nspname, CAST(n.oid AS VARCHAR) || '_' || CAST(r.oid AS VARCHAR) || '_' || CAST(c.num AS VARCHAR) || '_not_null',
    CAST(getvariable('database') AS VARCHAR), n.nspname, r.name, 'CHECK', 'NO', 'NO', 'YES', NULL
FROM trailgres_pg.builtin.own_columns c JOIN trailgres_pg.builtin.own_relations r ON r.oid = c.oid JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = r.namespace
WHERE c.required AND r.kind = 'r';

CREATE VIEW trailgres_pg.builtin.constraint_columns AS
SELECT o.oid, o.relation, o.foreign_oid, unnest(o.keys) AS num, unnest(range(1, len(o.keys) + 1)) AS place, o.kind, unnest(CASE WHEN o.kind = 'f' THEN o.foreign_keys ELSE o.keys END) AS foreign_num,
    o.name, o.namespace
FROM trailgres_pg.builtin.own_constraints o;

CREATE VIEW trailgres_pg.information.key_column_usage AS
SELECT CAST(getvariable('database') AS VARCHAR) AS constraint_catalog, n.nspname AS constraint_schema, k.name AS constraint_name,
    CAST(getvariable('database') AS VARCHAR) AS table_catalog, n.nspname AS table_schema, r.name AS table_name, c.name AS column_name,
    k.place AS ordinal_position, CASE WHEN k.kind = 'f' THEN k.place END AS position_in_unique_constraint
FROM trailgres_pg.builtin.constraint_columns k JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = k.namespace
JOIN trailgres_pg.builtin.own_relations r ON r.oid = k.relation JOIN trailgres_pg.builtin.own_columns c ON c.oid = k.relation AND c.num = k.num
WHERE k.kind IN ('p', 'u', 'f');

CREATE VIEW trailgres_pg.information.constraint_column_usage AS
SELECT DISTINCT CAST(getvariable('database') AS VARCHAR) AS table_catalog, n.nspname AS table_schema, r.name AS table_name, c.name AS column_name,
    CAST(getvariable('database') AS VARCHAR) AS constraint_catalog, m.nspname AS constraint_schema, k.name AS constraint_name
FROM trailgres_pg.builtin.constraint_columns k
JOIN trailgres_pg.builtin.own_relations r ON r.oid = CASE k.kind WHEN 'f' THEN k.foreign_oid ELSE k.relation END
JOIN trailgres_pg.builtin.own_columns c ON c.oid = r.oid AND c.num = k.foreign_num
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = r.namespace JOIN trailgres_pg.catalog.pg_namespace m ON m.oid = k.namespace;

CREATE VIEW trailgres_pg.information.referential_constraints AS
SELECT CAST(getvariable('database') AS VARCHAR) AS constraint_catalog, n.nspname AS constraint_schema, o.name AS constraint_name,
    CAST(getvariable('database') AS VARCHAR) AS unique_constraint_catalog, n.nspname AS unique_constraint_schema, u.name AS unique_constraint_name,
    'NONE' AS match_option, 'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
FROM trailgres_pg.builtin.own_constraints o JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = o.namespace
LEFT JOIN trailgres_pg.builtin.own_constraints u ON u.index_oid = o.index_oid AND u.kind IN ('p', 'u') AND u.relation = o.foreign_oid
WHERE o.kind = 'f';

CREATE VIEW trailgres_pg.information.check_constraints AS
SELECT CAST(getvariable('database') AS VARCHAR) AS constraint_catalog, n.nspname AS constraint_schema, o.name AS constraint_name, '(' || o.expression || ')' AS check_clause
FROM trailgres_pg.builtin.own_constraints o JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = o.namespace WHERE o.kind = 'c'
UNION ALL
SELECT CAST(getvariable('database') AS VARCHAR), n.nspname, CAST(n.oid AS VARCHAR) || '_' || CAST(r.oid AS VARCHAR) || '_' || CAST(c.num AS VARCHAR) || '_not_null', c.name || ' IS NOT NULL'
FROM trailgres_pg.builtin.own_columns c JOIN trailgres_pg.builtin.own_relations r ON r.oid = c.oid JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = r.namespace
WHERE c.required AND r.kind = 'r';

CREATE VIEW trailgres_pg.information.sequences AS
SELECT CAST(getvariable('database') AS VARCHAR) AS sequence_catalog, n.nspname AS sequence_schema, r.name AS sequence_name, t.name AS data_type,
    CASE q.typ WHEN 21 THEN 16 WHEN 23 THEN 32 ELSE 64 END AS numeric_precision, 2 AS numeric_precision_radix, 0 AS numeric_scale,
    CAST(q.start_value AS VARCHAR) AS start_value, CAST(q.min_value AS VARCHAR) AS minimum_value, CAST(q.max_value AS VARCHAR) AS maximum_value,
    CAST(q.increment_by AS VARCHAR) AS increment, CASE WHEN q.cycles THEN 'YES' ELSE 'NO' END AS cycle_option
FROM trailgres_pg.builtin.own_sequences q JOIN trailgres_pg.builtin.own_relations r ON r.oid = q.oid
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = r.namespace JOIN trailgres_pg.builtin.all_type_names t ON t.oid = q.typ
