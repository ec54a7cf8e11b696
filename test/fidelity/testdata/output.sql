SELECT concat(true, 1.50, 2::float8, event_time, NULL, ARRAY[true], '\x01'::bytea, date '2020-01-01', interval '1 day'), concat_ws(',', false, 1.0/3, ARRAY[1.50, 2]) FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 1

SELECT array_to_string(ARRAY[true, NULL, false], ',', '*'), array_to_string(ARRAY[[1,2],[3,4]], '-'), array_to_string(ARRAY[date '2020-01-02'], ','), array_to_string(ARRAY[1.5, 2.50], ','), array_to_string(ARRAY['a', NULL, 'b'], ','), array_to_string(ARRAY[1.5::float8, NULL], ',', 'none'), array_to_string(NULL::int[], ','), array_to_string('{}'::int[], ',')

SET DateStyle = 'SQL, DMY'

SET IntervalStyle = 'iso_8601'

SET bytea_output = 'escape'

SET extra_float_digits = 0

SELECT json_object_agg(event_time, 1 ORDER BY event_time), jsonb_build_object(timestamp '2020-01-02 03:04', 2) FROM (SELECT event_time FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 1) q

SELECT to_json(timestamp '2020-01-02 03:04:05'), to_json(interval '1 day'), to_json('\x0102'::bytea), to_json(1.1::float8/3), concat(timestamp '2020-01-02 03:04:05', true), format('%s', date '2020-01-02')

SELECT ARRAY[date '2020-01-02']::text, (date '2020-01-02')::text, (1.1::float8/3)::text, '\x0102'::bytea::text, (interval '1 day 2 hours')::text, row(date '2020-01-02', true), array_to_string(ARRAY[date '2020-01-02'], ','), to_json(date '2020-01-02')

SELECT event_time::text, event_time::date::varchar, event_time || '', 'at ' || event_time, to_json(event_time), string_agg(event_time::text, ',') OVER (ORDER BY event_time, event_id) FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3

SELECT quote_literal(date '2020-01-02'), jsonb_build_object(date '2020-01-02', 1), json_agg(event_time ORDER BY event_time), array_agg(event_time ORDER BY event_time)::text FROM (SELECT event_time FROM cloudtrail_events ORDER BY event_time, event_id LIMIT 3) q

SELECT count(*) FROM cloudtrail_events WHERE event_time::text LIKE '%/02/2026%'

SELECT event_time::date::text AS day, count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 1 LIMIT 5

SET DateStyle = 'German'

SELECT now()::text = now()::text, (timestamptz '2020-01-02 03:04:05.678')::text, (timestamp '2020-01-02 03:04:05')::text, 'infinity'::timestamp::text

SET DateStyle = 'Postgres, MDY'

SET TimeZone = 'America/New_York'

SELECT (timestamptz '2020-01-02 03:04:05.678')::text, timestamptz '2020-07-02 03:04:05', to_json(timestamptz '2020-07-02 03:04:05'), (date '2020-01-02')::text

SELECT '01/02/2020'::date

SET DateStyle = 'ISO, DMY'

SELECT '01/02/2020'::date, '01/02/2020 03:04'::timestamp, to_date('01/02/2020', 'DD/MM/YYYY'), date '2020-01-02'

RESET DateStyle

RESET TimeZone

RESET IntervalStyle

RESET bytea_output

RESET extra_float_digits
