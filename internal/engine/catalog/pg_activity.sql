-- What runs: a session sees itself.
CREATE VIEW trailgres_pg.catalog.pg_stat_activity AS
SELECT 16384::UINTEGER AS datid, CAST(getvariable('database') AS VARCHAR) AS datname, CAST(getvariable('backend_pid') AS INTEGER) AS pid, NULL::INTEGER AS leader_pid,
    (SELECT oid FROM trailgres_pg.catalog.pg_authid WHERE rolname = CAST(getvariable('session_user') AS VARCHAR)) AS usesysid,
    CAST(getvariable('session_user') AS VARCHAR) AS usename,
    coalesce(CAST(getvariable('settings') AS MAP(VARCHAR, VARCHAR))['application_name'], '') AS application_name, NULL::VARCHAR AS client_addr,
    NULL::VARCHAR AS client_hostname, NULL::INTEGER AS client_port, NULL::TIMESTAMPTZ AS backend_start,
    CAST(getvariable('statement_time') AS TIMESTAMPTZ) AS xact_start, CAST(getvariable('statement_time') AS TIMESTAMPTZ) AS query_start,
    CAST(getvariable('statement_time') AS TIMESTAMPTZ) AS state_change, NULL::VARCHAR AS wait_event_type, NULL::VARCHAR AS wait_event,
    'active' AS state, NULL::UINTEGER AS backend_xid, NULL::UINTEGER AS backend_xmin, NULL::BIGINT AS query_id, '' AS query, 'client backend' AS backend_type;

CREATE VIEW trailgres_pg.catalog.pg_stat_database AS
SELECT oid AS datid, datname, 1 AS numbackends, 0::BIGINT AS xact_commit, 0::BIGINT AS xact_rollback, 0::BIGINT AS blks_read, 0::BIGINT AS blks_hit,
    0::BIGINT AS tup_returned, 0::BIGINT AS tup_fetched, 0::BIGINT AS tup_inserted, 0::BIGINT AS tup_updated, 0::BIGINT AS tup_deleted,
    0::BIGINT AS conflicts, 0::BIGINT AS temp_files, 0::BIGINT AS temp_bytes, 0::BIGINT AS deadlocks, NULL::BIGINT AS checksum_failures,
    NULL::TIMESTAMPTZ AS checksum_last_failure, 0::DOUBLE AS blk_read_time, 0::DOUBLE AS blk_write_time, 0::DOUBLE AS session_time,
    0::DOUBLE AS active_time, 0::DOUBLE AS idle_in_transaction_time, 0::BIGINT AS sessions, 0::BIGINT AS sessions_abandoned,
    0::BIGINT AS sessions_fatal, 0::BIGINT AS sessions_killed, NULL::TIMESTAMPTZ AS stats_reset
FROM trailgres_pg.catalog.pg_database
