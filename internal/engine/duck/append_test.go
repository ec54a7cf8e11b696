package duck

import (
	"context"
	"strings"
	"testing"
)

// everyType is a table with columns of every type that rows are copied of.
const everyType = `CREATE TABLE %s (b BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INTEGER, i8 BIGINT, u4 UINTEGER, h HUGEINT, f FLOAT, d DOUBLE,
	n4 DECIMAL(4, 1), n9 DECIMAL(9, 2), n18 DECIMAL(18, 3), n38 DECIMAL(38, 4), t VARCHAR, x BLOB, j JSON, day DATE, clock TIME, ts TIMESTAMP, tz TIMESTAMPTZ,
	v INTERVAL, u UUID, l INTEGER[], lt VARCHAR[], ll INTEGER[][], s STRUCT(a INTEGER, b VARCHAR[]))`

const everyValue = `INSERT INTO %s SELECT i % 2 = 0, i, i, i, i, i, 170141183460469231731687303715884105727, i / 3, i / 7, i / 10, i / 100, i / 1000, i / 10000,
	repeat('é', i::INTEGER), repeat('a', i)::BLOB, '{"a":1}', DATE '2020-01-01' + i::INTEGER, TIME '10:00:00.000001', TIMESTAMP '2020-01-01', TIMESTAMPTZ '2020-01-01 00:00:00+02',
	INTERVAL '1 month 2 days 3 seconds', '6e1f8c2a-0000-4000-8000-000000000001', [i, NULL, 3], ['', NULL, repeat('b', i)], [[i], NULL, []], {a: i, b: [NULL, 'c']}
	FROM range(%n) r(i)`

func TestAppendPutsBackEveryType(t *testing.T) {
	c, ctx := open(t), context.Background()
	exec := func(query string) {
		t.Helper()
		if _, err := c.Exec(ctx, query); err != nil {
			t.Fatal(query, err)
		}
	}
	name := func(query, table, rows string) string {
		return strings.NewReplacer("%s", table, "%n", rows).Replace(query)
	}
	exec(name(everyType, "a", ""))
	exec(name(everyType, "b", ""))
	exec(name(everyValue, "a", "100"))
	exec("INSERT INTO a (i4) VALUES (NULL), (7)")
	exec("INSERT INTO a SELECT a.* FROM a, range(25)")
	kept := read(t, c, "SELECT 'beside', * FROM a", 1)
	exec("BEGIN")
	if err := c.Append(ctx, "", "", "b", kept); err != nil {
		t.Fatal(err)
	}
	if got := scalar(t, c, "SELECT count(*)::VARCHAR FROM (FROM a EXCEPT ALL FROM b UNION ALL (FROM b EXCEPT ALL FROM a))"); got != "0" {
		t.Errorf("%s rows differ", got)
	}
	if a, b := scalar(t, c, "SELECT count(*)::VARCHAR FROM a"), scalar(t, c, "SELECT count(*)::VARCHAR FROM b"); a != b {
		t.Errorf("%s rows became %s", a, b)
	}
	exec("ROLLBACK")
	if got := scalar(t, c, "SELECT count(*)::VARCHAR FROM b"); got != "0" {
		t.Errorf("%s rows are there after ROLLBACK", got)
	}
}

func TestAppendErrors(t *testing.T) {
	c, ctx := open(t), context.Background()
	for _, query := range []string{"CREATE TABLE k (a INTEGER PRIMARY KEY)", "CREATE TABLE w (a BIGINT)", "INSERT INTO k VALUES (1)"} {
		if _, err := c.Exec(ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	kept := read(t, c, "SELECT * FROM k", 0)
	for _, table := range []string{"k", "w", "none"} {
		if err := c.Append(ctx, "", "", table, kept); err == nil {
			t.Errorf("append to %s: no error", table)
		}
	}
	if _, ok := newChunkOf(t, c, "SELECT 'a'::ENUM('a', 'b')"); ok {
		t.Error("rows of an ENUM were copied")
	}
}

func read(t *testing.T, c *Conn, query string, from int) (kept []*Rows) {
	t.Helper()
	each(t, c, query, func(chunk *Chunk) {
		r, ok := chunk.Copy(from)
		if !ok {
			t.Fatal("a column was not copied")
		}
		kept = append(kept, r)
	})
	return kept
}

func newChunkOf(t *testing.T, c *Conn, query string) (r *Rows, ok bool) {
	t.Helper()
	each(t, c, query, func(chunk *Chunk) { r, ok = chunk.Copy(0) })
	return r, ok
}

func each(t *testing.T, c *Conn, query string, use func(*Chunk)) {
	t.Helper()
	s, err := c.Prepare(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	stream, err := s.Stream(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	for {
		chunk, err := stream.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			return
		}
		use(chunk)
	}
}
