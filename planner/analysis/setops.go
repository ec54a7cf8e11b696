package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// setOperation is transformSetOperationStmt.
func (s *scope) setOperation(n *pgquery.SelectStmt) *query {
	q := s.query
	s.with(n.WithClause)
	left := n
	for isSetOp(left) && left.Larg != nil {
		left = left.Larg
	}
	for _, l := range n.LockingClause {
		s.fail(-1, codeUnsupported, "%s is not allowed with UNION/INTERSECT/EXCEPT", lockName(l.GetLockingClause()))
	}
	tree := s.setTree(n, true)
	q.children, q.setOp, q.open = tree.queries(), true, tree.open
	e := &entry{kind: entrySubquery, name: "*SELECT*"}
	for i, c := range tree.columns {
		v := &expr{kind: kindVar, typ: c.typ, loc: c.loc, entry: e, attr: i, owner: s, text: c.name}
		if c.typ.OID == Open {
			v.kind = kindOpen
		}
		e.columns = append(e.columns, entryColumn{name: c.name, typ: c.typ})
		q.targets = append(q.targets, &target{name: c.name, expr: v})
	}
	s.setOrder(n, q, e)
	s.limit(n.LimitOffset, clauseOffset, "OFFSET")
	s.limit(n.LimitCount, clauseLimit, "LIMIT")
	s.withTies(n)
	return q
}

// setOrder analyses ORDER BY of a set operation, which sees the result's names only.
func (s *scope) setOrder(n *pgquery.SelectStmt, q *query, e *entry) {
	it := &item{entry: e, names: e, colsVisible: true, lateralOK: true}
	for _, t := range q.targets {
		it.columns = append(it.columns, t.expr)
	}
	saved, entries := s.items, s.entries
	s.items, s.entries = []*item{it}, s.arms
	for _, o := range n.SortClause {
		sort := o.GetSortBy()
		before := len(q.targets)
		t := s.findTarget(sort.GetNode(), q, clauseOrderBy, false)
		if len(q.targets) > before {
			s.a.failWith(t.expr.location(), pgerr.New(codeUnsupported, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause").
				WithDetail("Only result column names can be used, not expressions or functions.").
				WithHint("Add the expression/function to every SELECT, or move the UNION into a FROM clause."))
		}
		s.sortable(t.expr, sort)
	}
	s.items, s.entries = saved, entries
}

// setNode is a set operation or a query below one.
type setNode struct {
	columns     []setColumn
	query       *query
	left, right *setNode
	open        bool
}

type setColumn struct {
	name string
	typ  Type
	loc  int32
	expr *expr // what error positions and coercions look at
}

func (t *setNode) queries() []*query {
	if t.query != nil {
		return []*query{t.query}
	}
	return append(t.left.queries(), t.right.queries()...)
}

// setTree is transformSetOperationTree.
func (s *scope) setTree(n *pgquery.SelectStmt, top bool) *setNode {
	defer s.a.deeper(-1)()
	leaf := !isSetOp(n) || !top && (len(n.SortClause) > 0 || n.LimitOffset != nil || n.LimitCount != nil || len(n.LockingClause) > 0 || n.WithClause != nil)
	if leaf {
		return s.setLeaf(n)
	}
	name := map[pgquery.SetOperation]string{pgquery.SetOperation_SETOP_UNION: "UNION", pgquery.SetOperation_SETOP_INTERSECT: "INTERSECT",
		pgquery.SetOperation_SETOP_EXCEPT: "EXCEPT"}[n.Op]
	left := s.setTree(n.Larg, false)
	if c := s.parentCTE; top && c != nil && c.recursive {
		s.firstTerm(c, left)
	}
	right := s.setTree(n.Rarg, false)
	out := &setNode{left: left, right: right, open: left.open || right.open}
	if out.open {
		return out
	}
	if len(left.columns) != len(right.columns) {
		s.fail(firstColumnLocation(right), codeSyntax, "each %s query must have the same number of columns", name)
	}
	types := make([]Type, len(left.columns))
	for i := range left.columns {
		l, r := &left.columns[i], &right.columns[i]
		pair := []*expr{l.expr, r.expr}
		t, best, _ := s.commonType(pair, name, false)
		s.toSetType(left, i, t, name)
		s.toSetType(right, i, t, name)
		types[i] = Type{t, commonMod([]*expr{left.columns[i].expr, right.columns[i].expr}, t)}
		loc := best.location()
		if !n.All || n.Op != pgquery.SetOperation_SETOP_UNION {
			s.setGroupable(types[i], loc)
		}
		out.columns = append(out.columns, setColumn{l.name, types[i], l.loc, &expr{kind: kindPlaceholder, typ: types[i], loc: loc}})
	}
	s.a.result.SetOperations[n] = types
	return out
}

func (s *scope) setGroupable(t Type, loc int32) {
	if t.OID != Open && !s.a.hasEquality(t.OID) {
		s.fail(loc, codeUndefinedFunction, "could not identify an equality operator for type %s", s.a.spell(t.OID))
	}
}

func firstColumnLocation(t *setNode) int32 {
	for _, c := range t.columns {
		if l := c.expr.location(); l >= 0 {
			return l
		}
	}
	return -1
}

// toSetType coerces a column of an arm to the common type.
func (s *scope) toSetType(t *setNode, i int, to uint32, name string) {
	c := &t.columns[i]
	if t.query != nil {
		e := s.toCommon(c.expr, to, name)
		if c.expr.typ.OID == unknownType {
			t.query.visible()[i].expr = e
		}
		c.expr, c.typ = e, e.typ
		return
	}
	if c.typ.OID != to {
		c.expr = s.toCommon(c.expr, to, name)
		c.typ = c.expr.typ
		s.noteBelow(t, i, c.typ)
	}
}

// noteBelow notes a coercion at all queries below a set operation.
func (s *scope) noteBelow(t *setNode, i int, to Type) {
	if t.query == nil {
		s.noteBelow(t.left, i, to)
		s.noteBelow(t.right, i, to)
		return
	}
	if e := t.columns[i].expr; e.node != nil {
		s.a.result.Casts[e.node] = to
	}
}

// setLeaf analyses one arm.
func (s *scope) setLeaf(n *pgquery.SelectStmt) *setNode {
	if n.GetIntoClause() != nil {
		s.fail(n.IntoClause.Rel.GetLocation(), codeSyntax, "INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT")
	}
	inner := newScope(s.a, s)
	inner.keepUnknown = true
	// An arm sees the WITH queries of the whole, and its outer levels' columns.
	q := inner.selectStmt(n)
	s.outerOnly(q)
	out := &setNode{query: q, open: q.open}
	s.arms = append(s.arms, &entry{kind: entrySubquery, name: "*SELECT* " + itoa(len(s.arms)+1)})
	for _, t := range q.visible() {
		out.columns = append(out.columns, setColumn{t.name, t.expr.typ, t.expr.location(), t.expr})
		arm := s.arms[len(s.arms)-1]
		arm.columns = append(arm.columns, entryColumn{name: t.name, typ: t.expr.typ})
	}
	return out
}

// outerOnly refuses an arm that refers to relations of its own query level.
func (s *scope) outerOnly(q *query) {
	if len(s.items) == 0 {
		return
	}
	q.walk(func(e *expr) bool {
		if e.kind == kindVar && e.owner == s {
			s.fail(e.loc, codeColumnReference, "UNION/INTERSECT/EXCEPT member statement cannot refer to other relations of same query level")
		}
		return true
	})
}
