package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// A column of numerics without a precision keeps the scale of each value, which no column
// of the engine's DECIMALs does: it is one of texts. Where a query computes, compares or
// sorts by it, it is cast to the open scale; where it shows the column, or adds and
// multiplies what it shows, the text is read with its scale (numericshown.go). Below the
// query itself, in subqueries and views, the column is of the open scale.

// openText is the engine's function that casts such a text.
const openText = "pg_open"

// keepsScales says whether a new column is kept as texts. The engine compares keys and
// checks by itself: what has one keeps its DECIMALs.
func keepsScales(table *pgquery.CreateStmt, d *pgquery.ColumnDef) bool {
	if !isNumeric(d.TypeName) {
		return false
	}
	for _, n := range d.Constraints {
		if t := n.GetConstraint().Contype; t != pgquery.ConstrType_CONSTR_NOTNULL && t != pgquery.ConstrType_CONSTR_NULL {
			return false
		}
	}
	for _, n := range table.TableElts {
		if n.GetConstraint() != nil {
			return false
		}
		for _, c := range n.GetColumnDef().GetConstraints() {
			if c.GetConstraint().Contype == pgquery.ConstrType_CONSTR_CHECK {
				return false
			}
		}
	}
	return true
}

// textNumerics finds the tables whose texts the statement reads itself, and casts the
// references to them to numerics.
func (r *Rewriter) textNumerics(statement *pgquery.Node) {
	r.rawTables = map[int32]bool{}
	if r.typed == nil || len(r.typed.found.Texts) == 0 {
		return
	}
	raw := func(v *pgquery.RangeVar) {
		if v != nil {
			r.rawTables[v.Location] = true
		}
	}
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		raw(x.InsertStmt.Relation)
		r.rawSources(x.InsertStmt.SelectStmt.GetSelectStmt())
	case *pgquery.Node_UpdateStmt:
		raw(x.UpdateStmt.Relation)
	case *pgquery.Node_DeleteStmt:
		raw(x.DeleteStmt.Relation)
	case *pgquery.Node_SelectStmt:
		r.rawSources(x.SelectStmt)
	}
	reads := func(n *pgquery.Node) bool {
		at, ok := r.typed.found.Texts[n]
		return ok && r.rawTables[at] && n.GetColumnRef() != nil
	}
	_ = walk(statement, func(n *pgquery.Node) error {
		if t := n.GetResTarget(); t != nil && t.Name == "" && reads(t.Val) {
			t.Name = lastName(t.Val.GetColumnRef().Fields)
		}
		return nil
	})
	_ = walk(statement, func(n *pgquery.Node) error {
		if reads(n) {
			r.typed.replace(n, numericOID, call(openText, &pgquery.Node{Node: n.Node}))
		}
		return nil
	})
}

// rawSources finds the tables of a query's own FROM.
func (r *Rewriter) rawSources(s *pgquery.SelectStmt) {
	if s == nil || s.Op != pgquery.SetOperation_SETOP_NONE || r.asRows {
		return
	}
	var tables []*pgquery.RangeVar
	merged := map[string]bool{}
	for _, item := range s.FromClause {
		tables = append(tables, tablesOf(item, merged)...)
	}
	if r.merges(tables, merged) {
		return
	}
	for _, v := range tables {
		r.rawTables[v.Location] = true
	}
}

// tablesOf gives the tables of an item of FROM, and the names of the columns that its joins
// merge.
func tablesOf(item *pgquery.Node, merged map[string]bool) []*pgquery.RangeVar {
	if j := item.GetJoinExpr(); j != nil {
		for _, name := range j.UsingClause {
			merged[name.GetString_().GetSval()] = true
		}
		return append(tablesOf(j.Larg, merged), tablesOf(j.Rarg, merged)...)
	}
	if v := item.GetRangeVar(); v != nil {
		return []*pgquery.RangeVar{v}
	}
	return nil
}

// merges says whether a join compares texts of numerics, which may be equal and not the
// same.
func (r *Rewriter) merges(tables []*pgquery.RangeVar, merged map[string]bool) bool {
	for _, v := range tables {
		relation := r.relation(v)
		if relation == nil {
			continue
		}
		for i, c := range relation.Columns {
			name := c.Name
			if columns := v.Alias.GetColnames(); i < len(columns) {
				name = columns[i].GetString_().GetSval()
			}
			if c.Text && merged[name] {
				return true
			}
		}
	}
	return false
}

// readText gives the text of which a numeric is made that has its own scale.
func (t *typed) readText(n *pgquery.Node) *pgquery.Node {
	if c := n.GetTypeCast(); c != nil && isNumeric(c.TypeName) && textual[t.of(c.Arg)] {
		return c.Arg
	}
	if c := n.GetFuncCall(); lastName(c.GetFuncname()) == openText {
		return c.Args[0]
	}
	return nil
}

// multiplied multiplies numerics of no known scale: two columns of the open scale have no
// product in the engine.
func (t *typed) multiplied(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil || e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || operator(e) != "*" || e.Lexpr == nil || t.of(n) != numericOID ||
		t.of(e.Lexpr) != numericOID || t.of(e.Rexpr) != numericOID {
		return nil
	}
	_, left := t.scale(e.Lexpr)
	_, right := t.scale(e.Rexpr)
	if !left && !right {
		t.replace(n, numericOID, call("pg_settled_open", call("pg_multiply", e.Lexpr, e.Rexpr)))
	}
	return nil
}

// keyable refuses a unique index over numerics that are kept as texts, which may be equal
// and not the same.
func (r *Rewriter) keyable(x *pgquery.IndexStmt) error {
	if !x.Unique || r.Schema == nil {
		return nil
	}
	relation := r.Schema.Relation(x.Relation.Schemaname, x.Relation.Relname)
	if relation == nil {
		return nil
	}
	for _, c := range relation.Columns {
		for _, p := range x.IndexParams {
			if c.Text && p.GetIndexElem().Name == c.Name {
				return unsupported("a unique index over numerics without a precision is not supported; make the constraint with the table")
			}
		}
	}
	return nil
}
