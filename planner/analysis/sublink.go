package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// subLink is transformSubLink.
func (s *scope) subLink(l *pgquery.SubLink) *expr {
	if s.clause == clauseCall || s.clause == clauseExecute {
		what := "EXECUTE parameter"
		if s.clause == clauseCall {
			what = "CALL argument"
		}
		s.fail(l.Location, codeUnsupported, "cannot use subquery in %s", what)
	}
	q := s.a.subquery(l.Subselect, s, nil, false)
	out := &expr{kind: kindSublink, typ: plain(boolType), loc: l.Location, query: q, id: uint32(l.SubLinkType)}
	columns := q.visible()
	switch l.SubLinkType {
	case pgquery.SubLinkType_EXISTS_SUBLINK:
		return out
	case pgquery.SubLinkType_EXPR_SUBLINK, pgquery.SubLinkType_ARRAY_SUBLINK:
		if q.open {
			out.typ = plain(Open)
			return out
		}
		if len(columns) != 1 {
			s.fail(l.Location, codeSyntax, "subquery must return only one column")
		}
		out.typ = columns[0].expr.typ
		if l.SubLinkType == pgquery.SubLinkType_ARRAY_SUBLINK && out.typ.OID != Open {
			out.typ.OID = s.promotedArray(out.typ.OID)
			if out.typ.OID == 0 && s.a.noArray(columns[0].expr.typ.OID) {
				s.fail(-1, codeUndefinedObject, "could not find array type for data type %s", s.a.spell(columns[0].expr.typ.OID))
			}
		}
		return out
	}
	return s.comparedSublink(l, out, q)
}

// promotedArray is get_promoted_array_type: an array of arrays is an array.
func (s *scope) promotedArray(t uint32) uint32 {
	if array := s.a.arrayOf(t); array != 0 {
		return array
	}
	if s.a.elementOf(t) != 0 {
		return t
	}
	return 0
}

// comparedSublink is ANY, ALL and IN over a subquery.
func (s *scope) comparedSublink(l *pgquery.SubLink, out *expr, q *query) *expr {
	left := s.expression(l.Testexpr)
	names := l.OperName
	if len(names) == 0 {
		names = []*pgquery.Node{pgquery.MakeStrNode("=")}
	}
	lefts := []*expr{left}
	if left.kind == kindRow {
		lefts = left.args
	}
	if q.open {
		out.args = lefts
		return out
	}
	s.sublinkPairs(lefts, q, names, l.Location, out)
	return out
}

func (s *scope) sublinkPairs(lefts []*expr, q *query, names []*pgquery.Node, location int32, out *expr) {
	columns := q.visible()
	if len(lefts) < len(columns) {
		s.fail(location, codeSyntax, "subquery has too many columns")
	}
	if len(lefts) > len(columns) {
		s.fail(location, codeSyntax, "subquery has too few columns")
	}
	rights := make([]*expr, len(columns))
	for i, t := range columns {
		rights[i] = &expr{kind: kindPlaceholder, typ: t.expr.typ, loc: -1}
	}
	c := s.rowCompare(&pgquery.A_Expr{Name: names, Location: location}, lefts, rights)
	out.args = append(out.args, c)
}

// rowSublink is ROW(…) op (SELECT …).
func (s *scope) rowSublink(x *pgquery.A_Expr, l *pgquery.SubLink) *expr {
	q := s.a.subquery(l.Subselect, s, nil, false)
	left := s.expression(x.Lexpr)
	out := &expr{kind: kindSublink, typ: plain(boolType), loc: x.Location, query: q}
	s.a.result.Types[x.Rexpr] = plain(recordType)
	if q.open || left.kind != kindRow {
		return out
	}
	s.sublinkPairs(left.args, q, x.Name, x.Location, out)
	return out
}

// isBtree says whether an operator orders (is a member of a btree operator family).
func (a *analyzer) isBtree(id uint32) bool { return id == 0 || a.c.btree[id] }
