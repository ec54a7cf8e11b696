package engine

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestRollbackToSavepoint goes back to a savepoint after what a row of the table does, and
// looks at what there is then.
func TestRollbackToSavepoint(t *testing.T) {
	const tables = "DISCARD TEMP; DROP TABLE IF EXISTS t, u, v; DROP SEQUENCE IF EXISTS s; CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y'); CREATE TABLE u (a int PRIMARY KEY, r float8 DEFAULT random()); INSERT INTO u VALUES (1, 0)"
	w := newPlanWorld(t)
	for _, c := range []struct {
		name, before  string // what the block does before the savepoint
		other         string // what another session does after it
		query, after  string
		code, message string // of ROLLBACK TO, if it is refused
	}{
		{name: "another session reads meanwhile", before: "UPDATE t SET a = a + 1", other: "SELECT * FROM t; SELECT 1",
			query: "SELECT sum(a) FROM t", after: "5"},
		{name: "another session changes the table", before: "UPDATE t SET a = a + 1 WHERE b = 'x'", other: "UPDATE t SET b = 'z' WHERE b = 'y'; SELECT 1",
			code: "40001", message: "could not serialize access due to concurrent update"},
		{name: "another session changes the table in a block", before: "INSERT INTO t VALUES (3, 'z')", other: "BEGIN; INSERT INTO t VALUES (4, 'z'); COMMIT",
			code: "40001", message: "could not serialize access due to concurrent update"},
		{name: "another session changes nothing after all", before: "INSERT INTO t VALUES (3, 'z')", other: "BEGIN; INSERT INTO t VALUES (4, 'z'); ROLLBACK",
			query: "SELECT count(*) FROM t", after: "3"},
		{name: "another session changes another table", before: "INSERT INTO t VALUES (3, 'z')", other: "INSERT INTO u (a) VALUES (5); SELECT 1",
			query: "SELECT count(*) FROM t", after: "3"},
		{name: "another session changes what was read", before: "UPDATE t SET b = 'r' FROM u WHERE u.a = t.a", other: "INSERT INTO u (a) VALUES (5); SELECT 1",
			code: "40001", message: "could not serialize access due to concurrent update"},
		{name: "another session renames a table", before: "INSERT INTO t VALUES (3, 'z')", other: "ALTER TABLE u RENAME TO v; SELECT 1",
			code: "40001", message: "could not serialize access due to concurrent update"},
		{name: "nothing was written before the savepoint", before: "SELECT 1", other: "INSERT INTO t VALUES (9, 'z'); SELECT 1",
			query: "SELECT count(*) FROM t", after: "3"},
		{name: "random values are inserted", before: "INSERT INTO t SELECT 3, random()::text; CREATE TEMP TABLE had AS SELECT b FROM t",
			query: "SELECT count(*) FROM t JOIN had USING (b)", after: "3"},
		{name: "random values are updated", before: "UPDATE t SET a = (random() * 10)::int",
			code: "0A000", message: "ROLLBACK TO SAVEPOINT is not supported here: UPDATE calls random()"},
		{name: "a setting is written", before: "UPDATE t SET b = current_setting('application_name')",
			code: "0A000", message: "ROLLBACK TO SAVEPOINT is not supported here: UPDATE calls current_setting()"},
		{name: "a default may be random", before: "INSERT INTO u (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET r = 1",
			code: "0A000", message: "ROLLBACK TO SAVEPOINT is not supported here: INSERT … ON CONFLICT DO UPDATE may use the default random()"},
		{name: "a random default is inserted", before: "INSERT INTO u (a) VALUES (2); CREATE TEMP TABLE had AS SELECT * FROM u",
			query: "SELECT count(*) FROM u JOIN had USING (a, r)", after: "2"},
		{name: "the time is written", before: "CREATE TEMP TABLE z (at timestamptz); INSERT INTO z VALUES (NULL); UPDATE z SET at = now()", query: "SELECT count(*) FROM z WHERE at IS NOT NULL", after: "1"},
		{name: "a sequence is made", before: "CREATE SEQUENCE s; SELECT nextval('s'), nextval('s')", query: "SELECT nextval('s')", after: "3"},
		{name: "more is written than is kept", before: "INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 70000) g",
			code: "0A000", message: "ROLLBACK TO SAVEPOINT is not supported here: the transaction has written more than 64 MB"},
		{name: "the time zone of the time", before: "CREATE TEMP TABLE z (at timestamptz, s text); INSERT INTO z VALUES (NULL, '2020-01-01 00:00'); SET LOCAL TimeZone = 'Asia/Tokyo'; UPDATE z SET at = s::timestamp; SET LOCAL TimeZone = 'UTC'",
			query: "SELECT at FROM z", after: "2019-12-31 15:00:00+00"},
		{name: "rows of its own are deleted", before: "INSERT INTO t VALUES (3, 'z'); DELETE FROM t WHERE a = (SELECT max(a) FROM t) RETURNING a", query: "SELECT count(*) FROM t", after: "2"},
		{name: "temporary tables are discarded", before: "CREATE TEMP TABLE z (a int); DISCARD TEMP", query: "SELECT count(*) FROM pg_class WHERE relname = 'z'", after: "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.t = t
			w.must(w.mine, tables)
			w.must(w.mine, "BEGIN; "+c.before)
			w.must(w.mine, "SAVEPOINT s; DELETE FROM t")
			if c.other != "" {
				w.must(w.other, c.other)
			}
			err := w.exec(w.mine, "ROLLBACK TO s")
			var refused *pgconn.PgError
			switch {
			case c.code == "" && err != nil:
				t.Fatal(err)
			case c.code == "":
				if got := w.run(w.mine, c.query); got != c.after {
					t.Errorf("%s gives %s, want %s", c.query, got, c.after)
				}
				w.must(w.mine, "COMMIT")
				if got := w.run(w.mine, c.query); got != c.after && !strings.Contains(c.query, "nextval") {
					t.Errorf("after COMMIT %s gives %s, want %s", c.query, got, c.after)
				}
			case !errors.As(err, &refused) || refused.Code != c.code || refused.Message != c.message:
				t.Errorf("got %v, want %s %s", err, c.code, c.message)
			default:
				again := w.exec(w.mine, "ROLLBACK TO s")
				if !errors.As(again, &refused) || refused.Code != c.code || w.mine.conn.TxStatus() != 'E' {
					t.Errorf("the second time: %v", again)
				}
				w.must(w.mine, "ROLLBACK")
				if got := w.run(w.other, "SELECT count(*) FROM t WHERE a > 100"); got != "0" {
					t.Errorf("%s rows were left", got)
				}
			}
		})
	}
}

func (w *planWorld) exec(c *planClient, sql string) error {
	_, err := c.conn.Exec(context.Background(), sql).ReadAll()
	return err
}

func (w *planWorld) must(c *planClient, sql string) {
	w.t.Helper()
	if err := w.exec(c, sql); err != nil {
		w.t.Fatal(sql, err)
	}
}

// TestSavepointAfterWriteBeforeBegin refuses to undo what is not in the journal.
func TestSavepointAfterWriteBeforeBegin(t *testing.T) {
	w := newPlanWorld(t)
	w.must(w.mine, "CREATE TABLE t (a int)")
	w.must(w.mine, "INSERT INTO t VALUES (1); BEGIN; SAVEPOINT s")
	if err := w.exec(w.mine, "SELECT 1/0"); err == nil {
		t.Fatal("no error")
	}
	var refused *pgconn.PgError
	if err := w.exec(w.mine, "ROLLBACK TO s"); !errors.As(err, &refused) || refused.Code != "0A000" {
		t.Errorf("got %v", err)
	}
}

func TestCommitsSince(t *testing.T) {
	c := newCommits()
	names := func(list ...string) map[string]bool {
		out := map[string]bool{}
		for _, n := range list {
			out[n] = true
		}
		return out
	}
	before := c.now()
	end := c.begin(names("t"))
	if !c.since(c.now(), names("t")) {
		t.Error("what is being committed counts as changed")
	}
	end(false)
	if c.since(before, names("t")) {
		t.Error("what was not committed does not")
	}
	c.begin(names("t"))(true)
	if !c.since(before, names("t")) || c.since(before, names("u")) || !c.since(before, names(everything)) || c.since(c.now(), names(everything)) {
		t.Error("a commit counts for what it has changed, and before it only")
	}
	c.begin(names(everything))(true)
	if !c.since(before, names("u")) {
		t.Error("everything is changed")
	}
}
