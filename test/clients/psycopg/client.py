"""psycopg 3: the extended protocol; text and binary, async, pipelines, server cursors."""
import asyncio
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import psycopg
    from psycopg.types.json import Json
    from psycopg.types.string import TextLoader
except ImportError as e:
    common.absent(e)

common.version(psycopg.__version__)


def state(e):
    return e.sqlstate if isinstance(e, psycopg.Error) else None


def connect():
    return psycopg.connect(common.DSN, autocommit=True)


def types_of(cur):
    return None if cur.description is None else [c.type_code for c in cur.description]


def adapt(type_, value):
    """Python's dicts and lists are JSON only when the program says so."""
    if type_ in ("json", "jsonb"):
        return Json(value)
    return [Json(v) for v in value] if type_ == "_jsonb" else value


def python_cannot(s):
    """What Python's own types do not hold."""
    types, sql = s.get("types", []), s["sql"]
    if "infinity'" in sql:
        return "Python's dates have no infinity"
    if "regtype" in types:
        return "psycopg has no binary form of regtype"
    if "interval" in types and "year" in sql:
        return "Python's timedelta has no months"
    return None


def run_list(mode, conn, text, binary=False, cannot=lambda s: None):
    cur = conn.cursor(binary=binary)

    def ask(sql):
        cur.execute(sql)
        return types_of(cur), cur.fetchall() if cur.description else []

    def send(type_, value):
        value = value if text else adapt(type_, value)
        return cur.execute(f"SELECT CAST(%s AS {common.cast(type_)})::text", (value,)).fetchone()[0]

    common.statements(mode, ask, state, send, text, conn.transaction, cannot)


def as_text(conn):
    """Has every type read as the server's text."""
    for oid in common.NAMES:
        conn.adapters.register_loader(oid, TextLoader)
    return conn


run_list("text", as_text(connect()), text=True)
run_list("Python's types", connect(), text=False, cannot=python_cannot)
run_list("binary", connect(), text=False, binary=True, cannot=python_cannot)


async def run_async(mode):
    """The list again through AsyncConnection; its calls are awaited one by one."""
    conn = await psycopg.AsyncConnection.connect(common.DSN, autocommit=True)
    for oid in common.NAMES:
        conn.adapters.register_loader(oid, TextLoader)
    answers = {}
    for s in common.STATEMENTS:
        try:
            cur = await conn.execute("BEGIN") if s.get("block") else None
            cur = await conn.execute(s["sql"])
            answers[s["sql"]] = types_of(cur), await cur.fetchall() if cur.description else []
        except psycopg.Error as e:
            answers[s["sql"]] = e
        if s.get("block"):
            await conn.execute("COMMIT")

    def ask(sql):
        if isinstance(answers[sql], Exception):
            raise answers[sql]
        return answers[sql]

    common.statements(mode, ask, state)
    await conn.close()


if not common.SHORT:
    asyncio.run(run_async("async"))


def run_pipeline(mode, conn):
    """The statements that give rows, each sent with one behind it before its answer is read."""
    for s in common.STATEMENTS[::20 if common.SHORT else 1]:
        if s["sql"].startswith("SELECT '") and "rows" in s:
            with check(mode, s["sql"]):
                with conn.pipeline():
                    first, second = conn.execute(s["sql"]), conn.execute("SELECT 'behind'")
                    equal([list(r) for r in first.fetchall()], s["rows"])
                    equal(second.fetchall(), [("behind",)])


run_pipeline("pipeline", as_text(connect()))

mode = "server cursors"
conn = connect()
for s in common.STATEMENTS[::20 if common.SHORT else 1]:
    if s["sql"].startswith(("SELECT", "VALUES", "WITH")) and "FROM" not in s["sql"] and "rows" in s:
        with check(mode, s["sql"]):
            with as_text(connect()) as own, own.transaction(), own.cursor("named") as cur:
                cur.execute(s["sql"])
                equal([list(r) for r in cur], s["rows"])
with check(mode, "1,050 rows by 100"):
    with conn.transaction(), conn.cursor("named") as cur:
        cur.itersize = 100
        cur.execute("SELECT i FROM generate_series(1, %s) g(i)", (1050,))
        equal([r[0] for r in cur], list(range(1, 1051)))
with check(mode, "SCROLL, and WITH HOLD outside of a transaction"):
    with conn.cursor("kept", scrollable=True, withhold=True) as cur:
        cur.execute("SELECT i FROM generate_series(1, 10) g(i)")
        cur.scroll(8)
        equal(cur.fetchone(), (9,))
        cur.scroll(-3)
        equal(cur.fetchone(), (7,))

mode = "particulars"
conn.execute("CREATE TEMP TABLE c (a int, b text)")
with check(mode, "nested transactions"):
    with conn.transaction():
        try:
            with conn.transaction():
                conn.execute("SELECT 1/0")
        except psycopg.errors.DivisionByZero:
            pass
        equal(conn.execute("SELECT 'still here'").fetchone(), ("still here",))
with check(mode, "binary COPY FROM and TO"):
    with conn.cursor().copy("COPY c FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(["int4", "text"])
        copy.write_row((1, "one"))
        copy.write_row((2, None))
    with conn.cursor().copy("COPY c TO STDOUT (FORMAT binary)") as copy:
        copy.set_types(["int4", "text"])
        equal(list(copy.rows()), [(1, "one"), (2, None)])
with check(mode, "COPY TO as text"):
    with conn.cursor().copy("COPY c TO STDOUT") as copy:
        equal(b"".join(bytes(b) for b in copy), b"1\tone\n2\t\\N\n")
with check(mode, "executemany in a pipeline"):
    with conn.pipeline():
        conn.cursor().executemany("INSERT INTO c VALUES (%s, %s)", [(i, str(i)) for i in range(3, 100)])
        total = conn.execute("SELECT count(*) FROM c")
    equal(total.fetchone(), (99,))
with check(mode, "a statement that is prepared at the sixth run"):
    equal([conn.execute("SELECT %s::int + 1", (i,)).fetchone()[0] for i in range(10)], list(range(1, 11)))
with check(mode, "a statement prepared at once"):
    equal([conn.execute("SELECT %s || 'x'", (v,), prepare=True).fetchone()[0] for v in "ab"], ["ax", "bx"])
with check(mode, "stream of 100,000 rows in binary"):
    rows = conn.cursor(binary=True).stream("SELECT i, 'row ' || i FROM generate_series(1, 100000) g(i)")
    equal(sum(r[0] for r in rows), 5000050000)
with check(mode, "cancel"):
    threading.Timer(0.2, conn.cancel).start()
    try:
        conn.execute(common.ENDLESS)
        raise AssertionError("was not cancelled")
    except psycopg.errors.QueryCanceled:
        pass
common.done()
