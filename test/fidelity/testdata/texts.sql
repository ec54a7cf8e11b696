SELECT 'a' || 1, 1 || 'a', 'x' || true, 'a' || NULL, 'a' || 1.50

SELECT bit_length('jose'), bit_length('é'), char_length('josé'), character_length('日本'), octet_length('日本'), length('')

SELECT btrim('  x '), btrim('xyxtrimyyx', 'xyz'), btrim('', 'a'), btrim('abc', ''), btrim(NULL)

SELECT trim(both 'x' from 'xxaxx'), trim(leading from '  a '), trim(trailing 'b' from 'abb'), trim('  q '), trim(both from 'yxTomxx', 'xyz'), trim(E'\t' from E'\ta\t')

SELECT ltrim('zzzytest', 'xyz'), rtrim('testxxzx', 'xyz'), ltrim('  a'), rtrim('a  '), rtrim('日本日', '日')

SELECT lpad('hi', 5, 'xy'), lpad('hi', 1), lpad('hi', 0), lpad('hi', -3), lpad('hi', 5, ''), lpad('hi', 5), lpad('', 3, 'ab'), lpad('日', 3, '本')

SELECT rpad('hi', 5, 'xy'), rpad('hi', 1), rpad('hi', -1, 'x'), rpad('hi', 6, ''), rpad('hi', 4) || '|', rpad('é', 4, 'àb')

SELECT left('abcde', 2), left('abcde', -2), left('abcde', 0), left('abcde', 10), left('abcde', -10), left('', 1), right('abcde', 2), right('abcde', -2), right('abcde', 0), right('日本語', -1), right('日本語', 1)

SELECT overlay('Txxxxas' placing 'hom' from 2 for 4), overlay('abcdef' placing 'ZZ' from 3), overlay('abcdef' placing '' from 2 for 2), overlay('abcdef' placing 'Q' from 10), overlay('abcdef' placing 'Q' from 2 for 0), overlay('abcdef' placing 'Q' from 3 for -1)

SELECT overlay('abc' placing 'x' from 0)

SELECT overlay('abc' placing 'x' from -1 for 2)

SELECT position('om' in 'Thomas'), position('' in 'abc'), position('z' in 'abc'), position('本' in '日本'), strpos('high', 'ig'), strpos('', ''), strpos('abc', NULL)

SELECT substring('Thomas' from 2 for 3), substring('Thomas' from 3), substring('Thomas' for 2), substring('Thomas' from -1 for 4), substring('Thomas' from 0 for 3), substring('Thomas' from 10), substring('Thomas', 2), substring('Thomas', 0), substr('Thomas', -2, 5), substr('日本語', 2, 1)

SELECT substring('Thomas' from 2 for -1)

SELECT substr('abc', -5, -1)

SELECT substr('abc', 2, 2147483647), substr('abc', -2147483648, 2147483647), substr('abc', 2147483647, 2147483647)

SELECT substring('Thomas' from '...$'), substring('foobar' from 'o(.)b'), substring('foobar' from 'o.b'), substring('foobar', 'z'), substring('foobar' from 'o(?:.)b'), substring('foobar' from '(z)?o')

SELECT substring('Thomas' similar '%#"o_a#"_' escape '#'), substring('abcdefg' from 'a#"%#"g' for '#'), substring('foobar' from '#"o_b#"%' for '#')

SELECT replace('abcdefabcdef', 'cd', 'XX'), replace('abc', '', 'x'), replace('abc', 'b', ''), replace('', 'a', 'b'), replace('aaa', 'aa', 'b'), replace('abc', 'b', NULL)

SELECT reverse('abcde'), reverse(''), reverse('日本語'), reverse('é')

SELECT translate('12345', '143', 'ax'), translate('abc', 'abc', ''), translate('abc', '', 'x'), translate('aab', 'aa', 'xy'), translate('日本', '本', 'x')

SELECT split_part('abc~@~def~@~ghi', '~@~', 2), split_part('abc,def,ghi', ',', -2), split_part('abc', ',', 1), split_part('abc', ',', 2), split_part('abc', '', 1), split_part('abc', '', -1), split_part('', ',', 1), split_part('a,b', ',', -5), split_part('abc', '', 2)

SELECT split_part('a,b', ',', 0)

SELECT starts_with('alphabet', 'alph'), starts_with('a', ''), starts_with('', 'a'), 'alphabet' ^@ 'alph', '' ^@ ''

SELECT ascii('x'), ascii(''), ascii('é'), ascii('日'), ascii('😀'), chr(65), chr(233), chr(128512)

SELECT chr(0)

SELECT chr(-1)

SELECT chr(1114112)

SELECT chr(55296)

SELECT md5('abc'), md5(''), md5('日本'), md5('\x00ff'::bytea)

SELECT to_hex(2147483647), to_hex(-1), to_hex(0), to_hex(-1::bigint), to_hex(9223372036854775807)

SELECT to_ascii('Karel')

SELECT concat('a', NULL, 1, true, 1.5), concat(NULL), concat('', ''), concat(ARRAY[1,2], 'x'), concat(DATE '2020-01-01', '|')

SELECT concat_ws(',', 'a', NULL, 'b', 2), concat_ws(NULL, 'a', 'b'), concat_ws('', 'a', 'b'), concat_ws(',', NULL, NULL), concat_ws(',')

SELECT format('Hello %s', 'World'), format('%1$s %1$s %2$s', 'a', 'b'), format('%%'), format('%I', 'Foo bar'), format('%L', 'O''Reilly'), format('%L', NULL), format('%s', NULL), format('%L', E'a\\b')

SELECT format('|%10s|', 'foo'), format('|%-10s|', 'foo'), format('|%*s|', 10, 'foo'), format('|%*s|', -10, 'foo'), format('|%-*s|', 10, 'foo'), format('|%-*s|', -10, 'foo'), format('|%2$*1$s|', 5, 'x'), format('|%3s|', 'abcdef')

SELECT format('%2$s %s', 'a', 'b', 'c'), format('%1$s %s %s', 'a', 'b', 'c')

SELECT format('%I', NULL)

SELECT format('%s')

SELECT format('%x', 1)

SELECT format('%', 1)

SELECT format('%0$s', 1)

SELECT format('%1$', 1)

SELECT format(NULL, 1), format('abc', 1, 2)

SELECT format('%s %s', 1.50, ARRAY[1,NULL]), format('%s', TIMESTAMP '2020-01-01 10:00'), format('%s', true), format('%L', 5), format('%L', ARRAY['a b'])

SELECT quote_ident('Foo bar'), quote_ident('foo'), quote_ident('select'), quote_ident('a"b'), quote_ident(''), quote_ident('éa'), quote_ident('1a'), quote_ident('a$b'), quote_ident('user'), quote_ident('name'), quote_ident('int')

SELECT quote_literal('O''Reilly'), quote_literal(E'a\\b'), quote_literal(42.5), quote_literal(NULL), quote_literal(''), quote_nullable(NULL), quote_nullable('a'), quote_nullable(42), quote_literal(true), quote_literal(ARRAY[1,2])

SELECT string_to_array('xx~~yy~~zz', '~~', 'yy'), string_to_array('', ','), string_to_array('abc', NULL), string_to_array('a,b', ''), string_to_array(NULL, ','), string_to_array('a,,b', ',', ''), string_to_array('a', 'a')

SELECT * FROM string_to_table('xx~^~yy~^~zz', '~^~', 'yy')

SELECT * FROM string_to_table('abc', NULL)

SELECT string_to_table('a,b,,c', ','), 1

SELECT * FROM string_to_table('', ',')

SELECT array_to_string(ARRAY[1,2,NULL,4], ','), array_to_string(ARRAY[1,NULL], ',', '*'), array_to_string(ARRAY[]::int[], ','), array_to_string(ARRAY['a','b'], NULL), array_to_string(ARRAY[[1,2],[3,4]], ';')

SELECT regexp_count('123456789012', '\d\d\d', 2), regexp_count('ABCABC', 'abc', 1, 'i'), regexp_count('abc', ''), regexp_count('', 'a'), regexp_count('', ''), regexp_count('aaa', 'a*')

SELECT regexp_count('abc', 'b', 0)

SELECT regexp_count('abc', 'b', 10), regexp_count('abc', 'b', 1, 'g')

SELECT regexp_instr('number of your street, town zip, FR', '[^,]+', 1, 2), regexp_instr('ABCDEFGHI', 'D(..)(F..)', 1, 1, 0, 'i', 1), regexp_instr('abcabc', 'b', 1, 2, 1), regexp_instr('abc', 'z'), regexp_instr('ABCDEFGHI', '(c..)(...)', 1, 1, 0, 'i', 2), regexp_instr('abc', 'b', 3)

SELECT regexp_instr('abc', 'b', 1, 0)

SELECT regexp_instr('abc', 'b', 1, 1, 2)

SELECT regexp_instr('abc', 'b', 1, 1, 0, '', -1)

SELECT regexp_instr('abc', '(b)(c)', 1, 1, 1, '', 2), regexp_instr('abc', '(b)(c)', 1, 1, 0, '', 3)

SELECT regexp_like('Hello World', 'world$', 'i'), regexp_like('abc', '^b'), regexp_like('', ''), regexp_like(NULL, 'a'), regexp_like(E'a\nb', '^b', 'n'), regexp_like('abc', 'A B', 'ix')

SELECT regexp_like('abc', 'a', 'g')

SELECT regexp_like('abc', 'a', 'z')

SELECT regexp_substr('ABCDEF', 'c(.)(..)', 1, 1, 'i', 2), regexp_substr('number of your street, town zip, FR', '[^,]+', 1, 2), regexp_substr('abc', 'z'), regexp_substr('abcabc', 'b.', 3), regexp_substr('abc', '(b)', 1, 1, '', 1), regexp_substr('abc', 'b', 1, 2)

SELECT regexp_substr('abc', 'b', -1)

SELECT regexp_match('foobarbequebaz', '(bar)(beque)'), regexp_match('abc', 'd'), regexp_match('abc', 'B', 'i'), regexp_match('abc', '(d)?b'), regexp_match('foobarbequebaz', 'bar.*que'), regexp_match('abc', '')

SELECT regexp_match('abc', 'b', 'g')

SELECT regexp_matches('foobarbequebaz', 'ba.', 'g')

SELECT * FROM regexp_matches('foobarbequebazilbarfbonk', '(b[^b]+)(b[^b]+)', 'g')

SELECT regexp_matches('abc', 'x')

SELECT regexp_matches('abc', '', 'g')

SELECT regexp_replace('Thomas', '.[mN]a.', 'M'), regexp_replace('foobarbaz', 'b..', 'X'), regexp_replace('foobarbaz', 'b..', 'X', 'g'), regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 'g'), regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 0, 'i'), regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 3, 'i')

SELECT regexp_replace('abc', 'b', '[\&]'), regexp_replace('abc', 'b', '\\'), regexp_replace('abc', 'b', '\0'), regexp_replace('abc', '(b)', '\2'), regexp_replace('abc', '', 'x', 'g'), regexp_replace('abc', 'x*', '-', 'g'), regexp_replace('abc', 'b', 'x\'), regexp_replace('abc', '(b)(c)', '\2\1')

SELECT regexp_replace('abcabc', 'b', 'X', 3), regexp_replace('abcabcabc', 'b', 'X', 1, 2), regexp_replace('abcabc', 'b', 'X', 1, 0)

SELECT regexp_replace('abc', 'b', 'X', 0)

SELECT regexp_replace('abc', 'b', 'X', 1, -1)

SELECT regexp_split_to_array('the quick  brown', '\s+'), regexp_split_to_array('abc', ''), regexp_split_to_array('', ','), regexp_split_to_array('abc', 'b', 'i'), regexp_split_to_array('a1b2c', '\d'), regexp_split_to_array(',a,', ',')

SELECT * FROM regexp_split_to_table('hello world foo', '\s+')

SELECT * FROM regexp_split_to_table('aXbxc', 'x', 'i')

SELECT regexp_split_to_array('abc', 'b', 'g')

SELECT 'a\c' LIKE 'a\c' ESCAPE '', 'abc' ~~ 'a%', 'abc' !~~ 'a%', 'abc' ~~* 'A%', 'abc' !~~* 'A%'

SELECT 'abc' SIMILAR TO 'abc', 'abc' SIMILAR TO 'a', 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%', '-abc-' SIMILAR TO '%\mabc\M%', 'xabcy' SIMILAR TO '%\mabc\M%', 'aaa' SIMILAR TO 'a{2,3}', 'a+' SIMILAR TO 'a\+', 'a' SIMILAR TO '[[:alpha:]]'

SELECT 'thomas' ~ 't.*ma', 'thomas' ~* 'T.*ma', 'thomas' !~ 't.*max', 'thomas' !~* 'T.*ma', 'abc' ~ '^(b|c)', 'ab' ~ 'a$b', 'a.b' ~ 'a\.b', 'foo' ~ '\Afoo\Z', '' ~ '^$'

SELECT 'abab' ~ '^(ab)\1$', regexp_replace('hello', '(l)\1', 'L'), 'abcabc' ~ '(abc)\1', regexp_match('aabb', '(.)\1(.)\2')

SELECT regexp_matches('one two two three three', '(\w+) \1', 'g')

SELECT 'foobar' ~ '(?<=foo)bar', 'foobar' ~ '(?<!foo)bar', regexp_replace('price: $10', '(?<=\$)\d+', 'X'), regexp_substr('a1b2', '(?<=b)\d'), regexp_match('foobar', 'foo(?=bar)'), regexp_match('foobaz', 'foo(?!bar)')

SELECT regexp_match('abc', '(?i)B'), regexp_match('XY1234Z', 'Y*([0-9]{1,3})'), regexp_match('XY1234Z', 'Y*?([0-9]{1,3})'), regexp_match('XY1234Z', '(?:Y*?)([0-9]{1,3})'), regexp_match('abc01234xyz', '(.*)(\d+)(.*)'), regexp_match('abc01234xyz', '(.*?)(\d+)(.*)'), regexp_match('abc01234xyz', '(?:(.*?)(\d+)(.*)){1,1}')

SELECT 'a' ~ '***=a', 'a.b' ~ '***=a.b', 'axb' ~ '***=a.b', 'abc' ~ '***:A', regexp_match('a b', '(?x)a \  b')

SELECT 'x' ~ '('

SELECT 'x' ~ '[a'

SELECT 'x' ~ 'a{2,1}'

SELECT 'x' ~ '*a'

SELECT 'x' ~ 'a**'

SELECT 'x' ~ '[[:foo:]]'

SELECT 'x' ~ '[b-a]'

SELECT 'x' ~ '\'

SELECT regexp_replace(E'a\nb', '^', '>', 'gn'), regexp_replace(E'a\nb', '.', 'x', 'gp'), regexp_replace(E'a\nb', '$', '<', 'gw'), E'a\nb' ~ 'a.b', E'a\nb' ~ '(?n)a.b', E'a\nb' ~ 'a$'

SELECT 'abc' COLLATE "C" < 'ABC' COLLATE "C", 'a' < 'B' COLLATE "C", 'abc'::text COLLATE "C"

SELECT E'\x41\u00e9\t\'', U&'\0041\+01F600', U&'d!0061' UESCAPE '!', $$a'b$$, $x$a$$b$x$, E'\101', 'a' 'b'

SELECT normalize('é', NFD) = 'é', octet_length(normalize('é', NFD)), 'é' IS NORMALIZED, 'x' IS NFKC NORMALIZED, unistr('d\0061t\+000061')

SELECT 'abc'::char(2), 'a'::char(3) || 'b', length('ab '::char(5)), octet_length('ab'::char(5)), 'a'::char(3) = 'a', 'abc'::varchar(2), 'abc'::"char", 'abc'::name, ''::char(2)

SELECT lower(NULL), upper(''::varchar), pg_typeof(lower('A'::varchar)), pg_typeof('a' || 'b'::varchar), pg_typeof('a'::char(2) || 'b'::char(2)), pg_typeof(substring('a' from 1)), pg_typeof(concat('a'))

SELECT text 'abc', varchar(2) 'abc', char 'abc', "char" 'abc', cast('abc' as character varying(1))

SELECT string_agg(x, ',' ORDER BY x DESC), string_agg(DISTINCT x, '') FROM (VALUES ('a'),('b'),('a')) v(x)

-- refused
SELECT pg_client_encoding(), convert_to('é', 'UTF8'), convert_to('é', 'LATIN1'), convert_from('\xe9', 'LATIN1'), convert('\xc3a9', 'UTF8', 'LATIN1'), length('\xc3a9', 'UTF8')

-- refused
SELECT convert_to('日', 'LATIN1')

-- refused
SELECT convert_to('a', 'nope')

SELECT encode('\x0001ff', 'hex'), encode('\x0001ff', 'base64'), encode('\x00015cff41', 'escape'), decode('MTIz', 'base64'), decode('0aFF', 'hex'), decode('a\000\\b', 'escape'), encode('', 'base64')

SELECT encode(repeat('a', 80)::bytea, 'base64')

SELECT decode('zz', 'hex')

SELECT decode('abc', 'hex')

SELECT decode('a', 'base64')

SELECT decode('a*==', 'base64')

SELECT encode('a', 'foo')

SELECT decode('a\9', 'escape')

-- refused
SELECT get_bit('\x1234567890'::bytea, 30), get_byte('\x1234567890'::bytea, 4), set_bit('\x1234567890'::bytea, 30, 0), set_byte('\x1234567890'::bytea, 4, 64), bit_count('\x1234567890'::bytea)

-- refused
SELECT get_bit('\x12'::bytea, 8)

-- refused
SELECT get_byte('\x12'::bytea, 1)

-- refused
SELECT set_byte('\x12'::bytea, 0, 300), set_bit('\x00'::bytea, 3, 1)

-- refused
SELECT set_bit('\x00'::bytea, 3, 2)

SELECT sha224('abc'::bytea), sha256('abc'::bytea), sha384(''::bytea)

SELECT sha512('abc'::bytea)

SELECT 'a\b'::bytea

SELECT '\x01'::bytea < '\x02'::bytea, '\x'::bytea = ''::bytea, '\x01'::bytea LIKE '\x01'::bytea, min(x) FROM (VALUES ('\x02'::bytea), ('\x01')) v(x) GROUP BY ()

SELECT reverse('\x01'::bytea)

SELECT crc32('a'::bytea)

SELECT gen_random_uuid() IS NOT NULL, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid, '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid, 'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid > '00000000-0000-0000-0000-000000000000'::uuid

SELECT 'a0eebc99'::uuid

SELECT md5('x')::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid::text || 'x'

SELECT length(repeat('ab', 3)::char(10)), char_length('ab  '::char(10)), length('ab  '::varchar(10)), length('ab  '::text)

SELECT lpad('abc', 10, NULL), left(NULL, 1), repeat('a', NULL), substr('abc', NULL), split_part(NULL, ',', 1)

SELECT left('abc', 1.5)

SELECT repeat('a', '3'), lpad('a', '4', '-'), substr('abcdef', '2', '3')

SELECT lpad(12, 5, '0')

SELECT length(12)

SELECT upper(1)

SELECT 1 || 2

SELECT 'a' + 'b'

SELECT 'a' + 1

SELECT '5' + 1, '5' * '2'::int, - '5'::int

SELECT substring(12345 from 2)

SELECT trim(12)

SELECT position(1 in 123)

SELECT foo('a')

SELECT lower()

SELECT lower('a', 'b')

SELECT replace('a', 'b')

SELECT text(5), text(true), text('a'::name), varchar('a'), name('abc'), bpchar('x')

SELECT textcat('a','b'), textlen('abc'), texteq('a','a'), textlike('abc','a%'), text_lt('a','b'), text_larger('a','b'), bpcharlen('a '::char(4)), byteacat('a','b'), textregexeq('abc','b'), texticlike('ABC','a%'), textne('a','b')

SELECT "substring"('abc', 2), pg_catalog.lower('A'), "left"('abc', 1), pg_catalog."position"('abc','b'), "overlay"('abc','x',1,1), btrim('x')

SELECT string_to_array('1,2,3', ',')::int[], '{1,2,3}'::int[]::text[], array_to_string(string_to_array('a b c', ' '), '-')

SELECT regexp_replace('2024-01-15', '(\d{4})-(\d{2})-(\d{2})', '\3/\2/\1'), regexp_replace('  a  b ', '\s+', ' ', 'g'), regexp_replace('CamelCaseString', '([a-z])([A-Z])', '\1_\2', 'g'), substring('key=value' from '=(.*)$'), (regexp_match('v1.2.3', '(\d+)\.(\d+)'))[2]

SELECT 'a'::text < 'b', 'a' < 'B', 'Z' < 'a', 'a' < 'ab', '' < 'a', greatest('a', 'B', 'c'), least('a', 'B')

SELECT x FROM (VALUES ('b'),('A'),('a'),('B'),('_'),('1'),(''),('é'),(' ')) v(x) ORDER BY x

SELECT ts.token FROM (SELECT 1) x, LATERAL (SELECT 'a' AS token) ts

-- refused
SELECT pg_size_pretty(10240::bigint), pg_size_pretty(10239::bigint), pg_size_pretty(1.5), pg_size_pretty(-1048576::bigint), pg_size_bytes('10 kB'), pg_size_bytes('1.5 MB'), pg_size_bytes('1GB')

-- refused
SELECT pg_size_bytes('1 zz')

-- refused
SELECT num_nulls(1, NULL, 2), num_nonnulls('a', NULL), num_nulls(VARIADIC ARRAY[1,NULL]), greatest(1, NULL, 3), least(NULL, NULL), nullif(1, 1), nullif('a', 'b'), coalesce(NULL, NULL, 1)

SELECT nullif(1, 'a')

SELECT coalesce(1, 'a')

SELECT coalesce(1, 2.5), pg_typeof(coalesce(1, 2.5)), pg_typeof(greatest(1, 2::bigint)), pg_typeof(nullif(1, 2.0)), pg_typeof(NULL), pg_typeof('a'), pg_typeof(CASE WHEN true THEN 1 ELSE 2.0 END)

SELECT CASE 1 WHEN 1 THEN 'a' ELSE 2 END

SELECT CASE WHEN 1 THEN 2 END

SELECT CASE 'a' WHEN 'b' THEN 1 END, CASE NULL WHEN NULL THEN 1 ELSE 2 END, CASE WHEN NULL THEN 1 ELSE 2 END, CASE 1.0 WHEN 1 THEN 'x' END
