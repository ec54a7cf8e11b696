package e2e

import (
	"cmp"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

// grid is a client that opens a portal and takes its rows in helpings, as DBeaver's
// grid and JDBC's fetch size do.
type grid struct {
	t    *testing.T
	conn *pgconn.HijackedConn
}

func openGrid(t *testing.T, w *world, sql string) *grid {
	t.Helper()
	conn, err := w.connect(t).PgConn().Hijack()
	if err != nil {
		t.Fatal(err)
	}
	g := &grid{t, conn}
	conn.Frontend.Send(&pgproto3.Parse{Query: sql})
	conn.Frontend.Send(&pgproto3.Bind{})
	return g
}

// take runs the portal for at most so many rows, 0 for the rest, and gives the
// first column's values.
func (g *grid) take(rows uint32) (values []string, suspended bool) {
	g.t.Helper()
	g.conn.Frontend.Send(&pgproto3.Execute{MaxRows: rows})
	g.conn.Frontend.Send(&pgproto3.Flush{})
	if err := g.conn.Frontend.Flush(); err != nil {
		g.t.Fatal(err)
	}
	for {
		message, err := g.conn.Frontend.Receive()
		if err != nil {
			g.t.Fatal(err)
		}
		switch m := message.(type) {
		case *pgproto3.DataRow:
			values = append(values, string(m.Values[0]))
		case *pgproto3.PortalSuspended:
			return values, true
		case *pgproto3.CommandComplete:
			return values, false
		case *pgproto3.ErrorResponse:
			g.t.Fatalf("%s: %s", m.Code, m.Message)
		}
	}
}

// TestGrid: a client that wants 200 rows of the whole table costs a few calls, and
// gets every row once when it asks for the rest.
func TestGrid(t *testing.T) {
	const events = 3000
	for _, sql := range []string{
		"SELECT event_id FROM cloudtrail_events",
		"SELECT x.event_id FROM public.cloudtrail_events x WHERE error_code IS NULL OR error_code <> ''",
		"SELECT to_char(event_time, 'YYYY-MM-DD HH24:MI:SS') || event_id FROM cloudtrail_events ORDER BY event_time DESC, event_id DESC",
	} {
		w := plain(t, events)
		g := openGrid(t, w, sql)
		first, suspended := g.take(200)
		if len(first) != 200 || !suspended {
			t.Errorf("%s\n%d rows of 200, suspended %v", sql, len(first), suspended)
		}
		if calls := w.total(); calls > 20 {
			t.Errorf("%s\n%d calls for 200 rows", sql, calls)
		}
		second, suspended := g.take(100)
		if len(second) != 100 || !suspended {
			t.Errorf("%s\n%d rows of 100, suspended %v", sql, len(second), suspended)
		}
		rest, _ := g.take(0)
		all := slices.Concat(first, second, rest)
		want := texts(t, w.connect(t), sql)
		if len(all) != len(want) || len(want) != events {
			t.Errorf("%s\n%d rows in helpings, %d at once", sql, len(all), len(want))
		}
		if sql[len(sql)-4:] == "DESC" && !slices.IsSortedFunc(all, func(a, b string) int { return cmp.Compare(b, a) }) {
			t.Errorf("%s\nthe helpings are not in order", sql)
		}
		slices.Sort(all)
		if len(slices.Compact(all)) != events {
			t.Errorf("%s\nsome row came twice", sql)
		}
		if err := g.conn.Conn.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestCursorTakesFewCalls: a cursor on the whole table costs what its first rows do.
func TestCursorTakesFewCalls(t *testing.T) {
	const events = 3000
	w := plain(t, events)
	conn := w.connect(t)
	texts(t, conn, "BEGIN")
	texts(t, conn, "DECLARE c CURSOR FOR SELECT event_id FROM cloudtrail_events")
	first := texts(t, conn, "FETCH 50 FROM c")
	if calls := w.total(); calls > 20 || len(first) != 50 {
		t.Errorf("%d rows of 50 in %d calls", len(first), calls)
	}
	if rest := texts(t, conn, "FETCH ALL FROM c"); len(rest) != events-50 {
		t.Errorf("%d rows after the first 50, want %d", len(rest), events-50)
	}
	texts(t, conn, "COMMIT")
}
