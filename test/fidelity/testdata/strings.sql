SELECT 'abc' || 'def', 'abc' || 1, 1 || 'abc', 'a' || NULL, 'a' || true, 1.5 || 'x'

SELECT 1 || 2

SELECT length('héllo'), char_length('abc'), octet_length('héllo'), bit_length('abc')

SELECT upper('abc'), lower('ABC'), initcap('hello wORLD-foo bar_baz')

SELECT trim('  a  '), ltrim('xxa', 'x'), rtrim('axx', 'x'), btrim('xyaxy', 'xy'), trim(both 'x' from 'xax'), trim(leading from '  a'), trim(trailing 'x' from 'axx')

SELECT substring('abcdef', 2, 3), substring('abcdef' from 2 for 3), substring('abcdef', -1, 3), substring('abcdef', 0, 3), substr('abcdef', 3), substr('abcdef', 2, 2)

SELECT substring('abcdef', 2, -1)

SELECT substring('foobar' from 'o.b'), substring('foobar' from 'o(.)b'), substring('foobar' from 'x')

SELECT substring('foobar' similar '%#"o_b#"%' escape '#')

SELECT left('abcdef', 2), left('abcdef', -2), right('abcdef', 2), right('abcdef', -2), left('abc', 0), right('abc', 0), left('abc', 10)

SELECT position('b' in 'abc'), position('x' in 'abc'), position('' in 'abc'), strpos('abc', 'c')

SELECT replace('abcabc', 'b', 'x'), replace('abc', '', 'x'), translate('12345', '143', 'ax'), reverse('abc'), repeat('ab', 3), repeat('a', -1), repeat('a', 0)

SELECT lpad('hi', 5), lpad('hi', 5, 'xy'), lpad('hello', 2), rpad('hi', 5, 'xy'), rpad('hello', 2), lpad('hi', 5, ''), lpad('hi', 0)

SELECT split_part('a,b,c', ',', 2), split_part('a,b,c', ',', -1), split_part('a,b,c', ',', 5), split_part('abc', '', 1)

SELECT split_part('a,b', ',', 0)

SELECT concat('a', NULL, 1, true), concat_ws(',', 'a', NULL, 'b'), concat_ws(NULL, 'a', 'b'), concat()

SELECT ascii('a'), ascii(''), chr(65), ascii('é')

SELECT chr(0)

SELECT md5('abc'), encode('abc'::bytea, 'hex'), encode('abc'::bytea, 'base64'), decode('616263', 'hex')

SELECT sha256('abc'::bytea)

SELECT quote_ident('abc'), quote_ident('Abc'), quote_ident('select'), quote_literal('it''s'), quote_literal('a\b'), quote_nullable(NULL), quote_literal(42)

SELECT format('Hello %s', 'World'), format('%s %s', 1, NULL), format('%I', 'Abc'), format('%L', 'it''s'), format('%%'), format('%2$s %1$s', 'a', 'b')

SELECT format('%5s|%-5s|', 'a', 'b')

SELECT format('%s')

SELECT starts_with('abc', 'ab'), 'abc' ^@ 'ab', string_to_array('a,b,c', ','), string_to_array('a,,c', ',', ''), string_to_array('abc', NULL), string_to_array('', ',')

SELECT array_to_string(ARRAY['a', NULL, 'c'], ','), array_to_string(ARRAY['a', NULL, 'c'], ',', '*'), array_to_string(ARRAY[1,2,3], '-')

SELECT regexp_replace('abcabc', 'b', 'x'), regexp_replace('abcabc', 'b', 'x', 'g'), regexp_replace('ABC', 'b', 'x', 'i'), regexp_replace('abc', '(b)', '[\1]'), regexp_replace('abc', 'b', '\&\&')

SELECT regexp_match('abc', 'b'), regexp_match('abc', '(a)(b)'), regexp_match('abc', 'x')

SELECT regexp_matches('abcabc', 'b', 'g')

SELECT regexp_matches('foo=1', '(\w+)=(\d+)')

SELECT regexp_split_to_array('a1b2c', '[0-9]'), regexp_split_to_array('abc', '')

SELECT * FROM regexp_split_to_table('a b  c', ' +')

SELECT regexp_count('abcabc', 'b'), regexp_substr('abc', 'b.'), regexp_instr('abc', 'c'), regexp_like('abc', 'B', 'i')

SELECT 'abc' ~ 'b', 'abc' ~ '^b', 'abc' ~* 'B', 'abc' !~ 'b', 'abc' !~* 'X', 'a.c' ~ 'a\.c'

SELECT 'abc' ~ '\ma', 'foo bar' ~ '\mbar\M', 'abc' ~ '[[:alpha:]]+', 'a' ~ '\y', 'abc' ~ '(?i)B'

SELECT 'abc' ~ '('

SELECT 'abc' ~ 'a{1,2}', 'aa' ~ '^a{2}$', 'ab' ~ '(a|b)+', 'foofoo' ~ '(foo)\1'

SELECT E'a\nb' ~ 'a.b', E'a\nb' ~ '^b', E'a\nb' ~ 'a$'

SELECT 'foobar' ~ 'foo(?=bar)', 'foobar' ~ 'foo(?!baz)'

SELECT 'abc' LIKE 'a%', 'abc' LIKE '_b_', 'abc' LIKE 'b', 'a%c' LIKE 'a\%c', 'abc' LIKE 'a\%c', 'a_c' LIKE 'a#_c' ESCAPE '#', 'ABC' ILIKE 'a%', 'abc' NOT LIKE 'a%', 'abc' NOT ILIKE 'A%'

SELECT 'abc' LIKE 'abc\'

SELECT 'abc' LIKE NULL, NULL LIKE 'a'

SELECT 'a' LIKE '', '' LIKE '', '' LIKE '%'

SELECT 5 LIKE '5'

SELECT 'abc' ~~ 'a%', 'abc' ~~* 'A%', 'abc' !~~ 'a%'

SELECT 'abc' SIMILAR TO 'abc', 'abc' SIMILAR TO 'a', 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%', 'abc' NOT SIMILAR TO 'a_c'

SELECT 'abc' LIKE ANY (ARRAY['a%', 'x%']), 'abc' LIKE ALL (ARRAY['a%', 'x%']), 'abc' ILIKE ANY (ARRAY['A%'])

SELECT 'abc' < 'abd', 'a' < 'B', 'a' > 'B', 'a' = 'a ', 'Z' < 'a'

SELECT length(NULL), upper(NULL), length('')

SELECT upper(5)

SELECT length(5)

SELECT event_name FROM cloudtrail_events WHERE event_name ~ '^(Get|List).*s$' GROUP BY 1 ORDER BY 1

SELECT event_name FROM cloudtrail_events WHERE event_name ~* 'user' GROUP BY 1 ORDER BY 1

SELECT event_name FROM cloudtrail_events WHERE event_name !~ '^(Get|List|Describe)' GROUP BY 1 ORDER BY 1

SELECT event_name FROM cloudtrail_events WHERE event_name LIKE 'Create%' OR event_name ILIKE '%DELETE%' GROUP BY 1 ORDER BY 1

SELECT split_part(event_source, '.', 1), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT substring(event_source from '^[^.]+'), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT regexp_replace(event_source, '\.amazonaws\.com$', ''), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1

SELECT left(event_name, 3), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT upper(event_name) || ':' || lower(aws_region) FROM cloudtrail_events ORDER BY 1 LIMIT 5

SELECT length(user_agent), octet_length(user_agent) FROM cloudtrail_events ORDER BY 1 DESC LIMIT 5

SELECT string_agg(DISTINCT aws_region, ',' ORDER BY aws_region) FROM cloudtrail_events

SELECT (regexp_match(user_arn, ':user/(.+)$'))[1], count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5

SELECT count(*) FROM cloudtrail_events WHERE user_agent SIMILAR TO '%(console|cli)%'

SELECT count(*) FROM cloudtrail_events WHERE source_ip_address ~ '^\d+\.\d+\.\d+\.\d+$'

SELECT count(*) FROM cloudtrail_events WHERE username LIKE ANY (ARRAY['a%', 'b%'])

SELECT to_char(1234.5, '9999.99'), to_char(12, '000'), to_char(1234567, '9,999,999'), to_char(-5, '99'), to_char(0.5, '0.00'), to_char(5, 'FM999')

SELECT to_char(12.345, 'FM999.00'), to_char(1, 'FM00'), to_char(123456.789, 'FM999,999.00')

SELECT to_number('1,234.5', '9,999.9'), to_number('12', '99')

SELECT unistr('\0041'), normalize('é') = 'é'

SELECT parse_ident('a.b'), string_to_table('a,b', ',')

SELECT 'a' COLLATE "C" < 'B' COLLATE "C"

SELECT overlay('abcdef' placing 'XX' from 2 for 3), overlay('abcdef' placing 'XX' from 2)

SELECT to_ascii('abc'), convert_from('abc'::bytea, 'UTF8'), convert_to('abc', 'UTF8')

SELECT lower(event_name) = 'consolelogin', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT 'é' ~ '\w', 'é' ~ '[[:alpha:]]', 'É' ~* 'é'
