SELECT * FROM (SELECT event_source, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY length(event_source) DESC FETCH FIRST 3 ROWS WITH TIES) q ORDER BY 1

SELECT x, x % 2 AS p FROM (VALUES (1), (2), (2), (3)) v(x) ORDER BY p OFFSET 1 FETCH FIRST 1 ROWS WITH TIES

SELECT x FROM (SELECT x FROM (VALUES (3), (1), (1)) v(x) ORDER BY 1 FETCH FIRST ROW WITH TIES) q ORDER BY x

SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY['a','b','c'])) AS r(n, s)

SELECT DISTINCT ON (x) x, y FROM (VALUES (1, 2), (1, 1), (2, 5)) v(x, y) ORDER BY x, y

SELECT DISTINCT ON (1) x, y FROM (VALUES (1, 2), (1, 1), (2, 5)) v(x, y) ORDER BY x, y DESC

SELECT DISTINCT ON (x, y) x, y FROM (VALUES (1, 2), (1, 2)) v(x, y) ORDER BY y

SELECT DISTINCT ON (x) x AS k, y FROM (VALUES (1, 2), (1, 1)) v(x, y) ORDER BY k, y

SELECT g FROM generate_series(1, 2.5, 0.25) g

SELECT generate_series(2.5, 1, -0.5)

SELECT * FROM generate_series(1.0, 2, 0)

SELECT sum(x) / count(*), sum(x) * 1.0 / count(*), avg(x) * 2, avg(x) / 3 FROM generate_series(1, 10) x

SELECT count(*) FROM generate_series(1, 1000000) x WHERE x % 7 = 0

SELECT g FROM generate_series(5, 1, -2) g

SELECT g.x, v.y FROM generate_series(1, 2) g(x) LEFT JOIN (VALUES (2)) v(y) ON v.y = g.x ORDER BY 1

SELECT x, y FROM generate_series(1, 2) x, LATERAL generate_series(1, 2) y ORDER BY 1, 2

SELECT generate_series FROM generate_series(1, 2)

SELECT unnest(resource_types) AS kind, count(*), max(event_time) FROM cloudtrail_events WHERE event_source = 'iam.amazonaws.com' GROUP BY kind ORDER BY 2 DESC, 1

SELECT unnest(resource_types) AS resource_types, count(*) FROM cloudtrail_events GROUP BY resource_types ORDER BY 1, 2 LIMIT 5

SELECT split_part(jsonb_array_elements(resources) ->> 'ResourceType', '::', 2), count(DISTINCT username) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT (jsonb_each_text(request_parameters)).key AS k, count(*) FROM cloudtrail_events WHERE event_source = 'iam.amazonaws.com' GROUP BY k HAVING count(*) > 1 ORDER BY 2 DESC, 1

WITH w AS (SELECT regexp_split_to_table(user_agent, '[ /]') AS word, count(*) AS n FROM cloudtrail_events GROUP BY word) SELECT * FROM w WHERE word LIKE 'B%' ORDER BY n DESC, word

SELECT generate_series(1, 3) AS g, generate_series(5, 6) AS h, count(*) GROUP BY g, h ORDER BY g, h

SELECT unnest(array_agg(event_name)), count(*) FROM cloudtrail_events WHERE event_name = 'DeleteTrail' GROUP BY event_source
