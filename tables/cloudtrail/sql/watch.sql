-- A watch's rows come in numbered readings; a query sees the newest.
CREATE SCHEMA IF NOT EXISTS cloudtrail_store;

CREATE OR REPLACE TABLE cloudtrail_store.watch_{{name}} (reading BIGINT, end_of_reading BOOLEAN, {{columns}});

CREATE OR REPLACE VIEW trailgres.{{name}} AS
SELECT {{names}} FROM cloudtrail_store.watch_{{name}}
WHERE NOT end_of_reading AND reading = (SELECT max(reading) FROM cloudtrail_store.watch_{{name}});
