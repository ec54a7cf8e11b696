-- The stored events, and the relations that queries read. source and fingerprint are
-- the cache's own: which source brought the row, and what makes it one event
-- (the id, the time and the raw record: ids alone are not unique in real data).
CREATE SCHEMA IF NOT EXISTS cloudtrail_store;

CREATE TABLE IF NOT EXISTS cloudtrail_store.events (
    source      VARCHAR NOT NULL,
    fingerprint UBIGINT NOT NULL,
    {{columns}}
);

CREATE OR REPLACE VIEW public.cloudtrail_events AS
SELECT {{names}} FROM cloudtrail_store.events;

-- What is certain while a scan is still under way: rows at or after the moment
-- down to which every source is complete.
CREATE OR REPLACE VIEW cloudtrail_store.cloudtrail_events_since AS
SELECT {{names}} FROM cloudtrail_store.events WHERE event_time >= getvariable('scan_since');
