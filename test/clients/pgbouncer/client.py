"""PgBouncer in front of the server: sessions and transactions shared among clients."""
import os
import re
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

BOUNCER = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
if not os.path.exists(BOUNCER):
    common.absent("pgbouncer is missing; Debian has it in pgbouncer")
try:
    import psycopg2
except ImportError as e:
    common.absent(e)
common.version(re.search(r"\d+(\.\d+)*", subprocess.check_output([BOUNCER, "--version"], text=True)).group())
e = os.environ


def start(pooling):
    """Starts a pgbouncer on a free port; gives its process and how to connect."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    home = os.path.join("/tmp", f"trailgres-pgbouncer-{os.getpid()}-{pooling}")
    os.mkdir(home)
    os.chmod(home, 0o777)
    with open(f"{home}/ini", "w", encoding="utf-8") as f:
        f.write(f"""[databases]
cloudtrail = host={e["PGHOST"]} port={e["PGPORT"]} dbname={e["PGDATABASE"]} user={e["PGUSER"]} password={e["PGPASSWORD"]}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {pooling}
default_pool_size = 3
ignore_startup_parameters = extra_float_digits
""")
    command = [BOUNCER, f"{home}/ini"] + (["-u", "postgres"] if os.getuid() == 0 else [])
    p = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    dsn = f"host=127.0.0.1 port={port} user=any dbname=cloudtrail"
    for _ in range(100):
        try:
            psycopg2.connect(dsn).close()
            break
        except psycopg2.OperationalError:
            time.sleep(0.05)
    return p, dsn, home


for pooling in ("session", "transaction"):
    process, dsn, home = start(pooling)
    try:
        conn = None
        with check(pooling, "connect"):
            conn = psycopg2.connect(dsn)
            conn.autocommit = True
        if conn is None:
            continue
        cur = conn.cursor()
        if pooling == "session":
            import psycopg2.extensions as ext
            ext.register_type(ext.new_type(tuple(common.NAMES), "TEXT", lambda v, c: v), conn)

            def ask(sql):
                cur.execute(sql)
                if cur.description is None:
                    return None, []
                return [c.type_code for c in cur.description], cur.fetchall()

            common.statements(pooling, ask, lambda x: getattr(x, "pgcode", None),
                              cannot=lambda s: "a transaction is the client's own" if s.get("block") else None)
        count = 2 if pooling == "session" else 10
        with check(pooling, f"{count} clients more, on three connections"):
            many = [psycopg2.connect(dsn) for _ in range(count)]
            for i, c in enumerate(many):
                with c, c.cursor() as own:
                    own.execute("SELECT %s, count(*) > 0 FROM cloudtrail_events", (i,))
                    equal(own.fetchone(), (i, True))
                c.close()
        with check(pooling, "application_name follows the client"):
            own = psycopg2.connect(dsn, application_name="mine")
            with own.cursor() as c:
                c.execute("SHOW application_name")
                equal(c.fetchone(), ("mine",))
            own.close()
        with check(pooling, "a transaction that is rolled back"):
            conn.autocommit = False
            cur.execute("CREATE TEMP TABLE gone (a int)")
            conn.rollback()
            cur.execute("SELECT 1 WHERE 1 = 1")
            equal([int(v) for v in cur.fetchone()], [1])
            conn.rollback()
    finally:
        process.terminate()
        process.wait(timeout=10)
        shutil.rmtree(home, ignore_errors=True)
common.done()
