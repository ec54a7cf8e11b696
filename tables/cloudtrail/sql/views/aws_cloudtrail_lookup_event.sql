-- The events as Steampipe's table aws_cloudtrail_lookup_event has them; start_time = and end_time = mean from and until.
-- Columns: https://hub.steampipe.io/plugins/turbot/aws/tables/aws_cloudtrail_lookup_event
SELECT
    event_id,
    event_name,
    event_source,
    CAST(read_only AS VARCHAR) AS read_only, -- 'true' or 'false'. Pushed down.
    access_key_id,
    event_time,
    event_time AS end_time, -- The event's time. end_time = x means every event until x.
    event_time AS start_time, -- The event's time. start_time = x means every event since x.
    resource_names AS resource_name, -- The resources' names. resource_name = 'x' means that x is one of them.
    resource_types AS resource_type, -- The resources' types. resource_type = 'x' means that x is one of them.
    username,
    resources,
    cloudtrail_event AS cloud_trail_event, -- The whole record, as delivered.
    event_name AS title, -- The event's name.
    CASE WHEN aws_region LIKE 'cn-%' THEN 'aws-cn' WHEN aws_region LIKE 'us-gov-%' THEN 'aws-us-gov' ELSE 'aws' END AS partition, -- The partition of AWS that the region is in.
    aws_region AS region, -- The region. Chooses the regions that are asked.
    recipient_account_id AS account_id -- The account. Chooses the accounts that are asked.
FROM public.cloudtrail_events
