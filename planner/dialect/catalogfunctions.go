package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// function types a call.
func (t *typer) function(n *pgquery.Node, c *pgquery.FuncCall, s *scope) string {
	var first string
	for i, arg := range c.Args {
		typ := t.expr(arg, s)
		if i == 0 {
			first = typ
		}
		if registered(typ) && textFunctions[lastName(c.Funcname)] {
			c.Args[i] = spelled(typ, arg)
		}
	}
	t.nodes(c.AggOrder, s)
	t.expr(c.AggFilter, s)
	if over := c.Over; over != nil {
		t.nodes(over.PartitionClause, s)
		t.nodes(over.OrderClause, s)
	}
	if inInformation(c.Funcname) {
		c.Funcname = c.Funcname[1:]
	}
	if !inCatalog(c.Funcname) {
		return ""
	}
	name := lastName(c.Funcname)
	switch name {
	case "array_agg":
		return arrayOf(first)
	case "unnest":
		return elementOf(first)
	case "max", "min":
		if first == "oid" {
			return "oid"
		}
		return ""
	case "generate_subscripts":
		return t.subscripts(n, c, first)
	case "array_upper", "array_lower":
		return t.bound(n, c, first, name)
	}
	if name == "oid" || name == "name" || name == "char" || registered(name) {
		return t.typeCast(n, asCast(n, c.Args, name), s)
	}
	return t.catalog.Functions[name]
}

// asCast turns a call that is spelled like a type, such as name(x), into the cast.
func asCast(n *pgquery.Node, args []*pgquery.Node, name string) *pgquery.TypeCast {
	if len(args) != 1 {
		return &pgquery.TypeCast{Arg: null(), TypeName: namedType(name)}
	}
	c := cast(args[0], name)
	n.Node = c.Node
	return c.GetTypeCast()
}

// textFunctions take a name where they are given a value of a registered type.
var textFunctions = map[string]bool{
	"quote_ident": true, "format": true, "concat": true, "concat_ws": true, "length": true, "lower": true,
	"upper": true, "replace": true, "split_part": true, "string_agg": true,
}

// subscripts and bound count an int2vector or oidvector from 0, as PostgreSQL does.
func (t *typer) subscripts(n *pgquery.Node, c *pgquery.FuncCall, typ string) string {
	if len(c.Args) < 2 {
		return ""
	}
	if typ == "int2vector" || typ == "oidvector" {
		n.Node = call("unnest", call("range", call("len", c.Args[0]))).Node
		return ""
	}
	return ""
}

func (t *typer) bound(n *pgquery.Node, c *pgquery.FuncCall, typ, name string) string {
	if len(c.Args) != 2 {
		return ""
	}
	vector := typ == "int2vector" || typ == "oidvector"
	one := int64(1)
	if vector {
		one = 0
	}
	length := call("nullif", call("len", c.Args[0]), integer(0))
	if name == "array_upper" {
		n.Node = cast(plus(length, one-1), "int4").Node
		return ""
	}
	n.Node = cast(plus(call("sign", length), one-1), "int4").Node
	return ""
}
