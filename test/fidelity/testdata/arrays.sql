SELECT ARRAY[1,2,3], ARRAY['a','b'], ARRAY[1.5,2], ARRAY[true,false], ARRAY[NULL,1]

SELECT (ARRAY[1,2,3])[1], (ARRAY[1,2,3])[0], (ARRAY[1,2,3])[4], (ARRAY[1,2,3])[-1]

SELECT (ARRAY[1,2,3,4])[2:3], (ARRAY[1,2,3,4])[:2], (ARRAY[1,2,3,4])[3:], (ARRAY[1,2,3])[5:6]

SELECT (ARRAY[1,2,3,4])[0:2], (ARRAY[1,2,3,4])[-1:2], (ARRAY[1,2,3,4])[3:2]

SELECT array_length(ARRAY[1,2,3], 1), array_length(ARRAY[]::int[], 1), array_length(ARRAY[1], 2), cardinality(ARRAY[1,2]), cardinality(ARRAY[]::int[]), array_ndims(ARRAY[1]), array_upper(ARRAY[1,2], 1), array_lower(ARRAY[1,2], 1)

SELECT array_dims(ARRAY[1,2])

SELECT ARRAY[1,2] || ARRAY[3], ARRAY[1,2] || 3, 0 || ARRAY[1,2], ARRAY[1] || NULL, ARRAY['a'] || 'b'::text

SELECT array_append(ARRAY[1,2], 3), array_prepend(0, ARRAY[1,2]), array_cat(ARRAY[1], ARRAY[2])

SELECT array_position(ARRAY['a','b','c'], 'b'), array_position(ARRAY['a'], 'x'), array_positions(ARRAY[1,2,1], 1), array_remove(ARRAY[1,2,1], 1), array_replace(ARRAY[1,2,1], 1, 9)

SELECT 1 = ANY(ARRAY[1,2]), 3 = ANY(ARRAY[1,2]), NULL = ANY(ARRAY[1,2]), 3 = ANY(ARRAY[1,NULL]), 1 = ANY(ARRAY[1,NULL]), 1 = ANY('{1,2}'), 1 <> ALL(ARRAY[1,2]), 3 <> ALL(ARRAY[1,2])

SELECT 2 > ANY(ARRAY[1,2]), 2 > ALL(ARRAY[1,2]), 3 > ALL(ARRAY[1,2]), 3 = ALL(ARRAY[3,3]), 3 <> ANY(ARRAY[3,3])

SELECT 1 = ANY(ARRAY[]::int[]), 1 = ALL(ARRAY[]::int[])

SELECT 1 = ANY(NULL::int[]), 1 = ALL(NULL::int[])

SELECT ARRAY[1,2] @> ARRAY[1], ARRAY[1] <@ ARRAY[1,2], ARRAY[1,2] && ARRAY[2,3], ARRAY[1,2] && ARRAY[3], ARRAY[1,2] @> ARRAY[]::int[]

SELECT ARRAY[1,2] = ARRAY[1,2], ARRAY[1,2] < ARRAY[1,3], ARRAY[1] < ARRAY[1,2], ARRAY[1,NULL] = ARRAY[1,NULL]

SELECT unnest(ARRAY[1,2,3])

SELECT unnest(ARRAY[1,2]), unnest(ARRAY['a','b','c'])

SELECT * FROM unnest(ARRAY[1,2], ARRAY['a','b','c'])

SELECT * FROM unnest(ARRAY[1,2], ARRAY['a','b','c']) AS u(x, y)

SELECT * FROM unnest(ARRAY[1,2]) AS u(x)

SELECT u FROM unnest(ARRAY[1,2]) AS u

SELECT u, ordinality FROM unnest(ARRAY['x','y']) WITH ORDINALITY AS u

SELECT array_agg(x) FROM (VALUES (1), (2)) v(x)

SELECT array_agg(x) FROM (SELECT 1 AS x WHERE false) q

SELECT array_agg(DISTINCT x) FROM (VALUES (2), (1), (2)) v(x)

SELECT array_agg(x ORDER BY x DESC) FILTER (WHERE x > 1) FROM (VALUES (1), (2), (3)) v(x)

SELECT ARRAY(SELECT x FROM (VALUES (2), (1)) v(x) ORDER BY x)

SELECT array_to_json(ARRAY[1,2]), to_json(ARRAY['a','b']), to_jsonb(ARRAY[1,2])

SELECT generate_subscripts(ARRAY['a','b','c'], 1)

SELECT array_fill(0, ARRAY[3]), trim_array(ARRAY[1,2,3], 1)

SELECT ARRAY['a b', 'c"d', 'e,f', '', 'NULL', 'back\slash', '{x}']

SELECT ARRAY['2020-01-01'::date], ARRAY[interval '1 day'], ARRAY['2020-01-01 10:00'::timestamp], ARRAY[1.5::float8], ARRAY[true]

SELECT resource_names FROM cloudtrail_events WHERE resource_names <> '{}' ORDER BY resource_names LIMIT 5

SELECT resource_names, resource_types FROM cloudtrail_events ORDER BY event_id LIMIT 10

SELECT count(*) FROM cloudtrail_events WHERE 'AWS::S3::Bucket' = ANY(resource_types)

SELECT count(*) FROM cloudtrail_events WHERE resource_types @> ARRAY['AWS::S3::Bucket']

SELECT count(*) FROM cloudtrail_events WHERE resource_types && ARRAY['AWS::S3::Bucket', 'AWS::IAM::User']

SELECT count(*) FROM cloudtrail_events WHERE NOT 'AWS::S3::Bucket' = ANY(resource_types)

SELECT count(*) FROM cloudtrail_events WHERE 'AWS::S3::Bucket' <> ALL(resource_types)

SELECT r, count(*) FROM cloudtrail_events, unnest(resource_types) r GROUP BY 1 ORDER BY 2 DESC, 1

SELECT r, count(*) FROM cloudtrail_events e CROSS JOIN LATERAL unnest(e.resource_names) AS r GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5

SELECT unnest(resource_types) AS t, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT array_length(resource_names, 1), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT cardinality(resource_names), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT resource_names[1:2] FROM cloudtrail_events ORDER BY event_id LIMIT 5

SELECT array_to_string(resource_types, '; ') FROM cloudtrail_events ORDER BY event_id LIMIT 5

SELECT event_source, array_agg(DISTINCT event_name ORDER BY event_name) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 3

SELECT count(*) FROM cloudtrail_events WHERE event_name = ANY(ARRAY['ConsoleLogin', 'CreateUser'])

SELECT count(*) FROM cloudtrail_events WHERE event_name = ANY('{ConsoleLogin,CreateUser}')

SELECT count(*) FROM cloudtrail_events WHERE event_name IN ('ConsoleLogin', 'CreateUser')

SELECT count(*) FROM cloudtrail_events WHERE event_name = ANY(SELECT 'ConsoleLogin')

SELECT count(*) FROM cloudtrail_events WHERE event_name <> ALL(ARRAY['ConsoleLogin', 'CreateUser'])

SELECT count(*) FROM cloudtrail_events WHERE event_name LIKE ANY(ARRAY['Console%', 'Create%'])

SELECT count(*) FROM cloudtrail_events WHERE cardinality(resource_names) > 1

SELECT ARRAY[1,2] || ARRAY['a']

SELECT ARRAY[1,'a']

SELECT 1 = ANY(5)

SELECT array_length(5, 1)

SELECT (5)[1]

SELECT x = ANY(a), x <> ALL(a), x < ANY(a), x >= ALL(a) FROM (VALUES (1, ARRAY[1,2]), (3, ARRAY[1,NULL]), (NULL, ARRAY[1]), (1, NULL), (1, '{}')) v(x, a)

SELECT NOT (x = ANY(a)) FROM (VALUES (1, ARRAY[1,2]), (3, ARRAY[1,NULL]), (3, ARRAY[1,2])) v(x, a)

SELECT x FROM (VALUES (1, ARRAY[1,2]), (3, ARRAY[1,NULL]), (3, ARRAY[1,2])) v(x, a) WHERE x <> ALL(a)

SELECT count(*) FROM cloudtrail_events WHERE 'AWS::IAM::User' = ANY(resource_types) OR event_name LIKE ANY(ARRAY['Stop%', 'Delete%'])

SELECT count(*) FROM cloudtrail_events WHERE 'AWS::IAM::User' <> ALL(resource_types)
