SELECT ARRAY[[[1],[2]],[[3],[4]]], ARRAY[['a b','c'],['','NULL']], ARRAY[[1.5,2],[3,4]]

SELECT '{{1,x},{3,4}}'::int[]

SELECT ARRAY[[1,2],[3]]

SELECT '{"a b",c\,d,"q\"x", NULL , "NULL"}'::text[], '{ a , b c }'::text[], '{}'::int[]

SELECT array_dims(ARRAY[[1,2],[3,4]]), array_ndims(ARRAY[[1,2],[3,4]]), array_length(ARRAY[[1,2,5],[3,4,6]], 2), array_upper(ARRAY[[1,2]], 1), array_lower(ARRAY[[1,2]], 2), cardinality(ARRAY[[1,2],[3,4]])

SELECT array_dims(ARRAY[]::int[]), array_ndims('{}'::int[]), cardinality('{}'::text[]), array_length('{}'::int[], 1)

SELECT (ARRAY[[1,2],[3,4]])[2][1], ('{{1,2},{3,4}}'::int[])[1][2]

SELECT unnest(ARRAY[[1,2],[3,4]])

SELECT * FROM unnest(ARRAY[[1,2],[3,4]]) u

SELECT ARRAY[[1,2]] || ARRAY[3,4], ARRAY[1,2] || ARRAY[[3,4]], ARRAY[[1,2]] || ARRAY[[3,4]], ARRAY[1] || '{2,3}'

SELECT ARRAY['a'] || 'b'

SELECT ARRAY['a', 'b'] || '{c}', '{x}'::text[] || 'y'::text

SELECT resource_names || 'x'::text FROM cloudtrail_events ORDER BY event_id LIMIT 3

SELECT resource_names || event_name FROM cloudtrail_events ORDER BY event_id LIMIT 3

SELECT s FROM generate_subscripts(ARRAY[4,5], 1) s

SELECT * FROM generate_subscripts(ARRAY[4,5], 1)

SELECT array_agg(ARRAY[x, x+1]) FROM (VALUES (1), (2)) v(x)

SELECT array_to_json(ARRAY[[1,2],[3,4]]), to_json(ARRAY[[1,2]])

SELECT ARRAY[[1,2],[3,4]]::text, ARRAY['a b', NULL]::text, ARRAY[1.5,2]::text

SELECT ARRAY[[1,2],[3,4]]::bigint[], ARRAY[['1','2']]::int[]

-- refused
SELECT (ARRAY[[1,2],[3,4]])[1]

-- refused
SELECT (ARRAY[[1,2],[3,4]])[1:1]

-- refused
SELECT (ARRAY[[1,2],[3,4]])[1:2][2:2]
