-- The events as CloudTrail Lake's event data stores have them: eventtime is a timestamp, parameters take element_at(requestparameters, 'name').
-- Columns: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html
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
    event_time AS eventtime, -- When the request was completed. Pushed down.
    event_source AS eventsource, -- The service that was asked. Pushed down.
    event_name AS eventname, -- The requested action. Pushed down.
    aws_region AS awsregion, -- The region. Chooses the regions that are asked.
    source_ip_address AS sourceipaddress, -- The address the request came from.
    user_agent AS useragent, -- The tool the request was made with.
    error_code AS errorcode, -- The service's error; NULL when the request succeeded.
    error_message AS errormessage, -- The description of the error.
    request_parameters AS requestparameters, -- The parameters of the request; element_at(requestparameters, 'x') is one as text.
    response_elements AS responseelements, -- The answer to an action that makes changes; element_at() as for requestparameters.
    additional_event_data AS additionaleventdata, -- What the service adds of its own; element_at() as for requestparameters.
    request_id AS requestid, -- The id the called service gave the request.
    event_id AS eventid, -- CloudTrail's unique id of the event. Pushed down.
    read_only AS readonly, -- Whether the action only reads. Pushed down.
    list_transform(json_extract(cloudtrail_event, '$.resources[*]'), lambda r: struct_pack(arn := json_extract_string(r, '$.ARN'), accountid := json_extract_string(r, '$.accountId'), type := json_extract_string(r, '$.type'))) AS resources, -- The record's own list of resources, as an array of structs: resources[1].arn.
    event_type AS eventtype, -- AwsApiCall, AwsServiceEvent, AwsConsoleSignIn …
    api_version AS apiversion, -- The version of the API that was called.
    management_event AS managementevent, -- Whether it is a management event.
    recipient_account_id AS recipientaccountid, -- The account that received the event. Chooses the accounts that are asked.
    shared_event_id AS sharedeventid, -- The same for the copies of one event in several accounts.
    service_event_details AS serviceeventdetails, -- What triggered a service event and its result.
    vpc_endpoint_id AS vpcendpointid, -- The VPC endpoint the request came through.
    json_extract_string(cloudtrail_event, '$.vpcEndpointAccountId') AS vpcendpointaccountid, -- The account of the VPC endpoint.
    event_category AS eventcategory, -- Management.
    json_extract(cloudtrail_event, '$.addendum') AS addendum, -- Why the event was late or changed.
    session_credential_from_console AS sessioncredentialfromconsole, -- Whether the request came from a console session.
    json_extract(cloudtrail_event, '$.edgeDeviceDetails') AS edgedevicedetails, -- Edge devices that are targets of the request.
    struct_pack(
        tlsversion := json_extract_string(tls_details, '$.tlsVersion'),
        ciphersuite := json_extract_string(tls_details, '$.cipherSuite'),
        clientprovidedhostheader := json_extract_string(tls_details, '$.clientProvidedHostHeader')
    ) AS tlsdetails -- TLS of the request, as a struct.
FROM (
    SELECT *, json_transform(user_identity, '{
        "onBehalfOf": {"userId": "VARCHAR", "identityStoreArn": "VARCHAR"},
        "sessionContext": {"attributes": {"creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR"}, "ec2RoleDelivery": "VARCHAR",
            "sessionIssuer": {"accountId": "VARCHAR", "principalId": "VARCHAR", "type": "VARCHAR", "userName": "VARCHAR"},
            "webIdFederationData": {"attributes": "JSON", "federatedProvider": "VARCHAR"}}}') AS u
    FROM public.cloudtrail_events
)
