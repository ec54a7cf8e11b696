package engine

import (
	"context"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// benchRows are the rows of BenchmarkWire, as a table of the same columns in both.
const benchTable = `CREATE TABLE bench AS SELECT i AS id, TIMESTAMPTZ '2026-01-01 00:00:00+00' + i * INTERVAL '1 second' AS at,
	'AssumeRole' AS name, 'user-' || (i % 1000)::text AS username, i % 2 = 0 AS read_only,
	'arn:aws:sts::123456789012:assumed-role/Something/session-' || i::text AS arn
	FROM generate_series(1, 300000) g(i)`

// BenchmarkWire measures the whole server against the PostgreSQL whose DSN is in
// TRAILGRES_BENCH_POSTGRES; ×PostgreSQL is our speed by its own.
func BenchmarkWire(b *testing.B) {
	theirs := os.Getenv("TRAILGRES_BENCH_POSTGRES")
	if theirs == "" {
		b.Skip("TRAILGRES_BENCH_POSTGRES is not set")
	}
	ours := dsn(serveEngine(b))
	for _, dsn := range []string{ours, theirs} {
		c := open(b, dsn)
		if _, err := c.Exec(b.Context(), "DROP TABLE IF EXISTS bench; "+benchTable).ReadAll(); err != nil {
			b.Fatal(err)
		}
		_ = c.Close(b.Context())
	}
	for _, m := range []struct {
		name    string
		clients int
		run     func(context.Context, *pgconn.PgConn) error
	}{
		{"select/text", 1, selectAll(pgx.TextFormatCode)},
		{"select/binary", 1, selectAll(pgx.BinaryFormatCode)},
		{"copy/text", 1, copyAll("COPY bench TO STDOUT")},
		{"copy/binary", 1, copyAll("COPY bench TO STDOUT (FORMAT binary)")},
		{"short/1", 1, short(300)},
		{"short/16", 16, short(100)},
	} {
		b.Run(m.name, func(b *testing.B) {
			var took [2]time.Duration
			for i, dsn := range []string{ours, theirs} {
				took[i] = measure(b, dsn, m.clients, m.run)
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "×PostgreSQL")
			b.ReportMetric(float64(took[0].Milliseconds())/float64(b.N), "ours-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func open(b *testing.B, dsn string) *pgconn.PgConn {
	b.Helper()
	c, err := pgconn.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// measure has clients run something side by side, b.N times each.
func measure(b *testing.B, dsn string, clients int, run func(context.Context, *pgconn.PgConn) error) time.Duration {
	conns := make([]*pgconn.PgConn, clients)
	for i := range conns {
		conns[i] = open(b, dsn)
		defer conns[i].Close(b.Context())
	}
	begin := time.Now()
	var group sync.WaitGroup
	for _, c := range conns {
		group.Go(func() {
			for range b.N {
				if err := run(b.Context(), c); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	return time.Since(begin)
}

func selectAll(format int16) func(context.Context, *pgconn.PgConn) error {
	return func(ctx context.Context, c *pgconn.PgConn) error {
		r := c.ExecParams(ctx, "SELECT * FROM bench", nil, nil, nil, []int16{format})
		for r.NextRow() {
		}
		_, err := r.Close()
		return err
	}
}

func copyAll(sql string) func(context.Context, *pgconn.PgConn) error {
	return func(ctx context.Context, c *pgconn.PgConn) error {
		_, err := c.CopyTo(ctx, io.Discard, sql)
		return err
	}
}

func short(times int) func(context.Context, *pgconn.PgConn) error {
	return func(ctx context.Context, c *pgconn.PgConn) error {
		for range times {
			if r := c.ExecParams(ctx, "SELECT $1::int + 1", [][]byte{[]byte("41")}, nil, nil, nil).Read(); r.Err != nil {
				return r.Err
			}
		}
		return nil
	}
}
