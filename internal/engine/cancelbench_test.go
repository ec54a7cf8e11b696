package engine_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/test/servertest"
)

// cancelTrials is how many statements are cancelled in each state.
const cancelTrials = 20

// BenchmarkCancel measures how long a client waits for the error of a statement that
// it cancels, by what the server is doing then: planning, waiting for the API, running
// DuckDB, or sending rows to a client that does not read. The goal is a median of at
// most 100 ms.
func BenchmarkCancel(b *testing.B) {
	s := servertest.Start(b, servertest.Options{Seed: 1, Events: 200, Days: 30})
	ids := make([]string, 30000)
	for i := range ids {
		ids[i] = fmt.Sprintf("'%08d-0000-4000-8000-000000000000'", i)
	}
	var joins strings.Builder
	for i := range 60 {
		fmt.Fprintf(&joins, " JOIN cloudtrail_events t%d ON t%d.event_id = t%d.shared_event_id", i+1, i, i+1)
	}
	for _, c := range []struct{ name, sql string }{
		{"planning/list", "SELECT count(*) FROM cloudtrail_events WHERE event_id IN (" + strings.Join(ids, ", ") + ") AND event_time > now() - interval '1 second'"},
		{"planning/joins", "SELECT count(*) FROM cloudtrail_events t0" + joins.String()},
		{"waiting", "SELECT count(*) FROM cloudtrail_events"},
		{"running/filter", "SELECT count(*) FROM generate_series(1, 100000000000) g(i) WHERE hash(i) % 7 = 3"},
		{"running/sort", "SELECT i FROM generate_series(1, 200000000) g(i) ORDER BY hash(i), i LIMIT 100000000"},
		{"running/cross", "SELECT sum(a.i * b.i) FROM generate_series(1, 10000000) a(i), generate_series(1, 10000000) b(i)"},
		{"sending", "SELECT i, repeat('x', 200) FROM generate_series(1, 100000000) g(i)"},
	} {
		b.Run(c.name, func(b *testing.B) {
			if c.name == "waiting" || strings.HasPrefix(c.name, "planning") {
				s.Endpoint.SetFaults(sim.Faults{Hang: 1})
			}
			var took []time.Duration
			missed := 0
			for i := range cancelTrials {
				d, canceled := cancelOne(b, s, c.sql, time.Duration(50+7*i)*time.Millisecond, c.name == "sending")
				if canceled {
					took = append(took, d)
				} else {
					missed++
				}
			}
			if len(took) == 0 {
				b.Skip("every statement was over before it could be cancelled")
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "worst-ms")
			b.ReportMetric(float64(missed), "over-before")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// cancelOne runs a statement, cancels it after a while and gives the time from the
// cancel to the end of the statement. Without reading, the rows pile up until then.
func cancelOne(b *testing.B, s *servertest.Server, sql string, after time.Duration, deaf bool) (took time.Duration, canceled bool) {
	b.Helper()
	c := s.ConnectWire(b)
	defer c.Close(context.Background())
	if deaf {
		return cancelDeaf(b, c, sql, after)
	}
	ended := make(chan error, 1)
	go func() {
		_, err := c.Exec(context.Background(), sql).ReadAll()
		ended <- err
	}()
	select {
	case err := <-ended:
		if err != nil {
			b.Fatal(err)
		}
		return 0, false
	case <-time.After(after):
	}
	begin := time.Now()
	if err := c.CancelRequest(b.Context()); err != nil {
		b.Fatal(err)
	}
	err := <-ended
	var e *pgconn.PgError
	if err != nil && (!errors.As(err, &e) || e.Code != "57014") {
		b.Fatal(err)
	}
	return time.Since(begin), err != nil
}

func cancelDeaf(b *testing.B, c *pgconn.PgConn, sql string, after time.Duration) (time.Duration, bool) {
	b.Helper()
	h, err := c.Hijack()
	if err != nil {
		b.Fatal(err)
	}
	defer h.Conn.Close()
	h.Frontend.Send(&pgproto3.Query{String: sql})
	if err := h.Frontend.Flush(); err != nil {
		b.Fatal(err)
	}
	time.Sleep(after)
	begin := time.Now()
	other, err := net.Dial("tcp", h.Conn.RemoteAddr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer other.Close()
	request, err := (&pgproto3.CancelRequest{ProcessID: h.PID, SecretKey: h.SecretKey}).Encode(nil)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := other.Write(request); err != nil {
		b.Fatal(err)
	}
	for {
		m, err := h.Frontend.Receive()
		if err != nil {
			b.Fatal(err)
		}
		if e, ok := m.(*pgproto3.ErrorResponse); ok {
			return time.Since(begin), e.Code == "57014"
		}
	}
}
