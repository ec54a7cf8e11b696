SELECT '{"a": 1, "b": {"c": [1, 2, 3]}}'::jsonb -> 'a', '{"a": 1}'::jsonb ->> 'a', '{"b": {"c": 5}}'::jsonb -> 'b' -> 'c', '{"b": {"c": "x"}}'::jsonb -> 'b' ->> 'c'

SELECT '[1,2,3]'::jsonb -> 0, '[1,2,3]'::jsonb -> -1, '[1,2,3]'::jsonb ->> 1, '[1,2,3]'::jsonb -> 5

SELECT '{"a": {"b": [10, 20]}}'::jsonb #> '{a,b}', '{"a": {"b": [10, 20]}}'::jsonb #>> '{a,b,1}', '{"a": 1}'::jsonb #> '{x}', '{"a": 1}'::jsonb #>> ARRAY['a']

SELECT '{"a": 1}'::json -> 'a', '{"a":   [1,  2]}'::json -> 'a', '{"a": "x"}'::json ->> 'a'

SELECT '{"b":1,"a":2,"aa":3}'::jsonb, '{"a":1,"a":2}'::jsonb, '[1, "x", null, true, {"k": 1.50}]'::jsonb

SELECT '{"b":1,"a":2}'::json

SELECT '{"a": null}'::jsonb -> 'a', '{"a": null}'::jsonb ->> 'a', '{"a": null}'::jsonb -> 'b', NULL::jsonb -> 'a'

SELECT '{"a": 1}'::jsonb ? 'a', '{"a": 1}'::jsonb ? 'b', '["a", "b"]'::jsonb ? 'a', '"a"'::jsonb ? 'a', '{"a": null}'::jsonb ? 'a'

SELECT '{"a": 1, "b": 2}'::jsonb ?| ARRAY['a', 'x'], '{"a": 1, "b": 2}'::jsonb ?& ARRAY['a', 'b'], '{"a": 1}'::jsonb ?& ARRAY['a', 'b']

SELECT '{"a": 1, "b": 2}'::jsonb @> '{"a": 1}', '{"a": 1}'::jsonb <@ '{"a": 1, "b": 2}', '[1, 2]'::jsonb @> '[1]', '[1,2]'::jsonb @> '1', '{"a": {"b": 1, "c": 2}}'::jsonb @> '{"a": {"b": 1}}'

SELECT '{"a": 1}'::jsonb || '{"b": 2}'::jsonb, '[1]'::jsonb || '[2]'::jsonb, '[1]'::jsonb || '2'::jsonb

SELECT '{"a": 1, "b": 2}'::jsonb - 'a', '[1, 2, 3]'::jsonb - 1, '{"a": 1, "b": 2}'::jsonb - ARRAY['a','b'], '{"a": {"b": 1, "c": 2}}'::jsonb #- '{a,b}'

SELECT '{"a": 1}'::jsonb = '{"a": 1.0}'::jsonb, '{"a":1,"b":2}'::jsonb = '{"b":2,"a":1}'::jsonb, '[1,2]'::jsonb = '[2,1]'::jsonb, '1'::jsonb < '2'::jsonb

SELECT jsonb_typeof('{}'), jsonb_typeof('[]'), jsonb_typeof('"x"'), jsonb_typeof('1'), jsonb_typeof('1.5'), jsonb_typeof('true'), jsonb_typeof('null'), jsonb_typeof(NULL)

SELECT jsonb_array_length('[1,2,3]'), json_array_length('[]')

SELECT jsonb_array_length('{"a": 1}')

SELECT jsonb_array_elements('[1, "a", {"b": 2}]'), jsonb_array_elements_text('[1, "a", null]')

SELECT * FROM jsonb_array_elements('[1, "a"]'::jsonb)

SELECT * FROM jsonb_array_elements_text('["x", "y"]') AS t

SELECT * FROM jsonb_array_elements_text('["x", "y"]') WITH ORDINALITY AS t(v, n)

SELECT * FROM jsonb_each('{"a": 1, "b": "x"}')

SELECT * FROM jsonb_each_text('{"a": 1, "b": "x", "c": null}')

SELECT key, value FROM json_each('{"a": 1, "b": "x"}')

SELECT jsonb_object_keys('{"b": 1, "a": 2}')

SELECT * FROM jsonb_object_keys('{"b": 1, "a": 2}') ORDER BY 1

SELECT json_build_object('a', 1, 'b', 'x', 'c', NULL, 'd', true, 'e', 1.50), jsonb_build_object('b', 1, 'a', ARRAY[1,2])

SELECT json_build_array(1, 'x', NULL, true), jsonb_build_array(1, 'x', NULL)

SELECT jsonb_build_object('t', timestamp '2020-01-02 03:04:05', 'd', date '2020-01-02')

SELECT jsonb_build_object('a')

SELECT json_object('{a,1,b,2}'), jsonb_object(ARRAY['a','b'], ARRAY['1','2'])

SELECT to_json('a"b'::text), to_jsonb(1.5), to_json(true), to_jsonb('x'::text), to_json(NULL::text), to_json(timestamp '2020-01-02 03:04:05')

SELECT row_to_json(ROW(1, 'a')), row_to_json(x) FROM (SELECT 1 AS a, 'b' AS b) x

SELECT to_jsonb(x) FROM (SELECT 1 AS b, 'x' AS a) x

SELECT json_agg(x) FROM (VALUES (1), (2), (NULL)) v(x)

SELECT jsonb_agg(x ORDER BY x DESC) FROM (VALUES (1), (2)) v(x)

SELECT json_object_agg(k, v), jsonb_object_agg(k, v) FROM (VALUES ('b', 1), ('a', 2)) x(k, v)

SELECT json_agg(x) FROM (SELECT 1 AS x WHERE false) q

SELECT json_agg(q) FROM (SELECT 1 AS a, 'x' AS b) q

SELECT jsonb_set('{"a": 1}', '{a}', '2'), jsonb_set('{"a": 1}', '{b}', '2'), jsonb_set('{"a": 1}', '{b}', '2', false), jsonb_insert('{"a": [1]}', '{a,0}', '0')

SELECT jsonb_pretty('{"a": 1, "b": [1, 2]}')

SELECT jsonb_strip_nulls('{"a": null, "b": 1}'), json_strip_nulls('{"a": null, "b": {"c": null}}')

SELECT jsonb_extract_path('{"a": {"b": 1}}', 'a', 'b'), jsonb_extract_path_text('{"a": {"b": "x"}}', 'a', 'b'), json_extract_path('{"a": {"b": 1}}', 'a')

SELECT jsonb_path_query('{"a": [1, 2, 3]}', '$.a[*]'), jsonb_path_exists('{"a": 1}', '$.a'), jsonb_path_query_array('{"a": [1,2]}', '$.a[*]'), jsonb_path_query_first('{"a": [1,2]}', '$.a[0]')

SELECT '{"a": 1}'::jsonb @? '$.a', '{"a": 1}'::jsonb @@ '$.a == 1'

SELECT * FROM jsonb_to_record('{"a": 1, "b": "x"}') AS x(a int, b text)

SELECT * FROM jsonb_to_recordset('[{"a": 1}, {"a": 2}]') AS x(a int)

SELECT ('{"a": "5"}'::jsonb ->> 'a')::int + 1, ('{"a": 5}'::jsonb -> 'a')::int, ('{"a": true}'::jsonb -> 'a')::boolean, ('1.5'::jsonb)::numeric

SELECT ('"x"'::jsonb)::int

SELECT ('"x"'::jsonb)::text, ('"x"'::jsonb) #>> '{}', '{"a":1}'::jsonb::text

SELECT '{"k.x": 1, "$y": 2, "a b": 3, "q\"z": 4}'::jsonb -> 'k.x', '{"$y": 2}'::jsonb -> '$y', '{"a b": 3}'::jsonb ->> 'a b', '{"/s": 5}'::jsonb -> '/s', '{"*": 6}'::jsonb -> '*'

SELECT '{"a": "caf\u00e9", "b": "x\ny", "c": "\u0001"}'::jsonb, '{"a": "caf\u00e9"}'::jsonb ->> 'a'

SELECT '1e2'::jsonb, '1.0'::jsonb, '-0'::jsonb, '100000000000000000000'::jsonb, '[1.10]'::jsonb, '1E-3'::jsonb

SELECT '{}'::jsonb, '[]'::jsonb, '""'::jsonb, '{"": 1}'::jsonb, ' [ ] '::jsonb

SELECT user_identity ->> 'type', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT user_identity FROM cloudtrail_events ORDER BY event_id LIMIT 20

SELECT request_parameters FROM cloudtrail_events WHERE request_parameters IS NOT NULL ORDER BY event_id LIMIT 50

SELECT response_elements FROM cloudtrail_events WHERE response_elements IS NOT NULL ORDER BY event_id LIMIT 50

SELECT additional_event_data FROM cloudtrail_events ORDER BY event_id LIMIT 50

SELECT cloudtrail_event FROM cloudtrail_events ORDER BY event_id LIMIT 20

SELECT resources FROM cloudtrail_events ORDER BY event_id LIMIT 20

SELECT user_identity -> 'sessionContext' -> 'sessionIssuer' ->> 'userName', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10

SELECT user_identity #>> '{sessionContext,attributes,mfaAuthenticated}', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT user_identity -> 'sessionContext' FROM cloudtrail_events WHERE user_identity ? 'sessionContext' ORDER BY event_id LIMIT 5

SELECT count(*) FROM cloudtrail_events WHERE user_identity ->> 'type' = 'Root'

SELECT count(*) FROM cloudtrail_events WHERE user_identity @> '{"type": "IAMUser"}'

SELECT count(*) FROM cloudtrail_events WHERE request_parameters ? 'bucketName'

SELECT count(*) FROM cloudtrail_events WHERE request_parameters IS NULL

SELECT request_parameters ->> 'bucketName', count(*) FROM cloudtrail_events WHERE request_parameters ->> 'bucketName' IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5

SELECT count(*) FROM cloudtrail_events WHERE (additional_event_data ->> 'MFAUsed') = 'No'

SELECT event_name FROM cloudtrail_events WHERE event_source = 'iam.amazonaws.com' AND request_parameters ->> 'userName' IS NOT NULL GROUP BY 1 ORDER BY 1

SELECT k, count(*) FROM cloudtrail_events, jsonb_object_keys(user_identity) k GROUP BY 1 ORDER BY 1

SELECT jsonb_typeof(request_parameters), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT r ->> 'ResourceType', count(*) FROM cloudtrail_events, jsonb_array_elements(resources) r GROUP BY 1 ORDER BY 2 DESC, 1

SELECT DISTINCT jsonb_typeof(cloudtrail_event -> 'requestParameters') FROM cloudtrail_events ORDER BY 1

SELECT cloudtrail_event ->> 'eventVersion', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT user_identity = user_identity, count(*) FROM cloudtrail_events GROUP BY 1

SELECT user_identity -> 'type', count(*) FROM cloudtrail_events GROUP BY 1

SELECT count(DISTINCT user_identity) FROM cloudtrail_events

SELECT '5'::jsonb + 1

SELECT 'abc' -> 'a'

SELECT event_name -> 'a' FROM cloudtrail_events LIMIT 1

SELECT user_identity ->> 'type' || 'x' FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT user_identity || '{"x": 1}' FROM cloudtrail_events ORDER BY event_id LIMIT 2

SELECT row_to_json(t), to_jsonb(t), to_jsonb(t.oid) FROM (SELECT oid, typname, typlen FROM pg_type WHERE oid IN (23, 25)) t ORDER BY t.oid
