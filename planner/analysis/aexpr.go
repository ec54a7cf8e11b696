package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// aExpr dispatches on the kind of an A_Expr.
func (s *scope) aExpr(n *pgquery.Node, x *pgquery.A_Expr) *expr {
	switch x.Kind {
	case pgquery.A_Expr_Kind_AEXPR_OP_ANY, pgquery.A_Expr_Kind_AEXPR_OP_ALL:
		l, r := s.expression(x.Lexpr), s.expression(x.Rexpr)
		e, o := s.scalarArray(x.Name, x.Kind == pgquery.A_Expr_Kind_AEXPR_OP_ANY, l, r, x.Location)
		s.a.chosen(x, o)
		return e
	case pgquery.A_Expr_Kind_AEXPR_DISTINCT, pgquery.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		return s.distinct(x)
	case pgquery.A_Expr_Kind_AEXPR_NULLIF:
		return s.nullIf(x)
	case pgquery.A_Expr_Kind_AEXPR_IN:
		return s.in(x)
	case pgquery.A_Expr_Kind_AEXPR_BETWEEN, pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN,
		pgquery.A_Expr_Kind_AEXPR_BETWEEN_SYM, pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM:
		return s.between(x)
	}
	return s.op(x)
}

func (a *analyzer) chosen(x *pgquery.A_Expr, o *Operator) {
	if o != nil {
		a.result.Operators[x] = o
	}
}

// op is transformAExprOp.
func (s *scope) op(x *pgquery.A_Expr) *expr {
	if row := x.Lexpr.GetRowExpr(); row != nil {
		if sub := x.Rexpr.GetSubLink(); sub != nil && sub.SubLinkType == pgquery.SubLinkType_EXPR_SUBLINK {
			return s.rowSublink(x, sub)
		}
		if x.Rexpr.GetRowExpr() != nil {
			l, r := s.expression(x.Lexpr), s.expression(x.Rexpr)
			if l.kind == kindRow && r.kind == kindRow {
				return s.rowCompare(x, l.args, r.args)
			}
		}
	}
	var l *expr
	if x.Lexpr != nil {
		l = s.expression(x.Lexpr)
	}
	if x.Rexpr == nil {
		s.fail(x.Location, codeSyntax, "postfix operators are not supported")
	}
	e, o := s.operator(x.Name, l, s.expression(x.Rexpr), x.Location)
	s.a.chosen(x, o)
	return e
}

// rowCompare is make_row_comparison_op.
func (s *scope) rowCompare(x *pgquery.A_Expr, l, r []*expr) *expr {
	_, name := operatorName(x.Name)
	if len(l) != len(r) {
		s.fail(x.Location, codeSyntax, "unequal number of entries in row expressions")
	}
	if len(l) == 0 {
		s.fail(x.Location, codeUnsupported, "cannot compare rows of zero length")
	}
	var pairs []*expr
	for i := range l {
		c, o := s.operator(x.Name, l[i], r[i], x.Location)
		if o != nil && c.typ.OID != boolType {
			s.fail(x.Location, codeDatatypeMismatch, "row comparison operator must yield type boolean, not type %s", s.a.spell(c.typ.OID))
		}
		if i == 0 {
			s.a.chosen(x, o)
		}
		pairs = append(pairs, c)
	}
	if len(pairs) == 1 {
		return pairs[0]
	}
	switch name {
	case "=", "<>":
		return &expr{kind: kindBool, typ: plain(boolType), loc: x.Location, args: pairs, text: name}
	case "<", "<=", ">", ">=":
		return &expr{kind: kindRowCompare, typ: plain(boolType), loc: x.Location, args: pairs, text: name}
	}
	if s.a.isBtree(pairs[0].id) {
		return &expr{kind: kindRowCompare, typ: plain(boolType), loc: x.Location, args: pairs, text: name}
	}
	s.a.failWith(x.Location, unsupportedRow(name))
	return nil
}

// distinct is transformAExprDistinct.
func (s *scope) distinct(x *pgquery.A_Expr) *expr {
	l, r := s.expression(x.Lexpr), s.expression(x.Rexpr)
	if isNullConst(x.Rexpr) {
		return &expr{kind: kindNullTest, typ: plain(boolType), loc: x.Location, args: []*expr{l}, id: uint32(x.Kind)}
	}
	if isNullConst(x.Lexpr) {
		return &expr{kind: kindNullTest, typ: plain(boolType), loc: x.Location, args: []*expr{r}, id: uint32(x.Kind)}
	}
	if l.kind == kindRow && r.kind == kindRow {
		if len(l.args) != len(r.args) {
			s.fail(x.Location, codeSyntax, "unequal number of entries in row expressions")
		}
		out := &expr{kind: kindBool, typ: plain(boolType), loc: x.Location, text: "distinct"}
		for i := range l.args {
			c, _ := s.operator(x.Name, l.args[i], r.args[i], x.Location)
			out.args = append(out.args, c)
		}
		return out
	}
	e, o := s.operator(x.Name, l, r, x.Location)
	s.a.chosen(x, o)
	if o == nil {
		return e
	}
	if e.typ.OID != boolType {
		s.fail(x.Location, codeDatatypeMismatch, "IS DISTINCT FROM requires = operator to yield boolean")
	}
	e.kind, e.text = kindDistinct, x.Kind.String()
	return e
}

func isNullConst(n *pgquery.Node) bool {
	return n.GetAConst() != nil && n.GetAConst().Isnull
}

// nullIf is transformAExprNullIf: its type is the first operand's.
func (s *scope) nullIf(x *pgquery.A_Expr) *expr {
	l, r := s.expression(x.Lexpr), s.expression(x.Rexpr)
	e, o := s.operator(x.Name, l, r, x.Location)
	s.a.chosen(x, o)
	if o == nil {
		return &expr{kind: kindOpen, typ: plain(Open), loc: x.Location, args: []*expr{l, r}}
	}
	if e.typ.OID != boolType {
		s.fail(x.Location, codeDatatypeMismatch, "NULLIF requires = operator to yield boolean")
	}
	e.kind, e.typ = kindNullIf, Type{e.args[0].typ.OID, e.args[0].typ.Mod}
	return e
}

// in is transformAExprIn: what has no columns becomes an array when there is a common
// type; the rest is compared one by one.
func (s *scope) in(x *pgquery.A_Expr) *expr {
	_, name := operatorName(x.Name)
	not := name == "<>"
	left := s.expression(x.Lexpr)
	var constants, others, all []*expr
	for _, n := range x.Rexpr.GetList().GetItems() {
		e := s.expression(n)
		all = append(all, e)
		if hasVars(e) {
			others = append(others, e)
		} else {
			constants = append(constants, e)
		}
	}
	out := &expr{kind: kindBool, typ: plain(boolType), loc: x.Location, text: "OR"}
	if not {
		out.text = "AND"
	}
	if len(constants) > 1 {
		if e := s.inArray(x, left, constants, all); e != nil {
			out.args = append(out.args, e)
		} else {
			others = all
		}
	} else {
		others = all
	}
	for _, e := range others {
		var c *expr
		if left.kind == kindRow && e.kind == kindRow {
			c = s.rowCompare(x, left.args, e.args)
		} else {
			var o *Operator
			c, o = s.operator(x.Name, left, e, x.Location)
			s.a.chosen(x, o)
		}
		out.args = append(out.args, s.boolean(c, "IN"))
	}
	if len(out.args) == 1 {
		return out.args[0]
	}
	return out
}

// inArray is the part of IN that becomes = ANY (ARRAY[…]); nil when there is no common type.
func (s *scope) inArray(x *pgquery.A_Expr, left *expr, constants, all []*expr) *expr {
	t, _, ok := s.commonType(append([]*expr{left}, constants...), "", true)
	if !ok || t == recordType || s.a.arrayOf(t) == 0 || left.kind == kindRow {
		return nil
	}
	for _, e := range append([]*expr{left}, constants...) {
		if !s.a.canCoerceOne(e.typ.OID, t, implicit) {
			return nil
		}
	}
	array := &expr{kind: kindArray, typ: plain(s.a.arrayOf(t)), loc: -1}
	for _, e := range constants {
		array.args = append(array.args, s.toCommon(e, t, "IN"))
	}
	_, name := operatorName(x.Name)
	e, o := s.scalarArray(x.Name, name != "<>", left, array, x.Location)
	s.a.chosen(x, o)
	return e
}

func hasVars(e *expr) bool {
	found := false
	e.walk(func(x *expr) bool {
		found = found || x.kind == kindVar
		return !found
	})
	return found
}

// between is transformAExprBetween: two comparisons, or four when symmetric.
func (s *scope) between(x *pgquery.A_Expr) *expr {
	bounds := x.Rexpr.GetList().GetItems()
	if len(bounds) != 2 {
		return nil
	}
	out := &expr{kind: kindBool, typ: plain(boolType), loc: x.Location, text: x.Kind.String()}
	not := x.Kind == pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN || x.Kind == pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM
	symmetric := x.Kind == pgquery.A_Expr_Kind_AEXPR_BETWEEN_SYM || x.Kind == pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM
	names := [2]string{">=", "<="}
	if not {
		names = [2]string{"<", ">"}
	}
	compare := func(name string, bound *pgquery.Node) {
		// PostgreSQL copies the tree, so that each comparison is analysed by itself.
		e, _ := s.operator([]*pgquery.Node{pgquery.MakeStrNode(name)}, s.expression(x.Lexpr), s.expression(bound), x.Location)
		out.args = append(out.args, s.boolean(e, "AND"))
	}
	compare(names[0], bounds[0])
	compare(names[1], bounds[1])
	if symmetric {
		compare(names[0], bounds[1])
		compare(names[1], bounds[0])
	}
	return out
}
