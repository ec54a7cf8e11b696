SELECT 7 / 2, -7 / 2, 7 % 2, -7 % 2, 7 % -2

SELECT 7.0 / 2, 7 / 2.0, 1.0 / 3, 2 / 3.0, 10.0 / 4, 100.0 / 3, 1000000.0 / 7

SELECT 1 / 3.0, -1 / 3.0, 22.0 / 7, 1.5 / 0.5, 0.001 / 3

SELECT 7::float8 / 2, 1 / 3::float8, 1::float4 / 3

SELECT 1 / 0

SELECT 1.0 / 0

SELECT 1::float8 / 0

SELECT 1 % 0

SELECT 1.5 % 0

SELECT mod(7, 2), mod(7.5, 2), mod(-7, 3), div(7, 2), div(-7, 2), div(7.5, 2)

SELECT 5.5 % 2, 5.5 % 2.25

SELECT 2147483647 + 1

SELECT -2147483648 - 1

SELECT 2147483647 * 2

SELECT 9223372036854775807 + 1

SELECT 32767::smallint + 1::smallint

SELECT 9223372036854775807 * 2

SELECT abs(-2147483648)

SELECT 2 ^ 3, 2 ^ 0.5, 2.0 ^ 3, 2::float8 ^ 3

SELECT power(2, 3), power(2.0, 3), power(2, -1), sqrt(16), sqrt(2), cbrt(27), exp(1), ln(10), log(100), log(2, 8)

SELECT sqrt(-1)

SELECT ln(0)

SELECT sqrt(2::numeric), exp(1.0), ln(2.0)

SELECT abs(-5), abs(-5.5), abs(-5::float8), sign(-5), sign(5.5), sign(0)

SELECT ceil(1.2), floor(1.8), ceil(-1.2), floor(-1.8), ceiling(1.2::float8), trunc(1.8), trunc(-1.8), trunc(1.789, 2)

SELECT round(1.5), round(2.5), round(-1.5), round(1.25, 1), round(1.35, 1), round(1234.5, -2), round(5)

SELECT round(1.5::float8), round(2.5::float8), round(0.5::float8), round(-2.5::float8)

SELECT round(1.23456::float8, 2)

SELECT round(1.23456::numeric, 2), round(1, 2), round(10 / 4.0, 2)

SELECT pi(), degrees(pi()), radians(180), sin(0), cos(0), tan(0), atan2(1, 1), asin(1), acos(1), atan(1), cot(1)

SELECT 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 4, 256 >> 4

SELECT gcd(12, 18), lcm(4, 6), factorial(5), width_bucket(5, 0, 10, 5), width_bucket(5.5, 0, 10, 4)

SELECT |/ 16, ||/ 27, @ -5

SELECT 5 !

SELECT - 5, + 5, - -5

SELECT 1 + NULL, NULL / 0

SELECT 1 < 2, 1 <> 2, 1 != 2, 1 >= 2, 2 <= 2

SELECT 1 = NULL, NULL = NULL, NULL IS DISTINCT FROM NULL, 1 IS DISTINCT FROM NULL, 1 IS NOT DISTINCT FROM 1

SELECT true AND NULL, false AND NULL, true OR NULL, NOT NULL::boolean

SELECT 1 BETWEEN 2 AND 0, 1 BETWEEN SYMMETRIC 2 AND 0, 1 NOT BETWEEN 2 AND 3

SELECT 0.1 + 0.2, 0.1::float8 + 0.2::float8, 3 * 0.1

SELECT 1e308::float8 * 10

SELECT sum(x) / count(x) FROM (VALUES (1), (2), (4)) v(x)

SELECT 100.0 * 1 / 3, 100 * 1 / 3, round(100.0 * 1 / 3, 1)

SELECT round(100.0 * count(*) FILTER (WHERE read_only) / count(*), 2) FROM cloudtrail_events

SELECT count(*) / 7, count(*) / 7.0, count(*)::float8 / 7 FROM cloudtrail_events

SELECT count(*) * 1.0 / 3 FROM cloudtrail_events

SELECT event_name, round(100.0 * count(*) / sum(count(*)) OVER (), 2) AS pct FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5

SELECT (1.0/3) * 3, 1.0/3 + 1.0/3

SELECT (2.5 / 3)::int, (10.0 / 3)::numeric(10,2), (1.0/3)::float8

SELECT 1::bigint / 2, 5::smallint / 2::smallint, 7::bigint % 2

SELECT 3.7::numeric % 1, trunc(3.7), 3.7 - trunc(3.7)

SELECT -(-5), abs(5 - 10), 2 * 3 + 4, 2 + 3 * 4, (2 + 3) * 4, 10 - 5 - 2

SELECT 1.0, 1.00 + 1, 2 * 1.50, 1.5 * 1.5

SELECT 10 / 3 * 3, 10 * 3 / 3

SELECT random() >= 0, random() < 1

SELECT min_scale(1.500), scale(1.500), trim_scale(1.500)

SELECT to_hex(255), to_hex(4294967295)
