package duck

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Conn is a connection to an instance.
type Conn struct {
	conn    bindings.Connection
	kept    map[string]*Stmt // statements with arguments, prepared once
	running atomic.Pointer[context.Context]
}

// Running gives the context of what the connection runs, or ran last: for functions that
// take their time. It may be called from any goroutine.
func (c *Conn) Running() context.Context {
	if ctx := c.running.Load(); ctx != nil {
		return *ctx
	}
	return context.Background()
}

// Close ends the connection.
func (c *Conn) Close() {
	for _, s := range c.kept {
		s.Close()
	}
	bindings.Disconnect(&c.conn)
}

// Interrupt stops what the connection is running, from any goroutine.
func (c *Conn) Interrupt() { bindings.Interrupt(c.conn) }

// interruptible runs f and interrupts it when ctx ends. It returns after the
// interrupter is out of the way, so that it cannot hit the next statement.
func (c *Conn) interruptible(ctx context.Context, f func()) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	c.running.Store(&ctx)
	if ctx.Done() == nil {
		f()
		return nil
	}
	finished, left := make(chan struct{}), make(chan struct{})
	unneeded := context.AfterFunc(ctx, func() {
		defer close(left)
		// An interrupt that arrives before the statement has begun is lost, so it
		// is repeated until the statement is out.
		for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
			c.Interrupt()
			select {
			case <-finished:
				return
			case <-time.After(pause):
			}
		}
	})
	f()
	close(finished)
	if !unneeded() {
		<-left
	}
	return nil
}

// Exec runs one statement and gives the number of rows it changed. args are bound
// to $1, $2 …: string, bool, int64, float64, time.Time or nil.
func (c *Conn) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	var changed int64
	err := c.run(ctx, query, args, func(res *bindings.Result) error {
		changed = int64(bindings.RowsChanged(res))
		return nil
	})
	return changed, err
}

// Query runs one statement and calls each for every row of its result. The values
// are string, bool, int64, float64, time.Time or nil; other types come as their
// text and must be cast in the query to be relied on.
func (c *Conn) Query(ctx context.Context, query string, each func(row []any) error, args ...any) error {
	return c.run(ctx, query, args, func(res *bindings.Result) error {
		columns := resultColumns(res)
		row := make([]any, len(columns))
		for {
			chunk := bindings.FetchChunk(*res)
			if chunk.Ptr == nil {
				return nil
			}
			err := eachRow(newChunk(chunk, columns), row, each)
			bindings.DestroyDataChunk(&chunk)
			if err != nil {
				return err
			}
		}
	})
}

func eachRow(chunk *Chunk, row []any, each func([]any) error) error {
	for r := 0; r < chunk.Rows; r++ {
		for k := range chunk.Columns {
			row[k] = chunk.Columns[k].Value(r)
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

// maxKept is how many statements a connection keeps prepared. The texts with
// arguments are the module's own, few and constant.
const maxKept = 50

// keep prepares a statement, or gives the one prepared before when it has
// arguments: binding a page's long INSERT anew takes ten times as long as running it.
func (c *Conn) keep(ctx context.Context, query string, args []any) (s *Stmt, done func(), err error) {
	if s, ok := c.kept[query]; ok {
		return s, func() {}, nil
	}
	if s, err = c.Prepare(ctx, query); err != nil {
		return nil, nil, err
	}
	if len(args) == 0 || len(c.kept) >= maxKept {
		return s, s.Close, nil
	}
	if c.kept == nil {
		c.kept = map[string]*Stmt{}
	}
	c.kept[query] = s
	return s, func() {}, nil
}

// run prepares, binds and executes one statement, its whole result in memory.
func (c *Conn) run(ctx context.Context, query string, args []any, use func(*bindings.Result) error) error {
	stmt, done, err := c.keep(ctx, query, args)
	if err != nil {
		return err
	}
	defer done()
	for i, arg := range args {
		if bind(stmt.stmt, bindings.IdxT(i+1), arg) == bindings.StateError {
			return fmt.Errorf("bind argument %d of type %T", i+1, arg)
		}
	}
	var res bindings.Result
	var state bindings.State
	if err := c.interruptible(ctx, func() { state = bindings.ExecutePrepared(stmt.stmt, &res) }); err != nil {
		return err
	}
	defer bindings.DestroyResult(&res)
	if state == bindings.StateError {
		return resultError(ctx, &res)
	}
	return use(&res)
}

// resultError gives the result's error; an interrupt is the context's own reason.
func resultError(ctx context.Context, res *bindings.Result) error {
	class := bindings.ResultErrorType(res)
	if class == ClassInterrupt && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return newError(class, bindings.ResultError(res))
}

func bind(stmt bindings.PreparedStatement, i bindings.IdxT, arg any) bindings.State {
	switch v := arg.(type) {
	case nil:
		return bindings.BindNull(stmt, i)
	case string:
		return bindings.BindVarchar(stmt, i, v)
	case bool:
		return bindings.BindBoolean(stmt, i, v)
	case int16:
		return bindings.BindInt16(stmt, i, v)
	case int32:
		return bindings.BindInt32(stmt, i, v)
	case int64:
		return bindings.BindInt64(stmt, i, v)
	case float64:
		return bindings.BindDouble(stmt, i, v)
	case time.Time:
		return bindings.BindTimestampTZ(stmt, i, bindings.NewTimestamp(v.UnixMicro()))
	}
	return bindings.StateError
}
