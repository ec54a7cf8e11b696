package analysis

import (
	"strconv"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// deepest is how far expressions may nest; PostgreSQL stops at max_stack_depth.
const deepest = 3000

// deeper counts the depth of recursion; the caller defers what it gives.
func (a *analyzer) deeper(location int32) func() {
	if a.depth++; a.depth > deepest {
		a.fail(location, "54001", "stack depth limit exceeded")
	}
	return func() { a.depth-- }
}

// expression is transformExprRecurse.
func (s *scope) expression(n *pgquery.Node) *expr {
	defer s.a.deeper(-1)()
	e := s.transform(n)
	if e == nil {
		e = &expr{kind: kindOpen, loc: rawLocation(n)}
	}
	if e.node != nil && e.node != n {
		c := *e
		e = &c
	}
	e.node = n
	if n != nil {
		s.a.result.Types[n] = e.typ
		s.writeRow(n, e)
		if e.kind == kindVar && e.attr == wholeRow {
			s.a.result.WholeRows[n] = e.entry.row()
		}
	}
	return e
}

// row describes an item of FROM for those who take all of it for a value.
func (e *entry) row() *Row {
	r := &Row{Name: e.name}
	for _, c := range e.columns {
		r.Columns = append(r.Columns, c.name)
	}
	return r
}

func (s *scope) transform(n *pgquery.Node) *expr {
	switch v := n.GetNode().(type) {
	case *pgquery.Node_ColumnRef:
		return s.columnRef(v.ColumnRef)
	case *pgquery.Node_ParamRef:
		return s.param(v.ParamRef)
	case *pgquery.Node_AConst:
		return s.constant(v.AConst)
	case *pgquery.Node_AIndirection:
		return s.indirection(v.AIndirection)
	case *pgquery.Node_AArrayExpr:
		return s.arrayExpr(n, v.AArrayExpr, Type{}, 0)
	case *pgquery.Node_TypeCast:
		return s.typeCast(v.TypeCast)
	case *pgquery.Node_CollateClause:
		return s.collate(v.CollateClause)
	case *pgquery.Node_AExpr:
		return s.aExpr(n, v.AExpr)
	case *pgquery.Node_BoolExpr:
		return s.boolExpr(v.BoolExpr)
	case *pgquery.Node_FuncCall:
		return s.funcCall(v.FuncCall)
	case *pgquery.Node_NamedArgExpr:
		arg := s.expression(v.NamedArgExpr.Arg)
		return &expr{kind: kindNamed, typ: arg.typ, loc: v.NamedArgExpr.Location, args: []*expr{arg}, text: v.NamedArgExpr.Name}
	case *pgquery.Node_SubLink:
		return s.subLink(v.SubLink)
	case *pgquery.Node_CaseExpr:
		return s.caseExpr(v.CaseExpr)
	case *pgquery.Node_RowExpr:
		return s.rowExpr(v.RowExpr)
	case *pgquery.Node_CoalesceExpr:
		return s.coalesce(v.CoalesceExpr)
	case *pgquery.Node_MinMaxExpr:
		return s.minMax(v.MinMaxExpr)
	case *pgquery.Node_SqlvalueFunction:
		return s.sqlValue(v.SqlvalueFunction)
	case *pgquery.Node_NullTest:
		arg := s.expression(v.NullTest.Arg)
		return &expr{kind: kindNullTest, typ: plain(boolType), loc: v.NullTest.Location, args: []*expr{arg}, id: uint32(v.NullTest.Nulltesttype)}
	case *pgquery.Node_BooleanTest:
		return s.booleanTest(v.BooleanTest)
	case *pgquery.Node_GroupingFunc:
		return s.groupingFunc(v.GroupingFunc)
	case *pgquery.Node_SetToDefault:
		return &expr{kind: kindDefault, typ: plain(unknownType), loc: v.SetToDefault.Location}
	case *pgquery.Node_CurrentOfExpr:
		return &expr{kind: kindOpen, typ: plain(boolType), loc: -1}
	case *pgquery.Node_XmlExpr, *pgquery.Node_XmlSerialize:
		return &expr{kind: kindOpen, loc: rawLocation(n)}
	}
	return nil
}

// constant is make_const.
func (s *scope) constant(c *pgquery.A_Const) *expr {
	e := &expr{kind: kindConst, typ: plain(unknownType), loc: c.Location}
	switch v := c.Val.(type) {
	case *pgquery.A_Const_Ival:
		e.typ.OID, e.text = int4Type, strconv.Itoa(int(v.Ival.Ival))
	case *pgquery.A_Const_Fval:
		e.text, e.typ.OID = v.Fval.Fval, numericType
		if i, err := strconv.ParseInt(e.text, 10, 64); err == nil {
			if e.typ.OID = int8Type; int64(int32(i)) == i {
				e.typ.OID = int4Type
			}
		}
	case *pgquery.A_Const_Boolval:
		e.typ.OID, e.text = boolType, strconv.FormatBool(v.Boolval.Boolval)
	case *pgquery.A_Const_Sval:
		e.text = v.Sval.Sval
	case *pgquery.A_Const_Bsval:
		e.typ.OID, e.text = bitType, v.Bsval.Bsval
		s.checkBits(e.text, c.Location)
	default:
		e.null = true
	}
	return e
}

func (s *scope) boolExpr(b *pgquery.BoolExpr) *expr {
	name := map[pgquery.BoolExprType]string{pgquery.BoolExprType_AND_EXPR: "AND", pgquery.BoolExprType_OR_EXPR: "OR", pgquery.BoolExprType_NOT_EXPR: "NOT"}[b.Boolop]
	out := &expr{kind: kindBool, typ: plain(boolType), loc: b.Location, text: name}
	for _, arg := range b.Args {
		out.args = append(out.args, s.boolean(s.expression(arg), name))
	}
	return out
}

func (s *scope) booleanTest(b *pgquery.BooleanTest) *expr {
	name := map[pgquery.BoolTestType]string{
		pgquery.BoolTestType_IS_TRUE: "IS TRUE", pgquery.BoolTestType_IS_NOT_TRUE: "IS NOT TRUE", pgquery.BoolTestType_IS_FALSE: "IS FALSE",
		pgquery.BoolTestType_IS_NOT_FALSE: "IS NOT FALSE", pgquery.BoolTestType_IS_UNKNOWN: "IS UNKNOWN", pgquery.BoolTestType_IS_NOT_UNKNOWN: "IS NOT UNKNOWN",
	}[b.Booltesttype]
	arg := s.boolean(s.expression(b.Arg), name)
	return &expr{kind: kindBoolTest, typ: plain(boolType), loc: b.Location, args: []*expr{arg}, text: name}
}

func (s *scope) coalesce(c *pgquery.CoalesceExpr) *expr {
	last := s.lastSet
	out := &expr{kind: kindCoalesce, loc: c.Location}
	for _, arg := range c.Args {
		out.args = append(out.args, s.expression(arg))
	}
	out.typ = s.common(out.args, "COALESCE")
	s.noSets(last, "COALESCE")
	return out
}

func (s *scope) minMax(m *pgquery.MinMaxExpr) *expr {
	name := "GREATEST"
	if m.Op == pgquery.MinMaxOp_IS_LEAST {
		name = "LEAST"
	}
	out := &expr{kind: kindMinMax, loc: m.Location, text: name}
	for _, arg := range m.Args {
		out.args = append(out.args, s.expression(arg))
	}
	out.typ = s.common(out.args, name)
	return out
}

// caseExpr is transformCaseExpr.
func (s *scope) caseExpr(c *pgquery.CaseExpr) *expr {
	last := s.lastSet
	out := &expr{kind: kindCase, loc: c.Location}
	var arg *expr
	if c.Arg != nil {
		arg = s.expression(c.Arg)
		if arg.typ.OID == unknownType {
			arg = s.coerceUnknown(arg, textType)
		}
		out.args = append(out.args, arg)
	}
	var results []*expr
	if c.Defresult != nil {
		results = append(results, s.expression(c.Defresult))
	} else {
		results = append(results, &expr{kind: kindConst, typ: plain(unknownType), loc: -1, null: true})
	}
	def := results[0]
	results = results[:0]
	for _, w := range c.Args {
		when := w.GetCaseWhen()
		cond := s.expression(when.GetExpr())
		if arg != nil {
			placeholder := &expr{kind: kindPlaceholder, typ: arg.typ, loc: -1}
			cond, _ = s.operator([]*pgquery.Node{pgquery.MakeStrNode("=")}, placeholder, cond, when.GetLocation())
		}
		out.args = append(out.args, s.boolean(cond, "CASE/WHEN"))
		results = append(results, s.expression(when.GetResult()))
	}
	// PostgreSQL looks at the default first.
	all := append([]*expr{def}, results...)
	out.typ = s.common(all, "CASE")
	out.args = append(out.args, all...)
	s.noSets(last, "CASE")
	return out
}

func (s *scope) coerceUnknown(e *expr, to uint32) *expr {
	return s.coerce(e, plain(to), implicit, -1, false)
}

func (s *scope) rowExpr(r *pgquery.RowExpr) *expr {
	out := &expr{kind: kindRow, typ: plain(recordType), loc: r.Location}
	for _, arg := range s.expandStars(r.Args) {
		out.args = append(out.args, arg)
		out.text += "f\x00"
	}
	if len(out.args) > 1664 {
		s.fail(r.Location, codeTooManyColumns, "ROW expressions can have at most %d entries", 1664)
	}
	return out
}

// expandStars is transformExpressionList.
func (s *scope) expandStars(list []*pgquery.Node) []*expr {
	var out []*expr
	for _, n := range list {
		if ts, ok := s.star(n); ok {
			for _, t := range ts {
				out = append(out, t.expr)
			}
			s.a.result.Fields[n] = starNames(ts)
			continue
		}
		out = append(out, s.expression(n))
	}
	return out
}

// starNames gives the names by which the columns of a * can be written out.
func starNames(list []*target) (out [][]string) {
	for _, t := range list {
		names := []string{t.name}
		if t.expr.kind == kindVar && t.expr.entry.kind != entryJoin && t.expr.entry.named {
			names = []string{t.expr.entry.name, t.name}
		}
		out = append(out, names)
	}
	return out
}

// sqlValue is transformSQLValueFunction.
func (s *scope) sqlValue(f *pgquery.SQLValueFunction) *expr {
	t := plain(nameType)
	switch f.Op {
	case pgquery.SQLValueFunctionOp_SVFOP_CURRENT_DATE:
		t = plain(dateType)
	case pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME:
		t = plain(timetzType)
	case pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N:
		t = Type{timetzType, min(f.Typmod, 6)}
	case pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP:
		t = plain(timestamptzType)
	case pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N:
		t = Type{timestamptzType, min(f.Typmod, 6)}
	case pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME:
		t = plain(timeType)
	case pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME_N:
		t = Type{timeType, min(f.Typmod, 6)}
	case pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP:
		t = plain(timestampType)
	case pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:
		t = Type{timestampType, min(f.Typmod, 6)}
	}
	return &expr{kind: kindSQLValue, typ: t, loc: f.Location, id: uint32(f.Op)}
}

// collate is transformCollateClause.
func (s *scope) collate(c *pgquery.CollateClause) *expr {
	arg := s.expression(c.Arg)
	if t := arg.typ.OID; t != Open && !s.a.collatable(t) && t != unknownType {
		s.fail(c.Location, codeDatatypeMismatch, "collations are not supported by type %s", s.a.spell(t))
	}
	s.findCollation(c)
	return &expr{kind: kindCollate, typ: arg.typ, loc: c.Location, args: []*expr{arg}, text: stringsOf(c.Collname)[len(c.Collname)-1]}
}

func (s *scope) findCollation(c *pgquery.CollateClause) {
	names := stringsOf(c.Collname)
	if len(names) == 0 {
		return
	}
	if !s.a.c.collations[names[len(names)-1]] {
		shown := names[len(names)-1]
		if len(names) > 1 {
			shown = names[len(names)-2] + "." + shown
		}
		s.fail(c.Location, codeUndefinedObject, "collation %s for encoding %s does not exist", quoted(shown), quoted("UTF8"))
	}
}

// param is variable_paramref_hook of parse_param.c.
func (s *scope) param(p *pgquery.ParamRef) *expr {
	a := s.a
	n := int(p.Number)
	if n <= 0 || n > 65535 {
		s.fail(p.Location, codeUndefinedParameter, "there is no parameter $%d", n)
	}
	for len(a.params) < n {
		a.params = append(a.params, 0)
	}
	if a.params[n-1] == 0 {
		a.params[n-1] = unknownType
	}
	e := &expr{kind: kindParam, typ: plain(a.params[n-1]), loc: p.Location, id: uint32(n)}
	a.paramRefs = append(a.paramRefs, e)
	return e
}

// coerceParam is variable_coerce_param_hook.
func (s *scope) coerceParam(e *expr, target Type, location int32) *expr {
	a := s.a
	known := &a.params[e.id-1]
	if *known == unknownType {
		*known = target.OID
	} else if *known != target.OID {
		s.inconsistentParam(e, *known, target.OID)
	}
	out := *e
	e.typ = plain(target.OID) // the reference in paramRefs is settled too
	out.typ = e.typ
	out.loc = leftmost(e.loc, location)
	for _, r := range a.paramRefs {
		if r.node == e.node && r.loc == e.loc {
			r.typ = e.typ
		}
	}
	if e.node != nil {
		a.result.Types[e.node] = e.typ
	}
	return &out
}
