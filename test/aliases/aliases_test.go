package aliases

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5"

	"github.com/trailgres/trailgres/test/servertest"
)

// testNow is when the tests happen.
var testNow = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// TestAliases runs the queries of testdata, each with an empty cache. The directives:
//
//	query [zone=…]
//	    The statement runs by the simple protocol. Its lookups and its rows are shown.
//	    A second statement, after a line "same as", is one of cloudtrail_events: its
//	    rows must be the same.
func TestAliases(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if filepath.Ext(path) != ".txt" {
			return
		}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) (out string) {
			t.Run(d.Pos, func(t *testing.T) { out = answer(t, d) }) // which closes its server
			return out
		})
	})
}

func answer(t *testing.T, d *datadriven.TestData) string {
	t.Helper()
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 1500, Now: testNow, Regions: []string{"us-east-1", "eu-central-1"}})
	conn := s.Connect(t)
	if d.HasArg("zone") {
		var zone string
		d.ScanArgs(t, "zone", &zone)
		if _, err := conn.Exec(t.Context(), "SET TimeZone = '"+zone+"'"); err != nil {
			t.Fatal(err)
		}
	}
	query, same, compared := strings.Cut(d.Input, "\nsame as\n")
	rows, err := texts(t, conn, query)
	out := s.Lookups(testNow)
	if err != nil {
		return out + "error: " + err.Error() + "\n"
	}
	if compared {
		if want, err := texts(t, conn, same); err != nil || !slices.Equal(sorted(rows), sorted(want)) {
			t.Errorf("%s: %s\n%s\nthe same of cloudtrail_events (%v):\n%s", d.Pos, query, show(rows), err, show(want))
		}
	}
	if !strings.Contains(strings.ToLower(query), "order by") {
		rows = sorted(rows)
	}
	return out + show(rows)
}

// texts gives the rows as text; NULL is "∅".
func texts(t *testing.T, conn *pgx.Conn, sql string) (rows []string, err error) {
	t.Helper()
	results := conn.PgConn().Exec(t.Context(), sql)
	for results.NextResult() {
		r := results.ResultReader()
		for r.NextRow() {
			var row []string
			for _, v := range r.Values() {
				if v == nil {
					v = []byte("∅")
				}
				row = append(row, string(v))
			}
			rows = append(rows, strings.Join(row, " | "))
		}
	}
	return rows, results.Close()
}

// shown is how many rows a golden has.
const shown = 5

func show(rows []string) string {
	var b strings.Builder
	for i, row := range rows {
		if i == shown {
			break
		}
		fmt.Fprintln(&b, row)
	}
	fmt.Fprintf(&b, "(%d rows)\n", len(rows))
	return b.String()
}

func sorted(rows []string) []string {
	rows = slices.Clone(rows)
	slices.Sort(rows)
	return rows
}
