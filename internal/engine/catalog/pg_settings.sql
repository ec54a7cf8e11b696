-- The settings, with the session's values.
CREATE VIEW trailgres_pg.catalog.pg_settings AS
SELECT name, coalesce(CAST(getvariable('settings') AS MAP(VARCHAR, VARCHAR))[lower(name)], setting) AS setting, unit, category, short_desc, extra_desc,
    context, vartype, source, min_val, max_val, enumvals, boot_val, reset_val, sourcefile, sourceline, pending_restart
FROM trailgres_pg.builtin.pg_settings;

CREATE VIEW trailgres_pg.catalog.pg_timezone_names AS
SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names()
