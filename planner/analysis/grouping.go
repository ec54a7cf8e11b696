package analysis

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// groupBy is transformGroupClause: the grouped expressions of all grouping sets; nil
// without GROUP BY.
func (s *scope) groupBy(list []*pgquery.Node, q *query) []*expr {
	if len(list) == 0 {
		return nil
	}
	out := []*expr{}
	for _, n := range list {
		out = s.groupItem(n, q, out)
	}
	return out
}

func (s *scope) groupItem(n *pgquery.Node, q *query, out []*expr) []*expr {
	defer s.a.deeper(-1)()
	if set := n.GetGroupingSet(); set != nil {
		for _, c := range set.Content {
			out = s.groupItem(c, q, out)
		}
		return out
	}
	if row := n.GetRowExpr(); row != nil && row.RowFormat == pgquery.CoercionForm_COERCE_IMPLICIT_CAST {
		for _, c := range row.Args {
			out = s.groupItem(c, q, out)
		}
		return out
	}
	if l := n.GetList(); l != nil {
		for _, c := range l.Items {
			out = s.groupItem(c, q, out)
		}
		return out
	}
	t := s.findTarget(n, q, clauseGroupBy, false)
	s.groupTarget(t, rawLocation(n))
	return append(out, t.expr)
}

// checkGrouping is parseCheckAggregates.
func (s *scope) checkGrouping(q *query, groups []*expr, n *pgquery.SelectStmt) {
	if s.hasAggregates {
		for _, e := range s.entries {
			if e.kind == entryCTE && e.cte.analysing {
				s.fail(s.aggregateAt.loc, codeRecursion, "aggregate functions are not allowed in a recursive query's recursive term")
			}
		}
	}
	g := &groupCheck{s: s, of: n}
	for _, e := range groups {
		g.keys = append(g.keys, flatten(e))
	}
	for _, t := range q.targets {
		g.check(flatten(t.expr))
	}
	for i, e := range q.exprs {
		if i < len(q.exprs) && s.isHaving(e, q) {
			g.check(flatten(e))
		}
	}
}

func (s *scope) isHaving(e *expr, q *query) bool {
	return q.leaf != nil && q.leaf.HavingClause != nil && e.source() == q.leaf.HavingClause
}

// source gives the node that an expression comes from, below coercions.
func (e *expr) source() *pgquery.Node {
	for e.node == nil && e.kind == kindCoerce {
		e = e.args[0]
	}
	return e.node
}

// flatten puts what a join's merged columns stand for in their place
// (flatten_join_alias_vars).
func flatten(e *expr) *expr {
	if e == nil {
		return nil
	}
	if e.kind == kindVar && e.entry.kind == entryJoin && e.attr >= 0 {
		if j := e.entry.columns[e.attr].join; j != nil {
			return flatten(owned(j, e.owner, -1))
		}
	}
	changed := false
	args := make([]*expr, len(e.args))
	for i, a := range e.args {
		args[i] = flatten(a)
		changed = changed || args[i] != a
	}
	if !changed {
		return e
	}
	out := *e
	out.args = args
	return &out
}

// owned gives a join's expression as seen from a reference to it.
func owned(e *expr, owner *scope, loc int32) *expr {
	out := *e
	out.loc = loc
	if out.kind == kindVar {
		out.owner = owner
	}
	out.args = make([]*expr, len(e.args))
	for i, a := range e.args {
		out.args[i] = owned(a, owner, loc)
	}
	return &out
}

// groupCheck is check_ungrouped_columns.
type groupCheck struct {
	s      *scope
	of     *pgquery.SelectStmt
	keys   []*expr
	below  int // depth of subqueries that we are in
	direct bool
}

func (g *groupCheck) check(e *expr) {
	if e == nil || e.kind == kindConst || e.kind == kindParam || e.kind == kindOpen {
		return
	}
	if (e.kind == kindAggregate || e.kind == kindGrouping) && e.owner == g.s {
		g.aggregate(e)
		return
	}
	if (e.kind == kindAggregate || e.kind == kindGrouping) && e.owner != nil && e.owner.depth < g.s.depth {
		return
	}
	for _, k := range g.keys {
		if equal(k, e) {
			return
		}
	}
	if e.kind == kindVar {
		if e.owner == g.s && !g.dependent(e) {
			g.refuse(e)
		}
		return
	}
	for _, c := range e.args {
		g.check(c)
	}
	for _, c := range e.more {
		g.check(c)
	}
	if e.query != nil {
		g.below++
		g.query(e.query)
		g.below--
	}
}

func (g *groupCheck) aggregate(e *expr) {
	if e.kind == kindGrouping {
		for _, arg := range e.args {
			found := arg.open() || slices.ContainsFunc(g.keys, func(k *expr) bool { return equal(k, flatten(arg)) })
			if !found {
				g.s.fail(arg.location(), codeGrouping, "arguments to GROUPING must be grouping expressions of the associated query level")
			}
		}
		return
	}
	before := g.direct
	g.direct = true
	for _, d := range e.args[:e.direct] {
		g.check(d)
	}
	g.direct = before
}

func (g *groupCheck) query(q *query) {
	q.walkTop(func(e *expr) { g.check(flatten(e)) })
}

// walkTop calls f with each expression of a query and of what is in its FROM clause.
func (q *query) walkTop(f func(*expr)) {
	for _, t := range q.targets {
		f(t.expr)
	}
	for _, e := range q.exprs {
		f(e)
	}
	for _, row := range q.values {
		for _, e := range row {
			f(e)
		}
	}
	for _, c := range slices.Concat(q.from, q.children) {
		c.walkTop(f)
	}
}

// dependent says whether a column is of a table by whose primary key the query groups, and
// notes it (check_functional_grouping).
func (g *groupCheck) dependent(e *expr) bool {
	if e.entry.kind != entryRelation || slices.ContainsFunc(g.of.GroupClause, func(n *pgquery.Node) bool { return n.GetGroupingSet() != nil }) {
		return false
	}
	grouped := func(column string) bool {
		return slices.ContainsFunc(g.keys, func(k *expr) bool {
			return k.kind == kindVar && k.entry == e.entry && k.owner == e.owner && k.attr >= 0 && e.entry.relation.Columns[k.attr].Name == column
		})
	}
	for _, key := range e.entry.relation.Keys {
		if !key.Primary || slices.ContainsFunc(key.Columns, func(c string) bool { return !grouped(c) }) {
			continue
		}
		columns := []*expr{e}
		if e.attr == wholeRow {
			columns = nil
			for i, c := range e.entry.columns {
				columns = append(columns, &expr{kind: kindVar, typ: c.typ, loc: -1, entry: e.entry, attr: i})
			}
		}
		for _, c := range columns {
			if n := g.s.writtenColumn(c); n != nil {
				g.s.a.result.Dependent[g.of] = append(g.s.a.result.Dependent[g.of], n)
			}
		}
		return true
	}
	return false
}

func (g *groupCheck) refuse(e *expr) {
	name := e.text
	if e.attr >= 0 && e.attr < len(e.entry.columns) {
		name = e.entry.columns[e.attr].name
	} else if e.attr == wholeRow {
		name = "*"
	}
	full := quoted(e.entry.name + "." + name)
	if g.below > 0 {
		g.s.fail(e.loc, codeGrouping, "subquery uses ungrouped column %s from outer query", full)
	}
	err := groupingError(full)
	if g.direct {
		_ = err.WithDetail("Direct arguments of an ordered-set aggregate must use only grouped columns.")
	}
	g.s.a.failWith(e.loc, err)
}
