-- The settings, with the session's values.
CREATE VIEW trailgres_pg.catalog.pg_settings AS
SELECT name, coalesce(CAST(getvariable('settings') AS MAP(VARCHAR, VARCHAR))[lower(name)], setting) AS setting, unit, category, short_desc, extra_desc,
    context, vartype, source, min_val, max_val, enumvals, boot_val, reset_val, sourcefile, sourceline, pending_restart
FROM trailgres_pg.builtin.pg_settings;

CREATE VIEW trailgres_pg.catalog.pg_timezone_names AS
SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names()
;

-- The server's settings as SHOW writes them: in the largest unit that they are whole in
-- (src/backend/utils/misc/guc.c, convert_int_from_base_unit).
CREATE VIEW trailgres_pg.builtin.shown_settings AS
SELECT name, CASE
    WHEN n IS NULL OR n <= 0 THEN setting
    WHEN unit IN ('B', 'kB', '8kB', 'MB') THEN CASE WHEN b % 1099511627776 = 0 THEN b // 1099511627776 || 'TB' WHEN b % 1073741824 = 0 THEN b // 1073741824 || 'GB'
        WHEN b % 1048576 = 0 THEN b // 1048576 || 'MB' WHEN b % 1024 = 0 THEN b // 1024 || 'kB' ELSE b || 'B' END
    ELSE CASE WHEN m % 86400000 = 0 THEN m // 86400000 || 'd' WHEN m % 3600000 = 0 THEN m // 3600000 || 'h' WHEN m % 60000 = 0 THEN m // 60000 || 'min'
        WHEN m % 1000 = 0 THEN m // 1000 || 's' ELSE m || 'ms' END END AS setting
FROM (SELECT name, setting, unit, n, n * CASE unit WHEN 'kB' THEN 1024 WHEN '8kB' THEN 8192 WHEN 'MB' THEN 1048576 ELSE 1 END AS b,
        n * CASE unit WHEN 's' THEN 1000 WHEN 'min' THEN 60000 ELSE 1 END AS m
    FROM (SELECT name, setting, unit, CASE WHEN unit IS NOT NULL AND vartype IN ('integer', 'real') THEN TRY_CAST(setting AS BIGINT) END AS n FROM trailgres_pg.builtin.pg_settings))
