package duck

import (
	"context"
	"errors"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Append puts rows, which have the table's columns, into a table. The catalog and the
// schema may be "", and the table is then found as a statement finds it.
func (c *Conn) Append(ctx context.Context, catalog, schema, table string, rows []*Rows) error {
	var a bindings.Appender
	defer bindings.AppenderDestroy(&a)
	if bindings.AppenderCreateExt(c.conn, catalog, schema, table, &a) == bindings.StateError {
		return appendError(a)
	}
	types := make([]bindings.LogicalType, bindings.AppenderColumnCount(a))
	for i := range types {
		types[i] = bindings.AppenderColumnType(a, bindings.IdxT(i))
		defer bindings.DestroyLogicalType(&types[i])
	}
	for _, r := range rows {
		if !r.fits(types) {
			return errors.New("append: the table has other columns than the rows")
		}
		chunk := bindings.CreateDataChunk(types)
		for i := range r.columns {
			r.columns[i].fill(bindings.DataChunkGetVector(chunk, bindings.IdxT(i)), r.Count)
		}
		bindings.DataChunkSetSize(chunk, bindings.IdxT(r.Count))
		state := bindings.StateError
		err := c.interruptible(ctx, func() { state = bindings.AppendDataChunk(a, chunk) })
		bindings.DestroyDataChunk(&chunk)
		if err != nil {
			return err
		}
		if state == bindings.StateError {
			return appendError(a)
		}
	}
	state := bindings.StateError
	if err := c.interruptible(ctx, func() { state = bindings.AppenderFlush(a) }); err != nil {
		return err
	}
	if state == bindings.StateError {
		return appendError(a)
	}
	return nil
}

func (r *Rows) fits(types []bindings.LogicalType) bool {
	if len(types) != len(r.columns) {
		return false
	}
	for i, t := range types {
		if !typeOf(t).Same(r.columns[i].of) {
			return false
		}
	}
	return true
}

func appendError(a bindings.Appender) error {
	data := bindings.AppenderErrorData(a)
	defer bindings.DestroyErrorData(&data)
	return newError(bindings.ErrorDataErrorType(data), bindings.ErrorDataMessage(data))
}
