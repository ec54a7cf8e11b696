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

SELECT e FROM cloudtrail_events e ORDER BY e.event_time, e.event_id LIMIT 1

SELECT ROW(1.0/3, avg(x)) FROM (VALUES (1),(2)) v(x)

SELECT ROW(1,2) IS NULL, ROW(NULL,NULL) IS NULL, ROW(1,NULL) IS NOT NULL

SELECT e FROM cloudtrail_events e WHERE event_name = 'DeleteTrail'

SELECT e.cloudtrail_event IS NOT NULL, e::text = e.*::text, (e).event_name, (e).user_identity ->> 'type', event_source(e) FROM cloudtrail_events e WHERE event_name = 'StopLogging'

SELECT e IS NULL, e IS NOT NULL, count(e) OVER (), length(e::text) FROM cloudtrail_events e WHERE event_name = 'DeleteTrail'

SELECT n, e IS NULL, count(e) OVER (), to_jsonb(e), e FROM (VALUES ('DeleteTrail'), ('NoSuchEvent')) v(n) LEFT JOIN (SELECT event_name, event_time FROM cloudtrail_events) e ON e.event_name = n ORDER BY n

SELECT array_agg(e ORDER BY e.event_time), pg_typeof(array_agg(e)) FROM cloudtrail_events e WHERE event_name = 'ConsoleLogin'

SELECT (s.e).event_id, count((s.e).error_code) OVER () FROM (SELECT e FROM cloudtrail_events e WHERE event_name = 'ConsoleLogin') s ORDER BY 1

SELECT count(*) FROM cloudtrail_events e WHERE e::text ILIKE '%ci-deploy%'

SELECT ROW(t.*, 'z'), ROW(t), concat(t), format('%s', t), md5(t::text) FROM (SELECT 1 AS a, 'x y' AS b, NULL::int AS c, '{"k":[1]}'::jsonb AS d, ARRAY['p q', NULL] AS e) t

SELECT t, u FROM (VALUES (1, 'a'), (2, 'b')) t(x, y) FULL JOIN (VALUES (2, 'c'), (3, 'd')) u(x, y) ON t.x = u.x ORDER BY t.x, u.x

SELECT max(t), min(t), count(DISTINCT t.*) FROM (VALUES (1, 'b'), (1, NULL), (0, 'z')) t(x, y)

SELECT (e).nosuch FROM cloudtrail_events e

SELECT e + 1 FROM cloudtrail_events e

SELECT length(e) FROM cloudtrail_events e

SELECT (jsonb_each_text(request_parameters)).* FROM cloudtrail_events WHERE event_name IN ('CreateUser', 'AttachUserPolicy') ORDER BY 1, 2

SELECT (jsonb_each(request_parameters)).key, count(*) OVER () FROM (SELECT '{"a": 1, "b": [2]}'::jsonb AS request_parameters) x
