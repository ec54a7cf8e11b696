package engine

import (
	"context"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// Describe gives the types of parameters and columns. It prepares the statement on
// the twin, which has every name and no rows. See pgwire.Statement.
func (st *statement) Describe(ctx context.Context) ([]uint32, []pgwire.Column, error) {
	s := st.session
	st.described = true
	if s.block == 'E' && !st.endsBlock() {
		return nil, nil, pgerr.New(pgerr.InFailedSQLTransaction,
			"current transaction is aborted, commands ignored until end of transaction block")
	}
	p := st.plan()
	if p != nil && p.described {
		st.params = p.params
		return p.params, p.columns, nil
	}
	var err error
	if !st.quiet() {
		s.settle(ctx)
		if err = s.setTime(ctx); err == nil {
			err = s.applyPath(ctx)
		}
	}
	var params []uint32
	var columns []pgwire.Column
	if err == nil {
		params, columns, err = st.describe(ctx)
	}
	if p != nil && err == nil {
		p.described, p.params, p.columns = true, params, columns
	}
	if err != nil {
		return nil, nil, s.translate(ctx, err, st.parsed)
	}
	st.params = params
	if st.signal != "" {
		columns = signalColumns(st.signal)
	}
	if st.configs != nil {
		columns = textColumns(st.configs...)
	}
	return params, columns, nil
}

func (st *statement) describe(ctx context.Context) ([]uint32, []pgwire.Column, error) {
	s := st.session
	switch st.info.Kind {
	case planner.Query, planner.Modify:
	case planner.Explain:
		params, _, err := st.prepared(ctx)
		return params, explainColumns(), err
	case planner.Show:
		columns, err := s.showColumns(st.info.Setting.Name)
		return nil, columns, err
	case planner.Fetch:
		return nil, s.fetchColumns(st.info.Cursor), nil
	case planner.Execute:
		columns, err := st.executeColumns()
		return nil, columns, err
	case planner.Prepare, planner.Copy:
		return nil, nil, nil
	case planner.Declare:
		inner, err := st.wrapped()
		if err != nil {
			return nil, nil, err
		}
		params, _, err := inner.describe(ctx)
		return params, nil, err
	default:
		return st.openParams(), nil, nil
	}
	return st.prepared(ctx)
}

// openParams gives the client's own types for parameters that nothing infers.
func (st *statement) openParams() []uint32 {
	params := make([]uint32, st.parsed.Params())
	for i := range params {
		params[i] = textOID
		if i < len(st.oids) && st.oids[i] != 0 {
			params[i] = st.oids[i]
		}
	}
	return params
}

// prepared prepares the statement's query on the twin.
func (st *statement) prepared(ctx context.Context) ([]uint32, []pgwire.Column, error) {
	s := st.session
	rendered, err := st.render(ctx, st.rewriter(nil))
	if err != nil {
		return nil, nil, err
	}
	if err := s.sync(ctx); err != nil {
		return nil, nil, err
	}
	sql := rendered.SQL
	if st.info.Kind == planner.Explain {
		sql = rendered.Query
	}
	if st.info.Kind == planner.Modify {
		if err := st.writable(); err != nil {
			return nil, nil, err
		}
	}
	p, err := s.twin.conn.Prepare(ctx, sql)
	if err != nil {
		return nil, nil, err
	}
	defer p.Close()
	params := st.openParams()
	for i, t := range p.Params() {
		if i < len(params) && (i >= len(st.oids) || st.oids[i] == 0) {
			if oid := paramOID(t); oid != 0 {
				params[i] = oid
			}
		}
	}
	if st.info.Kind == planner.Modify && !st.info.Returning {
		return params, nil, nil
	}
	return params, wireColumns(p.Columns(), rendered.Types...), nil
}

// wireColumns describes columns. types are those of planner.Rendered.
func wireColumns(columns []duck.Column, types ...string) []pgwire.Column {
	out := make([]pgwire.Column, len(columns))
	for i, c := range columns {
		oid, modifier := typeOID(c.Type)
		out[i] = pgwire.Column{Name: c.Name, OID: oid, TypeMod: modifier}
	}
	return retyped(out, columns, types)
}
