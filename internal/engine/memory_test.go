package engine

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// streamed are results of n rows, computed or stored, in every way that they can go.
func streamed(n int) []struct {
	name, sql string
	run       func(context.Context, *pgconn.PgConn, string, func()) (int, error)
} {
	computed := fmt.Sprintf("SELECT i, repeat('x', 300) || i AS v, now() - i * interval '1 second' AS at FROM generate_series(1, %d) g(i)", n)
	crossed := fmt.Sprintf("SELECT a.i, b.i, 'row ' || a.i || ',' || b.i FROM generate_series(1, %d) a(i) CROSS JOIN generate_series(1, 1000) b(i)", n/1000)
	return []struct {
		name, sql string
		run       func(context.Context, *pgconn.PgConn, string, func()) (int, error)
	}{
		{"computed/text", computed, readRows(pgx.TextFormatCode)},
		{"computed/binary", computed, readRows(pgx.BinaryFormatCode)},
		{"computed/copy", "COPY (" + computed + ") TO STDOUT", readCopy},
		{"crossed/text", crossed, readRows(pgx.TextFormatCode)},
		{"table/text", "SELECT * FROM streamed", readRows(pgx.TextFormatCode)},
		{"table/binary", "SELECT * FROM streamed", readRows(pgx.BinaryFormatCode)},
		{"table/copy", "COPY streamed TO STDOUT", readCopy},
		{"table/copy-binary", "COPY streamed TO STDOUT (FORMAT binary)", readCopy},
	}
}

func streamedTable(n int) string {
	return fmt.Sprintf("DROP TABLE IF EXISTS streamed; CREATE TABLE streamed AS SELECT i AS a, 'row ' || i AS b, i * 1.5::float8 AS c FROM generate_series(1, %d) g(i)", n)
}

// readRows reads a SELECT's rows one by one; each is called now and then.
func readRows(format int16) func(context.Context, *pgconn.PgConn, string, func()) (int, error) {
	return func(ctx context.Context, c *pgconn.PgConn, sql string, each func()) (int, error) {
		r := c.ExecParams(ctx, sql, nil, nil, nil, []int16{format})
		rows := 0
		for r.NextRow() {
			if rows++; rows%1000 == 0 {
				each()
			}
		}
		_, err := r.Close()
		return rows, err
	}
}

func readCopy(ctx context.Context, c *pgconn.PgConn, sql string, each func()) (int, error) {
	w := &lineCounter{each: each}
	tag, err := c.CopyTo(ctx, w, sql)
	return int(tag.RowsAffected()), err
}

// lineCounter is told the data of a COPY.
type lineCounter struct {
	each   func()
	writes int
}

func (w *lineCounter) Write(p []byte) (int, error) {
	if w.writes++; w.writes%1000 == 0 {
		w.each()
	}
	return len(p), nil
}

// residentMB gives the memory of this process that is in use, client and server.
func residentMB(t testing.TB) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("no /proc here: skipped")
	}
	pages, err := strconv.Atoi(string(bytes.Fields(text)[1]))
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize() >> 20
}

// growth runs a result through and gives how many MB the process grew at most after
// the first rows.
func growth(t testing.TB, run func(each func()) error, pause time.Duration) int {
	t.Helper()
	runtime.GC()
	first, most, calls := 0, 0, 0
	err := run(func() {
		if calls++; calls%8 == 0 {
			mb := residentMB(t)
			if first == 0 {
				first = mb
			}
			most = max(most, mb-first)
		}
		if pause > 0 && calls%50 == 0 {
			time.Sleep(pause)
			most = max(most, residentMB(t)-first)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return most
}

// TestMemoryFlat streams results of up to 130 MB, to readers that are quick and slow,
// and holds the process's memory to a fraction of that. BenchmarkStream is its long form.
func TestMemoryFlat(t *testing.T) {
	const rows, allowed = 400_000, 64
	c, err := pgconn.Connect(t.Context(), dsn(serveEngine(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(t.Context(), streamedTable(rows)).ReadAll(); err != nil {
		t.Fatal(err)
	}
	for _, s := range streamed(rows) {
		for _, pause := range []time.Duration{0, 50 * time.Millisecond} {
			if pause > 0 && s.name != "computed/text" && s.name != "computed/copy" {
				continue
			}
			t.Run(s.name+"/"+pause.String(), func(t *testing.T) {
				got := 0
				grown := growth(t, func(each func()) (err error) {
					got, err = s.run(t.Context(), c, s.sql, each)
					return err
				}, pause)
				if got != rows || grown > allowed {
					t.Errorf("%d rows of %d, and %d MB more memory; %d are allowed", got, rows, grown, allowed)
				}
			})
		}
	}
}

// BenchmarkStream streams five million rows and prints our rate by that of a
// PostgreSQL 15 with the same rows, and how many MB the process grew meanwhile.
func BenchmarkStream(b *testing.B) {
	rows := 5_000_000
	if testing.Short() {
		rows = 200_000
	}
	servers := benchServers(b)
	var conns []*pgconn.PgConn
	for _, dsn := range servers {
		c := open(b, dsn)
		defer c.Close(context.Background())
		if _, err := c.Exec(b.Context(), streamedTable(rows)).ReadAll(); err != nil {
			b.Fatal(err)
		}
		conns = append(conns, c)
	}
	for _, s := range streamed(rows) {
		b.Run(s.name, func(b *testing.B) {
			var took [2]time.Duration
			grown := 0
			for i, c := range conns {
				begin := time.Now()
				g := growth(b, func(each func()) error {
					n, err := s.run(b.Context(), c, s.sql, each)
					if err == nil && n != rows {
						b.Errorf("%d rows", n)
					}
					return err
				}, 0)
				took[i] = time.Since(begin)
				if i == 0 {
					grown = g
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "×PostgreSQL")
			b.ReportMetric(float64(rows)/took[0].Seconds(), "rows/s")
			b.ReportMetric(float64(grown), "MB-grown")
			b.ReportMetric(0, "ns/op")
		})
	}
}
