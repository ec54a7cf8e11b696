-- One page of events into rows; the one place that maps a raw record to the table.
-- $1 is the source, $2 the page as a JSON list of envelopes:
--   {"id", "name", "source", "time" (Unix seconds), "read_only", "key", "user",
--    "resources": [{"ResourceType", "ResourceName"}], "record" (the raw text)}
-- What the envelope and the record both say is taken from the envelope, because
-- the lookups filter on that. Members of the wrong type become NULL; the raw text
-- is kept whatever it is.
INSERT INTO cloudtrail_store.events
WITH page AS (
    SELECT unnest(json_extract($2::JSON, '$[*]')) AS e
), typed AS (
    SELECT
        e,
        e ->> '$.record' AS raw,
        TRY_CAST(e ->> '$.record' AS JSON) AS parsed
    FROM page
), fresh AS (
    SELECT DISTINCT ON (fingerprint) *
    FROM (
        SELECT *,
               hash(e ->> '$.id', raw) AS fingerprint,
               make_timestamptz((e ->> '$.time')::BIGINT * 1000000) AS event_time,
               CASE WHEN json_type(parsed) = 'OBJECT' THEN parsed END AS r
        FROM typed
    ) p
    WHERE NOT EXISTS (
        SELECT 1 FROM cloudtrail_store.events o
        WHERE o.source = $1 AND o.event_time = p.event_time AND o.fingerprint = p.fingerprint
    )
)
SELECT
    $1,
    fingerprint,
    event_time,
    e ->> '$.name',
    e ->> '$.source',
    e ->> '$.id',
    e ->> '$.user',
    e ->> '$.key',
    TRY_CAST(e ->> '$.read_only' AS BOOLEAN),
    coalesce(cloudtrail_store.text_member(r, 'awsRegion'), split_part($1, '/', 2)),
    coalesce(cloudtrail_store.text_member(r, 'recipientAccountId'), split_part($1, '/', 1)),
    cloudtrail_store.text_member(r, 'sourceIPAddress'),
    cloudtrail_store.text_member(r, 'userAgent'),
    cloudtrail_store.text_member(r, 'errorCode'),
    cloudtrail_store.text_member(r, 'errorMessage'),
    cloudtrail_store.text_member(r -> '$.userIdentity', 'type'),
    cloudtrail_store.text_member(r -> '$.userIdentity', 'arn'),
    cloudtrail_store.text_member(r -> '$.userIdentity', 'principalId'),
    cloudtrail_store.text_member(r -> '$.userIdentity', 'accountId'),
    cloudtrail_store.text_member(r -> '$.userIdentity', 'invokedBy'),
    cloudtrail_store.text_member(r -> '$.userIdentity.sessionContext.sessionIssuer', 'arn'),
    cloudtrail_store.bool_member(r -> '$.userIdentity.sessionContext.attributes', 'mfaAuthenticated'),
    cloudtrail_store.members(e, 'ResourceName'),
    cloudtrail_store.members(e, 'ResourceType'),
    e -> '$.resources',
    cloudtrail_store.json_member(r, 'userIdentity'),
    cloudtrail_store.json_member(r, 'requestParameters'),
    cloudtrail_store.json_member(r, 'responseElements'),
    cloudtrail_store.json_member(r, 'additionalEventData'),
    cloudtrail_store.json_member(r, 'serviceEventDetails'),
    cloudtrail_store.json_member(r, 'tlsDetails'),
    cloudtrail_store.text_member(r, 'requestID'),
    cloudtrail_store.text_member(r, 'sharedEventID'),
    cloudtrail_store.text_member(r, 'vpcEndpointId'),
    cloudtrail_store.text_member(r, 'apiVersion'),
    cloudtrail_store.text_member(r, 'eventVersion'),
    cloudtrail_store.text_member(r, 'eventType'),
    cloudtrail_store.text_member(r, 'eventCategory'),
    cloudtrail_store.bool_member(r, 'managementEvent'),
    cloudtrail_store.bool_member(r, 'sessionCredentialFromConsole'),
    coalesce(parsed, to_json(raw))
FROM fresh
