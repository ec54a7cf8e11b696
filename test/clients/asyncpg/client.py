"""asyncpg: the extended protocol, everything binary in both directions."""
import asyncio
import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import asyncpg
except ImportError as e:
    common.absent(e)

common.version(asyncpg.__version__)
loop = asyncio.new_event_loop()


def wait(awaitable):
    return loop.run_until_complete(awaitable)


def connect():
    return wait(asyncpg.connect(os.environ["URL"]))


class Block:
    """Statements in a transaction."""

    def __init__(self, conn):
        self.conn = conn

    def __enter__(self):
        wait(self.conn.execute("BEGIN"))

    def __exit__(self, *_):
        wait(self.conn.execute("COMMIT"))


def cannot(s):
    if "regtype" in s.get("types", []):
        return "asyncpg has no binary form of regtype that it takes as a parameter"
    if "interval" in s.get("types", []) and "year" in s["sql"]:
        return "Python's timedelta has no months"
    if "infinity'" in s["sql"] or "9999-12-31" in s["sql"]:
        return "asyncpg gives the greatest of Python's dates for infinity"
    return None


def run_list(mode, conn):
    def ask(sql):
        p = wait(conn.prepare(sql))
        types = [a.type.oid for a in p.get_attributes()]
        return types or None, [list(r) for r in wait(p.fetch())]

    def send(type_, value):
        return wait(conn.fetchval(f"SELECT CAST($1 AS {common.cast(type_)})::text", value))

    common.statements(mode, ask, lambda e: getattr(e, "sqlstate", None), send, False, lambda: Block(conn), cannot)


run_list("binary", connect())

mode = "particulars"
conn = connect()
wait(conn.execute("CREATE TEMP TABLE t (a int, b text)"))


async def transactions():
    async with conn.transaction():
        try:
            async with conn.transaction():
                await conn.fetchval("SELECT 1/0")
        except asyncpg.DivisionByZeroError:
            pass
        equal(await conn.fetchval("SELECT 'still here'"), "still here")


async def cursor():
    async with conn.transaction():
        got = [r[0] async for r in conn.cursor("SELECT i FROM generate_series(1, $1) g(i)", 1050, prefetch=100)]
        equal(got, list(range(1, 1051)))


async def scrolled():
    async with conn.transaction():
        cur = await conn.cursor("SELECT i FROM generate_series(1, 100) g(i)")
        await cur.forward(10)
        equal([r[0] for r in await cur.fetch(3)], [11, 12, 13])


async def cancel():
    try:
        await conn.fetchval(common.ENDLESS, timeout=0.3)
        raise AssertionError("was not cancelled")
    except asyncio.TimeoutError:
        equal(await conn.fetchval("SELECT 1"), 1)


async def copy():
    await conn.copy_records_to_table("t", records=[(1, "one"), (2, None)])
    out = bytearray()

    async def take(data):
        out.extend(data)
    await conn.copy_from_query("SELECT a, b FROM t ORDER BY a", output=take, format="csv")
    equal(bytes(out), b"1,one\n2,\n")


async def codecs():
    own = await asyncpg.connect(os.environ["URL"])
    await own.set_type_codec("jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)
    equal(await own.fetchval("SELECT $1::jsonb", {"a": [1, None]}), {"a": [1, None]})
    await own.close()


async def pool():
    async with asyncpg.create_pool(os.environ["URL"], min_size=2, max_size=3) as p:
        equal(await asyncio.gather(*(p.fetchval("SELECT $1::int", i) for i in range(9))), list(range(9)))


for name, call in [("nested transactions", transactions), ("cursor of 1,050 rows by 100", cursor),
                   ("cursor moved forward", scrolled), ("cancel by a timeout", cancel),
                   ("binary COPY FROM, COPY TO of a query", copy), ("a codec of the program's own for jsonb", codecs),
                   ("a pool, which resets its sessions", pool)]:
    with check(mode, name):
        wait(call())
with check(mode, "executemany"):
    wait(conn.executemany("INSERT INTO t VALUES ($1, $2)", [(i, str(i)) for i in range(50)]))
with check(mode, "100,000 rows"):
    rows = wait(conn.fetch("SELECT i, 'row ' || i FROM generate_series(1, 100000) g(i)"))
    equal(sum(r[0] for r in rows), 5000050000)
with check(mode, "cloudtrail_events, filtered by parameters"):
    rows = wait(conn.fetch("SELECT event_id, event_time, resource_names, user_identity FROM cloudtrail_events"
                           " WHERE event_time > $1 AND event_name = ANY($2) LIMIT 5",
                           datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=60),
                           ["RunInstances", "DescribeInstances"]))
    equal(all(isinstance(r[2], list) or r[2] is None for r in rows) and len(rows) > 0, True)
common.done()
