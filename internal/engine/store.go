package engine

import (
	"context"
	"sync/atomic"

	"github.com/trailgres/trailgres/internal/engine/duck"
)

// storeConns is how many of the tables' own statements may run side by side.
const storeConns = 4

// store is the tables.Store: a few connections to the instance.
type store struct {
	db    *duck.DB
	conns chan *duck.Conn // nil stands for one not yet opened
	// changes counts the statements that changed rows.
	changes atomic.Int64
}

func newStore(db *duck.DB) *store {
	s := &store{db: db, conns: make(chan *duck.Conn, storeConns)}
	for range storeConns {
		s.conns <- nil
	}
	return s
}

// with runs f on a free connection.
func (s *store) with(ctx context.Context, f func(*duck.Conn) error) error {
	var c *duck.Conn
	select {
	case c = <-s.conns:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { s.conns <- c }()
	if c == nil {
		opened, err := s.db.Connect()
		if err != nil {
			return err
		}
		if _, err := opened.Exec(ctx, "SET integer_division = true"); err != nil {
			opened.Close()
			return err
		}
		c = opened
	}
	return f(c)
}

// Exec runs one statement. See tables.Store.
func (s *store) Exec(ctx context.Context, query string, args ...any) (changed int64, err error) {
	err = s.with(ctx, func(c *duck.Conn) error {
		changed, err = c.Exec(ctx, query, args...)
		return err
	})
	if changed > 0 {
		s.changes.Add(1)
	}
	return changed, err
}

// Query runs one statement and hands out its rows. See tables.Store.
func (s *store) Query(ctx context.Context, query string, each func([]any) error, args ...any) error {
	return s.with(ctx, func(c *duck.Conn) error { return c.Query(ctx, query, each, args...) })
}

func (s *store) close() {
	for range storeConns {
		if c := <-s.conns; c != nil {
			c.Close()
		}
	}
}
