package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// from is transformFromClause.
func (s *scope) from(list []*pgquery.Node) {
	for _, n := range list {
		items := s.fromItem(n)
		s.conflicts(s.items, items)
		setLateral(items, true, true)
		s.items = append(s.items, items...)
	}
	setLateral(s.items, false, true)
}

func setLateral(items []*item, only, ok bool) {
	for _, it := range items {
		it.lateralOnly, it.lateralOK = only, ok
	}
}

// conflicts is checkNameSpaceConflicts.
func (s *scope) conflicts(left, right []*item) {
	for _, l := range left {
		if !l.relVisible {
			continue
		}
		for _, r := range right {
			if !r.relVisible || l.names.name != r.names.name {
				continue
			}
			if l.entry.relation != nil && l.entry.alias == nil && r.entry.relation != nil && r.entry.alias == nil &&
				l.entry.relation.OID != r.entry.relation.OID {
				continue
			}
			s.fail(-1, codeDuplicateAlias, "table name %s specified more than once", quoted(l.names.name))
		}
	}
}

// fromItem is transformFromClauseItem.
func (s *scope) fromItem(n *pgquery.Node) []*item {
	defer s.a.deeper(-1)()
	switch v := n.GetNode().(type) {
	case *pgquery.Node_RangeVar:
		return []*item{s.rangeVar(v.RangeVar)}
	case *pgquery.Node_RangeSubselect:
		return []*item{s.subselect(v.RangeSubselect)}
	case *pgquery.Node_RangeFunction:
		return []*item{s.rangeFunction(v.RangeFunction)}
	case *pgquery.Node_JoinExpr:
		return s.join(v.JoinExpr)
	case *pgquery.Node_RangeTableSample:
		return s.sample(v.RangeTableSample)
	case *pgquery.Node_RangeTableFunc:
		return []*item{s.openItem(v.RangeTableFunc.Alias, "xmltable")}
	case *pgquery.Node_JsonTable:
		return []*item{s.openItem(v.JsonTable.Alias, "json_table")}
	}
	return []*item{s.openItem(nil, "")}
}

func (s *scope) openItem(alias *pgquery.Alias, name string) *item {
	e := &entry{kind: entryTable, name: name, open: true}
	s.named(e, alias, name)
	return s.add(e)
}

// sample is transformRangeTableSample.
func (s *scope) sample(t *pgquery.RangeTableSample) []*item {
	items := s.fromItem(t.Relation)
	for _, it := range items {
		if it.entry.kind != entryRelation || it.entry.relation.Kind != 'r' {
			s.fail(rawLocation(t.Relation), codeUnsupported, "TABLESAMPLE clause can only be applied to tables and materialized views")
		}
	}
	method := stringsOf(t.Method)
	if len(method) == 1 && method[0] != "system" && method[0] != "bernoulli" {
		s.fail(t.Location, codeUndefinedObject, "tablesample method %s does not exist", method[0])
	}
	if len(t.Args) != 1 {
		s.fail(t.Location, "2202H", "tablesample method %s requires 1 argument, not %d", method[0], len(t.Args))
	}
	for _, arg := range t.Args {
		s.within(clauseFromFunction, func() { s.specific(s.expression(arg), plain(float4Type), "TABLESAMPLE") })
	}
	if t.Repeatable != nil {
		s.within(clauseFromFunction, func() { s.specific(s.expression(t.Repeatable), plain(float8Type), "REPEATABLE") })
	}
	return items
}

// add puts an entry into the level and gives its item.
func (s *scope) add(e *entry) *item {
	s.entries = append(s.entries, e)
	it := &item{entry: e, names: e, relVisible: e.named, colsVisible: true, lateralOK: true}
	for i, c := range e.columns {
		v := &expr{kind: kindVar, typ: c.typ, loc: -1, entry: e, attr: i, text: c.name}
		if c.typ.OID == Open {
			v.kind = kindOpen
		}
		it.columns = append(it.columns, v)
	}
	return it
}

// named gives an entry its alias and the alias's column names (buildRelationAliases).
func (s *scope) named(e *entry, alias *pgquery.Alias, fallback string) {
	e.alias, e.name, e.named = alias, fallback, fallback != ""
	if alias == nil {
		return
	}
	e.name, e.named = alias.Aliasname, true
	if len(alias.Colnames) > len(e.columns) && !e.open {
		s.fail(-1, codeColumnReference, "table %s has %d columns available but %d columns specified", quoted(e.name), len(e.columns), len(alias.Colnames))
	}
	for i, n := range stringsOf(alias.Colnames) {
		if i < len(e.columns) {
			e.columns[i].name = n
		} else {
			e.columns = append(e.columns, entryColumn{name: n, typ: plain(Open)})
		}
	}
}

// relation asks for a relation and remembers its row type.
func (a *analyzer) relation(schema, name string) *Relation {
	r := a.in.Schema.Relation(schema, name)
	if r != nil && r.RowType != 0 && a.c.types[r.RowType] == nil {
		a.rows[r.RowType] = r
		if r.RowArray != 0 {
			a.rowArrays[r.RowArray] = r.RowType
		}
	}
	return r
}

func (s *scope) rangeVar(v *pgquery.RangeVar) *item {
	if v.Schemaname == "" {
		if c, owner := s.findCTE(v.Relname); c != nil {
			return s.cteItem(v, c, owner)
		}
	}
	return s.add(s.relationEntry(v))
}

// relationEntry is addRangeTableEntry.
func (s *scope) relationEntry(v *pgquery.RangeVar) *entry {
	r := s.openRelation(v)
	e := &entry{kind: entryRelation, relation: r, open: r.Open, rowType: r.RowType, loc: v.Location}
	for _, c := range r.Columns {
		origin := c
		origin.Table = r.OID
		e.columns = append(e.columns, entryColumn{name: c.Name, typ: c.Type, origin: origin})
	}
	s.named(e, v.Alias, r.Name)
	return e
}

// openRelation is parserOpenTable.
func (s *scope) openRelation(v *pgquery.RangeVar) *Relation {
	if v.Catalogname != "" && s.a.in.Database != "" && v.Catalogname != s.a.in.Database {
		s.fail(v.Location, codeUnsupported, "cross-database references are not implemented: %s", quoted(v.Catalogname+"."+v.Schemaname+"."+v.Relname))
	}
	if r := s.a.relation(v.Schemaname, v.Relname); r != nil {
		return r
	}
	if v.Schemaname != "" {
		s.fail(v.Location, codeUndefinedTable, "relation %s does not exist", quoted(v.Schemaname+"."+v.Relname))
	}
	e := pgerr.New(codeUndefinedTable, "relation %s does not exist", quoted(v.Relname))
	for p := s; p != nil; p = p.parent {
		for _, c := range p.future {
			if c.name == v.Relname {
				_ = e.WithDetail("There is a WITH item named %s, but it cannot be referenced from this part of the query.", quoted(c.name)).
					WithHint("Use WITH RECURSIVE, or re-order the WITH items to remove forward references.")
			}
		}
	}
	s.a.failWith(v.Location, e)
	return nil
}

// subselect is transformRangeSubselect.
func (s *scope) subselect(r *pgquery.RangeSubselect) *item {
	if r.Alias == nil {
		sel := r.Subquery.GetSelectStmt()
		what, example := "subquery", "SELECT"
		if len(sel.GetValuesLists()) > 0 {
			what, example = "VALUES", "VALUES"
		}
		// The place is the parenthesis's, which the tree does not have.
		s.a.failWith(-1, pgerr.New(codeSyntax, "%s in FROM must have an alias", what).WithHint("For example, FROM (%s ...) [AS] foo.", example))
	}
	before, lateral := s.clause, s.lateral
	s.clause, s.lateral = clauseFromSubselect, r.Lateral
	q := s.a.subquery(r.Subquery, s, nil, false)
	s.clause, s.lateral = before, lateral
	return s.add(s.queryEntry(q, r.Alias, entrySubquery))
}

// queryEntry is addRangeTableEntryForSubquery.
func (s *scope) queryEntry(q *query, alias *pgquery.Alias, k entryKind) *entry {
	e := &entry{kind: k, query: q, open: q.open, rowType: recordType}
	for _, t := range q.visible() {
		e.columns = append(e.columns, entryColumn{name: t.name, typ: t.expr.typ, origin: t.from})
	}
	s.named(e, alias, "")
	s.query.from = append(s.query.from, q)
	return e
}
