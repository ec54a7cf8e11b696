-- PostgreSQL's functions, as macros that go before DuckDB's own of the same name.
-- The same text is run on the store and on the twin.
CREATE SCHEMA IF NOT EXISTS public;
CREATE SCHEMA IF NOT EXISTS trailgres;

-- The statement's moment. It is a variable of the connection, set before each
-- statement, so that planning and running, which may be minutes apart, agree.
CREATE OR REPLACE MACRO trailgres.now() AS getvariable('statement_time');
CREATE OR REPLACE MACRO trailgres.get_current_timestamp() AS getvariable('statement_time');
CREATE OR REPLACE MACRO trailgres.current_timestamp() AS getvariable('statement_time');
CREATE OR REPLACE MACRO trailgres.transaction_timestamp() AS getvariable('statement_time');
CREATE OR REPLACE MACRO trailgres.statement_timestamp() AS getvariable('statement_time');
CREATE OR REPLACE MACRO trailgres.current_date() AS CAST(getvariable('statement_time') AS DATE);
CREATE OR REPLACE MACRO trailgres.today() AS CAST(getvariable('statement_time') AS DATE);
CREATE OR REPLACE MACRO trailgres.localtimestamp() AS CAST(getvariable('statement_time') AS TIMESTAMP);
CREATE OR REPLACE MACRO trailgres.localtime() AS CAST(CAST(getvariable('statement_time') AS TIMESTAMP) AS TIME);
CREATE OR REPLACE MACRO trailgres.current_time() AS CAST(CAST(getvariable('statement_time') AS TIMESTAMP) AS TIME);

-- Who and where: variables of the connection, set when the session begins.
CREATE OR REPLACE MACRO trailgres.current_user() AS getvariable('session_user');
CREATE OR REPLACE MACRO trailgres.session_user() AS getvariable('session_user');
CREATE OR REPLACE MACRO trailgres.current_role() AS getvariable('session_user');
CREATE OR REPLACE MACRO trailgres.user() AS getvariable('session_user');
CREATE OR REPLACE MACRO trailgres.current_database() AS getvariable('database');
CREATE OR REPLACE MACRO trailgres.current_catalog() AS getvariable('database');
CREATE OR REPLACE MACRO trailgres.current_schema() AS 'public';
CREATE OR REPLACE MACRO trailgres.pg_backend_pid() AS getvariable('backend_pid');
CREATE OR REPLACE MACRO trailgres.version() AS getvariable('version');

-- Arithmetic: DuckDB gives NULL or infinity where PostgreSQL raises 22012.
CREATE OR REPLACE MACRO trailgres.divide_checked(a, b) AS
    CASE WHEN b = 0 THEN error('SQLSTATE 22012 division by zero') ELSE a / b END;
CREATE OR REPLACE MACRO trailgres.modulo_checked(a, b) AS
    CASE WHEN b = 0 THEN error('SQLSTATE 22012 division by zero') ELSE a % b END;

-- SUBSTRING(s FROM pattern): NULL, not an empty text, when nothing matches.
CREATE OR REPLACE MACRO trailgres.regexp_search(s, pattern, grp) AS
    CASE WHEN regexp_matches(s, pattern, 's') THEN regexp_extract(s, pattern, grp, 's') END;

-- The key of -> and ->> when it is not constant.
CREATE OR REPLACE MACRO trailgres.json_key(k) AS
    CASE WHEN typeof(k) IN ('INTEGER', 'BIGINT', 'SMALLINT') THEN '$[' || CAST(k AS VARCHAR) || ']'
         ELSE '$."' || CAST(k AS VARCHAR) || '"' END;

-- A step of #> that may be an index or a name.
CREATE OR REPLACE MACRO trailgres.json_step(j, element, member) AS
    CASE json_type(j) WHEN 'ARRAY' THEN json_extract(j, element) ELSE json_extract(j, member) END;

CREATE OR REPLACE MACRO trailgres.json_typeof(j) AS
    CASE json_type(j)
        WHEN 'VARCHAR' THEN 'string'
        WHEN 'OBJECT' THEN 'object'
        WHEN 'ARRAY' THEN 'array'
        WHEN 'BOOLEAN' THEN 'boolean'
        WHEN 'NULL' THEN 'null'
        WHEN NULL THEN NULL
        ELSE 'number'
    END;
CREATE OR REPLACE MACRO trailgres.jsonb_typeof(j) AS trailgres.json_typeof(j);

CREATE OR REPLACE MACRO trailgres.quote_ident(s) AS
    CASE WHEN regexp_full_match(s, '[a-z_][a-z0-9_$]*') THEN s ELSE '"' || replace(s, '"', '""') || '"' END;
CREATE OR REPLACE MACRO trailgres.quote_literal(s) AS '''' || replace(CAST(s AS VARCHAR), '''', '''''') || '''';

CREATE OR REPLACE MACRO trailgres.initcap(s) AS
    array_to_string(list_transform(regexp_extract_all(s, '[A-Za-z0-9]+|[^A-Za-z0-9]+'),
        lambda w: upper(w[1]) || lower(w[2:])), '');
