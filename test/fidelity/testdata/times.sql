SELECT date '2020-03-01' - date '2020-02-01', date '2020-01-31' + 1, date '2020-01-31' - 1

SELECT date '2020-01-31' + interval '1 month', date '2020-01-01' + time '10:00'

SELECT timestamp '2020-01-31' + interval '1 month', timestamp '2020-03-01' - timestamp '2020-02-01', timestamp '2020-03-01 10:00' - timestamp '2020-02-01 12:00'

SELECT timestamptz '2020-03-01 10:00:00+00' - timestamptz '2020-02-01 12:00:00+00'

SELECT time '10:00' + interval '3 hours', time '10:00' - time '08:30', time '23:00' + interval '2 hours'

SELECT interval '1 day' + interval '2 hours', interval '1 day' * 2, interval '1 day' / 2, interval '1 hour' * 1.5, -interval '1 day', 2 * interval '1 hour'

SELECT interval '1 day' = interval '24 hours', interval '1 month' > interval '29 days', interval '30 days' = interval '1 month'

SELECT extract(year from timestamp '2020-02-03 04:05:06.789'), extract(month from timestamp '2020-02-03 04:05:06.789'), extract(day from date '2020-02-03'), extract(hour from timestamp '2020-02-03 04:05:06.789'), extract(minute from timestamp '2020-02-03 04:05:06.789')

SELECT extract(second from timestamp '2020-02-03 04:05:06.789'), extract(milliseconds from timestamp '2020-02-03 04:05:06.789'), extract(microseconds from timestamp '2020-02-03 04:05:06.789')

SELECT extract(epoch from timestamp '2020-02-03 04:05:06.789'), extract(epoch from timestamptz '2020-02-03 04:05:06+00'), extract(epoch from interval '1 day 2 hours'), extract(epoch from date '2020-01-01')

SELECT extract(dow from date '2020-02-02'), extract(isodow from date '2020-02-02'), extract(doy from date '2020-02-02'), extract(week from date '2020-01-01'), extract(quarter from date '2020-05-01'), extract(century from date '2020-05-01'), extract(decade from date '2020-05-01'), extract(millennium from date '2020-05-01'), extract(isoyear from date '2019-12-31')

SELECT date_part('year', timestamp '2020-02-03'), date_part('epoch', timestamp '2020-02-03'), date_part('second', timestamp '2020-02-03 04:05:06.5'), date_part('day', interval '3 days 2 hours')

SELECT extract(day from interval '40 days'), extract(month from interval '14 months'), extract(hour from interval '50 hours')

SELECT extract(foo from date '2020-01-01')

SELECT date_trunc('hour', timestamp '2020-02-03 04:05:06'), date_trunc('day', timestamptz '2020-02-03 04:05:06+00'), date_trunc('month', date '2020-02-03'), date_trunc('week', timestamp '2020-02-05'), date_trunc('quarter', timestamp '2020-05-05'), date_trunc('year', timestamp '2020-05-05')

SELECT date_trunc('day', interval '3 days 5 hours'), date_trunc('minute', timestamp '2020-01-01 10:20:30.5'), date_trunc('decade', timestamp '2025-05-05'), date_trunc('milliseconds', timestamp '2020-01-01 10:20:30.123456')

SELECT date_trunc('foo', timestamp '2020-01-01')

SELECT date_trunc('day', timestamptz '2020-02-03 23:05:06+00', 'Europe/Berlin')

SELECT date_bin('15 minutes', timestamp '2020-02-03 04:25:06', timestamp '2020-01-01'), date_bin(interval '1 day', timestamptz '2020-02-03 04:25:06+00', timestamptz '2020-01-01 00:30:00+00')

SELECT age(timestamp '2020-03-01', timestamp '2019-01-15'), age(timestamp '2020-01-01', timestamp '2020-03-01'), age(timestamptz '2020-03-01 10:00+00', timestamptz '2020-02-28 12:00+00')

SELECT make_date(2020, 2, 3), make_timestamp(2020, 2, 3, 4, 5, 6.5), make_time(4, 5, 6.5), make_interval(days => 3), make_interval(1, 2, 3, 4, 5, 6, 7)

SELECT make_timestamptz(2020, 2, 3, 4, 5, 6.5), make_date(2020, 2, 30)

SELECT to_timestamp(0), to_timestamp(1580702706.789), to_timestamp(1580702706)

SELECT to_date('2020-02-03', 'YYYY-MM-DD'), to_date('03/02/2020', 'DD/MM/YYYY'), to_timestamp('2020-02-03 04:05:06', 'YYYY-MM-DD HH24:MI:SS')

SELECT to_char(timestamp '2020-02-03 14:05:06', 'YYYY-MM-DD HH24:MI:SS'), to_char(timestamp '2020-02-03 14:05:06', 'DD Mon YYYY'), to_char(timestamp '2020-02-03 14:05:06', 'HH12:MI AM'), to_char(timestamp '2020-02-03 14:05:06', 'Day'), to_char(timestamp '2020-02-03 14:05:06', 'FMDay, FMMonth DD')

SELECT to_char(timestamp '2020-02-03 14:05:06', 'Dy'), to_char(timestamp '2020-02-03 14:05:06', 'DDD'), to_char(timestamp '2020-02-03 14:05:06', 'IYYY-IW'), to_char(timestamp '2020-02-03 14:05:06', 'Q'), to_char(timestamp '2020-02-03 14:05:06', 'D'), to_char(timestamp '2020-02-03 14:05:06', 'ID')

SELECT to_char(timestamptz '2020-02-03 14:05:06+00', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(timestamp '2020-02-03 14:05:06.789', 'MS US'), to_char(date '2020-02-03', 'YYYYMMDD'), to_char(timestamp '2020-02-03', 'MON'), to_char(timestamp '2020-02-03', 'mon'), to_char(timestamp '2020-02-03', 'month')

SELECT to_char(interval '1 day 02:03:04', 'HH24:MI:SS'), to_char(timestamp '2020-02-03 04:05:06', 'DDth')

SELECT to_char(timestamptz '2020-02-03 14:05:06+00', 'TZ OF')

SELECT to_char(timestamp '2020-02-03 04:05:06', 'YY-FMMM-FMDD'), to_char(timestamp '2020-02-03 04:05:06', 'WW W J'), to_char(timestamp '2020-02-03 04:05:06', 'SSSS')

SELECT timestamp '2020-01-01 10:00' AT TIME ZONE 'Europe/Berlin', timestamptz '2020-01-01 10:00+00' AT TIME ZONE 'America/New_York', timestamptz '2020-01-01 10:00+00' AT TIME ZONE 'UTC'

SELECT timestamptz '2020-01-01 10:00+00' AT TIME ZONE '+02:00', timestamptz '2020-01-01 10:00+00' AT TIME ZONE interval '2 hours'

SELECT timestamptz '2020-01-01 10:00+00' AT TIME ZONE 'Nowhere/Land'

SELECT timezone('UTC', timestamptz '2020-01-01 10:00+00')

SELECT timestamp '2020-01-01 10:00' = timestamptz '2020-01-01 10:00+00', date '2020-01-01' = timestamp '2020-01-01', date '2020-01-01' < timestamptz '2020-01-02 00:00+00'

SELECT justify_days(interval '35 days'), justify_hours(interval '27 hours'), justify_interval(interval '1 mon -1 hour')

SELECT interval '1 day 25:00:00', interval '1 month -1 day', interval '-1 year 2 days', interval '0', interval '1.5 days', interval '1 second 500 milliseconds'

SELECT isfinite(date '2020-01-01'), isfinite(timestamp 'infinity')

SELECT (date '2020-01-01', date '2020-02-01') OVERLAPS (date '2020-01-15', date '2020-03-01')

SELECT generate_series(timestamp '2020-01-01', timestamp '2020-01-03', interval '1 day')

SELECT * FROM generate_series(timestamptz '2020-01-01 00:00+00', timestamptz '2020-01-02 00:00+00', interval '6 hours') AS t

SELECT generate_series(date '2020-01-01', date '2020-01-03', interval '1 day')

SELECT date_trunc('day', event_time), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT date_trunc('hour', event_time) AS h, event_source, count(*) FROM cloudtrail_events GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT 10

SELECT extract(hour from event_time) AS h, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT extract(dow from event_time), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT event_time::date, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT floor(extract(epoch from event_time) / 300) * 300 AS time, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT max(event_time) - min(event_time) FROM cloudtrail_events

SELECT event_time - interval '1 hour', event_time + interval '1 day' FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT count(*) FROM cloudtrail_events WHERE event_time >= '2026-02-01' AND event_time < '2026-02-15'

SELECT count(*) FROM cloudtrail_events WHERE event_time > timestamptz '2026-02-01 00:00:00+00'

SELECT count(*) FROM cloudtrail_events WHERE event_time BETWEEN '2026-02-01T00:00:00Z' AND '2026-02-15T00:00:00Z'

SELECT count(*) FROM cloudtrail_events WHERE event_time::date = '2026-02-10'

SELECT count(*) FROM cloudtrail_events WHERE event_time > date '2026-02-10'

SELECT count(*) FROM cloudtrail_events WHERE extract(epoch from event_time) >= 1770000000

SELECT count(*) FROM cloudtrail_events WHERE event_time > 'garbage'

SELECT count(*) FROM cloudtrail_events WHERE event_time > 5

SELECT to_char(event_time, 'YYYY-MM'), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT to_char(event_time, 'Day'), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1

SELECT to_char(event_time, 'HH24:MI') FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT date_bin('6 hours', event_time, '2000-01-01') AS b, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT date_part('hour', event_time), count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SELECT event_time AT TIME ZONE 'America/New_York' FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT age(timestamptz '2026-03-01 00:00:00+00', event_time) FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT event_time - lag(event_time) OVER (ORDER BY event_time, event_id) FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 5

SELECT date '2020-01-01' + 'a'

SELECT now() - now(), now() = current_timestamp, localtimestamp IS NULL

SELECT timestamp '2020-01-01 00:00:00.1234567', timestamp '0044-03-15 BC', date '10000-01-01'

SELECT '2020-01-01'::timestamptz, '2020-01-01 10:00'::timestamptz, 'Jan 2 2020'::date, '2020-01-02 10:00 PM'::timestamp

SELECT '20200102'::date, '2020-1-2'::date, '2020/01/02'::date, '1/2/2020'::date, 'epoch'::timestamptz
