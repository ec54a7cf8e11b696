-- The stored events, and the relations that queries read. source and fingerprint are
-- the cache's own: which source brought the row, and what makes it one event
-- (the id, the time and the raw record: ids alone are not unique in real data).
CREATE SCHEMA IF NOT EXISTS cloudtrail_store;

CREATE TABLE IF NOT EXISTS cloudtrail_store.events (
    source      VARCHAR NOT NULL,
    fingerprint UBIGINT NOT NULL,
    {{columns}}
);

-- The map of what is complete, as it was saved last.
CREATE TABLE IF NOT EXISTS cloudtrail_store.coverage (
    source      VARCHAR NOT NULL,
    attribute   VARCHAR NOT NULL,
    value       VARCHAR NOT NULL,
    from_second BIGINT NOT NULL,
    to_second   BIGINT NOT NULL,
    as_of       BIGINT NOT NULL
);

-- What queries read. A session that asks whether the newest rows already settle its
-- query sets scan_since, the moment down to which every source is complete: older
-- rows, which other queries may have brought, must not count then. One that gives
-- its rows in two parts sets scan_until for the older one.
CREATE OR REPLACE VIEW public.cloudtrail_events AS
SELECT {{names}} FROM cloudtrail_store.events
WHERE event_time >= coalesce(getvariable('scan_since')::TIMESTAMPTZ, '-infinity'::TIMESTAMPTZ)
  AND event_time < coalesce(getvariable('scan_until')::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ);
