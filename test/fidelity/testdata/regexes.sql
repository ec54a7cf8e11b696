SELECT 'abab' ~ '^(ab)\1$', regexp_replace('hello', '(l)\1', 'L'), 'abcabc' ~ '(abc)\1', regexp_match('aabb', '(.)\1(.)\2')

SELECT regexp_matches('one two two three three', '(\w+) \1', 'g')

SELECT 'foobar' ~ '(?<=foo)bar', 'foobar' ~ '(?<!foo)bar', regexp_replace('price: $10', '(?<=\$)\d+', 'X'), regexp_substr('a1b2', '(?<=b)\d'), regexp_match('foobar', 'foo(?=bar)'), regexp_match('foobaz', 'foo(?!bar)')

SELECT regexp_match('abc', '(?i)B'), regexp_match('XY1234Z', 'Y*([0-9]{1,3})'), regexp_match('XY1234Z', 'Y*?([0-9]{1,3})'), regexp_match('XY1234Z', '(?:Y*?)([0-9]{1,3})'), regexp_match('abc01234xyz', '(.*)(\d+)(.*)'), regexp_match('abc01234xyz', '(.*?)(\d+)(.*)'), regexp_match('abc01234xyz', '(?:(.*?)(\d+)(.*)){1,1}')

SELECT 'a' ~ '***=a', 'a.b' ~ '***=a.b', 'axb' ~ '***=a.b', 'abc' ~ '***:A', regexp_match('a b', '(?x)a \  b # a comment')

SELECT 'foo' ~ '\Afoo\Z', 'x' ~ '\x78', 'é' ~ '\u00e9', 'ab' ~ 'a\Bb', 'a b' ~ 'a\y b', 'a foo' ~ '\mfoo\M', '{' ~ 'a{,2}', 'a' ~ '[[:<:]]a[[:>:]]', '-' ~ '[[.-.]]'

SELECT regexp_replace(E'a\nb', '^', '>', 'gn'), regexp_replace(E'a\nb', '.', 'x', 'gp'), regexp_replace(E'a\nb', '$', '<', 'gw'), E'a\nb' ~ 'a.b', E'a\nb' ~ '(?n)a.b', E'a\nb' ~ 'a$', regexp_like('abc', 'A B', 'ix')

SELECT regexp_replace('abc abc', '\mabc', 'X', 5), regexp_count('aXbXc', '(?<=[ab])X'), regexp_split_to_array('a1b22c', '(?<=\d)(?=[a-z])')

SELECT p, 'abab' ~ p, 'aabb' ~* p FROM (VALUES ('(A)\1'), ('^(?=ab)'), ('b$'), ('^(..)\1$')) v(p) ORDER BY p

SELECT 'x' ~ '('

SELECT 'x' ~ ')'

SELECT 'x' ~ '[a'

SELECT 'x' ~ 'a{2,1}'

SELECT 'x' ~ 'a{2'

SELECT 'x' ~ 'a{256}'

SELECT 'x' ~ '*a'

SELECT 'x' ~ 'a**'

SELECT 'x' ~ '^*'

SELECT 'x' ~ '[[:foo:]]'

SELECT 'x' ~ '\'

SELECT 'x' ~ '\q'

SELECT 'x' ~ 'a\1'

SELECT 'x' ~ '(a\1)'

SELECT 'x' ~ '(?z)a'

SELECT regexp_match('x', '[b-a]')
