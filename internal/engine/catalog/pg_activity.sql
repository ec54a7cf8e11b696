-- What runs. Of other users' sessions little more than their being there is told
-- (src/backend/utils/adt/pgstatfuncs.c, pg_stat_get_activity).
CREATE VIEW trailgres_pg.catalog.pg_stat_activity AS
SELECT 16384::UINTEGER AS datid, b.datname, b.pid, NULL::INTEGER AS leader_pid,
    (SELECT a.oid FROM trailgres_pg.catalog.pg_authid a WHERE a.rolname = b.usename) AS usesysid, b.usename, b.application AS application_name,
    CASE WHEN b.mine THEN b.address END AS client_addr, NULL::VARCHAR AS client_hostname, CASE WHEN b.mine THEN b.port END AS client_port,
    CASE WHEN b.mine THEN b.began END AS backend_start,
    CASE WHEN b.mine AND b.state = 'active' THEN b.query_began WHEN b.mine AND b.state LIKE 'idle in%' THEN b.changed END AS xact_start,
    CASE WHEN b.mine THEN b.query_began END AS query_start, CASE WHEN b.mine THEN b.changed END AS state_change,
    CASE WHEN b.mine AND b.state LIKE 'idle%' THEN 'Client' END AS wait_event_type, CASE WHEN b.mine AND b.state LIKE 'idle%' THEN 'ClientRead' END AS wait_event,
    CASE WHEN b.mine THEN b.state END AS state, NULL::UINTEGER AS backend_xid, NULL::UINTEGER AS backend_xmin, NULL::BIGINT AS query_id, b.query,
    'client backend' AS backend_type
FROM (SELECT *, usename = CAST(getvariable('session_user') AS VARCHAR) AS mine FROM trailgres_pg.builtin.backends) b;

-- A statement holds a lock on what it reads, and its virtual transaction; nobody ever waits.
CREATE VIEW trailgres_pg.catalog.pg_locks AS
SELECT 'relation' AS locktype, 16384::UINTEGER AS "database", (SELECT c.oid FROM trailgres_pg.builtin.pg_class c WHERE c.relname = 'pg_locks') AS relation,
    NULL::INTEGER AS page, NULL::SMALLINT AS tuple, NULL::VARCHAR AS virtualxid, NULL::UINTEGER AS transactionid, NULL::UINTEGER AS classid, NULL::UINTEGER AS objid,
    NULL::SMALLINT AS objsubid, CAST(CAST(getvariable('backend_pid') AS VARCHAR) || '/1' AS VARCHAR) AS virtualtransaction, CAST(getvariable('backend_pid') AS INTEGER) AS pid,
    'AccessShareLock' AS mode, true AS "granted", true AS fastpath, NULL::TIMESTAMPTZ AS waitstart
UNION ALL
SELECT 'virtualxid', NULL, NULL, NULL, NULL, CAST(CAST(getvariable('backend_pid') AS VARCHAR) || '/1' AS VARCHAR), NULL, NULL, NULL, NULL,
    CAST(CAST(getvariable('backend_pid') AS VARCHAR) || '/1' AS VARCHAR), CAST(getvariable('backend_pid') AS INTEGER), 'ExclusiveLock', true, true, NULL;

CREATE VIEW trailgres_pg.catalog.pg_stat_database AS
SELECT oid AS datid, datname, (SELECT count(*) FROM trailgres_pg.builtin.backends) AS numbackends, 0::BIGINT AS xact_commit, 0::BIGINT AS xact_rollback, 0::BIGINT AS blks_read, 0::BIGINT AS blks_hit,
    0::BIGINT AS tup_returned, 0::BIGINT AS tup_fetched, 0::BIGINT AS tup_inserted, 0::BIGINT AS tup_updated, 0::BIGINT AS tup_deleted,
    0::BIGINT AS conflicts, 0::BIGINT AS temp_files, 0::BIGINT AS temp_bytes, 0::BIGINT AS deadlocks, NULL::BIGINT AS checksum_failures,
    NULL::TIMESTAMPTZ AS checksum_last_failure, 0::DOUBLE AS blk_read_time, 0::DOUBLE AS blk_write_time, 0::DOUBLE AS session_time,
    0::DOUBLE AS active_time, 0::DOUBLE AS idle_in_transaction_time, 0::BIGINT AS sessions, 0::BIGINT AS sessions_abandoned,
    0::BIGINT AS sessions_fatal, 0::BIGINT AS sessions_killed, NULL::TIMESTAMPTZ AS stats_reset
FROM trailgres_pg.catalog.pg_database;

CREATE VIEW trailgres_pg.catalog.pg_stat_gssapi AS
SELECT pid, false AS gss_authenticated, NULL::VARCHAR AS principal, false AS "encrypted" FROM trailgres_pg.builtin.backends
