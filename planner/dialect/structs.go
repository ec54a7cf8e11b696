package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// structs lets a.b.c reach into a struct. PostgreSQL's grammar reads such a name as a
// relation's column; PostgreSQL's own way is (a).b.c, which is taken as well. DuckDB
// resolves two names, a relation before a struct; longer ones are written out here.
func (r *Rewriter) structs(n *pgquery.Node) error {
	if i := n.GetAIndirection(); i != nil && i.Arg.GetColumnRef() != nil {
		members(n, i.Arg, i.Indirection)
		return nil
	}
	ref := n.GetColumnRef()
	if ref == nil || len(ref.Fields) < 3 || isStar(n) {
		return nil
	}
	if of := r.columnNames(ref); of < len(ref.Fields) {
		column := &pgquery.ColumnRef{Fields: ref.Fields[:of], Location: ref.Location}
		members(n, &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: column}}, ref.Fields[of:])
	}
	return nil
}

// members makes n the member of a struct, if all of the path are names.
func members(n, value *pgquery.Node, path []*pgquery.Node) {
	for _, step := range path {
		if step.GetString_() == nil {
			return
		}
		value = call("struct_extract", value, text(step.GetString_().Sval))
	}
	n.Node = value.Node
}

// nameMembers calls the results of a.b.c as PostgreSQL does, after the last name.
func (r *Rewriter) nameMembers(n *pgquery.Node) error {
	if t := n.GetResTarget(); t != nil && t.Name == "" {
		if ref := t.Val.GetColumnRef(); ref != nil && !isStar(t.Val) && len(ref.Fields) > r.columnNames(ref) {
			t.Name = lastName(ref.Fields)
		}
	}
	return nil
}

// columnNames gives how many of a name's parts name a column; the others are members.
func (r *Rewriter) columnNames(ref *pgquery.ColumnRef) int {
	for i := min(len(ref.Fields), 3) - 2; i >= 0; i-- {
		if r.ranges[ref.Fields[i].GetString_().GetSval()] {
			return i + 2
		}
	}
	return 1
}

// findRanges gives the names under which a statement knows what it reads.
func findRanges(statement *pgquery.Node) map[string]bool {
	names := map[string]bool{}
	add := func(alias *pgquery.Alias, name string) {
		if alias != nil {
			name = alias.Aliasname
		}
		names[name] = true
	}
	_ = walk(statement, func(n *pgquery.Node) error {
		switch x := n.GetNode().(type) {
		case *pgquery.Node_RangeVar:
			add(x.RangeVar.Alias, x.RangeVar.Relname)
		case *pgquery.Node_RangeSubselect:
			add(x.RangeSubselect.Alias, "")
		case *pgquery.Node_RangeFunction:
			add(x.RangeFunction.Alias, "")
		case *pgquery.Node_JoinExpr:
			add(x.JoinExpr.Alias, "")
		}
		return nil
	})
	return names
}
