-- One page of events into rows; the one place that maps a raw record to the table.
-- $1 is the source, $2 the page as a JSON list of envelopes:
--   {"id", "name", "source", "time" (Unix seconds), "read_only", "key", "user",
--    "resources": [{"ResourceType", "ResourceName"}], "record" (the raw text),
--    "broken" (it is not JSON: DuckDB's own parser takes NaN and stray commas too)}
-- What the envelope and the record both say is taken from the envelope, because
-- the lookups filter on that. Members of the wrong type become text or NULL; the
-- raw text is kept whatever it is. Every JSON text is parsed as seldom as can be.
INSERT INTO cloudtrail_store.events
WITH page AS (
    SELECT unnest(from_json($2::VARCHAR, '[{
        "id": "VARCHAR", "name": "VARCHAR", "source": "VARCHAR", "time": "BIGINT",
        "read_only": "VARCHAR", "key": "VARCHAR", "user": "VARCHAR", "resources": "JSON", "record": "VARCHAR", "broken": "BOOLEAN"
    }]')) AS e
), timed AS (
    SELECT e, hash(e.id, e.time, e.record) AS fingerprint, make_timestamptz(e.time * 1000000) AS event_time
    FROM page
), fresh AS (
    SELECT DISTINCT ON (fingerprint) *, CASE WHEN e.broken IS NOT TRUE THEN TRY_CAST(e.record AS JSON) END AS parsed
    FROM timed
    WHERE NOT EXISTS (
        SELECT 1 FROM cloudtrail_store.events o
        WHERE o.source = $1::VARCHAR AND o.event_time = timed.event_time AND o.fingerprint = timed.fingerprint
    )
), members AS (
    SELECT *, from_json(CASE WHEN json_type(parsed) = 'OBJECT' THEN parsed END, '{
        "awsRegion": "VARCHAR", "recipientAccountId": "VARCHAR", "sourceIPAddress": "VARCHAR", "userAgent": "VARCHAR",
        "errorCode": "VARCHAR", "errorMessage": "VARCHAR", "userIdentity": "JSON", "requestParameters": "JSON",
        "responseElements": "JSON", "additionalEventData": "JSON", "serviceEventDetails": "JSON", "tlsDetails": "JSON",
        "requestID": "VARCHAR", "sharedEventID": "VARCHAR", "vpcEndpointId": "VARCHAR", "apiVersion": "VARCHAR",
        "eventVersion": "VARCHAR", "eventType": "VARCHAR", "eventCategory": "VARCHAR", "managementEvent": "VARCHAR",
        "sessionCredentialFromConsole": "VARCHAR"
    }') AS r
    FROM fresh
), identities AS (
    SELECT *, from_json(CASE WHEN json_type(r.userIdentity) = 'OBJECT' THEN r.userIdentity END, '{
        "type": "VARCHAR", "arn": "VARCHAR", "principalId": "VARCHAR", "accountId": "VARCHAR", "invokedBy": "VARCHAR",
        "sessionContext": {"sessionIssuer": {"arn": "VARCHAR"}, "attributes": {"mfaAuthenticated": "VARCHAR"}}
    }') AS u
    FROM members
)
SELECT
    $1::VARCHAR,
    fingerprint,
    event_time,
    cloudtrail_store.clean(e.name),
    cloudtrail_store.clean(e.source),
    cloudtrail_store.clean(e.id),
    cloudtrail_store.clean(e.user),
    cloudtrail_store.clean(e.key),
    TRY_CAST(e.read_only AS BOOLEAN),
    coalesce(cloudtrail_store.clean(r.awsRegion), split_part($1::VARCHAR, '/', 2)),
    coalesce(cloudtrail_store.clean(r.recipientAccountId), split_part($1::VARCHAR, '/', 1)),
    cloudtrail_store.clean(r.sourceIPAddress),
    cloudtrail_store.clean(r.userAgent),
    cloudtrail_store.clean(r.errorCode),
    cloudtrail_store.clean(r.errorMessage),
    cloudtrail_store.clean(u.type),
    cloudtrail_store.clean(u.arn),
    cloudtrail_store.clean(u.principalId),
    cloudtrail_store.clean(u.accountId),
    cloudtrail_store.clean(u.invokedBy),
    cloudtrail_store.clean(u.sessionContext.sessionIssuer.arn),
    TRY_CAST(u.sessionContext.attributes.mfaAuthenticated AS BOOLEAN),
    cloudtrail_store.members(e.resources, 'ResourceName'),
    cloudtrail_store.members(e.resources, 'ResourceType'),
    e.resources,
    cloudtrail_store.present(r.userIdentity),
    cloudtrail_store.present(r.requestParameters),
    cloudtrail_store.present(r.responseElements),
    cloudtrail_store.present(r.additionalEventData),
    cloudtrail_store.present(r.serviceEventDetails),
    cloudtrail_store.present(r.tlsDetails),
    cloudtrail_store.clean(r.requestID),
    cloudtrail_store.clean(r.sharedEventID),
    cloudtrail_store.clean(r.vpcEndpointId),
    cloudtrail_store.clean(r.apiVersion),
    cloudtrail_store.clean(r.eventVersion),
    cloudtrail_store.clean(r.eventType),
    cloudtrail_store.clean(r.eventCategory),
    TRY_CAST(r.managementEvent AS BOOLEAN),
    TRY_CAST(r.sessionCredentialFromConsole AS BOOLEAN),
    coalesce(parsed, to_json(e.record))
FROM identities
