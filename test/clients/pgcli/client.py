"""pgcli: its executor, and the queries that its completion refreshes itself with."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import pgcli
    from pgcli.completion_refresher import CompletionRefresher
    from pgcli.pgexecute import PGExecute
    from pgspecial.main import PGSpecial
    from prompt_toolkit.document import Document
except ImportError as e:
    common.absent(e)
common.version(pgcli.__version__)

e = os.environ
executor = PGExecute(e["PGDATABASE"], e["PGUSER"], e["PGPASSWORD"], e["PGHOST"], e["PGPORT"])


def run(sql):
    """Rows of a statement or a backslash command."""
    rows = []
    for title, cur, headers, status, *_ in executor.run(sql, pgspecial=PGSpecial(), exception_formatter=lambda x: f"error {x}"):
        if isinstance(status, str) and status.startswith("error"):
            raise RuntimeError(status)
        rows += [list(r) for r in cur] if cur else []
    return rows


mode = "statements"
for s in common.STATEMENTS:
    if s.get("types") and not s.get("block") and set(s["types"]) <= {"int4", "int8", "text", "bool", "_text"} and s["sql"].startswith("SELECT") \
            and " FROM t" not in s["sql"] and "chars" not in s["sql"] and "lists" not in s["sql"]:
        with check(mode, s["sql"]):
            equal(len(run(s["sql"])), len(s["rows"]))

mode = "completion"
for call, holds in [("search_path", "public"), ("schemata", "public"), ("databases", "cloudtrail"), ("datatypes", None), ("functions", None),
                    ("foreignkeys", None), ("tables", ("public", "cloudtrail_events")), ("views", None),
                    ("table_columns", None), ("view_columns", None), ("casing", None)]:
    if not hasattr(executor, call):
        continue
    with check(mode, call):
        got = list(getattr(executor, call)())
        equal(holds is None or holds in got or list(holds) in [list(g) for g in got] or (holds,) in got, True)
with check(mode, "table_columns holds event_time"):
    found = [c for c in executor.table_columns() if tuple(c[:3]) == ("public", "cloudtrail_events", "event_time")]
    equal([c[3] for c in found], ["timestamp with time zone"])
with check(mode, "the refresher's whole round"):
    done = []
    CompletionRefresher().refresh(executor, PGSpecial(), lambda completer: done.append(completer), settings={"single_connection": True})
    for _ in range(200):
        if done:
            break
        time.sleep(0.05)
    words = {c.text for c in done[0].get_completions(Document("SELECT * FROM cloudtrail_ev"), None)}
    equal(any("cloudtrail_events" in w for w in words), True)

mode = "backslash commands"
for command in ("\\l", "\\dt", "\\dv", "\\dn", "\\du", "\\df", "\\dT", "\\dx", "\\di", "\\ds", "\\d cloudtrail_events", "\\dt+", "\\d"):
    with check(mode, command):
        run(command)
common.done()
