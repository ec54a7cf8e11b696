-- Relations and columns: PostgreSQL's own catalogs, and ours.
CREATE VIEW trailgres_pg.catalog.pg_class AS
SELECT * FROM trailgres_pg.builtin.pg_class
UNION ALL
SELECT oid, name, namespace, row_type, 0, 10, CASE kind WHEN 'r' THEN 2 ELSE 0 END, CASE kind WHEN 'r' THEN oid ELSE 0 END, 0,
    0, CASE kind WHEN 'r' THEN -1 ELSE 0 END, 0, 0, false, false, persistence, kind, len(columns), 0, kind = 'v', false, false, false, false,
    true, CASE kind WHEN 'r' THEN 'd' ELSE 'n' END, false, 0, CASE kind WHEN 'r' THEN 3 ELSE 0 END, CASE kind WHEN 'r' THEN 1 ELSE 0 END,
    NULL, NULL, NULL
FROM trailgres_pg.builtin.own_relations;

CREATE VIEW trailgres_pg.catalog.pg_attribute AS
SELECT * FROM trailgres_pg.builtin.pg_attribute
UNION ALL
SELECT c.oid, c.name, c.typ, -1, t.typlen, c.num, CASE WHEN t.typcategory = 'A' THEN 1 ELSE 0 END, -1, c.typmod, t.typbyval, t.typalign,
    t.typstorage, '', coalesce(c.required, false), coalesce(c.initial, '') <> '', false, '', '', false, true, 0, t.typcollation, NULL, NULL, NULL, NULL
FROM trailgres_pg.builtin.own_columns c JOIN trailgres_pg.builtin.pg_type t ON t.oid = c.typ;

CREATE VIEW trailgres_pg.catalog.pg_attrdef AS
SELECT (c.oid + c.num)::UINTEGER AS oid, c.oid AS adrelid, c.num AS adnum, c.initial AS adbin
FROM trailgres_pg.builtin.own_columns c WHERE c.initial <> '';

-- A view has a rule by which psql finds its definition.
CREATE VIEW trailgres_pg.catalog.pg_rewrite AS
SELECT (oid + 1)::UINTEGER AS oid, '_RETURN' AS rulename, oid AS ev_class, '1' AS ev_type, 'O' AS ev_enabled, true AS is_instead,
    '<>' AS ev_qual, '' AS ev_action
FROM trailgres_pg.builtin.own_relations WHERE kind = 'v';

CREATE VIEW trailgres_pg.builtin.relation_names AS
SELECT c.oid, c.relname AS name, n.nspname AS namespace, c.relkind AS kind, n.nspname IN ('public', 'pg_catalog') OR n.nspname LIKE 'pg\_temp\_%' ESCAPE '\' AS visible
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace;

CREATE VIEW trailgres_pg.catalog.pg_tables AS
SELECT n.nspname AS schemaname, c.relname AS tablename, 'trailgres' AS tableowner, NULL::VARCHAR AS tablespace,
    c.relhasindex AS hasindexes, c.relhasrules AS hasrules, c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p');

CREATE VIEW trailgres_pg.catalog.pg_views AS
SELECT n.nspname AS schemaname, c.relname AS viewname, 'trailgres' AS viewowner,
    coalesce((SELECT regexp_replace(o.definition, '^CREATE (TEMP |TEMPORARY )?VIEW .*? AS ', ' ', 's') FROM trailgres_pg.builtin.own_relations o WHERE o.oid = c.oid), '') AS definition
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v';

CREATE VIEW trailgres_pg.catalog.pg_stat_all_tables AS
SELECT c.oid AS relid, n.nspname AS schemaname, c.relname, 0::BIGINT AS seq_scan, 0::BIGINT AS seq_tup_read, 0::BIGINT AS idx_scan,
    0::BIGINT AS idx_tup_fetch, 0::BIGINT AS n_tup_ins, 0::BIGINT AS n_tup_upd, 0::BIGINT AS n_tup_del, 0::BIGINT AS n_tup_hot_upd,
    0::BIGINT AS n_live_tup, 0::BIGINT AS n_dead_tup, 0::BIGINT AS n_mod_since_analyze, 0::BIGINT AS n_ins_since_vacuum,
    NULL::TIMESTAMPTZ AS last_vacuum, NULL::TIMESTAMPTZ AS last_autovacuum, NULL::TIMESTAMPTZ AS last_analyze, NULL::TIMESTAMPTZ AS last_autoanalyze,
    0::BIGINT AS vacuum_count, 0::BIGINT AS autovacuum_count, 0::BIGINT AS analyze_count, 0::BIGINT AS autoanalyze_count
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 't', 'm', 'p');

CREATE VIEW trailgres_pg.catalog.pg_stat_user_tables AS
SELECT * FROM trailgres_pg.catalog.pg_stat_all_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW trailgres_pg.catalog.pg_stat_sys_tables AS
SELECT * FROM trailgres_pg.catalog.pg_stat_all_tables WHERE schemaname IN ('pg_catalog', 'information_schema')
