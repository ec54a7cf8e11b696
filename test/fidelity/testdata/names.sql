SELECT 1

SELECT 'a'

SELECT 1 + 1

SELECT count(*) FROM cloudtrail_events

SELECT count(*), count(event_id), max(event_time) FROM cloudtrail_events

SELECT min(event_name), upper(min(event_name)) FROM cloudtrail_events

SELECT event_name FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 3

SELECT EVENT_NAME FROM cloudtrail_events ORDER BY event_name LIMIT 1

SELECT e.event_name FROM cloudtrail_events e ORDER BY 1 LIMIT 1

SELECT "event_name" AS "Event Name" FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT 1 AS x, 2 y, 3 AS "Z"

SELECT CASE WHEN true THEN 1 END

SELECT CASE WHEN true THEN 1 ELSE length('abc') END

SELECT coalesce(NULL, 1), nullif(1, 2), greatest(1, 2), least(1, 2)

SELECT true, NULL, 1.5, 'x'::text, 5::bigint

SELECT ARRAY[1,2], ROW(1,2)

SELECT (SELECT max(read_only::int) FROM cloudtrail_events)

SELECT EXISTS (SELECT 1)

SELECT ARRAY(SELECT 1)

SELECT now() IS NOT NULL, current_date IS NOT NULL

SELECT extract(year FROM date '2020-02-03')

SELECT substring('abc' FROM 2), position('b' IN 'abc'), trim('  a '), overlay('abc' PLACING 'x' FROM 2)

SELECT 'a' LIKE 'a', 'a' || 'b', -1, NOT true

SELECT cast(1 AS text), cast('1' AS integer)

SELECT 1::int4, 2::int8, 3::int2, 4::float8, 5::float4, '6'::varchar, true::bool

SELECT date '2020-01-01', timestamp '2020-01-01', interval '1 day'

SELECT user_identity ->> 'type' FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT (user_identity ->> 'type')::text FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT resource_names[1] FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT event_name x FROM cloudtrail_events ORDER BY x LIMIT 1

SELECT * FROM (VALUES (1, 'a')) v

SELECT * FROM (VALUES (1, 'a')) v(n, s)

VALUES (1, 'a'), (2, 'b')

SELECT * FROM generate_series(1, 2)

SELECT * FROM generate_series(1, 2) g

SELECT * FROM generate_series(1, 2) AS g(x)

SELECT generate_series(1, 2)

SELECT * FROM unnest(ARRAY[1,2])

SELECT * FROM unnest(ARRAY['a','b']) WITH ORDINALITY

SELECT * FROM unnest(ARRAY['a','b']) WITH ORDINALITY AS u(v, n)

SELECT count(*) OVER () FROM (VALUES (1)) v(x)

SELECT row_number() OVER (ORDER BY x), rank() OVER (ORDER BY x) FROM (VALUES (1),(2)) v(x)

SELECT sum(x) AS total FROM (VALUES (1),(2)) v(x)

SELECT current_user = current_user, session_user IS NOT NULL

SELECT current_database() IS NOT NULL

SELECT x.n FROM (SELECT 1 AS n) x

SELECT (ROW(1,2)).f1

SELECT (x).n FROM (SELECT 1 AS n) x

SELECT "Xy" FROM (SELECT 1 AS "Xy") q

SELECT COALESCE(event_name, 'x') FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT date_trunc('day', event_time) FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT grouping(event_source) FROM cloudtrail_events GROUP BY event_source LIMIT 1

SELECT a.*, b.* FROM (SELECT 1 AS x) a, (SELECT 2 AS y) b

SELECT * FROM (SELECT 1 AS x) a JOIN (SELECT 1 AS x, 2 AS y) b USING (x)

SELECT * FROM (SELECT 1 AS x) a NATURAL JOIN (SELECT 1 AS x, 2 AS y) b

SELECT event_time AT TIME ZONE 'UTC' FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT 1 IS NULL, 1 IN (1,2), 1 BETWEEN 0 AND 2

SELECT json_build_object('a', 1), jsonb_build_array(1, 2)
