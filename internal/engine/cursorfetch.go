package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// fetch runs FETCH and MOVE.
func (s *session) fetch(ctx context.Context, x planner.Cursor, tag string) (pgwire.Rows, error) {
	c, err := s.cursor(ctx, x.Name)
	if err != nil {
		return nil, err
	}
	if c.failed {
		return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "portal \"%s\" cannot be run", x.Name)
	}
	run, err := c.plan(ctx, x.Direction, x.Count)
	if err != nil {
		c.failed = true
		return nil, err
	}
	r := &fetchRows{cursor: c, run: run, tag: tag}
	if !x.Move {
		return r, nil
	}
	for err == nil {
		_, err = r.Next(ctx)
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return noRows(fmt.Sprintf("%s %d", tag, r.moved)), nil
}

// fetchColumns gives the columns that a FETCH will have, none for a MOVE or when
// there is no such cursor.
func (s *session) fetchColumns(x planner.Cursor) []pgwire.Column {
	if x.Move {
		return nil
	}
	if c := s.cursors[x.Name]; c != nil {
		return c.rows.Columns()
	}
	if p, ok := s.portal(x.Name); ok {
		return p.Columns
	}
	return nil
}

// fetchRun is which rows a FETCH gives: count rows on from first, or down from it,
// and where the cursor stands after.
type fetchRun struct {
	first, count int64
	down         bool
	rest         bool // an end in sight is passed: the cursor comes to stand beyond it
}

// plan finds the rows of a FETCH as PostgreSQL's DoPortalRunFetch does
// (src/backend/tcop/pquery.c), and moves the cursor before them.
func (c *sqlCursor) plan(ctx context.Context, d planner.Direction, n int64) (fetchRun, error) {
	switch d {
	case planner.Absolute:
		return c.absolute(ctx, n)
	case planner.Relative:
		return c.relative(ctx, n)
	case planner.Backward:
		if n == planner.All {
			n = -planner.All
		} else {
			n = -n
		}
	}
	switch {
	case n > 0:
		return fetchRun{first: c.at + 1, count: n, rest: true}, nil
	case n < 0:
		return c.backward(-n)
	}
	return c.again()
}

// backward gives rows before the present one.
func (c *sqlCursor) backward(n int64) (fetchRun, error) {
	if !c.scroll {
		return fetchRun{}, errForwardOnly()
	}
	return fetchRun{first: c.at - 1, count: n, down: true, rest: true}, nil
}

// again gives the present row once more.
func (c *sqlCursor) again() (fetchRun, error) {
	if c.at < 1 || c.at > c.read {
		return fetchRun{}, nil
	}
	if c.stops {
		return fetchRun{}, errForwardOnly()
	}
	return fetchRun{first: c.at, count: 1}, nil
}

// absolute gives the row of a number, from the end when negative.
func (c *sqlCursor) absolute(ctx context.Context, n int64) (fetchRun, error) {
	if n < 0 {
		last, err := int64(0), error(nil)
		if !c.scroll {
			return fetchRun{}, errForwardOnly()
		}
		if last, err = c.last(ctx); err != nil {
			return fetchRun{}, err
		}
		n = max(last+1+n, 0)
	}
	return c.one(ctx, n)
}

func (c *sqlCursor) relative(ctx context.Context, n int64) (fetchRun, error) {
	switch {
	case n == 0:
		return c.again()
	case n > 0 && c.at > math.MaxInt64-n:
		n = math.MaxInt64 - c.at
	}
	return c.one(ctx, max(c.at+n, 0))
}

// one goes to row n, and gives it if there is one.
func (c *sqlCursor) one(ctx context.Context, n int64) (fetchRun, error) {
	if n <= c.at && c.at > 0 && !c.scroll {
		return fetchRun{}, errForwardOnly()
	}
	for !c.scroll && n > c.read && !c.ended {
		if err := c.more(ctx); err != nil {
			return fetchRun{}, err
		}
	}
	found, err := c.has(ctx, n)
	if err != nil {
		return fetchRun{}, err
	}
	if n == 0 || !found {
		c.at = min(n, c.read+1)
		return fetchRun{}, nil
	}
	return fetchRun{first: n, count: 1}, nil
}

// fetchRows are the rows of one FETCH. The cursor moves as they are read.
type fetchRows struct {
	cursor *sqlCursor
	run    fetchRun
	tag    string
	moved  int64
}

// Columns gives the cursor's columns.
func (r *fetchRows) Columns() []pgwire.Column { return r.cursor.rows.Columns() }

// Next gives a part of a batch. See pgwire.Rows.
func (r *fetchRows) Next(ctx context.Context) (*pgwire.Batch, error) {
	b, err := r.next(ctx)
	if err != nil && !errors.Is(err, io.EOF) {
		r.cursor.failed = true
	}
	return b, err
}

func (r *fetchRows) next(ctx context.Context) (*pgwire.Batch, error) {
	c, left := r.cursor, r.run.count-r.moved
	if left <= 0 {
		return nil, io.EOF
	}
	next := r.run.first + r.moved
	if r.run.down {
		next = r.run.first - r.moved
	}
	found := false
	if next >= 1 {
		var err error
		if found, err = c.has(ctx, next); err != nil {
			return nil, err
		}
	}
	if !found {
		if r.run.rest && r.run.down {
			c.at = 0
		} else if r.run.rest {
			c.at = c.read + 1
		}
		r.run.count = r.moved
		return nil, io.EOF
	}
	if r.run.down {
		left = 1
	}
	b := c.slice(next, left)
	r.moved += int64(b.Rows - b.First)
	c.at = next + int64(b.Rows-b.First) - 1
	return b, nil
}

// Tag gives FETCH and the number of rows.
func (r *fetchRows) Tag() (string, bool) { return r.tag, true }

// Binary says whether the cursor was declared BINARY. See pgwire.BinaryRows.
func (r *fetchRows) Binary() bool { return r.cursor.binary }

// Close leaves the cursor open.
func (r *fetchRows) Close() error { return nil }
