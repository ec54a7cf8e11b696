SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::jsonb IS NOT NULL

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::json ->> 'a' = 'b'

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND (event_name::jsonb -> 'a') IS NOT NULL

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::numeric > 3

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND to_date(event_name, 'YYYY-MM-DD') > '2020-01-01'

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND to_timestamp(event_name, 'YYYY-MM-DD') > '2020-01-01'

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND to_number(event_name, '999') > 3

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND decode(event_name, 'base64') IS NOT NULL

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::date > '2020-01-01'

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::int > 3

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^Zz' AND event_name::interval > '1 day'

SELECT count(*) FROM cloudtrail_events WHERE length(event_name)::text ~ '^[5-9]$' AND 7 / (length(event_name) - 11) < 5

SELECT count(*) FROM cloudtrail_events WHERE event_name !~ 'a' AND 7.0 / (position('a' in event_name) - 0.0) > 5 OR event_name ~ '^zz'
