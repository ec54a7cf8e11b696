-- Relations and columns: PostgreSQL's own catalogs, and ours.
CREATE VIEW trailgres_pg.catalog.pg_class AS
SELECT * FROM trailgres_pg.builtin.pg_class
UNION ALL
SELECT o.oid, o.name, o.namespace, o.row_type, 0, o.owner, CASE o.kind WHEN 'r' THEN 2 WHEN 'i' THEN 403 ELSE 0 END, CASE WHEN o.kind IN ('r', 'i', 'S') THEN o.oid ELSE 0 END, 0,
    0, CASE o.kind WHEN 'r' THEN coalesce(n.row_count, -1) WHEN 'S' THEN 1 ELSE 0 END, 0, 0, o.indexed, false, o.persistence, o.kind,
    CASE o.kind WHEN 'S' THEN 3 ELSE len(o.columns) END, o.checks, o.kind = 'v',
    o.kind = 'r' AND EXISTS (SELECT 1 FROM trailgres_pg.builtin.own_constraints f WHERE f.kind = 'f' AND o.oid IN (f.relation, f.foreign_oid)), false, false, false,
    true, CASE o.kind WHEN 'r' THEN 'd' ELSE 'n' END, false, 0, CASE o.kind WHEN 'r' THEN 3 ELSE 0 END, CASE o.kind WHEN 'r' THEN 1 ELSE 0 END,
    CASE WHEN o.kind <> 'i' THEN o.acl END, NULL, NULL
FROM trailgres_pg.builtin.own_relations o LEFT JOIN trailgres_pg.builtin.row_counts n ON n.oid = o.oid;

CREATE VIEW trailgres_pg.catalog.pg_attribute AS
SELECT * FROM trailgres_pg.builtin.pg_attribute
UNION ALL
SELECT c.oid, c.name, c.typ, -1, t.typlen, c.num, CASE WHEN t.typcategory = 'A' THEN 1 ELSE 0 END, -1, c.typmod, t.typbyval, t.typalign,
    t.typstorage, '', coalesce(c.required, false), coalesce(c.initial, '') <> '', false, coalesce(c.identity, ''), '', false, true, 0, t.typcollation, NULL, NULL, NULL, NULL
FROM trailgres_pg.builtin.own_columns c JOIN trailgres_pg.builtin.pg_type t ON t.oid = c.typ;

CREATE VIEW trailgres_pg.catalog.pg_attrdef AS
SELECT (c.oid + c.num)::UINTEGER AS oid, c.oid AS adrelid, c.num AS adnum, coalesce(q.short, c.initial) AS adbin
FROM trailgres_pg.builtin.own_columns c
LEFT JOIN (SELECT 'nextval(''' || namespace || '.' || name || '''::regclass)' AS long, 'nextval(''' || name || '''::regclass)' AS short
    FROM trailgres_pg.builtin.own_sequences WHERE list_contains(CAST(getvariable('visible') AS UINTEGER[]), oid)) q ON q.long = c.initial
WHERE c.initial <> '';

-- A view has a rule by which psql finds its definition.
CREATE VIEW trailgres_pg.catalog.pg_rewrite AS
SELECT oid, rulename, ev_class, ev_type, ev_enabled, is_instead, ev_qual, ev_action FROM trailgres_pg.builtin.pg_rewrite
UNION ALL
SELECT (oid + 1)::UINTEGER AS oid, '_RETURN' AS rulename, oid AS ev_class, '1' AS ev_type, 'O' AS ev_enabled, true AS is_instead,
    '<>' AS ev_qual, '' AS ev_action
FROM trailgres_pg.builtin.own_relations WHERE kind = 'v';

-- What keys, checks and indexes there are.
CREATE VIEW trailgres_pg.catalog.pg_constraint AS
SELECT oid, conname, connamespace, contype, condeferrable, condeferred, convalidated, conrelid, contypid, conindid, conparentid, confrelid, confupdtype, confdeltype,
    confmatchtype, conislocal, coninhcount, connoinherit, conkey, confkey, conpfeqop, conppeqop, conffeqop, confdelsetcols, conexclop, conbin
FROM trailgres_pg.builtin.pg_constraint
UNION ALL
SELECT oid, name, namespace, kind, false, false, true, relation, 0, index_oid, 0, foreign_oid, CASE kind WHEN 'f' THEN 'a' ELSE ' ' END,
    CASE kind WHEN 'f' THEN 'a' ELSE ' ' END, CASE kind WHEN 'f' THEN 's' ELSE ' ' END, true, 0, kind <> 'c', keys, foreign_keys,
    NULL, NULL, NULL, NULL, NULL, expression
FROM trailgres_pg.builtin.own_constraints;

CREATE VIEW trailgres_pg.catalog.pg_index AS
SELECT indexrelid, indrelid, indnatts, indnkeyatts, indisunique, indnullsnotdistinct, indisprimary, indisexclusion, indimmediate, indisclustered, indisvalid,
    indcheckxmin, indisready, indislive, indisreplident, indkey, indcollation, indclass, indoption, indexprs, indpred
FROM trailgres_pg.builtin.pg_index
UNION ALL
SELECT oid, relation, len(keys), len(keys), is_unique, false, is_primary, false, true, false, true, false, true, true, false, keys, collations, classes,
    list_transform(keys, lambda k: 0::SMALLINT), CASE WHEN list_contains(keys, 0) THEN '<>' END, NULL
FROM trailgres_pg.builtin.own_indexes;

CREATE VIEW trailgres_pg.builtin.index_texts AS
SELECT oid, definition, columns FROM trailgres_pg.builtin.pg_index_texts
UNION ALL
SELECT oid, definition, columns FROM trailgres_pg.builtin.own_indexes;

CREATE VIEW trailgres_pg.builtin.constraint_texts AS
SELECT oid, definition, pretty FROM trailgres_pg.builtin.pg_constraint_texts
UNION ALL
SELECT oid, definition, NULL FROM trailgres_pg.builtin.own_constraints;

CREATE VIEW trailgres_pg.builtin.view_texts AS
SELECT oid, definition, pretty FROM trailgres_pg.builtin.pg_view_texts
UNION ALL
SELECT oid, definition, definition FROM trailgres_pg.builtin.own_relations WHERE kind = 'v';

CREATE VIEW trailgres_pg.catalog.pg_sequence AS
SELECT oid AS seqrelid, typ AS seqtypid, start_value AS seqstart, increment_by AS seqincrement, max_value AS seqmax, min_value AS seqmin,
    1::BIGINT AS seqcache, cycles AS seqcycle
FROM trailgres_pg.builtin.own_sequences;

CREATE VIEW trailgres_pg.catalog.pg_sequences AS
SELECT n.nspname AS schemaname, c.relname AS sequencename, trailgres_pg.builtin.owner_name(c.relowner) AS sequenceowner, q.typ AS data_type, q.start_value, q.min_value, q.max_value, q.increment_by,
    q.cycles AS "cycle", 1::BIGINT AS cache_size,
    (SELECT d.last_value FROM duckdb_sequences() d WHERE d.schema_name = q.namespace AND d.sequence_name = q.name AND d.temporary = (c.relpersistence = 't')) AS last_value
FROM trailgres_pg.builtin.own_sequences q JOIN trailgres_pg.catalog.pg_class c ON c.oid = q.oid JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace;

-- A column's sequence goes with the column, a key's index with the key, a view needs
-- what it reads.
CREATE VIEW trailgres_pg.catalog.pg_depend AS
SELECT 1259::UINTEGER AS classid, oid AS objid, 0 AS objsubid, 1259::UINTEGER AS refclassid, owner_oid AS refobjid, owner_column AS refobjsubid, 'a' AS deptype
FROM trailgres_pg.builtin.own_sequences WHERE owner_oid <> 0
UNION ALL
SELECT 1259, index_oid, 0, 2606, oid, 0, 'i' FROM trailgres_pg.builtin.own_constraints WHERE kind IN ('p', 'u')
UNION ALL
SELECT 2606, oid, 0, 1259, relation, unnest(keys), 'a' FROM trailgres_pg.builtin.own_constraints
UNION ALL
SELECT 1259, oid, 0, 1259, relation, unnest(list_filter(keys, lambda k: k > 0)), 'a' FROM trailgres_pg.builtin.own_indexes
WHERE oid NOT IN (SELECT index_oid FROM trailgres_pg.builtin.own_constraints WHERE kind IN ('p', 'u'))
UNION ALL
SELECT 1259, oid, 0, 2615, namespace, 0, 'n' FROM trailgres_pg.builtin.own_relations WHERE kind <> 'i';

CREATE VIEW trailgres_pg.builtin.relation_names AS
SELECT c.oid, c.relname AS name, n.nspname AS namespace, c.relkind AS kind,
    n.oid = 11 OR coalesce(list_contains(CAST(getvariable('visible') AS UINTEGER[]), c.oid), false)
        OR n.oid = 13207 AND coalesce(list_contains(CAST(getvariable('schema_path') AS VARCHAR[]), 'information_schema'), false) AS visible
FROM (SELECT oid, relname, relnamespace, relkind FROM trailgres_pg.builtin.pg_class
    UNION ALL SELECT oid, name, namespace, kind FROM trailgres_pg.builtin.own_relations) c
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace;

-- What everybody may do with a relation, in the letters of an access list.
CREATE VIEW trailgres_pg.builtin.relation_rights AS
SELECT oid, 'r' AS rights, relkind AS kind FROM trailgres_pg.builtin.pg_class
UNION ALL
SELECT oid, CASE WHEN acl IS NULL THEN CASE kind WHEN 'S' THEN 'rwU' ELSE 'arwdDxt' END ELSE string_split(acl[2][2:], '/')[1] END, kind FROM trailgres_pg.builtin.own_relations;

CREATE VIEW trailgres_pg.catalog.pg_indexes AS
SELECT n.nspname AS schemaname, c.relname AS tablename, i.relname AS indexname, NULL::VARCHAR AS tablespace, x.definition AS indexdef
FROM trailgres_pg.catalog.pg_index d JOIN trailgres_pg.catalog.pg_class c ON c.oid = d.indrelid JOIN trailgres_pg.catalog.pg_class i ON i.oid = d.indexrelid
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace JOIN trailgres_pg.builtin.index_texts x ON x.oid = d.indexrelid
WHERE c.relkind IN ('r', 'm', 'p') AND i.relkind IN ('i', 'I');

CREATE VIEW trailgres_pg.catalog.pg_tables AS
SELECT n.nspname AS schemaname, c.relname AS tablename, trailgres_pg.builtin.owner_name(c.relowner) AS tableowner, NULL::VARCHAR AS tablespace,
    c.relhasindex AS hasindexes, c.relhasrules AS hasrules, c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p');

CREATE VIEW trailgres_pg.catalog.pg_views AS
SELECT n.nspname AS schemaname, c.relname AS viewname, trailgres_pg.builtin.owner_name(c.relowner) AS viewowner,
    x.definition
FROM trailgres_pg.catalog.pg_class c LEFT JOIN trailgres_pg.builtin.view_texts x ON x.oid = c.oid JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v';

CREATE VIEW trailgres_pg.catalog.pg_stat_all_tables AS
SELECT c.oid AS relid, n.nspname AS schemaname, c.relname, 0::BIGINT AS seq_scan, 0::BIGINT AS seq_tup_read, 0::BIGINT AS idx_scan,
    0::BIGINT AS idx_tup_fetch, 0::BIGINT AS n_tup_ins, 0::BIGINT AS n_tup_upd, 0::BIGINT AS n_tup_del, 0::BIGINT AS n_tup_hot_upd,
    greatest(c.reltuples, 0)::BIGINT AS n_live_tup, 0::BIGINT AS n_dead_tup, 0::BIGINT AS n_mod_since_analyze, 0::BIGINT AS n_ins_since_vacuum,
    NULL::TIMESTAMPTZ AS last_vacuum, NULL::TIMESTAMPTZ AS last_autovacuum, NULL::TIMESTAMPTZ AS last_analyze, NULL::TIMESTAMPTZ AS last_autoanalyze,
    0::BIGINT AS vacuum_count, 0::BIGINT AS autovacuum_count, 0::BIGINT AS analyze_count, 0::BIGINT AS autoanalyze_count
FROM trailgres_pg.catalog.pg_class c JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 't', 'm', 'p');

CREATE VIEW trailgres_pg.catalog.pg_stat_user_tables AS
SELECT * FROM trailgres_pg.catalog.pg_stat_all_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW trailgres_pg.catalog.pg_stat_sys_tables AS
SELECT * FROM trailgres_pg.catalog.pg_stat_all_tables WHERE schemaname IN ('pg_catalog', 'information_schema')
