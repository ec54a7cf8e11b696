SELECT has_table_privilege('cloudtrail_events', 'SELECT'), has_table_privilege('cloudtrail_events', 'INSERT'), has_table_privilege('notes', 'INSERT, UPDATE'), has_table_privilege('pg_class', 'UPDATE')

SELECT has_table_privilege('nosuch', 'SELECT')

SELECT has_table_privilege(999999, 'SELECT')

SELECT has_table_privilege('notes', 'FLY')

SELECT has_table_privilege('nobody', 'notes', 'SELECT')

SELECT has_table_privilege('trail', 'notes', 'SELECT WITH GRANT OPTION')

SELECT has_table_privilege('public', 'cloudtrail_events', 'select')

SELECT has_any_column_privilege('cloudtrail_events', 'SELECT'), has_any_column_privilege('cloudtrail_events', 'UPDATE')

SELECT has_column_privilege('notes', 'title', 'SELECT'), has_column_privilege('notes', 1::int2, 'UPDATE')

SELECT has_column_privilege('notes', 'nosuch', 'SELECT')

SELECT has_schema_privilege('public', 'USAGE'), has_schema_privilege('public', 'CREATE'), has_schema_privilege('pg_catalog', 'CREATE'), has_schema_privilege('trailgres', 'CREATE'), has_schema_privilege('lab', 'CREATE')

SELECT has_schema_privilege('nosuch', 'USAGE')

SELECT has_schema_privilege('public', 'SELECT')

SELECT has_database_privilege('cloudtrail', 'CONNECT'), has_database_privilege(current_database(), 'TEMP, CREATE')

SELECT has_database_privilege('nosuch', 'CONNECT')

SELECT has_function_privilege('now()', 'EXECUTE'), has_function_privilege('pg_catalog.lower(text)', 'EXECUTE')

SELECT has_function_privilege('nosuch()', 'EXECUTE')

SELECT has_sequence_privilege('lab.counter', 'USAGE'), has_sequence_privilege('lab.counter', 'SELECT')

SELECT has_sequence_privilege('notes', 'USAGE')

SELECT has_type_privilege('int4', 'USAGE'), has_language_privilege('sql', 'USAGE'), has_tablespace_privilege('pg_default', 'CREATE')

SELECT has_server_privilege('nosuch', 'USAGE')

SELECT pg_has_role('trail', 'MEMBER'), pg_has_role('pg_monitor', 'USAGE'), pg_has_role('trail', 'trail', 'MEMBER')

SELECT pg_has_role('nobody', 'MEMBER')

SELECT pg_table_is_visible('notes'::regclass), pg_table_is_visible('lab.words'::regclass), pg_table_is_visible('pg_class'::regclass), pg_table_is_visible(0)

SELECT pg_type_is_visible('int4'::regtype), pg_function_is_visible('now'::regproc)

SELECT 'notes'::regclass, 'lab.words'::regclass, 'pg_type'::regclass, '1259'::regclass

SELECT to_regclass('nosuch'), to_regclass('notes'), to_regtype('int8'), to_regtype('nosuch'), to_regnamespace('lab'), to_regrole('nobody')

SELECT 'nosuch'::regclass

SELECT 'nosuch'::regtype

SELECT 'nosuch'::regproc

SELECT 'nosuch'::regnamespace

SELECT 'nosuch'::regrole

SELECT current_schema(), current_schemas(true), current_schemas(false), current_database(), current_user, session_user, user

SELECT current_setting('work_mem'), current_setting('search_path'), current_setting('max_identifier_length'), current_setting('nosuch.one', true)

SELECT current_setting('nosuch')

SELECT set_config('application_name', 'differ', false)

SELECT set_config('bytea_output', 'hex', false), set_config('my.own', 'x', true) AS mine

SELECT set_config('nosuch', 'x', false)

SELECT set_config('bytea_output', 'nosuch', false)

SELECT set_config('bytea_output', 'hex', false) FROM pg_show_all_settings() WHERE name = 'bytea_output'

SELECT pg_get_viewdef('busy'::regclass, true)

SELECT pg_get_viewdef('lab.titles'::regclass, true)

SELECT pg_get_viewdef('pg_tables'::regclass)

SELECT pg_get_viewdef({{notes}}) IS NULL, pg_get_indexdef(0) IS NULL, pg_get_constraintdef(0) IS NULL

SELECT pg_get_indexdef(indexrelid), indnatts, indisunique, indisprimary, indkey, indclass, indcollation, indoption FROM pg_index WHERE indrelid = 'notes'::regclass

SELECT conname, contype, conrelid::regclass, confrelid::regclass, conkey, confkey, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN ('lab.words'::regclass, 'lab.lines'::regclass)

SELECT pg_get_expr(adbin, adrelid), adnum FROM pg_attrdef WHERE adrelid = 'notes'::regclass

SELECT seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle FROM pg_sequence

SELECT schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, last_value FROM pg_sequences

SELECT pg_get_serial_sequence('lab.words', 'id'), pg_get_serial_sequence('notes', 'id')

SELECT obj_description('notes'::regclass, 'pg_class'), obj_description('busy'::regclass), col_description('notes'::regclass, 2), obj_description({{schema public}}, 'pg_namespace')

SELECT tableoid = 'pg_class'::regclass, tableoid::regclass FROM pg_class LIMIT 1

SELECT tableoid::regclass FROM notes LIMIT 1

SELECT pg_my_temp_schema(), pg_is_other_temp_schema(2200)

SELECT pg_size_pretty(1024::bigint), pg_size_pretty(123456789::bigint), pg_size_pretty(10::bigint)

SELECT pg_relation_size('nosuch')

SELECT pg_relation_size(999999) IS NULL, pg_relation_size('notes') > 0, pg_total_relation_size('notes') >= pg_table_size('notes'), pg_database_size(current_database()) > 0

SELECT locktype, mode, granted FROM pg_locks WHERE pid = pg_backend_pid()

SELECT datname, usename, state, query, wait_event, backend_type FROM pg_stat_activity WHERE pid = pg_backend_pid()

SELECT proname, prokind, prorettype::regtype, proargtypes, pg_get_function_arguments(oid), pg_get_function_result(oid) FROM pg_proc WHERE proname IN ('lower', 'substring', 'generate_series', 'count')

SELECT pg_get_functiondef('lower(text)'::regprocedure)

SELECT pg_encoding_to_char(encoding), datistemplate, datallowconn, datconnlimit FROM pg_database WHERE datname = current_database()

SELECT format_type(1043, 14), format_type(1700, 655366), format_type(1184, NULL), format_type(1186, NULL), format_type(1009, NULL), format_type(0, NULL), format_type(99999, NULL), format_type(1042, 9)

SELECT word, catcode FROM pg_get_keywords() WHERE word < 'b'

SELECT quote_ident('a b'), quote_ident('plain'), quote_literal('it''s')

SELECT pg_is_in_recovery(), pg_backend_pid() > 0, txid_current() > 0, pg_blocking_pids(0), inet_server_port() IS NULL

SELECT oidvectortypes(proargtypes) FROM pg_proc WHERE oid = 'substring(text,int4,int4)'::regprocedure

SELECT name, setting, unit, vartype FROM pg_settings WHERE name IN ('work_mem', 'statement_timeout', 'server_encoding', 'max_identifier_length', 'standard_conforming_strings')

SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname ~ '^pg_' OR rolname = current_user

SELECT pg_get_userbyid(10), pg_get_userbyid(99999999)

SELECT relname, relkind, relnatts, relchecks, relhasindex, relpersistence, relacl FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'lab'::regnamespace) AND relname NOT LIKE '%pkey'

SELECT attname, atttypid::regtype, atttypmod, attlen, attnum, attnotnull, atthasdef, attcollation, attstorage, attalign, attbyval, attndims FROM pg_attribute WHERE attrelid IN ('notes'::regclass, 'lab.words'::regclass, 'notes_owner'::regclass) AND attnum > 0

SELECT indexname, indexdef FROM pg_indexes WHERE schemaname IN ('public', 'lab')

SELECT classid::regclass, refclassid::regclass, deptype FROM pg_depend WHERE objid = 'lab.words_id_seq'::regclass AND refobjid = 'lab.words'::regclass
