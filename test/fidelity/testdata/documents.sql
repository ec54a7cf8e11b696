SELECT j = '{"a": 1}', j <> '{"a":1}', j @> '{"a": 1}', j ? 'a', j || '{"b": 2}', j - 'a', j::text, j -> 'a' = '1' FROM (SELECT '{"a":  1}'::jsonb AS j) q

SELECT j -> 'a', j::text, json_typeof(j) FROM (SELECT '{"a":  1}'::json AS j) q

SELECT j FROM (VALUES ('{"b": 1, "a": 2}'::jsonb), ('[1]'), (NULL)) v(j) ORDER BY j

SELECT DISTINCT j FROM (VALUES ('{"b": 1, "a": 2}'::jsonb), ('{"a": 2, "b":1}')) v(j)

SELECT j, count(*) FROM (VALUES ('{"b": 1, "a": 2}'::jsonb), ('{"a": 2, "b":1}')) v(j) GROUP BY j

SELECT jsonb_array_length(j), jsonb_typeof(j), jsonb_pretty(j) FROM (SELECT '[1, {"a": 2}]'::jsonb AS j) q

SELECT max(j ->> 'type'), count(DISTINCT j -> 'type') FROM (SELECT user_identity AS j FROM cloudtrail_events) q

SELECT coalesce(j -> 'x', j -> 'type') FROM (SELECT user_identity AS j FROM cloudtrail_events ORDER BY event_id LIMIT 3) q

SELECT CASE WHEN true THEN j ELSE '{}' END FROM (SELECT '{"z": 1, "aa": 2}'::jsonb AS j) q

SELECT j #>> '{a,0}' FROM (SELECT '{"a": ["x"]}'::jsonb AS j) q
