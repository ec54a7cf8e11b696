-- The events as the table has them that the console makes for Athena: eventtime is text, userIdentity a struct, parameters are JSON in text.
-- Columns: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-understanding.html
SELECT
    event_version AS eventversion, -- The version of the record's format.
    struct_pack(
        type := user_type,
        principalid := principal_id,
        arn := user_arn,
        accountid := user_account_id,
        invokedby := invoked_by,
        accesskeyid := access_key_id,
        username := json_extract_string(user_identity, '$.userName'),
        onbehalfof := struct_pack(userid := u.onBehalfOf.userId, identitystorearn := u.onBehalfOf.identityStoreArn),
        sessioncontext := struct_pack(
            attributes := struct_pack(
                mfaauthenticated := u.sessionContext.attributes.mfaAuthenticated,
                creationdate := u.sessionContext.attributes.creationDate),
            sessionissuer := struct_pack(
                type := u.sessionContext.sessionIssuer.type,
                principalid := u.sessionContext.sessionIssuer.principalId,
                arn := session_issuer_arn,
                accountid := u.sessionContext.sessionIssuer.accountId,
                username := u.sessionContext.sessionIssuer.userName),
            ec2roledelivery := u.sessionContext.ec2RoleDelivery,
            webidfederationdata := struct_pack(
                federatedprovider := u.sessionContext.webIdFederationData.federatedProvider,
                attributes := u.sessionContext.webIdFederationData.attributes))
    ) AS useridentity, -- Who made the request, as a struct: useridentity.arn, useridentity.sessioncontext.sessionissuer.username.
    strftime(timezone('UTC', event_time), '%Y-%m-%dT%H:%M:%SZ') AS eventtime, -- When the request was completed, as text in ISO 8601: 2026-02-01T10:20:30Z. Comparisons are pushed down.
    event_source AS eventsource, -- The service that was asked. Pushed down.
    event_name AS eventname, -- The requested action. Pushed down.
    aws_region AS awsregion, -- The region. Chooses the regions that are asked.
    source_ip_address AS sourceipaddress, -- The address the request came from.
    user_agent AS useragent, -- The tool the request was made with.
    error_code AS errorcode, -- The service's error; NULL when the request succeeded.
    error_message AS errormessage, -- The description of the error.
    CAST(request_parameters AS VARCHAR) AS requestparameters, -- The parameters of the request, JSON in text.
    CAST(response_elements AS VARCHAR) AS responseelements, -- The answer to an action that makes changes, JSON in text.
    CAST(additional_event_data AS VARCHAR) AS additionaleventdata, -- What the service adds of its own, JSON in text.
    request_id AS requestid, -- The id the called service gave the request.
    event_id AS eventid, -- CloudTrail's unique id of the event. Pushed down.
    CAST(read_only AS VARCHAR) AS readonly, -- 'true' or 'false'. Pushed down.
    list_transform(json_extract(cloudtrail_event, '$.resources[*]'), lambda r: struct_pack(arn := json_extract_string(r, '$.ARN'), accountid := json_extract_string(r, '$.accountId'), type := json_extract_string(r, '$.type'))) AS resources, -- The record's own list of resources, as an array of structs: resources[1].arn.
    event_type AS eventtype, -- AwsApiCall, AwsServiceEvent, AwsConsoleSignIn …
    api_version AS apiversion, -- The version of the API that was called.
    recipient_account_id AS recipientaccountid, -- The account that received the event. Chooses the accounts that are asked.
    CAST(service_event_details AS VARCHAR) AS serviceeventdetails, -- What triggered a service event and its result, JSON in text.
    shared_event_id AS sharedeventid, -- The same for the copies of one event in several accounts.
    vpc_endpoint_id AS vpcendpointid, -- The VPC endpoint the request came through.
    json_extract_string(cloudtrail_event, '$.vpcEndpointAccountId') AS vpcendpointaccountid, -- The account of the VPC endpoint.
    event_category AS eventcategory, -- Management.
    CAST(json_extract(cloudtrail_event, '$.addendum') AS VARCHAR) AS addendum, -- Why the event was late or changed, JSON in text.
    CAST(session_credential_from_console AS VARCHAR) AS sessioncredentialfromconsole, -- 'true' when the request came from a console session.
    CAST(json_extract(cloudtrail_event, '$.edgeDeviceDetails') AS VARCHAR) AS edgedevicedetails, -- Edge devices that are targets of the request, JSON in text.
    struct_pack(
        tlsversion := json_extract_string(tls_details, '$.tlsVersion'),
        ciphersuite := json_extract_string(tls_details, '$.cipherSuite'),
        clientprovidedhostheader := json_extract_string(tls_details, '$.clientProvidedHostHeader')
    ) AS tlsdetails, -- TLS of the request, as a struct.
    recipient_account_id AS account, -- The partition column account of the usual tables.
    aws_region AS region, -- The partition column region of the usual tables.
    strftime(timezone('UTC', event_time), '%Y/%m/%d') AS "timestamp", -- The partition column timestamp of the usual tables: 2026/02/01. Pushed down.
    strftime(timezone('UTC', event_time), '%Y') AS year, -- The partition column year of the usual tables. Pushed down.
    strftime(timezone('UTC', event_time), '%m') AS month, -- The partition column month of the usual tables.
    strftime(timezone('UTC', event_time), '%d') AS day -- The partition column day of the usual tables.
FROM (
    SELECT *, json_transform(user_identity, '{
        "onBehalfOf": {"userId": "VARCHAR", "identityStoreArn": "VARCHAR"},
        "sessionContext": {"attributes": {"creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR"}, "ec2RoleDelivery": "VARCHAR",
            "sessionIssuer": {"accountId": "VARCHAR", "principalId": "VARCHAR", "type": "VARCHAR", "userName": "VARCHAR"},
            "webIdFederationData": {"attributes": "JSON", "federatedProvider": "VARCHAR"}}}') AS u
    FROM public.cloudtrail_events
)
