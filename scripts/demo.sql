-- Who made users, keys or rights, or silenced the trail, in the last week?
SELECT event_time, event_name, username, request_parameters->>'userName' AS for_user, source_ip_address
FROM cloudtrail_events
WHERE event_name IN ('CreateUser', 'CreateAccessKey', 'AttachUserPolicy', 'CreateLoginProfile', 'StopLogging', 'DeleteTrail')
  AND event_time > now() - interval '7 days'
ORDER BY event_time;
