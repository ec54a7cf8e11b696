SELECT x::int FROM (VALUES ('1.5')) v(x)

SELECT x::bigint FROM (VALUES ('1e3')) v(x)

SELECT '1.5'::varchar::int

SELECT x::bool FROM (VALUES ('yes')) v(x)

SELECT array_agg(DISTINCT x) FROM (VALUES (3),(1),(2)) v(x)

SELECT json_agg(DISTINCT x::text) FROM (VALUES (3),(1),(2)) v(x)

SELECT string_agg(DISTINCT event_source, ',') FROM cloudtrail_events WHERE event_source < 'f'

SELECT x::date FROM (VALUES ('2024-01-01 10:00')) v(x)

SELECT x::numeric FROM (VALUES ('1e3')) v(x)

SELECT x::smallint FROM (VALUES (' 7 ')) v(x)

SELECT x::int FROM (VALUES ('0x1F')) v(x)

SELECT x::int FROM (VALUES ('1_000')) v(x)

SELECT x::float8 FROM (VALUES ('1_0.5')) v(x)

SELECT array_agg(DISTINCT x), count(*) FROM (VALUES ('b'),(NULL),('a')) v(x)

SELECT '99999999999'::text::int

SELECT x::int FROM (VALUES ('-5'), (' +7 '), (NULL)) v(x)

SELECT extract(epoch from interval '1 year') = 31557600, extract(epoch from interval '-1 year -1 mon'), extract(epoch from interval '-14 months')

SELECT x::float8, x::real FROM (VALUES ('1e3')) v(x)

SELECT date_bin('1 hour', TIMESTAMPTZ '2024-01-01 10:20+00', TIMESTAMPTZ '2024-01-01 00:00+00'), date_bin(INTERVAL '1 day', TIMESTAMP '2024-01-05', TIMESTAMP '2024-01-01')

SELECT TIMESTAMPTZ '2024-01-05 10:00+00' - TIMESTAMPTZ '2024-01-07 12:00:01+00', TIMESTAMPTZ '2024-01-05 10:00+00' - TIMESTAMPTZ '2024-01-03 12:00:01+00'
