"""SQLAlchemy over psycopg2: core queries, the inspector, reflection."""
import datetime
import decimal
import os
import sys
import uuid
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import common
from common import check, equal

try:
    import psycopg2  # noqa: F401, the driver
    import sqlalchemy as sa
    from sqlalchemy.dialects import postgresql as pg
except ImportError as e:
    common.absent(e)

common.version(sa.__version__)
warnings.simplefilter("ignore")  # of what SQLAlchemy 2.0 will do otherwise
engine = sa.create_engine(os.environ["URL"].replace("postgres://", "postgresql+psycopg2://"))


def state(e):
    return getattr(getattr(e, "orig", e), "pgcode", None)


mode = "the list"
with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
    def ask(sql):
        r = conn.exec_driver_sql(sql.replace("%", "%%"), ())
        return ([c[1] for c in r.cursor.description], [list(x) for x in r]) if r.returns_rows else (None, [])

    def count(s):
        return "a transaction is SQLAlchemy's own" if s.get("block") else None

    common.statements(mode, ask, state, None, False, None, count)

mode = "core"
meta = sa.MetaData()
kinds = sa.Table("kinds", meta,
                 sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), sa.Column("name", sa.String(40), nullable=False),
                 sa.Column("big", sa.BigInteger), sa.Column("price", sa.Numeric(12, 2)), sa.Column("ratio", sa.Float),
                 sa.Column("yes", sa.Boolean), sa.Column("day", sa.Date), sa.Column("at", sa.DateTime(timezone=True)),
                 sa.Column("key", pg.UUID(as_uuid=True)), sa.Column("doc", pg.JSONB), sa.Column("tags", pg.ARRAY(sa.Text)),
                 sa.Column("raw", sa.LargeBinary), prefixes=["TEMPORARY"])
ROW = dict(id=1, name="one", big=2**40, price=decimal.Decimal("12.50"), ratio=0.5, yes=True, day=datetime.date(2026, 11, 23),
           at=datetime.datetime(2026, 11, 23, 1, 2, 3, tzinfo=datetime.timezone.utc), key=uuid.UUID(int=7),
           doc={"a": [1, None]}, tags=["x", "y z"], raw=b"\x00\xff")
conn = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
with check(mode, "CREATE TABLE, INSERT and SELECT of every type"):
    meta.create_all(conn)
    conn.execute(kinds.insert(), [ROW])
    equal(dict(conn.execute(kinds.select()).mappings().one()), ROW)
with check(mode, "INSERT … RETURNING"):
    r = conn.execute(kinds.insert().returning(kinds.c.id), [dict(id=2, name="two")])
    equal(r.scalar(), 2)
with check(mode, "UPDATE and DELETE with row counts"):
    equal(conn.execute(kinds.update().where(kinds.c.id == 2).values(big=5)).rowcount, 1)
    equal(conn.execute(kinds.delete().where(kinds.c.id > 1)).rowcount, 1)
with check(mode, "joins, subqueries, IN, LIKE, CASE, aggregates"):
    k = kinds.alias("k")
    q = sa.select(k.c.name, sa.func.count().label("n"), sa.case((k.c.yes, "y"), else_="n")).join(
        kinds, kinds.c.id == k.c.id).where(k.c.id.in_([1, 2]), k.c.name.like("o%")).group_by(k.c.name, k.c.yes)
    equal([tuple(r) for r in conn.execute(q)], [("one", 1, "y")])
with check(mode, "ON CONFLICT DO UPDATE"):
    q = pg.insert(kinds).values(id=1, name="again")
    conn.execute(q.on_conflict_do_update(index_elements=["id"], set_={"name": q.excluded.name}))
    equal(conn.execute(sa.select(kinds.c.name)).scalars().all(), ["again"])
with check(mode, "a transaction that is rolled back"):
    with engine.connect() as own:
        own.execute(sa.text("CREATE TEMP TABLE gone (a int)").execution_options(autocommit=True))
        begun = own.begin()
        own.execute(sa.text("INSERT INTO gone VALUES (:a)"), dict(a=1))
        begun.rollback()
        equal(own.execute(sa.text("SELECT count(*) FROM gone")).scalar(), 0)
with check(mode, "begin_nested around an error in a transaction that writes"):
    with engine.connect() as own:
        own.execute(sa.text("CREATE TEMP TABLE nested (a int PRIMARY KEY, t text)").execution_options(autocommit=True))
        with own.begin():
            own.execute(sa.text("INSERT INTO nested VALUES (1, 'one'), (2, 'two')"))
            for bad in ("INSERT INTO nested VALUES (3, 'three'), (1, 'again')", "UPDATE nested SET a = 1/0", "SELECT nope"):
                try:
                    with own.begin_nested():
                        own.execute(sa.text("DELETE FROM nested WHERE a = 2"))
                        own.execute(sa.text(bad))
                except sa.exc.DBAPIError:
                    pass
            with own.begin_nested():
                own.execute(sa.text("UPDATE nested SET t = 'more' WHERE a = 1"))
        equal([tuple(r) for r in own.execute(sa.text("SELECT a, t FROM nested ORDER BY a"))], [(1, "more"), (2, "two")])
with check(mode, "an error becomes ProgrammingError with its SQLSTATE"):
    try:
        conn.execute(sa.text("SELECT nope"))
    except sa.exc.ProgrammingError as e:
        equal(state(e), "42703")
with check(mode, "stream_results: a server cursor"):
    with engine.connect() as own:
        r = own.execution_options(stream_results=True).execute(sa.text("SELECT i FROM generate_series(1, 20000) g(i)"))
        equal(sum(x[0] for x in r), 200010000)

mode = "inspector"
i = sa.inspect(engine)
with check(mode, "get_schema_names"):
    equal({"public", "information_schema"} <= set(i.get_schema_names()), True)
with check(mode, "get_table_names"):
    equal("cloudtrail_events" in i.get_table_names(), True)
with check(mode, "get_view_names of public"):
    equal("cloudtrail_events" in i.get_view_names(), False)
with check(mode, "has_table"):
    equal((i.has_table("cloudtrail_events"), i.has_table("nowhere")), (True, False))

columns = {}
with check(mode, "get_columns"):
    columns = {c["name"]: c for c in i.get_columns("cloudtrail_events")}
    equal({n: repr(columns[n]["type"]) for n in ("event_time", "event_name", "read_only", "resource_names", "user_identity")},
          {"event_time": "TIMESTAMP(timezone=True)", "event_name": "TEXT()", "read_only": "BOOLEAN()",
           "resource_names": "ARRAY(TEXT())", "user_identity": "JSONB(astext_type=Text())"})
    equal({(c["nullable"], c["default"]) for c in columns.values()}, {(True, None)})
with check(mode, "comments of columns"):
    equal(columns["event_id"]["comment"], "CloudTrail's unique id of the event. Pushed down.")
with check(mode, "get_pk_constraint"):
    equal(i.get_pk_constraint("cloudtrail_events")["constrained_columns"], [])
for call in ("get_indexes", "get_foreign_keys", "get_unique_constraints", "get_check_constraints"):
    with check(mode, call):
        equal(getattr(i, call)("cloudtrail_events"), [])
with check(mode, "get_table_comment"):
    equal(set(i.get_table_comment("cloudtrail_events")), {"text"})
with check(mode, "get_table_oid"):
    equal(i.get_table_oid("cloudtrail_events") > 0, True)
with check(mode, "get_enums"):
    equal(i.get_enums(), [])
with check(mode, "get_sequence_names"):
    equal(i.get_sequence_names(), [])

mode = "reflection"
with check(mode, "Table(autoload_with)"):
    events = sa.Table("cloudtrail_events", sa.MetaData(), autoload_with=engine)
    equal([c.name for c in events.columns][:3], ["event_time", "event_name", "event_source"])
with check(mode, "a query made of the reflected table"):
    since = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=5)
    q = sa.select(events.c.event_name, sa.func.count()).where(events.c.event_time > since).group_by(
        events.c.event_name).order_by(sa.desc(sa.func.count()), events.c.event_name).limit(3)
    equal(len(conn.execute(q).all()), 3)
with check(mode, "MetaData.reflect of the whole schema"):
    whole = sa.MetaData()
    whole.reflect(engine)
    equal("cloudtrail_events" in whole.tables, True)
common.done()
