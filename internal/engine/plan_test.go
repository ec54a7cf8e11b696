package engine

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/pgwire"
)

// planWorld is a server with two clients and a clock of its own.
type planWorld struct {
	t           *testing.T
	mine, other *planClient
	mu          sync.Mutex
	now         time.Time
}

type planClient struct {
	conn    *pgconn.PgConn
	session *session
}

// recorder is a Handler that keeps the session it made last.
type recorder struct {
	*Engine
	last *session
}

func (r *recorder) NewSession(ctx context.Context, c pgwire.Client) (pgwire.Session, error) {
	made, err := r.Engine.NewSession(ctx, c)
	if err == nil {
		r.last, _ = made.(*session)
	}
	return made, err
}

func newPlanWorld(t *testing.T) *planWorld {
	t.Helper()
	w := &planWorld{t: t, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	r := &recorder{}
	address := serveOptions(t, Options{Version: "test", Now: w.clock}, func(e *Engine) pgwire.Handler { r.Engine = e; return r })
	for _, c := range []**planClient{&w.mine, &w.other} {
		conn, err := pgconn.Connect(t.Context(), dsn(address))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close(context.Background()) })
		*c = &planClient{conn, r.last}
	}
	return w
}

func (w *planWorld) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *planWorld) advance(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// run runs a statement by the extended protocol, or a text of several by the simple
// one, and gives the rows as text, or the error.
func (w *planWorld) run(c *planClient, sql string, args ...string) string {
	w.t.Helper()
	ctx := context.Background()
	if strings.Contains(sql, "; ") {
		if _, err := c.conn.Exec(ctx, sql).ReadAll(); err != nil {
			return message(err)
		}
		return ""
	}
	values := make([][]byte, len(args))
	for i, a := range args {
		if a != "NULL" {
			values[i] = []byte(a)
		}
	}
	result := c.conn.ExecParams(ctx, sql, values, nil, nil, nil).Read()
	if result.Err != nil {
		return message(result.Err)
	}
	var lines []string
	for _, row := range result.Rows {
		fields := make([]string, len(row))
		for i, v := range row {
			if fields[i] = string(v); v == nil {
				fields[i] = "NULL"
			}
		}
		lines = append(lines, strings.Join(fields, "|"))
	}
	return strings.Join(lines, "; ")
}

func message(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// planned says whether the session would run the statement by a plan.
func (c *planClient) planned(sql string) bool {
	return slices.ContainsFunc(c.session.plans.Keys(), func(k planKey) bool {
		p, _ := c.session.plans.Peek(k)
		return k.text == sql && p.stmt != nil
	})
}

// TestPlansEnd runs a statement until it has a plan, changes something, and runs it
// again: the answer is the one that the change makes.
func TestPlansEnd(t *testing.T) {
	for _, c := range []struct {
		name, setUp, query string
		args               []string
		before             string
		change, otherwise  string // by this session, and by another
		after              string
		always             bool // there is never a plan
	}{
		{name: "row inserted", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT a FROM t ORDER BY a",
			before: "1", change: "INSERT INTO t VALUES (2)", after: "1; 2"},
		{name: "row inserted elsewhere", setUp: "CREATE TABLE t (a int)", query: "SELECT count(*) FROM t WHERE a = $1",
			args: []string{"7"}, before: "0", otherwise: "INSERT INTO t VALUES (7)", after: "1"},
		{name: "text longer than any before", setUp: "CREATE TABLE t (a text, b int); INSERT INTO t VALUES ('x', 1), ('y', 2)", query: "SELECT a FROM t ORDER BY b",
			before: "x; y", change: "UPDATE t SET a = 'longer' WHERE b = 1", after: "longer; y"},
		{name: "value beyond all before", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)", query: "SELECT a FROM t WHERE a = 1000",
			before: "", otherwise: "UPDATE t SET a = 1000 WHERE a = 1", after: "1000"},
		{name: "NULL where was none", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)", query: "SELECT count(*) FROM t WHERE a IS NULL",
			before: "0", otherwise: "INSERT INTO t VALUES (NULL)", after: "1"},
		{name: "table made anew", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", change: "DROP TABLE t; CREATE TABLE t (b text, c int); INSERT INTO t VALUES ('x', 2)", after: "x|2"},
		{name: "table dropped elsewhere", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", otherwise: "DROP TABLE t", after: `relation "t" does not exist`},
		{name: "column altered elsewhere", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", otherwise: "ALTER TABLE t ALTER a TYPE text", after: "1"},
		{name: "column added", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", change: "ALTER TABLE t ADD b int DEFAULT 5", after: "1|5"},
		{name: "temporary table in front", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", change: "CREATE TEMP TABLE t (a text); INSERT INTO t VALUES ('mine')", after: "mine"},
		{name: "temporary table gone", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE TEMP TABLE t (a text)",
			query: "SELECT * FROM t", before: "", change: "DISCARD TEMP", after: "1"},
		{name: "table replaced by a view", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", change: "DROP TABLE t; CREATE VIEW t AS SELECT 2 AS a", after: "2"},
		{name: "table rolled back", setUp: "BEGIN; CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT * FROM t",
			before: "1", change: "ROLLBACK", after: `relation "t" does not exist`},
		{name: "rows rolled back", setUp: "CREATE TABLE t (a int)\nBEGIN; INSERT INTO t VALUES (1)", query: "SELECT count(*) FROM t",
			before: "1", change: "ROLLBACK", after: "0"},
		{name: "view redefined", setUp: "CREATE VIEW v AS SELECT 1 AS a", query: "SELECT * FROM v", always: true,
			before: "1", change: "CREATE OR REPLACE VIEW v AS SELECT 2 AS a", after: "2"},
		{name: "time zone", query: "SELECT '2026-01-01 00:00:00+00'::timestamptz::text || $1", args: []string{"!"}, always: true,
			before: "2026-01-01 00:00:00+00!", change: "SET TimeZone = 'Asia/Tokyo'", after: "2026-01-01 09:00:00+09!"},
		{name: "time zone of a transaction", setUp: "BEGIN; SET LOCAL TimeZone = 'Asia/Tokyo'",
			query: "SELECT extract(hour FROM '2026-01-01 00:00:00+00'::timestamptz)", before: "9", change: "COMMIT", after: "0"},
		{name: "DateStyle", query: "SELECT DATE '2026-01-02'", before: "2026-01-02", change: "SET DateStyle = 'SQL, DMY'", after: "02/01/2026"},
		{name: "sequence", setUp: "CREATE SEQUENCE s\nSELECT nextval('s')", query: "SELECT currval('s')", before: "1",
			change: "SELECT nextval('s')", after: "2"},
		{name: "the clock", query: "SELECT age(TIMESTAMP 'infinity' - interval '1 day') IS NULL", always: true, before: "t", change: "SELECT 1", after: "t"},
		{name: "setting shown", query: "SELECT current_setting('application_name')", always: true, before: "",
			change: "SET application_name = 'x'", after: "x"},
		{name: "NULL", setUp: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", query: "SELECT count(*) FROM t WHERE a = $1",
			args: []string{"NULL"}, before: "0", change: "SELECT 1", after: "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newPlanWorld(t)
			for text := range strings.Lines(c.setUp) {
				w.run(w.mine, text)
			}
			for i := range planAfter + 2 {
				if got := w.run(w.mine, c.query, c.args...); got != c.before {
					t.Fatalf("run %d gives %q, not %q", i, got, c.before)
				}
			}
			if w.mine.planned(c.query) == c.always {
				t.Errorf("planned: %v", !c.always)
			}
			if c.change != "" {
				w.run(w.mine, c.change)
			}
			if c.otherwise != "" {
				w.run(w.other, c.otherwise)
			}
			for i := range planAfter + 2 {
				if got := w.run(w.mine, c.query, c.args...); got != c.after {
					t.Fatalf("after the change run %d gives %q, not %q", i, got, c.after)
				}
			}
		})
	}
}

// TestPlansAndTime holds that now() is each statement's own, and in a block the
// block's, however often a statement has run.
func TestPlansAndTime(t *testing.T) {
	w := newPlanWorld(t)
	for _, query := range []string{"SELECT now()::text", "SELECT 'now'::timestamptz::text", "SELECT current_timestamp::text",
		"SELECT 'today'::timestamptz::text", "SELECT current_date::text", "SELECT date_trunc('minute', now())::text"} {
		last := ""
		for range planAfter + 2 {
			w.advance(25 * time.Hour)
			got := w.run(w.mine, query)
			if got == last {
				t.Errorf("%s gives %s again", query, got)
			}
			last = got
		}
		w.run(w.mine, "BEGIN")
		first := w.run(w.mine, query)
		w.advance(25 * time.Hour)
		if got := w.run(w.mine, query); got != first {
			t.Errorf("%s gives %s and %s in one block", query, first, got)
		}
		w.run(w.mine, "COMMIT")
	}
}

// TestPlansAndValues holds a planned statement's answers against those of constants.
func TestPlansAndValues(t *testing.T) {
	w := newPlanWorld(t)
	w.run(w.mine, "CREATE TABLE t (a int, b text, c float8, d bigint, e smallint); INSERT INTO t SELECT i, 'name_' || i, i / 4.0, i * 10000000000, i % 100 FROM generate_series(1, 200) g(i)")
	for _, c := range []struct {
		query  string
		values []string
	}{
		{"SELECT a, b FROM t WHERE a = $1", []string{"5", " 6", "+7", "-8", "900", "NULL", "99999999999", "x", "5"}},
		{"SELECT count(*) FROM t WHERE b LIKE $1", []string{"name_1%", `name\_1%`, "%9", "", "name_5", "NULL", "it's"}},
		{"SELECT count(*) FROM t WHERE b = $1", []string{"name_3", "", "today", "NULL", "it's"}},
		{"SELECT count(*) FROM t WHERE b ~ $1", []string{"^name_1.$", "[5", "9$", "NULL"}},
		{"SELECT count(*) FROM t WHERE c < $1", []string{"5", "5.25", "-1", "1e3", "NaN", "Infinity", "NULL"}},
		{"SELECT count(*) FROM t WHERE d = $1", []string{"50000000000", "5", "NULL", "9223372036854775808"}},
		{"SELECT b FROM t ORDER BY a LIMIT $1", []string{"2", "0", "NULL", "1"}},
		{"SELECT $1::int / 2, $1::int % 3", []string{"7", "-7", "0", "NULL", "2147483648"}},
		{"SELECT $1::text || '!'", []string{"a", "", "NULL", "{1,2}", `\x`}},
		{"SELECT (ARRAY[10,20,30])[$1]", []string{"1", "0", "-1", "3", "4", "NULL"}},
		{"SELECT substr('abcdef', $1)", []string{"2", "0", "-1", "NULL", "9"}},
		{"SELECT a FROM t WHERE a IN ($1, 7) ORDER BY a", []string{"5", "7", "NULL"}},
		{"SELECT 100 / $1::int", []string{"7", "0", "3"}},
		{"SELECT sum(a) FROM t WHERE e = $1", []string{"7", "70000", "NULL"}},
		{"SELECT $1::date", []string{"2026-01-02", "Jan 3 2026", "today", "NULL"}},
		{"SELECT $1::numeric + 1", []string{"1.50", "7", "NaN", "NULL"}},
		{"SELECT $1::bool", []string{"t", "off", "1", "NULL", "x"}},
		{"SELECT '{\"a\": [1, 2]}'::jsonb -> $1", []string{"a", "b", "NULL"}},
		{"SELECT to_char(1234.5::numeric, $1)", []string{"9999.99", "FM9999", "NULL"}},
	} {
		for range planAfter {
			w.run(w.mine, c.query, c.values[0])
		}
		for _, v := range c.values {
			got := w.run(w.mine, c.query, v)
			w.other.session.plans.Purge()
			if want := w.run(w.other, c.query, v); got != want {
				t.Errorf("%s with %s gives %q, as a constant %q", c.query, v, got, want)
			}
		}
	}
}
