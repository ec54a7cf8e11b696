package engine

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// shortStatements are what clients ask most often, one way each: query as a simple
// Query, extended as Parse, Bind, Describe and Execute at once, prepared as Bind and
// Execute of a statement that was parsed before.
var shortStatements = []struct {
	name, sql string
	args      [][]byte
}{
	{name: "select", sql: "SELECT 1"},
	{name: "parameter", sql: "SELECT $1::int + 1", args: [][]byte{[]byte("41")}},
	{name: "show", sql: "SHOW DateStyle"},
	{name: "count", sql: "SELECT count(*) FROM accounts WHERE aid = $1", args: [][]byte{[]byte("4711")}},
	{name: "point", sql: "SELECT abalance FROM accounts WHERE aid = $1", args: [][]byte{[]byte("4711")}},
}

const benchAccounts = `DROP TABLE IF EXISTS accounts; CREATE TABLE accounts (aid int PRIMARY KEY, bid int, abalance int, filler text);
	INSERT INTO accounts SELECT i, 1, i % 1000, 'x' FROM generate_series(1, 100000) g(i)`

// BenchmarkStatements measures short statements a second against a PostgreSQL 15
// beside us, with one connection and with 16: ×PostgreSQL is our rate by its own.
func BenchmarkStatements(b *testing.B) {
	servers := benchServers(b)
	for _, dsn := range servers {
		c := open(b, dsn)
		if _, err := c.Exec(b.Context(), benchAccounts).ReadAll(); err != nil {
			b.Fatal(err)
		}
		_ = c.Close(b.Context())
	}
	for _, clients := range []int{1, 16} {
		for _, s := range shortStatements {
			compareRates(b, servers, clients, s.name+"/extended", extended(s.sql, s.args))
			if s.name != "show" {
				compareRates(b, servers, clients, s.name+"/prepared", prepared(s.sql, s.args))
			}
		}
		compareRates(b, servers, clients, "select/simple", simple("SELECT 1"))
		compareRates(b, servers, clients, "block/simple", simple("BEGIN", "COMMIT"))
		compareRates(b, servers, clients, "point/simple", points())
	}
}

// compareRates runs something on both servers, in turns.
func compareRates(b *testing.B, servers []string, clients int, name string, run func() func(context.Context, *pgconn.PgConn) error) {
	b.Run(fmt.Sprintf("%s/%d", name, clients), func(b *testing.B) {
		var took [2]time.Duration
		var done [2]int
		conns := [2][]*pgconn.PgConn{}
		for i, dsn := range servers {
			for range clients {
				c := open(b, dsn)
				defer c.Close(b.Context())
				conns[i] = append(conns[i], c)
				warm := run()
				for range 5 {
					if err := warm(b.Context(), c); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
		for range max(b.N, 2) {
			for i := range servers {
				n, d := rate(b, conns[i], run)
				took[i], done[i] = took[i]+d, done[i]+n
			}
		}
		ours, theirs := float64(done[0])/took[0].Seconds(), float64(done[1])/took[1].Seconds()
		b.ReportMetric(ours/theirs, "×PostgreSQL")
		b.ReportMetric(ours, "ours/s")
		b.ReportMetric(theirs, "PostgreSQL/s")
		b.ReportMetric(0, "ns/op")
	})
}

// rate runs something on connections side by side for a while.
func rate(b *testing.B, conns []*pgconn.PgConn, run func() func(context.Context, *pgconn.PgConn) error) (done int, took time.Duration) {
	b.Helper()
	begin := time.Now()
	var group sync.WaitGroup
	counts := make([]int, len(conns))
	for i, c := range conns {
		group.Go(func() {
			once := run()
			for time.Since(begin) < 150*time.Millisecond {
				if err := once(b.Context(), c); err != nil {
					b.Error(err)
					return
				}
				counts[i]++
			}
		})
	}
	group.Wait()
	took = time.Since(begin)
	for _, n := range counts {
		done += n
	}
	return done, took
}

func extended(sql string, args [][]byte) func() func(context.Context, *pgconn.PgConn) error {
	return func() func(context.Context, *pgconn.PgConn) error {
		return func(ctx context.Context, c *pgconn.PgConn) error {
			return c.ExecParams(ctx, sql, args, nil, nil, nil).Read().Err
		}
	}
}

func prepared(sql string, args [][]byte) func() func(context.Context, *pgconn.PgConn) error {
	return func() func(context.Context, *pgconn.PgConn) error {
		ready := false
		return func(ctx context.Context, c *pgconn.PgConn) error {
			if !ready {
				ready = true
				_ = c.Deallocate(ctx, "bench")
				if _, err := c.Prepare(ctx, "bench", sql, nil); err != nil {
					return err
				}
			}
			return c.ExecPrepared(ctx, "bench", args, nil, nil).Read().Err
		}
	}
}

func simple(texts ...string) func() func(context.Context, *pgconn.PgConn) error {
	return func() func(context.Context, *pgconn.PgConn) error {
		return func(ctx context.Context, c *pgconn.PgConn) error {
			for _, text := range texts {
				if err := c.Exec(ctx, text).Close(); err != nil {
					return err
				}
			}
			return nil
		}
	}
}

// points asks for another row each time, as pgbench -S does.
func points() func() func(context.Context, *pgconn.PgConn) error {
	return func() func(context.Context, *pgconn.PgConn) error {
		n := 0
		return func(ctx context.Context, c *pgconn.PgConn) error {
			n++
			return c.Exec(ctx, fmt.Sprintf("SELECT abalance FROM accounts WHERE aid = %d", n*7919%100000+1)).Close()
		}
	}
}
