SELECT rank(3) WITHIN GROUP (ORDER BY x), dense_rank(3) WITHIN GROUP (ORDER BY x), percent_rank(3) WITHIN GROUP (ORDER BY x), cume_dist(3) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 5) x

SELECT rank(3) WITHIN GROUP (ORDER BY x DESC), dense_rank(3) WITHIN GROUP (ORDER BY x DESC), percent_rank(3) WITHIN GROUP (ORDER BY x DESC), cume_dist(3) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1), (NULL), (4), (4), (NULL), (3)) v(x)

SELECT rank(3) WITHIN GROUP (ORDER BY x NULLS FIRST), dense_rank(3) WITHIN GROUP (ORDER BY x NULLS FIRST), dense_rank(3) WITHIN GROUP (ORDER BY x DESC NULLS LAST), cume_dist(3) WITHIN GROUP (ORDER BY x DESC NULLS LAST) FROM (VALUES (1), (NULL), (4), (4), (NULL), (3)) v(x)

SELECT rank(3) WITHIN GROUP (ORDER BY x), percent_rank(3) WITHIN GROUP (ORDER BY x), cume_dist(3) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 0) x

SELECT event_source, rank('GetObject') WITHIN GROUP (ORDER BY event_name) FILTER (WHERE read_only), percent_rank(10) WITHIN GROUP (ORDER BY length(event_name)) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT cume_dist('2026-02-01') WITHIN GROUP (ORDER BY event_time), rank(-1) WITHIN GROUP (ORDER BY length(event_name)) FROM cloudtrail_events

SELECT rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x), percent_rank() OVER (ORDER BY x), cume_dist() OVER (ORDER BY x) FROM generate_series(1, 3) x ORDER BY x

-- refused
SELECT rank(1, 2) WITHIN GROUP (ORDER BY x, x + 1) FROM generate_series(1, 3) x

SELECT rank('x') WITHIN GROUP (ORDER BY x) FROM generate_series(1, 3) x

-- refused
SELECT rank(2.5) WITHIN GROUP (ORDER BY x), rank(NULL) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 3) x

SELECT mode() WITHIN GROUP (ORDER BY event_source), percentile_cont(ARRAY[0.25, 0.5]) WITHIN GROUP (ORDER BY length(event_name)), percentile_disc(ARRAY[0.25, 0.5]) WITHIN GROUP (ORDER BY length(event_name)) FROM cloudtrail_events
