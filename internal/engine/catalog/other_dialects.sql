-- Functions of the tools whose queries the alias views take: Presto's (Athena,
-- CloudTrail Lake; https://trino.io/docs/current/functions.html) and Timescale's. None
-- of them is PostgreSQL's. The same text is run on the store and on the twin.

-- Element of an array by its place, or member of a JSON document by its name.
CREATE OR REPLACE MACRO trailgres.element_at
    (a JSON, k VARCHAR) AS json_extract_string(a, '$."' || k || '"'),
    (a VARCHAR, k VARCHAR) AS json_extract_string(TRY_CAST(a AS JSON), '$."' || k || '"'),
    (a, k) AS a[k];

-- JSON in text. What is no JSON gives NULL, and so does a path that does not lead to a
-- scalar.
CREATE OR REPLACE MACRO trailgres.presto_path(p) AS
    regexp_replace(p, '\[(?:"([^"]*)"|''([^'']*)'')\]', '."\1\2"', 'g');
CREATE OR REPLACE MACRO trailgres.json_extract_scalar(j, p) AS
    CASE WHEN json_type(TRY_CAST(j AS JSON), trailgres.presto_path(p)) NOT IN ('OBJECT', 'ARRAY', 'NULL')
        THEN json_extract_string(TRY_CAST(j AS JSON), trailgres.presto_path(p)) END;
CREATE OR REPLACE MACRO trailgres.json_parse(s) AS CAST(s AS JSON);
CREATE OR REPLACE MACRO trailgres.json_format(j) AS CAST(j AS VARCHAR);
CREATE OR REPLACE MACRO trailgres.json_size(j, p) AS CASE json_type(TRY_CAST(j AS JSON), trailgres.presto_path(p))
    WHEN 'ARRAY' THEN json_array_length(TRY_CAST(j AS JSON), trailgres.presto_path(p))
    WHEN 'OBJECT' THEN len(json_keys(TRY_CAST(j AS JSON), trailgres.presto_path(p)))
    ELSE 0 END;

-- Times.
CREATE OR REPLACE MACRO trailgres.from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ);
CREATE OR REPLACE MACRO trailgres.from_iso8601_date(s) AS CAST(s AS DATE);
CREATE OR REPLACE MACRO trailgres.to_iso8601(t) AS CASE typeof(t)
    WHEN 'DATE' THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m-%d')
    WHEN 'TIMESTAMP' THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%g')
    ELSE strftime(timezone('UTC', CAST(t AS TIMESTAMPTZ)), '%Y-%m-%dT%H:%M:%S.%gZ') END;
CREATE OR REPLACE MACRO trailgres.from_unixtime(n) AS to_timestamp(n);
CREATE OR REPLACE MACRO trailgres.to_unixtime(t) AS CAST(epoch_us(t) AS DOUBLE) / 1000000;
CREATE OR REPLACE MACRO trailgres.at_timezone(t, z) AS timezone(z, t);
CREATE OR REPLACE MACRO trailgres.presto_unit(unit, n) AS CASE lower(unit)
    WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n)
    WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(n) WHEN 'week' THEN to_weeks(n) WHEN 'month' THEN to_months(n)
    WHEN 'quarter' THEN to_months(3 * n) WHEN 'year' THEN to_years(n)
    ELSE error('SQLSTATE 22023 ' || unit || ' is not a unit of date_add()') END;
CREATE OR REPLACE MACRO trailgres.date_add(d, i) AS d + i,
    (unit, n, t) AS t + trailgres.presto_unit(unit, n);

CREATE OR REPLACE MACRO trailgres.presto_if(c, a, b) AS CASE WHEN c THEN a ELSE b END;
CREATE OR REPLACE MACRO trailgres.approx_distinct(x) AS count(DISTINCT x), (x, e) AS count(DISTINCT x);
