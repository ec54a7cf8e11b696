"""psycopg2: the simple protocol, named cursors, COPY."""
import io
import json
import os
import sys

try:
    import psycopg2
    import psycopg2.extensions as ext
except ImportError as e:
    print(e)
    sys.exit(77)

conn = psycopg2.connect(os.environ["DSN"])
conn.autocommit = True
text = ext.new_type((16, 20, 21, 23, 25, 700, 701, 1009, 1043, 1114, 1184, 1700), "TEXT", lambda v, c: v)
ext.register_type(text, conn)
for s in json.load(open(os.environ["STATEMENTS"])):
    if s.get("block"):
        conn.autocommit = False
    cur = conn.cursor()
    try:
        cur.execute(s["sql"])
        rows = [list(r) for r in cur.fetchall()] if cur.description else []
        assert rows == s.get("rows"), (s, rows)
    except psycopg2.Error as e:
        assert e.pgcode == s.get("error"), (s, e)
    if s.get("block"):
        conn.commit()
        conn.autocommit = True

conn.autocommit = False
cur = conn.cursor("named")
cur.itersize = 100
cur.execute("SELECT i FROM generate_series(1, 1050) g(i)")
assert [int(r[0]) for r in cur] == list(range(1, 1051))
cur.close()
hold = conn.cursor("kept", withhold=True, scrollable=True)
hold.execute("SELECT i FROM generate_series(1, 10) g(i)")
conn.commit()
hold.scroll(4)
assert hold.fetchone()[0] == "5"
hold.scroll(-2)
assert hold.fetchone()[0] == "4"
hold.close()
conn.commit()

cur = conn.cursor()
cur.copy_expert("COPY t FROM STDIN WITH CSV", io.StringIO('3,"a, b"\n4,\n'))
out = io.StringIO()
cur.copy_expert("COPY (SELECT a, b FROM t WHERE a > 2 ORDER BY a) TO STDOUT WITH CSV HEADER", out)
assert out.getvalue() == 'a,b\n3,"a, b"\n4,\n', out.getvalue()
conn.rollback()
cur.execute("SELECT count(*) FROM t")
assert cur.fetchone()[0] == "2"
