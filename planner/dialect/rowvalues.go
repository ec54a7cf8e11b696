package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// rowValues gives the rows of items of FROM that stand as values, as e does in SELECT e
// FROM t e, PostgreSQL's meaning. In DuckDB such a row is a struct, which is served as a
// record; but a struct of NULLs is not NULL there, and the row that an outer join has not
// found is one
// (https://www.postgresql.org/docs/15/rowtypes.html#ROWTYPES-USAGE).
func (t *typed) rowValues(statement *pgquery.Node) error {
	if t == nil {
		return nil
	}
	missing := map[string]bool{}
	_ = walk(statement, func(n *pgquery.Node) error {
		optional(n.GetJoinExpr(), missing)
		return nil
	})
	return walk(statement, func(n *pgquery.Node) error {
		switch x := n.GetNode().(type) {
		case *pgquery.Node_ColumnRef:
			if row := t.found.WholeRows[n]; row != nil {
				n.Node = rowValue(row, missing[row.Name]).Node
			}
		case *pgquery.Node_NullTest:
			if row := t.found.WholeRows[x.NullTest.Arg]; row != nil && len(row.Columns) > 0 {
				n.Node = rowTest(row, x.NullTest.Nulltesttype).Node
			}
		case *pgquery.Node_AIndirection:
			t.rowMember(n, x.AIndirection)
		case *pgquery.Node_FuncCall:
			if t.found.Attributes[x.FuncCall] && len(x.FuncCall.Args) == 1 {
				t.rowMember(n, &pgquery.A_Indirection{Arg: x.FuncCall.Args[0], Indirection: x.FuncCall.Funcname[len(x.FuncCall.Funcname)-1:]})
			}
		case *pgquery.Node_RowExpr:
			x.RowExpr.Args = t.starFields(x.RowExpr.Args)
		case *pgquery.Node_SelectStmt:
			x.SelectStmt.TargetList = t.starTargets(x.SelectStmt.TargetList)
		}
		return nil
	})
}

// rowValue is a row as a value; one that may be missing is NULL when all of its columns are.
func rowValue(row *analysis.Row, missing bool) *pgquery.Node {
	value := pgquery.MakeColumnRefNode([]*pgquery.Node{str(row.Name)}, -1)
	if !missing || len(row.Columns) == 0 {
		return value
	}
	found := &pgquery.Node{Node: &pgquery.Node_CaseWhen{CaseWhen: &pgquery.CaseWhen{
		Expr: not(rowTest(row, pgquery.NullTestType_IS_NULL)), Result: value, Location: -1}}}
	return &pgquery.Node{Node: &pgquery.Node_CaseExpr{CaseExpr: &pgquery.CaseExpr{Args: []*pgquery.Node{found}, Location: -1}}}
}

// rowTest is IS NULL or IS NOT NULL of a row, which asks all of its columns.
func rowTest(row *analysis.Row, kind pgquery.NullTestType) *pgquery.Node {
	var tests []*pgquery.Node
	for _, name := range row.Columns {
		tests = append(tests, &pgquery.Node{Node: &pgquery.Node_NullTest{NullTest: &pgquery.NullTest{
			Arg: rowColumn(row.Name, name), Nulltesttype: kind, Location: -1}}})
	}
	return and(tests)
}

func rowColumn(names ...string) *pgquery.Node {
	var fields []*pgquery.Node
	for _, name := range names {
		fields = append(fields, str(name))
	}
	return pgquery.MakeColumnRefNode(fields, -1)
}

// rowMember makes (e).a, which is also a(e), the column e.a, and (e).* the columns e.*. Of
// other rows of a relation it takes the field.
func (t *typed) rowMember(n *pgquery.Node, x *pgquery.A_Indirection) {
	row := t.found.WholeRows[x.Arg]
	if row == nil {
		if analysis.RowType(t.of(x.Arg)) && t.of(x.Arg) != recordOID && x.Indirection[0].GetString_() != nil {
			members(n, x.Arg, x.Indirection)
		}
		return
	}
	column := pgquery.MakeColumnRefNode([]*pgquery.Node{str(row.Name), x.Indirection[0]}, -1)
	if len(x.Indirection) > 1 {
		x.Arg, x.Indirection = column, x.Indirection[1:]
		return
	}
	n.Node = column.Node
}

// starFields writes out what a * among the fields of ROW(…) stands for.
func (t *typed) starFields(fields []*pgquery.Node) (out []*pgquery.Node) {
	for _, field := range fields {
		columns, star := t.found.Fields[field]
		if !star {
			out = append(out, field)
			continue
		}
		for _, names := range columns {
			out = append(out, starField(field, names))
		}
	}
	return out
}

// starField is one of the columns of a star.
func starField(star *pgquery.Node, names []string) *pgquery.Node {
	if i := star.GetAIndirection(); i != nil {
		return call("struct_extract", clone(i.Arg), text(names[len(names)-1]))
	}
	return rowColumn(names...)
}

// starTargets writes out (x).* among results, where x is a column that holds rows.
func (t *typed) starTargets(targets []*pgquery.Node) (out []*pgquery.Node) {
	for _, target := range targets {
		value := target.GetResTarget().GetVal()
		columns := t.found.Fields[value]
		i := value.GetAIndirection()
		if len(columns) == 0 || i.GetArg().GetFuncCall() != nil || i == nil {
			out = append(out, target)
			continue
		}
		for _, names := range columns {
			name := names[len(names)-1]
			out = append(out, pgquery.MakeResTargetNodeWithNameAndVal(name, starField(value, names), -1))
		}
	}
	return out
}

// optional notes the items of FROM whose rows a join may miss.
func optional(j *pgquery.JoinExpr, missing map[string]bool) {
	if j == nil {
		return
	}
	if j.Jointype == pgquery.JoinType_JOIN_LEFT || j.Jointype == pgquery.JoinType_JOIN_FULL {
		rangeNames(j.Rarg, missing)
	}
	if j.Jointype == pgquery.JoinType_JOIN_RIGHT || j.Jointype == pgquery.JoinType_JOIN_FULL {
		rangeNames(j.Larg, missing)
	}
}

func rangeNames(item *pgquery.Node, names map[string]bool) {
	switch x := item.GetNode().(type) {
	case *pgquery.Node_JoinExpr:
		rangeNames(x.JoinExpr.Larg, names)
		rangeNames(x.JoinExpr.Rarg, names)
	case *pgquery.Node_RangeVar:
		if names[x.RangeVar.Relname] = true; x.RangeVar.Alias != nil {
			names[x.RangeVar.Alias.Aliasname] = true
		}
	case *pgquery.Node_RangeSubselect:
		names[x.RangeSubselect.Alias.GetAliasname()] = true
	case *pgquery.Node_RangeFunction:
		names[x.RangeFunction.Alias.GetAliasname()] = true
	}
}
