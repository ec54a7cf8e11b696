package analysis

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// aggregate makes a call an aggregate (transformAggregateCall).
func (s *scope) aggregate(c *call, out *expr, _ []uint32) *expr {
	f, name := c.node, strings.Join(c.names, ".")
	if len(c.args) == 0 && !f.AggStar && !f.AggWithinGroup {
		s.fail(c.location, codeWrongObjectType, "%s(*) must be used to call a parameterless aggregate function", name)
	}
	if s.argumentNames(c) != nil {
		s.fail(c.location, codeUnsupported, "aggregates cannot use named arguments")
	}
	out.kind = kindAggregate
	if f.AggFilter != nil {
		s.within(clauseFilter, func() {
			out.more = append(out.more, s.boolean(s.expression(f.AggFilter), "FILTER"))
		})
	}
	if f.AggWithinGroup {
		out.direct = len(c.args) - len(f.AggOrder)
	} else {
		s.aggregateOrder(f, out)
	}
	if f.AggDistinct {
		out.text += " distinct"
	}
	s.checkAggregate(out, "aggregate functions", "aggregate function calls")
	return out
}

// aggregateOrder is the ORDER BY and DISTINCT of an aggregate.
func (s *scope) aggregateOrder(f *pgquery.FuncCall, out *expr) {
	targets := make([]*target, len(out.args))
	for i, e := range out.args {
		targets[i] = &target{expr: e}
	}
	var keys []*expr
	for _, n := range f.AggOrder {
		sort := n.GetSortBy()
		var e *expr
		s.within(clauseOrderBy, func() { e = s.expression(sort.GetNode()) })
		matched := false
		for _, t := range targets {
			if equal(t.expr, e) {
				e, matched = t.expr, true
				break
			}
		}
		if e.typ.OID == unknownType {
			e = s.coerceUnknown(e, textType)
		}
		s.sortable(e, sort)
		if f.AggDistinct && !matched {
			s.fail(e.location(), codeColumnReference, "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
		}
		keys = append(keys, e)
	}
	if f.AggDistinct {
		for _, e := range out.args {
			s.groupable(e, e.location())
			if !e.open() && !s.a.hasOrdering(e.typ.OID) {
				s.a.failWith(e.location(), pgerr.New(codeUndefinedFunction, "could not identify an ordering operator for type %s", s.a.spell(e.typ.OID)).
					WithDetail("Aggregates with DISTINCT must be able to sort their inputs."))
			}
		}
	}
	out.more = append(out.more, keys...)
}

// aggregatePlaces are texts for aggregates where they may not stand
// (check_agglevels_and_constraints); "" allows them.
var aggregatePlaces = map[clause]string{
	clauseNone: "", clauseHaving: "", clauseWindowPartition: "", clauseWindowOrder: "", clauseSelectTarget: "", clauseOrderBy: "", clauseDistinctOn: "",
	clauseJoinOn: "JOIN conditions", clauseJoinUsing: "JOIN conditions", clauseFromSubselect: "FROM clause of their own query level",
	clauseFromFunction: "functions in FROM", clauseMergeWhen: "MERGE WHEN conditions", clauseCall: "CALL arguments",
	clauseFrameRange: "window RANGE", clauseFrameRows: "window ROWS", clauseFrameGroups: "window GROUPS",
}

// checkAggregate finds the level that an aggregate belongs to and refuses it where it
// may not stand (check_agglevels_and_constraints, check_agg_arguments).
func (s *scope) checkAggregate(agg *expr, what, calls string) {
	owner := s.aggregateOwner(agg, calls)
	agg.owner = owner
	owner.hasAggregates = true
	owner.aggregateAt = agg
	text, ok := aggregatePlaces[owner.clause]
	if !ok {
		text = clauseNames[owner.clause]
	}
	if text != "" {
		if agg.kind == kindGrouping {
			what = "grouping operations"
		}
		if owner.clause == clauseFromSubselect {
			s.fail(agg.loc, codeGrouping, "%s are not allowed in FROM clause of their own query level", what)
		}
		s.fail(agg.loc, codeGrouping, "%s are not allowed in %s", what, text)
	}
}

// aggregateOwner gives the innermost level whose columns or aggregates an aggregate's
// arguments use.
func (s *scope) aggregateOwner(agg *expr, calls string) *scope {
	var variable, nested *expr
	look := func(e *expr) bool {
		switch {
		case e.kind == kindVar && e.owner != nil && e.owner.depth <= s.depth:
			if variable == nil || e.owner.depth > variable.owner.depth {
				variable = e
			}
		case (e.kind == kindAggregate || e.kind == kindGrouping) && e.owner != nil && e.owner.depth <= s.depth:
			if nested == nil || e.owner.depth > nested.owner.depth {
				nested = e
			}
		case e.kind == kindWindow && e.owner == s:
			s.fail(e.loc, codeGrouping, "%s cannot contain window function calls", calls)
		case e.kind == kindFunction && e.set && e.owner == s:
			s.a.failWith(e.location(), pgerr.New(codeUnsupported, "%s cannot contain set-returning function calls", calls).
				WithHint("You might be able to move the set-returning function into a LATERAL FROM item."))
		}
		return true
	}
	for _, e := range agg.args[agg.direct:] {
		e.walk(look)
	}
	for _, e := range agg.more {
		e.walk(look)
	}
	owner := s
	switch {
	case variable != nil && nested != nil:
		owner = variable.owner
		if nested.owner.depth > owner.depth {
			owner = nested.owner
		}
	case variable != nil:
		owner = variable.owner
	case nested != nil:
		owner = nested.owner
	}
	if nested != nil && nested.owner == owner {
		s.fail(nested.loc, codeGrouping, "%s cannot be nested", calls)
	}
	return owner
}

// groupingFunc is transformGroupingFunc.
func (s *scope) groupingFunc(g *pgquery.GroupingFunc) *expr {
	if len(g.Args) > 31 {
		s.fail(g.Location, codeTooManyArguments, "GROUPING must have fewer than 32 arguments")
	}
	out := &expr{kind: kindGrouping, typ: plain(int4Type), loc: g.Location}
	for _, n := range g.Args {
		out.args = append(out.args, s.expression(n))
	}
	s.checkAggregate(out, "grouping operations", "grouping operations")
	return out
}

// hasOrdering says whether there is a < for a type; arrays, enums, ranges and rows have
// their element's.
func (a *analyzer) hasOrdering(oid uint32) bool {
	t := a.base(oid)
	if t == Open || a.c.orderings[t] || t == varcharType || t == unknownType || a.isComplex(t) || t == recordType {
		return true
	}
	if e := a.elementOf(t); e != 0 {
		return a.hasOrdering(e)
	}
	row := a.c.types[t]
	return row != nil && (row.kind == 'e' || row.kind == 'r' || row.kind == 'm') || a.viaRelabel(t, a.c.orderings)
}

// viaRelabel says whether a type is binary-coercible to one of a set (GetDefaultOpClass).
func (a *analyzer) viaRelabel(t uint32, set map[uint32]bool) bool {
	for key, row := range a.c.casts {
		if key[0] == t && row.method == 'b' && row.context == 'i' && set[key[1]] {
			return true
		}
	}
	return false
}

// hasEquality says whether there is an = for a type.
func (a *analyzer) hasEquality(oid uint32) bool {
	t := a.base(oid)
	if a.hasOrdering(t) || a.c.hashings[t] {
		return true
	}
	if e := a.elementOf(t); e != 0 {
		return a.hasEquality(e)
	}
	return a.viaRelabel(t, a.c.hashings)
}
