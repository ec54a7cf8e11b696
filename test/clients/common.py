"""What the clients in Python share: the list of statements, and the report of a run.

A client gives each of its modes two functions. ask(sql) runs a statement and gives the
types of its columns and its rows. send(type, value) passes a value as a parameter of
that type and gives it back as the server's text, so that values of the client's own
types (a Decimal, a datetime) need no rendering here: what was read is sent, and the
server says what it understood.
"""
import contextlib
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHORT = "SHORT" in os.environ
OURS = os.environ["TARGET"] == "trailgres"
DSN = os.environ["DSN"]

with open(os.environ["STATEMENTS"], encoding="utf-8") as f:
    STATEMENTS = json.load(f)
with open(os.path.join(HERE, "types.json"), encoding="utf-8") as f:
    OIDS = json.load(f)
NAMES = {oid: name for name, oid in OIDS.items()}

_result = open(os.environ["RESULT"], "w", encoding="utf-8")
_failed = False

# A statement that runs until it is cancelled.
ENDLESS = "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a.a + b.b = 0"

# What a check is called that sends a statement's values back.
SENT = " (its values as parameters)"


def _line(*fields):
    fields = [" ".join(str(f).split()) or "-" for f in fields]
    print(*fields, sep="\t", file=_result, flush=True)


def absent(why):
    """Ends the run of a client that is not installed."""
    print(why)
    sys.exit(77)


def version(text):
    """Says which version of the client runs."""
    _line("version", text)


def done():
    """Ends the run; the exit status says whether everything passed."""
    sys.exit(1 if _failed else 0)


def skip(mode, what, why):
    """Says what the client itself cannot express."""
    _line("skip", mode, what, why)


@contextlib.contextmanager
def check(mode, what):
    """A check by its name: it passes unless something is raised in it."""
    global _failed
    try:
        yield
        _line("pass", mode, what)
    except Exception as e:
        _failed = True
        _line("fail", mode, what, f"{type(e).__name__}: {e}")


def equal(got, want):
    if got != want:
        raise AssertionError(f"got {got!r}, PostgreSQL gives {want!r}")


def cast(type_):
    """The name of a type in SQL: pg_type's _int4 is int4[]."""
    return type_[1:] + "[]" if type_.startswith("_") else type_


def shown(type_, text):
    """A value's text after a cast to text, which is not always what is on the wire."""
    if type_ == "bool":
        return {"t": "true", "f": "false"}[text]
    return text.rstrip(" ") if type_ == "bpchar" else text


_modes = []


def _first(mode):
    """In the short form the list is run in the first of a client's modes alone."""
    _modes.append(mode)
    return _modes[0] == mode


def statements(mode, ask, state, send=None, text=True, block=None, cannot=lambda s: None):
    """Runs the list in a mode.

    state(error) gives an error's SQLSTATE; block() is a context in which statements
    are in a transaction. text says that rows hold the server's text, which is then
    compared as it is. cannot(statement) gives the reason why the client cannot say or
    read it. In the short form, only the first mode runs, and nothing is sent back.
    """
    if SHORT and not _first(mode):
        return
    for s in STATEMENTS:
        why = cannot(s)
        if why:
            skip(mode, s["sql"], why)
            continue
        rows = None
        with check(mode, s["sql"]):
            try:
                with block() if s.get("block") and block else contextlib.nullcontext():
                    types, rows = ask(s["sql"])
            except Exception as e:
                if state(e) is None:
                    raise
                if state(e) != s.get("error"):
                    raise AssertionError(f"{state(e)} {e}, PostgreSQL gives {s.get('error', 'no error')}") from e
                continue
            equal("no error" if "error" in s else None, s.get("error"))
            equal(len(rows), len(s["rows"]))
            if text:
                equal([list(r) for r in rows], s["rows"])
            if types is not None and "types" in s:
                equal([NAMES.get(t, t) for t in types], s["types"])
        if send and rows and not SHORT and any(v is not None for r in rows for v in r):
            send_back(mode, s, rows, send)


def send_back(mode, s, rows, send):
    """Passes the values of rows as parameters, and compares what the server understood."""
    with check(mode, s["sql"] + SENT):
        for got, want in zip(rows, s["rows"]):
            sent = [v if v is None else send(t, v) for t, v in zip(s["types"], got)]
            equal(sent, [v if v is None else shown(t, v) for t, v in zip(s["types"], want)])
