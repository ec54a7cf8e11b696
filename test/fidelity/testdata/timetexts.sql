SELECT count(*) FROM cloudtrail_events WHERE event_time::text < 'm'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text < '3'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text > '2'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text > ''

SELECT count(*) FROM cloudtrail_events WHERE event_time::text >= '2026-02'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text < '2026-02-01 1'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text > 'm'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text <= '9999'

SELECT count(*) FROM cloudtrail_events WHERE NOT event_time::text >= 'm'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text BETWEEN '1' AND 'x'

SELECT count(*) FROM cloudtrail_events WHERE to_char(event_time, 'YYYY-MM-DD') < 'm'

SELECT count(*) FROM cloudtrail_events WHERE (event_time::text || 'x') < 'm'

SELECT count(*) FROM cloudtrail_events WHERE event_time::text = '2026-02-01' OR event_time::text IN ('2026-01-01', 'x')
