package dialect

import (
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// rows gives row constructors PostgreSQL's meaning. As a value a row is a struct without
// names, which the wire shows as a record
// (https://www.postgresql.org/docs/15/functions-comparisons.html#ROW-WISE-COMPARISON).
func rows(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
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
		return rowOperator(n, x.AExpr)
	case *pgquery.Node_AIndirection:
		return rowField(n, x.AIndirection)
	}
	return nil
}

// rowOperator compares rows field by field: DuckDB's structs take NULLs for values.
func rowOperator(n *pgquery.Node, e *pgquery.A_Expr) error {
	left := e.Lexpr.GetRowExpr()
	if left == nil {
		return nil
	}
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_IN:
		var tests []*pgquery.Node
		for _, item := range e.Rexpr.GetList().GetItems() {
			right := item.GetRowExpr()
			if right == nil {
				return nil
			}
			test, err := comparedRows("=", left.Args, right.Args)
			if err != nil {
				return err
			}
			tests = append(tests, test)
		}
		either := or(tests)
		if operator(e) == "<>" {
			either = not(either)
		}
		n.Node = either.Node
	case pgquery.A_Expr_Kind_AEXPR_OP:
		right := e.Rexpr.GetRowExpr()
		if right == nil {
			return nil
		}
		test, err := comparedRows(operator(e), left.Args, right.Args)
		if err != nil {
			return err
		}
		n.Node = test.Node
	}
	return nil
}

// comparedRows writes a comparison of rows as src/backend/parser/parse_expr.c and
// ExecEvalRowCompare mean it: the first fields that are not equal decide.
func comparedRows(op string, left, right []*pgquery.Node) (*pgquery.Node, error) {
	if len(left) != len(right) {
		return nil, pgerr.New(pgerr.SyntaxError, "unequal number of entries in row expressions")
	}
	if len(left) == 0 {
		return nil, unsupported("cannot compare rows of zero length")
	}
	strictly := map[string]string{"<": "<", "<=": "<", ">": ">", ">=": ">"}[op]
	if strictly == "" && op != "=" && op != "<>" {
		return nil, unsupported("operator %s of rows is not supported", op)
	}
	var tests []*pgquery.Node
	for i := range left {
		tests = append(tests, compared(op, clone(left[i]), clone(right[i])))
	}
	switch op {
	case "=":
		return and(tests), nil
	case "<>":
		return or(tests), nil
	}
	last := len(left) - 1
	out := tests[last]
	for i := last - 1; i >= 0; i-- {
		equal := compared("=", clone(left[i]), clone(right[i]))
		out = or([]*pgquery.Node{compared(strictly, clone(left[i]), clone(right[i])), and([]*pgquery.Node{equal, out})})
	}
	return out, nil
}

func compared(op string, a, b *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
		Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: []*pgquery.Node{str(op)}, Lexpr: a, Rexpr: b, Location: -1,
	}}}
}

// rowField takes a field of ROW(…): they are called f1, f2 …
func rowField(n *pgquery.Node, x *pgquery.A_Indirection) error {
	row := x.Arg.GetRowExpr()
	if row == nil || len(x.Indirection) != 1 {
		return nil
	}
	name := x.Indirection[0].GetString_().GetSval()
	for i, arg := range row.Args {
		if name == fmt.Sprintf("f%d", i+1) {
			n.Node = arg.Node
			return nil
		}
	}
	if name == "" {
		return unsupported("the fields of a row as columns are not supported")
	}
	return pgerr.New(pgerr.UndefinedColumn, "could not identify column \"%s\" in record data type", name)
}

func and(terms []*pgquery.Node) *pgquery.Node {
	if len(terms) == 1 {
		return terms[0]
	}
	return &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: pgquery.BoolExprType_AND_EXPR, Args: terms, Location: -1,
	}}}
}

func or(terms []*pgquery.Node) *pgquery.Node {
	if len(terms) == 1 {
		return terms[0]
	}
	return &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: pgquery.BoolExprType_OR_EXPR, Args: terms, Location: -1,
	}}}
}
