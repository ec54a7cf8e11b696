SELECT ROW(1, 'a b', NULL, 1.5, true, '', 'q"x', ARRAY[1,2], '2020-01-01'::date, timestamptz '2020-01-01 10:00+00')

SELECT (1, 2)

SELECT ROW(ROW(1, 2), 'x')

SELECT ARRAY[ROW(1,'a'), ROW(2,'b')]

SELECT ROW(NULL), ROW('')

SELECT NULL || ARRAY[1], array_append(ARRAY[1], NULL), array_append(NULL::int[], 1), array_prepend(1, NULL::int[]), array_cat(NULL::int[], ARRAY[1])

SELECT (ROW(1,2)).f3

SELECT (e).a, (e).* FROM (SELECT 1 AS a, 'b' AS c) e

SELECT row_to_json(e) FROM (SELECT 1 AS a, 'b' AS c) e

SELECT e FROM (SELECT 1 AS e) e

SELECT ROW(1,2) < ROW(1,3), (1,NULL) < (2,1), (1,NULL) < (1,2), (NULL,1) < (1,2), (2,1) > (1,9), (1,2) <= (1,2), (1,2) >= (1,3)

SELECT (1,2) = (1,NULL), (1,2) <> (2,NULL), (1,2) <> (1,NULL), (1,2) = (1,2), (1,2) <> (1,2)

SELECT (1,2) IN ((1,2),(3,4)), (1,2) NOT IN ((1,3),(3,4)), (1,NULL) IN ((1,2)), (1, 2) IN (SELECT 1, 2)

SELECT (1,2) = (1,2,3)

SELECT count(*) FROM cloudtrail_events WHERE (event_name, event_source) = ('ConsoleLogin', 'signin.amazonaws.com')

SELECT count(*) FROM cloudtrail_events WHERE (event_name, event_source) IN (('ConsoleLogin', 'signin.amazonaws.com'), ('CreateUser', 'iam.amazonaws.com'))

SELECT event_name, ROW(count(*), min(event_source)) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 3

SELECT e FROM (SELECT event_time, event_name, resource_types, mfa_authenticated FROM cloudtrail_events) e ORDER BY 1 LIMIT 3

SELECT ROW(1.0/3, avg(x)) FROM (VALUES (1),(2)) v(x)

SELECT ROW(1,2) IS NULL, ROW(NULL,NULL) IS NULL, ROW(1,NULL) IS NOT NULL
