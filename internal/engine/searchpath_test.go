package engine

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestSearchPath holds that names are looked for, and objects made, where search_path
// says, and that a schema which comes later is taken up.
func TestSearchPath(t *testing.T) {
	w := newPlanWorld(t)
	for _, step := range []struct{ sql, want string }{
		{"SELECT current_schema()", "public"},
		{"CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t AS SELECT 'in a' AS x; CREATE TABLE b.t AS SELECT 'in b' AS x", ""},
		{"SET search_path = b, a; SELECT x FROM t", "in b"},
		{"SET search_path = a, b; SELECT x FROM t", "in a"},
		{"SELECT current_schema()", "a"},
		{"CREATE TABLE made AS SELECT 1 AS x; SELECT x FROM a.made", "1"},
		{"SET search_path = later, b; SELECT x FROM t", "in b"},
		{"CREATE SCHEMA later; CREATE TABLE later.t AS SELECT 'in later' AS x; SELECT x FROM t", "in later"},
		{"SET search_path = 'none'; SELECT x FROM t", "42P01"}, // which takes the SET back
		{"SELECT x FROM t", "in later"},
		{"SET search_path = 'none'", ""},
		{"SELECT x FROM t", "42P01"},
		{"CREATE TABLE nowhere (x int)", "3F000"},
		{`CREATE SCHEMA "Mixed, case"; CREATE TABLE "Mixed, case".t AS SELECT 'in mixed' AS x`, ""},
		{`RESET search_path; SELECT current_schema()`, "public"},
		{`BEGIN; SET LOCAL search_path = a; SELECT x FROM t`, "in a"},
		{`COMMIT; SELECT x FROM t`, "42P01"},
	} {
		if got := lastText(t, w.mine.conn, step.sql); got != step.want {
			t.Errorf("%s: got %q, want %q", step.sql, got, step.want)
		}
	}
}

// lastText gives the last value of a text's results, or the SQLSTATE of its error.
func lastText(t *testing.T, c *pgconn.PgConn, sql string) string {
	t.Helper()
	results, err := c.Exec(t.Context(), sql).ReadAll()
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for _, r := range results {
		for _, row := range r.Rows {
			last = string(row[len(row)-1])
		}
	}
	return last
}
