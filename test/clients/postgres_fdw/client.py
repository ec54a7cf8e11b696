"""postgres_fdw: a real PostgreSQL 15 of its own, to which the server's tables are foreign."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

BIN = "/usr/lib/postgresql/15/bin"
if common.SHORT:
    common.absent("it starts a PostgreSQL of its own, in make clients alone")
if not os.path.exists(f"{BIN}/initdb"):
    common.absent("PostgreSQL 15 is missing; Debian has it in postgresql-15")
if not os.path.exists("/usr/share/postgresql/15/extension/postgres_fdw.control"):
    common.absent("postgres_fdw is missing")
common.version(re.search(r"\d+(\.\d+)*", subprocess.check_output([f"{BIN}/postgres", "--version"], text=True)).group())

# PostgreSQL refuses to run as root; the folder is then of the user postgres.
ROOT = os.getuid() == 0
HOME = f"/tmp/trailgres-fdw-{os.getpid()}"
os.mkdir(HOME)
if ROOT:
    shutil.chown(HOME, "postgres")
LOCAL = f"host={HOME} port=5432 user=fdw dbname=postgres"


def server(*command):
    how = {"user": "postgres"} if ROOT else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HOME, **how)


def psql(sql, dsn=LOCAL):
    """The unaligned answer of a script to the local PostgreSQL, or to the server itself."""
    p = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", dsn], input=sql, capture_output=True, text=True, timeout=60)
    if p.returncode:
        raise RuntimeError(p.stderr.strip())
    return p.stdout.strip()


def both(what, sql):
    """A query through postgres_fdw gives what the server itself gives."""
    with check("foreign table", what):
        equal(psql(sql), psql(sql, common.DSN))


def plan(sql):
    return psql(f"EXPLAIN (VERBOSE, COSTS OFF) {sql}")


def setup():
    e = os.environ
    psql(f"""CREATE EXTENSION postgres_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{e["PGHOST"]}', port '{e["PGPORT"]}', dbname '{e["PGDATABASE"]}');
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user '{e["PGUSER"]}', password '{e["PGPASSWORD"]}');""")


def run():
    mode = "foreign table"
    with check(mode, "CREATE SERVER and USER MAPPING"):
        setup()
    with check(mode, "IMPORT FOREIGN SCHEMA"):
        psql("IMPORT FOREIGN SCHEMA public LIMIT TO (cloudtrail_events) FROM SERVER s INTO public")
        equal(psql("SELECT count(*) > 20, min(atttypid::regtype::text) FROM pg_attribute"
                   " WHERE attrelid = 'cloudtrail_events'::regclass AND attnum > 0"), "t|boolean")
    if common.OURS:
        pushed()  # before a question that fetches everything
    recent = "event_time > now() - interval '6 days'"
    both("count", f"SELECT count(*) FROM cloudtrail_events WHERE {recent}")
    both("group and order", f"SELECT event_name, count(*) FROM cloudtrail_events WHERE {recent} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5")
    both("arrays, JSON and NULLs", f"SELECT event_id, resource_names, user_identity, error_code FROM cloudtrail_events WHERE {recent}"
         " ORDER BY event_id LIMIT 20")
    both("LIKE, IN, IS NULL", "SELECT count(*) FROM cloudtrail_events WHERE event_name LIKE 'Desc%' AND aws_region IN ('us-east-1', 'x')"
         f" AND error_code IS NULL AND {recent}")
    named = "SELECT event_id FROM cloudtrail_events WHERE event_name = 'RunInstances' AND event_time > '2020-01-01'"
    with check(mode, "WHERE is in the remote statement"):
        equal("WHERE ((event_time > " in plan(named) and "event_name = 'RunInstances'" in plan(named), True)
    with check(mode, "ORDER BY and LIMIT are in the remote statement"):
        text = plan("SELECT event_id FROM cloudtrail_events ORDER BY event_time DESC LIMIT 3")
        equal("ORDER BY event_time DESC" in text and "LIMIT 3" in text, True)
    with check(mode, "a join with a local table"):
        psql("CREATE TABLE names (n text); INSERT INTO names VALUES ('RunInstances'), ('DescribeInstances')")
        joined = f"SELECT n, count(*) FROM names JOIN cloudtrail_events ON event_name = n WHERE {recent} GROUP BY 1 ORDER BY 1"
        equal(psql(joined), psql("SELECT event_name, count(*) FROM cloudtrail_events WHERE event_name IN ('RunInstances',"
                                 f" 'DescribeInstances') AND {recent} GROUP BY 1 ORDER BY 1", common.DSN))
    with check(mode, "a cursor that is read in parts"):
        equal(psql("BEGIN; DECLARE c CURSOR FOR SELECT event_id FROM cloudtrail_events; FETCH 3 FROM c; CLOSE c; COMMIT").count("\n"), 2)
    with check(mode, "a savepoint around an error"):
        equal(psql("\\set ON_ERROR_STOP off\nBEGIN; SAVEPOINT s; SELECT count(*) > 0 FROM cloudtrail_events WHERE 1/length(event_id) = 7;"
                   " ROLLBACK TO s; SELECT 'after'; COMMIT").split()[-1], "after")
    with check(mode, "ANALYZE"):
        psql("ANALYZE cloudtrail_events")
        equal(psql("SELECT count(*) > 0 FROM pg_stats WHERE tablename = 'cloudtrail_events'"), "t")
    with check(mode, "ALTER … use_remote_estimate"):
        psql("ALTER FOREIGN TABLE cloudtrail_events OPTIONS (ADD use_remote_estimate 'true')")
    both("use_remote_estimate", f"SELECT count(*) FROM cloudtrail_events WHERE {recent}")
    with check(mode, "use_remote_estimate reads the remote plan's rows"):
        equal(re.search(r"rows=\d+ width=\d+", psql(f"EXPLAIN {named}")) is not None, True)
    with check(mode, "ALTER … fetch_size"):
        psql("ALTER FOREIGN TABLE cloudtrail_events OPTIONS (DROP use_remote_estimate); ALTER SERVER s OPTIONS (ADD fetch_size '7')")
    both("fetch_size 7", f"SELECT event_id FROM cloudtrail_events WHERE {recent} ORDER BY event_id")


def pushed():
    """What PostgreSQL pushed down reached CloudTrail: the lookups that were made say so."""
    with check("lookups", "a pushed-down event_name becomes a lookup by EventName"):
        psql("SELECT count(*) FROM cloudtrail_events WHERE event_name = 'PutBucketPolicy' AND event_time > now() - interval '80 days'"
             " AND event_time < now() - interval '40 days'")
        seen = psql("SELECT * FROM trailgres.lookups", common.DSN)
        equal("PutBucketPolicy" in seen, True)


try:
    server(f"{BIN}/initdb", "-D", f"{HOME}/data", "-U", "fdw", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    server(f"{BIN}/pg_ctl", "-D", f"{HOME}/data", "-w", "-l", f"{HOME}/log", "-o",
           f"-k {HOME} -p 5432 -c listen_addresses= -c fsync=off -c timezone=UTC", "start")
    try:
        run()
    finally:
        server(f"{BIN}/pg_ctl", "-D", f"{HOME}/data", "-m", "immediate", "stop")
finally:
    shutil.rmtree(HOME, ignore_errors=True)
common.done()
