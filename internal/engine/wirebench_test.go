package engine

import (
	"context"
	"io"
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

// BenchmarkWire measures the whole server against a PostgreSQL 15 beside us;
// ×PostgreSQL is our speed by its own.
func BenchmarkWire(b *testing.B) {
	servers := benchServers(b)
	for _, dsn := range servers {
		c := open(b, dsn)
		if _, err := c.Exec(b.Context(), "DROP TABLE IF EXISTS bench; DROP TABLE IF EXISTS narrow; "+benchTable+"; CREATE TABLE narrow AS SELECT i AS a, 'row ' || i AS b FROM generate_series(1, 1000000) g(i)").ReadAll(); err != nil {
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
		{"select/narrow", 1, selectSQL("SELECT id FROM bench")},
		{"copy/narrow-text", 1, copyAll("COPY (SELECT username FROM bench) TO STDOUT")},
		{"copy/narrow-int", 1, copyAll("COPY (SELECT id FROM bench) TO STDOUT")},
		{"copy/narrow-pair", 1, copyAll("COPY narrow TO STDOUT")},
		{"copy/narrow-csv", 1, copyAll("COPY narrow TO STDOUT (FORMAT csv)")},
	} {
		b.Run(m.name, func(b *testing.B) {
			var took [2]time.Duration
			clients := [2][]*pgconn.PgConn{connections(b, servers[0], m.clients), connections(b, servers[1], m.clients)}
			for range b.N { // in turns: whatever else the machine does hits both
				for i := range took {
					took[i] += measure(b, clients[i], m.run)
				}
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

func connections(b *testing.B, dsn string, n int) []*pgconn.PgConn {
	b.Helper()
	conns := make([]*pgconn.PgConn, n)
	for i := range conns {
		conns[i] = open(b, dsn)
		b.Cleanup(func() { _ = conns[i].Close(context.Background()) })
	}
	return conns
}

// measure has clients run something side by side.
func measure(b *testing.B, clients []*pgconn.PgConn, run func(context.Context, *pgconn.PgConn) error) time.Duration {
	b.Helper()
	begin := time.Now()
	var group sync.WaitGroup
	for _, c := range clients {
		group.Go(func() {
			if err := run(b.Context(), c); err != nil {
				b.Error(err)
			}
		})
	}
	group.Wait()
	return time.Since(begin)
}

func selectSQL(sql string) func(context.Context, *pgconn.PgConn) error {
	return func(ctx context.Context, c *pgconn.PgConn) error {
		return c.Exec(ctx, sql).Close()
	}
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
