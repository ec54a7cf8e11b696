package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// subquery analyses a statement inside another (parse_sub_analyze).
func (a *analyzer) subquery(n *pgquery.Node, parent *scope, of *cte, keepUnknown bool) *query {
	s := newScope(a, parent)
	s.parentCTE, s.keepUnknown = of, keepUnknown
	return s.statement(n)
}

func (s *scope) statement(n *pgquery.Node) *query {
	defer s.a.deeper(-1)()
	switch v := n.GetNode().(type) {
	case *pgquery.Node_SelectStmt:
		return s.selectStmt(v.SelectStmt)
	case *pgquery.Node_InsertStmt:
		return s.insert(v.InsertStmt)
	case *pgquery.Node_UpdateStmt:
		return s.update(v.UpdateStmt)
	case *pgquery.Node_DeleteStmt:
		return s.delete(v.DeleteStmt)
	}
	s.query.open = true
	return s.query
}

func (s *scope) selectStmt(n *pgquery.SelectStmt) *query {
	switch {
	case len(n.ValuesLists) > 0 && !isSetOp(n):
		return s.valuesStmt(n)
	case isSetOp(n):
		return s.setOperation(n)
	}
	return s.plainSelect(n)
}

func isSetOp(n *pgquery.SelectStmt) bool {
	return n.Op != pgquery.SetOperation_SETOP_NONE && n.Op != pgquery.SetOperation_SET_OPERATION_UNDEFINED
}

// plainSelect is transformSelectStmt.
func (s *scope) plainSelect(n *pgquery.SelectStmt) *query {
	q := s.query
	q.leaf = n
	s.with(n.WithClause)
	s.declareWindows(n.WindowClause)
	s.from(n.FromClause)
	q.targets = s.targetList(n.TargetList, clauseSelectTarget)
	if n.WhereClause != nil {
		s.where(n.WhereClause, clauseWhere, "WHERE")
	}
	var having *expr
	if n.HavingClause != nil {
		having = s.where(n.HavingClause, clauseHaving, "HAVING")
	}
	var order []*expr
	sorted := s.sortList(n.SortClause, q, clauseOrderBy, false, &order)
	groups := s.groupBy(n.GroupClause, q)
	switch {
	case len(n.DistinctClause) == 0:
	case n.DistinctClause[0].GetNode() == nil:
		s.distinctAll(q, sorted)
	default:
		s.distinctOn(n.DistinctClause, q, sorted)
	}
	s.limit(n.LimitOffset, clauseOffset, "OFFSET")
	s.limit(n.LimitCount, clauseLimit, "LIMIT")
	s.withTies(n)
	s.defineWindows(q)
	if !s.keepUnknown {
		s.resolveUnknown(q.targets)
	}
	s.locking(n, groups != nil)
	if s.hasAggregates || len(n.GroupClause) > 0 || having != nil {
		s.checkGrouping(q, groups, n)
	}
	return q
}

func (s *scope) withTies(n *pgquery.SelectStmt) {
	if n.LimitOption == pgquery.LimitOption_LIMIT_OPTION_WITH_TIES && len(n.SortClause) == 0 {
		s.fail(-1, codeSyntax, "WITH TIES cannot be specified without ORDER BY clause")
	}
}

// where is transformWhereClause.
func (s *scope) where(n *pgquery.Node, c clause, name string) *expr {
	var e *expr
	s.within(c, func() { e = s.boolean(s.expression(n), name) })
	s.query.exprs = append(s.query.exprs, e)
	return e
}

// limit is transformLimitClause.
func (s *scope) limit(n *pgquery.Node, c clause, name string) {
	if n == nil {
		return
	}
	var e *expr
	s.within(c, func() { e = s.specific(s.expression(n), plain(int8Type), name) })
	s.noVars(e, name)
	s.query.exprs = append(s.query.exprs, e)
}

// noVars is checkExprIsVarFree.
func (s *scope) noVars(e *expr, name string) {
	e.walk(func(x *expr) bool {
		if x.kind == kindVar && x.owner == s {
			s.fail(x.loc, codeColumnReference, "argument of %s must not contain variables", name)
		}
		return true
	})
}

// valuesStmt is transformValuesClause.
func (s *scope) valuesStmt(n *pgquery.SelectStmt) *query {
	q := s.query
	q.leaf = n
	s.with(n.WithClause)
	rows := s.valuesRows(n.ValuesLists, clauseValues, true)
	if len(rows) == 0 {
		return q
	}
	types := make([]Type, len(rows[0]))
	e := &entry{kind: entryValues, name: "*VALUES*", rowType: recordType}
	for col := range rows[0] {
		column := make([]*expr, len(rows))
		for i := range rows {
			column[i] = rows[i][col]
		}
		types[col] = s.common(column, "VALUES")
		for i := range rows {
			rows[i][col] = column[i]
		}
		e.columns = append(e.columns, entryColumn{name: "column" + itoa(col+1), typ: types[col]})
	}
	s.a.result.SetOperations[n] = types
	q.values = rows
	it := s.add(e)
	s.items = append(s.items, it)
	q.targets = s.itemTargets(it, s, -1)
	var order []*expr
	s.sortList(n.SortClause, q, clauseOrderBy, false, &order)
	s.limit(n.LimitOffset, clauseOffset, "OFFSET")
	s.limit(n.LimitCount, clauseLimit, "LIMIT")
	s.withTies(n)
	for _, l := range n.LockingClause {
		s.fail(-1, codeUnsupported, "%s cannot be applied to VALUES", lockName(l.GetLockingClause()))
	}
	return q
}

// valuesRows analyses lists of values, which are to have the same length.
func (s *scope) valuesRows(lists []*pgquery.Node, c clause, check bool) [][]*expr {
	var rows [][]*expr
	s.within(c, func() {
		for _, l := range lists {
			var row []*expr
			for _, n := range l.GetList().GetItems() {
				if n.GetSetToDefault() != nil && check {
					s.fail(n.GetSetToDefault().Location, codeSyntax, "DEFAULT is not allowed in this context")
				}
				if ts, ok := s.star(n); ok {
					for _, t := range ts {
						row = append(row, t.expr)
					}
					continue
				}
				row = append(row, s.expression(n))
			}
			if len(rows) > 0 && len(row) != len(rows[0]) {
				s.fail(firstRawLocation(l.GetList().GetItems()), codeSyntax, "VALUES lists must all be the same length")
			}
			rows = append(rows, row)
		}
	})
	return rows
}

func lockName(l *pgquery.LockingClause) string {
	switch l.GetStrength() {
	case pgquery.LockClauseStrength_LCS_FORKEYSHARE:
		return "FOR KEY SHARE"
	case pgquery.LockClauseStrength_LCS_FORSHARE:
		return "FOR SHARE"
	case pgquery.LockClauseStrength_LCS_FORNOKEYUPDATE:
		return "FOR NO KEY UPDATE"
	}
	return "FOR UPDATE"
}

// locking is CheckSelectLocking and transformLockingClause.
func (s *scope) locking(n *pgquery.SelectStmt, grouped bool) {
	for _, l := range n.LockingClause {
		c := l.GetLockingClause()
		name := lockName(c)
		what := ""
		switch {
		case len(n.DistinctClause) > 0:
			what = "with DISTINCT clause"
		case grouped || len(n.GroupClause) > 0:
			what = "with GROUP BY clause"
		case n.HavingClause != nil:
			what = "with HAVING clause"
		case s.hasAggregates:
			what = "with aggregate functions"
		case s.hasWindows:
			what = "with window functions"
		case s.hasSets:
			what = "with set-returning functions in the target list"
		}
		if what != "" {
			s.fail(-1, codeUnsupported, "%s is not allowed %s", name, what)
		}
		for _, r := range c.GetLockedRels() {
			s.lockRelation(r.GetRangeVar(), name)
		}
	}
}

func (s *scope) lockRelation(v *pgquery.RangeVar, name string) {
	if v == nil {
		return
	}
	if v.Schemaname != "" || v.Catalogname != "" {
		s.fail(v.Location, codeSyntax, "%s must specify unqualified relation names", name)
	}
	for _, e := range s.entries {
		if e.name != v.Relname || !e.named {
			continue
		}
		switch e.kind {
		case entryJoin:
			s.fail(v.Location, codeUnsupported, "%s cannot be applied to a join", name)
		case entryFunction:
			s.fail(v.Location, codeUnsupported, "%s cannot be applied to a function", name)
		case entryCTE:
			s.fail(v.Location, codeUnsupported, "%s cannot be applied to a WITH query", name)
		case entryValues:
			s.fail(v.Location, codeUnsupported, "%s cannot be applied to VALUES", name)
		}
		return
	}
	s.a.failWith(v.Location, pgerr.New(codeUndefinedTable, "relation %s in %s clause not found in FROM clause", quoted(v.Relname), name))
}
