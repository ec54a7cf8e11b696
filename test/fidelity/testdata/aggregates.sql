SELECT sum(1), sum(1::bigint), sum(1::smallint), sum(1.5), sum(1.5::float8), sum(1::float4)

SELECT avg(1), avg(1::bigint), avg(1.5), avg(1.5::float8), avg(1::smallint)

SELECT avg(x) FROM (VALUES (1), (2), (2)) v(x)

SELECT avg(x) FROM (VALUES (1.10), (2.25)) v(x)

SELECT sum(x) FROM (VALUES (1.10), (2.255)) v(x)

SELECT count(*), count(1), count(NULL), count(DISTINCT event_name) FROM cloudtrail_events

SELECT count(DISTINCT (event_name, event_source)) FROM cloudtrail_events

SELECT min(event_name), max(event_name), min(event_time), max(event_time) FROM cloudtrail_events

SELECT bool_and(read_only), bool_or(read_only), every(read_only) FROM cloudtrail_events

SELECT min(read_only) FROM cloudtrail_events

SELECT sum(read_only) FROM cloudtrail_events

SELECT sum(read_only::int), avg(read_only::int) FROM cloudtrail_events

SELECT avg(length(event_name)), sum(length(event_name)), round(avg(length(event_name)), 2) FROM cloudtrail_events

SELECT event_source, avg(length(event_name)) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT stddev(x), variance(x), stddev_pop(x), var_pop(x), stddev_samp(x), var_samp(x) FROM (VALUES (1.0::float8), (2), (4)) v(x)

SELECT stddev(x), variance(x) FROM (VALUES (1), (2), (4)) v(x)

SELECT stddev(x) FROM (VALUES (1)) v(x)

SELECT corr(x, y), covar_pop(x, y), covar_samp(x, y), regr_slope(y, x), regr_intercept(y, x), regr_count(y, x), regr_r2(y, x) FROM (VALUES (1.0::float8, 2.0::float8), (2, 4.5), (3, 6)) v(x, y)

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (3), (4)) v(x)

SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1.0), (2.0), (3.5)) v(x)

SELECT percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (3), (4)) v(x)

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY event_name) FROM cloudtrail_events

SELECT mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (3)) v(x)

SELECT string_agg(x, ',') FROM (VALUES ('a'), ('b'), (NULL)) v(x)

SELECT string_agg(x, ',' ORDER BY x DESC) FROM (VALUES ('a'), ('b'), ('c')) v(x)

SELECT string_agg(x::text, '-' ORDER BY x) FILTER (WHERE x > 1) FROM (VALUES (1), (2), (3)) v(x)

SELECT string_agg(x, ',') FROM (VALUES (1)) v(x)

SELECT count(*) FILTER (WHERE read_only), count(*) FILTER (WHERE NOT read_only), sum(1) FILTER (WHERE error_code IS NOT NULL) FROM cloudtrail_events

SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES (5), (3)) v(x)

SELECT event_source, count(*) FROM cloudtrail_events GROUP BY event_source HAVING count(*) > 50 ORDER BY 2 DESC, 1

SELECT event_source AS s, count(*) AS n FROM cloudtrail_events GROUP BY s ORDER BY n DESC, s LIMIT 3

SELECT event_source FROM cloudtrail_events HAVING count(*) > 1

SELECT event_name, event_source FROM cloudtrail_events GROUP BY event_name

SELECT count(*) FROM cloudtrail_events WHERE count(*) > 1

SELECT sum(count(*)) FROM cloudtrail_events

SELECT sum(event_name) FROM cloudtrail_events

SELECT avg(event_name) FROM cloudtrail_events

SELECT max(user_identity) FROM cloudtrail_events

SELECT event_source, read_only, count(*) FROM cloudtrail_events GROUP BY ROLLUP (event_source, read_only) ORDER BY 1, 2, 3 LIMIT 20

SELECT aws_region, read_only, count(*) FROM cloudtrail_events GROUP BY CUBE (aws_region, read_only) ORDER BY 1, 2, 3

SELECT aws_region, event_source, count(*), grouping(aws_region, event_source) FROM cloudtrail_events GROUP BY GROUPING SETS ((aws_region), (event_source), ()) ORDER BY 4, 1, 2

SELECT aws_region, grouping(aws_region) FROM cloudtrail_events GROUP BY ROLLUP (aws_region) ORDER BY 1

SELECT date_trunc('month', event_time) AS month, count(DISTINCT username) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT event_name, count(*) * 100 / (SELECT count(*) FROM cloudtrail_events) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5

SELECT sum(x) FROM (VALUES (9223372036854775807), (1)) v(x)

SELECT sum(x), avg(x) FROM (VALUES (2147483647), (2147483647)) v(x)

SELECT sum(x::float4), avg(x::float4) FROM (VALUES (1.1), (2.2)) v(x)

SELECT sum(interval '1 hour'), avg(interval '1 hour'), max(interval '1 day'), min(date '2020-01-01')

SELECT min(x), max(x) FROM (VALUES (ARRAY[1,2]), (ARRAY[1,3])) v(x)

-- refused
SELECT any_value(1)

SELECT count(*) AS count, event_type FROM cloudtrail_events GROUP BY event_type ORDER BY count DESC

SELECT max(length(user_agent)) - min(length(user_agent)) FROM cloudtrail_events

SELECT avg(n) FROM (SELECT count(*) AS n FROM cloudtrail_events GROUP BY event_name) q

SELECT sum(n), max(n), min(n), avg(n)::int FROM (SELECT count(*) AS n FROM cloudtrail_events GROUP BY event_name) q

SELECT round(avg(n), 1), trunc(avg(n), 1), ceil(avg(n)), floor(avg(n)) FROM (SELECT count(*) AS n FROM cloudtrail_events GROUP BY event_name) q

SELECT count(DISTINCT source_ip_address), count(DISTINCT user_agent), count(source_ip_address) FROM cloudtrail_events

SELECT username, count(*) AS n, count(*) FILTER (WHERE error_code = 'AccessDenied') AS denied FROM cloudtrail_events GROUP BY username ORDER BY denied DESC, n DESC, username LIMIT 5

SELECT rank(2) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (3)) v(x)

SELECT count(x) FROM (VALUES (1), (2)) v(x) GROUP BY ()

SELECT x % 2, sum(x) FROM generate_series(1, 10) x GROUP BY x % 2 ORDER BY 1

SELECT x % 2 AS odd FROM generate_series(1, 10) x GROUP BY odd HAVING sum(x) > 25

SELECT corr(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_sxy(y, x), regr_syy(y, x), regr_r2(y, x), covar_samp(y, x) FROM (VALUES (1.5::float8, 2::float8), (2.25, NULL), (NULL, 3), (4.75, 6.1), (5, 0.3)) v(x, y)

SELECT event_source, regr_slope(length(event_name), length(event_source)), regr_count(length(event_name), 1) FILTER (WHERE read_only), regr_avgx(length(event_name), 7) FROM cloudtrail_events GROUP BY 1 ORDER BY 1
