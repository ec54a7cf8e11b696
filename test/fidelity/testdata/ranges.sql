SELECT count(*) FROM cloudtrail_events WHERE tstzrange('2026-01-10', '2026-02-01') @> event_time

SELECT count(*) FROM cloudtrail_events WHERE event_time <@ tstzrange('2026-01-10 03:00', '2026-02-01', '[]')

SELECT count(*) FROM cloudtrail_events WHERE event_time <@ '[2026-01-10,2026-02-01)'::tstzrange

SELECT count(*) FROM cloudtrail_events WHERE event_time <@ tstzrange '["2026-01-10 04:00",]' AND NOT event_time <@ tstzrange(NULL, '2026-02-01', '()')

SELECT count(*) FROM cloudtrail_events WHERE event_time::date <@ daterange('2026-01-10', '2026-02-01', '(]')

SELECT int4range(1, 5) @> 5, int4range(1, 5, '[]') @> 5, 3 <@ int4range(3, 3), 3 <@ int4range(3, 3, '[]'), int4range(NULL, NULL) @> 3, int4range(1, 5) @> NULL::int, numrange(1.5, 2.5) @> 2.0, 'empty'::int4range @> 3, int8range(1, NULL) @> 7::bigint

SELECT x, int4range(x, x + 2) @> 5, int4range(NULLIF(x, 3), 6) @> 2 FROM generate_series(1, 6) x ORDER BY x

SELECT int4range(5, 1) @> 3

SELECT tstzrange('2026-02-10', '2026-02-01') @> event_time FROM cloudtrail_events LIMIT 1

SELECT tsrange('2026-01-01', '2026-01-02') @> timestamp '2026-01-01 05:00', daterange('2026-01-01', '2026-01-31') @> date '2026-01-31'

-- refused
SELECT int4range(1, 5) @> int4range(2, 3)

-- refused
SELECT int4range(1, 5)

SELECT int4range(1, 5) @> 'x'

-- refused
SELECT numrange(1, 2, 'x') @> 1.5

-- refused
SELECT 'NaN'::numeric

-- refused
SELECT 'NaN'::float8::numeric

-- refused
SELECT 'infinity'::float8::numeric
