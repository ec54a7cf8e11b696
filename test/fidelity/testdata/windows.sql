SELECT x, row_number() OVER (ORDER BY x DESC) FROM (VALUES (1), (2), (3)) v(x) ORDER BY x

SELECT x, sum(x) OVER (ORDER BY x), avg(x) OVER (ORDER BY x), count(*) OVER () FROM (VALUES (1), (2), (2), (3)) v(x) ORDER BY x

SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (2), (3)) v(x) ORDER BY x

SELECT x, sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM (VALUES (1), (2), (4)) v(x) ORDER BY x

SELECT x, sum(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (1), (2), (3)) v(x) ORDER BY x

SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM (VALUES (1), (2), (3)) v(x) ORDER BY x

SELECT x, lag(x) OVER w, lead(x) OVER w, lag(x, 2, 0) OVER w, first_value(x) OVER w, last_value(x) OVER w, nth_value(x, 2) OVER w FROM (VALUES (1), (2), (3)) v(x) WINDOW w AS (ORDER BY x) ORDER BY x

SELECT x, rank() OVER w, dense_rank() OVER w, percent_rank() OVER w, cume_dist() OVER w, ntile(2) OVER w FROM (VALUES (1), (2), (2), (3)) v(x) WINDOW w AS (ORDER BY x) ORDER BY x

SELECT g, x, max(x) OVER (PARTITION BY g) FROM (VALUES ('a', 1), ('a', 2), ('b', 3)) v(g, x) ORDER BY g, x

SELECT event_source, event_name, n, rank() OVER (PARTITION BY event_source ORDER BY n DESC) AS r FROM (SELECT event_source, event_name, count(*) AS n FROM cloudtrail_events GROUP BY 1, 2) q ORDER BY 1, 4, 2 LIMIT 20

SELECT * FROM (SELECT event_source, event_name, row_number() OVER (PARTITION BY event_source ORDER BY event_time DESC, event_id) AS rn FROM cloudtrail_events) q WHERE rn = 1 ORDER BY 1

SELECT date_trunc('day', event_time) AS d, count(*) AS n, sum(count(*)) OVER (ORDER BY date_trunc('day', event_time)) AS running FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT x, sum(x) FILTER (WHERE x > 1) OVER (ORDER BY x) FROM (VALUES (1), (2), (3)) v(x) ORDER BY x

SELECT x, array_agg(x) OVER (ORDER BY x) FROM (VALUES (1), (2)) v(x) ORDER BY x

SELECT x, string_agg(x::text, ',') OVER (ORDER BY x) FROM (VALUES (1), (2)) v(x) ORDER BY x

SELECT x FROM (VALUES (1)) v(x) WHERE row_number() OVER () = 1

SELECT sum(x) OVER (ORDER BY sum(x)) FROM (VALUES (1)) v(x)

SELECT row_number() FROM (VALUES (1)) v(x)

SELECT x, count(*) OVER (PARTITION BY x % 2 ORDER BY x) FROM generate_series(1, 5) x ORDER BY x

SELECT lag(event_name) OVER (ORDER BY event_time, event_id) FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT username, event_time, event_time - lag(event_time) OVER (PARTITION BY username ORDER BY event_time, event_id) AS gap FROM cloudtrail_events WHERE username IS NOT NULL ORDER BY username, event_time, event_id LIMIT 5

SELECT ntile(4) OVER (ORDER BY event_time, event_id), count(*) OVER () FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 2

SELECT x, avg(x) OVER (ORDER BY x ROWS 1 PRECEDING) FROM (VALUES (1.5), (2.5), (4.25)) v(x) ORDER BY x

SELECT x, min(x) OVER (ORDER BY x DESC), max(x) OVER (ORDER BY x ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM (VALUES (1), (2), (3)) v(x) ORDER BY x
