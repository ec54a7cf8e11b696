-- The events as Tailpipe's table aws_cloudtrail_log has them.
-- Columns: https://hub.tailpipe.io/plugins/turbot/aws/tables/aws_cloudtrail_log
SELECT
    additional_event_data,
    api_version,
    aws_region,
    json_extract(cloudtrail_event, '$.edgeDeviceDetails') AS edge_device_details, -- Edge devices that are targets of the request.
    error_code,
    error_message,
    event_category,
    event_id,
    event_name,
    event_source,
    event_time,
    event_type,
    event_version,
    management_event,
    read_only,
    recipient_account_id,
    request_id,
    request_parameters,
    json_extract(cloudtrail_event, '$.resources') AS resources, -- The record's own list of resources: [{"accountId", "ARN", "type"}].
    response_elements,
    service_event_details,
    CAST(session_credential_from_console AS VARCHAR) AS session_credential_from_console,
    shared_event_id,
    source_ip_address,
    struct_pack(
        cipher_suite := json_extract_string(tls_details, '$.cipherSuite'),
        client_provided_host_header := json_extract_string(tls_details, '$.clientProvidedHostHeader'),
        tls_version := json_extract_string(tls_details, '$.tlsVersion')
    ) AS tls_details,
    user_agent,
    struct_pack(
        access_key_id := access_key_id,
        account_id := user_account_id,
        arn := user_arn,
        identity_provider := json_extract_string(user_identity, '$.identityProvider'),
        invoked_by := invoked_by,
        principal_id := principal_id,
        session_context := struct_pack(
            attributes := struct_pack(
                creation_date := TRY_CAST(s.attributes.creationDate AS TIMESTAMPTZ),
                mfa_authenticated := s.attributes.mfaAuthenticated),
            ec2_role_delivery := s.ec2RoleDelivery,
            session_issuer := struct_pack(
                account_id := s.sessionIssuer.accountId,
                arn := session_issuer_arn,
                principal_id := s.sessionIssuer.principalId,
                type := s.sessionIssuer.type,
                user_name := s.sessionIssuer.userName),
            web_id_federation_data := struct_pack(
                attributes := s.webIdFederationData.attributes,
                federated_provider := s.webIdFederationData.federatedProvider)),
        type := user_type,
        user_name := json_extract_string(user_identity, '$.userName')
    ) AS user_identity,
    vpc_endpoint_id,
    event_id AS tp_id, -- The event's own id.
    CAST('aws_cloudtrail_lookup_events' AS VARCHAR) AS tp_source_type, -- Where the row is from: LookupEvents.
    CAST(NULL AS TIMESTAMPTZ) AS tp_ingest_timestamp, -- Always NULL.
    event_time AS tp_timestamp, -- When the request was completed. Pushed down.
    CAST('aws_cloudtrail_log' AS VARCHAR) AS tp_table, -- This view's name.
    CAST('event_history' AS VARCHAR) AS tp_partition, -- Always event_history: there are no partitions here.
    recipient_account_id AS tp_index, -- The account that received the event. Chooses the accounts that are asked.
    CAST(timezone('UTC', event_time) AS DATE) AS tp_date, -- The day of the event, in UTC. Pushed down.
    source_ip_address AS tp_source_ip, -- The address the request came from.
    CAST(NULL AS VARCHAR) AS tp_destination_ip, -- Always NULL.
    CAST(NULL AS VARCHAR) AS tp_source_name, -- Always NULL.
    CAST(NULL AS VARCHAR) AS tp_source_location, -- Always NULL.
    list_filter(json_extract_string(cloudtrail_event, '$.resources[*].ARN'), lambda x: x IS NOT NULL) AS tp_akas, -- The ARNs in the record's list of resources.
    CASE WHEN source_ip_address IS NOT NULL THEN [source_ip_address] END AS tp_ips, -- The address, as a list.
    CAST(NULL AS JSON) AS tp_tags, -- Always NULL.
    CAST(NULL AS VARCHAR[]) AS tp_domains, -- Always NULL.
    CAST(NULL AS VARCHAR[]) AS tp_emails, -- Always NULL.
    list_filter([json_extract_string(user_identity, '$.userName'), access_key_id], lambda x: x IS NOT NULL) AS tp_usernames -- The user's name and access key.
FROM (
    SELECT *, json_transform(json_extract(user_identity, '$.sessionContext'), '{
        "attributes": {"creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR"}, "ec2RoleDelivery": "VARCHAR",
        "sessionIssuer": {"accountId": "VARCHAR", "principalId": "VARCHAR", "type": "VARCHAR", "userName": "VARCHAR"},
        "webIdFederationData": {"attributes": "JSON", "federatedProvider": "VARCHAR"}}') AS s
    FROM public.cloudtrail_events
)
