package analysis

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// targetRelation is setTargetTable.
func (s *scope) targetRelation(v *pgquery.RangeVar, withItem bool) *item {
	if v.Schemaname == "" {
		if c, _ := s.findCTE(v.Relname); c != nil {
			s.fail(v.Location, codeUndefinedTable, "relation %s cannot be the target of a modifying statement", quoted(v.Relname))
		}
	}
	it := s.add(s.relationEntry(v))
	s.target = it.entry
	if withItem {
		s.items = append(s.items, it)
	}
	return it
}

// targetColumn finds a column to write to.
func (s *scope) targetColumn(e *entry, name string, location int32) (entryColumn, int) {
	for i, c := range e.columns {
		if c.name == name {
			return c, i
		}
	}
	if e.open {
		return entryColumn{name: name, typ: plain(Open)}, -1
	}
	if _, ok := systemColumns[name]; ok && !s.inserts {
		s.fail(location, codeUnsupported, "cannot assign to system column %s", quoted(name))
	}
	s.fail(location, codeUndefinedColumn, "column %s of relation %s does not exist", quoted(name), quoted(e.relation.Name))
	return entryColumn{}, -1
}

// insert is transformInsertStmt.
func (s *scope) insert(n *pgquery.InsertStmt) *query {
	q := s.query
	q.modifies, q.returns = true, len(n.ReturningList) > 0
	s.with(n.WithClause)
	it := s.targetRelation(n.Relation, false)
	s.inserts = true
	var columns []entryColumn
	var at []*pgquery.ResTarget
	for i, c := range n.Cols {
		rt := c.GetResTarget()
		col, _ := s.targetColumn(it.entry, rt.GetName(), rt.GetLocation())
		for _, o := range n.Cols[:i] {
			if o.GetResTarget().GetName() == rt.GetName() && len(rt.Indirection) == 0 {
				s.fail(rt.Location, codeDuplicateColumn, "column %s specified more than once", quoted(rt.Name))
			}
		}
		if len(rt.Indirection) > 0 {
			col.typ = plain(Open)
		}
		columns, at = append(columns, col), append(at, rt)
	}
	implicitColumns := len(n.Cols) == 0
	if implicitColumns {
		columns = it.entry.columns
	}
	width := s.insertSource(n, columns, at, implicitColumns && it.entry.open)
	for _, c := range columns[:min(width, len(columns))] {
		o := c.origin
		o.Name, o.Type = c.name, c.typ
		s.a.result.Targets = append(s.a.result.Targets, o)
	}
	s.items = append(s.items, it)
	s.onConflict(n.OnConflictClause, it)
	s.returning(n.ReturningList)
	return q
}

// insertSource analyses VALUES or the query, and coerces its columns, whose number it
// gives.
func (s *scope) insertSource(n *pgquery.InsertStmt, columns []entryColumn, at []*pgquery.ResTarget, open bool) int {
	sel := n.SelectStmt.GetSelectStmt()
	if sel == nil {
		return 0
	}
	if len(sel.ValuesLists) > 0 && !isSetOp(sel) && len(sel.SortClause) == 0 && sel.LimitCount == nil && sel.LimitOffset == nil && len(sel.LockingClause) == 0 {
		s.with(sel.WithClause)
		c := clauseValues
		if len(sel.ValuesLists) == 1 {
			c = clauseValuesSingle
		}
		rows := s.valuesRows(sel.ValuesLists, c, false)
		s.query.values = rows
		for _, row := range rows {
			s.insertRow(row, columns, at, open)
		}
		return len(rows[0])
	}
	q := s.a.subquery(n.SelectStmt, s, nil, true)
	s.query.from = append(s.query.from, q)
	if q.open {
		return len(columns)
	}
	var row []*expr
	for _, t := range q.visible() {
		row = append(row, t.expr)
	}
	s.insertRow(row, columns, at, open)
	return len(row)
}

// insertRow is transformInsertRow and transformAssignedExpr.
func (s *scope) insertRow(row []*expr, columns []entryColumn, at []*pgquery.ResTarget, open bool) {
	if open {
		return
	}
	if len(row) > len(columns) {
		s.fail(row[len(columns)].location(), codeSyntax, "INSERT has more expressions than target columns")
	}
	if len(at) > 0 && len(row) < len(at) {
		e := pgerr.New(codeSyntax, "INSERT has more target columns than expressions")
		if len(row) == 1 && row[0].kind == kindRow && len(row[0].args) == len(at) {
			_ = e.WithHint("The insertion source is a row expression containing the same number of columns expected by the INSERT. Did you accidentally use extra parentheses?")
		}
		s.a.failWith(at[len(row)].Location, e)
	}
	for i, e := range row {
		row[i] = s.assign(e, columns[i])
	}
}

// assign coerces a value to the column that it is written to.
func (s *scope) assign(e *expr, c entryColumn) *expr {
	if e.kind == kindDefault || e.open() || c.typ.OID == Open {
		return e
	}
	out := s.coerceTo(e, c.typ, assignment, -1, false)
	if out == nil {
		s.a.failWith(e.location(), pgerr.New(codeDatatypeMismatch, "column %s is of type %s but expression is of type %s",
			quoted(c.name), s.a.spell(c.typ.OID), s.a.spell(e.typ.OID)).WithHint("You will need to rewrite or cast the expression."))
	}
	return out
}

// onConflict is transformOnConflictClause.
func (s *scope) onConflict(n *pgquery.OnConflictClause, it *item) {
	if n == nil {
		return
	}
	if n.Action == pgquery.OnConflictAction_ONCONFLICT_UPDATE && n.Infer == nil {
		s.a.failWith(n.Location, pgerr.New(codeSyntax, "ON CONFLICT DO UPDATE requires inference specification or constraint name").
			WithHint("For example, ON CONFLICT (column_name)."))
	}
	if n.Infer != nil {
		for _, x := range n.Infer.IndexElems {
			el := x.GetIndexElem()
			if el.GetName() != "" {
				s.within(clauseIndexExpression, func() { s.plainColumn(el.Name, n.Infer.Location) })
			} else if el.GetExpr() != nil {
				s.within(clauseIndexExpression, func() { s.expression(el.Expr) })
			}
		}
		if n.Infer.WhereClause != nil {
			s.where(n.Infer.WhereClause, clauseIndexExpression, "WHERE")
		}
		if n.Infer.Conname != "" && !it.entry.relation.Open && !slices.ContainsFunc(it.entry.relation.Keys, func(k Key) bool { return k.Name == n.Infer.Conname }) {
			s.fail(-1, codeUndefinedObject, "constraint %s for table %s does not exist", quoted(n.Infer.Conname), quoted(it.entry.relation.Name))
		}
	}
	if n.Action != pgquery.OnConflictAction_ONCONFLICT_UPDATE {
		return
	}
	excluded := *it.entry
	excluded.name, excluded.named, excluded.alias = "excluded", true, &pgquery.Alias{Aliasname: "excluded"}
	ex := s.add(&excluded)
	s.items = append(s.items, ex)
	s.setClause(n.TargetList, it.entry)
	if n.WhereClause != nil {
		s.where(n.WhereClause, clauseWhere, "WHERE")
	}
	s.items = s.items[:len(s.items)-1]
}

// update is transformUpdateStmt.
func (s *scope) update(n *pgquery.UpdateStmt) *query {
	q := s.query
	q.modifies, q.returns = true, len(n.ReturningList) > 0
	s.with(n.WithClause)
	it := s.targetRelation(n.Relation, true)
	setLateral(s.items, true, false)
	s.from(n.FromClause)
	if n.WhereClause != nil {
		s.where(n.WhereClause, clauseWhere, "WHERE")
	}
	s.returning(n.ReturningList)
	s.setClause(n.TargetList, it.entry)
	return q
}

// setClause is transformUpdateTargetList.
func (s *scope) setClause(list []*pgquery.Node, e *entry) {
	var values []*expr
	for _, n := range list {
		rt := n.GetResTarget()
		if m := rt.GetVal().GetMultiAssignRef(); m != nil {
			values = append(values, s.multiAssign(m))
			continue
		}
		var v *expr
		s.within(clauseUpdateSource, func() { v = s.expression(rt.GetVal()) })
		values = append(values, v)
	}
	seen := map[string]bool{}
	for i, n := range list {
		rt := n.GetResTarget()
		c, _ := s.targetColumn(e, rt.GetName(), rt.GetLocation())
		if len(rt.Indirection) > 0 {
			continue
		}
		values[i] = s.assign(values[i], c)
		if seen[rt.Name] {
			s.fail(-1, codeSyntax, "multiple assignments to same column %s", quoted(rt.Name))
		}
		seen[rt.Name] = true
	}
	s.query.exprs = append(s.query.exprs, values...)
}

// multiAssign is one column of SET (a, b) = ….
func (s *scope) multiAssign(m *pgquery.MultiAssignRef) *expr {
	source := m.Source
	if l := source.GetSubLink(); l != nil && l.SubLinkType == pgquery.SubLinkType_EXPR_SUBLINK {
		if s.a.multi == nil {
			s.a.multi = map[*pgquery.SubLink]*query{}
		}
		q := s.a.multi[l]
		if q == nil {
			s.within(clauseUpdateSource, func() { q = s.a.subquery(l.Subselect, s, nil, false) })
			s.a.multi[l] = q
			if !q.open && len(q.visible()) != int(m.Ncolumns) {
				s.fail(l.Location, codeSyntax, "number of columns does not match number of values")
			}
		}
		if q.open {
			return &expr{kind: kindOpen, loc: -1}
		}
		return &expr{kind: kindPlaceholder, typ: q.visible()[m.Colno-1].expr.typ, loc: l.Location}
	}
	row := source.GetRowExpr()
	if row == nil {
		s.fail(rawLocation(source), codeUnsupported, "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
	}
	if len(row.Args) != int(m.Ncolumns) {
		s.fail(row.Location, codeSyntax, "number of columns does not match number of values")
	}
	var v *expr
	s.within(clauseUpdateSource, func() { v = s.expression(row.Args[m.Colno-1]) })
	return v
}

// delete is transformDeleteStmt.
func (s *scope) delete(n *pgquery.DeleteStmt) *query {
	q := s.query
	q.modifies, q.returns = true, len(n.ReturningList) > 0
	s.with(n.WithClause)
	s.targetRelation(n.Relation, true)
	setLateral(s.items, true, false)
	s.from(n.UsingClause)
	if n.WhereClause != nil {
		s.where(n.WhereClause, clauseWhere, "WHERE")
	}
	s.returning(n.ReturningList)
	return q
}

// returning is transformReturningList.
func (s *scope) returning(list []*pgquery.Node) {
	if len(list) == 0 {
		return
	}
	s.query.targets = s.targetList(list, clauseReturning)
	s.resolveUnknown(s.query.targets)
}
