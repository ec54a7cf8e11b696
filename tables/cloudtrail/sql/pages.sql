-- What each page holds: its source, its first second and its bytes, oldest first.
-- $1 is a row's overhead in bytes.
SELECT source, (epoch(event_time)::BIGINT // 3600) * 3600 AS second,
       sum(strlen(cloudtrail_event::VARCHAR) + $1::BIGINT)::BIGINT
FROM cloudtrail_store.events
GROUP BY source, second
ORDER BY second
