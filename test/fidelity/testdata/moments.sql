SET timezone = 'America/New_York'

SELECT to_char(TIMESTAMP '2024-03-05 17:08:09.012345', 'YYYY-MM-DD HH24:MI:SS.MS'), to_char(TIMESTAMP '2024-03-05 17:08:09.012345', 'Day, DD Month YYYY'), to_char(TIMESTAMP '2024-03-05 17:08:09.012345', 'FMDay, FMDDth FMMonth'), to_char(TIMESTAMP '2024-03-05 17:08:09.012345', 'HH12:MI:SS AM p.m.'), to_char(TIMESTAMP '2024-03-05 17:08:09.012345', 'US FF1 FF2 FF3 FF4 FF5 FF6 SSSS SSSSS')

SELECT to_char(TIMESTAMP '2024-03-05 17:08:09', 'Y,YYY YYYY YYY YY Y IYYY IYY IY I BC AD b.c. MONTH Month month MON Mon mon MM DAY Day day DY Dy dy DDD IDDD DD D ID W WW IW CC J Q RM rm')

SELECT to_char(TIMESTAMPTZ '2024-07-05 17:08:09+00', 'TZ tz TZH TZM OF'), to_char(TIMESTAMPTZ '2024-01-05 17:08:09+00', 'TZ OF YYYY-MM-DD"T"HH24:MI:SS'), to_char(now(), 'TZ') IN ('EST','EDT')

SELECT to_char(TIMESTAMP '0044-03-15 00:00:00 BC', 'YYYY BC'), to_char(DATE '2024-12-30', 'IYYY-"W"IW-ID'), to_char(DATE '2024-01-01', 'DDth Dth FMDDTH'), to_char(TIMESTAMP 'infinity', 'YYYY'), to_char(NULL::timestamp, 'YYYY'), to_char(TIMESTAMP '2024-01-01', '')

SELECT to_char(INTERVAL '15h 2m 12s', 'HH24:MI:SS'), to_char(INTERVAL '100 hours', 'HH24 HH12 HH'), to_char(INTERVAL '1 year 2 months 3 days', 'YYYY MM DD'), to_char(INTERVAL '-1 hour', 'HH24:MI'), to_char(INTERVAL '3 days', 'DDD J')

SELECT to_char(125, '999'), to_char(125.8::real, '999D9'), to_char(-125.8, '999D99S'), to_char(-0.1, '99.99'), to_char(0.1, '0.9'), to_char(12, '9990999.9'), to_char(485, '9 9 9'), to_char(1485, '9,999'), to_char(148.5, '999.999'), to_char(148.5, 'FM999.990')

SELECT to_char(3148.5, '9G999D999'), to_char(-485, '999S'), to_char(-485, '999MI'), to_char(485, '999MI'), to_char(485, 'PL999'), to_char(485, 'SG999'), to_char(-485, '9SG99'), to_char(-485, '999PR'), to_char(485, 'L999'), to_char(485, 'RN'), to_char(485, 'FMRN'), to_char(5.2, 'FMRN'), to_char(482, '999th'), to_char(485, '"Good number:"999')

SELECT to_char(12, '99V999'), to_char(12.4, '99V999'), to_char(12.45, '99V9'), to_char(0.0004859, '9.99EEEE'), to_char(1234567, '9.9EEEE'), to_char(-1.5e10::float8, '9.99EEEE'), to_char(1234, '99'), to_char(12.5, '0000.00'), to_char(0, 'FM9'), to_char(0, '9'), to_char(0.5, 'FM9.9'), to_char(0, 'FM999.99')

SELECT to_char('NaN'::float8, '999'), to_char('Infinity'::float8, '999.9'), to_char(NULL::int, '999'), to_char(123456789012345678, '999,999,999,999,999,999,999'), to_char(1.0/3, '9.99999999999999999999'), to_char(4000, 'RN'), to_char(0, 'RN'), to_char(3999, 'rn')

SELECT to_char(1, 'abc'), to_char(1, '9 "a" 9'), to_char(1, '')

SELECT to_char(12345.678, '999G999D99'), to_char(-1, 'FM9999PR'), to_char(1e20::numeric, 'FM999999999999999999999999'), to_char(1.5, '9.9V9')

SELECT to_number('12,454.8-', '99G999D9S'), to_number('-12.5', 'S99.9'), to_number('$1,234.50', 'L9,999.99'), to_number('<12>', '99PR'), to_number('1234', '9,999'), to_number('12.5', '99'), to_number('0012', '9999')

SELECT to_number('abc', '999')

SELECT to_number('', '999')

SELECT to_date('05 Dec 2000', 'DD Mon YYYY'), to_date('20240315', 'YYYYMMDD'), to_date('2024-075', 'YYYY-DDD'), to_date('2024-W10-2', 'IYYY-"W"IW-ID'), to_date('24-3-5', 'YY-MM-DD'), to_date('70-1-1', 'YY-MM-DD'), to_date('69-1-1', 'YY-MM-DD'), to_date('March 5, 2024', 'Month DD, YYYY'), to_date('44 BC', 'YYYY BC'), to_date('2024', 'YYYY'), to_date('2460000', 'J')

SELECT to_date('2024-13-01', 'YYYY-MM-DD')

SELECT to_date('2024-02-30', 'YYYY-MM-DD')

SELECT to_date('abc', 'YYYY')

SELECT to_date('2024-01-01', 'YYYY-FF')

SELECT to_date('', 'YYYY'), to_date('2024/03/05', 'YYYY-MM-DD'), to_date('  2024 03 05', 'YYYY MM DD')

SELECT to_date('Foo 5', 'Mon DD')

SELECT to_timestamp('05 Dec 2000 10:11:12', 'DD Mon YYYY HH24:MI:SS'), to_timestamp('2024-03-05 05:08:09 PM', 'YYYY-MM-DD HH12:MI:SS AM'), to_timestamp('12.345', 'SS.MS'), to_timestamp('2024-07-01 10:00 +02:30', 'YYYY-MM-DD HH24:MI TZH:TZM'), to_timestamp('12:3.5', 'SS:MS.US')

SELECT to_timestamp('2024-03-05 13:00 PM', 'YYYY-MM-DD HH12:MI AM')

SELECT to_timestamp('2024-03-05 25:00', 'YYYY-MM-DD HH24:MI')

SELECT to_timestamp('2024 EST', 'YYYY TZ')

SELECT to_timestamp(0), to_timestamp(1709658489.5), to_timestamp(-1), to_timestamp('infinity'::float8), to_timestamp(1e9)

SELECT to_timestamp('NaN'::float8)

SELECT DATE '2024-03-05' + 7, DATE '2024-03-05' - 7, DATE '2024-03-05' - DATE '2023-03-05', DATE '2024-01-31' + INTERVAL '1 month', DATE '2024-03-05' + TIME '03:00', TIME '03:00' + DATE '2024-03-05', 7 + DATE '2024-03-05'

SELECT TIMESTAMP '2024-03-31 01:00' + INTERVAL '1 month', TIMESTAMP '2024-03-31' - INTERVAL '1 month', TIMESTAMP '2024-03-05 10:00' - TIMESTAMP '2024-03-01 12:00', TIMESTAMP '2024-03-05' - DATE '2024-03-01', INTERVAL '1 day' + TIMESTAMP '2024-01-01', TIME '05:00' - TIME '03:00', TIME '05:00' - INTERVAL '6 hours', TIME '23:00' + INTERVAL '2 hours'

SELECT TIMESTAMPTZ '2024-03-09 12:00' + INTERVAL '1 day', TIMESTAMPTZ '2024-03-09 12:00' + INTERVAL '24 hours', TIMESTAMPTZ '2024-11-03 00:30' + INTERVAL '1 hour', TIMESTAMPTZ '2024-11-03 00:30' + INTERVAL '2 hour', TIMESTAMPTZ '2024-11-03 12:00' - TIMESTAMPTZ '2024-11-02 12:00', TIMESTAMPTZ '2024-03-10 02:30'

SELECT TIMESTAMP '2024-01-01' AT TIME ZONE 'Nowhere/City'

SELECT TIMESTAMP '2024-01-01' AT TIME ZONE INTERVAL '1 month'

-- refused
SELECT extract(second from TIMESTAMP '2024-03-05 17:08:09.5'), extract(milliseconds from TIMESTAMP '2024-03-05 17:08:09.5'), extract(microseconds from TIME '17:08:09.5'), extract(epoch from TIMESTAMPTZ '2024-03-05 17:08:09.123456'), extract(timezone from TIMESTAMPTZ '2024-07-05'), extract(timezone_hour from TIMESTAMPTZ '2024-07-05'), extract(timezone_minute from TIMESTAMPTZ '2024-07-05'), extract(julian from TIMESTAMP '2024-03-05 12:00')

SELECT extract(epoch from INTERVAL '1 year 1 month 1 day 1 hour'), extract(month from INTERVAL '3 years 13 months'), extract(day from INTERVAL '40 days 25 hours'), extract(hour from INTERVAL '25 hours'), extract(second from INTERVAL '1.5 seconds'), extract(quarter from INTERVAL '7 months'), extract(century from INTERVAL '250 years'), extract(decade from INTERVAL '25 years'), extract(minute from INTERVAL '-90 seconds')

-- refused
SELECT extract(epoch from TIMESTAMP 'infinity'), extract(year from DATE '-infinity'), extract(day from TIMESTAMP 'infinity')

SELECT extract(hour from DATE '2024-01-01')

SELECT extract(foo from TIMESTAMP '2024-01-01')

SELECT extract(timezone from TIMESTAMP '2024-01-01')

SELECT extract(dow from INTERVAL '1 day')

SELECT extract(year from TIME '10:00')

SELECT extract(year from '2024-01-01')

SELECT date_trunc('hour', TIMESTAMP '2024-03-05 17:08:09.5'), date_trunc('week', DATE '2024-03-05'), date_trunc('quarter', TIMESTAMP '2024-05-05'), date_trunc('decade', TIMESTAMP '2024-05-05'), date_trunc('century', TIMESTAMP '2000-05-05'), date_trunc('millennium', TIMESTAMP '2000-05-05'), date_trunc('milliseconds', TIMESTAMP '2024-03-05 17:08:09.123456'), date_trunc('year', TIMESTAMPTZ '2024-07-05 10:00+00'), date_trunc('day', TIMESTAMPTZ '2024-11-03 15:00'), date_trunc('day', TIMESTAMPTZ '2024-11-03 15:00', 'Asia/Tokyo'), date_trunc('month', INTERVAL '1 year 2 months 3 days'), date_trunc('hour', INTERVAL '3 days 4:05:06')

SELECT date_trunc('foo', TIMESTAMP '2024-01-01')

SELECT date_trunc('week', INTERVAL '1 day')

SELECT date_bin('15 minutes', TIMESTAMP '2020-02-11 15:44:17', TIMESTAMP '2001-01-01'), date_bin('15 minutes', TIMESTAMP '2020-02-11 15:44:17', TIMESTAMP '2001-01-01 00:02:30'), date_bin('1 day', TIMESTAMPTZ '2024-03-10 12:00', TIMESTAMPTZ '2024-01-01'), date_bin('7 days', TIMESTAMP '1999-02-11', TIMESTAMP '2001-01-01')

SELECT date_bin('1 month', TIMESTAMP '2020-02-11', TIMESTAMP '2001-01-01')

SELECT date_bin('0 s', TIMESTAMP '2020-02-11', TIMESTAMP '2001-01-01')

SELECT date_bin('-1 day', TIMESTAMP '2020-02-11', TIMESTAMP '2001-01-01')

SELECT age(TIMESTAMP '2001-04-10', TIMESTAMP '1957-06-13'), age(TIMESTAMP '2024-03-31', TIMESTAMP '2024-02-29'), age(TIMESTAMP '2024-02-29', TIMESTAMP '2024-03-31'), age(DATE '2024-01-01', DATE '2024-01-01'), age(TIMESTAMPTZ '2024-11-04', TIMESTAMPTZ '2024-11-03'), age(TIMESTAMP '2024-01-01 10:00', TIMESTAMP '2023-12-31 12:00:00.5'), age(NULL::timestamp)

SELECT make_date(2013, 7, 15), make_date(-44, 3, 15), make_time(8, 15, 23.5), make_timestamp(2013, 7, 15, 8, 15, 23.5), make_timestamptz(2013, 7, 15, 8, 15, 23.5), make_timestamptz(2013, 7, 15, 8, 15, 23.5, 'Europe/London'), make_interval(days => 10), make_interval(1, 2, 3, 4, 5, 6, 7.5), make_interval(), make_interval(secs => -0.5, years => 2)

SELECT make_date(2013, 13, 1)

SELECT make_date(0, 1, 1)

SELECT make_time(25, 0, 0)

SELECT make_time(24, 0, 0), make_time(23, 59, 60)

SELECT make_timestamp(2013, 2, 30, 0, 0, 0)

SELECT make_timestamptz(2013, 7, 15, 8, 15, 23.5, 'Nope')

SELECT justify_days(INTERVAL '1 year 65 days'), justify_hours(INTERVAL '50 hours 10 minutes'), justify_interval(INTERVAL '1 month -1 hour'), justify_days(INTERVAL '-35 days'), justify_hours(INTERVAL '-27 hours'), justify_interval(INTERVAL '-1 month 40 days 30 hours')

-- refused
SELECT (DATE '2001-02-16', DATE '2001-12-21') OVERLAPS (DATE '2001-10-30', DATE '2002-10-30'), (DATE '2001-02-16', INTERVAL '100 days') OVERLAPS (DATE '2001-10-30', DATE '2002-10-30'), (DATE '2001-10-29', DATE '2001-10-30') OVERLAPS (DATE '2001-10-30', DATE '2001-10-31'), (DATE '2001-10-30', DATE '2001-10-30') OVERLAPS (DATE '2001-10-30', DATE '2001-10-31'), (TIME '10:00', INTERVAL '1 hour') OVERLAPS (TIME '10:30', TIME '12:00'), (DATE '2001-01-01', NULL) OVERLAPS (DATE '2000-01-01', DATE '2002-01-01')

SELECT DATE 'infinity' - DATE '2024-01-01'

SELECT TIMESTAMP 'infinity' - TIMESTAMP '2024-01-01'

-- refused
SELECT INTERVAL '1-2', INTERVAL '3 4:05:06', INTERVAL '1 year 2 months 3 days 4 hours 5 minutes 6 seconds', INTERVAL 'P1Y2M3DT4H5M6S', INTERVAL 'P0001-02-03T04:05:06', INTERVAL '1 year ago', INTERVAL '@ 1 day', INTERVAL '1.5 days', INTERVAL '1.5 months', INTERVAL '1.5 years', INTERVAL '2 weeks', INTERVAL '1 decade 2 centuries', INTERVAL '0.5 weeks', INTERVAL '10', INTERVAL '-1 day +02:03', INTERVAL '1h 2m 3.456s', INTERVAL '1 mon', INTERVAL '1000 ms', INTERVAL '5 us'

SELECT INTERVAL 'foo'

SELECT INTERVAL '1 foo'

SELECT INTERVAL ''

SELECT INTERVAL '1 day 1 day', INTERVAL '1e3 s'

SELECT INTERVAL '1 day' * 1.5, INTERVAL '1 month' * 0.5, INTERVAL '1 hour' / 3, INTERVAL '1 year' / 7, 2 * INTERVAL '3 days', - INTERVAL '1 day 2 hours', INTERVAL '1 day' - INTERVAL '25 hours', INTERVAL '1 month' = INTERVAL '30 days', INTERVAL '24 hours' = INTERVAL '1 day', INTERVAL '1 month' > INTERVAL '29 days', + INTERVAL '1 day'

SELECT INTERVAL '1 day' / 0

SELECT INTERVAL '1 day' * INTERVAL '1 day'

SELECT DATE '2024-01-01' + DATE '2024-01-01'

SELECT DATE '2024-01-01' * 2

SELECT DATE '2024-01-01' + 1.5

SELECT DATE '2024-01-01' + '1 day'

SELECT TIMESTAMP '2024-01-01' + 1

SELECT TIMESTAMP '2024-01-01' + '1 day', '2024-01-01' + INTERVAL '1 day'

SELECT INTERVAL '1 day' + TIME '10:00', INTERVAL '178000000 years', TIMESTAMP '2024-01-01' + INTERVAL '-5000 years'

SET intervalstyle = 'iso_8601'

SELECT INTERVAL '1 year 2 mons -3 days 04:05:06.7', INTERVAL '-1 hour', INTERVAL '0', INTERVAL '1.5 s', INTERVAL '-1.5 s', INTERVAL '14 months', INTERVAL '25:00:00'

SET intervalstyle = 'postgres_verbose'

SELECT INTERVAL '1 year 2 mons -3 days 04:05:06.7', INTERVAL '-1 hour', INTERVAL '0', INTERVAL '1.5 s', INTERVAL '-1 day 2 hours', INTERVAL '-1 year -1 s'

SET intervalstyle = 'sql_standard'

SET intervalstyle = 'postgres'

SELECT INTERVAL '1 year -2 mons', INTERVAL '-1 day 2 hours', INTERVAL '1 mon -1 day', INTERVAL '-00:00:01.5', INTERVAL '1 day -00:00:01', INTERVAL '0.000001 s', INTERVAL '-1 year -2 mons +3 days -04:05:06'

SET datestyle = 'German, DMY'

SELECT DATE '2024-03-05', TIMESTAMP '2024-03-05 17:08:09.5', TIMESTAMPTZ '2024-03-05 17:08:09', DATE '05.03.2024', DATE '05/03/2024'

SET datestyle = 'SQL, DMY'

SELECT DATE '2024-03-05', TIMESTAMP '2024-03-05 17:08:09.5', TIMESTAMPTZ '2024-03-05 17:08:09', '0044-03-15 BC'::date

SET datestyle = 'Postgres, MDY'

SELECT DATE '2024-03-05', TIMESTAMP '2024-03-05 17:08:09.5', TIMESTAMPTZ '2024-03-05 17:08:09', 'Mar 5 2024'::date, now()::text ~ '^[A-Z][a-z][a-z] '

SET datestyle = 'ISO, MDY'

SELECT DATE 'January 8, 1999', DATE '1999-01-08', DATE '1/8/1999', DATE '01/02/03', DATE '1999-Jan-08', DATE 'Jan-08-1999', DATE '08-Jan-1999', DATE '19990108', DATE '990108', DATE '1999.008', DATE 'J2451187', DATE 'January 8, 99 BC'

SELECT DATE '13/1/1999'

SELECT DATE '2024-02-30'

SELECT DATE '2024-00-10'

SELECT DATE 'foo'

SELECT DATE ''

SELECT TIME '25:00'

SELECT TIME '04:60'

SELECT TIMESTAMP '2024-01-01 10:00:00.1234567', TIMESTAMP(0) '2024-01-01 10:00:00.5', TIMESTAMP(3) '2024-01-01 10:00:00.12345', '2024-01-01 10:00:00.999999999'::timestamp, '2024-01-01 10'::timestamp, TIMESTAMP '2024-01-01 24:00:00', TIMESTAMP '20240101T101112', TIMESTAMP '2024-01-01 10:00 AM'

SELECT TIMESTAMP '2024-01-01 25:00'

SELECT TIMESTAMP 'tomorrow' = (current_date + 1)::timestamp, DATE 'today' = current_date, DATE 'yesterday' = current_date - 1, TIMESTAMP 'now' <= clock_timestamp()::timestamp

SELECT DATE '2024-01-01'::time

SELECT INTERVAL '1 day'::date

SELECT DATE '2024-01-01'::int

SELECT 5::date

SELECT 1::interval

SELECT TIMESTAMP '2024-01-01'::interval

SELECT TIME '10:00' = DATE '2024-01-01'

SELECT generate_series(TIMESTAMP '2024-01-30', TIMESTAMP '2024-04-01', '1 month')

SELECT generate_series(TIMESTAMPTZ '2024-03-09 12:00', TIMESTAMPTZ '2024-03-12 12:00', '1 day')

SELECT generate_series(DATE '2024-01-03', DATE '2024-01-01', '-1 day')

SELECT generate_series(TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-02', '0 s')

SELECT sum(x), avg(x), min(x), max(x) FROM (VALUES (INTERVAL '1 day'), (INTERVAL '2 hours'), (INTERVAL '1 month')) v(x)

-- refused
SELECT current_date = now()::date, localtimestamp = now()::timestamp, localtime(0) = now()::time(0), pg_typeof(current_time), pg_typeof(localtime), pg_typeof(current_timestamp(2)), now() = transaction_timestamp(), statement_timestamp() <= clock_timestamp(), timeofday() ~ '20'

SELECT date_part('year', age(TIMESTAMP '2024-05-01', TIMESTAMP '1990-07-15')), TIMESTAMP '2024-05-01'::date - 30, (DATE '2024-05-01' - DATE '2024-01-01') / 7, extract(epoch from (TIMESTAMP '2024-05-01' - TIMESTAMP '2024-04-30')) / 3600

SELECT to_char(DATE '2024-03-05', 'TMMonth TMDay'), to_char(TIMESTAMP '2024-03-05 00:30', 'HH:MI am'), to_char(TIMESTAMP '2024-03-05', '"Year" YYYY \"q\"'), to_char(TIMESTAMP '2024-03-05', 'FXYYYY'), to_char(TIMESTAMP '2024-03-05', 'YYYYth'), to_char(TIMESTAMP '12345-03-05', 'YYYY YYY CC'), to_char(DATE '2024-03-05', 'DD/MM/YYYY')

SELECT to_char(TIMESTAMP '2024-03-05 17:08:09', 'HH24MISS'), to_char(TIMESTAMP '2024-03-05 07:08:09', 'FMHH24:FMMI'), to_char(timestamp '2024-03-05', 'Mon-YY'), to_char(timestamp '2024-03-05', 'WW/IW W'), to_char(TIMESTAMPTZ '2024-03-05 10:00+00', 'YYYY-MM-DD HH24:MI:SSOF')

SELECT EXTRACT(EPOCH FROM TIMESTAMP '2024-03-05'), pg_typeof(extract(epoch from now())), pg_typeof(date_part('epoch', now())), extract(day from DATE '2024-03-05') + 1, extract(epoch from INTERVAL '1 day') * 2

SELECT TIMESTAMP '2024-01-01' BETWEEN '2023-01-01' AND '2025-01-01', DATE '2024-01-01' IN ('2024-01-01', '2024-01-02'), DATE '2024-01-01' BETWEEN SYMMETRIC '2025-01-01' AND '2023-01-01'

SELECT timestamp '2024-01-01' - interval '1 year 1 day 1 hour', timestamptz '2024-03-10 03:00' - interval '1 hour', timestamptz '2024-11-03 03:00' - interval '2 hour', date '2024-02-29' + interval '1 year', date '2024-02-29' - interval '4 year'

-- refused
SELECT interval_hash(INTERVAL '1 day'), timestamp_hash(TIMESTAMP '2024-01-01')

-- refused
SELECT date_pli(DATE '2024-01-01', 1), timestamp_mi(TIMESTAMP '2024-01-02', TIMESTAMP '2024-01-01'), interval_mul(INTERVAL '1 day', 2), date_larger('2024-01-01', '2024-01-02'), timestamp_cmp('2024-01-01', '2024-01-02'), datetime_pl('2024-01-01', '10:00'), interval_um('1 day'), timezone('UTC', TIMESTAMP '2024-01-01')

RESET timezone
