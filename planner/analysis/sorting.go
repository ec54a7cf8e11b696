package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// sortList is transformSortClause: it finds or adds the targets that are sorted by.
func (s *scope) sortList(list []*pgquery.Node, q *query, c clause, sql99 bool, keys *[]*expr) []*target {
	var out []*target
	for _, n := range list {
		sort := n.GetSortBy()
		if sort == nil {
			continue
		}
		t := s.findTarget(sort.GetNode(), q, c, sql99)
		if t.expr.typ.OID == unknownType {
			t.expr = s.coerceUnknown(t.expr, textType)
		}
		s.sortable(t.expr, sort)
		out = append(out, t)
		*keys = append(*keys, t.expr)
	}
	return out
}

// sortable refuses to sort a type that has no order (get_sort_group_operators).
func (s *scope) sortable(e *expr, sort *pgquery.SortBy) {
	if e.open() {
		return
	}
	location := e.location()
	if sort != nil {
		if location = sort.Location; location < 0 {
			location = rawLocation(sort.Node)
		}
	}
	if sort != nil && len(sort.UseOp) > 0 {
		o := s.findOperator(sort.UseOp, false, e.typ.OID, e.typ.OID, location)
		if o != nil && !s.a.isBtree(o.OID) {
			s.a.failWith(sort.Location, pgerr.New(codeWrongObjectType, "operator %s is not a valid ordering operator", o.Name).
				WithHint("Ordering operators must be \"<\" or \">\" members of btree operator families."))
		}
		return
	}
	if !s.a.hasOrdering(e.typ.OID) {
		s.a.failWith(location, pgerr.New(codeUndefinedFunction, "could not identify an ordering operator for type %s", s.a.spell(e.typ.OID)).
			WithHint("Use an explicit ordering operator or modify the query."))
	}
}

// groupable refuses to group a type without equality.
func (s *scope) groupable(e *expr, location int32) {
	if !e.open() && !s.a.hasEquality(e.typ.OID) {
		s.fail(location, codeUndefinedFunction, "could not identify an equality operator for type %s", s.a.spell(e.typ.OID))
	}
}

// findTarget is findTargetlistEntrySQL92, or …SQL99.
func (s *scope) findTarget(n *pgquery.Node, q *query, c clause, sql99 bool) *target {
	if !sql99 {
		if t := s.targetByName(n, q, c); t != nil {
			return t
		}
		if t := s.targetByPosition(n, q, c); t != nil {
			return t
		}
	}
	var e *expr
	s.within(c, func() { e = s.expression(n) })
	for _, t := range q.targets {
		if equal(unwrapped(t.expr), e) || equal(t.expr, e) || sameParam(t.expr, e) {
			e.walk(func(x *expr) bool { // it is not part of the query any more
				if x.kind == kindParam && x.typ.OID == unknownType {
					x.typ.OID = textType
				}
				return true
			})
			return t
		}
	}
	t := &target{expr: e, junk: true}
	q.targets = append(q.targets, t)
	return t
}

// sameParam says whether both are the same parameter, whose type came to be known in between.
func sameParam(x, y *expr) bool {
	return x.kind == kindParam && y.kind == kindParam && x.id == y.id
}

// unwrapped takes off the coercions that nobody wrote.
func unwrapped(e *expr) *expr {
	for e.kind == kindCoerce && e.implicit {
		e = e.args[0]
	}
	return e
}

// targetByName finds the target that a bare name means; in GROUP BY a column of FROM goes
// before it.
func (s *scope) targetByName(n *pgquery.Node, q *query, c clause) *target {
	ref := n.GetColumnRef()
	if ref == nil || len(ref.Fields) != 1 || ref.Fields[0].GetString_() == nil {
		return nil
	}
	name := ref.Fields[0].GetString_().Sval
	if c == clauseGroupBy && s.findColumn(name, ref.Location) != nil {
		return nil
	}
	var found *target
	for _, t := range q.targets {
		if t.junk || t.name != name {
			continue
		}
		if found != nil && !equal(found.expr, t.expr) {
			s.fail(ref.Location, codeAmbiguousColumn, "%s %s is ambiguous", clauseNames[c], quoted(name))
		}
		if found == nil {
			found = t
		}
	}
	if found != nil {
		s.a.result.Types[n] = found.expr.typ
		s.noteGrouped(n, found, c)
		s.checkTarget(found, c)
	}
	return found
}

// checkTarget is checkTargetlistEntrySQL92.
func (s *scope) checkTarget(t *target, c clause) {
	if c != clauseGroupBy {
		return
	}
	t.expr.walk(func(x *expr) bool {
		if x.owner != s {
			return true
		}
		switch x.kind {
		case kindAggregate:
			s.fail(x.loc, codeGrouping, "aggregate functions are not allowed in GROUP BY")
		case kindWindow:
			s.fail(x.loc, codeWindowing, "window functions are not allowed in GROUP BY")
		}
		return true
	})
}

func (s *scope) targetByPosition(n *pgquery.Node, q *query, c clause) *target {
	k := n.GetAConst()
	if k == nil {
		return nil
	}
	v, ok := k.Val.(*pgquery.A_Const_Ival)
	if !ok {
		s.fail(k.Location, codeSyntax, "non-integer constant in %s", clauseNames[c])
		return nil
	}
	visible := q.visible()
	at := int(v.Ival.GetIval())
	if q.open {
		if at >= 1 {
			return &target{expr: &expr{kind: kindOpen, loc: k.Location}}
		}
	}
	if at < 1 || at > len(visible) {
		s.fail(k.Location, codeColumnReference, "%s position %d is not in select list", clauseNames[c], at)
	}
	s.a.result.Types[n] = visible[at-1].expr.typ
	s.noteGrouped(n, visible[at-1], c)
	s.checkTarget(visible[at-1], c)
	return visible[at-1]
}

func (s *scope) noteGrouped(n *pgquery.Node, t *target, c clause) {
	if c == clauseGroupBy && t.raw != nil {
		s.a.result.Grouped[n] = t.raw.Val
	}
}

// groupList is transformGroupClause for a window's PARTITION BY.
func (s *scope) groupList(list []*pgquery.Node, q *query, c clause, keys *[]*expr) {
	for _, n := range list {
		t := s.findTarget(n, q, c, true)
		s.groupTarget(t, rawLocation(n))
		*keys = append(*keys, t.expr)
	}
}

func (s *scope) groupTarget(t *target, location int32) {
	if t.expr.typ.OID == unknownType {
		t.expr = s.coerceUnknown(t.expr, textType)
	}
	s.groupable(t.expr, location)
}

// distinctAll is transformDistinctClause.
func (s *scope) distinctAll(q *query, sorted []*target) {
	for _, t := range sorted {
		if t.junk {
			s.fail(t.expr.location(), codeColumnReference, "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
		}
	}
	for _, t := range q.visible() {
		s.groupTarget(t, t.expr.location())
	}
	if len(q.visible()) == 0 && !q.open {
		s.fail(-1, codeSyntax, "SELECT DISTINCT must have at least one column")
	}
}

// distinctOn is transformDistinctOnClause.
func (s *scope) distinctOn(list []*pgquery.Node, q *query, sorted []*target) {
	on := map[*target]bool{}
	for _, n := range list {
		t := s.findTarget(n, q, clauseDistinctOn, false)
		on[t] = true
	}
	used := map[*target]bool{}
	skipped := false
	for _, t := range sorted {
		if on[t] {
			if skipped {
				s.distinctMismatch(t, list, q, on)
			}
			s.groupTarget(t, t.expr.location())
			used[t] = true
		} else {
			skipped = true
		}
	}
	for t := range on {
		if !used[t] {
			s.groupTarget(t, t.expr.location())
			if skipped {
				s.distinctMismatch(t, list, q, on)
			}
		}
	}
}

// distinctMismatch refuses an order that DISTINCT ON cannot use, at the expression that does it
// (get_matching_location).
func (s *scope) distinctMismatch(t *target, list []*pgquery.Node, q *query, _ map[*target]bool) {
	location := int32(-1)
	for _, n := range list {
		if s.findTarget(n, q, clauseDistinctOn, false) == t {
			location = rawLocation(n)
			break
		}
	}
	s.fail(location, codeColumnReference, "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
}
