package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

// TestDifferential runs what clients ask of the catalogs on both servers, which have
// the same objects: columns, their types and rows must be the same, but for what is
// each server's own.
func TestDifferential(t *testing.T) {
	p := twoServers(t)
	files, err := filepath.Glob("testdata/differential/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no statements", err)
	}
	total := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".sql"), func(t *testing.T) {
			for _, s := range steps(t, file) {
				total++
				p.compare(t, s)
			}
		})
	}
	if p.server.Calls() != 0 {
		t.Errorf("the catalogs cost %d lookups", p.server.Calls())
	}
	t.Logf("%d statements", total)
}

// TestObjects runs scripts that make, change and drop local objects on both servers:
// tags, rows and errors must be the same.
func TestObjects(t *testing.T) {
	p := twoServers(t)
	files, err := filepath.Glob("testdata/objects/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".sql"), func(t *testing.T) {
			for _, s := range steps(t, file) {
				p.compare(t, s)
			}
		})
	}
}

// compare runs a statement on both servers.
func (p *pair) compare(t *testing.T, s step) {
	t.Helper()
	got, failure := p.run(t, p.ours, s, false)
	want, _ := p.run(t, p.theirs, s, true)
	if got != want {
		t.Errorf("%s: %s\n%s  %s", s.at, s.sql, difference(got, want), failure)
	}
}

// run gives what a statement answers, as text: a line for each column and row; and
// the error's text.
func (p *pair) run(t *testing.T, c *pgconn.PgConn, s step, theirs bool) (answer, failure string) {
	t.Helper()
	var b strings.Builder
	results := c.Exec(t.Context(), p.fill(t, c, s.sql))
	for results.NextResult() {
		r := results.ResultReader()
		fields := slices.Clone(r.FieldDescriptions())
		for _, f := range fields {
			fmt.Fprintf(&b, "column %s %d\n", f.Name, f.DataTypeOID)
		}
		var rows []string
		for r.NextRow() {
			var cells []string
			for i, v := range r.Values() {
				cells = append(cells, cell(s, fields[i], v, theirs))
			}
			rows = append(rows, "row "+strings.Join(cells, " | "))
		}
		tag, err := r.Close()
		if err != nil {
			continue
		}
		slices.Sort(rows)
		if !s.shape {
			for _, row := range rows {
				fmt.Fprintln(&b, row)
			}
			fmt.Fprintln(&b, tag)
		}
	}
	var e *pgconn.PgError
	if err := results.Close(); errors.As(err, &e) {
		b.Reset() // PostgreSQL tells the columns before it computes
		fmt.Fprintf(&b, "error %s", e.Code)
		if s.message {
			b.WriteString(" " + e.Message)
		}
		failure = e.Message
	} else if err != nil {
		t.Fatal(err)
	}
	return b.String(), failure
}

// difference shows the lines that only one of two answers has.
func difference(got, want string) string {
	count := map[string]int{}
	for line := range strings.Lines(got) {
		count[line]++
	}
	var b strings.Builder
	for line := range strings.Lines(want) {
		if count[line] == 0 {
			b.WriteString("  PostgreSQL: " + strings.TrimSpace(line) + "\n")
			continue
		}
		count[line]--
	}
	for line := range strings.Lines(got) {
		if count[line] > 0 {
			count[line]--
			b.WriteString("  here:       " + strings.TrimSpace(line) + "\n")
		}
	}
	if b.Len() == 0 {
		return "  the columns are in another order\n"
	}
	if b.Len() > 3000 {
		return b.String()[:3000] + "…"
	}
	return b.String()
}
