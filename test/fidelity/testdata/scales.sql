SELECT avg(x), sum(x), max(x) FROM (SELECT length(event_name) / 7.0 AS x FROM cloudtrail_events) q

SELECT event_source, sum(share), avg(share) FROM (SELECT event_source, event_name, count(*) / 3.0 AS share FROM cloudtrail_events GROUP BY 1, 2) q GROUP BY 1 HAVING sum(share) > 2 ORDER BY sum(share) DESC, 1 LIMIT 10

WITH s AS (SELECT aws_region, avg(length(event_name)) AS a FROM cloudtrail_events GROUP BY 1) SELECT sum(a), avg(a), min(a), max(a), sum(a) FILTER (WHERE a > 10), sum(DISTINCT a) FROM s

SELECT x, sum(x) OVER (ORDER BY x), avg(x) OVER () FROM (SELECT g / 4.0 AS x FROM generate_series(1, 4) g) q ORDER BY x

SELECT sum(x), avg(x) FROM (SELECT 1 / 3.0 AS x WHERE false) q

SELECT sum(x) + 1, coalesce(sum(x), 0), abs(sum(x)), -sum(x), (SELECT sum(y) FROM (SELECT 2 / 3.0 AS y) r) FROM (SELECT g / 4.0 AS x FROM generate_series(1, 4) g) q

SELECT sum(n) FROM (SELECT sum(length(event_name)::bigint) AS n FROM cloudtrail_events GROUP BY event_source) q

SELECT sum(x), avg(x) FROM (SELECT sum(length(event_name)) AS x FROM cloudtrail_events GROUP BY event_source) q
