package duck

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// facts are what the rest of the program relies on DuckDB to do, or to do unlike
// PostgreSQL. When a new version changes one, the rule that rests on it is named.
var facts = []struct{ query, want, rule string }{
	{"SELECT 'abc' ~ 'b'", "false", "dialect/operators.go: ~ matches the whole text"},
	{"SELECT format('%s', 'a')", "%s", "dialect/functions.go: format() has other place-holders"},
	{"SELECT 1 // 0", "<nil>", "functions.sql: division by zero is NULL"},
	{"SELECT typeof(7 // 2) || (7 // 2)::VARCHAR || (-7 // 2)::VARCHAR", "INTEGER3-3", "session: integer_division truncates"},
	{"SELECT '{\"$.a\": 1, \"a\": 2}'::JSON ->> '$.a'", "2", "dialect/json.go: a key that begins with $ is read as a path"},
	{"SELECT 'a_b' LIKE 'a\\_b'", "false", "dialect/operators.go: LIKE has no escape character by default"},
	{"SELECT regexp_matches('a' || chr(10) || 'b', 'a.b')::VARCHAR || regexp_matches('a' || chr(10) || 'b', 'a.b', 's')::VARCHAR", "falsetrue", "dialect/operators.go: . wants the option s to match a line's end"},
	{"SELECT name FROM (DESCRIBE SELECT count(*)) t(name)", "count_star()", "dialect/names.go: columns have other names"},
	{"SELECT json_serialize_sql('CREATE TABLE t (a INT)')::VARCHAR LIKE '{\"error\":true%'", "true", "engine/twin.go: only SELECTs are taken as a second language"},
	{"SELECT count(*) FROM duckdb_extensions() WHERE loaded AND extension_name IN ('json', 'icu', 'parquet', 'core_functions')", "4", "nothing else is linked in"},
}

func TestFacts(t *testing.T) {
	c := open(t)
	for _, f := range facts {
		if got := scalar(t, c, f.query); got != f.want {
			t.Errorf("%s gives %s, not %s any more (%s)", f.query, got, f.want, f.rule)
		}
	}
}

// scalar gives the text of a query's first value.
func scalar(t testing.TB, c *Conn, query string) string {
	t.Helper()
	got := "no row"
	err := c.Query(context.Background(), query, func(row []any) error {
		got = fmt.Sprint(row[0])
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}

// TestMacrosGoFirst holds what functions.sql rests on: a macro in a schema on the
// search path goes before DuckDB's own function, in views too, and a variable in it
// is a constant to the optimiser.
func TestMacrosGoFirst(t *testing.T) {
	c := open(t)
	for _, statement := range []string{
		"CREATE SCHEMA own", "CREATE MACRO own.now() AS getvariable('moment')", "SET search_path = 'main,own'",
		"SET VARIABLE moment = TIMESTAMPTZ '2026-01-01 10:00:00+00'",
		"CREATE TABLE events (moment TIMESTAMPTZ)", "CREATE VIEW young AS SELECT * FROM events WHERE moment > now() - INTERVAL 1 HOUR",
		"SET VARIABLE moment = TIMESTAMPTZ '2026-03-04 10:00:00+00'",
	} {
		if _, err := c.Exec(context.Background(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	plan := scalar(t, c, "SELECT json_serialize_plan('SELECT * FROM young', optimize := true, skip_null := true, skip_empty := true)::VARCHAR")
	if !strings.Contains(plan, `"value":1772614800000000`) {
		t.Errorf("now() is not folded from the variable: %s", plan)
	}
}

// TestConstantCastsThatFailStayInThePlan holds what planner.Context.Check rests on.
func TestConstantCastsThatFailStayInThePlan(t *testing.T) {
	c := open(t)
	if _, err := c.Exec(context.Background(), "CREATE TABLE events (moment TIMESTAMPTZ)"); err != nil {
		t.Fatal(err)
	}
	plan := scalar(t, c, "SELECT json_serialize_plan('SELECT * FROM events WHERE moment > ''no time''', optimize := true)::VARCHAR")
	if !strings.Contains(plan, "BOUND_CAST") {
		t.Errorf("the cast is gone: %s", plan)
	}
}

// TestDeletedRowsGiveTheirSpaceBack holds what the cache's budget rests on.
func TestDeletedRowsGiveTheirSpaceBack(t *testing.T) {
	c := open(t)
	size := func() (bytes int64) {
		_ = c.Query(context.Background(), "SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()", func(row []any) error {
			bytes, _ = row[0].(int64)
			return nil
		})
		return bytes
	}
	for _, statement := range []string{
		"CREATE TABLE t AS SELECT i, repeat(md5(i::VARCHAR), 20) AS s FROM range(100000) r(i)", "CHECKPOINT",
	} {
		if _, err := c.Exec(context.Background(), statement); err != nil {
			t.Fatal(err)
		}
	}
	full := size()
	for _, statement := range []string{"DELETE FROM t", "CHECKPOINT"} {
		if _, err := c.Exec(context.Background(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if empty := size(); empty > full/2 {
		t.Errorf("%d bytes before the delete, %d after", full, empty)
	}
}
