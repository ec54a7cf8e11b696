--- DBeaver
SELECT n.oid,n.*,d.description FROM pg_catalog.pg_namespace n LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=n.oid AND d.objsubid=0 AND d.classoid='pg_namespace'::regclass WHERE n.nspname NOT LIKE 'pg_t%' ORDER BY nspname

--- mask datcollate datctype datacl dattablespace datfrozenxid datminmxid datcollversion
SELECT db.oid,db.* FROM pg_catalog.pg_database db WHERE datallowconn AND NOT datistemplate AND datname=current_database()

SELECT c.oid,c.relname,c.relkind,d.description,pg_catalog.pg_get_expr(c.relpartbound, c.oid) as partition_expr, pg_catalog.pg_get_partkeydef(c.oid) as partition_key FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_class'::regclass WHERE c.relnamespace={{schema lab}} AND c.relkind not in ('i','I','c')

SELECT c.relname,a.*,pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) as def_value,dsc.description,dep.objid FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid=c.oid) LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid=ad.adrelid AND a.attnum = ad.adnum) LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid) LEFT OUTER JOIN pg_depend dep on dep.refobjid = a.attrelid AND dep.deptype = 'i' and dep.refobjsubid = a.attnum and dep.classid = dep.refclassid WHERE NOT a.attisdropped AND c.oid={{notes}} AND a.attnum > 0 ORDER BY a.attnum

SELECT c.oid,c.conname,c.contype,c.conrelid,c.conkey,c.confrelid,c.confkey,t.relname as tabrelname,rt.relnamespace as refnamespace,d.description, case when c.contype='c' then "substring"(pg_get_constraintdef(c.oid), 7) else null end consrc_copy FROM pg_catalog.pg_constraint c INNER JOIN pg_catalog.pg_class t ON t.oid=c.conrelid LEFT OUTER JOIN pg_catalog.pg_class rt ON rt.oid=c.confrelid LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_constraint'::regclass WHERE c.conrelid={{notes}} ORDER BY c.oid

SELECT i.indexrelid,i.indrelid,i.indisunique,i.indisprimary,i.indkey,c.relname,c.relnamespace,c.relam,c.reltablespace,tc.relname as tabrelname,dsc.description,pg_catalog.pg_get_expr(i.indpred, i.indrelid) as pred_expr,pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) as expr FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid=i.indexrelid INNER JOIN pg_catalog.pg_class tc ON tc.oid=i.indrelid LEFT OUTER JOIN pg_catalog.pg_description dsc ON i.indexrelid=dsc.objoid WHERE i.indrelid={{notes}} ORDER BY c.relname

SELECT t.oid,t.typname,t.typtype,t.typcategory,t.typlen,c.relkind,format_type(nullif(t.typbasetype, 0), t.typtypmod) as base_type_name, d.description FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid=t.typrelid LEFT OUTER JOIN pg_catalog.pg_description d ON t.oid=d.objoid WHERE typnamespace=11 AND t.typname IN ('int4', 'text', '_text', 'name', 'oid')

SELECT p.oid,p.proname,p.prokind,pg_catalog.pg_get_function_identity_arguments(p.oid) AS args,l.lanname,d.description FROM pg_catalog.pg_proc p LEFT OUTER JOIN pg_catalog.pg_language l ON l.oid=p.prolang LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=p.oid AND d.objsubid = 0 WHERE p.pronamespace=11 AND p.proname IN ('lower', 'abs')

SELECT t.*,t.spcname IS NOT NULL AS named FROM pg_catalog.pg_tablespace t

SELECT l.lanname,l.lanispl,l.lanpltrusted FROM pg_catalog.pg_language l ORDER BY l.oid

SELECT c.relname, c.relkind, c.relrowsecurity, ts.spcname, pg_catalog.pg_get_viewdef(c.oid, true) IS NULL AS no_definition FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace WHERE c.relnamespace = {{schema public}} AND c.relkind IN ('r', 'v')

SELECT x.oid,x.*,p.relnamespace FROM pg_catalog.pg_trigger x INNER JOIN pg_catalog.pg_class p ON p.oid=x.tgrelid WHERE x.tgrelid={{notes}}

SELECT r.oid,r.rulename,r.ev_type,r.is_instead FROM pg_catalog.pg_rewrite r WHERE r.ev_class={{busy}}

SELECT DISTINCT dep.deptype, dep.classid, dep.objid, cl.relkind, attr.attname,pg_get_expr(ad.adbin, ad.adrelid) adefval, CASE WHEN cl.relkind IS NOT NULL THEN cl.relkind::text || COALESCE(dep.objsubid::text, '') WHEN tg.oid IS NOT NULL THEN 'T'::text ELSE '' END AS type FROM pg_depend dep LEFT JOIN pg_class cl ON dep.objid=cl.oid LEFT JOIN pg_attribute attr ON dep.objid=attr.attrelid AND dep.objsubid=attr.attnum LEFT JOIN pg_trigger tg ON dep.objid=tg.oid LEFT JOIN pg_attrdef ad ON dep.objid=ad.oid WHERE dep.refobjid = {{lab.counter}}

select string_agg(word, ',') from pg_catalog.pg_get_keywords() where word <> ALL ('{a,abs,absolute,action,ada,add,admin,after,all,allocate,alter}'::text[]) AND word < 'az'

SELECT 1 FROM pg_catalog.pg_class WHERE 1<>1 LIMIT 1

SELECT reloptions FROM pg_catalog.pg_class WHERE 1<>1 LIMIT 1

SELECT current_database(), current_schema(), session_user

SELECT rolname FROM pg_catalog.pg_roles WHERE oid = 10 OR rolname = 'pg_monitor' ORDER BY rolname

SELECT e.extname, e.extversion FROM pg_catalog.pg_extension e

SELECT a.oid,a.amname,a.amtype FROM pg_catalog.pg_am a

SELECT c.collname, c.collencoding, c.collprovider FROM pg_catalog.pg_collation c WHERE c.collname IN ('C', 'POSIX', 'default')

SELECT s.name, s.setting, s.category FROM pg_catalog.pg_settings s WHERE s.name LIKE 'enable_%'

SELECT * FROM information_schema.table_constraints WHERE table_schema IN ('lab') AND constraint_name NOT LIKE '%not_null'

SELECT * FROM information_schema.key_column_usage WHERE table_schema IN ('lab', 'public')

SELECT * FROM information_schema.referential_constraints

SELECT sequence_schema, sequence_name, data_type, start_value, minimum_value, maximum_value, increment, cycle_option FROM information_schema.sequences

SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE table_schema IN ('lab', 'public', 'trailgres')

SELECT table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision, udt_name, is_identity, is_updatable FROM information_schema.columns WHERE table_name IN ('notes', 'cloudtrail_events', 'words')

SELECT schema_name FROM information_schema.schemata

SELECT table_schema, table_name, check_option FROM information_schema.views WHERE table_schema IN ('lab')

SELECT grantee, table_schema, table_name, privilege_type FROM information_schema.table_privileges WHERE table_name IN ('cloudtrail_events', 'notes') AND grantee = 'PUBLIC'

SELECT * FROM information_schema.enabled_roles

--- DataGrip
select N.oid::bigint as id, N.xmin as state_number, nspname as name, D.description, pg_catalog.pg_get_userbyid(N.nspowner) as "owner" from pg_catalog.pg_namespace N left join pg_catalog.pg_description D on N.oid = D.objoid where N.nspname in ('public', 'pg_catalog') and 1 = 0 order by case when nspname = pg_catalog.current_schema() then -1::bigint else N.oid::bigint end

--- mask table_kind
select L.relname, L.relkind as kind, coalesce(T.relkind, '') as table_kind from pg_catalog.pg_class L left join pg_catalog.pg_class T on T.oid = L.reltoastrelid where L.relnamespace = {{schema lab}}::oid and L.relkind in ('r', 'm', 'v', 'p', 'f', 'S') order by 1

select case when pg_catalog.pg_is_in_recovery() then 0 else pg_catalog.txid_current() end > 0 as tx

select T.relkind as table_kind, C.attnum as column_position, C.attname as column_name, pg_catalog.format_type(C.atttypid, C.atttypmod) as type_spec, C.attnotnull as mandatory, pg_catalog.pg_get_expr(D.adbin, T.oid) as default_expression, C.attisdropped as dropped, C.attidentity as identity from pg_catalog.pg_attribute C inner join pg_catalog.pg_class T on T.oid = C.attrelid left join pg_catalog.pg_attrdef D on (C.attrelid, C.attnum) = (D.adrelid, D.adnum) where T.relnamespace = {{schema lab}}::oid and T.relkind in ('r', 'm', 'v', 'f', 'p') and C.attnum > 0 order by 2, 3

select tab.relname, ind_head.indnkeyatts, ind_head.indkey as column_indexes, ind_stor.relname as index_name, ind_head.indisunique as is_unique, ind_head.indisprimary as is_primary, am.amname as access_method_name from pg_catalog.pg_class tab join pg_catalog.pg_index ind_head on ind_head.indrelid = tab.oid join pg_catalog.pg_class ind_stor on tab.relnamespace = ind_stor.relnamespace and ind_stor.oid = ind_head.indexrelid left join pg_catalog.pg_am am on am.oid = ind_stor.relam where tab.relnamespace = {{schema public}}::oid and tab.relkind in ('r', 'm', 'v', 'p') order by 1, 4

select ind_stor.relname, ind_head.indoption as column_options, pg_catalog.array_agg(case when opc.opcdefault then null else opc.opcname end order by k) as opcnames, pg_catalog.pg_get_expr(ind_head.indpred, ind_head.indrelid) as condition from pg_catalog.pg_class ind_stor join pg_catalog.pg_index ind_head on ind_head.indexrelid = ind_stor.oid cross join unnest(ind_head.indclass) with ordinality u(opcoid, k) left join pg_catalog.pg_opclass opc on opc.oid = u.opcoid where ind_stor.relnamespace = {{schema public}}::oid group by 1, 2, 4

select T.relname, T.relkind as table_kind, C.conname as con_name, C.contype as con_kind, C.conkey as con_columns, C.condeferrable as is_deferrable, C.conislocal as is_local, C.confkey as ref_columns, C.confupdtype as on_update, C.confdeltype as on_delete, C.connoinherit as no_inherit from pg_catalog.pg_constraint C join pg_catalog.pg_class T on C.conrelid = T.oid where T.relkind in ('r', 'v', 'f', 'p') and T.relnamespace = {{schema lab}}::oid and C.contype in ('p', 'u', 'f', 'c', 'x') and C.connamespace = {{schema lab}}::oid order by 1, 3

select cls.relname, sq.seqstart as start_value, sq.seqincrement as inc_value, sq.seqmin as min_value, sq.seqmax as max_value, sq.seqcache as cache_size, sq.seqcycle as cycle_option, pg_catalog.format_type(sq.seqtypid, null) as data_type, d.refobjsubid as owner_column from pg_catalog.pg_sequence sq join pg_class cls on sq.seqrelid = cls.oid left join pg_catalog.pg_depend d on d.objid = sq.seqrelid and d.deptype in ('a', 'i') where cls.relnamespace = {{schema lab}}::oid

select languages.oid as id, languages.lanname as name, h.proname as handler from pg_catalog.pg_language languages left join pg_catalog.pg_proc h on h.oid = languages.lanplcallfoid order by languages.oid

select R.rolname as role_name, R.rolsuper is_super, R.rolinherit is_inherit, R.rolcanlogin can_login, R.rolconnlimit conn_limit from pg_catalog.pg_roles R where R.rolname like 'pg\_%'

select name, is_dst from pg_catalog.pg_timezone_names where name in ('UTC', 'Europe/Berlin') and not is_dst

select abbrev, utc_offset, is_dst from pg_catalog.pg_timezone_abbrevs where abbrev in ('CET', 'UTC', 'EDT')

select * from pg_catalog.pg_event_trigger

select * from pg_catalog.pg_foreign_server

select distinct on (n.nspname) n.nspname, c.relname from pg_catalog.pg_class c natural join (select oid as relnamespace, nspname from pg_namespace) n where n.nspname in ('lab') order by 1, 2

--- pgAdmin
SELECT db.datname as database, db.datallowconn, pg_encoding_to_char(db.encoding) AS serverencoding, has_database_privilege(db.oid, 'CREATE') as cancreate, datistemplate FROM pg_catalog.pg_database db WHERE db.datname = current_database()

SELECT gss_authenticated, encrypted FROM pg_catalog.pg_stat_gssapi WHERE pid = pg_backend_pid()

SELECT roles.rolname as name, roles.rolsuper as is_superuser, CASE WHEN roles.rolsuper THEN true ELSE roles.rolcreaterole END as can_create_role, CASE WHEN 'pg_signal_backend'=ANY(ARRAY(WITH RECURSIVE cte AS ( SELECT pg_roles.oid,pg_roles.rolname FROM pg_roles WHERE pg_roles.oid = roles.oid UNION ALL SELECT m.roleid,pgr.rolname FROM cte cte_1 JOIN pg_auth_members m ON m.member = cte_1.oid JOIN pg_roles pgr ON pgr.oid = m.roleid) SELECT rolname FROM cte)) THEN True ELSE False END as can_signal_backend FROM pg_catalog.pg_roles as roles WHERE rolname = current_user

SELECT nsp.nspname as name, has_schema_privilege(nsp.oid, 'CREATE') as can_create, has_schema_privilege(nsp.oid, 'USAGE') as has_usage FROM pg_catalog.pg_namespace nsp WHERE nspname NOT LIKE E'pg\\_%' AND NOT ((nsp.nspname = 'pg_catalog' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'pg_class' AND relnamespace = nsp.oid LIMIT 1)) OR (nsp.nspname = 'information_schema' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'tables' AND relnamespace = nsp.oid LIMIT 1))) ORDER BY nspname

SELECT rel.relname AS name, (SELECT count(*) FROM pg_catalog.pg_trigger WHERE tgrelid=rel.oid AND tgisinternal = FALSE) AS triggercount, (SELECT count(*) FROM pg_catalog.pg_trigger WHERE tgrelid=rel.oid AND tgisinternal = FALSE AND tgenabled = 'O') AS has_enable_triggers, (CASE WHEN rel.relkind = 'p' THEN true ELSE false END) AS is_partitioned FROM pg_catalog.pg_class rel WHERE rel.relkind IN ('r','s','t','p') AND rel.relnamespace = {{schema public}}::oid AND NOT rel.relispartition ORDER BY rel.relname

SELECT att.attname as name, att.attnum as OID, pg_catalog.format_type(ty.oid,NULL) AS datatype, att.attnotnull as not_null, CASE WHEN att.atthasdef OR att.attidentity != '' OR ty.typdefault IS NOT NULL THEN True ELSE False END as has_default_val, des.description FROM pg_catalog.pg_attribute att JOIN pg_catalog.pg_type ty ON ty.oid=atttypid LEFT OUTER JOIN pg_catalog.pg_description des ON (des.objoid=att.attrelid AND des.objsubid=att.attnum AND des.classoid='pg_class'::regclass) WHERE att.attrelid = {{notes}}::oid AND att.attnum > 0 AND att.attisdropped IS FALSE ORDER BY att.attnum

SELECT DISTINCT ON(cls.relname) cls.relname as name, indisprimary, indisunique, CASE WHEN contype IN ('p', 'u', 'x') THEN desp.description ELSE des.description END AS description FROM pg_catalog.pg_index idx JOIN pg_catalog.pg_class cls ON cls.oid=indexrelid JOIN pg_catalog.pg_class tab ON tab.oid=indrelid LEFT JOIN pg_catalog.pg_depend dep ON (dep.classid = cls.tableoid AND dep.objid = cls.oid AND dep.refobjsubid = '0' AND dep.refclassid=(SELECT oid FROM pg_catalog.pg_class WHERE relname='pg_constraint') AND dep.deptype='i') LEFT OUTER JOIN pg_catalog.pg_constraint con ON (con.tableoid = dep.refclassid AND con.oid = dep.refobjid) LEFT OUTER JOIN pg_catalog.pg_description des ON (des.objoid=cls.oid AND des.classoid='pg_class'::regclass) LEFT OUTER JOIN pg_catalog.pg_description desp ON (desp.objoid=con.oid AND desp.objsubid = 0 AND desp.classoid='pg_constraint'::regclass) WHERE indrelid = {{notes}}::OID ORDER BY cls.relname

SELECT c.conname as name, NOT convalidated as convalidated, pg_catalog.pg_get_constraintdef(c.oid, true) AS consrc, conislocal, connoinherit FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class r ON r.oid = c.conrelid WHERE contype = 'c' AND r.relnamespace = {{schema public}}::oid

SELECT typname AS name, format_type(oid, NULL) AS fmt, typlen FROM pg_catalog.pg_type WHERE oid IN (20, 21, 23, 25, 1043, 3802) ORDER BY 1

SELECT at.attname, at.attnum, ty.typname FROM pg_catalog.pg_attribute at LEFT JOIN pg_catalog.pg_type ty ON (ty.oid = at.atttypid) JOIN (SELECT conkey, conrelid FROM pg_catalog.pg_constraint WHERE contype = 'p' AND conrelid = {{lab.lines}}) c ON at.attrelid = c.conrelid AND at.attnum = ANY (c.conkey)

SELECT count(*) FROM pg_catalog.pg_prepared_xacts

SELECT bl.pid IS NULL AS none FROM pg_catalog.pg_locks bl WHERE NOT bl.granted

SELECT setting FROM pg_catalog.pg_settings WHERE name IN ('autovacuum', 'track_counts')

SELECT sum(xact_commit) >= 0 AS ok, count(*) > 0 AS some FROM pg_catalog.pg_stat_database

SELECT quote_ident(nspname), has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname IN ('lab', 'pg_catalog')

SELECT result.TABLE_NAME, result.COLUMN_NAME, result.KEY_SEQ, result.PK_NAME FROM (SELECT n.nspname AS TABLE_SCHEM, ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME, (information_schema._pg_expandarray(i.indkey)).n AS KEY_SEQ, ci.relname AS PK_NAME, information_schema._pg_expandarray(i.indkey) AS KEYS, a.attnum AS A_ATTNUM FROM pg_catalog.pg_class ct JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid) JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid) JOIN pg_catalog.pg_index i ON (a.attrelid = i.indrelid) JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid) WHERE true AND n.nspname = 'lab' AND i.indisprimary) result WHERE result.A_ATTNUM = (result.KEYS).x ORDER BY result.table_name, result.PK_NAME, result.KEY_SEQ

SELECT nspname AS TABLE_SCHEM, NULL AS TABLE_CATALOG FROM pg_catalog.pg_namespace WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_' OR nspname = (pg_catalog.current_schemas(true))[1]) AND (nspname !~ '^pg_toast_temp_' OR nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_')) ORDER BY TABLE_SCHEM

SELECT NULL AS TABLE_CAT, n.nspname AS TABLE_SCHEM, c.relname AS TABLE_NAME, CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema' WHEN true THEN 'SYSTEM' WHEN false THEN CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW' WHEN 'i' THEN 'INDEX' WHEN 'S' THEN 'SEQUENCE' ELSE NULL END ELSE NULL END AS TABLE_TYPE, d.description AS REMARKS FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0 and d.classoid = 'pg_class'::regclass) WHERE c.relnamespace = n.oid AND n.nspname = 'lab' ORDER BY TABLE_TYPE, TABLE_SCHEM, TABLE_NAME

SELECT t.typname,t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON (t.typnamespace = n.oid) WHERE n.nspname != 'pg_toast' AND t.typname IN ('text', 'int4')

SELECT * FROM (SELECT n.nspname,c.relname,a.attname,a.atttypid,a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull,a.atttypmod,a.attlen,t.typtypmod,row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum, nullif(a.attidentity, '') as attidentity,nullif(a.attgenerated, '') as attgenerated,pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc,dsc.description,t.typbasetype,t.typtype FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (a.attrelid=c.oid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid=def.adrelid AND a.attnum = def.adnum) LEFT JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid) LEFT JOIN pg_catalog.pg_class dc ON (dc.oid=dsc.classoid AND dc.relname='pg_class') LEFT JOIN pg_catalog.pg_namespace dn ON (dc.relnamespace=dn.oid AND dn.nspname='pg_catalog') WHERE c.relkind in ('r','p','v','f','m') and a.attnum > 0 AND NOT a.attisdropped AND n.nspname LIKE 'lab') c WHERE true ORDER BY nspname,c.relname,attnum

SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT {{lab.words}} AS oid, 1 AS attnum UNION ALL SELECT {{lab.words}}, 2) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum)
