SELECT jsonb_set_lax('{"a": 1}', '{a}', NULL, true, 'delete_key'), jsonb_set_lax('{"a": 1}', '{a}', NULL), jsonb_set('[1,[2,3]]', '{1,-1}', '"x"'), jsonb_insert('{"a": [1]}', '{a,0}', '0', true)

SELECT '{"a": {"b": 1}}'::jsonb #- '{a,x}', '[1, 2]'::jsonb - 5, '{"a": [1, 2]}'::jsonb @> '{"a": [2]}', '[[1]]'::jsonb @> '[1]'

SELECT '5'::jsonb - 'a'

SELECT '{"b": 2, "aa": 1}'::jsonb > '{"b": 2}'::jsonb, '[]'::jsonb < 'null'::jsonb, '"a"'::jsonb < '1'::jsonb, 'true'::jsonb > '[1]'::jsonb

SELECT e.key, e.value FROM (VALUES ('{"x": [1], "y": null}'::jsonb)) v(j), jsonb_each(v.j) e ORDER BY 1

-- refused
SELECT jsonb_each_text('[1]')

SELECT * FROM json_each('{"b": 1, "a": {"c":  2}, "b": 3}')

SELECT * FROM json_to_recordset('[{"a": 1, "b": {"c": 2}, "t": "2020-01-02"}, {"b": null}]') AS x(a int, b json, t date)

SELECT json_object(ARRAY['a', NULL], ARRAY['1', '2'])

SELECT json_strip_nulls('[{"a": null, "b": [null, {"c" : null}]}]'), jsonb_pretty('[]'), jsonb_pretty('{"a": {"b": [true, "x"]}}')

SELECT to_json(interval '1 day'), to_json(date '2020-01-01'), to_json(timestamptz '2020-01-02 03:04:05.5+00'), to_jsonb('infinity'::float8), to_json(1.5::float4)

SELECT user_identity::jsonb -> 'type' = '"Root"', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT regexp_matches('abcabc', '(b)(c)?', 'g'), regexp_match('2020-01-02', '(\d+)-(\d+)')

SELECT regexp_replace('abc abc', '\mabc', 'x', 'g'), regexp_replace('foobar', 'o(.)b', '<\1\\>'), regexp_replace('aXbXc', 'x', '-', 1, 2, 'i'), regexp_replace('aaa', 'a', 'b', 2)

SELECT regexp_match('abcd', 'a|ab|abc'), regexp_substr('foobarbaz', 'b..', 1, 2), regexp_instr('foobar', 'o+', 1, 1, 1), regexp_count('AaA', 'a', 1, 'i')

SELECT regexp_split_to_array('a,b,,c', ','), regexp_split_to_array('abc', 'x*')

SELECT * FROM regexp_split_to_table('one two', '\s+') AS w

SELECT regexp_match('a', '[')

SELECT regexp_replace('a', 'a', 'b', 1, -1)

SELECT string_to_table('a,b', ','), format('%-6s|%L|%I', 'ab', NULL, 'Order')

SELECT format('%x')

SELECT encode('\x00ff5c'::bytea, 'escape'), decode('YWJj', 'base64'), encode(sha256('abc'::bytea), 'hex'), encode(sha512(''::bytea), 'base64')

SELECT decode('6g', 'hex')

SELECT to_char(-1234.5, 'FM9,999.00PR'), to_char(2020, 'RN'), to_char(0, 'S99'), to_char(1e6::float8, '9.99EEEE'), to_char(12, 'FM99th'), to_char(sum(x), '999') FROM (VALUES (1), (2)) v(x)

SELECT to_char(timestamp '0044-03-15 BC', 'YYYY BC'), to_char(interval '-3 hours', 'HH24:MI'), to_char(timestamp 'infinity', 'YYYY')

SELECT to_timestamp('2020-02-30', 'YYYY-MM-DD')

SELECT to_date('3 Feb 2020', 'DD Mon YYYY'), to_timestamp('12:34 PM', 'HH12:MI PM'), to_number('-12.5', 'S99.9'), to_date('2020-W05-1', 'IYYY-"W"IW-ID')

SELECT justify_interval(interval '1 month -40 days'), make_interval(years => 1, hours => -2), make_time(24, 0, 0), make_date(-44, 3, 15)

SELECT date_trunc('month', timestamptz '2020-02-03 23:05:06+00', 'Asia/Tokyo'), date_trunc('week', timestamptz '2020-02-03 01:05:06+00', 'America/New_York')

SELECT timestamptz 'Jan 2 2020 10:00 PST', timestamp '2020-01-02T10:00:00.5', date '2-Jan-99', time '10:11 PM', timestamptz '20200102T101112Z'

SELECT date 'Feb 30 2020'

SELECT interval '1 year 2 mons 3.5 days ago', interval 'P1Y2M3DT4H5M6S', interval '90' minute, interval '1-2 3 4:05'
