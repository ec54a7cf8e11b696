SELECT nosuch FROM cloudtrail_events

SELECT e.nosuch FROM cloudtrail_events e

SELECT x.event_name FROM cloudtrail_events e

SELECT 1 FROM nosuch

SELECT 1 FROM nosuch.tab

SELECT nosuch(1)

SELECT upper(1, 2)

SELECT lower()

SELECT count(*, 1)

SELECT event_name FROM cloudtrail_events a, cloudtrail_events b

SELECT event_name, count(*) FROM cloudtrail_events

SELECT event_name FROM cloudtrail_events GROUP BY 5

SELECT 1::nosuch

SELECT cast('a' AS nosuch)

SELECT 'a'::int

SELECT 'a' + 1

SELECT 'a'::text + 1

SELECT true + 1

SELECT now() + 1

SELECT now() + now()

SELECT NOT 1

SELECT 1 AND true

SELECT 1 = true

SELECT date '2020-01-01' = 1

SELECT -'a'::text

SELECT 1 < 'a'

SELECT event_time = 'x' FROM cloudtrail_events

SELECT CASE WHEN 1 THEN 2 END

SELECT 1 WHERE 'x'

SELECT 1 LIMIT 'x'

SELECT sum(DISTINCT) FROM cloudtrail_events

SELECT (SELECT event_name FROM cloudtrail_events)

SELECT 1 / (SELECT 0)

SELECT ARRAY[1,2][1

SELECT FROM WHERE

SELEC 1

SELECT 1 FROM cloudtrail_events JOIN cloudtrail_events b USING (nosuch)

SELECT * FROM cloudtrail_events a JOIN cloudtrail_events a ON true

SELECT a.x FROM (SELECT 1 AS x) a, (SELECT 2 AS x) a

SELECT * FROM (SELECT 1)

SELECT * FROM (VALUES (1, 2), (3)) v

WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1

SELECT * FROM (SELECT 1 AS a) x(b, c)

SELECT $1

SELECT 1 ORDER BY 3

SELECT DISTINCT event_name FROM cloudtrail_events ORDER BY event_time

SELECT max(max(event_time)) FROM cloudtrail_events

SELECT event_name FROM cloudtrail_events WHERE max(event_time) > now()

SELECT event_name FROM cloudtrail_events GROUP BY max(event_time)

SELECT row_number() OVER (ORDER BY x) FROM (VALUES (1)) v(x) GROUP BY x HAVING row_number() OVER () = 1

SELECT * FROM generate_series('a', 'b')

SELECT generate_series(1, 'x')

SELECT substring('abc', 'x', 'y', 'z')

SELECT to_date('garbage', 'YYYY-MM-DD')

SELECT 'x'::jsonb -> 'a'

SELECT '[1,2]'::jsonb ->> 'a', '{"a":1}'::jsonb -> 0

SELECT chr(-1)

SELECT '2020-01-01'::date + '1 day'

SELECT 10::numeric(1, 0)

SELECT power(0, -1)

SELECT power(-1, 0.5)

SELECT log(-1)

SELECT 1.5::numeric(2,3)

SELECT event_name::int FROM cloudtrail_events

SELECT event_time::int FROM cloudtrail_events

SELECT read_only::timestamptz FROM cloudtrail_events

SELECT ARRAY[1,2]::int

SELECT now()::int

SELECT 1::timestamp

SELECT true::timestamp

SELECT extract(hour from 'abc')

SELECT extract(hour from date '2020-01-01')

SELECT nullif(1, 'a')

SELECT greatest(1, 'a')

SELECT 1 IN ('a')

SELECT 1 IN (1, 'a')

SELECT 'a' IN (1)

SELECT 1 BETWEEN 'a' AND 2

SELECT event_name FROM cloudtrail_events WHERE event_name IN (1, 2)

SELECT event_name FROM cloudtrail_events WHERE event_name = ANY(ARRAY[1])

SELECT event_name FROM cloudtrail_events WHERE event_name LIKE 5

SELECT event_name FROM cloudtrail_events WHERE read_only LIKE 't%'

SELECT event_time LIKE '2026%' FROM cloudtrail_events LIMIT 1

SELECT event_time ~ '2026' FROM cloudtrail_events LIMIT 1

SELECT length(event_time) FROM cloudtrail_events LIMIT 1

SELECT upper(read_only) FROM cloudtrail_events LIMIT 1

SELECT event_time || event_name FROM cloudtrail_events ORDER BY 1 LIMIT 1

SELECT event_time || event_time FROM cloudtrail_events LIMIT 1

SELECT lower(user_identity) FROM cloudtrail_events LIMIT 1

SELECT user_identity LIKE '%Root%' FROM cloudtrail_events LIMIT 1

SELECT count(*) FROM cloudtrail_events WHERE user_identity = 'x'

SELECT resource_names = 'a' FROM cloudtrail_events LIMIT 1

SELECT split_part(event_time, '-', 1) FROM cloudtrail_events LIMIT 1

SELECT date_trunc('hour', event_name) FROM cloudtrail_events LIMIT 1

SELECT coalesce(event_name, 1) FROM cloudtrail_events LIMIT 1

SELECT coalesce(event_time, 'x') FROM cloudtrail_events LIMIT 1

SELECT event_name + 1 FROM cloudtrail_events LIMIT 1

SELECT event_time - event_name FROM cloudtrail_events LIMIT 1

SELECT event_name UNION SELECT 1

SELECT event_name FROM cloudtrail_events UNION SELECT 1

SELECT event_name FROM cloudtrail_events UNION SELECT event_time FROM cloudtrail_events
