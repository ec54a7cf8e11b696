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
CREATE OR REPLACE MACRO trailgres.current_schema() AS getvariable('current_schema');
CREATE OR REPLACE MACRO trailgres.pg_backend_pid() AS getvariable('backend_pid');

-- Sleeping (https://www.postgresql.org/docs/15/functions-datetime.html#FUNCTIONS-DATETIME-DELAY).
CREATE OR REPLACE MACRO trailgres.pg_sleep(seconds) AS pg_session_sleep(CAST(getvariable('backend_pid') AS INTEGER), CAST(seconds AS DOUBLE));
-- Notifications. Each session holds its own, so no queue fills.
CREATE OR REPLACE MACRO trailgres.pg_notification_queue_usage() AS CAST(0 AS DOUBLE);
CREATE OR REPLACE MACRO trailgres.pg_notify(channel, payload) AS
    pg_session_notify(CAST(getvariable('backend_pid') AS INTEGER), coalesce(CAST(channel AS VARCHAR), ''), coalesce(CAST(payload AS VARCHAR), ''));
CREATE OR REPLACE MACRO trailgres.pg_sleep_for(span) AS trailgres.pg_sleep(epoch(CAST(span AS INTERVAL)));
CREATE OR REPLACE MACRO trailgres.pg_sleep_until(moment) AS
    trailgres.pg_sleep(epoch(CAST(moment AS TIMESTAMPTZ)) - epoch(pg_clock()));
CREATE OR REPLACE MACRO trailgres.version() AS getvariable('version');

-- Arithmetic. DuckDB chooses an overload by the types of the arguments, at no cost
-- when the query runs: integers divide to integers, numerics to numerics, and a
-- division by zero raises 22012 where DuckDB gives NULL or infinity.
-- A quotient of numerics is a DECIMAL(38, 20), which the encoder prints with
-- PostgreSQL's scale (internal/engine/numeric.go).
CREATE OR REPLACE MACRO trailgres.quotient(x, y) AS pg_settled(pg_divide(x, y));
CREATE OR REPLACE MACRO trailgres.divide_checked
    (a SMALLINT, b SMALLINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a // b END,
    (a INTEGER, b INTEGER) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a // b END,
    (a BIGINT, b BIGINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a // b END,
    (a HUGEINT, b HUGEINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a // b END,
    (a DOUBLE, b DOUBLE) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a / b END,
    (a DECIMAL(38, 20), b DECIMAL(38, 20)) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero')
        ELSE trailgres.quotient(a, b) END,
    (a INTERVAL, b DOUBLE) AS a * (1 / b);
-- Of aggregates the types are not known when an overload is chosen: the form of the
-- expression decides (planner/dialect/kind.go).
CREATE OR REPLACE MACRO trailgres.divide_plain(a, b) AS
    CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a / b END;
CREATE OR REPLACE MACRO trailgres.divide_exact(a, b) AS
    CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero')
        ELSE trailgres.quotient(CAST(a AS DECIMAL(38, 20)), CAST(b AS DECIMAL(38, 20))) END;
CREATE OR REPLACE MACRO trailgres.modulo_plain(a, b) AS
    CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') WHEN b = -1 THEN 0 ELSE a % b END;
-- DuckDB's % of numerics is one of doubles.
CREATE OR REPLACE MACRO trailgres.modulo_checked
    (a SMALLINT, b SMALLINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a % b END,
    (a INTEGER, b INTEGER) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a % b END,
    (a BIGINT, b BIGINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a % b END,
    (a HUGEINT, b HUGEINT) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a % b END,
    (a DECIMAL(38, 20), b DECIMAL(38, 20)) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero')
        ELSE CAST(CAST(a - b * trunc(trailgres.quotient(a, b)) AS DECIMAL(38, 20)) AS DECIMAL(38, 19)) END;

-- Aggregates. sum(integer) is a bigint and sum(bigint) a numeric: what goes in
-- chooses DuckDB's result. avg is a quotient.
CREATE OR REPLACE MACRO trailgres.sum_in(a SMALLINT) AS a, (a INTEGER) AS a,
    (a BIGINT) AS CAST(a AS DECIMAL(38, 0)), (a BOOLEAN) AS error('SQLSTATE 42883 function sum(boolean) does not exist'), (a) AS a;
CREATE OR REPLACE MACRO trailgres.quotient_of(a, n) AS
    trailgres.quotient(CAST(a AS DECIMAL(38, 20)), CAST(nullif(n, 0) AS DECIMAL(38, 20)));

-- round() of a float goes to the even neighbour, and takes no digits.
CREATE OR REPLACE MACRO trailgres.pg_round
    (a DOUBLE) AS round_even(a, 0), (a BIGINT) AS CAST(a AS DOUBLE), (a DECIMAL(38, 20)) AS round(a);
CREATE OR REPLACE MACRO trailgres.round_in
    (a DOUBLE) AS error('SQLSTATE 42883 function round(double precision, integer) does not exist'),
    (a BIGINT) AS CAST(a AS DECIMAL(38, 19)), (a DECIMAL(38, 19)) AS a;
CREATE OR REPLACE MACRO trailgres.pg_sign(a DOUBLE) AS CAST(sign(a) AS DOUBLE), (a BIGINT) AS CAST(sign(a) AS DOUBLE),
    (a DECIMAL(38, 20)) AS CAST(sign(a) AS DECIMAL(38, 0));
CREATE OR REPLACE MACRO trailgres.pg_to_hex(a INTEGER) AS lower(printf('%x', CASE WHEN a < 0 THEN CAST(a AS BIGINT) + 4294967296 ELSE CAST(a AS BIGINT) END)),
    (a BIGINT) AS lower(printf('%x', a));
-- What is cast to numeric without a precision; see openScale in numeric.go.
CREATE OR REPLACE MACRO trailgres.to_numeric
    (a BIGINT) AS CAST(a AS DECIMAL(38, 0)),
    (a DOUBLE) AS CAST(CASE WHEN isnan(a) OR isinf(a) THEN error('SQLSTATE 0A000 numeric NaN and Infinity are not supported')
        ELSE printf('%.15g', a) END AS DECIMAL(38, 19)),
    (a DECIMAL(38, 19)) AS a,
    (a VARCHAR) AS CAST(a AS DECIMAL(38, 19));
CREATE OR REPLACE MACRO trailgres.to_open(a) AS CAST(a AS DECIMAL(38, 19));

-- extract() is numeric, to the microsecond; date_part() is its double precision.
CREATE OR REPLACE MACRO trailgres.extract_second(x) AS CAST(date_part('microseconds', x) AS DECIMAL(18, 0)) * 0.000001;
CREATE OR REPLACE MACRO trailgres.extract_milliseconds(x) AS CAST(date_part('microseconds', x) AS DECIMAL(18, 0)) * 0.001;
CREATE OR REPLACE MACRO trailgres.extract_epoch
    (x DATE) AS CAST(epoch(x) AS DECIMAL(18, 0)),
    (x TIMESTAMP) AS CAST(epoch_us(x) AS DECIMAL(20, 0)) * 0.000001,
    (x TIMESTAMPTZ) AS CAST(epoch_us(x) AS DECIMAL(20, 0)) * 0.000001,
    (x INTERVAL) AS CAST(date_part('year', x) * 31557600000000 + date_part('month', x) * 2592000000000 + date_part('day', x) * 86400000000
        + (date_part('hour', x) * 3600 + date_part('minute', x) * 60) * 1000000 + date_part('microsecond', x) AS DECIMAL(20, 0)) * 0.000001;
CREATE OR REPLACE MACRO trailgres.extract_epoch_plain(x) AS CAST(epoch(x) AS DECIMAL(38, 6));
CREATE OR REPLACE MACRO trailgres.trunc_time
    (f VARCHAR, x DATE) AS CAST(date_trunc(f, x) AS TIMESTAMPTZ),
    (f VARCHAR, x TIMESTAMP) AS CAST(date_trunc(f, x) AS TIMESTAMP),
    (f VARCHAR, x TIMESTAMPTZ) AS date_trunc(f, x),
    (f VARCHAR, x INTERVAL) AS date_trunc(f, x);

-- Functions whose result is an integer in PostgreSQL and a bigint in DuckDB.
CREATE OR REPLACE MACRO trailgres.text_length(s VARCHAR) AS CAST(length(s) AS INTEGER), (s BLOB) AS CAST(octet_length(s) AS INTEGER);
CREATE OR REPLACE MACRO trailgres.text_size(s) AS CAST(length(s) AS INTEGER);
CREATE OR REPLACE MACRO trailgres.text_bytes(s VARCHAR) AS CAST(strlen(s) AS INTEGER), (s BLOB) AS CAST(octet_length(s) AS INTEGER);
CREATE OR REPLACE MACRO trailgres.bit_length(s VARCHAR) AS CAST(strlen(s) * 8 AS INTEGER);
CREATE OR REPLACE MACRO trailgres.text_position(s, part) AS CAST(CASE WHEN part = '' THEN 1 ELSE instr(s, part) END AS INTEGER);
CREATE OR REPLACE MACRO trailgres.cardinality(a) AS CAST(len(a) AS INTEGER);
CREATE OR REPLACE MACRO trailgres.array_length(a, dimension) AS
    CASE WHEN dimension = 1 THEN CAST(nullif(len(a), 0) AS INTEGER) END;
CREATE OR REPLACE MACRO trailgres.array_upper(a, dimension) AS
    CASE WHEN dimension = 1 THEN CAST(nullif(len(a), 0) AS INTEGER) END;
CREATE OR REPLACE MACRO trailgres.array_lower(a, dimension) AS CASE WHEN dimension = 1 AND len(a) > 0 THEN 1 END;
CREATE OR REPLACE MACRO trailgres.array_ndims(a) AS CASE WHEN len(a) > 0 THEN 1 END;
CREATE OR REPLACE MACRO trailgres.array_dims(a) AS CASE WHEN len(a) > 0 THEN '[1:' || CAST(len(a) AS VARCHAR) || ']' END;
CREATE OR REPLACE MACRO trailgres.array_position(a, x) AS CAST(nullif(list_position(a, x), 0) AS INTEGER);
CREATE OR REPLACE MACRO trailgres.array_positions(a, x) AS
    list_transform(list_filter(range(1, len(a) + 1), lambda i: a[i] IS NOT DISTINCT FROM x), lambda i: CAST(i AS INTEGER));
CREATE OR REPLACE MACRO trailgres.array_remove(a, x) AS list_filter(a, lambda e: e IS DISTINCT FROM x);
CREATE OR REPLACE MACRO trailgres.array_replace(a, x, y) AS
    list_transform(a, lambda e: CASE WHEN e IS NOT DISTINCT FROM x THEN y ELSE e END);
CREATE OR REPLACE MACRO trailgres.array_to_string(a, separator) AS
        CASE WHEN a IS NOT NULL THEN coalesce(list_aggregate(list_filter(a, lambda e: e IS NOT NULL), 'string_agg', separator), '') END,
    (a, separator, missing) AS
        CASE WHEN a IS NOT NULL THEN coalesce(list_aggregate(list_transform(a, lambda e: coalesce(CAST(e AS VARCHAR), missing)), 'string_agg', separator), '') END;
CREATE OR REPLACE MACRO trailgres.positive(i) AS CASE WHEN i > 0 THEN i END;
CREATE OR REPLACE MACRO trailgres.greatest_bound(i, least) AS CASE WHEN i < least THEN least ELSE i END;
CREATE OR REPLACE MACRO trailgres.element(a, i) AS CASE WHEN i > 0 THEN a[i] END;

-- Strings.
CREATE OR REPLACE MACRO trailgres.text_part(s, start) AS CASE WHEN start IS NOT NULL THEN substring(CAST(s AS VARCHAR), greatest(start, 1)) END,
    (s, start, n) AS CASE WHEN n < 0 THEN error('SQLSTATE 22011 negative substring length not allowed')
        WHEN s IS NOT NULL AND start IS NOT NULL AND n IS NOT NULL
        THEN substring(CAST(s AS VARCHAR), greatest(start, 1), greatest(CAST(start AS BIGINT) + n - greatest(start, 1), 0)) END;
CREATE OR REPLACE MACRO trailgres.split_part(s, separator, n) AS CASE
    WHEN n = 0 THEN error('SQLSTATE 22023 field position must not be zero')
    WHEN separator = '' THEN CASE WHEN n IN (1, -1) THEN s ELSE '' END
    WHEN s IS NOT NULL THEN coalesce(list_extract(string_split(s, separator), n), '') END;
CREATE OR REPLACE MACRO trailgres.text_pad_left(s, n, fill := ' ') AS CASE WHEN n <= 0 THEN '' WHEN fill = '' THEN left(s, n) ELSE lpad(s, n, fill) END;
CREATE OR REPLACE MACRO trailgres.text_pad_right(s, n, fill := ' ') AS CASE WHEN n <= 0 THEN '' WHEN fill = '' THEN left(s, n) ELSE rpad(s, n, fill) END;
CREATE OR REPLACE MACRO trailgres.text_chr(n) AS CASE WHEN n = 0 THEN error('SQLSTATE 54000 null character not permitted')
    WHEN n < 0 THEN error('SQLSTATE 22023 character number must be positive')
    WHEN n BETWEEN 55296 AND 57343 THEN error('SQLSTATE 54000 requested character not valid for encoding: ' || CAST(n AS VARCHAR))
    WHEN n > 1114111 THEN error('SQLSTATE 54000 requested character too large for encoding: ' || CAST(n AS VARCHAR)) ELSE chr(n) END;
CREATE OR REPLACE MACRO trailgres.string_to_array(s, separator) AS CASE WHEN s = '' THEN [] WHEN separator IS NULL
        THEN string_split(s, '') WHEN separator = '' THEN [s] ELSE string_split(s, separator) END,
    (s, separator, missing) AS list_transform(CASE WHEN s = '' THEN [] WHEN separator IS NULL
        THEN string_split(s, '') WHEN separator = '' THEN [s] ELSE string_split(s, separator) END, lambda e: nullif(e, missing));
CREATE OR REPLACE MACRO trailgres.overlay(s, part, start) AS
        CASE WHEN start < 1 THEN error('SQLSTATE 22011 negative substring length not allowed')
        ELSE substring(s, 1, start - 1) || part || substring(s, start + length(part)) END,
    (s, part, start, n) AS CASE WHEN start < 1 THEN error('SQLSTATE 22011 negative substring length not allowed')
        ELSE substring(s, 1, start - 1) || part || substring(s, greatest(start + n, 1)) END;
-- The text of an array, as a cast to text gives it.
CREATE OR REPLACE MACRO trailgres.array_text(a) AS '{' || array_to_string(list_transform(a, lambda e: CASE
    WHEN e IS NULL THEN 'NULL'
    WHEN CAST(e AS VARCHAR) = '' OR lower(CAST(e AS VARCHAR)) = 'null' OR regexp_matches(CAST(e AS VARCHAR), '[{},"\\\s]')
    THEN '"' || replace(replace(CAST(e AS VARCHAR), '\', '\\'), '"', '\"') || '"'
    ELSE CAST(e AS VARCHAR) END), ',') || '}';
CREATE OR REPLACE MACRO trailgres.to_text(a VARCHAR[]) AS trailgres.array_text(a), (a INTEGER[]) AS trailgres.array_text(a),
    (a BIGINT[]) AS trailgres.array_text(a), (a) AS CAST(a AS VARCHAR);

-- A member of a document as a column: null is NULL.
CREATE OR REPLACE MACRO trailgres.json_member(value, shown) AS CASE WHEN shown IS NOT NULL THEN value END;

-- The rows of regexp_matches(): what all matches captured, n texts each.
CREATE OR REPLACE MACRO trailgres.regexp_rows(captured, n) AS
    list_transform(range(0, len(captured) // n), lambda i: captured[i * n + 1 : (i + 1) * n]);


-- For the catalogs' own use.
CREATE OR REPLACE MACRO trailgres.quote_ident(s) AS pg_quote_ident(s);

-- generate_series(), for unnest(): the step must not be zero, and days are moments.
CREATE OR REPLACE MACRO trailgres.series_step(i) AS CASE WHEN i = INTERVAL 0 SECOND THEN error('SQLSTATE 22023 step size cannot equal zero') ELSE i END;
CREATE OR REPLACE MACRO trailgres.series
    (a INTEGER, b INTEGER) AS CAST(generate_series(a, b) AS INTEGER[]),
    (a BIGINT, b BIGINT) AS generate_series(a, b),
    (a INTEGER, b INTEGER, s INTEGER) AS CAST(generate_series(a, b, CASE WHEN s = 0 THEN error('SQLSTATE 22023 step size cannot equal zero') ELSE s END) AS INTEGER[]),
    (a BIGINT, b BIGINT, s BIGINT) AS generate_series(a, b, CASE WHEN s = 0 THEN error('SQLSTATE 22023 step size cannot equal zero') ELSE s END),
    (a TIMESTAMP, b TIMESTAMP, s INTERVAL) AS generate_series(a, b, trailgres.series_step(s)),
    (a TIMESTAMPTZ, b TIMESTAMPTZ, s INTERVAL) AS generate_series(a, b, trailgres.series_step(s)),
    (a DATE, b DATE, s INTERVAL) AS generate_series(CAST(a AS TIMESTAMPTZ), CAST(b AS TIMESTAMPTZ), trailgres.series_step(s));
