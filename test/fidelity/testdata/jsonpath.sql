SELECT jsonb_path_exists('{"a": [1, 2, 3, 4, 5]}', '$.a[*] ? (@ >= $min && @ <= $max)', '{"min": 2, "max": 4}')

SELECT jsonb_path_match('{"a": [1, 2, 3, 4, 5]}', 'exists($.a[*] ? (@ >= $min && @ <= $max))', '{"min": 2, "max": 4}')

SELECT * FROM jsonb_path_query('{"a": [1, 2, 3, 4, 5]}', '$.a[*] ? (@ >= $min && @ <= $max)', '{"min": 2, "max": 4}')

SELECT jsonb_path_query_array('{"a": [1, 2, 3, 4, 5]}', '$.a[*] ? (@ >= $min && @ <= $max)', '{"min": 2, "max": 4}')

SELECT jsonb_path_query_first('{"a": [1, 2, 3, 4, 5]}', '$.a[*] ? (@ >= $min && @ <= $max)', '{"min": 2, "max": 4}')

SELECT jsonb_path_query('{"a": [1, 2, {"b": 3}]}', '$.a[*]')

SELECT jsonb_path_query('[1, 2, 3]', '$[*]'), generate_series(1, 2)

SELECT jsonb '{"a": [1, 2]}' @? '$.a[*] ? (@ > 1)', jsonb '{"a": [1, 2]}' @? '$.a[*] ? (@ > 2)', '{"a": [1, 2]}'::jsonb @? 'strict $.b'

SELECT jsonb '{"a": [1, 2]}' @@ '$.a[*] > 1', jsonb '{"a": [1, 2]}' @@ '$.a[*] > 2', jsonb '{"a": "x"}' @@ '$.a', jsonb '{"a": "x"}' @@ '$.a > 1'

SELECT NULL::jsonb @? '$', jsonb '1' @? NULL, jsonb_path_exists(NULL, '$'), jsonb_path_exists('1', NULL), jsonb_path_exists('1', '$', NULL), jsonb_path_exists('1', '$', '{}', NULL)

SELECT count(*) FROM jsonb_path_query(NULL, '$')

SELECT x FROM jsonb_path_query('{"a": [1, "x", null]}', '$.a[*]') AS x

SELECT v, n FROM jsonb_path_query('{"a": [1, "x", null]}', '$.a[*]') WITH ORDINALITY AS t(v, n)

SELECT d.id, q FROM (VALUES (1, '{"a": [1, 2]}'::jsonb), (2, '{"a": 3}'), (3, '{}')) d(id, doc), jsonb_path_query(d.doc, '$.a[*]') q ORDER BY 1, 2

SELECT d.id, q FROM (VALUES (1, '{"a": [1, 2]}'::jsonb), (2, '{"a": 3}'), (3, '{}')) d(id, doc) LEFT JOIN LATERAL jsonb_path_query(d.doc, '$.a[*]') q ON true ORDER BY 1, 2

SELECT id FROM (VALUES (1, '{"a": [1, 2]}'::jsonb), (2, '{"a": 3}'), (3, '{}')) d(id, doc) WHERE doc @? '$.a ? (@ > 1)' ORDER BY 1

SELECT id FROM (VALUES (1, '{"a": [1, 2]}'::jsonb), (2, '{"a": 3}'), (3, '{}')) d(id, doc) WHERE doc @@ '$.a == 3' ORDER BY 1

SELECT jsonb_path_query_first(doc, path::jsonpath) FROM (VALUES ('{"a": 1}'::jsonb, '$.a'), ('{"b": 2}', '$.*'), ('[]', '$[0]')) d(doc, path)

SELECT jsonb_path_query_array('{"a": 1, "b": [2, {"c": 3}]}', '$.**'), jsonb_path_query_array('{"a": 1, "b": [2, {"c": 3}]}', '$.**{1}'), jsonb_path_query_array('{"a": 1, "b": [2, {"c": 3}]}', '$.**{last}'), jsonb_path_query_array('{"a": 1, "b": [2, {"c": 3}]}', 'strict $.**{1 to last}')

SELECT jsonb_path_query_array('[1, 2, 3, 4]', '$[last]'), jsonb_path_query_array('[1, 2, 3, 4]', '$[last - 1 to last]'), jsonb_path_query_array('[1, 2, 3, 4]', '$[0, 2 to 3]'), jsonb_path_query_array('[1, 2, 3, 4]', '$[7]'), jsonb_path_query_array('5', '$[0]')

SELECT jsonb_path_query('[1, 2, 3, 4]', 'strict $[7]')

SELECT jsonb_path_query('{"a": 1}', 'strict $.b')

SELECT jsonb_path_query('{"a": 1}', 'strict $.b', silent => true)

SELECT jsonb_path_query(target => '{"a": 1}', path => 'strict $.b', silent => false)

SELECT jsonb_path_query_array('{"a": 1}', '$.a + $x', vars => '{"x": 2.50}')

SELECT jsonb_path_query('[1]', 'strict $.a')

SELECT jsonb_path_query('{"a": 1}', 'strict $[*]')

SELECT jsonb_path_query('{"a": 1}', 'strict $[0]')

SELECT jsonb_path_query('[1]', 'strict $.*')

SELECT jsonb_path_query('[1]', '$["a"]')

SELECT jsonb_path_query('[1]', '$[99999999999]')

SELECT jsonb_path_query('{"a": 1}', '$.a / 0')

SELECT jsonb_path_query('{"a": 1}', '$.a / 0', '{}', true), jsonb_path_query_first('{"a": 1}', '$.a / 0', '{}', true)

SELECT jsonb_path_query('{"a": 0}', '$.a % $.a')

SELECT jsonb_path_query('{"a": "x"}', '$.a + 1')

SELECT jsonb_path_query('{"a": [1, 2]}', '1 - $.a')

SELECT jsonb_path_query('{"a": "x"}', '-$.a')

SELECT jsonb_path_query_array('{"a": [1, 2.50, -3]}', '-$.a'), jsonb_path_query_array('{"a": [1, 2.50, -3]}', '+$.a[*]'), jsonb_path_query_array('7', '$ / 3'), jsonb_path_query_array('7', '$ % 2.5 * 1.10 - 1')

SELECT jsonb_path_query_array('123456789012345678901234567890', '$ * $ + 0.1')

SELECT jsonb_path_query('1', '$x')

SELECT jsonb_path_query('1', '$x', '[1]')

SELECT jsonb '1' @? '$x', jsonb '1' @@ '$x == null'

SELECT jsonb_path_query_array('[null, 1, "abc", true, [1], {"a": 2}]', '$[*].type()'), jsonb_path_query_array('[null, 1, "abc", true, [1, 2], {"a": 2}]', '$[*].size()')

SELECT jsonb_path_query_array('[1.5, -2.7, 3]', '$[*].ceiling()'), jsonb_path_query_array('[1.5, -2.7, 3]', '$[*].floor()'), jsonb_path_query_array('[1.5, -2.7, 3]', '$.abs()'), jsonb_path_query_array('["1.5", "1e3", 2.50]', '$.double()')

SELECT jsonb_path_query('"abc"', '$.double()')

SELECT jsonb_path_query('"inf"', '$.double()')

SELECT jsonb_path_query('null', '$.double()')

SELECT jsonb_path_query('"abc"', '$.abs()')

SELECT jsonb_path_query('1', 'strict $.size()')

SELECT jsonb_path_query('{"a": 1, "b": [1, "x"], "cc": {"d": null}}', '$.keyvalue()')

SELECT jsonb_path_query('{"a": {"x": 1.5}, "b": [{"y": "abc"}, {"z": 12345678}]}', '$.**.keyvalue()')

SELECT jsonb_path_query('{"a": {"b": {"c": 1}}}', '$.keyvalue().value.keyvalue()'), jsonb_path_query('{}', '$v.keyvalue()', '{"w": 1, "v": {"x": 2}}')

SELECT jsonb_path_query('[1]', 'strict $.keyvalue()')

SELECT jsonb_path_query_array('["abc", "abd", "aBdC", "abdacb", "babc", "a\nb"]', '$[*] ? (@ like_regex "^ab.*c")'), jsonb_path_query_array('["abc", "abd", "aBdC", "a\nb"]', '$[*] ? (@ like_regex "^ab.*c" flag "i")'), jsonb_path_query_array('["a\nb", "b", "a.b"]', '$[*] ? (@ like_regex "^b" flag "m")'), jsonb_path_query_array('["a\nb", "a.b", "axb"]', '$[*] ? (@ like_regex "a.b" flag "s")'), jsonb_path_query_array('["a\nb", "a.b", "axb"]', '$[*] ? (@ like_regex "a.b" flag "q")'), jsonb_path_query_array('["a\nb", "a.b", "axb"]', '$[*] ? (@ like_regex "a[^c]b")')

SELECT jsonb_path_query('"a"', '$ ? (@ like_regex "(")')

SELECT jsonb_path_query('"a"', '$ ? (@ like_regex "a" flag "z")')

SELECT jsonb_path_query('"a"', '$ ? (@ like_regex "a" flag "x")')

SELECT jsonb_path_query_array('["abc", "ab", 1, null]', '$[*] ? (@ starts with "ab")'), jsonb_path_query_array('["abc", "ab"]', '$[*] ? (@ starts with $p)', '{"p": "abc"}')

SELECT jsonb_path_query_array('[1, "1", null, true, [1], {}]', '$[*] ? (@ == 1)'), jsonb_path_query_array('[1, "1", null, true, {}]', '$[*] ? (@ != null)'), jsonb_path_query_array('[1, "1", null, true, {}]', '$[*] ? ((@ > 0) is unknown)'), jsonb_path_query_array('[1, "b", "a", false]', '$[*] ? (@ < "b" || @ < true)')

SELECT jsonb_path_query_array('[{"a": 1}, {"a": 2, "b": 3}, {"b": 4}]', '$[*] ? (exists(@.b ? (@ > 3)) || !exists(@.b)).*'), jsonb_path_query_array('[{"a": 1}, {"a": 2, "b": 3}]', '$ ? (@.a == 2 && @.b == 3)')

SELECT jsonb_path_query('{"a": 1}', '$.a == 1'), jsonb_path_query('{"a": 1}', '$.a > "x"'), jsonb_path_query('{"a": 1}', '($.a == 1).type()'), jsonb_path_query('{"a": 1}', '!($.a == 1)')

SELECT jsonb_path_match('{"a": 1}', '$.a')

SELECT jsonb_path_match('{"a": 1}', '$.a', '{}', true), jsonb_path_match('{"a": true}', '$.a'), jsonb_path_match('{"a": null}', '$.a'), jsonb_path_match('{"a": [true, false]}', '$.a[1]')

SELECT jsonb_path_exists_tz('{"a": 1}', '$.a'), jsonb_path_match_tz('{"a": 1}', '$.a == 1'), jsonb_path_query_array_tz('[1]', '$'), jsonb_path_query_first_tz('[1]', '$[*]')

SELECT * FROM jsonb_path_query_tz('[1, 2]', '$[*]')

SELECT '$.a[*] ? (@.b > 1 && !(@.c == "x")).d'::jsonpath::text, 'strict $."k e".**{2 to last}[last - 1, 0 to 2].type()'::jsonpath::text

SELECT '$.a'::jsonpath, jsonpath '$[*] ? (@ < 1)'

SELECT '$.a ? (1 + 2 * 3 == -@)'::jsonpath::text, '(1 + 2) * 3 - (4 - 5)'::jsonpath::text, '$ ? (@ like_regex "a" flag "smi")'::jsonpath::text

SELECT ''::jsonpath

SELECT '$.a['::jsonpath

SELECT '$ a'::jsonpath

SELECT '$.a b'::jsonpath

SELECT '@ + 1'::jsonpath

SELECT '$[0] ? (last == 1)'::jsonpath

SELECT '1a'::jsonpath

SELECT '$.\u12'::jsonpath

SELECT jsonb_path_query('{}', '$.') WHERE false

SELECT '{"a": 1}'::json @? '$.a'

SELECT jsonb_path_query_first('{"a": {"b": 5}}', '$.a') ->> 'b', (jsonb_path_query_first('{"a": {"b": 5}}', '$.a.b'))::int + 1, jsonb_path_query_array('[1, 2]', '$[*]') = '[1, 2]', jsonb_path_query_array('[1, 2]', '$[*]') @> '[1]'

SELECT jsonb_path_query(jsonb_build_object('t', array_agg(x)), '$.t[*] ? (@ > 1)') FROM (VALUES (1), (2), (3)) v(x)

SELECT count(*), sum(v::int) FROM jsonb_path_query('[1, 2, 3]', '$[*]') v WHERE v > '1'

-- refused
SELECT jsonb_path_query('"2015-08-01"', '$.datetime()')

SELECT '$.datetime("yyyy")'::jsonpath::text

SELECT NULL::jsonpath, coalesce(NULL::jsonpath, '$.a'::jsonpath), pg_typeof('$'::jsonpath)

SELECT CASE WHEN x > 1 THEN '$.a'::jsonpath ELSE '$.b' END FROM (VALUES (1), (2)) v(x)

SELECT p::jsonpath, p::jsonpath::text FROM (VALUES ('$ . a'), ('strict $.b[ 1 ]'), (NULL)) v(p)

SELECT jsonb_path_exists_opr('{"a": 1}', '$.a'), jsonb_path_match_opr('{"a": 1}', '$.a == 2'), pg_catalog.jsonb_path_exists('{"a": 1}', '$.a'), '{"a": 1}'::jsonb OPERATOR(pg_catalog.@?) '$.b'

SELECT jsonb_path_query_array(doc -> 'a', '$[*] ? (@.k == "x")') FROM (VALUES ('{"a": [{"k": "x"}, {"k": "y"}]}'::jsonb)) v(doc)

SELECT jsonb_path_query(doc, '$[*]') AS e, count(*) FROM (VALUES ('[1, 2, 1]'::jsonb), ('[2]')) v(doc) GROUP BY 1 ORDER BY 2, 1

SELECT jsonb_path_query_array('{"a": 1}', '$.a', 'x')

SELECT jsonb_path_query_array('{a', '$.a')

SELECT jsonb_path_query('[1]', 5)
