package engine

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
)

// stagedRows is the result of a query whose client asked for its first rows only,
// as a grid does that shows 200 rows of a table. Its newest rows come first, after
// as few calls as they need; should the client ask for more than those, the rest is
// fetched then. The two parts divide the table at a moment, so that no row is in
// both and, ordered by time, the parts are in order.
type stagedRows struct {
	*streamRows
	statement *statement
	query     string // in the engine's SQL
	want      []analysis.Column
	scans     []planner.TableScan
	since     time.Time
	now       time.Time // the statement's moment, for the second part
	whole     bool      // the second part has begun, or there is none
}

// stage runs a query of which the client wants some rows first. It gives nil when
// the query is not one whose newest rows may come first.
func (st *statement) stage(ctx context.Context, rendered planner.Rendered, scans []planner.TableScan, want int64) (pgwire.Rows, error) {
	s, query := st.session, rendered.Query
	if len(scans) != 1 || !scans[0].NewestFirst {
		return nil, nil
	}
	enough := s.enough(query, want)
	r := &stagedRows{statement: st, query: query, want: rendered.Columns, scans: scans, now: s.now, whole: true}
	scan := scans[0].Scan
	scan.Enough = func(ctx context.Context, since time.Time) (bool, error) {
		done, err := enough(ctx, since)
		if done {
			r.since, r.whole = since, false
		}
		return done, err
	}
	release, err := s.completeOne(ctx, scans[0].Table, scan)
	if err != nil {
		return nil, err
	}
	defer release()
	if r.whole {
		r.streamRows, err = s.stream(ctx, st.parsed, query, "SELECT", true, r.want)
	} else {
		r.streamRows, err = s.part(ctx, st.parsed, query, r.want, "scan_since", r.since)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// part streams the rows of a query on one side of a moment.
func (s *session) part(ctx context.Context, parsed *planner.Statement, query string, want []analysis.Column, side string, at time.Time) (*streamRows, error) {
	if _, err := s.conn.Exec(ctx, "SET VARIABLE "+side+" = "+moment(at)); err != nil {
		return nil, err
	}
	rows, err := s.stream(ctx, parsed, query, "SELECT", true, want)
	// The variable is a constant of the plan by now. Resetting it through the
	// connection would end the stream, so the next statement does.
	s.sides = append(s.sides, side)
	return rows, err
}

// Next gives the next batch, and begins the second part after the first.
func (r *stagedRows) Next(ctx context.Context) (*pgwire.Batch, error) {
	b, err := r.streamRows.Next(ctx)
	if !errors.Is(err, io.EOF) || r.whole {
		return b, err
	}
	if err := r.older(ctx); err != nil {
		return nil, r.session.translate(ctx, err, r.parsed)
	}
	return r.streamRows.Next(ctx)
}

// older fetches what is left and streams the rows before the moment.
func (r *stagedRows) older(ctx context.Context) error {
	s := r.session
	r.whole = true
	if err := r.streamRows.Close(); err != nil {
		return err
	}
	s.settle(ctx)
	if err := s.fixTime(ctx, r.now); err != nil {
		return err
	}
	release, err := s.complete(ctx, r.query, r.scans)
	if err != nil {
		return err
	}
	defer release()
	rows, err := s.part(ctx, r.parsed, r.query, r.want, "scan_until", r.since)
	if err != nil {
		return err
	}
	r.streamRows = rows
	return nil
}
