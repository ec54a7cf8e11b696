-- The functions of PostgreSQL's system information, as macros
-- (https://www.postgresql.org/docs/15/functions-info.html). The names in and out of
-- the types that are an OID inside and a name outside come first.

-- What the macros read. An argument is put into a macro as it is written, and would be
-- taken for a column or an alias of the macro's own of the same name: those all begin
-- with m_.
CREATE VIEW trailgres_pg.helper.relation_names AS SELECT name AS m_name, namespace AS m_namespace, oid AS m_oid, visible AS m_visible FROM trailgres_pg.builtin.relation_names;
CREATE VIEW trailgres_pg.helper.type_words AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.type_words;
CREATE VIEW trailgres_pg.helper.all_type_names AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.all_type_names;
CREATE VIEW trailgres_pg.helper.pg_proc AS SELECT oid AS m_oid, proname AS m_proname, pronamespace AS m_pronamespace FROM trailgres_pg.builtin.pg_proc;
CREATE VIEW trailgres_pg.helper.function_texts AS SELECT arguments AS m_arguments, identity AS m_identity, oid AS m_oid, result AS m_result FROM trailgres_pg.builtin.function_texts;
CREATE VIEW trailgres_pg.helper.pg_namespace AS SELECT nspname AS m_nspname, oid AS m_oid FROM trailgres_pg.catalog.pg_namespace;
CREATE VIEW trailgres_pg.helper.pg_authid AS SELECT oid AS m_oid, rolname AS m_rolname FROM trailgres_pg.catalog.pg_authid;
CREATE VIEW trailgres_pg.helper.pg_operator AS SELECT oid AS m_oid, oprleft AS m_oprleft, oprname AS m_oprname, oprright AS m_oprright FROM trailgres_pg.builtin.pg_operator;
CREATE VIEW trailgres_pg.helper.type_names AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.type_names;
CREATE VIEW trailgres_pg.helper.own_relations AS SELECT definition AS m_definition, oid AS m_oid FROM trailgres_pg.builtin.own_relations;
CREATE VIEW trailgres_pg.helper.pg_description AS SELECT classoid AS m_classoid, description AS m_description, objoid AS m_objoid, objsubid AS m_objsubid FROM trailgres_pg.catalog.pg_description;
CREATE VIEW trailgres_pg.helper.pg_class AS SELECT oid AS m_oid, relname AS m_relname FROM trailgres_pg.builtin.pg_class;
CREATE VIEW trailgres_pg.helper.pg_shdescription AS SELECT description AS m_description, objoid AS m_objoid FROM trailgres_pg.catalog.pg_shdescription;
CREATE VIEW trailgres_pg.helper.pg_type AS SELECT oid AS m_oid, typnamespace AS m_typnamespace FROM trailgres_pg.catalog.pg_type;

CREATE MACRO trailgres_pg.catalog.folded(arg_s) AS
    CASE WHEN contains(arg_s, '"') THEN replace(arg_s, '"', '') ELSE lower(trim(arg_s)) END;

CREATE MACRO trailgres_pg.catalog.to_regclass(arg_x) AS
    (SELECT min(m_r.m_oid) FROM trailgres_pg.helper.relation_names m_r
     WHERE (m_r.m_visible AND m_r.m_name = folded(arg_x)) OR m_r.m_namespace || '.' || m_r.m_name = folded(arg_x)
        OR getvariable('database') || '.' || m_r.m_namespace || '.' || m_r.m_name = folded(arg_x));
CREATE MACRO trailgres_pg.catalog.regclassin(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         WHEN arg_x IS NULL THEN NULL
         ELSE coalesce(to_regclass(arg_x), error('SQLSTATE 42P01 relation "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regclassout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(CASE WHEN m_r.m_visible THEN quote_ident(m_r.m_name) ELSE quote_ident(m_r.m_namespace) || '.' || quote_ident(m_r.m_name) END)
        FROM trailgres_pg.helper.relation_names m_r WHERE m_r.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;

CREATE MACRO trailgres_pg.catalog.to_regtype(arg_x) AS
    (SELECT min(m_t.m_oid) FROM trailgres_pg.helper.type_words m_t WHERE m_t.m_name = folded(arg_x));
CREATE MACRO trailgres_pg.catalog.regtypein(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         WHEN arg_x IS NULL THEN NULL
         ELSE coalesce(to_regtype(arg_x), error('SQLSTATE 42704 type "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regtypeout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(m_t.m_name) FROM trailgres_pg.helper.all_type_names m_t WHERE m_t.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.list_regtypeout(arg_v) AS
    (SELECT array_agg(coalesce(m_t.m_name, CAST(m_u.m_o AS VARCHAR)) ORDER BY m_u.m_i) FROM (SELECT unnest(arg_v) AS m_o, unnest(range(len(arg_v))) AS m_i) m_u
     LEFT JOIN trailgres_pg.helper.all_type_names m_t ON m_t.m_oid = m_u.m_o);
CREATE MACRO trailgres_pg.catalog.oidvectortypes(arg_v) AS
    coalesce((SELECT string_agg(coalesce(m_t.m_name, '???'), ', ' ORDER BY m_u.m_i) FROM (SELECT unnest(arg_v) AS m_o, unnest(range(len(arg_v))) AS m_i) m_u
     LEFT JOIN trailgres_pg.helper.all_type_names m_t ON m_t.m_oid = m_u.m_o), '');

CREATE MACRO trailgres_pg.catalog.to_regproc(arg_x) AS
    (SELECT CASE WHEN count(*) = 1 THEN min(m_p.m_oid) END FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_proname = regexp_replace(folded(arg_x), '^pg_catalog\.', ''));
CREATE MACRO trailgres_pg.catalog.regprocin(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         WHEN arg_x = '-' THEN 0::UINTEGER
         WHEN arg_x IS NULL THEN NULL
         ELSE coalesce((SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_proname = regexp_replace(folded(arg_x), '^(pg_catalog|information_schema)\.', '')),
             error('SQLSTATE 42883 function "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regprocout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(m_p.m_proname) FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.to_regprocedure(arg_x) AS
    (SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_proc m_p JOIN trailgres_pg.helper.function_texts m_t ON m_t.m_oid = m_p.m_oid
     WHERE m_p.m_proname || '(' || replace(m_t.m_identity, ' ', '') || ')' = replace(replace(folded(arg_x), ' ', ''), 'pg_catalog.', ''));
CREATE MACRO trailgres_pg.catalog.regprocedurein(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         ELSE coalesce(to_regprocedure(arg_x), error('SQLSTATE 42883 function "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regprocedureout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(m_p.m_proname || '(' || replace(m_t.m_identity, ', ', ',') || ')') FROM trailgres_pg.helper.pg_proc m_p
        JOIN trailgres_pg.helper.function_texts m_t ON m_t.m_oid = m_p.m_oid WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;

CREATE MACRO trailgres_pg.catalog.to_regnamespace(arg_x) AS
    (SELECT min(m_n.m_oid) FROM trailgres_pg.helper.pg_namespace m_n WHERE m_n.m_nspname = folded(arg_x));
CREATE MACRO trailgres_pg.catalog.regnamespacein(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         ELSE coalesce(to_regnamespace(arg_x), error('SQLSTATE 3F000 schema "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regnamespaceout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(quote_ident(m_n.m_nspname)) FROM trailgres_pg.helper.pg_namespace m_n WHERE m_n.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.to_regrole(arg_x) AS
    (SELECT min(m_a.m_oid) FROM trailgres_pg.helper.pg_authid m_a WHERE m_a.m_rolname = folded(arg_x));
CREATE MACRO trailgres_pg.catalog.regrolein(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         ELSE coalesce(to_regrole(arg_x), error('SQLSTATE 42704 role "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regroleout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(quote_ident(m_a.m_rolname)) FROM trailgres_pg.helper.pg_authid m_a WHERE m_a.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.regoperin(arg_x) AS
    coalesce((SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_operator m_p WHERE m_p.m_oprname = arg_x), error('SQLSTATE 42883 operator does not exist: ' || arg_x));
CREATE MACRO trailgres_pg.catalog.regoperout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '0' ELSE coalesce((SELECT min(m_p.m_oprname) FROM trailgres_pg.helper.pg_operator m_p WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.regoperatorout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '0' ELSE coalesce((SELECT min(m_p.m_oprname || '(' || CASE WHEN m_p.m_oprleft = 0 THEN 'NONE' ELSE m_l.m_name END || ',' || m_r.m_name || ')')
        FROM trailgres_pg.helper.pg_operator m_p LEFT JOIN trailgres_pg.helper.type_names m_l ON m_l.m_oid = m_p.m_oprleft
        JOIN trailgres_pg.helper.type_names m_r ON m_r.m_oid = m_p.m_oprright WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;

CREATE MACRO trailgres_pg.catalog.format_type(arg_o, arg_m) AS
    CASE WHEN arg_o IS NULL THEN NULL WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(
        CASE WHEN coalesce(arg_m, -1) < 4 THEN m_t.m_name
             WHEN m_t.m_name LIKE 'character%[]' THEN left(m_t.m_name, -2) || '(' || CAST(arg_m - 4 AS VARCHAR) || ')[]'
             WHEN m_t.m_name IN ('character varying', 'character') THEN m_t.m_name || '(' || CAST(arg_m - 4 AS VARCHAR) || ')'
             WHEN m_t.m_name = 'numeric' THEN 'numeric(' || CAST((CAST(arg_m AS BIGINT) - 4) >> 16 AS VARCHAR) || ',' || CAST((CAST(arg_m AS BIGINT) - 4) & 65535 AS VARCHAR) || ')'
             ELSE m_t.m_name END)
        FROM trailgres_pg.helper.all_type_names m_t WHERE m_t.m_oid = arg_o), '???') END;

-- Definitions. What we have none of has none here.
CREATE MACRO trailgres_pg.catalog.pg_get_expr(arg_e, arg_r) AS CAST(arg_e AS VARCHAR), (arg_e, arg_r, arg_pretty) AS CAST(arg_e AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_viewdef(arg_v) AS
    (SELECT min(regexp_replace(m_o.m_definition, '^CREATE (TEMP |TEMPORARY )?VIEW .*? AS ', ' ', 's')) FROM trailgres_pg.helper.own_relations m_o WHERE m_o.m_oid = arg_v),
    (arg_v, arg_pretty) AS
    (SELECT min(regexp_replace(m_o.m_definition, '^CREATE (TEMP |TEMPORARY )?VIEW .*? AS ', ' ', 's')) FROM trailgres_pg.helper.own_relations m_o WHERE m_o.m_oid = arg_v);
CREATE MACRO trailgres_pg.catalog.pg_get_indexdef(arg_i) AS CAST(NULL AS VARCHAR), (arg_i, arg_c, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_constraintdef(arg_c) AS CAST(NULL AS VARCHAR), (arg_c, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_triggerdef(arg_t) AS CAST(NULL AS VARCHAR), (arg_t, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_ruledef(arg_r) AS CAST(NULL AS VARCHAR), (arg_r, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_partkeydef(arg_r) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_partition_constraintdef(arg_r) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_statisticsobjdef(arg_s) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_statisticsobjdef_columns(arg_s) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_serial_sequence(arg_t, arg_c) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_functiondef(arg_f) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_function_sqlbody(arg_f) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_function_arg_default(arg_f, arg_i) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_function_arguments(arg_f) AS (SELECT min(m_t.m_arguments) FROM trailgres_pg.helper.function_texts m_t WHERE m_t.m_oid = arg_f);
CREATE MACRO trailgres_pg.catalog.pg_get_function_identity_arguments(arg_f) AS (SELECT min(m_t.m_identity) FROM trailgres_pg.helper.function_texts m_t WHERE m_t.m_oid = arg_f);
CREATE MACRO trailgres_pg.catalog.pg_get_function_result(arg_f) AS (SELECT min(m_t.m_result) FROM trailgres_pg.helper.function_texts m_t WHERE m_t.m_oid = arg_f);
CREATE MACRO trailgres_pg.catalog.pg_get_userbyid(arg_r) AS
    coalesce((SELECT min(m_a.m_rolname) FROM trailgres_pg.helper.pg_authid m_a WHERE m_a.m_oid = arg_r), 'unknown (OID=' || CAST(arg_r AS VARCHAR) || ')');
CREATE MACRO trailgres_pg.catalog.pg_relation_is_publishable(arg_r) AS false;
CREATE MACRO trailgres_pg.catalog.pg_relation_is_updatable(arg_r, arg_c) AS 0;
CREATE MACRO trailgres_pg.catalog.pg_column_is_updatable(arg_r, arg_c, arg_t) AS false;

-- Comments.
CREATE MACRO trailgres_pg.catalog.col_description(arg_r, arg_c) AS
    (SELECT min(m_d.m_description) FROM trailgres_pg.helper.pg_description m_d WHERE m_d.m_objoid = arg_r AND m_d.m_classoid = 1259 AND m_d.m_objsubid = arg_c);
CREATE MACRO trailgres_pg.catalog.obj_description(arg_o) AS
    (SELECT min(m_d.m_description) FROM trailgres_pg.helper.pg_description m_d WHERE m_d.m_objoid = arg_o AND m_d.m_objsubid = 0),
    (arg_o, arg_c) AS
    (SELECT min(m_d.m_description) FROM trailgres_pg.helper.pg_description m_d JOIN trailgres_pg.helper.pg_class m_k ON m_k.m_oid = m_d.m_classoid
     WHERE m_d.m_objoid = arg_o AND m_k.m_relname = arg_c AND m_d.m_objsubid = 0);
CREATE MACRO trailgres_pg.catalog.shobj_description(arg_o, arg_c) AS
    (SELECT min(m_d.m_description) FROM trailgres_pg.helper.pg_shdescription m_d WHERE m_d.m_objoid = arg_o);

-- Visibility: the search path is pg_catalog and public.
CREATE MACRO trailgres_pg.catalog.pg_table_is_visible(arg_o) AS (SELECT bool_or(m_r.m_visible) FROM trailgres_pg.helper.relation_names m_r WHERE m_r.m_oid = arg_o);
CREATE MACRO trailgres_pg.catalog.pg_type_is_visible(arg_o) AS
    (SELECT bool_or(m_t.m_typnamespace IN (11, 2200)) FROM trailgres_pg.helper.pg_type m_t WHERE m_t.m_oid = arg_o);
CREATE MACRO trailgres_pg.catalog.pg_function_is_visible(arg_o) AS
    (SELECT bool_or(m_p.m_pronamespace = 11) FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_oid = arg_o);
CREATE MACRO trailgres_pg.catalog.pg_operator_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_opclass_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_opfamily_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_collation_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_conversion_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_statistics_obj_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_ts_config_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_ts_dict_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_ts_parser_is_visible(arg_o) AS true;
CREATE MACRO trailgres_pg.catalog.pg_ts_template_is_visible(arg_o) AS true;

-- Privileges: everybody may read, nobody may change what is the server's.
CREATE MACRO trailgres_pg.catalog.has_table_privilege(arg_t, arg_p) AS upper(arg_p) LIKE '%SELECT%', (arg_u, arg_t, arg_p) AS upper(arg_p) LIKE '%SELECT%';
CREATE MACRO trailgres_pg.catalog.has_any_column_privilege(arg_t, arg_p) AS upper(arg_p) LIKE '%SELECT%', (arg_u, arg_t, arg_p) AS upper(arg_p) LIKE '%SELECT%';
CREATE MACRO trailgres_pg.catalog.has_column_privilege(arg_t, arg_c, arg_p) AS upper(arg_p) LIKE '%SELECT%', (arg_u, arg_t, arg_c, arg_p) AS upper(arg_p) LIKE '%SELECT%';
CREATE MACRO trailgres_pg.catalog.has_schema_privilege(arg_s, arg_p) AS true, (arg_u, arg_s, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_database_privilege(arg_d, arg_p) AS upper(arg_p) <> 'CREATE' OR true, (arg_u, arg_d, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_function_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_type_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_language_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_tablespace_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_sequence_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_foreign_data_wrapper_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.has_server_privilege(arg_f, arg_p) AS true, (arg_u, arg_f, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.pg_has_role(arg_r, arg_p) AS true, (arg_u, arg_r, arg_p) AS true;
CREATE MACRO trailgres_pg.catalog.row_security_active(arg_t) AS false;

-- Settings and the server.
-- Without a subquery: it may stand in the arguments of a function in FROM.
CREATE MACRO trailgres_pg.catalog.setting_or_null(arg_n) AS
    coalesce(CAST(getvariable('settings') AS MAP(VARCHAR, VARCHAR))[lower(arg_n)], CAST(getvariable('server_settings') AS MAP(VARCHAR, VARCHAR))[lower(arg_n)]);
CREATE MACRO trailgres_pg.catalog.current_setting(arg_n) AS
    coalesce(setting_or_null(arg_n), error('SQLSTATE 42704 unrecognized configuration parameter "' || arg_n || '"')),
    (arg_n, arg_missing) AS
    coalesce(setting_or_null(arg_n), CASE WHEN NOT arg_missing THEN error('SQLSTATE 42704 unrecognized configuration parameter "' || arg_n || '"') END);
CREATE MACRO trailgres_pg.catalog.parse_ident(arg_s) AS list_transform(string_split(arg_s, '.'), lambda m_x: folded(m_x));
CREATE MACRO trailgres_pg.catalog.current_schemas(arg_implicit) AS CASE WHEN arg_implicit THEN ['pg_catalog', 'public'] ELSE ['public'] END;
CREATE MACRO trailgres_pg.catalog.pg_encoding_to_char(arg_e) AS CASE arg_e WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' WHEN 8 THEN 'LATIN1' ELSE '' END;
CREATE MACRO trailgres_pg.catalog.pg_char_to_encoding(arg_e) AS CASE upper(arg_e) WHEN 'UTF8' THEN 6 WHEN 'SQL_ASCII' THEN 0 WHEN 'LATIN1' THEN 8 ELSE -1 END;
CREATE MACRO trailgres_pg.catalog.pg_client_encoding() AS 'UTF8';
CREATE MACRO trailgres_pg.catalog.getdatabaseencoding() AS 'UTF8';
CREATE MACRO trailgres_pg.catalog.pg_is_in_recovery() AS false;
CREATE MACRO trailgres_pg.catalog.pg_is_wal_replay_paused() AS error('SQLSTATE 55000 recovery is not in progress');
CREATE MACRO trailgres_pg.catalog.pg_my_temp_schema() AS 0::UINTEGER;
CREATE MACRO trailgres_pg.catalog.pg_is_other_temp_schema(arg_o) AS false;
CREATE MACRO trailgres_pg.catalog.inet_server_addr() AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.inet_client_addr() AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.inet_server_port() AS CAST(NULL AS INTEGER);
CREATE MACRO trailgres_pg.catalog.inet_client_port() AS CAST(NULL AS INTEGER);
CREATE MACRO trailgres_pg.catalog.pg_blocking_pids(arg_p) AS CAST([] AS INTEGER[]);
CREATE MACRO trailgres_pg.catalog.txid_current() AS 3::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_tablespace_location(arg_o) AS '';
CREATE MACRO trailgres_pg.catalog.pg_index_column_has_property(arg_i, arg_c, arg_p) AS CAST(NULL AS BOOLEAN);
CREATE MACRO trailgres_pg.catalog.pg_index_has_property(arg_i, arg_p) AS CAST(NULL AS BOOLEAN);
CREATE MACRO trailgres_pg.catalog.pg_indexam_has_property(arg_a, arg_p) AS
    CASE WHEN arg_a = 403 THEN arg_p IN ('can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include') WHEN arg_p = 'can_order' THEN false WHEN arg_p = 'can_unique' THEN false ELSE arg_p IN ('can_multi_col', 'can_exclude') END;

-- Sizes: what is fetched takes room in one store, which is no table's alone.
CREATE MACRO trailgres_pg.catalog.pg_relation_size(arg_r) AS 0::BIGINT, (arg_r, arg_fork) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_total_relation_size(arg_r) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_table_size(arg_r) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_indexes_size(arg_r) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_database_size(arg_d) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_tablespace_size(arg_t) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_size_pretty(arg_b) AS
    CASE WHEN abs(arg_b) < 10240 THEN CAST(arg_b AS VARCHAR) || ' bytes'
         WHEN abs(arg_b) < 10485760 - 512 THEN CAST(CAST(round(arg_b / 1024.0) AS BIGINT) AS VARCHAR) || ' kB'
         WHEN abs(arg_b) < 10737418240 - 524288 THEN CAST(CAST(round(arg_b / 1048576.0) AS BIGINT) AS VARCHAR) || ' MB'
         WHEN abs(arg_b) < 10995116277760 - 536870912 THEN CAST(CAST(round(arg_b / 1073741824.0) AS BIGINT) AS VARCHAR) || ' GB'
         ELSE CAST(CAST(round(arg_b / 1099511627776.0) AS BIGINT) AS VARCHAR) || ' TB' END;

-- Functions in FROM.
CREATE MACRO trailgres_pg.catalog.pg_get_keywords() AS TABLE SELECT * FROM trailgres_pg.builtin.keywords;
CREATE MACRO trailgres_pg.catalog.pg_show_all_settings() AS TABLE SELECT * FROM trailgres_pg.catalog.pg_settings;
CREATE MACRO trailgres_pg.catalog.aclexplode(arg_a) AS TABLE
    SELECT 0::UINTEGER AS grantor, 0::UINTEGER AS grantee, '' AS privilege_type, false AS is_grantable WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_options_to_table(arg_o) AS TABLE SELECT '' AS option_name, '' AS option_value WHERE false;
CREATE MACRO trailgres_pg.catalog.acldefault(arg_k, arg_o) AS CAST(NULL AS VARCHAR[]);
CREATE MACRO trailgres_pg.catalog._pg_expandarray(arg_v) AS unnest(list_transform(arg_v, lambda x, i: {'x': x, 'n': CAST(i AS INTEGER)}));
CREATE MACRO trailgres_pg.catalog.ts_token_type(arg_p) AS TABLE SELECT 0 AS tokid, '' AS alias, '' AS description WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_listening_channels() AS TABLE SELECT '' AS pg_listening_channels WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_partition_tree(arg_r) AS TABLE SELECT arg_r AS relid, NULL::UINTEGER AS parentrelid, true AS isleaf, 0 AS level WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_partition_ancestors(arg_r) AS TABLE SELECT arg_r AS relid WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_tablespace_databases(arg_r) AS TABLE SELECT 16384::UINTEGER AS pg_tablespace_databases
