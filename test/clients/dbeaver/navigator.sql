-- What DBeaver's PostgreSQL extension (org.jkiss.dbeaver.ext.postgresql) asks to fill its navigator, editors and
-- dialogs. :database, :schema, :table and so on are bound as it binds them; /rows/ after a name has every row compared.

-- connect: version /rows/
SELECT current_schema(), session_user

-- connect: search path /rows/
SHOW search_path

-- connect: probe enum /rows/
SELECT 1 FROM pg_catalog.pg_enum WHERE 1<>1 LIMIT 1

-- connect: probe partitions /rows/
SELECT relpartbound FROM pg_catalog.pg_class WHERE 1<>1 LIMIT 1

-- connect: settings /rows/
SELECT setting FROM pg_catalog.pg_settings WHERE name = 'standard_conforming_strings'

-- databases
SELECT db.oid, db.* FROM pg_catalog.pg_database db WHERE datallowconn AND NOT datistemplate OR db.datname = :database ORDER BY db.datname

-- database: encodings /rows/
SELECT c.contoencoding AS encid, pg_catalog.pg_encoding_to_char(c.contoencoding) AS encname FROM pg_catalog.pg_conversion c GROUP BY c.contoencoding ORDER BY 2

-- database: size
SELECT pg_database_size(:database)

-- schemas
SELECT n.oid, n.*, d.description FROM pg_catalog.pg_namespace n
LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=n.oid AND d.objsubid=0 AND d.classoid='pg_namespace'::regclass
ORDER BY nspname

-- data types
SELECT t.oid, t.*, c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS base_type_name, d.description
FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_type et ON et.oid=t.typelem LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid=t.typrelid
LEFT OUTER JOIN pg_catalog.pg_description d ON t.oid=d.objoid
WHERE t.typname IS NOT NULL AND (c.relkind IS NULL OR c.relkind = 'c') AND (et.typcategory IS NULL OR et.typcategory <> 'C') AND t.typnamespace=:catalog
ORDER BY t.oid

-- tables
SELECT c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_expr, pg_catalog.pg_get_partkeydef(c.oid) AS partition_key
FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_class'::regclass
WHERE c.relnamespace=:schema AND c.relkind NOT IN ('i','I','c') ORDER BY c.relname

-- tables: sizes
SELECT c.oid, pg_catalog.pg_total_relation_size(c.oid) AS total_rel_size, pg_catalog.pg_relation_size(c.oid) AS rel_size
FROM pg_catalog.pg_class c WHERE c.relnamespace=:schema AND c.relkind NOT IN ('i','I','c')

-- table: columns
SELECT c.relname, a.*, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) AS def_value, dsc.description, dep.objid
FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid=c.oid)
LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid=ad.adrelid AND a.attnum = ad.adnum)
LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid)
LEFT OUTER JOIN pg_depend dep ON dep.refobjid = a.attrelid AND dep.deptype = 'i' AND dep.refobjsubid = a.attnum AND dep.classid = dep.refclassid
WHERE NOT a.attisdropped AND c.relkind NOT IN ('i','I','c') AND a.attnum > 0 AND c.oid=:table ORDER BY a.attnum

-- table: constraints
SELECT c.oid, c.*, t.relname AS tabrelname, rt.relnamespace AS refnamespace, d.description,
  CASE WHEN c.contype='c' THEN "substring"(pg_get_constraintdef(c.oid), 7) ELSE NULL END consrc_copy
FROM pg_catalog.pg_constraint c INNER JOIN pg_catalog.pg_class t ON t.oid=c.conrelid LEFT OUTER JOIN pg_catalog.pg_class rt ON rt.oid=c.confrelid
LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_constraint'::regclass
WHERE c.conrelid=:table ORDER BY c.oid

-- table: references
SELECT c.oid, c.*, t.relnamespace FROM pg_catalog.pg_constraint c, pg_catalog.pg_class t WHERE t.oid=c.conrelid AND c.confrelid=:table

-- table: indexes
SELECT i.*, i.indkey AS keys, c.relname, c.relnamespace, c.relam, c.reltablespace, tc.relname AS tabrelname, dsc.description,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS pred_expr, pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) AS expr,
  pg_catalog.pg_relation_size(i.indexrelid) AS index_rel_size, pg_catalog.pg_stat_get_numscans(i.indexrelid) AS index_num_scans
FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid=i.indexrelid INNER JOIN pg_catalog.pg_class tc ON tc.oid=i.indrelid
LEFT OUTER JOIN pg_catalog.pg_description dsc ON i.indexrelid=dsc.objoid WHERE i.indrelid=:table ORDER BY tabrelname, c.relname

-- table: triggers
SELECT x.oid, x.*, p.pronamespace AS func_schema_id, d.description FROM pg_catalog.pg_trigger x
LEFT OUTER JOIN pg_catalog.pg_proc p ON p.oid=x.tgfoid LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=x.oid AND d.objsubid=0
WHERE x.tgrelid=:table AND NOT x.tgisinternal

-- table: rules
SELECT r.oid, r.*, pg_get_ruledef(r.oid) AS definition FROM pg_catalog.pg_rewrite r WHERE r.ev_class=:table

-- table: policies
SELECT * FROM pg_catalog.pg_policies WHERE schemaname='public' AND tablename=:name

-- table: parents
SELECT i.*, c.relnamespace FROM pg_catalog.pg_inherits i, pg_catalog.pg_class c WHERE i.inhrelid=:table AND c.oid=i.inhparent ORDER BY i.inhseqno

-- table: statistics
SELECT * FROM pg_catalog.pg_stat_all_tables WHERE relid=:table

-- table: columns' statistics
SELECT * FROM pg_catalog.pg_stats WHERE schemaname='public' AND tablename=:name

-- table: privileges
SELECT * FROM information_schema.table_privileges WHERE table_catalog=:database AND table_schema='public' AND table_name=:name ORDER BY privilege_type

-- table: privileges of columns
SELECT c.relname, c.relkind, a.attname, a.attacl FROM pg_catalog.pg_class c, pg_catalog.pg_attribute a WHERE a.attrelid=c.oid AND c.oid=:table AND a.attacl IS NOT NULL

-- table: dependencies
SELECT DISTINCT dep.deptype, dep.classid, dep.objid, cl.relkind, attr.attname, pg_get_expr(ad.adbin, ad.adrelid) AS adefval, CASE WHEN cl.relkind IS NOT NULL THEN cl.relkind::text || COALESCE(dep.objsubid::text, '') WHEN tg.oid IS NOT NULL THEN 'T' WHEN co.oid IS NOT NULL THEN 'C' ELSE '' END AS type,
  COALESCE(coc.relname, clrw.relname) AS ownertable, COALESCE(cl.relname || '.' || attr.attname, cl.relname, co.conname, tg.tgname, rw.rulename) AS refname
FROM pg_depend dep LEFT JOIN pg_class cl ON dep.objid=cl.oid LEFT JOIN pg_attribute attr ON dep.objid=attr.attrelid AND dep.objsubid=attr.attnum
LEFT JOIN pg_trigger tg ON dep.objid=tg.oid LEFT JOIN pg_constraint co ON dep.objid=co.oid LEFT JOIN pg_class coc ON co.conrelid=coc.oid
LEFT JOIN pg_rewrite rw ON dep.objid=rw.oid LEFT JOIN pg_class clrw ON clrw.oid=rw.ev_class LEFT JOIN pg_attrdef ad ON ad.adrelid=attr.attrelid AND ad.adnum=attr.attnum
WHERE dep.refobjid=:table AND classid IN (SELECT oid FROM pg_class WHERE relname IN ('pg_class', 'pg_constraint', 'pg_rewrite', 'pg_trigger')) ORDER BY classid, cl.relkind

-- table: comment
SELECT description FROM pg_catalog.pg_description WHERE objoid=:table AND objsubid=0

-- view: definition
SELECT pg_get_viewdef(:view, true) AS definition

-- functions
SELECT p.oid, p.*, pg_catalog.pg_get_expr(p.proargdefaults, 0) AS arg_defaults, d.description FROM pg_catalog.pg_proc p
LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=p.oid AND d.objsubid=0 WHERE p.pronamespace=:schema ORDER BY p.proname

-- functions: of the system
SELECT p.oid, p.proname, p.prokind, p.proretset, d.description FROM pg_catalog.pg_proc p
LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=p.oid AND d.objsubid=0 AND d.classoid='pg_proc'::regclass WHERE p.pronamespace=:catalog ORDER BY p.oid

-- function: source /rows/
SELECT pg_get_functiondef(f.oid), pg_get_function_result(f.oid), pg_get_function_arguments(f.oid) FROM pg_catalog.pg_proc f WHERE f.oid = 2108 AND f.prokind <> 'a'

-- aggregates
SELECT p.oid AS proc_oid, p.*, a.* FROM pg_catalog.pg_aggregate a, pg_catalog.pg_proc p WHERE p.oid=a.aggfnoid AND p.pronamespace=:catalog ORDER BY p.oid

-- sequences
SELECT c.oid, c.relname, s.* FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_sequence s ON s.seqrelid=c.oid WHERE c.relnamespace=:schema AND c.relkind='S'

-- sequence: values
SELECT * FROM pg_catalog.pg_sequences WHERE schemaname='public'

-- extensions
SELECT e.oid, cfg.tbls, n.nspname AS schema_name, e.* FROM pg_catalog.pg_extension e JOIN pg_namespace n ON n.oid=e.extnamespace
LEFT JOIN (SELECT ARRAY_AGG(ns.nspname || '.' || cls.relname) tbls, oid_ext
  FROM (SELECT unnest(e1.extconfig) oid, e1.oid oid_ext FROM pg_catalog.pg_extension e1) c
  JOIN pg_catalog.pg_class cls ON cls.oid=c.oid JOIN pg_catalog.pg_namespace ns ON ns.oid=cls.relnamespace GROUP BY oid_ext) cfg ON cfg.oid_ext=e.oid ORDER BY e.oid

-- extensions: available
SELECT name, default_version, comment FROM pg_catalog.pg_available_extensions WHERE name NOT IN (SELECT extname FROM pg_catalog.pg_extension) ORDER BY name

-- roles
SELECT a.oid, a.*, pd.description FROM pg_catalog.pg_roles a LEFT JOIN pg_catalog.pg_shdescription pd ON a.oid=pd.objoid ORDER BY a.rolname

-- role: members
SELECT * FROM pg_catalog.pg_auth_members WHERE roleid IN (SELECT oid FROM pg_catalog.pg_roles WHERE rolname=:user)

-- role: settings
SELECT * FROM pg_catalog.pg_db_role_setting

-- tablespaces
SELECT t.oid, t.*, pg_tablespace_location(t.oid) loc FROM pg_catalog.pg_tablespace t ORDER BY t.oid

-- languages
SELECT l.oid, l.* FROM pg_catalog.pg_language l ORDER BY l.oid

-- access methods /rows/
SELECT am.oid, am.* FROM pg_catalog.pg_am am ORDER BY am.oid

-- collations
SELECT c.oid, c.* FROM pg_catalog.pg_collation c WHERE c.collnamespace=:schema ORDER BY c.oid

-- event triggers
SELECT pet.oid, pet.*, pd.description, p.pronamespace FROM pg_catalog.pg_event_trigger pet
LEFT OUTER JOIN pg_catalog.pg_proc p ON p.oid=pet.evtfoid LEFT OUTER JOIN pg_catalog.pg_description pd ON pd.objoid=pet.oid

-- foreign data wrappers
SELECT l.oid, l.*, p.pronamespace AS handler_schema_id FROM pg_catalog.pg_foreign_data_wrapper l LEFT OUTER JOIN pg_catalog.pg_proc p ON p.oid=l.fdwhandler ORDER BY l.fdwname

-- foreign servers
SELECT l.oid, l.* FROM pg_catalog.pg_foreign_server l ORDER BY l.srvname

-- publications
SELECT * FROM pg_catalog.pg_publication

-- search for an object
SELECT x.oid, x.relname, x.relnamespace, x.relkind FROM pg_catalog.pg_class x WHERE x.relkind IN ('r','v','m','f') AND x.relname ILIKE :like AND x.relnamespace IN (:schema) ORDER BY x.relname LIMIT 100

-- search in the catalogs' text
SELECT x.oid, x.attrelid FROM (SELECT a.attrelid AS oid, a.* FROM pg_catalog.pg_attribute a, pg_catalog.pg_class c WHERE c.oid=a.attrelid AND c.relnamespace=:schema AND a.attname ILIKE :like) x ORDER BY x.attname LIMIT 100

-- sessions
SELECT sa.* FROM pg_catalog.pg_stat_activity sa

-- locks
SELECT coalesce(blockingl.relation::regclass::text, blockingl.locktype) AS locked_item, now() - blockeda.query_start AS waiting_duration,
  blockeda.pid AS blocked_pid, blockeda.query AS blocked_query, blockedl.mode AS blocked_mode, blockinga.pid AS blocking_pid, blockinga.query AS blocking_query, blockingl.mode AS blocking_mode
FROM pg_catalog.pg_locks blockedl JOIN pg_stat_activity blockeda ON blockedl.pid = blockeda.pid
JOIN pg_catalog.pg_locks blockingl ON ((blockingl.transactionid = blockedl.transactionid) OR (blockingl.relation = blockedl.relation AND blockingl.locktype = blockedl.locktype)) AND blockedl.pid <> blockingl.pid
JOIN pg_stat_activity blockinga ON blockingl.pid = blockinga.pid AND blockinga.datid = blockeda.datid
WHERE NOT blockedl.granted AND blockinga.datname = current_database()

-- settings
SELECT * FROM pg_catalog.pg_settings
