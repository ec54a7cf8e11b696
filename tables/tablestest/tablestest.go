// Package tablestest holds what every tables.Table promises, as tests: one call of
// Run is a table's conformance. It knows nothing of what a table is about; the
// harness brings one with a few rows to fetch, and counts its calls.
package tablestest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// Instance is one table, open in a store of its own.
type Instance struct {
	Table tables.Table
	Store tables.Store
	// Rows is how many rows the table has once everything is fetched; -1 when that
	// is not known.
	Rows int64
	// Calls counts what the table has asked of the outside so far; nil for a table
	// that asks nothing.
	Calls func() int64
}

// Harness makes tables to be tested. Whatever they need is closed by t.Cleanup.
type Harness struct {
	New func(t *testing.T) Instance
	// Hang gives a table whose outside never answers; nil for a table that asks
	// nothing.
	Hang func(t *testing.T) Instance
}

// Run tests that the table keeps its promises.
func Run(t *testing.T, h Harness) {
	t.Run("Declaration", func(t *testing.T) { declaration(t, h.New(t).Table) })
	t.Run("Columns", func(t *testing.T) { columns(t, h.New(t).Table) })
	t.Run("Relation", func(t *testing.T) { relation(t, h.New(t)) })
	t.Run("Everything", func(t *testing.T) { everything(t, h.New(t)) })
	t.Run("Nothing", func(t *testing.T) { nothing(t, h.New(t)) })
	t.Run("Pushdown", func(t *testing.T) { pushdown(t, h.New(t)) })
	t.Run("Contradiction", func(t *testing.T) { contradiction(t, h.New(t)) })
	t.Run("SideBySide", func(t *testing.T) { sideBySide(t, h.New(t)) })
	t.Run("Cancelled", func(t *testing.T) { cancelled(t, h) })
}

var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// declaration wants names that need no quotes, and a sentence about the table.
func declaration(t *testing.T, table tables.Table) {
	if s := table.Schema(); s != "public" && s != "trailgres" {
		t.Errorf("schema %q is neither public nor trailgres", s)
	}
	if !plainName.MatchString(table.Name()) {
		t.Errorf("name %q would need quotes", table.Name())
	}
	sentence(t, "the table", table.Doc())
}

func sentence(t *testing.T, what, doc string) {
	t.Helper()
	if strings.TrimSpace(doc) != doc || len(doc) < 5 || (!strings.HasSuffix(doc, ".") && !strings.HasSuffix(doc, "…")) || strings.Contains(doc, "\n") {
		t.Errorf("the doc of %s is not a sentence: %q", what, doc)
	}
}

// sensible says which comparisons a type can push down.
var sensible = map[tables.Type]tables.Op{
	tables.Text: tables.Equal, tables.Boolean: tables.Equal, tables.TextArray: tables.Contains, tables.JSONB: 0,
	tables.BigInt: tables.Equal | tables.AtLeast | tables.AtMost, tables.TimestampTZ: tables.Equal | tables.AtLeast | tables.AtMost,
}

// columns wants each to be documented, of a known type, and its pushdown possible.
func columns(t *testing.T, table tables.Table) {
	if len(table.Columns()) == 0 {
		t.Fatal("no columns")
	}
	seen := map[string]bool{}
	for _, c := range table.Columns() {
		if !plainName.MatchString(c.Name) || seen[c.Name] {
			t.Errorf("column name %q would need quotes, or comes twice", c.Name)
		}
		seen[c.Name] = true
		sentence(t, c.Name, c.Doc)
		ops, known := sensible[c.Type]
		if !known {
			t.Errorf("%s has the unknown type %q", c.Name, c.Type)
		}
		if c.Push&^ops != 0 {
			t.Errorf("%s of type %s cannot push down %b", c.Name, c.Type, c.Push)
		}
	}
}

// relation wants the store to have the table under its name, with its columns in
// their order and of their stored types.
func relation(t *testing.T, x Instance) {
	var got []string
	err := x.Store.Query(t.Context(), "SELECT column_name || ' ' || data_type FROM (DESCRIBE "+name(x)+") d(column_name, data_type, a, b, c, e)", func(row []any) error {
		got = append(got, fmt.Sprint(row[0]))
		return nil
	})
	if err != nil {
		t.Fatalf("describe %s: %v", name(x), err)
	}
	var want []string
	for _, c := range x.Table.Columns() {
		stored := tables.StoredType(c.Type)
		if stored == "TIMESTAMPTZ" {
			stored = "TIMESTAMP WITH TIME ZONE"
		}
		want = append(want, c.Name+" "+stored)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("the store has %q, the table declares %q", got, want)
	}
}

func name(x Instance) string { return x.Table.Schema() + "." + x.Table.Name() }

func rows(t *testing.T, x Instance) int64 {
	t.Helper()
	var n int64
	err := x.Store.Query(context.Background(), "SELECT count(*) FROM "+name(x), func(row []any) error {
		n, _ = row[0].(int64)
		return nil
	})
	if err != nil {
		t.Errorf("read %s: %v", name(x), err)
	}
	return n
}

// calls counts the calls that f makes.
func calls(x Instance, f func()) int64 {
	if x.Calls == nil {
		f()
		return 0
	}
	before := x.Calls()
	f()
	return x.Calls() - before
}

// complete runs a scan that has to end well.
func complete(t *testing.T, x Instance, s tables.Scan) (release func()) {
	t.Helper()
	release, err := x.Table.Complete(t.Context(), s)
	if err != nil || release == nil {
		t.Fatalf("complete %+v: release given %v, error %v", s, release != nil, err)
	}
	return release
}

// everything wants an empty scan to bring all rows, and release to be harmless
// twice.
func everything(t *testing.T, x Instance) {
	for range 2 {
		release := complete(t, x, tables.Scan{})
		if n := rows(t, x); x.Rows >= 0 && n != x.Rows {
			t.Errorf("%d rows after an empty scan, want %d", n, x.Rows)
		}
		release()
		release()
	}
}

// nothing wants a scan that can use no row to ask nothing.
func nothing(t *testing.T, x Instance) {
	if n := calls(x, func() { complete(t, x, tables.Scan{Nothing: true})() }); n != 0 {
		t.Errorf("%d calls for a scan of nothing", n)
	}
}

// pushdown wants every comparison that a column declares to be understood, and
// ones it does not declare to be harmless.
func pushdown(t *testing.T, x Instance) {
	for _, c := range x.Table.Columns() {
		for _, op := range []tables.Op{tables.Equal, tables.Contains, tables.AtLeast, tables.AtMost} {
			if sensible[c.Type]&op != 0 {
				complete(t, x, tables.Scan{Where: []tables.Conjunction{{{Column: c.Name, Op: op, Values: []tables.Value{value(c.Type)}}}}})()
			}
		}
	}
	release := complete(t, x, tables.Scan{})
	defer release()
	if n := rows(t, x); x.Rows >= 0 && n != x.Rows {
		t.Errorf("%d rows after all of the scans, want %d", n, x.Rows)
	}
}

// value gives some value of a column's type.
func value(t tables.Type) tables.Value {
	switch t {
	case tables.Boolean:
		return true
	case tables.BigInt:
		return int64(5)
	case tables.TimestampTZ:
		return time.Now().Add(-time.Hour)
	}
	return "no such value"
}

// contradiction wants a column that is two things at once to ask nothing.
func contradiction(t *testing.T, x Instance) {
	for _, c := range x.Table.Columns() {
		if c.Push&tables.Equal == 0 || c.Type != tables.Text {
			continue
		}
		s := tables.Scan{Where: []tables.Conjunction{{
			{Column: c.Name, Op: tables.Equal, Values: []tables.Value{"a"}},
			{Column: c.Name, Op: tables.Equal, Values: []tables.Value{"b"}},
		}}}
		if n := calls(x, func() { complete(t, x, s)() }); n != 0 {
			t.Errorf("%d calls for %s = 'a' AND %s = 'b'", n, c.Name, c.Name)
		}
	}
}

// sideBySide wants many sessions at once to be served, each with all its rows.
func sideBySide(t *testing.T, x Instance) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			release, err := x.Table.Complete(t.Context(), tables.Scan{})
			if err != nil {
				t.Errorf("complete: %v", err)
				return
			}
			defer release()
			if n := rows(t, x); x.Rows >= 0 && n != x.Rows {
				t.Errorf("%d rows, want %d", n, x.Rows)
			}
		})
	}
	group.Wait()
}

// promptly is how soon a cancelled scan is to be back.
const promptly = 500 * time.Millisecond

// cancelled wants a cancel to end a scan at once, with the context's cause.
func cancelled(t *testing.T, h Harness) {
	if h.Hang == nil {
		t.Skip("the table asks nothing that could hang")
	}
	x := h.Hang(t)
	why := errors.New("the client went away")
	ctx, cancel := context.WithCancelCause(t.Context())
	timer := time.AfterFunc(30*time.Millisecond, func() { cancel(why) })
	defer timer.Stop()
	began := time.Now()
	release, err := x.Table.Complete(ctx, tables.Scan{})
	if !errors.Is(err, why) || release != nil {
		t.Errorf("a cancelled scan: release given %v, error %v", release != nil, err)
	}
	if took := time.Since(began); took > promptly {
		t.Errorf("a cancelled scan took %v", took)
	}
}
