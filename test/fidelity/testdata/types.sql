SELECT 1, 2147483648, 9223372036854775808, 1.0, 1.50, 1e3, .5

SELECT 1::smallint + 1::smallint, 1::smallint + 1, 1 + 1::bigint, 1 + 1.5, 1 + 1.5::float8, 1::float4 + 1::float4, 1::float4 + 1::float8

SELECT '5'::int + 3, '5' + 3

SELECT 'abc'::varchar(2), 'abc'::char(5), 'abc'::char(2), 'a'::char

SELECT length('abc'::char(5)), 'a '::char(2) = 'a'::char(2)

SELECT 1::boolean, 0::boolean, true::int, false::text, 't'::boolean, 'yes'::boolean, 'off'::boolean, '1'::boolean

SELECT 'maybe'::boolean

SELECT 'abc'::int

SELECT '1.5'::int

SELECT ''::int

SELECT ' 5 '::int, '  -7'::bigint, '+3'::int

SELECT 1.5::int, 2.5::int, -1.5::int, -2.5::int, 0.5::int

SELECT 1.5::float8::int, 2.5::float8::int, 3.5::float8::int, -2.5::float8::int

SELECT '1e3'::float8, 'NaN'::float8, 'Infinity'::float8, '-inf'::float8

SELECT 1.1::float4, 1.1::float8, 0.1::float4::float8, 1e15::float8, 1e16::float8, 1e-5::float8, 1e21::float8, 123456789.123::float8

SELECT 1.0::float8, 100::float8, 1.5::float4, 1e10::float4

SELECT 1.5::numeric, 1.50::numeric(10,1), '1.2345'::numeric, '100'::numeric, 1::numeric, 1.25::numeric(5,1), 1.35::numeric(5,1)

SELECT '123.456'::numeric(10,2), 123456::numeric(5,2)

SELECT 12345.678::numeric(5,2)

SELECT 1.5::float8::numeric, 0.1::float8::numeric, 100::float8::numeric

SELECT 1.10 + 2.205, 1.10 * 2.20, 1.1 - 1.1, -1.50

SELECT numeric '12345678901234567890.123456789'

SELECT 12345678901234567890 + 1

SELECT 99999999999999999999 * 10

SELECT '2020-01-01'::date, '2020-01-01 10:20:30'::timestamp, '2020-01-01 10:20:30+02'::timestamptz, '10:20:30'::time

SELECT '2020-01-01 10:20:30.123456'::timestamp, '2020-01-01 10:20:30.120'::timestamp, '2020-01-01T10:20:30Z'::timestamptz

SELECT 'infinity'::timestamp, '-infinity'::date

SELECT '2020-13-01'::date

SELECT '2020-02-30'::date

SELECT 'xyz'::date

SELECT 'xyz'::timestamptz

SELECT '25:00:00'::time

SELECT interval '1 day 2 hours', interval '90 minutes', interval '1 year 2 months', interval '-1 day', interval '1.5 hours', interval '36 hours'

SELECT '1 week'::interval, '1 mon'::interval, 'P1DT2H'::interval, '00:00:01.5'::interval, interval '1' day, interval '2' hour

SELECT '1 day ago'::interval, '3 days 04:05:06'::interval, '1-2'::interval

SELECT 'xyz'::interval

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid

SELECT 'not-a-uuid'::uuid

SELECT '\xdeadbeef'::bytea, 'abc'::bytea

SELECT '{1,2,3}'::int[], '{a,b,"c d",NULL}'::text[], ARRAY[1,2]::bigint[], ARRAY['1','2']::int[]

SELECT '{1,x}'::int[]

SELECT '{1,2'::int[]

SELECT '{{1,2},{3,4}}'::int[]

SELECT ARRAY[[1,2],[3,4]]

SELECT ARRAY[]::int[], '{}'::text[]

SELECT '{"a": 1}'::json, '{"a":  1, "b":[1,2]}'::jsonb, '"x"'::jsonb, 'null'::jsonb, '1.50'::jsonb

SELECT '{bad'::jsonb

SELECT '{bad'::json

SELECT 5::text, 1.50::text, true::text, '2020-01-01'::date::text, 1.5::float8::text, ARRAY[1,2]::text

SELECT 5::oid, 'abc'::name

SELECT pg_typeof(1), pg_typeof('a'::text), pg_typeof(1.5), pg_typeof(now()), pg_typeof(ARRAY[1]), pg_typeof(NULL)

SELECT pg_typeof(event_time), pg_typeof(resource_names), pg_typeof(user_identity) FROM cloudtrail_events LIMIT 1

SELECT NULL::int, NULL::text, NULL::timestamptz, NULL::jsonb

SELECT 300::smallint, 40000::smallint

SELECT 3000000000::int

SELECT 1e20::bigint

SELECT 1e10::float8::int

SELECT 'a'::text::varchar, 'a'::varchar(10)::text

SELECT CASE WHEN true THEN 1 ELSE 2.5 END, CASE WHEN false THEN 1 ELSE 2::bigint END

SELECT CASE WHEN true THEN 1 ELSE 'a' END

SELECT coalesce(1, 2.5), coalesce(NULL, 'a'), coalesce(1::smallint, 2)

SELECT coalesce(1, 'a')

SELECT coalesce(NULL, NULL)

SELECT nullif(1, 1), nullif(1, 2.0), nullif('a', 'b')

SELECT greatest(1, 2.5), least('b', 'a'), greatest(NULL, 1), greatest(1, NULL, 3)

SELECT x FROM (VALUES (1), (2.5), (NULL)) v(x)

SELECT x FROM (VALUES ('1'), ('b')) v(x)

SELECT 1 UNION SELECT 2.5 ORDER BY 1

SELECT 1 UNION SELECT 'a'

SELECT '1' UNION SELECT 2 ORDER BY 1

SELECT NULL UNION ALL SELECT 1

SELECT ROW(1, 'a', NULL)

SELECT 'a'::"char", 65::"char"

-- refused
SELECT B'101', X'1F'

SELECT E'a\nb', U&'\0041', $$it's$$, 'it''s'

SELECT DATE 'today' = current_date

SELECT '1'::int = 1, '1' = 1, 1.0 = 1, 1 = 1.0::float8

SELECT 'abc' = 1

SELECT event_name = 1 FROM cloudtrail_events LIMIT 1

SELECT event_name > 5 FROM cloudtrail_events LIMIT 1

SELECT count(*) FROM cloudtrail_events WHERE read_only = 1

SELECT count(*) FROM cloudtrail_events WHERE read_only = 'true'

SELECT count(*) FROM cloudtrail_events WHERE read_only

SELECT count(*) FROM cloudtrail_events WHERE event_name

SELECT count(*) FROM cloudtrail_events WHERE 1

SELECT event_time::date FROM cloudtrail_events ORDER BY 1 LIMIT 3

SELECT event_time::timestamp FROM cloudtrail_events ORDER BY 1 LIMIT 3

SELECT event_time::text FROM cloudtrail_events ORDER BY 1 LIMIT 3

SELECT event_time::time FROM cloudtrail_events ORDER BY 1 LIMIT 3

SELECT read_only::text, read_only::int FROM cloudtrail_events ORDER BY 1 LIMIT 3

SELECT resource_names::text FROM cloudtrail_events ORDER BY 1 DESC LIMIT 3

SELECT user_identity::text FROM cloudtrail_events ORDER BY event_id LIMIT 5

SELECT (user_identity ->> 'accountId')::bigint FROM cloudtrail_events WHERE user_identity ->> 'accountId' ~ '^[0-9]+$' ORDER BY 1 LIMIT 3

SELECT NULL, NULL AS x, (SELECT NULL)

SELECT x FROM (SELECT NULL AS x) s

SELECT 1 AS x UNION ALL SELECT NULL ORDER BY x

SELECT count(*) FROM pg_catalog.generate_series(1, 3)
