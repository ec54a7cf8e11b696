package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// rows gives row constructors PostgreSQL's meaning where SQL's own operators can, and
// refuses them where DuckDB's struct would show
// (https://www.postgresql.org/docs/15/functions-comparisons.html#ROW-WISE-COMPARISON).
func rows(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_ResTarget:
		if x.ResTarget.Val.GetRowExpr() != nil {
			return unsupported("a row as a result column is not supported")
		}
	case *pgquery.Node_NullTest:
		if row := x.NullTest.Arg.GetRowExpr(); row != nil {
			var tests []*pgquery.Node
			for _, arg := range row.Args {
				tests = append(tests, &pgquery.Node{Node: &pgquery.Node_NullTest{NullTest: &pgquery.NullTest{
					Arg: arg, Nulltesttype: x.NullTest.Nulltesttype, Location: -1,
				}}})
			}
			n.Node = and(tests).Node
		}
	case *pgquery.Node_AExpr:
		left, right := x.AExpr.Lexpr.GetRowExpr(), x.AExpr.Rexpr.GetRowExpr()
		if x.AExpr.Kind == pgquery.A_Expr_Kind_AEXPR_OP && operator(x.AExpr) == "=" && left != nil && right != nil && len(left.Args) == len(right.Args) {
			var tests []*pgquery.Node
			for i := range left.Args {
				tests = append(tests, &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
					Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: x.AExpr.Name, Lexpr: left.Args[i], Rexpr: right.Args[i], Location: -1,
				}}})
			}
			n.Node = and(tests).Node
		}
	}
	return nil
}

func and(terms []*pgquery.Node) *pgquery.Node {
	if len(terms) == 1 {
		return terms[0]
	}
	return &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: pgquery.BoolExprType_AND_EXPR, Args: terms, Location: -1,
	}}}
}

// subscripts takes the elements before the first as absent: DuckDB counts them from
// the end.
func subscripts(n *pgquery.Node) error {
	x := n.GetAIndirection()
	if x == nil || len(x.Indirection) != 1 {
		return nil
	}
	i := x.Indirection[0].GetAIndices()
	if i == nil {
		return nil
	}
	if !i.IsSlice {
		if at, ok := intConstant(i.Uidx); ok && at <= 0 {
			i.Uidx = cast(null(), "int4")
		}
		return nil
	}
	if at, ok := intConstant(i.Lidx); i.Lidx != nil && ok && at <= 0 {
		i.Lidx = integer(1)
	}
	return nil
}
