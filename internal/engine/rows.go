package engine

import (
	"context"
	"io"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// streamRows is a query that runs on its session's connection and is pulled.
type streamRows struct {
	session *session
	parsed  *planner.Statement
	stream  *duck.Stream
	columns []pgwire.Column
	tag     string
	count   bool

	// kept are the chunks that were read ahead because the connection was needed.
	kept    []*duck.Chunk
	spooled bool
	last    *duck.Chunk // the kept chunk that was handed out
	err     error       // of reading ahead
	closed  func()      // called when the rows are closed; may be nil
}

// Columns gives the result's columns.
func (r *streamRows) Columns() []pgwire.Column { return r.columns }

// Next gives the next chunk. See pgwire.Rows.
func (r *streamRows) Next(ctx context.Context) (*pgwire.Batch, error) {
	chunk, err := r.next(ctx)
	if err != nil {
		return nil, r.session.translate(ctx, err, r.parsed)
	}
	if chunk == nil {
		r.done()
		return nil, io.EOF
	}
	b := batch(chunk, r.columns)
	b.Columns = b.Columns[:len(r.columns)] // what is returned besides is the journal's
	return b, nil
}

func (r *streamRows) next(ctx context.Context) (*duck.Chunk, error) {
	if r.last != nil {
		r.last.Free()
		r.last = nil
	}
	switch {
	case len(r.kept) > 0:
		r.last, r.kept = r.kept[0], r.kept[1:]
		return r.last, nil
	case r.spooled:
		return nil, r.err
	}
	return r.stream.Next(ctx)
}

// spool reads the rest of the result into memory, so that another statement can
// use the connection. An error of it is kept for the reader.
func (r *streamRows) spool(ctx context.Context) {
	if r.spooled {
		return
	}
	r.spooled = true
	if handed := r.stream.Detach(); handed != nil {
		r.last = handed
	}
	for {
		chunk, err := r.stream.Next(ctx)
		if err != nil || chunk == nil {
			r.err = err
			return
		}
		r.kept = append(r.kept, r.stream.Detach())
	}
}

// Tag gives the command tag.
func (r *streamRows) Tag() (string, bool) { return r.tag, r.count }

// done gives the connection free after the last row.
func (r *streamRows) done() {
	if r.session.open == r {
		r.session.open = nil
	}
}

// Close ends the query.
func (r *streamRows) Close() error {
	r.done()
	for _, c := range r.kept {
		c.Free()
	}
	if r.last != nil {
		r.last.Free()
	}
	r.kept, r.last = nil, nil
	r.stream.Close()
	if r.closed != nil {
		r.closed()
		r.closed = nil
	}
	return nil
}

// constantRows is the answer of a query that always gives the same rows.
type constantRows struct {
	columns []pgwire.Column
	batches []*pgwire.Batch // those that are left
}

func (r *constantRows) Columns() []pgwire.Column { return r.columns }

func (r *constantRows) Next(context.Context) (*pgwire.Batch, error) {
	if len(r.batches) == 0 {
		return nil, io.EOF
	}
	b := r.batches[0]
	r.batches = r.batches[1:]
	return b, nil
}

func (r *constantRows) Tag() (string, bool) { return "SELECT", true }
func (r *constantRows) Close() error        { return nil }

// textRows are a few rows of text that the session computes itself, as for SHOW.
type textRows struct {
	columns []pgwire.Column
	rows    [][]string
	tag     string
	count   bool
	sent    bool
}

// noRows is the result of a statement that returns none.
func noRows(tag string) *textRows { return &textRows{tag: tag} }

func (r *textRows) Columns() []pgwire.Column { return r.columns }

func (r *textRows) Next(context.Context) (*pgwire.Batch, error) {
	if r.sent || len(r.rows) == 0 {
		return nil, io.EOF
	}
	r.sent = true
	b := &pgwire.Batch{Rows: len(r.rows), Columns: make([]pgwire.Vector, len(r.columns))}
	for i := range b.Columns {
		b.Columns[i] = pgwire.Vector{Kind: pgwire.KindBytes,
			Bytes: func(row int) []byte { return []byte(r.rows[row][i]) }}
	}
	return b, nil
}

func (r *textRows) Tag() (string, bool) { return r.tag, r.count }
func (r *textRows) Close() error        { return nil }

// textColumns gives columns of text.
func textColumns(names ...string) []pgwire.Column {
	out := make([]pgwire.Column, len(names))
	for i, n := range names {
		out[i] = pgwire.Column{Name: n, OID: textOID, TypeMod: -1}
	}
	return out
}
