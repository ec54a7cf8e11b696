package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
)

func init() {
	for _, name := range []string{"corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_intercept", "regr_r2",
		"regr_slope", "regr_sxx", "regr_sxy", "regr_syy"} {
		functionRules[name] = regression(name)
	}
}

// regression gathers the pairs without a NULL in two lists: the engine's own aggregates
// of two variables compute in another order, and their last digits are others.
func regression(name string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if len(c.Args) != 2 || c.AggDistinct {
			return unsupported("function %s() with DISTINCT is not supported", name)
		}
		both := []*pgquery.Node{present(c.Args[0]), present(c.Args[1])}
		if c.AggFilter != nil {
			both = append(both, c.AggFilter)
		}
		filter := &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
			Boolop: pgquery.BoolExprType_AND_EXPR, Args: both, Location: -1}}}
		gathered := func(arg *pgquery.Node) *pgquery.Node {
			inner := proto.Clone(c).(*pgquery.FuncCall)
			inner.Funcname, inner.Args, inner.AggFilter = []*pgquery.Node{str("array_agg")}, []*pgquery.Node{cast(clone(arg), "float8")}, clone(filter)
			return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: inner}}
		}
		n.Node = call("pg_regression", text(name), gathered(c.Args[0]), gathered(c.Args[1])).Node
		return nil
	}
}

// present says that a value is not NULL.
func present(n *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_NullTest{NullTest: &pgquery.NullTest{
		Arg: clone(n), Nulltesttype: pgquery.NullTestType_IS_NOT_NULL, Location: -1}}}
}
