"""psycopg2: the simple protocol, values written into the SQL by the client."""
import io
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import psycopg2
    import psycopg2.extensions as ext
except ImportError as e:
    common.absent(e)

common.version(psycopg2.__version__.split()[0])


def connect():
    conn = psycopg2.connect(common.DSN)
    conn.autocommit = True
    return conn


class Block:
    """Statements in a transaction."""

    def __init__(self, conn):
        self.conn = conn

    def __enter__(self):
        self.conn.autocommit = False

    def __exit__(self, *_):
        self.conn.commit()
        self.conn.autocommit = True


def run_list(mode, conn, text, cannot=lambda s: None):
    cur = conn.cursor()

    def ask(sql):
        cur.execute(sql)
        if cur.description is None:
            return None, []
        return [c.type_code for c in cur.description], cur.fetchall()

    def send(type_, value):
        if type_ in ("json", "jsonb", "_jsonb") and not text:
            value = cast_json(value)
        cur.execute(f"SELECT CAST(%s AS {common.cast(type_)})::text", (value,))
        return cur.fetchone()[0]

    common.statements(mode, ask, lambda e: getattr(e, "pgcode", None), send, text, lambda: Block(conn), cannot)


def cast_json(value):
    from psycopg2.extras import Json
    return [Json(v) for v in value] if isinstance(value, list) and value and isinstance(value[0], dict) else Json(value)


def python_cannot(s):
    """What Python's own types do not hold."""
    types, sql = s.get("types", []), s["sql"]
    if "infinity'" in sql:
        return "Python's dates have no infinity"
    if "interval" in types and "year" in sql:
        return "Python's timedelta has no months"
    if "_timestamptz" in types or "_uuid" in types or "_jsonb" in types:
        return "psycopg2 gives such an array as text"
    return None


conn = connect()
run_list("Python's types", conn, text=False, cannot=python_cannot)
conn = connect()
ext.register_type(ext.new_type(tuple(common.NAMES), "TEXT", lambda v, c: v), conn)
run_list("text", conn, text=True)

mode = "particulars"
conn = connect()
cur = conn.cursor()
cur.execute("CREATE TEMP TABLE t (a int, b text)")
conn.autocommit = False


def fails(sql, state):
    try:
        cur.execute(sql)
    except psycopg2.Error as e:
        equal(e.pgcode, state)
    else:
        equal("no error", state)


with check(mode, "an error ends a transaction"):
    cur.execute("INSERT INTO t VALUES (1, 'gone')")
    fails("SELECT 1/0", "22012")
    fails("SELECT 1", "25P02")
    conn.rollback()
    cur.execute("SELECT count(*) FROM t")
    equal(cur.fetchone(), (0,))
conn.rollback()
with check(mode, "a savepoint in a transaction that reads"):
    cur.execute("SAVEPOINT s")
    fails("SELECT 1/0", "22012")
    cur.execute("ROLLBACK TO SAVEPOINT s; RELEASE s")
    cur.execute("SELECT 'after'")
    equal(cur.fetchone(), ("after",))
conn.rollback()
with check(mode, "a savepoint in a transaction that writes"):
    cur.execute("INSERT INTO t VALUES (1, 'kept')")
    cur.execute("SAVEPOINT s")
    cur.execute("INSERT INTO t VALUES (2, 'undone')")
    cur.execute("ROLLBACK TO SAVEPOINT s")
    cur.execute("SELECT b FROM t")
    equal(cur.fetchall(), [("kept",)])
conn.rollback()
with check(mode, "server cursor"):
    named = conn.cursor("named")
    named.itersize = 100
    named.execute("SELECT i FROM generate_series(1, 1050) g(i)")
    equal([r[0] for r in named], list(range(1, 1051)))
    named.close()
with check(mode, "WITH HOLD and SCROLL cursor"):
    hold = conn.cursor("kept", withhold=True, scrollable=True)
    hold.execute("SELECT i FROM generate_series(1, 10) g(i)")
    conn.commit()
    hold.scroll(4)
    equal(hold.fetchone()[0], 5)
    hold.scroll(-2)
    equal(hold.fetchone()[0], 4)
    hold.close()
    conn.commit()
with check(mode, "COPY FROM and TO"):
    cur.copy_expert("COPY t FROM STDIN WITH CSV", io.StringIO('3,"a, b"\n4,\n'))
    out = io.StringIO()
    cur.copy_expert("COPY (SELECT a, b FROM t ORDER BY a) TO STDOUT WITH CSV HEADER", out)
    equal(out.getvalue(), 'a,b\n3,"a, b"\n4,\n')
conn.rollback()
conn.autocommit = True
with check(mode, "executemany"):
    cur.executemany("INSERT INTO t VALUES (%s, %s)", [(i, str(i)) for i in range(50)])
    cur.execute("SELECT count(*), sum(a), max(b) FROM t")
    equal(cur.fetchone(), (50, 1225, "9"))
with check(mode, "100,000 rows"):
    cur.execute("SELECT i, 'row ' || i FROM generate_series(1, 100000) g(i)")
    rows = cur.fetchall()
    equal((len(rows), rows[-1], sum(r[0] for r in rows)), (100000, (100000, "row 100000"), 5000050000))
with check(mode, "cancel"):
    threading.Timer(0.2, conn.cancel).start()
    start = time.time()
    try:
        cur.execute(common.ENDLESS)
        raise AssertionError("was not cancelled")
    except psycopg2.Error as e:
        equal(e.pgcode, "57014")
    equal(time.time() - start < 5, True)
with check(mode, "error's fields"):
    try:
        cur.execute("SELECT nope FROM t")
    except psycopg2.Error as e:
        equal((e.diag.severity, e.diag.statement_position), ("ERROR", "8"))
        equal(e.diag.message_primary, 'column "nope" does not exist')
with check(mode, "notices"):
    cur.execute("DROP TABLE IF EXISTS nowhere")
    equal(conn.notices[-1:], ['NOTICE:  table "nowhere" does not exist, skipping\n'])
common.done()
