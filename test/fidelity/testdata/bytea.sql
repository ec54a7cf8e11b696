SELECT 'abc'::bytea, 'a\\b'::bytea, '\x'::bytea, 'a\001'::bytea, 'é'::bytea, '\x DE AD'::bytea, E'\\xDEADBEEF'::bytea, ''::bytea

SELECT '\xabc'::bytea

SELECT 'a\b'::bytea

SELECT bytea '\x41', '\x41'::text::bytea, 'abc'::text::bytea

SELECT x::bytea FROM (VALUES ('\xabc')) v(x)

SELECT x::bytea, x::bytea::text FROM (VALUES ('\xabcd'), ('a\\\134'), (NULL)) v(x)

SELECT '\xzz'::bytea

SELECT '\x01'::bytea < '\x02'::bytea, '\x41'::bytea = 'A', sha256('abc'), length('\x1234'), encode('a\000', 'hex')

CREATE TEMP TABLE bt (b bytea)

INSERT INTO bt VALUES ('\x01ff'), ('a\000b'), (NULL)

SELECT b, length(b), b = '\x01ff' FROM bt ORDER BY b

DROP TABLE bt
