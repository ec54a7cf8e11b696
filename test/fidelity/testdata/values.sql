SELECT 2147483647 + 1

SELECT 9223372036854775807 + 1

SELECT -2147483648 / -1

SELECT abs(-2147483648)

SELECT (-32768)::smallint / (-1)::smallint

SELECT 5 / 2, -5 / 2, 5 % -3, -5 % 3, 5.0 / 2, 7 / 2.0, mod(-7, 3), div(7.5, 2), div(-7, 2)

SELECT 1 / 0

SELECT 1.0 % 0

SELECT 1::float8 / 0

SELECT 2 ^ 10, 2 ^ -1, 2.0 ^ 3, (-8) ^ (1.0/3)

SELECT 0 ^ -1

SELECT |/ 25, ||/ 27, @ -5, 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 4, -8 >> 1, 1 << 33

SELECT sqrt(-1)

SELECT ln(0)

SELECT log(100), log(2, 64), log(2.0, 64.0), ln(2.718281828), exp(1), exp(1.0), power(2, 0.5), cbrt(27)

SELECT round(2.5), round(-2.5), round(2.5::float8), round(3.5::float8), round(1234.567, -2), round(1.005, 2), trunc(-1.99), trunc(1.999, 2), ceil(-1.5), floor(-1.5), ceiling(1.2), sign(-3.2), sign(0::float8)

SELECT 0.1 + 0.2, 0.1::float8 + 0.2::float8, 1e15::float8, 1e16::float8, 1e-5::float8, 123456789.123::real, 1e38::real * 10

SELECT 1e308::float8 * 10

-- refused
SELECT 'NaN'::float8 = 'NaN'::float8, 'NaN'::float8 > 'Infinity'::float8, 'Infinity'::float8 - 'Infinity'::float8, '-0'::float8, 'inf'::real, 'NaN'::numeric, 'Infinity'::numeric

SELECT 100::numeric(2)

SELECT 1.5::int, 2.5::int, -0.5::int, 2.5::float8::int, '12'::int, ' 12 '::int, true::int, 65::"char", 1::bool, 'yes'::bool, 'off'::bool, 't'::bool

SELECT '1.5'::int

SELECT ''::int

SELECT 'abc'::int

SELECT '99999999999'::int

SELECT 3000000000::int

SELECT 'maybe'::bool

SELECT 1.5::bool

SELECT true::float8

SELECT true + 1

SELECT factorial(-1)

SELECT sin(1), cos(1), tan(1), asin(1), acos(1), atan(1), atan2(1, 2), sind(30), cosd(60), tand(45), sinh(1), cosh(1), tanh(1), asinh(1), acosh(2), atanh(0.5), cot(1), cotd(45), asind(0.5), acosd(0.5), atand(1), atan2d(1, 1)

SELECT asin(2)

SELECT pg_typeof(1), pg_typeof(1.0), pg_typeof(1e3), pg_typeof(3000000000), pg_typeof(99999999999999999999), pg_typeof(1 + 1.0), pg_typeof(1::smallint + 1), pg_typeof(1::real + 1.0), pg_typeof(sum(1)), pg_typeof(avg(1)), pg_typeof(count(*))

SELECT 1/3.0, 2/3::numeric, 10.0/3, 1e10/3.0, 1::numeric/7, 22.0/7.0, 100.00/3

-- refused
SELECT ARRAY[[1,2],[3,4]], (ARRAY[[1,2],[3,4]])[2][1], (ARRAY[[1,2],[3,4]])[1:2][1:1], (ARRAY[[1,2],[3,4]])[1:1], (ARRAY[[1,2],[3,4]])[2], array_dims(ARRAY[[1,2],[3,4]]), array_ndims(ARRAY[[1]]), array_length(ARRAY[[1,2,3]], 2), cardinality(ARRAY[[1,2],[3,4]])

-- refused
SELECT ('{{1,2},{3,4}}'::int[])[:][2:2], ('{{1,2},{3,4}}'::int[])[2:], array_upper('{{1,2},{3,4}}'::int[], 2)

SELECT unnest(ARRAY[[1,2],[3,4]])

SELECT ARRAY[[1,2],[3]]

SELECT '{1,2'::int[]

SELECT '{{1},{2,3}}'::int[]

-- refused
SELECT array_fill(7, ARRAY[3]), array_fill(0, ARRAY[2,2]), array_fill(1, ARRAY[2], ARRAY[3])

SELECT array_remove(ARRAY[1,NULL,2], NULL), array_replace(ARRAY[1,2], 2, NULL), array_position(ARRAY[1,NULL,3], NULL), array_position(ARRAY[1,2,1], 1, 2), array_positions(ARRAY[1,2,1], 5), trim_array(ARRAY[1,2,3], 2), array_prepend(NULL, ARRAY[1])

SELECT trim_array(ARRAY[1,2], 3)

SELECT ARRAY(SELECT generate_series(1, 3)), ARRAY(SELECT 1 WHERE false), array_agg(x ORDER BY x DESC) FROM (VALUES (1),(2)) v(x)

SELECT ARRAY[1,2] < ARRAY[1,3], ARRAY[1] = ARRAY[1.0], ARRAY[1,2] @> ARRAY[2], ARRAY[1,NULL] @> ARRAY[NULL]::int[], ARRAY[1,2] && ARRAY[]::int[], ARRAY[]::int[] <@ ARRAY[1]

SELECT 5 > ALL(ARRAY[1,2]), 5 = ANY('{1,5}'::int[]), NULL = ANY(ARRAY[1]), 1 <> ALL(ARRAY[2,NULL]), 'a' LIKE ANY(ARRAY['b%','a%']), 'x' !~~ ALL(ARRAY['a%'])

SELECT 1 = ANY(1)

SELECT array_length(1, 1)

SELECT ARRAY[1,'a']

SELECT ARRAY[]

-- refused
SELECT generate_subscripts(ARRAY[5,6,7], 1), generate_subscripts(ARRAY[5,6], 1, true)

SELECT '{"a":{"b":[1,2]}}'::json -> 'a' -> 'b' -> 1, '{"a":1}'::json ->> 'a', '[1,2]'::json -> -1, '{"a":{"b":2}}'::jsonb #> '{a,b}', '{"a":[1,{"c":3}]}'::jsonb #>> '{a,1,c}', '{"a":1}'::jsonb -> 'z', '[1]'::jsonb -> 5

SELECT '{"b":1,"a":2,"b":3}'::json, '{"b":1,"a":2,"b":3}'::jsonb, '{"a":1.50, "b": 1e3}'::jsonb, '"\u00e9"'::jsonb, ' [1 , 2 ] '::json, 'null'::jsonb IS NULL

SELECT '{a:1}'::json

SELECT '{"a":1'::jsonb

SELECT ''::json

SELECT '"\u0000"'::jsonb

SELECT '{"a":1,"b":2}'::jsonb @> '{"a":1}', '{"a":1}'::jsonb <@ '{"a":1,"b":2}', '{"a":1}'::jsonb ? 'a', '{"a":1}'::jsonb ?| ARRAY['x','a'], '["a","b"]'::jsonb ?& ARRAY['a','b'], '[1,2]'::jsonb @> '1', '[[1]]'::jsonb @> '[1]'

SELECT '{"a":1}'::jsonb || '{"b":2}', '[1]'::jsonb || '2', '[1]'::jsonb || '[2]', '{"a":1}'::jsonb || '[2]', '{"a":1,"b":2}'::jsonb - 'a', '["a","b"]'::jsonb - 0, '["a","b"]'::jsonb - -1, '{"a":1,"b":2}'::jsonb - ARRAY['a','b'], '{"a":{"b":1}}'::jsonb #- '{a,b}', '["a","b"]'::jsonb - 'a'

SELECT '1'::jsonb - 'a'

SELECT '{"a":1}'::jsonb - 1

SELECT jsonb_set('{"a":1}', '{b}', '2'), jsonb_set('{"a":1}', '{b}', '2', false), jsonb_set('[1,2]', '{-1}', '9'), jsonb_set('[1]', '{5}', '9'), jsonb_set_lax('{"a":1}', '{a}', NULL), jsonb_set_lax('{"a":1}', '{a}', NULL, true, 'delete_key'), jsonb_insert('{"a":[0,1]}', '{a,1}', '"x"'), jsonb_insert('{"a":[0,1]}', '{a,1}', '"x"', true)

SELECT jsonb_insert('{"a":1}', '{a}', '2')

SELECT jsonb_set('1', '{a}', '2')

SELECT ('{"a":{"b":[1,2]}}'::jsonb)['a']['b'][1], ('[1,2]'::jsonb)[-1], ('{"a":1}'::jsonb)['z']

SELECT ('{"a":1}'::json)['a']

SELECT to_json('a"b'::text), to_jsonb(1.50), to_json(TIMESTAMP '2024-01-01 10:00'), to_json(NULL::int), to_json(ROW(1,'a')), row_to_json(ROW(1,NULL)), to_jsonb(DATE '2024-01-01'), to_json(INTERVAL '1 day'), to_json('{"a":1}'::json), to_json('NaN'::float8)

SELECT json_build_object('a')

SELECT json_build_object(NULL, 1)

SELECT json_object('{a}')

SELECT json_agg(x), jsonb_agg(x ORDER BY x DESC), json_object_agg(x, x * 2), jsonb_object_agg(x, NULL) FROM (VALUES (1),(2)) v(x)

SELECT json_array_length('[1,2]'), jsonb_array_length('[]'), json_typeof('1'), jsonb_typeof('null'), json_typeof('[]'), jsonb_typeof('"a"'), json_strip_nulls('{"a":null,"b":[null]}'), jsonb_pretty('{"a":[1,{"b":2}],"c":{}}'), jsonb_strip_nulls('{"a":{"b":null}}')

SELECT json_array_length('{"a":1}')

SELECT jsonb_array_length('1')

SELECT * FROM json_each('{"a":1,"b":null}')

SELECT * FROM jsonb_each_text('{"b":"x","a":null}')

-- refused
SELECT jsonb_each_text('{"a":"x","b":null}')

-- refused
SELECT json_each('{"a":1}'), 2

SELECT (jsonb_each('{"a":1,"b":2}')).*

SELECT json_object_keys('{"b":1,"a":2}'), 1

SELECT jsonb_array_elements('[1,{"a":2}]'), jsonb_array_elements_text('["x",null]')

SELECT json_array_elements('1')

SELECT jsonb_object_keys('[1]')

-- refused
SELECT * FROM json_to_record('{"a":1,"b":"x","c":[1,2]}') AS x(a int, b text, c int[], d date)

SELECT * FROM json_to_recordset('[{"a":1,"b":"x"},{"a":2}]') AS x(a int, b text)

SELECT * FROM jsonb_to_recordset('[{"a":1.5}]') AS x(a numeric(5,2))

SELECT * FROM json_to_recordset('{"a":1}') AS x(a int)

SELECT * FROM jsonb_array_elements('[1,2]') WITH ORDINALITY AS t(v, n)

SELECT jsonb_path_query('{"a":[1,2,3]}', '$.a[*] ? (@ > 1)'), jsonb_path_query_array('{"a":[1,2]}', '$.a[*]'), jsonb_path_query_first('[1,2]', '$[last]'), jsonb_path_exists('{"a":1}', '$.a'), jsonb_path_match('{"a":1}', '$.a == 1')

SELECT jsonb_path_query_array('[1,2,3,4]', '$[*] ? (@ >= $min && @ <= $max)', '{"min":2,"max":3}'), jsonb_path_query_array('{"a":1}', 'strict $.b', '{}', true), jsonb_path_query_array('[1,"2",true]', '$[*].type()'), jsonb_path_query_array('["abc","b"]', '$[*] ? (@ like_regex "^A" flag "i")'), jsonb_path_query_array('[{"a":1}]', '$[*].a + 1'), jsonb_path_query_array('{"a":1,"b":2}', '$.keyvalue().key')

SELECT jsonb_path_query('{"a":1}', 'strict $.b')

SELECT jsonb_path_query('{"a":1}', '$.a.b.c'), jsonb_path_query('"1.5"', '$.double()'), jsonb_path_query('-1.5', '$.abs()'), jsonb_path_query('1.5', '$.ceiling()'), jsonb_path_query('[1,2]', '$.size()')

-- refused
SELECT jsonb_path_query('"2024-01-01"', '$.datetime()'), jsonb_path_query('"12:30"', '$.datetime("HH24:MI")'), jsonb_path_query_array('["2024-01-01","2023-05-05"]', '$[*].datetime() ? (@ < "2024-01-01".datetime())')

SELECT '{"a":1}'::jsonb @? '$.a', '{"a":1}'::jsonb @@ '$.a > 0', '$.a[*] ? (@.b > 1)'::jsonpath, 'lax $.a'::jsonpath, '$."x y"'::jsonpath

SELECT '$.a['::jsonpath

SELECT '1'::jsonb::int, '1.5'::jsonb::numeric, 'true'::jsonb::bool, '"a"'::jsonb::text, '1'::jsonb = '1.0'::jsonb, '{"a":1}'::jsonb < '{"a":2}'::jsonb, '[]'::jsonb < '{}'::jsonb, 'null'::jsonb < '1'::jsonb

SELECT '"a"'::jsonb::int

SELECT '{"a":1}'::json = '{"a":1}'::json

SELECT '{"a":1}'::json::jsonb, '{"a": 1}'::jsonb::json, '{"a":1}'::json::text, 1::jsonb

-- refused
SELECT int4range(1, 5), int4range(1, 5, '[]'), '[1,5)'::int4range @> 3, numrange(1.5, 2.5), daterange('2024-01-01', '2024-02-01'), lower('[1,5)'::int4range), upper('[1,5]'::int4range), isempty('empty'::int4range), int4range(NULL, 5), '(1,5]'::int4range, int4range(3, 3)

-- refused
SELECT '[1,5)'::int4range && '[4,8)'::int4range, '[1,5)'::int4range -|- '[5,8)'::int4range, '[1,5)'::int4range * '[3,8)'::int4range, '[1,5)'::int4range + '[5,8)'::int4range, '[1,9)'::int4range - '[5,9)'::int4range, '[1,5)'::int4range << '[6,8)'::int4range, lower_inc('[1,5)'::int4range), upper_inf('[1,)'::int4range)

-- refused
SELECT int4range(5, 1)

-- refused
SELECT '[1,5'::int4range

-- refused
SELECT tsrange('2024-01-01', '2024-01-02') @> TIMESTAMP '2024-01-01 12:00', '[2024-01-01,2024-01-05]'::daterange, range_merge('[1,2)'::int4range, '[5,6)'::int4range)

-- refused
SELECT range_agg(r) FROM (VALUES ('[1,3)'::int4range), ('[3,5)')) v(r)

-- refused
SELECT B'101', B'101' || B'01', B'101' & B'011', ~B'101', length(B'101'), B'101'::int, 5::bit(4), X'1F', '101'::bit(3), '1'::bit(3), B'10101'::varbit(3), get_bit(B'101', 1), B'101' << 1, B'1' = B'10'

-- refused
SELECT 44::bit(10), '110'::bit(3)::text, bit_length(B'101'), substring(B'11001' from 2 for 3), position(B'10' in B'0110')

SELECT '192.168.1.5/24'::inet, '192.168.1.0/24'::cidr, host('192.168.1.5/24'::inet), masklen('10.0.0.0/8'), network('192.168.1.5/24'), broadcast('192.168.1.5/24'), netmask('192.168.1.5/24'), '192.168.1.5'::inet << '192.168.1.0/24'::inet, '10.0.0.1'::inet + 5, '10.0.0.9'::inet - '10.0.0.1'::inet, family('::1'), abbrev('10.1.0.0/16'::cidr), set_masklen('10.1.2.3'::inet, 16), text('10.0.0.1'::inet), '::ffff:1.2.3.4'::inet

SELECT '192.168.1.5/24'::cidr

SELECT '300.1.1.1'::inet

SELECT ROW(1,2) = ROW(1,2), ROW(1,NULL) = ROW(1,NULL), ROW(1,2) < ROW(1,3), (1,2) <> (1,3), ROW(1,NULL) IS NULL, ROW(NULL,NULL) IS NULL, ROW(1,NULL) IS NOT NULL, (1,'a') IN ((1,'a'),(2,'b')), ROW(1,NULL) IS DISTINCT FROM ROW(1,NULL)

SELECT ROW(1,2) = ROW(1,2,3)

SELECT (1,2) < (1,'a')

SELECT NULL IS DISTINCT FROM NULL, 1 IS DISTINCT FROM NULL, 1 IS NOT DISTINCT FROM 1, NULL = NULL, NULL <> 1, NOT NULL::bool, true AND NULL, false AND NULL, true OR NULL, true IS TRUE, NULL::bool IS UNKNOWN, false IS NOT TRUE

SELECT 1 BETWEEN 0 AND 2, 5 NOT BETWEEN 1 AND 3, 2 BETWEEN SYMMETRIC 3 AND 1, 1 IN (1, NULL), 2 IN (1, NULL), 2 NOT IN (1, NULL), 'a' IN ('a', 'b'), NULL IN (1)

-- refused
SELECT 'pg_class'::regclass, 'int4'::regtype, 'pg_class'::regclass::oid, 1259::regclass, 'lower(text)'::regprocedure, 'now'::regproc, '+(integer,integer)'::regoperator, 'pg_catalog'::regnamespace, to_regclass('nope'), to_regtype('integer'), 23::regtype, 'character varying'::regtype, format_type(1043, 14), 'int[]'::regtype

SELECT 'nope'::regclass

SELECT 'nope'::regtype

SELECT 'now()'::regprocedure::oid, 'lower'::regproc

SELECT 1::oid, '1'::oid + 0

SELECT 1::text, 1.50::text, true::text, 'a'::char, 1.5::float8::text, 1e20::float8::text, 1::float8::text, 1.0::real::text, NULL::text, DATE '2024-01-01'::varchar(4), 12345::char(3), 123::varchar(2)

SELECT 1::date

SELECT true::numeric

SELECT '2024-01-01'::date::int

SELECT 1::uuid

SELECT 1.5::text::int

SELECT ARRAY[1,2]::text, ARRAY[1,2]::float8[], '{1,2}'::text::int[], ARRAY['1','2']::int[], ARRAY[1.5]::int[]

SELECT ARRAY[1]::int

SELECT 1::int[]

SELECT 'a'::json

SELECT interval '1 day'::int

SELECT 1::bytea

-- refused
SELECT '1'::money

SELECT E'\\x41'::bytea::text, 'abc'::text::bytea, 'abc'::bytea::text

-- refused
SELECT '(1,2)'::point

-- refused
SELECT 'x'::xml

-- refused
SELECT '1 2'::tsvector

SELECT cast(1 as nope)

SELECT 1::varchar(0)

SELECT 'a'::varchar(-1)

SELECT 1::numeric(2000)

SELECT 1::numeric(3,5000)

SELECT pg_typeof(1::float(24)), pg_typeof(1::float(25)), pg_typeof(1::dec), pg_typeof('a'::national character varying(3)), pg_typeof(1::int2)

SELECT current_schema(), current_database() IS NOT NULL, version() LIKE 'PostgreSQL 15%', pg_typeof(current_user), pg_backend_pid() > 0, txid_current() > 0, current_setting('server_version_num')::int >= 150000

SELECT current_setting('nope.x')

-- refused
SELECT current_setting('nope.x', true), set_config('my.x', 'v', false), current_setting('my.x')

SELECT coalesce(NULL::text, 'x'), greatest('a', NULL, 'b'), least(1, 2.5, NULL), nullif(1.0, 1), CASE WHEN 1 = 1 THEN 'y' END

-- refused
SELECT random() BETWEEN 0 AND 1, setseed(0.5)

SELECT count(*) FILTER (WHERE x > 1), sum(DISTINCT x), bool_and(x > 0), bit_and(x), bit_or(x), bit_xor(x), stddev(x), var_pop(x), mode() WITHIN GROUP (ORDER BY x), percentile_disc(0.5) WITHIN GROUP (ORDER BY x), corr(x, x) FROM (VALUES (1),(2),(2)) v(x)

SELECT generate_series(1, 3), generate_series(1, 2)

SELECT generate_series(1, 10, 0)

SELECT generate_series(5, 1, -2), generate_series(1.0, 2.0, 0.5)

SELECT 1 AS "a b", 2 "c", 3 as "D", 'x' AS x

SELECT overlay('abc' placing 'x' from 2), 'abc' = 'ABC' COLLATE "C", 'a' || 'b' || NULL

SELECT int8 '5', float8 '1.5', bool 'on', numeric '1.0', date '2024-01-01', interval '1' day

SELECT 1.e5, .5, 5., 1e-3, 1E+2

SELECT - - 5, + 5, -(-5), 2 - -3, 2 * -3, -2 ^ 2, NOT true OR true, 1 + 2 * 3 ^ 2, 7 - 2 - 1

-- refused
SELECT int4pl(1, 2), int4mul(2, 3), float8mul(2, 3), numeric_add(1.5, 2), int8_avg(NULL), booland_statefunc(true, false)

SELECT int4(1.5), int8('5'), float8(1), numeric(5), bool(1), float4(1.5), int2(3), date('2024-01-01'), timestamp '2024-01-01', "timestamp"('2024-01-01'), "time"('10:00'), "interval"('1 day'), timestamptz('2024-01-01 00:00+00')
