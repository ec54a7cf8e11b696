"""psycopg 3: the extended protocol, server cursors, pipelines, binary COPY."""
import json
import os
import sys

try:
    import psycopg
except ImportError as e:
    print(e)
    sys.exit(77)

conn = psycopg.connect(os.environ["DSN"], autocommit=True)
for name in ("bool", "int2", "int4", "int8", "text", "float8", "numeric", "timestamp", "timestamptz", "_text"):
    oid = psycopg.adapters.types[name.lstrip("_")]
    oid = oid.array_oid if name[0] == "_" else oid.oid
    conn.adapters.register_loader(oid, psycopg.types.string.TextLoader)
for s in json.load(open(os.environ["STATEMENTS"])):
    if s.get("block"):
        continue  # psycopg has its own savepoints, below
    try:
        cur = conn.execute(s["sql"])
        rows = [list(r) for r in cur.fetchall()] if cur.description else []
        assert rows == s.get("rows"), (s, rows)
    except psycopg.Error as e:
        assert e.sqlstate == s.get("error"), (s, e)

with conn.transaction():
    try:
        with conn.transaction():
            conn.execute("SELECT 1/0")
    except psycopg.errors.DivisionByZero:
        pass
    assert conn.execute("SELECT 'still here'").fetchone() == ("still here",)
    with conn.cursor("named") as cur:
        cur.itersize = 100
        cur.execute("SELECT i FROM generate_series(1, %s) g(i)", (1050,))
        assert [int(r[0]) for r in cur] == list(range(1, 1051))

for binary in (False, True):
    cur = conn.cursor(binary=binary)
    assert cur.execute("SELECT %s + 1, %s::text", (41, "x")).fetchone()[1] == "x"

plain = psycopg.connect(os.environ["DSN"], autocommit=True)
plain.execute("CREATE TEMP TABLE c (a int, b text)")
with plain.cursor().copy("COPY c FROM STDIN (FORMAT binary)") as copy:
    copy.set_types(["int4", "text"])
    copy.write_row((1, "one"))
    copy.write_row((2, None))
with plain.cursor().copy("COPY c TO STDOUT (FORMAT binary)") as copy:
    copy.set_types(["int4", "text"])
    assert list(copy.rows()) == [(1, "one"), (2, None)]
with plain.cursor().copy("COPY c TO STDOUT") as copy:
    assert b"".join(bytes(b) for b in copy) == b"1\tone\n2\t\\N\n"

with plain.pipeline():
    cur = plain.cursor()
    cur.executemany("INSERT INTO c VALUES (%s, %s)", [(i, str(i)) for i in range(3, 100)])
    total = plain.execute("SELECT count(*) FROM c")
assert total.fetchone() == (99,)
