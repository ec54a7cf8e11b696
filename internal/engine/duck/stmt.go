package duck

import (
	"context"
	"fmt"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Stmt is a prepared statement of a connection.
type Stmt struct {
	conn *Conn
	stmt bindings.PreparedStatement
}

// Prepare prepares one statement.
func (c *Conn) Prepare(ctx context.Context, query string) (*Stmt, error) {
	s := &Stmt{conn: c}
	var state bindings.State
	if err := c.interruptible(ctx, func() { state = bindings.Prepare(c.conn, query, &s.stmt) }); err != nil {
		bindings.DestroyPrepare(&s.stmt)
		return nil, err
	}
	if state == bindings.StateError {
		err := newError(bindings.ErrorTypeInvalid, bindings.PrepareError(s.stmt))
		bindings.DestroyPrepare(&s.stmt)
		return nil, err
	}
	return s, nil
}

// Close frees the statement.
func (s *Stmt) Close() { bindings.DestroyPrepare(&s.stmt) }

// Columns gives the columns of the result.
func (s *Stmt) Columns() []Column {
	columns := make([]Column, bindings.PreparedStatementColumnCount(s.stmt))
	for i := range columns {
		t := bindings.PreparedStatementColumnLogicalType(s.stmt, bindings.IdxT(i))
		columns[i] = Column{Name: bindings.PreparedStatementColumnName(s.stmt, bindings.IdxT(i)), Type: typeOf(t)}
		bindings.DestroyLogicalType(&t)
	}
	return columns
}

// Params gives the types that DuckDB inferred for $1…$n; the ID is invalid where
// it could not tell.
func (s *Stmt) Params() []Type {
	params := make([]Type, bindings.NParams(s.stmt))
	for i := range params {
		t := bindings.ParamLogicalType(s.stmt, bindings.IdxT(i+1))
		if t.Ptr != nil {
			params[i] = typeOf(t)
			bindings.DestroyLogicalType(&t)
		}
	}
	return params
}

// Select says whether the statement is a query.
func (s *Stmt) Select() bool {
	return bindings.PreparedStatementType(s.stmt) == bindings.StatementTypeSelect
}

// Bind gives the parameters $1, $2 … their values: string, bool, int16, int32, int64,
// float64, time.Time or nil. A value of another type than the parameter's makes DuckDB
// prepare the statement anew.
func (s *Stmt) Bind(values []any) error {
	for i, v := range values {
		if bind(s.stmt, bindings.IdxT(i+1), v) == bindings.StateError {
			return fmt.Errorf("bind argument %d of type %T", i+1, v)
		}
	}
	return nil
}

// Execute runs the statement to its end: for results of a few rows, which take half
// the time that way.
func (s *Stmt) Execute(ctx context.Context) (*Stream, error) {
	st := &Stream{conn: s.conn, whole: true}
	var state bindings.State
	if err := s.conn.interruptible(ctx, func() { state = bindings.ExecutePrepared(s.stmt, &st.res) }); err != nil {
		return nil, err
	}
	if state == bindings.StateError {
		err := resultError(ctx, &st.res)
		bindings.DestroyResult(&st.res)
		return nil, err
	}
	st.open = true
	st.columns = resultColumns(&st.res)
	return st, nil
}

// Stream starts the statement; the rows are computed as they are pulled. The
// statement may be closed before the stream.
func (s *Stmt) Stream(ctx context.Context) (*Stream, error) {
	var pending bindings.PendingResult
	defer bindings.DestroyPending(&pending)
	st := &Stream{conn: s.conn}
	var state bindings.State
	err := s.conn.interruptible(ctx, func() {
		state = bindings.PendingPreparedStreaming(s.stmt, &pending)
		if state == bindings.StateError {
			return
		}
		st.open = true
		state = bindings.ExecutePending(pending, &st.res)
	})
	if err != nil {
		return nil, err
	}
	if state == bindings.StateError {
		err := error(nil)
		if st.open {
			err = resultError(ctx, &st.res)
			bindings.DestroyResult(&st.res)
		} else {
			err = newError(bindings.ErrorTypeInvalid, bindings.PendingError(pending))
		}
		return nil, err
	}
	st.columns = resultColumns(&st.res)
	return st, nil
}

// Stream is a running query. While it is open, any other statement on its
// connection would end it.
type Stream struct {
	conn    *Conn
	res     bindings.Result
	columns []Column
	chunk   *Chunk // the one that was handed out last
	open    bool
	whole   bool // the result lies in memory
}

// Columns gives the columns of the result.
func (s *Stream) Columns() []Column { return s.columns }

// Changed gives the number of rows that an INSERT, UPDATE or DELETE changed.
func (s *Stream) Changed() int64 { return int64(bindings.RowsChanged(&s.res)) }

// Next gives the next chunk, valid until the following call, or nil after the
// last.
func (s *Stream) Next(ctx context.Context) (*Chunk, error) {
	s.free()
	chunk, err := s.fetch(ctx)
	if err != nil {
		return nil, err
	}
	if chunk.Ptr == nil {
		if bindings.ResultErrorType(&s.res) != bindings.ErrorTypeInvalid || bindings.ResultError(&s.res) != "" {
			return nil, resultError(ctx, &s.res)
		}
		return nil, nil
	}
	s.chunk = newChunk(chunk, s.columns)
	return s.chunk, nil
}

// fetch computes the next chunk, or takes it from memory.
func (s *Stream) fetch(ctx context.Context) (chunk bindings.DataChunk, err error) {
	if s.whole {
		if ctx.Err() != nil {
			return chunk, context.Cause(ctx)
		}
		return bindings.FetchChunk(s.res), nil
	}
	err = s.conn.interruptible(ctx, func() { chunk = bindings.FetchChunk(s.res) })
	return chunk, err
}

// Detach gives the chunk that was handed out last, if any, to the caller, who frees
// it; it stays valid after the stream has gone on or ended.
func (s *Stream) Detach() *Chunk {
	c := s.chunk
	s.chunk = nil
	return c
}

func (s *Stream) free() {
	if s.chunk != nil {
		s.chunk.Free()
		s.chunk = nil
	}
}

// Close ends the query and frees its memory.
func (s *Stream) Close() {
	s.free()
	if s.open {
		s.open = false
		bindings.DestroyResult(&s.res)
	}
}

func resultColumns(res *bindings.Result) []Column {
	columns := make([]Column, bindings.ColumnCount(res))
	for i := range columns {
		t := bindings.ColumnLogicalType(res, bindings.IdxT(i))
		columns[i] = Column{Name: bindings.ColumnName(res, bindings.IdxT(i)), Type: typeOf(t)}
		bindings.DestroyLogicalType(&t)
	}
	return columns
}
