package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// cte is a WITH query.
type cte struct {
	name      string
	node      *pgquery.CommonTableExpr
	columns   []entryColumn
	query     *query
	open      bool
	recursive bool // refers to itself
	analysing bool // references from inside are recursive ones
	typed     bool // the non-recursive term has given the columns
	top       *scope
}

// with is transformWithClause.
func (s *scope) with(w *pgquery.WithClause) {
	if w == nil {
		return
	}
	for i, n := range w.Ctes {
		c := n.GetCommonTableExpr()
		for _, o := range w.Ctes[:i] {
			if o.GetCommonTableExpr().GetCtename() == c.GetCtename() {
				s.fail(c.Location, codeDuplicateAlias, "WITH query name %s specified more than once", quoted(c.Ctename))
			}
		}
		if c.Ctequery.GetSelectStmt() == nil && s.parent != nil {
			s.fail(c.Location, codeUnsupported, "WITH clause containing a data-modifying statement must be at the top level")
		}
		s.future = append(s.future, &cte{name: c.GetCtename(), node: c, top: s})
	}
	if w.Recursive {
		s.withRecursive()
		return
	}
	for len(s.future) > 0 {
		c := s.future[0]
		s.analyseCTE(c)
		s.future = s.future[1:]
		s.ctes = append(s.ctes, c)
	}
}

// withRecursive analyses WITH queries that may refer to later ones and to themselves, each
// after those it depends on.
func (s *scope) withRecursive() {
	pending := s.future
	s.future = nil
	names := map[string]*cte{}
	for _, c := range pending {
		names[c.name] = c
	}
	needs := map[*cte]map[*cte]bool{}
	for _, c := range pending {
		needs[c] = map[*cte]bool{}
		for name := range namesUsed(c.node.Ctequery) {
			if o := names[name]; o == c {
				c.recursive = true
			} else if o != nil {
				needs[c][o] = true
			}
		}
	}
	done := map[*cte]bool{}
	for len(pending) > 0 {
		at := -1
		for i, c := range pending {
			ready := true
			for o := range needs[c] {
				ready = ready && done[o]
			}
			if ready {
				at = i
				break
			}
		}
		if at < 0 {
			s.fail(pending[0].node.Location, codeUnsupported, "mutual recursion between WITH items is not implemented")
		}
		c := pending[at]
		if c.recursive {
			s.checkRecursion(c)
		}
		s.ctes = append(s.ctes, c)
		s.analyseCTE(c)
		done[c], s.a.result.Order[c.node] = true, len(done)
		pending = append(pending[:at:at], pending[at+1:]...)
	}
}

// analyseCTE is analyzeCTE.
func (s *scope) analyseCTE(c *cte) {
	if c.node.SearchClause != nil || c.node.CycleClause != nil {
		c.open = true
	}
	c.analysing = true
	before := s.clause
	s.clause = clauseNone
	c.query = s.a.subquery(c.node.Ctequery, s, c, false)
	s.clause = before
	c.analysing = false
	s.query.from = append(s.query.from, c.query)
	c.open = c.open || c.query.open
	if !c.query.returns {
		return
	}
	if c.recursive && c.typed {
		s.checkRecursiveTypes(c)
		return
	}
	c.setColumns(s, c.query.visible())
}

// setColumns is analyzeCTETargetList.
func (c *cte) setColumns(s *scope, targets []*target) {
	c.columns = nil
	names := stringsOf(c.node.Aliascolnames)
	if len(names) > len(targets) && !c.open {
		s.fail(c.node.Location, codeColumnReference, "WITH query %s has %d columns available but %d columns specified", quoted(c.name), len(targets), len(names))
	}
	for i, t := range targets {
		col := entryColumn{name: t.name, typ: t.expr.typ, origin: t.from}
		if i < len(names) {
			col.name = names[i]
		}
		if col.typ.OID == unknownType {
			col.typ = plain(textType)
		}
		c.columns = append(c.columns, col)
	}
}

// firstTerm gives a recursive query's columns by its non-recursive term
// (determineRecursiveColTypes).
func (s *scope) firstTerm(c *cte, left *setNode) {
	var targets []*target
	for _, col := range left.columns {
		targets = append(targets, &target{name: col.name, expr: &expr{kind: kindPlaceholder, typ: col.typ, loc: -1}})
	}
	c.open = c.open || left.open
	c.setColumns(c.top, targets)
	c.typed = true
}

// checkRecursiveTypes refuses a recursive term that changes a column's type.
func (s *scope) checkRecursiveTypes(c *cte) {
	for i, t := range c.query.visible() {
		if i >= len(c.columns) || t.expr.open() || c.columns[i].typ.OID == Open {
			continue
		}
		if first := c.columns[i].typ; first != t.expr.typ {
			s.a.failWith(t.expr.loc, pgerr.New(codeDatatypeMismatch, "recursive query %s column %d has type %s in non-recursive term but type %s overall",
				quoted(c.name), i+1, s.a.spellType(first), s.a.spellType(t.expr.typ)).
				WithHint("Cast the output of the non-recursive term to the correct type."))
		}
	}
}

// findCTE looks a WITH query up (scanNameSpaceForCTE).
func (s *scope) findCTE(name string) (*cte, *scope) {
	for p := s; p != nil; p = p.parent {
		for _, c := range p.ctes {
			if c.name == name {
				return c, p
			}
		}
	}
	return nil, nil
}

// cteItem is addRangeTableEntryForCTE.
func (s *scope) cteItem(v *pgquery.RangeVar, c *cte, _ *scope) *item {
	if c.query != nil && !c.query.returns {
		s.fail(v.Location, codeUnsupported, "WITH query %s does not have a RETURNING clause", quoted(c.name))
	}
	e := &entry{kind: entryCTE, cte: c, open: c.open || c.analysing && !c.typed, rowType: recordType, loc: v.Location}
	e.columns = append(e.columns, c.columns...)
	if c.analysing {
		for i := range e.columns {
			e.columns[i].origin = Column{}
		}
	}
	s.named(e, v.Alias, c.name)
	return s.add(e)
}
