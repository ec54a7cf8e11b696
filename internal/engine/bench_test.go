package engine

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// benchEvents is how many events the benchmarks hold.
const benchEvents = 200_000

// warmEngine gives an engine that has fetched all events of a generated account.
func warmEngine(b testing.TB, events int) *Engine {
	b.Helper()
	b.Setenv("AWS_ACCESS_KEY_ID", "AKIA111122223333TEST")
	b.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	regions := []string{"us-east-1", "eu-west-1", generate.AttackRegion}
	endpoint, err := sim.Start(sim.Options{Regions: regions, Records: generate.Records(generate.Options{
		Seed: 1, Events: events, Days: 80, Accounts: []string{"111122223333"}, Regions: regions, Now: time.Now()})})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { endpoint.Close() })
	ctx := context.Background()
	sources, err := lookup.Open(ctx, lookup.Options{Regions: regions, EndpointURL: endpoint.URL()})
	if err != nil {
		b.Fatal(err)
	}
	table := cloudtrail.New(sources, cloudtrail.Options{Freshness: tables.Freshness{Late: time.Minute, TTL: time.Hour}})
	e, err := New(ctx, Options{Tables: []tables.Table{table}, Settings: []Setting{{Name: "trailgres.unbounded", Value: "allow"}}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { table.Close(); e.Close() })
	s := benchSession(b, e)
	defer s.Close()
	if n := runAll(b, s, "SELECT event_id FROM cloudtrail_events"); n != events {
		b.Fatalf("fetched %d events of %d", n, events)
	}
	return e
}

// benchServers gives the DSNs of an engine and of a PostgreSQL 15, both at a socket in
// the file system: with different transports the kernel would be compared.
func benchServers(b *testing.B) []string {
	b.Helper()
	theirs := postgrestest.DSN(b)
	dir, err := os.MkdirTemp("", "trailgres-bench-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	l, err := net.Listen("unix", filepath.Join(dir, ".s.PGSQL.5432"))
	if err != nil {
		b.Fatal(err)
	}
	serveAt(b, l, Options{Version: "test"}, func(e *Engine) pgwire.Handler { return e })
	return []string{"host=" + dir + " user=me dbname=cloudtrail sslmode=disable", theirs}
}

func benchSession(b testing.TB, e *Engine) *session {
	b.Helper()
	s, err := e.newSession(context.Background(), pgwire.Client{Params: map[string]string{"user": "bench", "database": "cloudtrail"}})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// runAll runs a statement and counts its rows.
func runAll(b testing.TB, s *session, sql string) int {
	b.Helper()
	ctx := context.Background()
	statements, err := s.Parse(ctx, sql, nil)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := statements[0].Run(ctx, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for {
		batch, err := rows.Next(ctx)
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		n += batch.Rows
	}
}

func runDirect(b *testing.B, c *duck.Conn, sql string) int {
	b.Helper()
	n := 0
	if err := c.Query(context.Background(), sql, func([]any) error { n++; return nil }); err != nil {
		b.Fatal(err)
	}
	return n
}

// aggregates are the questions that are asked warm; each runs as it is in both.
var aggregates = []struct{ name, sql string }{
	{"count", "SELECT count(*) FROM cloudtrail_events WHERE event_name = 'AssumeRole'"},
	{"services", "SELECT event_source, event_name, count(*), count(DISTINCT username), min(event_time), max(event_time) FROM cloudtrail_events GROUP BY event_source, event_name ORDER BY 3 DESC"},
	{"hours", "SELECT date_trunc('hour', event_time), event_source, count(*) FROM cloudtrail_events GROUP BY 1, 2 ORDER BY 1, 2"},
	{"json", "SELECT request_parameters ->> 'roleArn', count(*) FROM cloudtrail_events GROUP BY 1 ORDER BY 2 DESC LIMIT 10"},
}

// BenchmarkWarm compares warm aggregates over 200,000 events with the same SQL on
// DuckDB's own connection to the same rows. The ratio is ours to DuckDB's.
func BenchmarkWarm(b *testing.B) {
	e := warmEngine(b, benchEvents)
	for _, a := range aggregates {
		b.Run(a.name, func(b *testing.B) {
			s := benchSession(b, e)
			defer s.Close()
			direct, err := e.db.Connect()
			if err != nil {
				b.Fatal(err)
			}
			defer direct.Close()
			for _, sql := range []string{"SET integer_division = true", "SET search_path = 'public'"} {
				runDirect(b, direct, sql)
			}
			var ours, theirs time.Duration
			timed := func(sum *time.Duration, run func() int) int {
				begin := time.Now()
				n := run()
				*sum += time.Since(begin)
				return n
			}
			for i := 0; i < b.N; i++ {
				var n, m int
				first := func() { n = timed(&ours, func() int { return runAll(b, s, a.sql) }) }
				second := func() { m = timed(&theirs, func() int { return runDirect(b, direct, a.sql) }) }
				if i%2 == 1 { // whoever comes second finds the rows in the processor's cache
					first, second = second, first
				}
				first()
				second()
				if n != m {
					b.Fatalf("%d rows, DuckDB gives %d", n, m)
				}
			}
			b.ReportMetric(float64(ours)/float64(theirs), "×DuckDB")
			b.ReportMetric(float64(theirs.Microseconds())/float64(b.N)/1000, "DuckDB-ms")
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N)/1000, "ours-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}
