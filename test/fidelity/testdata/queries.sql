SELECT a.x, b.y FROM (VALUES (1), (2)) a(x) LEFT JOIN (VALUES (2, 'b')) b(x, y) ON a.x = b.x ORDER BY 1

SELECT * FROM (VALUES (1), (2)) a(x) FULL JOIN (VALUES (2), (3)) b(y) ON a.x = b.y ORDER BY 1, 2

SELECT * FROM (VALUES (1), (2)) a(x) CROSS JOIN (VALUES ('a')) b(y) ORDER BY 1

SELECT * FROM (VALUES (1), (2)) a(x), LATERAL (SELECT a.x * 2 AS y) l ORDER BY 1

SELECT * FROM (VALUES (1), (2)) a(x) LEFT JOIN LATERAL (SELECT 1 AS y WHERE a.x = 2) l ON true ORDER BY 1

SELECT * FROM (VALUES (2)) a(n), generate_series(1, a.n) g

SELECT x FROM (VALUES (1), (2)) v(x) UNION SELECT 2 ORDER BY 1

SELECT 1 UNION ALL SELECT 1

SELECT x FROM (VALUES (1), (2), (2)) v(x) INTERSECT SELECT 2

SELECT x FROM (VALUES (1), (2), (2)) v(x) INTERSECT ALL SELECT 2

SELECT x FROM (VALUES (1), (2), (2)) v(x) EXCEPT ALL SELECT 2

SELECT x FROM (VALUES (1), (2), (2)) v(x) EXCEPT SELECT 2

SELECT 1, 2 UNION SELECT 1

(SELECT 1 LIMIT 1) UNION ALL (SELECT 2) ORDER BY 1

WITH a AS (SELECT 1 AS x) SELECT * FROM a

WITH a(y) AS (SELECT 1), b AS (SELECT y + 1 AS z FROM a) SELECT * FROM a, b

WITH a AS MATERIALIZED (SELECT 1 AS x) SELECT x FROM a

WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n) FROM t

WITH RECURSIVE t(n, path) AS (SELECT 1, '1' UNION ALL SELECT n + 1, path || '>' || (n + 1) FROM t WHERE n < 3) SELECT * FROM t ORDER BY n

WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n % 3 + 1 FROM t) SELECT n FROM t ORDER BY n

SELECT * FROM (VALUES (1, 'a'), (2, NULL)) v(n, s) ORDER BY n

SELECT (1, 2) = (1, 2), (1, 2) < (1, 3), (1, NULL) = (1, 2), (1, 2) IN ((1, 2), (3, 4))

SELECT count(*) FROM cloudtrail_events WHERE (event_source, event_name) IN (('iam.amazonaws.com', 'CreateUser'), ('signin.amazonaws.com', 'ConsoleLogin'))

SELECT 1 WHERE EXISTS (SELECT 1 FROM cloudtrail_events WHERE event_name = 'ConsoleLogin')

SELECT event_name, (SELECT count(*) FROM cloudtrail_events e2 WHERE e2.event_name = e.event_name) FROM cloudtrail_events e GROUP BY event_name ORDER BY 2 DESC, 1 LIMIT 3

SELECT count(*) FROM cloudtrail_events WHERE username IN (SELECT username FROM cloudtrail_events WHERE error_code IS NOT NULL)

SELECT count(*) FROM cloudtrail_events WHERE username NOT IN (SELECT username FROM cloudtrail_events WHERE error_code IS NOT NULL AND username IS NOT NULL)

SELECT count(*) FROM cloudtrail_events a JOIN cloudtrail_events b USING (event_id)

SELECT (SELECT x FROM (VALUES (1), (2)) v(x))

SELECT (SELECT 1, 2)

SELECT (SELECT 1 WHERE false)

SELECT generate_series(1, 3), generate_series(1, 2)

SELECT generate_series(1, 3) * 2

SELECT generate_series(1, 10, 3), 'x'

SELECT generate_series(3, 1), 1

SELECT generate_series(3, 1, -1)

SELECT generate_series(1, 3, 0)

SELECT * FROM generate_series(1.0, 2.0, 0.5)

SELECT * FROM generate_series(1, 3) WITH ORDINALITY

SELECT * FROM generate_series(1, 2) a, generate_series(1, 2) b ORDER BY 1, 2

SELECT g, g * g AS sq FROM generate_series(1, 3) g ORDER BY g

SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(5, 7))

SELECT d.d, count(e.event_id) FROM generate_series(timestamptz '2026-02-01 00:00:00+00', timestamptz '2026-02-03 00:00:00+00', interval '1 day') d LEFT JOIN cloudtrail_events e ON date_trunc('day', e.event_time) = d.d GROUP BY 1 ORDER BY 1

SELECT * FROM (SELECT 1 AS a) x WHERE a = 1 FOR UPDATE

TABLE cloudtrail_events LIMIT 0

SELECT FROM cloudtrail_events LIMIT 0

SELECT * FROM cloudtrail_events WHERE false

SELECT count(*) FROM cloudtrail_events TABLESAMPLE BERNOULLI (100)

SELECT 1 AS a, 2 AS a

SELECT * FROM (SELECT 1 AS a, 2 AS a) x

SELECT a FROM (SELECT 1 AS a, 2 AS a) x

SELECT x.* FROM (VALUES (1, 2)) AS x

SELECT x FROM (VALUES (1, 2)) AS x

SELECT e FROM (SELECT 1 AS a, 'b' AS c) e

SELECT CASE event_source WHEN 'iam.amazonaws.com' THEN 'IAM' ELSE 'other' END AS s, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT count(*) FROM cloudtrail_events WHERE CASE WHEN read_only THEN event_name = 'GetObject' ELSE true END

SELECT event_name FROM cloudtrail_events WHERE event_time = (SELECT max(event_time) FROM cloudtrail_events) ORDER BY 1

SELECT count(*) FROM cloudtrail_events e WHERE NOT EXISTS (SELECT 1 FROM cloudtrail_events x WHERE x.username = e.username AND x.error_code IS NOT NULL)

SELECT x FROM (VALUES (1), (2), (3)) v(x) WHERE x = ANY(VALUES (1), (3)) ORDER BY x

SELECT x FROM (VALUES (1), (2), (3)) v(x) WHERE x > ALL(SELECT 1) ORDER BY x

SELECT 'a' AS x, count(*) FROM cloudtrail_events GROUP BY x

SELECT 1 GROUP BY 1

SELECT 1 HAVING true

SELECT max(x) FROM (VALUES (1)) v(x) GROUP BY x ORDER BY x

SELECT upper(e.event_name) AS event_name FROM cloudtrail_events e ORDER BY event_name LIMIT 2

SELECT event_name AS aws_region FROM cloudtrail_events GROUP BY aws_region, event_name ORDER BY 1 LIMIT 2

SELECT nullif(error_code, 'AccessDenied') AS e, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT username, event_name FROM cloudtrail_events WHERE username > 'm' ORDER BY username, event_name, event_id LIMIT 3

SELECT pg_catalog.upper('a'), pg_catalog.count(*) FROM cloudtrail_events

SELECT count(*) FROM public.cloudtrail_events

SELECT cloudtrail_events.event_name FROM public.cloudtrail_events ORDER BY 1 LIMIT 1

SELECT public.cloudtrail_events.event_name FROM public.cloudtrail_events ORDER BY 1 LIMIT 1

SELECT (e).event_name FROM cloudtrail_events e ORDER BY 1 LIMIT 1

SELECT count(e) FROM cloudtrail_events e

SELECT count(e.*) FROM cloudtrail_events e

SELECT FROM (VALUES (1), (2)) v(x)

SELECT count(*) FROM (SELECT FROM (VALUES (1), (2)) v(x)) q

SELECT EXISTS (SELECT FROM cloudtrail_events WHERE event_name = 'StopLogging')
