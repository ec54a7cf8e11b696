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
	text    string // the client's, with what stands beside the statement
	parsed  *planner.Statement
	info    planner.Info
	oids    []uint32 // the types the client gave to parameters; 0 for an open one
	params  []uint32 // the types after Describe
	// several says that the Query has more statements, which are one transaction;
	// described that the statement is the extended protocol's or PREPARE's, where
	// more may follow up to Sync.
	several, described bool
	skipped            bool     // a CREATE … IF NOT EXISTS found that there is one
	configs            []string // the columns of a SELECT of set_config, whose arguments parsed gives
	signal             string   // pg_cancel_backend or pg_terminate_backend, whose argument parsed gives
}

// statement makes a statement of what was parsed.
func (s *session) statement(p *planner.Statement, oids []uint32) *statement {
	r := recognise(p)
	return &statement{session: s, parsed: r.parsed, info: r.info, oids: oids, signal: r.signal, configs: r.configs}
}

// wrapped gives the statement that this one wraps. See planner.Statement.Inner.
func (st *statement) wrapped() (*statement, error) {
	p := st.parsed.Inner()
	if p == nil {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "%s of this statement is not supported", st.info.Tag)
	}
	if p.Foreign != nil {
		return nil, p.Foreign
	}
	inner := st.session.statement(p, st.oids)
	inner.several, inner.described = st.several, st.described
	return inner, nil
}

// alone says whether the statement is a transaction of its own.
func (st *statement) alone() bool { return !st.several && !st.described }

// quiet says whether the statement leaves the connection to DuckDB as it is, so that
// a result may go on streaming there.
func (st *statement) quiet() bool {
	switch st.info.Kind {
	case planner.Fetch, planner.CloseCursor, planner.Transaction, planner.SetTransaction, planner.Set, planner.Show,
		planner.Notify, planner.Deallocate:
		return true
	}
	return false
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
	if !st.quiet() {
		s.noteSequences(ctx)
	}
	if err := st.readable(); err != nil {
		return nil, err
	}
	rows, err := st.runPlan(ctx, args)
	if rows == nil && err == nil {
		rows, err = st.runAnew(ctx, args)
	}
	if err != nil {
		return nil, s.translate(ctx, err, st.parsed)
	}
	return rows, nil
}

// readable refuses in a read-only transaction a query that locks rows or takes from a
// sequence.
func (st *statement) readable() error {
	if st.info.Kind != planner.Query || !st.session.readOnly() {
		return nil
	}
	refused := st.parsed.Locking()
	if at, _ := st.parsed.LocateFunction("nextval"); at > 0 {
		refused = "nextval()"
	}
	if refused == "" {
		return nil
	}
	return pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", refused)
}

// runAnew runs the statement without a plan.
func (st *statement) runAnew(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	if s := st.session; !st.quiet() {
		s.settle(ctx)
		if err := s.setTime(ctx); err != nil {
			return nil, err
		}
		if err := s.applyPath(ctx); err != nil {
			return nil, err
		}
		s.queried = true
	}
	return st.run(ctx, args)
}

func (st *statement) run(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	switch st.info.Kind {
	case planner.Query:
		if st.signal != "" {
			return st.signalBackends(ctx, args)
		}
		if st.configs != nil {
			return st.setConfig(ctx, args)
		}
		return st.query(ctx, args)
	case planner.Explain:
		return st.explain(ctx, args)
	case planner.Set:
		return s.set(ctx, st.info, st.several)
	case planner.Show:
		return s.show(st.info.Setting.Name)
	case planner.Transaction:
		return s.transaction(ctx, st.info)
	case planner.SetTransaction:
		return s.setTransaction(st.info, st.several)
	case planner.Define, planner.Modify:
		return st.change(ctx, args)
	case planner.Discard:
		return s.discard(ctx, st.info.Tag, st.several)
	}
	return st.runSession(ctx, args)
}

// runSession runs the statements that deal with cursors, prepared statements, COPY
// and what the server accepts without doing it.
func (st *statement) runSession(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	switch st.info.Kind {
	case planner.Declare:
		return st.declare(ctx, args)
	case planner.Fetch:
		return s.fetch(ctx, st.info.Cursor, st.info.Tag)
	case planner.CloseCursor:
		return s.closeStatement(st.info)
	case planner.Prepare:
		return st.prepareStatement(ctx)
	case planner.Execute:
		return st.executeStatement(ctx, args)
	case planner.Deallocate:
		return s.deallocate(st.info.Prepared.Name, st.info.Tag)
	case planner.Copy:
		return st.copy(ctx)
	case planner.Notify:
		return s.announce(st.info)
	case planner.Lock:
		return st.lock(ctx)
	case planner.SetConstraints: // none is deferrable
		if s.block == 'I' && !st.several {
			s.warn(pgerr.NoActiveSQLTransaction, "SET CONSTRAINTS can only be used in transaction blocks")
		}
		return noRows(st.info.Tag), nil
	}
	return nil, pgerr.New(pgerr.FeatureNotSupported, "%s is not supported", st.info.Tag)
}

// EndsBlock says whether the statement may run in a failed block. See pgwire.BlockEnder.
func (st *statement) EndsBlock() bool { return st.endsBlock() }

// endsBlock says whether the statement may run in a failed transaction block.
func (st *statement) endsBlock() bool {
	switch st.info.Tag {
	case "COMMIT", "ROLLBACK", "ROLLBACK TO", "PREPARE TRANSACTION":
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
	r := dialect.Rewriter{Database: s.engine.options.Database, Now: s.now, Zone: s.zone, Style: s.style(), IsTime: s.engine.isTime, ReadTime: s.readTime, ReadPath: readPath, ReadInet: readInet, Catalog: systemDialect(), Aliases: s.engine.aliases, Virtual: s.engine.isVirtual}
	if len(s.path.schemas) > 0 && !st.info.Temporary {
		r.CreatesIn = s.path.schemas[0]
	}
	r.ParamOIDs = st.oids
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
	r.ParamOIDs = make([]uint32, len(args))
	for i := range r.ParamOIDs {
		r.ParamOIDs[i] = st.paramType(i)
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
