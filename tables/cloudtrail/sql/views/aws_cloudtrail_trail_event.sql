-- The events as Steampipe's table aws_cloudtrail_trail_event has them; they are from the event history, whatever log_group_name says.
-- Columns: https://hub.steampipe.io/plugins/turbot/aws/tables/aws_cloudtrail_trail_event
SELECT
    CAST(NULL AS VARCHAR) AS filter, -- Always NULL; a filter pattern of CloudWatch cannot be answered.
    CAST(NULL AS VARCHAR) AS log_group_name, -- Always NULL; log_group_name = 'x' holds for every event.
    recipient_account_id || '_CloudTrail_' || aws_region AS log_stream_name, -- The name that CloudTrail gives to the log stream of the event's account and region.
    event_time AS "timestamp", -- When the request was completed. Pushed down.
    epoch_ms(event_time) AS timestamp_ms, -- The same, in milliseconds since 1970.
    access_key_id,
    aws_region,
    error_code,
    error_message,
    event_category,
    event_id,
    event_name,
    event_source,
    event_time,
    event_type,
    event_version,
    read_only,
    recipient_account_id,
    request_id,
    shared_event_id,
    source_ip_address,
    user_agent,
    user_type,
    json_extract_string(user_identity, '$.userName') AS username, -- The record's userIdentity.userName; the name that is pushed down is in cloudtrail_events.
    coalesce(user_arn, session_issuer_arn, json_extract_string(user_identity, '$.sessionContext.sessionIssuer.principalId')) AS user_identifier, -- The ARN of the user or role that made the call.
    vpc_endpoint_id,
    additional_event_data,
    cloudtrail_event,
    request_parameters,
    response_elements,
    json_extract(cloudtrail_event, '$.resources') AS resources, -- The record's own list of resources.
    tls_details,
    user_identity,
    CASE WHEN aws_region LIKE 'cn-%' THEN 'aws-cn' WHEN aws_region LIKE 'us-gov-%' THEN 'aws-us-gov' ELSE 'aws' END AS partition, -- The partition of AWS that the region is in.
    aws_region AS region, -- The region. Chooses the regions that are asked.
    recipient_account_id AS account_id -- The account. Chooses the accounts that are asked.
FROM public.cloudtrail_events
