package engine

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// sqlCursor is a cursor of DECLARE. It pulls its rows as they are fetched. One
// without SCROLL holds the present batch alone; one with SCROLL keeps what it has
// read.
type sqlCursor struct {
	name   string
	hold   bool
	ours   bool // of the present transaction: a rollback closes it
	scroll bool
	stops  bool // NO SCROLL
	binary bool
	portal bool   // it was one of the protocol's, which ends where that does
	failed bool   // a FETCH has failed
	text   string // the client's, for pg_cursors
	made   time.Time

	rows    pgwire.Rows
	batches []*pgwire.Batch // those read; without scroll only the last
	base    int64           // rows before batches
	read    int64           // rows read
	ended   bool            // nothing is left to read
	at      int64           // the present row from 1; 0 before the first, read+1 after the last
}

// declare runs DECLARE CURSOR.
func (st *statement) declare(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s, c := st.session, st.info.Cursor
	_, taken := s.portal(c.Name)
	switch {
	case c.Scroll && c.NoScroll:
		return nil, errCursorOptions("SCROLL", "NO SCROLL")
	case c.Insensitive && c.Asensitive:
		return nil, errCursorOptions("ASENSITIVE", "INSENSITIVE")
	case !c.Hold && s.block == 'I' && !st.several:
		return nil, pgerr.New(pgerr.NoActiveSQLTransaction, "DECLARE CURSOR can only be used in transaction blocks")
	case s.cursors[c.Name] != nil || taken:
		return nil, pgerr.New(pgerr.DuplicateCursor, "cursor \"%s\" already exists", c.Name)
	}
	inner, err := st.wrapped()
	if err != nil {
		return nil, err
	}
	if inner.info.Kind != planner.Query {
		return nil, pgerr.New(pgerr.SyntaxError, "DECLARE CURSOR must specify a query")
	}
	inner.params = st.params
	rows, err := inner.query(pgwire.WithRowLimit(ctx, cursorRows), args)
	if err != nil {
		return nil, s.translate(ctx, err, inner.parsed)
	}
	s.keep(&sqlCursor{name: c.Name, hold: c.Hold, scroll: c.Scroll, stops: c.NoScroll, binary: c.Binary,
		text: st.text, made: time.Now(), rows: rows, ours: true})
	return noRows(st.info.Tag), nil
}

// errCursorOptions is PostgreSQL's ERRCODE_INVALID_CURSOR_DEFINITION.
func errCursorOptions(one, other string) error {
	return pgerr.New("42P11", "cannot specify both %s and %s", one, other)
}

// cursorRows is how many rows a cursor has ready when it is declared; what it takes
// to fetch more is done when more are asked for.
const cursorRows = 100

// cursor gives the cursor of a name, which may be a portal of the protocol, or 34000.
func (s *session) cursor(ctx context.Context, name string) (*sqlCursor, error) {
	if c := s.cursors[name]; c != nil {
		return c, nil
	}
	if s.client.TakePortal != nil {
		taken, err := s.client.TakePortal(ctx, name)
		if err != nil {
			return nil, err
		}
		if taken != nil {
			return s.adopt(name, taken), nil
		}
	}
	return nil, pgerr.New(pgerr.InvalidCursorName, "cursor \"%s\" does not exist", name)
}

// adopt makes a cursor of a portal.
func (s *session) adopt(name string, p *pgwire.TakenPortal) *sqlCursor {
	c := &sqlCursor{name: name, stops: true, portal: true, text: p.Query, made: time.Now(), rows: p.Rows, ours: true,
		base: p.Passed, read: p.Passed, at: p.Passed, ended: p.Done}
	if p.Batch != nil {
		c.base -= int64(p.Batch.First)
		c.read, c.at = c.base+int64(p.Batch.Rows), c.base+int64(p.At)
		c.batches = []*pgwire.Batch{p.Batch}
	}
	s.keep(c)
	return c
}

// keep gives a cursor its name.
func (s *session) keep(c *sqlCursor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cursors == nil {
		s.cursors = map[string]*sqlCursor{}
	}
	s.cursors[c.name] = c
}

// portal gives the protocol's portal of a name.
func (s *session) portal(name string) (pgwire.PortalInfo, bool) {
	if s.client.Portals == nil {
		return pgwire.PortalInfo{}, false
	}
	all := s.client.Portals()
	if at := slices.IndexFunc(all, func(p pgwire.PortalInfo) bool { return p.Name == name }); at >= 0 {
		return all[at], true
	}
	return pgwire.PortalInfo{}, false
}

// Forward gives a cursor's next rows. See pgwire.Declarer.
func (s *session) Forward(ctx context.Context, name string, limit int) (pgwire.Rows, error) {
	count := int64(limit)
	if limit == 0 {
		count = planner.All
	}
	if s.block == 'E' {
		return nil, pgerr.New(pgerr.InFailedSQLTransaction,
			"current transaction is aborted, commands ignored until end of transaction block")
	}
	rows, err := s.fetch(ctx, planner.Cursor{Name: name, Direction: planner.Forward, Count: count}, "SELECT")
	if err != nil {
		return nil, s.translate(ctx, err, nil)
	}
	return rows, nil
}

// CloseCursor closes a cursor if there is one. See pgwire.Declarer.
func (s *session) CloseCursor(name string) {
	if s.cursors[name] != nil {
		s.closeCursor(name)
	}
}

// Cursor gives a cursor's columns. See pgwire.Declarer.
func (s *session) Cursor(name string) ([]pgwire.Column, bool) {
	c := s.cursors[name]
	if c == nil {
		return nil, false
	}
	return c.rows.Columns(), true
}

func (s *session) cursorNames() map[string]bool {
	names := map[string]bool{}
	for name := range s.cursors {
		names[name] = true
	}
	return names
}

// closeStatement runs CLOSE.
func (s *session) closeStatement(info planner.Info) (pgwire.Rows, error) {
	name := info.Cursor.Name
	closed := s.client.ClosePortal != nil && s.client.ClosePortal(name)
	switch {
	case name == "":
		s.closeCursors()
	case s.cursors[name] != nil:
		s.closeCursor(name)
	case !closed:
		return nil, pgerr.New(pgerr.InvalidCursorName, "cursor \"%s\" does not exist", name)
	}
	return noRows(info.Tag), nil
}

func (s *session) closeCursor(name string) {
	_ = s.cursors[name].rows.Close() // it has nothing left to tell
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.cursors, name)
}

func (s *session) closeCursors() {
	for name := range s.cursors {
		s.closeCursor(name)
	}
}

// endCursors closes the cursors that end with their transaction.
func (s *session) endCursors(commit bool) {
	for name, c := range s.cursors {
		if !c.hold || c.ours && !commit {
			s.closeCursor(name)
			continue
		}
		c.ours = false
	}
}

// more reads the next batch.
func (c *sqlCursor) more(ctx context.Context) error {
	if c.ended {
		return nil
	}
	b, err := c.rows.Next(ctx)
	if errors.Is(err, io.EOF) {
		c.ended = true
		return nil
	}
	if err != nil || b == nil || b.Rows == 0 {
		return err
	}
	if c.scroll {
		c.batches = append(c.batches, b.Clone())
	} else {
		c.base, c.batches = c.read, append(c.batches[:0], b)
	}
	c.read += int64(b.Rows)
	return nil
}

// has makes sure that row n is read, and says whether there is one.
func (c *sqlCursor) has(ctx context.Context, n int64) (bool, error) {
	for n > c.read && !c.ended {
		if err := c.more(ctx); err != nil {
			return false, err
		}
	}
	return n <= c.read, nil
}

// last gives the number of the last row.
func (c *sqlCursor) last(ctx context.Context) (int64, error) {
	_, err := c.has(ctx, planner.All)
	return c.read, err
}

// slice shows rows from n on, at most max of them, as far as one batch has them.
func (c *sqlCursor) slice(n, max int64) *pgwire.Batch {
	before := c.base
	for _, b := range c.batches {
		if n <= before+int64(b.Rows) {
			first := n - before - 1
			out := *b
			out.First, out.Rows = int(first), int(first+min(int64(b.Rows)-first, max))
			return &out
		}
		before += int64(b.Rows)
	}
	return nil
}

func errForwardOnly() error {
	return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cursor can only scan forward").
		WithHint("Declare it with SCROLL option to enable backward scan.")
}
