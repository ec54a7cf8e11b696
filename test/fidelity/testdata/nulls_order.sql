SELECT x FROM (VALUES (1), (NULL), (3), (2)) v(x) ORDER BY x

SELECT x FROM (VALUES (1), (NULL), (3), (2)) v(x) ORDER BY x DESC

SELECT x FROM (VALUES (1), (NULL), (3), (2)) v(x) ORDER BY x NULLS FIRST

SELECT x FROM (VALUES (1), (NULL), (3), (2)) v(x) ORDER BY x DESC NULLS LAST

SELECT DISTINCT error_code FROM cloudtrail_events ORDER BY 1

SELECT error_code, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 DESC

SELECT x FROM (VALUES ('b'), ('A'), ('a'), ('B'), ('_'), ('1'), ('é')) v(x) ORDER BY x

SELECT x FROM (VALUES (true), (false), (NULL)) v(x) ORDER BY x

SELECT x FROM (VALUES (1.5::float8), ('NaN'), (NULL), ('Infinity')) v(x) ORDER BY x

SELECT 'NaN'::float8 = 'NaN'::float8, 'NaN'::float8 > 1

SELECT x, y FROM (VALUES (1, 2), (1, 1), (NULL, 0)) v(x, y) ORDER BY x, y DESC

SELECT x FROM (VALUES (1), (2)) v(x) ORDER BY -x

SELECT x AS y FROM (VALUES (1), (2)) v(x) ORDER BY y DESC

SELECT x FROM (VALUES (1), (2)) v(x) ORDER BY 2

SELECT x FROM (VALUES (1), (2)) v(x) ORDER BY x LIMIT 1

SELECT x FROM (VALUES (1), (2), (3)) v(x) ORDER BY x OFFSET 1

SELECT x FROM (VALUES (1), (2), (3)) v(x) ORDER BY x FETCH FIRST 2 ROWS ONLY

SELECT x FROM (VALUES (1), (2), (2), (3)) v(x) ORDER BY x FETCH FIRST 2 ROWS WITH TIES

SELECT x FROM (VALUES (1), (2), (3)) v(x) ORDER BY x LIMIT ALL

SELECT x FROM (VALUES (1), (2), (3)) v(x) ORDER BY x LIMIT NULL

SELECT x FROM (VALUES (1), (2), (3)) v(x) LIMIT -1

SELECT x FROM (VALUES (1), (2), (3)) v(x) OFFSET -1

SELECT DISTINCT x FROM (VALUES (1), (1), (NULL), (NULL)) v(x) ORDER BY x

SELECT DISTINCT ON (x) x, y FROM (VALUES (1, 2), (1, 1), (2, 3)) v(x, y) ORDER BY x, y

SELECT DISTINCT ON (event_source) event_source, event_name FROM cloudtrail_events ORDER BY event_source, event_name DESC, event_id

SELECT DISTINCT x FROM (VALUES (1, 2)) v(x, y) ORDER BY y

SELECT DISTINCT ON (x) x, y FROM (VALUES (1, 2)) v(x, y) ORDER BY y

SELECT max(x), min(x), count(x), count(*) FROM (VALUES (1), (NULL)) v(x)

SELECT sum(x), avg(x), max(x), count(x) FROM (VALUES (NULL::int)) v(x)

SELECT sum(x) FROM (SELECT 1 AS x WHERE false) q

SELECT NULL IN (1, 2), 1 IN (1, NULL), 3 IN (1, NULL), 3 NOT IN (1, NULL)

SELECT ROW(1, NULL) IS NULL, ROW(NULL, NULL) IS NULL, ROW(1, 2) IS NOT NULL, ROW(1, NULL) IS NOT NULL

SELECT 1 WHERE NULL

SELECT event_name FROM cloudtrail_events WHERE error_code IS NULL ORDER BY event_name, event_id LIMIT 2

SELECT count(*) FROM cloudtrail_events WHERE error_code <> 'AccessDenied'

SELECT count(*) FROM cloudtrail_events WHERE error_code IS DISTINCT FROM 'AccessDenied'

SELECT count(*) FROM cloudtrail_events WHERE error_code NOT IN ('AccessDenied', NULL)

SELECT array_agg(x ORDER BY x) FROM (VALUES (2), (NULL), (1)) v(x)

SELECT array_agg(x ORDER BY x DESC) FROM (VALUES (2), (NULL), (1)) v(x)

SELECT username FROM cloudtrail_events GROUP BY username ORDER BY count(*) DESC, username LIMIT 5

SELECT event_name, event_time FROM cloudtrail_events ORDER BY event_time DESC, event_id LIMIT 10

SELECT x IS TRUE, x IS NOT TRUE, x IS FALSE, x IS UNKNOWN FROM (VALUES (true), (false), (NULL)) v(x) ORDER BY x
