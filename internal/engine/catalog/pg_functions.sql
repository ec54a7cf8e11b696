-- The functions of PostgreSQL's system information, as macros
-- (https://www.postgresql.org/docs/15/functions-info.html). The names in and out of
-- the types that are an OID inside and a name outside come first.

-- What the macros read. An argument is put into a macro as it is written, and would be
-- taken for a column or an alias of the macro's own of the same name: those all begin
-- with m_.
CREATE VIEW trailgres_pg.helper.relation_names AS SELECT name AS m_name, namespace AS m_namespace, oid AS m_oid, visible AS m_visible FROM trailgres_pg.builtin.relation_names;
CREATE VIEW trailgres_pg.helper.relation_words AS
SELECT m_name AS m_word, m_oid FROM trailgres_pg.helper.relation_names WHERE m_visible
UNION ALL SELECT m_namespace || '.' || m_name, m_oid FROM trailgres_pg.helper.relation_names
UNION ALL SELECT getvariable('database') || '.' || m_namespace || '.' || m_name, m_oid FROM trailgres_pg.helper.relation_names;
CREATE VIEW trailgres_pg.helper.relation_spellings AS
SELECT m_oid, CASE WHEN m_visible THEN quote_ident(m_name) ELSE quote_ident(m_namespace) || '.' || quote_ident(m_name) END AS m_spelled
FROM trailgres_pg.helper.relation_names;
CREATE VIEW trailgres_pg.helper.type_words AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.type_words;
CREATE VIEW trailgres_pg.helper.all_type_names AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.all_type_names;
CREATE VIEW trailgres_pg.helper.pg_proc AS SELECT oid AS m_oid, proname AS m_proname, proargtypes AS m_proargtypes, pronamespace AS m_pronamespace FROM trailgres_pg.builtin.pg_proc;
CREATE VIEW trailgres_pg.helper.function_texts AS SELECT arguments AS m_arguments, identity AS m_identity, oid AS m_oid, result AS m_result, regproc AS m_regproc FROM trailgres_pg.builtin.function_texts;
CREATE VIEW trailgres_pg.helper.pg_namespace AS SELECT nspname AS m_nspname, oid AS m_oid, nspacl AS m_nspacl FROM trailgres_pg.catalog.pg_namespace;
CREATE VIEW trailgres_pg.helper.pg_authid AS SELECT oid AS m_oid, rolname AS m_rolname FROM trailgres_pg.catalog.pg_authid;
CREATE VIEW trailgres_pg.helper.pg_operator AS SELECT oid AS m_oid, oprleft AS m_oprleft, oprname AS m_oprname, oprright AS m_oprright FROM trailgres_pg.builtin.pg_operator;
CREATE VIEW trailgres_pg.helper.type_names AS SELECT name AS m_name, oid AS m_oid FROM trailgres_pg.builtin.type_names;
CREATE VIEW trailgres_pg.helper.function_bodies AS SELECT body AS m_body, oid AS m_oid FROM trailgres_pg.builtin.function_bodies;
CREATE VIEW trailgres_pg.helper.view_texts AS SELECT definition AS m_definition, pretty AS m_pretty, oid AS m_oid FROM trailgres_pg.builtin.view_texts;
CREATE VIEW trailgres_pg.helper.index_texts AS SELECT x.definition AS m_definition, x.columns AS m_columns, x.oid AS m_oid, r.visible AS m_visible
FROM trailgres_pg.builtin.index_texts x JOIN trailgres_pg.catalog.pg_index i ON i.indexrelid = x.oid JOIN trailgres_pg.builtin.relation_names r ON r.oid = i.indrelid;
CREATE VIEW trailgres_pg.helper.constraint_texts AS SELECT x.definition AS m_definition, x.pretty AS m_pretty, x.oid AS m_oid, coalesce(r.visible, false) AS m_visible
FROM trailgres_pg.builtin.constraint_texts x JOIN trailgres_pg.catalog.pg_constraint c ON c.oid = x.oid LEFT JOIN trailgres_pg.builtin.relation_names r ON r.oid = c.confrelid;
CREATE VIEW trailgres_pg.helper.relation_rights AS SELECT oid AS m_oid, rights AS m_rights, kind AS m_kind FROM trailgres_pg.builtin.relation_rights;
CREATE VIEW trailgres_pg.helper.row_counts AS SELECT oid AS m_oid, bytes AS m_bytes FROM trailgres_pg.builtin.row_counts;
CREATE VIEW trailgres_pg.helper.own_sequences AS
SELECT q.owner_oid AS m_owner_oid, c.name AS m_owner_column, quote_ident(n.nspname) || '.' || quote_ident(q.name) AS m_name
FROM trailgres_pg.builtin.own_sequences q JOIN trailgres_pg.builtin.own_columns c ON c.oid = q.owner_oid AND c.num = q.owner_column
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = c.namespace;
CREATE VIEW trailgres_pg.helper.pg_attribute AS SELECT attrelid AS m_attrelid, attname AS m_attname, attnum AS m_attnum FROM trailgres_pg.catalog.pg_attribute;
CREATE VIEW trailgres_pg.helper.pg_description AS SELECT classoid AS m_classoid, description AS m_description, objoid AS m_objoid, objsubid AS m_objsubid FROM trailgres_pg.catalog.pg_description;
CREATE VIEW trailgres_pg.helper.pg_class AS SELECT oid AS m_oid, relname AS m_relname FROM trailgres_pg.builtin.pg_class;
CREATE VIEW trailgres_pg.helper.pg_shdescription AS SELECT description AS m_description, objoid AS m_objoid FROM trailgres_pg.catalog.pg_shdescription;
CREATE VIEW trailgres_pg.helper.pg_type AS SELECT oid AS m_oid, typnamespace AS m_typnamespace, typrelid AS m_typrelid FROM trailgres_pg.catalog.pg_type;

CREATE MACRO trailgres_pg.catalog.folded(arg_s) AS
    CASE WHEN contains(arg_s, '"') THEN replace(arg_s, '"', '') ELSE lower(trim(arg_s)) END;

-- An argument of these stands once in the text, however often it is needed: calls of
-- them are nested, and each place would double the text.
CREATE MACRO trailgres_pg.catalog.to_regclass(arg_x) AS
    (SELECT min(m_r.m_oid) FROM (SELECT folded(m_b.m_x) AS m_f FROM (SELECT arg_x AS m_x) m_b) m_a
     JOIN trailgres_pg.helper.relation_words m_r ON m_r.m_word = m_a.m_f);
CREATE MACRO trailgres_pg.catalog.regclassin(arg_x) AS
    (SELECT CASE WHEN m_a.m_x IS NULL THEN NULL WHEN regexp_full_match(m_a.m_x, '[0-9]+') THEN TRY_CAST(m_a.m_x AS UINTEGER)
         WHEN min(m_r.m_oid) IS NULL THEN error('SQLSTATE 42P01 relation "' || folded(m_a.m_x) || '" does not exist') ELSE min(m_r.m_oid) END
     FROM (SELECT m_b.m_x, folded(m_b.m_x) AS m_f FROM (SELECT arg_x AS m_x) m_b) m_a
     LEFT JOIN trailgres_pg.helper.relation_words m_r ON m_r.m_word = m_a.m_f GROUP BY m_a.m_x);
CREATE MACRO trailgres_pg.catalog.regclassout(arg_o) AS
    (SELECT CASE WHEN m_a.m_o = 0 THEN '-' ELSE coalesce(min(m_r.m_spelled), CAST(m_a.m_o AS VARCHAR)) END
     FROM (SELECT arg_o AS m_o) m_a LEFT JOIN trailgres_pg.helper.relation_spellings m_r ON m_r.m_oid = m_a.m_o GROUP BY m_a.m_o);

CREATE MACRO trailgres_pg.catalog.to_regtype(arg_x) AS
    (SELECT min(m_t.m_oid) FROM trailgres_pg.helper.type_words m_t WHERE m_t.m_name = folded(arg_x));
CREATE MACRO trailgres_pg.catalog.regtypein(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         WHEN arg_x IS NULL THEN NULL
         ELSE coalesce(to_regtype(arg_x), error('SQLSTATE 42704 type "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regtypeout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(m_t.m_name) FROM trailgres_pg.helper.all_type_names m_t WHERE m_t.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.list_regtypeout(arg_v) AS
    CASE WHEN len(arg_v) = 0 THEN []::VARCHAR[] ELSE (SELECT array_agg(coalesce(m_t.m_name, CAST(m_u.m_o AS VARCHAR)) ORDER BY m_u.m_i) FROM (SELECT unnest(arg_v) AS m_o, unnest(range(len(arg_v))) AS m_i) m_u
     LEFT JOIN trailgres_pg.helper.all_type_names m_t ON m_t.m_oid = m_u.m_o) END;
CREATE MACRO trailgres_pg.catalog.oidvectortypes(arg_v) AS
    coalesce((SELECT string_agg(coalesce(m_t.m_name, '???'), ', ' ORDER BY m_u.m_i) FROM (SELECT unnest(arg_v) AS m_o, unnest(range(len(arg_v))) AS m_i) m_u
     LEFT JOIN trailgres_pg.helper.all_type_names m_t ON m_t.m_oid = m_u.m_o), '');

CREATE MACRO trailgres_pg.catalog.to_regproc(arg_x) AS
    (SELECT CASE WHEN count(*) = 1 THEN min(m_p.m_oid) END FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_proname = regexp_replace(folded(arg_x), '^pg_catalog\.', ''));
CREATE MACRO trailgres_pg.catalog.regprocin(arg_x) AS
    CASE WHEN regexp_full_match(arg_x, '[0-9]+') THEN TRY_CAST(arg_x AS UINTEGER)
         WHEN arg_x = '-' THEN 0::UINTEGER
         WHEN arg_x IS NULL THEN NULL
         WHEN (SELECT count(*) FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_proname = regexp_replace(folded(arg_x), '^(pg_catalog|information_schema)\.', '')) > 1
         THEN error('SQLSTATE 42725 more than one function named "' || folded(arg_x) || '"')
         ELSE coalesce((SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_proc m_p WHERE m_p.m_proname = regexp_replace(folded(arg_x), '^(pg_catalog|information_schema)\.', '')),
             error('SQLSTATE 42883 function "' || folded(arg_x) || '" does not exist')) END;
CREATE MACRO trailgres_pg.catalog.regprocout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(m_t.m_regproc) FROM trailgres_pg.helper.function_texts m_t WHERE m_t.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.signature_types(arg_x) AS
    coalesce((SELECT array_agg(to_regtype(m_u.m_word) ORDER BY m_u.m_i) FROM (SELECT trim(unnest(string_split(regexp_extract(arg_x, '\((.*)\)', 1), ','))) AS m_word,
        generate_subscripts(string_split(regexp_extract(arg_x, '\((.*)\)', 1), ','), 1) AS m_i) m_u WHERE m_u.m_word <> ''), []::UINTEGER[]);
CREATE MACRO trailgres_pg.catalog.to_regprocedure(arg_x) AS
    (SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_proc m_p
     WHERE m_p.m_proname = regexp_replace(folded(regexp_extract(arg_x, '^[^(]*')), '^(pg_catalog|information_schema)\.', '') AND m_p.m_proargtypes = signature_types(arg_x));
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
CREATE VIEW trailgres_pg.helper.pg_ts_dict AS SELECT oid AS m_oid, dictname AS m_dictname FROM trailgres_pg.builtin.pg_ts_dict;
CREATE VIEW trailgres_pg.helper.pg_ts_config AS SELECT oid AS m_oid, cfgname AS m_cfgname FROM trailgres_pg.builtin.pg_ts_config;
CREATE MACRO trailgres_pg.catalog.regdictionaryin(arg_x) AS
    coalesce((SELECT min(m_d.m_oid) FROM trailgres_pg.helper.pg_ts_dict m_d WHERE m_d.m_dictname = regexp_replace(folded(arg_x), '^pg_catalog\.', '')),
        error('SQLSTATE 42704 text search dictionary "' || arg_x || '" does not exist'));
CREATE MACRO trailgres_pg.catalog.regdictionaryout(arg_o) AS
    coalesce((SELECT min(m_d.m_dictname) FROM trailgres_pg.helper.pg_ts_dict m_d WHERE m_d.m_oid = arg_o), CAST(arg_o AS VARCHAR));
CREATE MACRO trailgres_pg.catalog.list_regdictionaryout(arg_v) AS
    (SELECT array_agg(coalesce(m_t.m_dictname, CAST(m_u.m_o AS VARCHAR)) ORDER BY m_u.m_i) FROM (SELECT unnest(arg_v) AS m_o, unnest(range(len(arg_v))) AS m_i) m_u
     LEFT JOIN trailgres_pg.helper.pg_ts_dict m_t ON m_t.m_oid = m_u.m_o);
CREATE MACRO trailgres_pg.catalog.regconfigin(arg_x) AS
    coalesce((SELECT min(m_d.m_oid) FROM trailgres_pg.helper.pg_ts_config m_d WHERE m_d.m_cfgname = regexp_replace(folded(arg_x), '^pg_catalog\.', '')),
        error('SQLSTATE 42704 text search configuration "' || arg_x || '" does not exist'));
CREATE MACRO trailgres_pg.catalog.regconfigout(arg_o) AS
    coalesce((SELECT min(m_d.m_cfgname) FROM trailgres_pg.helper.pg_ts_config m_d WHERE m_d.m_oid = arg_o), CAST(arg_o AS VARCHAR));
CREATE MACRO trailgres_pg.catalog.regoperin(arg_x) AS
    coalesce((SELECT min(m_p.m_oid) FROM trailgres_pg.helper.pg_operator m_p WHERE m_p.m_oprname = arg_x), error('SQLSTATE 42883 operator does not exist: ' || arg_x));
CREATE MACRO trailgres_pg.catalog.regoperout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '0' ELSE coalesce((SELECT min(m_p.m_oprname) FROM trailgres_pg.helper.pg_operator m_p WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.regoperatorout(arg_o) AS
    CASE WHEN arg_o = 0 THEN '0' ELSE coalesce((SELECT min(m_p.m_oprname || '(' || CASE WHEN m_p.m_oprleft = 0 THEN 'NONE' ELSE m_l.m_name END || ',' || m_r.m_name || ')')
        FROM trailgres_pg.helper.pg_operator m_p LEFT JOIN trailgres_pg.helper.type_names m_l ON m_l.m_oid = m_p.m_oprleft
        JOIN trailgres_pg.helper.type_names m_r ON m_r.m_oid = m_p.m_oprright WHERE m_p.m_oid = arg_o), CAST(arg_o AS VARCHAR)) END;

-- A type's name with its modifier (src/backend/utils/adt: varchartypmodout and its like).
CREATE MACRO trailgres_pg.helper.modified_name(arg_n, arg_m) AS
    CASE WHEN arg_n IN ('character varying', 'character', 'bpchar') AND arg_m >= 4 THEN replace(arg_n, 'bpchar', 'character') || '(' || CAST(arg_m - 4 AS VARCHAR) || ')'
         WHEN arg_n = 'numeric' AND arg_m >= 4 THEN 'numeric(' || CAST((arg_m - 4) >> 16 AS VARCHAR) || ',' || CAST(xor((arg_m - 4) & 2047, 1024) - 1024 AS VARCHAR) || ')'
         WHEN arg_n LIKE 'time%' THEN regexp_replace(arg_n, '^(time\w*)', '\1(' || CAST(arg_m AS VARCHAR) || ')')
         WHEN arg_n = 'interval' THEN arg_n || coalesce(map {
                 4: ' year', 2: ' month', 8: ' day', 1024: ' hour', 2048: ' minute', 4096: ' second', 6: ' year to month', 1032: ' day to hour',
                 3080: ' day to minute', 7176: ' day to second', 3072: ' hour to minute', 7168: ' hour to second', 6144: ' minute to second'
             }[(arg_m >> 16) & 32767], '') || CASE WHEN arg_m & 65535 = 65535 THEN '' ELSE '(' || CAST(arg_m & 65535 AS VARCHAR) || ')' END
         WHEN arg_n IN ('bit', 'bit varying') THEN arg_n || '(' || CAST(arg_m AS VARCHAR) || ')'
         ELSE arg_n END;
CREATE MACRO trailgres_pg.catalog.format_type(arg_o, arg_m) AS
    CASE WHEN arg_o IS NULL THEN NULL WHEN arg_o = 0 THEN '-' ELSE coalesce((SELECT min(
        CASE WHEN arg_m < 0 AND arg_o = 1042 THEN 'bpchar' WHEN coalesce(arg_m, -1) < 0 THEN m_t.m_name
             WHEN m_t.m_name LIKE '%[]' THEN trailgres_pg.helper.modified_name(left(m_t.m_name, -2), CAST(arg_m AS BIGINT)) || '[]'
             ELSE trailgres_pg.helper.modified_name(m_t.m_name, CAST(arg_m AS BIGINT)) END)
        FROM trailgres_pg.helper.all_type_names m_t WHERE m_t.m_oid = arg_o), '???') END;

-- Definitions. What we have none of has none here.
CREATE MACRO trailgres_pg.catalog.pg_get_expr(arg_e, arg_r) AS CAST(arg_e AS VARCHAR), (arg_e, arg_r, arg_pretty) AS
    CASE WHEN arg_pretty AND regexp_matches(CAST(arg_e AS VARCHAR), '^\(.*\)$') AND NOT regexp_matches(CAST(arg_e AS VARCHAR), '^\([^()]*\)::')
        THEN substr(CAST(arg_e AS VARCHAR), 2, length(CAST(arg_e AS VARCHAR)) - 2) ELSE CAST(arg_e AS VARCHAR) END;
CREATE MACRO trailgres_pg.catalog.pg_get_viewdef(arg_v) AS
    (SELECT min(m_o.m_definition) FROM trailgres_pg.helper.view_texts m_o WHERE m_o.m_oid = regclassin(CAST(arg_v AS VARCHAR))),
    (arg_v, arg_pretty) AS
    (SELECT min(CASE CAST(arg_pretty AS VARCHAR) WHEN 'false' THEN m_o.m_definition ELSE m_o.m_pretty END) FROM trailgres_pg.helper.view_texts m_o WHERE m_o.m_oid = regclassin(CAST(arg_v AS VARCHAR)));
CREATE MACRO trailgres_pg.catalog.pg_get_indexdef(arg_i) AS
    (SELECT min(m_x.m_definition) FROM trailgres_pg.helper.index_texts m_x WHERE m_x.m_oid = arg_i),
    (arg_i, arg_c, arg_pretty) AS
    (SELECT min(CASE WHEN arg_c <> 0 THEN coalesce(m_x.m_columns[arg_c], '')
        WHEN arg_pretty AND m_x.m_visible THEN regexp_replace(m_x.m_definition, '( ON )(\w+\.)(\w+)', '\1\3') ELSE m_x.m_definition END)
     FROM trailgres_pg.helper.index_texts m_x WHERE m_x.m_oid = arg_i);
CREATE MACRO trailgres_pg.catalog.constraint_text(arg_c, arg_pretty) AS
    (SELECT min(CASE WHEN arg_pretty AND m_x.m_pretty IS NOT NULL THEN m_x.m_pretty
        WHEN m_x.m_definition LIKE 'FOREIGN KEY%' AND m_x.m_visible THEN regexp_replace(m_x.m_definition, '( REFERENCES )(\w+\.)(\w+)', '\1\3')
        WHEN arg_pretty AND m_x.m_definition LIKE 'CHECK ((%))' THEN 'CHECK ' || m_x.m_definition[8:-2] ELSE m_x.m_definition END)
     FROM trailgres_pg.helper.constraint_texts m_x WHERE m_x.m_oid = arg_c);
CREATE MACRO trailgres_pg.catalog.pg_get_constraintdef(arg_c) AS constraint_text(arg_c, false), (arg_c, arg_pretty) AS constraint_text(arg_c, arg_pretty);
CREATE MACRO trailgres_pg.catalog.pg_get_triggerdef(arg_t) AS CAST(NULL AS VARCHAR), (arg_t, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_ruledef(arg_r) AS CAST(NULL AS VARCHAR), (arg_r, arg_pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_partkeydef(arg_r) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_partition_constraintdef(arg_r) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_statisticsobjdef(arg_s) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.pg_get_statisticsobjdef_columns(arg_s) AS CAST(NULL AS VARCHAR);
CREATE MACRO trailgres_pg.catalog.column_number(arg_t, arg_c) AS
    coalesce((SELECT min(m_a.m_attnum) FROM trailgres_pg.helper.pg_attribute m_a WHERE m_a.m_attrelid = arg_t AND m_a.m_attname = arg_c),
        error('SQLSTATE 42703 column "' || arg_c || '" of relation "' || regclassout(arg_t) || '" does not exist'));
CREATE MACRO trailgres_pg.catalog.pg_get_serial_sequence(arg_t, arg_c) AS
    (SELECT min(m_q.m_name) FROM trailgres_pg.helper.own_sequences m_q WHERE m_q.m_owner_oid = regclassin(arg_t) AND m_q.m_owner_column = arg_c);
CREATE VIEW trailgres_pg.helper.function_definitions AS
SELECT p.oid AS m_oid, CASE
    WHEN p.prokind = 'a' THEN error('SQLSTATE 42809 "' || p.proname || '" is an aggregate function')
    ELSE 'CREATE OR REPLACE FUNCTION ' || n.nspname || '.' || quote_ident(p.proname) || '(' || t.arguments || ')' || chr(10)
        || ' RETURNS ' || t.result || chr(10) || ' LANGUAGE ' || l.lanname || chr(10)
        || CASE WHEN x.flags <> '' THEN x.flags || chr(10) ELSE '' END
        || coalesce(b.body, 'AS $function$' || p.prosrc || '$function$') || chr(10) END AS m_definition
FROM trailgres_pg.builtin.pg_proc p JOIN trailgres_pg.builtin.function_texts t ON t.oid = p.oid
LEFT JOIN trailgres_pg.builtin.function_bodies b ON b.oid = p.oid JOIN trailgres_pg.builtin.pg_language l ON l.oid = p.prolang
JOIN trailgres_pg.catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN (SELECT oid, CASE WHEN prokind = 'w' THEN ' WINDOW' ELSE '' END || CASE provolatile WHEN 'i' THEN ' IMMUTABLE' WHEN 's' THEN ' STABLE' ELSE '' END
        || CASE proparallel WHEN 's' THEN ' PARALLEL SAFE' WHEN 'r' THEN ' PARALLEL RESTRICTED' ELSE '' END || CASE WHEN proisstrict THEN ' STRICT' ELSE '' END
        || CASE WHEN prosecdef THEN ' SECURITY DEFINER' ELSE '' END || CASE WHEN proleakproof THEN ' LEAKPROOF' ELSE '' END
        || CASE WHEN procost <> CASE WHEN prolang IN (12, 13) THEN 1 ELSE 100 END THEN ' COST ' || CAST(CAST(procost AS BIGINT) AS VARCHAR) ELSE '' END
        || CASE WHEN proretset AND prorows NOT IN (0, 1000) THEN ' ROWS ' || CAST(CAST(prorows AS BIGINT) AS VARCHAR) ELSE '' END
        || CASE WHEN prosupport <> 0 THEN ' SUPPORT ' || (SELECT u.proname FROM trailgres_pg.builtin.pg_proc u WHERE u.oid = p.prosupport) ELSE '' END AS flags
    FROM trailgres_pg.builtin.pg_proc p) x ON x.oid = p.oid;
CREATE MACRO trailgres_pg.catalog.pg_get_functiondef(arg_f) AS
    (SELECT min(m_x.m_definition) FROM trailgres_pg.helper.function_definitions m_x WHERE m_x.m_oid = arg_f);
CREATE MACRO trailgres_pg.catalog.pg_get_function_sqlbody(arg_f) AS (SELECT min(m_b.m_body) FROM trailgres_pg.helper.function_bodies m_b WHERE m_b.m_oid = arg_f);
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

-- Visibility: pg_catalog is always searched, and has no name twice.
CREATE MACRO trailgres_pg.catalog.pg_table_is_visible(arg_o) AS (SELECT bool_or(m_r.m_visible) FROM trailgres_pg.helper.relation_names m_r WHERE m_r.m_oid = arg_o);
CREATE MACRO trailgres_pg.catalog.pg_type_is_visible(arg_o) AS
    (SELECT bool_or(m_t.m_typnamespace = 11 OR pg_table_is_visible(m_t.m_typrelid)) FROM trailgres_pg.helper.pg_type m_t WHERE m_t.m_oid = arg_o);
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

-- Privileges (https://www.postgresql.org/docs/15/functions-info.html): what everybody
-- may do, from the access lists; trailgres itself may do everything. The functions on
-- letters take a list of privileges apart.
CREATE MACRO trailgres_pg.catalog.check_role(arg_u) AS
    CASE WHEN lower(CAST(arg_u AS VARCHAR)) = 'public' THEN 0::UINTEGER ELSE regrolein(CAST(arg_u AS VARCHAR)) END;
CREATE MACRO trailgres_pg.catalog.granted(arg_rights, arg_letters) AS
    list_has_any(string_split(arg_rights, ''), arg_letters) OR arg_rights IS NOT NULL AND getvariable('session_user') = 'trailgres' AND len(arg_letters) > 0;
CREATE MACRO trailgres_pg.catalog.table_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd' WHEN 'TRUNCATE' THEN 'D' WHEN 'REFERENCES' THEN 'x' WHEN 'TRIGGER' THEN 't'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.column_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a' WHEN 'UPDATE' THEN 'w' WHEN 'REFERENCES' THEN 'x'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.schema_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'CREATE' THEN 'C' WHEN 'USAGE' THEN 'U'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.sequence_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'USAGE' THEN 'U' WHEN 'SELECT' THEN 'r' WHEN 'UPDATE' THEN 'w'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.database_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'CREATE' THEN 'C' WHEN 'TEMPORARY' THEN 'T' WHEN 'TEMP' THEN 'T' WHEN 'CONNECT' THEN 'c'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.function_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'EXECUTE' THEN 'X'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.usage_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'USAGE' THEN 'U'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.create_letters(arg_p) AS list_transform(string_split(upper(arg_p), ','), lambda m_x:
    CASE regexp_replace(trim(m_x), ' WITH GRANT OPTION$', '') WHEN 'CREATE' THEN 'C'
        ELSE error('SQLSTATE 22023 unrecognized privilege type: "' || trim(m_x) || '"') END || CASE WHEN m_x LIKE '% WITH GRANT OPTION' THEN '*' ELSE '' END);
CREATE MACRO trailgres_pg.catalog.relation_rights(arg_t) AS
    (SELECT min(m_r.m_rights) FROM trailgres_pg.helper.relation_rights m_r WHERE m_r.m_oid = regclassin(CAST(arg_t AS VARCHAR)));
CREATE MACRO trailgres_pg.catalog.sequence_rights(arg_t) AS
    (SELECT min(CASE m_r.m_kind WHEN 'S' THEN m_r.m_rights ELSE error('SQLSTATE 42809 "' || regclassout(m_r.m_oid) || '" is not a sequence') END)
     FROM trailgres_pg.helper.relation_rights m_r WHERE m_r.m_oid = regclassin(CAST(arg_t AS VARCHAR)));
CREATE MACRO trailgres_pg.catalog.schema_rights(arg_s) AS
    (SELECT min(CASE WHEN m_n.m_nspacl IS NULL THEN '' ELSE string_split(m_n.m_nspacl[2][2:], '/')[1] END)
     FROM trailgres_pg.helper.pg_namespace m_n WHERE m_n.m_oid = regnamespacein(CAST(arg_s AS VARCHAR)));
CREATE MACRO trailgres_pg.catalog.database_rights(arg_d) AS
    CASE WHEN CAST(arg_d AS VARCHAR) IN (CAST(getvariable('database') AS VARCHAR), '16384') THEN 'CTc'
         WHEN NOT regexp_full_match(CAST(arg_d AS VARCHAR), '[0-9]+') THEN error('SQLSTATE 3D000 database "' || CAST(arg_d AS VARCHAR) || '" does not exist') END;
CREATE MACRO trailgres_pg.catalog.function_rights(arg_f) AS CASE WHEN contains(CAST(arg_f AS VARCHAR), '(') THEN
    CASE WHEN regprocedurein(CAST(arg_f AS VARCHAR)) IS NOT NULL THEN 'X' END ELSE CASE WHEN regprocin(CAST(arg_f AS VARCHAR)) IS NOT NULL THEN 'X' END END;
CREATE MACRO trailgres_pg.catalog.type_rights(arg_t) AS CASE WHEN regtypein(CAST(arg_t AS VARCHAR)) IS NOT NULL THEN 'U' END;
CREATE MACRO trailgres_pg.catalog.column_rights(arg_t, arg_c) AS
    CASE WHEN TRY_CAST(CAST(arg_c AS VARCHAR) AS INTEGER) IS NOT NULL OR column_number(regclassin(CAST(arg_t AS VARCHAR)), CAST(arg_c AS VARCHAR)) IS NOT NULL
         THEN relation_rights(arg_t) END;
CREATE MACRO trailgres_pg.catalog.has_table_privilege(arg_o, arg_p) AS granted(relation_rights(arg_o), table_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(relation_rights(arg_o), table_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_any_column_privilege(arg_o, arg_p) AS granted(relation_rights(arg_o), column_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(relation_rights(arg_o), column_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_schema_privilege(arg_o, arg_p) AS granted(schema_rights(arg_o), schema_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(schema_rights(arg_o), schema_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_sequence_privilege(arg_o, arg_p) AS granted(sequence_rights(arg_o), sequence_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(sequence_rights(arg_o), sequence_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_database_privilege(arg_o, arg_p) AS granted(database_rights(arg_o), database_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(database_rights(arg_o), database_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_function_privilege(arg_o, arg_p) AS granted(function_rights(arg_o), function_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(function_rights(arg_o), function_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_type_privilege(arg_o, arg_p) AS granted(type_rights(arg_o), usage_letters(arg_p)),
    (arg_u, arg_o, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(type_rights(arg_o), usage_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_column_privilege(arg_t, arg_c, arg_p) AS granted(column_rights(arg_t, arg_c), column_letters(arg_p)),
    (arg_u, arg_t, arg_c, arg_p) AS CASE WHEN check_role(arg_u) IS NOT NULL THEN granted(column_rights(arg_t, arg_c), column_letters(arg_p)) END;
CREATE MACRO trailgres_pg.catalog.has_language_privilege(arg_o, arg_p) AS granted('U', usage_letters(arg_p)), (arg_u, arg_o, arg_p) AS granted('U', usage_letters(arg_p));
CREATE MACRO trailgres_pg.catalog.has_tablespace_privilege(arg_o, arg_p) AS granted('', create_letters(arg_p)), (arg_u, arg_o, arg_p) AS granted('', create_letters(arg_p));
CREATE MACRO trailgres_pg.catalog.has_foreign_data_wrapper_privilege(arg_o, arg_p) AS error('SQLSTATE 42704 foreign-data wrapper "' || CAST(arg_o AS VARCHAR) || '" does not exist'),
    (arg_u, arg_o, arg_p) AS error('SQLSTATE 42704 foreign-data wrapper "' || CAST(arg_o AS VARCHAR) || '" does not exist');
CREATE MACRO trailgres_pg.catalog.has_server_privilege(arg_o, arg_p) AS error('SQLSTATE 42704 server "' || CAST(arg_o AS VARCHAR) || '" does not exist'),
    (arg_u, arg_o, arg_p) AS error('SQLSTATE 42704 server "' || CAST(arg_o AS VARCHAR) || '" does not exist');
CREATE MACRO trailgres_pg.catalog.pg_has_role(arg_r, arg_p) AS
    getvariable('session_user') = 'trailgres' OR check_role(arg_r) = check_role(getvariable('session_user')),
    (arg_u, arg_r, arg_p) AS check_role(arg_u) = 10 OR check_role(arg_r) = check_role(arg_u);
CREATE MACRO trailgres_pg.catalog.row_security_active(arg_t) AS CASE WHEN regclassin(CAST(arg_t AS VARCHAR)) IS NOT NULL THEN false END;

-- Settings and the server.
-- Without a subquery: it may stand in the arguments of a function in FROM.
CREATE MACRO trailgres_pg.catalog.setting_or_null(arg_n) AS
    coalesce(CASE WHEN list_contains(CAST(getvariable('private_settings') AS VARCHAR[]), lower(arg_n)) THEN
            error('SQLSTATE 42501 must be superuser or have privileges of pg_read_all_settings to examine "' || lower(arg_n) || '"') END,
        CAST(getvariable('settings') AS MAP(VARCHAR, VARCHAR))[lower(arg_n)], CAST(getvariable('server_settings') AS MAP(VARCHAR, VARCHAR))[lower(arg_n)]);
CREATE MACRO trailgres_pg.catalog.current_setting(arg_n) AS
    coalesce(setting_or_null(arg_n), error('SQLSTATE 42704 unrecognized configuration parameter "' || arg_n || '"')),
    (arg_n, arg_missing) AS
    coalesce(setting_or_null(arg_n), CASE WHEN NOT arg_missing THEN error('SQLSTATE 42704 unrecognized configuration parameter "' || arg_n || '"') END);
CREATE MACRO trailgres_pg.catalog.parse_ident(arg_s) AS list_transform(string_split(arg_s, '.'), lambda m_x: folded(m_x));
CREATE MACRO trailgres_pg.catalog.current_schemas(arg_implicit) AS
    CASE WHEN arg_implicit AND NOT list_contains(CAST(getvariable('schema_path') AS VARCHAR[]), 'pg_catalog')
         THEN list_prepend('pg_catalog', CAST(getvariable('schema_path') AS VARCHAR[])) ELSE CAST(getvariable('schema_path') AS VARCHAR[]) END;
-- The encodings in the order of their numbers (src/include/mb/pg_wchar.h, pg_enc).
CREATE MACRO trailgres_pg.catalog.encodings() AS ['SQL_ASCII', 'EUC_JP', 'EUC_CN', 'EUC_KR', 'EUC_TW', 'EUC_JIS_2004', 'UTF8', 'MULE_INTERNAL', 'LATIN1', 'LATIN2', 'LATIN3', 'LATIN4', 'LATIN5', 'LATIN6', 'LATIN7', 'LATIN8', 'LATIN9', 'LATIN10', 'WIN1256', 'WIN1258',
    'WIN866', 'WIN874', 'KOI8R', 'WIN1251', 'WIN1252', 'ISO_8859_5', 'ISO_8859_6', 'ISO_8859_7', 'ISO_8859_8', 'WIN1250', 'WIN1253', 'WIN1254', 'WIN1255', 'WIN1257', 'KOI8U', 'SJIS', 'BIG5', 'GBK', 'UHC', 'GB18030', 'JOHAB', 'SHIFT_JIS_2004'];
CREATE MACRO trailgres_pg.catalog.pg_encoding_to_char(arg_e) AS coalesce(list_extract(encodings(), CAST(arg_e AS INTEGER) + 1), '');
CREATE MACRO trailgres_pg.catalog.pg_char_to_encoding(arg_e) AS coalesce(list_position(encodings(), upper(arg_e)), 0)::INTEGER - 1;
CREATE MACRO trailgres_pg.catalog.pg_client_encoding() AS 'UTF8';
CREATE MACRO trailgres_pg.catalog.getdatabaseencoding() AS 'UTF8';
CREATE MACRO trailgres_pg.catalog.pg_is_in_recovery() AS false;
CREATE MACRO trailgres_pg.catalog.pg_is_wal_replay_paused() AS error('SQLSTATE 55000 recovery is not in progress');
CREATE MACRO trailgres_pg.catalog.pg_my_temp_schema() AS
    coalesce(to_regnamespace('pg_temp_' || CAST(getvariable('backend_pid') AS VARCHAR)), 0::UINTEGER);
CREATE MACRO trailgres_pg.catalog.pg_is_other_temp_schema(arg_o) AS CASE WHEN arg_o IS NOT NULL THEN false END;
CREATE MACRO trailgres_pg.catalog.inet_server_addr() AS pg_inet(CAST(NULL AS VARCHAR));
CREATE MACRO trailgres_pg.catalog.inet_client_addr() AS pg_inet(CAST(NULL AS VARCHAR));
CREATE MACRO trailgres_pg.catalog.inet_server_port() AS CAST(NULL AS INTEGER);
CREATE MACRO trailgres_pg.catalog.inet_client_port() AS CAST(NULL AS INTEGER);
CREATE MACRO trailgres_pg.catalog.pg_blocking_pids(arg_p) AS CAST([] AS INTEGER[]);
CREATE MACRO trailgres_pg.catalog.txid_current() AS 3::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_tablespace_location(arg_o) AS '';
CREATE MACRO trailgres_pg.catalog.pg_index_column_has_property(arg_i, arg_c, arg_p) AS CAST(NULL AS BOOLEAN);
CREATE MACRO trailgres_pg.catalog.pg_index_has_property(arg_i, arg_p) AS CAST(NULL AS BOOLEAN);
CREATE MACRO trailgres_pg.catalog.pg_indexam_has_property(arg_a, arg_p) AS
    CASE WHEN arg_a = 403 THEN arg_p IN ('can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include') WHEN arg_p = 'can_order' THEN false WHEN arg_p = 'can_unique' THEN false ELSE arg_p IN ('can_multi_col', 'can_exclude') END;

-- Sizes: the rows there are, by the width of their columns.
CREATE MACRO trailgres_pg.catalog.relation_bytes(arg_r) AS
    (SELECT CASE WHEN min(m_n.m_oid) IS NOT NULL THEN coalesce((SELECT min(m_s.m_bytes) FROM trailgres_pg.helper.row_counts m_s WHERE m_s.m_oid = regclassin(CAST(arg_r AS VARCHAR))), 0::BIGINT) END
     FROM trailgres_pg.helper.relation_names m_n WHERE m_n.m_oid = regclassin(CAST(arg_r AS VARCHAR)));
CREATE MACRO trailgres_pg.catalog.pg_relation_size(arg_r) AS relation_bytes(arg_r),
    (arg_r, arg_fork) AS CASE arg_fork WHEN 'main' THEN relation_bytes(arg_r) WHEN 'fsm' THEN 0 WHEN 'vm' THEN 0 WHEN 'init' THEN 0
        ELSE error('SQLSTATE 22023 invalid fork name') END;
CREATE MACRO trailgres_pg.catalog.pg_total_relation_size(arg_r) AS relation_bytes(arg_r);
CREATE MACRO trailgres_pg.catalog.pg_table_size(arg_r) AS relation_bytes(arg_r);
CREATE MACRO trailgres_pg.catalog.pg_indexes_size(arg_r) AS CASE WHEN relation_bytes(arg_r) IS NOT NULL THEN 0::BIGINT END;
CREATE MACRO trailgres_pg.catalog.pg_stat_get_numscans(arg_r) AS 0::BIGINT;
CREATE MACRO trailgres_pg.catalog.pg_database_size(arg_d) AS
    CASE WHEN database_rights(arg_d) IS NOT NULL THEN (SELECT coalesce(sum(m_s.m_bytes), 0)::BIGINT FROM trailgres_pg.helper.row_counts m_s) END;
CREATE MACRO trailgres_pg.catalog.pg_tablespace_size(arg_t) AS (SELECT coalesce(sum(m_s.m_bytes), 0)::BIGINT FROM trailgres_pg.helper.row_counts m_s);
CREATE MACRO trailgres_pg.catalog.pg_size_pretty(arg_b) AS
    CASE WHEN abs(arg_b) < 10240 THEN CAST(arg_b AS VARCHAR) || ' bytes'
         WHEN abs(arg_b) < 10485760 - 512 THEN CAST(CAST(round(arg_b / 1024.0) AS BIGINT) AS VARCHAR) || ' kB'
         WHEN abs(arg_b) < 10737418240 - 524288 THEN CAST(CAST(round(arg_b / 1048576.0) AS BIGINT) AS VARCHAR) || ' MB'
         WHEN abs(arg_b) < 10995116277760 - 536870912 THEN CAST(CAST(round(arg_b / 1073741824.0) AS BIGINT) AS VARCHAR) || ' GB'
         ELSE CAST(CAST(round(arg_b / 1099511627776.0) AS BIGINT) AS VARCHAR) || ' TB' END;

-- Access lists: a grantee, letters, each of which may have the option to grant it, and a
-- grantor (https://www.postgresql.org/docs/15/ddl-priv.html). Who has none is everybody.
CREATE MACRO trailgres_pg.catalog.acl_row(arg_i, arg_l) AS {
    'grantor': trailgres_pg.builtin.role_oid(regexp_extract(arg_i, '/(.*)$', 1)), 'grantee': trailgres_pg.builtin.role_oid(regexp_extract(arg_i, '^(.*?)=', 1)),
    'privilege_type': MAP {'a': 'INSERT', 'r': 'SELECT', 'w': 'UPDATE', 'd': 'DELETE', 'D': 'TRUNCATE', 'x': 'REFERENCES', 't': 'TRIGGER', 'X': 'EXECUTE',
        'U': 'USAGE', 'C': 'CREATE', 'T': 'TEMPORARY', 'c': 'CONNECT', 's': 'SET', 'A': 'ALTER SYSTEM'}[arg_l[1]],
    'is_grantable': len(arg_l) > 1};
CREATE MACRO trailgres_pg.catalog.acl_rows(arg_a) AS flatten(list_transform(arg_a, lambda m_i:
    list_transform(regexp_extract_all(regexp_extract(m_i, '=([A-Za-z*]*)/', 1), '[A-Za-z]\*?'), lambda m_l: acl_row(m_i, m_l))));
CREATE MACRO trailgres_pg.catalog.acl_of(arg_n, arg_own, arg_all) AS
    list_filter([CASE WHEN arg_all <> '' THEN '=' || arg_all || '/' || arg_n END, CASE WHEN arg_own <> '' THEN arg_n || '=' || arg_own || '/' || arg_n END],
        lambda m_i: m_i IS NOT NULL);
CREATE MACRO trailgres_pg.catalog.acldefault(arg_k, arg_o) AS CASE WHEN arg_k IS NOT NULL AND arg_o IS NOT NULL THEN acl_of(pg_get_userbyid(arg_o),
    coalesce(MAP {'c': '', 'r': 'arwdDxt', 's': 'rwU', 'd': 'CTc', 'f': 'X', 'l': 'U', 'L': 'rw', 'n': 'UC', 'p': 'sA', 't': 'C', 'F': 'U', 'S': 'U', 'T': 'U'}[arg_k],
        error('SQLSTATE XX000 unrecognized objtype abbreviation: ' || arg_k)),
    coalesce(MAP {'d': 'Tc', 'f': 'X', 'l': 'U', 'T': 'U'}[arg_k], '')) END;

-- Functions in FROM.
CREATE MACRO trailgres_pg.catalog.pg_get_keywords() AS TABLE SELECT * FROM trailgres_pg.builtin.keywords;
CREATE MACRO trailgres_pg.catalog.pg_available_extensions() AS TABLE SELECT name, default_version, comment FROM trailgres_pg.catalog.pg_available_extensions;
CREATE MACRO trailgres_pg.catalog.pg_available_extension_versions() AS TABLE
    SELECT name, version, superuser, trusted, relocatable, "schema", requires, comment FROM trailgres_pg.catalog.pg_available_extension_versions;
CREATE MACRO trailgres_pg.catalog.pg_timezone_abbrevs() AS TABLE SELECT * FROM trailgres_pg.builtin.pg_timezone_abbrevs;
CREATE MACRO trailgres_pg.catalog.pg_show_all_settings() AS TABLE SELECT * FROM trailgres_pg.catalog.pg_settings;
CREATE MACRO trailgres_pg.catalog.aclexplode(arg_a) AS unnest(acl_rows(arg_a));
CREATE MACRO trailgres_pg.catalog.aclexplode(arg_a) AS TABLE
    SELECT m_r.grantor, m_r.grantee, m_r.privilege_type, m_r.is_grantable FROM (SELECT unnest(acl_rows(arg_a)) AS m_r);
CREATE MACRO trailgres_pg.catalog.pg_options_to_table(arg_o) AS TABLE
    SELECT split_part(m_o, '=', 1) AS option_name, CASE WHEN contains(m_o, '=') THEN substr(m_o, strpos(m_o, '=') + 1) END AS option_value
    FROM (SELECT unnest(arg_o) AS m_o) m_t;
CREATE MACRO trailgres_pg.catalog._pg_expandarray(arg_v) AS unnest(list_transform(arg_v, lambda x, i: {'x': x, 'n': CAST(i AS INTEGER)}));
CREATE MACRO trailgres_pg.catalog.ts_token_type(arg_p) AS TABLE SELECT tokid, alias, description FROM trailgres_pg.builtin.ts_tokens;
CREATE MACRO trailgres_pg.catalog.pg_listening_channels() AS
    unnest(list_transform(CAST(pg_session_rows(CAST(getvariable('backend_pid') AS INTEGER), 'channels') AS STRUCT(name VARCHAR)[]), lambda x: x.name));
CREATE MACRO trailgres_pg.catalog.pg_listening_channels() AS TABLE
    SELECT o.name AS pg_listening_channels
    FROM (SELECT unnest(CAST(pg_session_rows(CAST(getvariable('backend_pid') AS INTEGER), 'channels') AS STRUCT(name VARCHAR)[])) AS o);
CREATE MACRO trailgres_pg.catalog.pg_partition_tree(arg_r) AS TABLE SELECT arg_r AS relid, NULL::UINTEGER AS parentrelid, true AS isleaf, 0 AS level WHERE false;
CREATE MACRO trailgres_pg.catalog.pg_partition_ancestors(arg_r) AS unnest(CAST([] AS UINTEGER[]));
CREATE MACRO trailgres_pg.catalog.pg_tablespace_databases(arg_r) AS TABLE SELECT 16384::UINTEGER AS pg_tablespace_databases;

-- Locks of the clients' own: nobody has any, so that there is nothing to give back.
CREATE MACRO trailgres_pg.catalog.pg_advisory_unlock_all() AS ''
