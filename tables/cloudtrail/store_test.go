package cloudtrail_test

import (
	"context"
	"testing"

	"github.com/trailgres/trailgres/internal/engine/duck"
)

// store is a tables.Store over a DuckDB in memory.
type store struct {
	db    *duck.DB
	conns chan *duck.Conn
	wrote func(query string) // called after a statement, when it is set
}

// newStore opens a store with the schema that tables expect.
func newStore(t testing.TB) *store {
	t.Helper()
	db, err := duck.Open("", map[string]string{"threads": "1"})
	if err != nil {
		t.Fatal(err)
	}
	s := &store{db: db, conns: make(chan *duck.Conn, 3)}
	for range cap(s.conns) {
		c, err := db.Connect()
		if err != nil {
			t.Fatal(err)
		}
		s.conns <- c
	}
	t.Cleanup(s.close)
	for _, schema := range []string{"public", "trailgres"} {
		if _, err := s.Exec(context.Background(), "CREATE SCHEMA "+schema); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *store) close() {
	for range cap(s.conns) {
		(<-s.conns).Close()
	}
	s.db.Close()
}

func (s *store) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	c := <-s.conns
	defer func() { s.conns <- c }()
	n, err := c.Exec(ctx, query, args...)
	if s.wrote != nil {
		s.wrote(query)
	}
	return n, err
}

func (s *store) Query(ctx context.Context, query string, each func([]any) error, args ...any) error {
	c := <-s.conns
	defer func() { s.conns <- c }()
	return c.Query(ctx, query, each, args...)
}

// column reads the first column of a query's rows.
func column[T any](t testing.TB, s *store, query string, args ...any) []T {
	t.Helper()
	var out []T
	err := s.Query(context.Background(), query, func(row []any) error {
		v, ok := row[0].(T)
		if !ok {
			t.Errorf("%s: %v is not a %T", query, row[0], v)
		}
		out = append(out, v)
		return nil
	}, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

// one reads a query's only value.
func one[T any](t testing.TB, s *store, query string, args ...any) T {
	t.Helper()
	values := column[T](t, s, query, args...)
	if len(values) != 1 {
		t.Fatalf("%s: %d rows, want 1", query, len(values))
	}
	return values[0]
}
