package duck

import (
	"context"
	"errors"
	"testing"
	"time"
)

func open(t *testing.T) *Conn {
	t.Helper()
	db, err := Open("", map[string]string{"threads": "2"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); db.Close() })
	return c
}

func TestStreamPullsChunkByChunk(t *testing.T) {
	c := open(t)
	ctx := context.Background()
	stmt, err := c.Prepare(ctx, "SELECT i, i::VARCHAR || '-a long string indeed' AS s FROM range(10000) t(i)")
	if err != nil {
		t.Fatal(err)
	}
	s, err := stmt.Stream(ctx)
	stmt.Close()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	next := int64(0)
	for {
		chunk, err := s.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			break
		}
		for r := 0; r < chunk.Rows; r++ {
			if got := Slice[int64](&chunk.Columns[0])[r]; got != next {
				t.Fatalf("row %d holds %d", next, got)
			}
			next++
		}
	}
	if next != 10000 {
		t.Fatalf("%d rows", next)
	}
}

func TestCancelInterruptsAtOnce(t *testing.T) {
	c := open(t)
	why := errors.New("enough")
	for _, streaming := range []bool{false, true} {
		ctx, cancel := context.WithCancelCause(context.Background())
		timer := time.AfterFunc(50*time.Millisecond, func() { cancel(why) })
		const slow = "SELECT count(*) FROM range(100000000000) a(i) WHERE hash(i) % 7 = 3"
		var err error
		begin := time.Now()
		if streaming {
			var stmt *Stmt
			if stmt, err = c.Prepare(ctx, slow); err == nil {
				var s *Stream
				if s, err = stmt.Stream(ctx); err == nil {
					_, err = s.Next(ctx)
					s.Close()
				}
				stmt.Close()
			}
		} else {
			_, err = c.Exec(ctx, slow)
		}
		timer.Stop()
		cancel(nil)
		if !errors.Is(err, why) {
			t.Fatalf("streaming %v: %v", streaming, err)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("streaming %v: cancelled after %v", streaming, took)
		}
		if _, err := c.Exec(context.Background(), "SELECT 1"); err != nil {
			t.Fatalf("the next statement: %v", err)
		}
	}
}

func TestErrorsHaveTheirClass(t *testing.T) {
	c := open(t)
	for query, class := range map[string]Class{
		"SELEC 1":                        ClassParser,
		"SELECT nope":                    ClassBinder,
		"SELECT * FROM nope":             ClassCatalog,
		"SELECT 'x'::INTEGER":            ClassConversion,
		"SELECT 127::TINYINT+1::TINYINT": ClassOutOfRange,
		"SELECT error('no')":             ClassInvalidInput,
		"SELECT i::INTEGER FROM (SELECT 'x' || range AS i FROM range(3))": ClassConversion,
	} {
		err := c.Query(context.Background(), query, func([]any) error { return nil })
		var e *Error
		if !errors.As(err, &e) || e.Class != class {
			t.Errorf("%s: %#v", query, err)
		}
	}
}
