package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
)

// sum gives PostgreSQL's result types: bigint for integers, numeric for bigints
// (https://www.postgresql.org/docs/15/functions-aggregate.html). The macros choose by
// the type of the argument.
func sum(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) != 1 {
		return nil
	}
	n.Node = summed(c).Node
	return nil
}

// average divides sum by count, so that integers and numerics have a numeric
// average, as exact as PostgreSQL's.
func average(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) != 1 || mentions(c.Args[0], inexact) {
		return nil
	}
	counted := proto.Clone(c).(*pgquery.FuncCall)
	counted.Funcname = []*pgquery.Node{str("count")}
	n.Node = call("pg_settled", call("pg_average", summed(c), &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: counted}})).Node
	return nil
}

func summed(c *pgquery.FuncCall) *pgquery.Node {
	inner := proto.Clone(c).(*pgquery.FuncCall)
	inner.Funcname = []*pgquery.Node{str("sum")}
	if !opaque(c.Args[0]) {
		inner.Args = []*pgquery.Node{call("sum_in", c.Args[0])}
	} else if kindOf(c.Args[0]) == whole { // as in sum(count(*)) OVER ()
		value := cast(c.Args[0], "numeric")
		value.GetTypeCast().TypeName.Typmods = []*pgquery.Node{integer(38), integer(0)}
		inner.Args = []*pgquery.Node{value}
	}
	return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: inner}}
}

// arrayAgg sorts what is distinct: PostgreSQL finds the distinct values by sorting.
func arrayAgg(n *pgquery.Node, c *pgquery.FuncCall) error {
	c.Funcname = []*pgquery.Node{str("array_agg")}
	if c.AggDistinct && len(c.AggOrder) == 0 {
		inner := &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: c}}
		n.Node = call("list_sort", inner, text("ASC"), text("NULLS LAST")).Node
	}
	return nil
}

// stringAgg orders what is distinct, for the same reason.
func stringAgg(_ *pgquery.Node, c *pgquery.FuncCall) error {
	c.Funcname = []*pgquery.Node{str("string_agg")}
	if c.AggDistinct && len(c.AggOrder) == 0 {
		c.AggOrder = []*pgquery.Node{{Node: &pgquery.Node_SortBy{SortBy: &pgquery.SortBy{Node: clone(c.Args[0]),
			SortbyDir: pgquery.SortByDir_SORTBY_ASC, SortbyNulls: pgquery.SortByNulls_SORTBY_NULLS_LAST, Location: -1}}}}
	}
	return nil
}
