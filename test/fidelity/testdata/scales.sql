SELECT avg(x), sum(x), max(x) FROM (SELECT length(event_name) / 7.0 AS x FROM cloudtrail_events) q

SELECT event_source, sum(share), avg(share) FROM (SELECT event_source, event_name, count(*) / 3.0 AS share FROM cloudtrail_events GROUP BY 1, 2) q GROUP BY 1 HAVING sum(share) > 2 ORDER BY sum(share) DESC, 1 LIMIT 10

WITH s AS (SELECT aws_region, avg(length(event_name)) AS a FROM cloudtrail_events GROUP BY 1) SELECT sum(a), avg(a), min(a), max(a), sum(a) FILTER (WHERE a > 10), sum(DISTINCT a) FROM s

SELECT x, sum(x) OVER (ORDER BY x), avg(x) OVER () FROM (SELECT g / 4.0 AS x FROM generate_series(1, 4) g) q ORDER BY x

SELECT sum(x), avg(x) FROM (SELECT 1 / 3.0 AS x WHERE false) q

SELECT sum(x) + 1, coalesce(sum(x), 0), abs(sum(x)), -sum(x), (SELECT sum(y) FROM (SELECT 2 / 3.0 AS y) r) FROM (SELECT g / 4.0 AS x FROM generate_series(1, 4) g) q

SELECT sum(n) FROM (SELECT sum(length(event_name)::bigint) AS n FROM cloudtrail_events GROUP BY event_source) q

SELECT sum(x), avg(x) FROM (SELECT sum(length(event_name)) AS x FROM cloudtrail_events GROUP BY event_source) q

SELECT 1 UNION ALL SELECT 1.0 UNION ALL SELECT 1.00

SELECT sum(n), 'sum' FROM (VALUES (1), (2)) v(n) UNION ALL SELECT avg(n), 'avg' FROM (VALUES (1), (2)) v(n)

SELECT ('{"a":1.50}'::jsonb ->> 'a')::numeric, ('{"a":1.50}'::jsonb -> 'a')::numeric * 2, '7'::text::numeric / 2

SELECT sum((j ->> 'a')::numeric), avg((j ->> 'a')::numeric), max((j ->> 'a')::numeric), sum((j ->> 'a')::numeric) FILTER (WHERE false) FROM (VALUES ('{"a":"1.50"}'::jsonb), ('{"a":2}')) v(j)

SELECT x, lag(x, 1, 0) OVER (ORDER BY x), lead(x, 1, 0.125) OVER (ORDER BY x), lag(n, 1, 1.5) OVER (ORDER BY x) FROM (VALUES (1.5, 1), (2.5, 2)) v(x, n) ORDER BY x

SELECT 1.23456789012345678901234567890123456789 * 1.1, 1e40, 1e-5 + 1
