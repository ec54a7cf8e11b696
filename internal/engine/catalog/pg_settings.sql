-- The settings, with the session's values. What a client gave when PostgreSQL was asked
-- for its own is a default here.
CREATE VIEW trailgres_pg.catalog.pg_settings AS
SELECT name, coalesce(own.setting, setting) AS setting, unit, category, short_desc, extra_desc, context, vartype,
    coalesce(own.source, CASE source WHEN 'client' THEN 'default' ELSE source END) AS source, min_val, max_val, enumvals, boot_val,
    coalesce(own.reset, reset_val) AS reset_val, sourcefile, sourceline, pending_restart
FROM (SELECT *, CAST(getvariable('setting_rows') AS MAP(VARCHAR, STRUCT(setting VARCHAR, source VARCHAR, reset VARCHAR)))[lower(name)] AS own
    FROM trailgres_pg.builtin.pg_settings)
WHERE NOT list_contains(CAST(getvariable('private_settings') AS VARCHAR[]), name);

CREATE VIEW trailgres_pg.catalog.pg_timezone_names AS
SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names()
