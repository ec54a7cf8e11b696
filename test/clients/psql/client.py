"""psql: one session fed by a script; \\gdesc describes, FETCH_COUNT reads by a cursor."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

if not shutil.which("psql"):
    common.absent("psql is missing; Debian has it in postgresql-client")
common.version(re.search(r"\d+(\.\d+)*", subprocess.check_output(["psql", "--version"], text=True)).group())

# What \gdesc calls types.
CALLED = {"boolean": "bool", "smallint": "int2", "integer": "int4", "bigint": "int8", "real": "float4",
          "double precision": "float8", "character varying": "varchar", "character": "bpchar", "timestamp without time zone":
          "timestamp", "timestamp with time zone": "timestamptz", "time without time zone": "time"}


def psql(script):
    """What psql prints of a script; an error does not end it."""
    p = subprocess.run(["psql", "-XqAt", common.DSN], input=script, text=True, capture_output=True, timeout=120)
    return p.stdout


def called(name):
    name = re.sub(r"\(.*\)", "", name)
    if name.endswith("[]"):
        return "_" + CALLED.get(name[:-2], name[:-2])
    return CALLED.get(name, name)


def run_list(mode, before="", describe=False, only=lambda s: True):
    """The list in one session. \\x1d ends an answer, \\x1e a row, \\x1f a value, \\x01 is NULL."""
    script = ["\\pset fieldsep '\x1f'", "\\pset recordsep '\x1e'", "\\pset null '\x01'", before]
    if common.SHORT and describe:
        return
    asked = [s for s in common.STATEMENTS if only(s)]
    for s in asked:
        sql = "BEGIN; " + s["sql"] + "; COMMIT" if s.get("block") else s["sql"]
        if "unfinished" in sql:
            continue  # psql waits for the closing quote
        script.append(sql + (" \\gdesc" if describe else ";"))
        script.append("\\echo '\x1d':SQLSTATE'\x1d'")
    out = psql("\n".join(script) + "\n").split("\x1d")
    answers = iter(zip(out[0::2], out[1::2]))

    def ask(sql):
        text, sqlstate = next(answers)
        text = text.removeprefix("\n")
        if sqlstate != "00000":
            raise RuntimeError(sqlstate)
        rows = [[None if v == "\x01" else v for v in r.split("\x1f")] for r in text.rstrip("\n").split("\x1e") if r != ""]
        return None, rows

    for s in asked:
        if "unfinished" in s["sql"]:
            common.skip(mode, s["sql"], "psql waits for the closing quote")
            continue
        with check(mode, s["sql"]):
            try:
                _, rows = ask(s["sql"])
            except RuntimeError as e:
                equal(str(e), s.get("error", "no error"))
                continue
            if describe:
                equal([called(r[1]) for r in rows], s["types"])
            elif s["rows"] != [[""]]:
                equal(rows, s["rows"])


def reads(s):
    return s["sql"].startswith(("SELECT", "VALUES", "WITH")) and "rows" in s


run_list("simple")
run_list("\\gdesc", describe=True, only=lambda s: reads(s) and not re.search(r"FROM (t|every|chars|padded|lists)\b", s["sql"]))
run_list("FETCH_COUNT", before="\\set FETCH_COUNT 2", only=lambda s: reads(s) and not re.search(r"FROM (t|every|chars|padded|lists)\b", s["sql"]))

mode = "particulars"
with check(mode, "\\copy from and to"):
    equal(psql("""CREATE TEMP TABLE t (a int, b text);
\\copy t from stdin with (format csv, header)
a,b
1,"x, y"
2,
\\.
\\copy t to stdout
\\copy (SELECT b FROM t WHERE a = 1) to stdout with (format csv)
"""), '1\tx, y\n2\t\\N\n"x, y"\n')
with check(mode, "ON_ERROR_ROLLBACK"):
    equal(psql("\\set ON_ERROR_ROLLBACK on\nBEGIN;\nSELECT 1/0;\nSELECT 'after';\nCOMMIT;\n"), "after\n")
with check(mode, "ON_ERROR_ROLLBACK in a transaction that writes"):
    equal(psql("""\\set ON_ERROR_ROLLBACK on
CREATE TEMP TABLE kept (a int PRIMARY KEY, u uuid DEFAULT gen_random_uuid());
BEGIN;
INSERT INTO kept (a) VALUES (1), (2);
CREATE TEMP TABLE before AS TABLE kept;
INSERT INTO kept (a) VALUES (1);
UPDATE kept SET a = 3 WHERE a = 2;
SELECT 1/0;
INSERT INTO kept (a) VALUES ('x');
DELETE FROM kept WHERE a = 3 RETURNING a;
SELECT nonsense;
COMMIT;
SELECT a FROM kept JOIN before USING (a, u);
"""), "3\n1\n")
with check(mode, "several statements in one query"):
    equal(psql("SELECT 1\\; SELECT 2;\n"), "1\n2\n")
with check(mode, "\\gset and \\gexec"):
    equal(psql("SELECT 41 + 1 AS x \\gset\n\\echo :x\nSELECT 'SELECT 7' \\gexec\n"), "42\n7\n")
with check(mode, "100,000 rows by a cursor"):
    out = psql("\\set FETCH_COUNT 1000\nSELECT i FROM generate_series(1, 100000) g(i);\n").split()
    equal((len(out), sum(map(int, out))), (100000, 5000050000))
with check(mode, "\\d cloudtrail_events"):
    columns = [line.split("|")[:2] for line in psql("\\d cloudtrail_events\n").splitlines()]
    equal(columns[:2], [["event_time", "timestamp with time zone"], ["event_name", "text"]])
common.done()
