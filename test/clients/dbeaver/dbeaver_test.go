// Package dbeaver sends what DBeaver sends, through the driver that DBeaver has, and
// compares the answers with those of a real PostgreSQL 15.
package dbeaver

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/trailgres/trailgres/test/clients/pgjdbc"
	"github.com/trailgres/trailgres/test/servertest"
)

func TestMain(m *testing.M) { os.Exit(pgjdbc.Main(m)) }

const setup = `CREATE TABLE jdbc_parent (id int PRIMARY KEY, code text NOT NULL UNIQUE);
CREATE VIEW jdbc_view AS SELECT id, code FROM jdbc_parent`

// TestNavigator browses everything, which costs no lookup.
func TestNavigator(t *testing.T) {
	pgjdbc.Whole(t)
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 50, Days: 10, Regions: []string{"us-east-1"}})
	real := pgjdbc.Postgres(t, s, setup)
	ours := pgjdbc.Run(t, "./run", []string{"DSN=" + pgjdbc.DSN(s)}, "Dbeaver", "navigator")
	pgjdbc.Compare(t, ours, pgjdbc.Run(t, "./run", []string{"DSN=" + real}, "Dbeaver", "navigator"), "known.txt")
	if n := s.Calls(); n != 0 {
		t.Errorf("browsing cost %d lookups", n)
	}
}

// most says how many lookups the steps of the grid may cost on a table of 3000 events
// over 90 days and 2 regions; a step that is not here costs none.
var most = map[string]int{
	"grid: open":       12,
	"grid: scroll":     12,
	"grid: filter":     12,
	"grid: filter not": 40,
	"grid: a row":      3,
	"grid: count rows": 80,
}

// TestGrid opens a grid on the events, and sorts, filters, counts and explains.
func TestGrid(t *testing.T) {
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 3000, Regions: []string{"us-east-1"}})
	real := pgjdbc.Postgres(t, s, setup)
	ours, lookups, rows := steps(t, pgjdbc.Run(t, "./run", []string{"DSN=" + pgjdbc.DSN(s)}, "Dbeaver", "grid"))
	theirs, _, _ := steps(t, pgjdbc.Run(t, "./run", []string{"DSN=" + real}, "Dbeaver", "grid"))
	pgjdbc.Compare(t, ours, theirs, "known-grid.txt")
	for step, n := range lookups {
		if n > most[step] {
			t.Errorf("%s cost %d lookups, at most %d were expected", step, n, most[step])
		}
	}
	bound := 0
	for _, n := range most {
		bound += n
	}
	if s.Calls() > bound {
		t.Errorf("the endpoint was called %d times, at most %d were expected", s.Calls(), bound)
	}
	for step, want := range map[string]int{"grid: open": 200, "grid: scroll": 400, "grid: sort": 200, "grid: in a transaction": 200, "grid: open when all is known": 200, "grid: empty": 0} {
		if rows[step] != want {
			t.Errorf("%s showed %d rows, want %d", step, rows[step], want)
		}
	}
}

// steps divides what Grid prints: answers to compare, and the numbers of lookups and
// rows of each step, which are of one server.
func steps(t *testing.T, text string) (answers string, lookups, rows map[string]int) {
	t.Helper()
	lookups, rows = map[string]int{}, map[string]int{}
	var b strings.Builder
	for line := range strings.Lines(text) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		counts := map[string]map[string]int{"lookups": lookups, "rows": rows}[f[0]]
		if counts == nil {
			b.WriteString(line)
			continue
		}
		n, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		counts[f[1]] = n
	}
	return b.String(), lookups, rows
}
