package engine

import (
	"context"
	"slices"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
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
		return params, explainColumns(st.info.Format), err
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
	params, columns, open, err := st.inferred(ctx, sql, rendered.Params)
	if err != nil {
		return nil, nil, err
	}
	if open {
		for i := range params {
			if (i >= len(st.oids) || st.oids[i] == 0) && !st.parsed.Mentions(i+1) {
				return nil, nil, pgerr.New(pgerr.IndeterminateDatatype, "could not determine data type of parameter $%d", i+1)
			}
		}
		params, columns = st.settled(ctx, params, columns)
	}
	if st.info.Kind == planner.Modify && !st.info.Returning {
		return params, nil, nil
	}
	if unresolved(columns) && len(rendered.Columns) > 0 {
		columns = make([]duck.Column, len(rendered.Columns)) // of no type that the engine knows
	}
	return params, wireColumns(columns, rendered.Columns), nil
}

// unresolved says whether the engine leaves a query's columns open until it has the
// values of parameters, as of a table function's arguments.
func unresolved(columns []duck.Column) bool {
	return len(columns) == 1 && columns[0].Type.ID == duck.InvalidType
}

// inferred prepares SQL on the twin, and gives the types that PostgreSQL's analysis found,
// or else DuckDB infers; open says that some parameter is left without one, and then
// DuckDB may not know the columns.
func (st *statement) inferred(ctx context.Context, sql string, found []uint32) (params []uint32, columns []duck.Column, open bool, err error) {
	p, err := st.session.twin.conn.Prepare(ctx, sql)
	if err != nil {
		return nil, nil, false, err
	}
	defer p.Close()
	params = st.openParams()
	known := p.Params()
	for i := range params {
		if i < len(st.oids) && st.oids[i] != 0 {
			continue
		}
		oid := analysis.Open
		if i < len(found) {
			oid = found[i]
		}
		if oid == analysis.Open && i < len(known) {
			oid = paramOID(known[i])
		}
		if oid != 0 {
			params[i] = oid
		}
		open = open || oid == 0
	}
	open = open || len(p.Columns()) == 1 && p.Columns()[0].Name == "unknown" && len(params) > 0 // not bound
	return params, p.Columns(), open, nil
}

// settled gives the parameters that are still open a type with which the statement can
// be prepared: text, as PostgreSQL does where nothing else asks for another, or a
// number. Without such a type all stays as it is.
func (st *statement) settled(ctx context.Context, params []uint32, columns []duck.Column) ([]uint32, []duck.Column) {
	for _, number := range []uint32{textOID, int4OID, float8OID} {
		tried := slices.Clone(params)
		r := st.rewriter(nil)
		r.ParamTypes = make([]string, len(tried))
		for i := range tried {
			if tried[i] == textOID && (i >= len(st.oids) || st.oids[i] == 0) {
				tried[i] = number
			}
			r.ParamTypes[i] = typeName(tried[i])
		}
		r.Schema = st.session.named
		rendered, err := st.parsed.Render(r)
		if err != nil {
			continue
		}
		sql := rendered.SQL
		if st.info.Kind == planner.Explain {
			sql = rendered.Query
		}
		if p, err := st.session.twin.conn.Prepare(ctx, sql); err == nil {
			defer p.Close()
			return tried, p.Columns()
		}
	}
	return params, columns
}
