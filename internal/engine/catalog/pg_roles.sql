-- Databases and roles: this server has one database, which belongs to the role
-- trailgres; whoever is connected is a role without privileges of its own.
CREATE VIEW trailgres_pg.catalog.pg_database AS
SELECT 16384::UINTEGER AS oid, CAST(getvariable('database') AS VARCHAR) AS datname, 10::UINTEGER AS datdba, 6 AS encoding, 'c' AS datlocprovider,
    false AS datistemplate, true AS datallowconn, -1 AS datconnlimit, 716::UINTEGER AS datfrozenxid, 1::UINTEGER AS datminmxid,
    1663::UINTEGER AS dattablespace, 'C' AS datcollate, 'C.UTF-8' AS datctype, NULL::VARCHAR AS daticulocale, NULL::VARCHAR AS datcollversion,
    ['=CTc/trailgres', 'trailgres=CTc/trailgres'] AS datacl;

CREATE VIEW trailgres_pg.catalog.pg_authid AS
SELECT 10::UINTEGER AS oid, 'trailgres' AS rolname, true AS rolsuper, true AS rolinherit, true AS rolcreaterole, true AS rolcreatedb,
    true AS rolcanlogin, true AS rolreplication, true AS rolbypassrls, -1 AS rolconnlimit, NULL::VARCHAR AS rolpassword, NULL::TIMESTAMPTZ AS rolvaliduntil
UNION ALL
SELECT trailgres_pg.builtin.role_oid(u.usename), u.usename, false, true, false, false, true, false, false, -1, NULL, NULL
FROM (SELECT CAST(getvariable('session_user') AS VARCHAR) AS usename UNION SELECT usename FROM trailgres_pg.builtin.backends) u
WHERE u.usename <> 'trailgres'
UNION ALL
SELECT trailgres_pg.builtin.role_oid(name), name, false, true, false, false, false, false, false, -1, NULL, NULL
FROM (VALUES ('pg_database_owner'), ('pg_read_all_data'), ('pg_write_all_data'), ('pg_monitor'), ('pg_read_all_settings'), ('pg_read_all_stats'),
    ('pg_stat_scan_tables'), ('pg_read_server_files'), ('pg_write_server_files'), ('pg_execute_server_program'), ('pg_signal_backend'), ('pg_checkpoint')) v(name);

CREATE VIEW trailgres_pg.catalog.pg_roles AS
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit, '********' AS rolpassword,
    rolvaliduntil, rolbypassrls, NULL::VARCHAR[] AS rolconfig, oid
FROM trailgres_pg.catalog.pg_authid;

CREATE VIEW trailgres_pg.catalog.pg_shadow AS
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
    rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, NULL::VARCHAR[] AS useconfig
FROM trailgres_pg.catalog.pg_authid WHERE rolcanlogin;

CREATE VIEW trailgres_pg.catalog.pg_user AS
SELECT usename, usesysid, usecreatedb, usesuper, userepl, usebypassrls, '********' AS passwd, valuntil, useconfig
FROM trailgres_pg.catalog.pg_shadow
