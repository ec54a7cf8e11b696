package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/planner/analysis"
)

// aggregates gives the aggregates PostgreSQL's result types
// (https://www.postgresql.org/docs/15/functions-aggregate.html), by the type of what
// they take.
func (t *typed) aggregates(n *pgquery.Node) error {
	c := n.GetFuncCall()
	f := t.found.Functions[c]
	if c == nil || f == nil || len(c.Args) != 1 || len(f.Args) != 1 {
		return nil
	}
	if f.Name == "pg_typeof" && t.known(c.Args[0]) {
		oid := t.found.Types[c.Args[0]].OID
		name := text(analysis.TypeName(analysis.Type{OID: oid, Mod: -1}))
		if analysis.RowType(oid) && oid != recordOID {
			name = call("format_type", integer(int64(oid)), null())
		}
		t.replace(n, f.Result, call("named_type", c.Args[0], name))
		return nil
	}
	of := f.Args[0]
	switch f.Name {
	case "sum":
		t.sum(n, c, of)
	case "avg":
		t.average(n, c, of)
	}
	return nil
}

func (t *typed) sum(n *pgquery.Node, c *pgquery.FuncCall, of uint32) {
	switch of {
	case int2OID, int4OID:
		t.replace(n, int8OID, cast(t.aggregate("sum", c, c.Args[0]), "int8"))
	case int8OID:
		t.replace(n, numericOID, t.aggregate("sum", c, decimal(c.Args[0], 0)))
	case numericOID:
		if t.scaledByValue(c.Args[0]) {
			t.replace(n, numericOID, call("pg_settled", t.scaledSum(c)))
			return
		}
		t.replace(n, numericOID, t.aggregate("sum", c, c.Args[0]))
	case float4OID:
		t.replace(n, float4OID, cast(t.aggregate("sum", c, c.Args[0]), "float4"))
	case float8OID:
		t.replace(n, float8OID, t.aggregate("sum", c, c.Args[0]))
	case intervalOID:
		if !c.AggDistinct {
			t.replace(n, intervalOID, t.intervals(c))
		}
	}
}

// average is the engine's own of floats, and of intervals a quotient. That of numerics
// is one of the rules for numerics.
func (t *typed) average(n *pgquery.Node, c *pgquery.FuncCall, of uint32) {
	switch {
	case isFloat(of):
		t.replace(n, float8OID, t.aggregate("avg", c, c.Args[0]))
	case of == numericOID && t.scaledByValue(c.Args[0]):
		t.replace(n, numericOID, call("pg_settled", call("pg_average", t.scaledSum(c), t.aggregate("count", c, c.Args[0]))))
	case of == intervalOID && !c.AggDistinct:
		t.replace(n, intervalOID, call("interval_divide", t.intervals(c), cast(t.aggregate("count", c, c.Args[0]), "float8")))
	}
}

// scaledByValue says whether an expression is of numerics each of which has its own
// scale: a column, of quotients perhaps, or what is cast from text.
func (t *typed) scaledByValue(n *pgquery.Node) bool {
	_, known := t.scale(n)
	if !known && t.of(n) == numericOID && t.readText(n) != nil {
		return true
	}
	return !known && n.GetColumnRef() != nil && t.of(n) == numericOID && t.found.Types[n].Mod < 0
}

// scaledSum gives a sum the greatest scale of what it is of.
func (t *typed) scaledSum(c *pgquery.FuncCall) *pgquery.Node {
	value := c.Args[0]
	if text := t.readText(value); text != nil && value.GetTypeCast() != nil {
		value = call("pg_numeric", text) // with the scale that the text has; a column's is shown
	}
	return call("pg_numeric_round", t.aggregate("sum", c, c.Args[0]), t.aggregate("max", c, call("pg_scale", value)))
}

// aggregate gives a call of another aggregate over another argument, with the same
// FILTER, DISTINCT and OVER.
func (t *typed) aggregate(name string, c *pgquery.FuncCall, arg *pgquery.Node) *pgquery.Node {
	inner := proto.Clone(c).(*pgquery.FuncCall)
	inner.Funcname = []*pgquery.Node{str(name)}
	inner.Args = []*pgquery.Node{proto.Clone(arg).(*pgquery.Node)}
	inner.AggOrder = nil
	inner.Location = made
	return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: inner}}
}

// intervals sums months, days and microseconds by themselves, as PostgreSQL does.
func (t *typed) intervals(c *pgquery.FuncCall) *pgquery.Node {
	part := func(name string) *pgquery.Node { return t.aggregate("sum", c, call(name, c.Args[0])) }
	return call("interval_of", part("interval_months"), part("interval_days"), part("interval_micros"))
}
