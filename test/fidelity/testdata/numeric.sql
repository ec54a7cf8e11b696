SELECT 1.5 / 1.0

SELECT 3.0/2.0, 1.5/3, 100.0/3, 0.00001/3

SELECT 1 / 0.0

SELECT stddev(x), variance(x), stddev_pop(x), var_pop(x), stddev_samp(x), var_samp(x) FROM (VALUES (1.0::float8), (2), (4)) v(x)

SELECT stddev(x), variance(x), stddev_pop(x), var_pop(x) FROM (VALUES (1.5), (2.25), (4)) v(x)

SELECT interval '1 month 1 day' / 2, interval '1 hour' / 2.5, interval '10 days' / 3::float8

SELECT event_name, avg(length(event_name)) * 100 / 7, count(*) * 100.0 / sum(count(*)) OVER () AS pct, sum(count(*)) OVER () / count(*) AS r FROM cloudtrail_events GROUP BY 1 ORDER BY pct DESC, 1 LIMIT 10

SELECT length(event_name) / 3.0 AS g, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT length(event_name) / 3.0, count(*) FROM cloudtrail_events GROUP BY length(event_name) / 3.0 ORDER BY 1

SELECT length(event_name) / 3.0 * 2, count(*) FROM cloudtrail_events GROUP BY length(event_name) / 3.0 ORDER BY 1

SELECT DISTINCT length(event_name) / 3.0 FROM cloudtrail_events ORDER BY 1

SELECT 7 / '2', '7' / 2

SELECT (1.0/3)*3, 1.0/3 + 1.0/3, -(1.0/3), 2 * (10.0/3), abs(-1.0/3)

SELECT round(1.0/3, 2), round(2.0/3), trunc(2.0/3, 3), ceil(1.0/3), floor(-1.0/3)

SELECT count(*) FROM (SELECT x / 7.0 AS r FROM generate_series(1, 100) x) q WHERE r > 3

SELECT greatest(1, 2.50, 3), least(1.0, 2)

SELECT (1.0/3)::text, (10.0/3)::text, avg(1.5)::text

SELECT factorial(30), factorial(0), factorial(60)

SELECT 10 ^ 40.0, 2 ^ (-1.0), 1.5 ^ 20, exp(50.0), ln(1e-10), sqrt(1e30), log(1000.0), log(0.001)

SELECT var_pop(x), var_samp(x), stddev_pop(x) FROM (VALUES (9007199254740993), (9007199254740995), (1)) v(x)

SELECT stddev(length(event_name)), variance(length(event_name)), stddev_pop(length(event_name)) FROM cloudtrail_events

SELECT event_source, stddev(length(event_name)) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT variance(x) FROM (SELECT 1 AS x WHERE false) q

SELECT stddev(DISTINCT x), stddev(x) FILTER (WHERE x > 1) FROM (VALUES (1), (2), (2), (5)) v(x)

SELECT width_bucket(5.35, 0.024, 10.06, 5), width_bucket(15, 0, 10, 5), width_bucket(-1, 0, 10, 5), width_bucket(3, 10, 0, 5)

SELECT width_bucket(7, ARRAY[1, 5, 10]), width_bucket(0.5, ARRAY[1.0, 5.0]), width_bucket(99, ARRAY[1, 5, 10])

SELECT width_bucket(5, 0, 0, 5)

SELECT width_bucket(5, 0, 10, 0)

SELECT gcd(-12, 18), lcm(-4, 6), gcd(0, 5), gcd(1.5, 0.25), lcm(1.5, 0.25), gcd(12::bigint, 18), lcm(0, 5)

SELECT factorial(-1)

SELECT ln(-1.0)

SELECT ln(0.0)

SELECT sqrt(-1.0)

SELECT log(0.0)

SELECT exp(10000.0)

SELECT exp(1000::float8)

SELECT power(10::float8, 400)

SELECT power(0.0, -1)

SELECT power(-8.0, 1.0/3)

SELECT 2 % 0.0

SELECT div(1, 0)

SELECT 1e300::float8 * 1e10::float8

SELECT 1e-300::float8 * 1e-300::float8

SELECT 5::float8 / 0

SELECT 1::float4 / 3, 1::float4 * 3::float8, 1.5::float8 + 1, 2 * 0.1::float8

SELECT exp(0.0), exp(1.5), exp(-3.25), ln(1.0), ln(3.7), ln(123456789.123), log(2.0, 64.0), log(3, 1.5)

SELECT 1.1 ^ 2, 9.9 ^ 0, 2.5 ^ -2, 0.5 ^ 10.5, 100.0 ^ 0.5, (-2.0) ^ 3, 0.0 ^ 0

SELECT sqrt(0.0), sqrt(1.0), sqrt(0.01), sqrt(12345.6789), sqrt(1e-10)

SELECT 1 / 7.0, 22 / 7.0, 1000000 / 3.0, 123456789012 / 7.0, 0.0001 / 3, 1 / 3e-5, 0 / 3.0, -1 / 3.0

SELECT 3.00 / 1.500, 6.0 / 3, 10 / 2.50, 99999 / 3.0, 10000 / 10000.0, 1.5 / 1.5

SELECT 7 / 2 * 1.5, 7.0 / 2 + 1, 7.0 / 2 - 0.5, 1 - 1 / 3.0, (1 / 3.0) * (1 / 3.0), 100 * (1 / 3.0)

SELECT round(7.0 / 3, 4), round(100 * 7.0 / 3, 1), trunc(7.0 / 3, 2), round(-2.5), round(2.5), round(1234.567, -2)

SELECT coalesce(1 / 3.0, 0), CASE WHEN 1 > 0 THEN 2 / 3.0 ELSE 0 END, nullif(1 / 3.0, 0)

SELECT abs(-7.0 / 3), -(7.0 / 3), @ (-1.0 / 3)

SELECT count(*), 100.0 * count(*) FILTER (WHERE read_only) / count(*) AS share FROM cloudtrail_events GROUP BY event_source ORDER BY share DESC, 1 LIMIT 10

SELECT event_source, avg(length(event_name)) AS a FROM cloudtrail_events GROUP BY 1 HAVING avg(length(event_name)) > 12.5 ORDER BY a, 1

SELECT a, b, a / b AS q FROM (VALUES (1.0, 3), (2.0, 3), (10.0, 4)) v(a, b) ORDER BY q DESC

SELECT x FROM (VALUES (1), (2), (3)) v(x) WHERE x / 2.0 > 0.75 ORDER BY x / 2.0 DESC

SELECT scale(1.10), scale(5), min_scale(5.50), trim_scale(5.00), trim_scale(120.500)

SELECT 1.0 / 3 = 1 / 3.0, 1.0 / 3 > 0.3333, (1 / 3.0) * 3 = 1

SELECT to_json(1 / 3.0), json_build_object('a', 1.50), to_jsonb(2.0 / 3)
