package engine

import (
	"context"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
)

// statement is a parsed statement of a session.
type statement struct {
	session *session
	parsed  *planner.Statement
	info    planner.Info
	oids    []uint32 // the types the client gave to parameters; 0 for an open one
	params  []uint32 // the types after Describe
}

// Close does nothing: a statement holds no resources between its runs.
func (st *statement) Close() error { return nil }

// Run starts the statement. See pgwire.Statement.
func (st *statement) Run(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	if s.block == 'E' && !st.endsBlock() {
		return nil, pgerr.New(pgerr.InFailedSQLTransaction,
			"current transaction is aborted, commands ignored until end of transaction block")
	}
	s.settle(ctx)
	if err := s.setTime(ctx); err != nil {
		return nil, err
	}
	rows, err := st.run(ctx, args)
	if err != nil {
		return nil, s.translate(ctx, err, st.parsed)
	}
	return rows, nil
}

func (st *statement) run(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	switch st.info.Kind {
	case planner.Query:
		return st.query(ctx, args)
	case planner.Explain:
		return st.explain(ctx, args)
	case planner.Set:
		return st.session.set(ctx, st.info)
	case planner.Show:
		return st.session.show(st.info.Setting.Name)
	case planner.Transaction:
		return st.session.transaction(ctx, st.info.Tag)
	case planner.Define, planner.Modify:
		return st.change(ctx, args)
	case planner.Discard:
		return st.session.discard(ctx)
	}
	return nil, pgerr.New(pgerr.FeatureNotSupported, "%s is not supported", st.info.Tag)
}

// endsBlock says whether the statement may run in a failed transaction block.
func (st *statement) endsBlock() bool {
	switch st.info.Tag {
	case "COMMIT", "ROLLBACK", "ROLLBACK TO":
		return st.info.Kind == planner.Transaction
	}
	return false
}

// setTime fixes now() for the statement; in a transaction block it is the block's
// beginning.
func (s *session) setTime(ctx context.Context) error {
	now := s.engine.options.Now()
	if s.block == 'T' {
		now = s.began
	}
	return s.fixTime(ctx, now)
}

// fixTime sets now() on both connections, and takes back what a result that came in
// parts has left on the store's.
func (s *session) fixTime(ctx context.Context, now time.Time) error {
	for _, side := range s.sides {
		if _, err := s.conn.Exec(ctx, "RESET VARIABLE "+side); err != nil {
			return err
		}
	}
	s.sides, s.now = nil, now
	return s.both(ctx, "SET VARIABLE statement_time = $1", now)
}

// moment writes a timestamptz constant.
func moment(t time.Time) string {
	return "TIMESTAMPTZ '" + t.UTC().Format("2006-01-02 15:04:05.999999") + "+00'"
}

// rewriter gives what the dialect needs to render the statement with the
// arguments; nil leaves the parameters in the text.
func (st *statement) rewriter(args []pgwire.Arg) dialect.Rewriter {
	s := st.session
	r := dialect.Rewriter{Database: s.engine.options.Database, Now: s.now, Zone: s.zone, IsTime: s.engine.isTime}
	if args == nil {
		for _, oid := range st.oids {
			r.ParamTypes = append(r.ParamTypes, typeName(oid))
		}
		return r
	}
	r.Params = make([]dialect.Param, len(args))
	for i, a := range args {
		r.Params[i] = dialect.Param{Text: a.Text, Null: a.Null, Type: typeName(st.paramType(i))}
	}
	return r
}

func (st *statement) paramType(i int) uint32 {
	if i < len(st.params) && st.params[i] != 0 {
		return st.params[i]
	}
	if i < len(st.oids) {
		return st.oids[i]
	}
	return 0
}
