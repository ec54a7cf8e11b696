package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// wholeRows makes a row of a result that names a subquery: SELECT e FROM (…) e. DuckDB
// would give a struct with names, which is another thing here; of a table it is refused.
func (r *Rewriter) wholeRows(n *pgquery.Node) error {
	s := n.GetSelectStmt()
	if s == nil {
		return nil
	}
	rangeColumns, known := map[string][]string{}, true
	var tables []string
	for _, item := range s.FromClause {
		known = r.rangesOf(item, rangeColumns, &tables) && known
	}
	for _, target := range s.TargetList {
		t := target.GetResTarget()
		ref := t.GetVal().GetColumnRef()
		if ref == nil {
			if i := t.GetVal().GetAIndirection(); i != nil && isStar(t.Val) && len(i.Indirection) == 1 && i.Arg.GetColumnRef() != nil {
				if _, ok := rangeColumns[lastName(i.Arg.GetColumnRef().Fields)]; ok { // (e).* is e.*
					t.Val = pgquery.MakeColumnRefNode(append(i.Arg.GetColumnRef().Fields, i.Indirection[0]), -1)
				}
			}
			continue
		}
		if len(ref.Fields) != 1 || isStar(t.Val) {
			continue
		}
		name := lastName(ref.Fields)
		for _, table := range tables {
			if table == name {
				return unsupported("a row of %s as a result column is not supported; use row_to_json(%s)", name, name)
			}
		}
		columns, ok := rangeColumns[name]
		if !ok || len(columns) == 0 || !known || isColumn(name, rangeColumns) {
			continue
		}
		var fields []*pgquery.Node
		for _, c := range columns {
			fields = append(fields, pgquery.MakeColumnRefNode([]*pgquery.Node{str(name), str(c)}, -1))
		}
		t.Val = &pgquery.Node{Node: &pgquery.Node_RowExpr{RowExpr: &pgquery.RowExpr{
			Args: fields, RowFormat: pgquery.CoercionForm_COERCE_EXPLICIT_CALL, Location: -1}}}
		if t.Name == "" {
			t.Name = name
		}
	}
	return nil
}

func isColumn(name string, rangeColumns map[string][]string) bool {
	for _, columns := range rangeColumns {
		for _, c := range columns {
			if c == name {
				return true
			}
		}
	}
	return false
}

// rangesOf notes the subqueries of FROM with their columns, and the virtual tables; it
// says whether all columns are known.
func (r *Rewriter) rangesOf(item *pgquery.Node, columns map[string][]string, tables *[]string) bool {
	switch x := item.GetNode().(type) {
	case *pgquery.Node_JoinExpr:
		left := r.rangesOf(x.JoinExpr.Larg, columns, tables)
		return r.rangesOf(x.JoinExpr.Rarg, columns, tables) && left
	case *pgquery.Node_RangeSubselect:
		names, ok := subqueryColumns(x.RangeSubselect)
		columns[x.RangeSubselect.Alias.GetAliasname()] = names
		return ok
	case *pgquery.Node_RangeVar:
		name := x.RangeVar.Relname
		virtual := r.Virtual != nil && r.Virtual(x.RangeVar.Schemaname, name)
		if a := x.RangeVar.Alias; a != nil {
			name = a.Aliasname
		}
		if virtual {
			*tables = append(*tables, name)
		}
		return virtual
	}
	return false
}

// subqueryColumns gives the names of a subquery's columns; ok is false where a * hides
// some.
func subqueryColumns(sub *pgquery.RangeSubselect) (names []string, ok bool) {
	var list []*pgquery.Node
	s := sub.Subquery.GetSelectStmt()
	for s.GetLarg() != nil {
		s = s.Larg
	}
	switch {
	case len(s.GetValuesLists()) > 0:
		list = valueNames(s.ValuesLists)
	default:
		for _, target := range s.GetTargetList() {
			t := target.GetResTarget()
			if isStar(t.Val) {
				return nil, false
			}
			name := t.Name
			if name == "" {
				name = lastName(t.Val.GetColumnRef().GetFields())
			}
			list = append(list, str(name))
		}
	}
	copy(list, sub.Alias.GetColnames())
	seen := map[string]bool{}
	for _, n := range list {
		name := n.GetString_().GetSval()
		ok = !seen[name] && name != ""
		if !ok {
			return nil, false
		}
		seen[name] = true
		names = append(names, name)
	}
	return names, len(names) > 0
}
