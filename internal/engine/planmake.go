package engine

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner/dialect"
)

// makePlan prepares a query for any arguments, if it is one that can be: it reads no
// virtual table, no view and no catalog, calls nothing whose value the engine takes
// when it prepares (such as now()), and no rule of the dialect looks at the values of
// its parameters. What goes wrong is left to the ordinary way to tell.
func (st *statement) makePlan(ctx context.Context, p *plan, args int) error {
	s := st.session
	types := make([]string, args)
	for i := range types {
		types[i] = typeName(st.paramType(i))
		if b := binders[types[i]]; b == nil {
			return nil
		}
	}
	schema, err := s.nameable(ctx)
	if err != nil {
		return err
	}
	rendered, ok := st.parsed.Template(func() dialect.Rewriter {
		r := st.rewriter(make([]pgwire.Arg, args))
		r.Schema = schema
		return r
	}, types)
	if !ok || rendered.Uses.Catalogs {
		return nil
	}
	if ok, err := s.steady(ctx, rendered.Uses); !ok || err != nil {
		return err
	}
	if rendered.Uses.Qualified {
		if known, err := s.twinKnows(ctx, rendered.SQL); !known || err != nil {
			return err
		}
	}
	stmt, err := s.conn.Prepare(ctx, rendered.SQL)
	if err != nil {
		return nilUnlessEnded(ctx, err)
	}
	if _, wrapped := serveable(rendered.SQL, stmt.Columns(), rendered.Columns); wrapped || !stmt.Select() ||
		len(stmt.Params()) != args || !st.sameBound(ctx, stmt, types) {
		stmt.Close()
		return nil
	}
	p.stmt, p.want, p.oneRow = stmt, rendered.Columns, rendered.Uses.OneRow
	p.constant = rendered.Uses.Constant() && args == 0
	p.bind = make([]binder, args)
	for i, t := range types {
		p.bind[i] = binders[t]
	}
	return nil
}

// twinKnows says whether the twin takes the statement: it has what clients may read,
// and the store has schemas of its own besides.
func (s *session) twinKnows(ctx context.Context, sql string) (bool, error) {
	if err := s.sync(ctx); err != nil {
		return false, err
	}
	stmt, err := s.twin.conn.Prepare(ctx, sql)
	if err != nil {
		return false, nilUnlessEnded(ctx, err)
	}
	stmt.Close()
	return true, nil
}

// nilUnlessEnded drops an error of the engine's, but not the context's end.
func nilUnlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return nil
}

// sameBound says whether the engine gives the columns the types that they have when
// the parameters are constants.
func (st *statement) sameBound(ctx context.Context, stmt *duck.Stmt, types []string) bool {
	if len(types) == 0 {
		return true
	}
	args := make([]pgwire.Arg, len(types))
	r := st.rewriter(args)
	r.Schema = st.session.named
	for i, t := range types {
		r.Params[i] = dialect.Param{Text: "7", Type: t}
	}
	rendered, err := st.parsed.Render(r)
	if err != nil {
		return false
	}
	constant, err := st.session.conn.Prepare(ctx, rendered.SQL)
	if err != nil {
		return false
	}
	defer constant.Close()
	return sameTypes(stmt.Columns(), constant.Columns())
}

// binder makes an engine's value of an argument; false when its text is of an unusual
// form, which the ordinary way reads.
type binder func(pgwire.Arg) (any, bool)

// binders are those of the types whose parameters may stay open.
var binders = map[string]binder{
	"int2":   bindInteger(16, func(n int64) any { return int16(n) }),
	"int4":   bindInteger(32, func(n int64) any { return int32(n) }),
	"int8":   bindInteger(64, func(n int64) any { return n }),
	"float8": bindFloat,
	"text":   bindText,
}

var (
	plainInteger = regexp.MustCompile(`^[+-]?[0-9]{1,19}$`)
	plainFloat   = regexp.MustCompile(`^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$`)
)

func bindInteger(bits int, typed func(int64) any) binder {
	return func(a pgwire.Arg) (any, bool) {
		if a.Null {
			return nil, true
		}
		n, err := strconv.ParseInt(a.Text, 10, bits)
		return typed(n), err == nil && plainInteger.MatchString(a.Text)
	}
}

func bindFloat(a pgwire.Arg) (any, bool) {
	if a.Null {
		return nil, true
	}
	f, err := strconv.ParseFloat(a.Text, 64)
	return f, err == nil && plainFloat.MatchString(a.Text)
}

func bindText(a pgwire.Arg) (any, bool) {
	if a.Null {
		return nil, true
	}
	return a.Text, !strings.Contains(a.Text, "\x00")
}
