package analysis

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// join is transformFromClauseItem for a JoinExpr.
func (s *scope) join(j *pgquery.JoinExpr) []*item {
	left := s.fromItem(j.Larg)
	ok := j.Jointype == pgquery.JoinType_JOIN_INNER || j.Jointype == pgquery.JoinType_JOIN_LEFT
	setLateral(left, true, ok)
	before := len(s.items)
	s.items = append(s.items, left...)
	right := s.fromItem(j.Rarg)
	s.items = s.items[:before:before]
	s.conflicts(left, right)
	both := slices.Concat(left, right)

	l, r := joinSide(left), joinSide(right)
	names := stringsOf(j.UsingClause)
	if j.IsNatural {
		names = commonNames(l, r)
		if !slices.ContainsFunc(both, func(it *item) bool { return it.entry.open }) {
			s.a.result.Natural[j] = names
		}
	}
	out := s.using(j, names, l, r)
	if j.Quals != nil {
		setLateral(both, false, true)
		saved := s.items
		s.items = both
		s.where(j.Quals, clauseJoinOn, "JOIN/ON")
		s.items = saved
	}
	return s.joinItems(j, both, out, len(names))
}

// joinedColumn is a column of a join's side.
type joinedColumn struct {
	name string
	expr *expr
}

// joinSide gives the columns of the last item that a FROM item makes: the join's own, or
// its only one.
func joinSide(items []*item) []joinedColumn {
	for i := len(items) - 1; i >= 0; i-- {
		it := items[i]
		if !it.colsVisible {
			continue
		}
		var out []joinedColumn
		for c, col := range it.names.columns {
			out = append(out, joinedColumn{col.name, it.columns[c]})
		}
		return out
	}
	return nil
}

func commonNames(l, r []joinedColumn) []string {
	var out []string
	for _, c := range l {
		if slices.ContainsFunc(r, func(o joinedColumn) bool { return o.name == c.name }) {
			out = append(out, c.name)
		}
	}
	return out
}

// using merges the columns of USING or NATURAL and puts the rest after them.
func (s *scope) using(j *pgquery.JoinExpr, names []string, l, r []joinedColumn) []joinedColumn {
	var merged []joinedColumn
	leftUsed, rightUsed := map[int]bool{}, map[int]bool{}
	for i, name := range names {
		if slices.Contains(names[:i], name) && !j.IsNatural {
			s.fail(-1, codeDuplicateColumn, "column name %s appears more than once in USING clause", quoted(name))
		}
		li, ri := s.usingColumn(l, name, "left"), s.usingColumn(r, name, "right")
		if li < 0 || ri < 0 {
			merged = append(merged, joinedColumn{name, &expr{kind: kindOpen, loc: -1}})
			continue
		}
		leftUsed[li], rightUsed[ri] = true, true
		merged = append(merged, joinedColumn{name, s.merge(j.Jointype, l[li].expr, r[ri].expr)})
	}
	for i, name := range names {
		if e := merged[i]; e.expr.kind != kindOpen {
			s.usingEquals(l, r, name)
		}
	}
	for i, c := range l {
		if !leftUsed[i] {
			merged = append(merged, c)
		}
	}
	for i, c := range r {
		if !rightUsed[i] {
			merged = append(merged, c)
		}
	}
	return merged
}

func (s *scope) usingColumn(side []joinedColumn, name, which string) int {
	at := -1
	for i, c := range side {
		if c.name != name {
			continue
		}
		if at >= 0 {
			s.fail(-1, codeAmbiguousColumn, "common column name %s appears more than once in %s table", quoted(name), which)
		}
		at = i
	}
	if at < 0 {
		for _, e := range s.entries {
			if e.open {
				return -1
			}
		}
		s.fail(-1, codeUndefinedColumn, "column %s specified in USING clause does not exist in %s table", quoted(name), which)
	}
	return at
}

func (s *scope) usingEquals(l, r []joinedColumn, name string) {
	find := func(side []joinedColumn) *expr {
		for _, c := range side {
			if c.name == name {
				e := *c.expr
				e.owner = s
				return &e
			}
		}
		return nil
	}
	s.operator([]*pgquery.Node{pgquery.MakeStrNode("=")}, find(l), find(r), -1)
}

// merge is buildMergedJoinVar.
func (s *scope) merge(t pgquery.JoinType, l, r *expr) *expr {
	pair := []*expr{l, r}
	typ := s.common(pair, "JOIN/USING")
	switch t {
	case pgquery.JoinType_JOIN_LEFT:
		return pair[0]
	case pgquery.JoinType_JOIN_RIGHT:
		return pair[1]
	case pgquery.JoinType_JOIN_FULL:
		return &expr{kind: kindCoalesce, typ: typ, loc: -1, args: pair}
	}
	if pair[0].kind != kindVar && pair[1].kind == kindVar {
		return pair[1]
	}
	return pair[0]
}

// joinItems makes the join's own entry; an alias hides what is inside.
func (s *scope) joinItems(j *pgquery.JoinExpr, inner []*item, columns []joinedColumn, merged int) []*item {
	e := &entry{kind: entryJoin, name: "unnamed_join", alias: j.Alias, rowType: recordType, merged: merged > 0}
	for _, it := range inner {
		e.open = e.open || it.entry.open && it.colsVisible
		e.merged = e.merged || it.entry.merged && it.colsVisible
	}
	it := &item{entry: e, names: e, colsVisible: true, lateralOK: true, relVisible: j.Alias != nil}
	for i, c := range columns {
		v := c.expr
		if v.kind != kindVar && v.kind != kindOpen {
			v = &expr{kind: kindVar, typ: c.expr.typ, loc: -1, entry: e, attr: i, text: c.name}
		}
		e.columns = append(e.columns, entryColumn{name: c.name, typ: c.expr.typ, join: c.expr})
		it.columns = append(it.columns, v)
	}
	if j.Alias != nil {
		if e.name = j.Alias.Aliasname; len(j.Alias.Colnames) > len(e.columns) && !e.open {
			s.fail(-1, codeColumnReference, "join expression %s has %d columns available but %d columns specified",
				quoted(e.name), len(e.columns), len(j.Alias.Colnames))
		}
		for i, n := range stringsOf(j.Alias.Colnames) {
			if i < len(e.columns) {
				e.columns[i].name = n
			}
		}
		if !e.open {
			s.a.result.Joins[j] = s.writtenJoin(columns)
		}
		inner, e.merged = nil, false
	} else {
		for _, i := range inner {
			i.colsVisible = false
		}
	}
	s.entries = append(s.entries, e)
	if a := j.JoinUsingAlias; a != nil {
		names := &entry{kind: entryJoin, name: a.Aliasname, named: true, columns: e.columns[:merged:merged], alias: a, rowType: recordType}
		alias := &item{entry: e, names: names, columns: it.columns[:merged], relVisible: true, lateralOK: true}
		s.conflicts(inner, []*item{alias})
		inner = append(inner, alias)
	}
	return append(inner, it)
}
