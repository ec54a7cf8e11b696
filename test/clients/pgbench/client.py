"""pgbench: custom scripts in its three modes, over a local table and over events."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

BENCH = shutil.which("pgbench") or "/usr/lib/postgresql/15/bin/pgbench"
if not os.path.exists(BENCH):
    common.absent("pgbench is missing; Debian has it in postgresql-contrib")
common.version(re.search(r"\d+(\.\d+)*", subprocess.check_output([BENCH, "--version"], text=True)).group())
TIMES = "5" if common.SHORT else "50"

# A session's own table would be each client's; this one is shared, and dropped at the end.
LOCAL = """\\set id random(1, 100)
\\set wanted :id * 2
SELECT id * 3 AS got FROM bench WHERE id = :id AND name = 'name ' || :id \\gset
SELECT 1 / CASE WHEN :got = :id * 3 THEN 1 ELSE 0 END;
BEGIN;
SELECT sum(id) FROM bench WHERE id BETWEEN :id AND :wanted;
COMMIT;
"""
EVENTS = """\\set n random(1, 20)
SELECT event_name, count(*) FROM cloudtrail_events WHERE event_time > now() - interval '5 days' GROUP BY 1 ORDER BY 2 DESC LIMIT :n;
SELECT count(*) FROM cloudtrail_events WHERE event_name = 'RunInstances' AND event_time > now() - interval '3 days';
"""


def psql(sql):
    subprocess.run(["psql", "-Xq", common.DSN, "-v", "ON_ERROR_STOP=1", "-c", sql], check=True, capture_output=True, text=True)


def bench(mode, name, script, clients="2"):
    path = os.path.join(os.environ["SCRATCH"], "script.sql")
    with open(path, "w", encoding="utf-8") as f:
        f.write(script)
    with check(mode, name):
        p = subprocess.run([BENCH, "-n", "-M", mode, "-f", path, "-t", TIMES, "-c", clients, "-j", "2"],
                           capture_output=True, text=True, timeout=120)
        equal(re.findall(r"ERROR:.*|aborted.*", p.stderr), [])
        equal(re.search(r"number of failed transactions: (\d+)", p.stdout).group(1), "0")
        done = str(int(TIMES) * int(clients))
        equal(re.search(r"processed: (\S+)", p.stdout).group(1), f"{done}/{done}")


with check("setup", "a local table of 200 rows"):
    psql("DROP TABLE IF EXISTS bench")
    psql("CREATE TABLE bench (id int, name text)")
    psql("INSERT INTO bench SELECT i, 'name ' || i FROM generate_series(1, 200) g(i)")
for mode in ("simple", "extended", "prepared"):
    bench(mode, "a local table", LOCAL)
    bench(mode, "cloudtrail_events", EVENTS)
with check("setup", "DROP TABLE"):
    psql("DROP TABLE bench")
common.done()
