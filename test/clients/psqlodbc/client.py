"""psqlODBC through pyodbc and unixODBC: parameters bound by the driver, catalog calls."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import pyodbc
except ImportError as e:
    common.absent(e)
driver = next((d for d in pyodbc.drivers() if "Unicode" in d and "Postgre" in d), None)
if driver is None:
    common.absent("no PostgreSQL driver in odbcinst.ini; Debian has it in odbc-postgresql")


def connect(options=""):
    e = os.environ
    return pyodbc.connect(f"Driver={{{driver}}};Servername={e['PGHOST']};Port={e['PGPORT']};Database={e['PGDATABASE']};"
                          f"Uid={e['PGUSER']};Pwd={e['PGPASSWORD']};SSLMode=prefer;BoolsAsChar=1;{options}", autocommit=True)


def run_list(mode, conn):
    """The list as ODBC's values, which are sent back as parameters."""
    cur = conn.cursor()

    def ask(sql):
        cur.execute(sql)
        return None, [list(r) for r in cur.fetchall()] if cur.description else []

    def send(type_, value):
        if type_ == "bool":
            value = value in (True, "1", "t")
        return cur.execute(f"SELECT CAST(? AS {common.cast(type_)})::text", value).fetchone()[0]

    def cannot(s):
        if s.get("block"):
            return "a transaction is the driver's own"
        if "infinity'" in s["sql"] or "0001-01-01" in s["sql"]:
            return "the driver has no such date"
        if "23:59:59.999999" in s["sql"] or "03:04:05.678'::time," in s["sql"]:
            return "ODBC's SQL_C_TYPE_TIME has no fraction"
        if "NaN" in s["sql"] or "nfinity" in s["sql"]:
            return "ODBC's numbers have no NaN or infinity"
        return None

    def state(e):
        return e.args[0] if isinstance(e, pyodbc.Error) else None

    common.statements(mode, ask, state, send, False, None, cannot)


conn = connect()
common.version(conn.getinfo(pyodbc.SQL_DRIVER_VER))
run_list("server-side prepare", conn)
run_list("client-side parameters", connect("UseServerSidePrepare=0"))

mode = "particulars"
cur = conn.cursor()
with check(mode, "UseDeclareFetch: 1,050 rows by a cursor"):
    own = connect("UseDeclareFetch=1;Fetch=100").cursor()
    equal([r[0] for r in own.execute("SELECT i FROM generate_series(1, 1050) g(i)").fetchall()], list(range(1, 1051)))
with check(mode, "100,000 rows"):
    equal(sum(r[0] for r in cur.execute("SELECT i FROM generate_series(1, 100000) g(i)").fetchall()), 5000050000)
with check(mode, "SQLTables"):
    equal([r.table_name for r in cur.tables(table="cloudtrail_events")], ["cloudtrail_events"])
with check(mode, "SQLColumns"):
    columns = cur.columns(table="cloudtrail_events").fetchall()
    equal([(c.column_name, c.type_name) for c in columns[:2]], [("event_time", "timestamptz"), ("event_name", "text")])
with check(mode, "SQLPrimaryKeys"):
    equal(cur.primaryKeys("cloudtrail_events").fetchall(), [])
with check(mode, "SQLStatistics"):
    equal([r for r in cur.statistics("cloudtrail_events").fetchall() if r.index_name], [])
with check(mode, "SQLForeignKeys"):
    equal(cur.foreignKeys("cloudtrail_events").fetchall(), [])
with check(mode, "SQLGetTypeInfo"):
    equal(len(cur.getTypeInfo().fetchall()) > 20, True)
with check(mode, "a transaction that is rolled back"):
    own = connect()
    own.execute("CREATE TEMP TABLE t (a int)")
    own.autocommit = False
    own.execute("INSERT INTO t VALUES (?)", 1)
    own.rollback()
    equal(own.execute("SELECT count(*) FROM t").fetchone()[0], 0)
with check(mode, "executemany"):
    own = connect()
    own.execute("CREATE TEMP TABLE t (a int, b text)")
    own.cursor().executemany("INSERT INTO t VALUES (?, ?)", [(i, str(i)) for i in range(20)])
    equal(own.execute("SELECT count(*), sum(a) FROM t").fetchone()[1], 190)
common.done()
