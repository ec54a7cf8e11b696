package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// The types of addresses are bytes in the engine, which knows neither their operators
// nor their casts (internal/engine/functionsinet.go).

func isInet(oid uint32) bool { return oid == inetOID || oid == cidrOID }

// inetOperators are the functions of the operators over addresses, by the kind of the
// right operand: an address, or a number.
var inetOperators = map[string]map[bool]string{
	"<<":  {true: "pg_inet_within"},
	"<<=": {true: "pg_inet_within_or_equal"},
	"&&":  {true: "pg_inet_overlaps"},
	"&":   {true: "pg_inet_and"},
	"|":   {true: "pg_inet_or"},
	"-":   {true: "pg_inet_difference", false: "pg_inet_minus"},
	"+":   {false: "pg_inet_plus"},
}

// turned are the operators that are another one with its operands exchanged.
var turned = map[string]string{">>": "<<", ">>=": "<<="}

// addresses rewrites an operator over addresses; ok is false where it is none.
func (t *typed) addresses(n *pgquery.Node, e *pgquery.A_Expr, op *analysis.Operator) (ok bool) {
	left, right := e.Lexpr, e.Rexpr
	switch {
	case e.Kind != pgquery.A_Expr_Kind_AEXPR_OP:
		return isInet(op.Left) && t.anyAddress(n, e, op)
	case left == nil && isInet(op.Right) && op.Name == "~":
		t.replace(n, op.Result, call("pg_inet_not", right))
		return true
	case !isInet(op.Left) && !isInet(op.Right) || left == nil:
		return false
	case !isInet(op.Left): // a number and an address
		left, right = right, left
	}
	name := op.Name
	if to, ok := turned[name]; ok {
		name, left, right = to, right, left
	}
	function, ok := inetOperators[name][isInet(op.Left) && isInet(op.Right)]
	if ok {
		t.replace(n, op.Result, call(function, left, right))
	}
	return ok
}

// anyAddress rewrites ANY and ALL over addresses with one of their own operators.
func (t *typed) anyAddress(n *pgquery.Node, e *pgquery.A_Expr, op *analysis.Operator) (ok bool) {
	name, ok := inetQuantifiers[op.Name]
	if !ok {
		return false
	}
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_OP_ANY:
		name = "any_" + name
	case pgquery.A_Expr_Kind_AEXPR_OP_ALL:
		name = "all_" + name
	default:
		return false
	}
	t.replace(n, boolOID, call(name, e.Rexpr, e.Lexpr))
	return true
}

// inetQuantifiers are the parts of the names of the macros for ANY and ALL.
var inetQuantifiers = map[string]string{
	"<<": "within", "<<=": "within_or_equal", ">>": "contains", ">>=": "contains_or_equals", "&&": "overlaps",
}

// asAddresses makes the networks in a column of addresses such.
func (t *typed) asAddresses(column []*pgquery.Node) {
	for _, n := range column {
		if n != nil && t.of(n) == cidrOID {
			t.wrap(n, analysis.Type{OID: inetOID, Mod: -1})
		}
	}
}

// inetFunctions are the engine's names of the functions of addresses.
var inetFunctions = map[string]string{
	"host": "pg_inet_host", "text": "pg_inet_text", "abbrev": "pg_inet_abbrev", "family": "pg_inet_family", "masklen": "pg_inet_masklen",
	"network": "pg_inet_network", "netmask": "pg_inet_netmask", "hostmask": "pg_inet_hostmask", "broadcast": "pg_inet_broadcast",
	"set_masklen": "pg_inet_set_masklen", "inet_same_family": "pg_inet_same_family", "inet_merge": "pg_inet_merge",
}

// inetCall rewrites a function of addresses.
func (t *typed) inetCall(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) {
	name, ok := inetFunctions[f.Name]
	if !ok || len(f.Args) == 0 || !isInet(f.Args[0]) {
		return
	}
	if f.Name == "set_masklen" && f.Args[0] == cidrOID {
		name = "pg_cidr_set_masklen"
	}
	t.replace(n, f.Result, call(name, c.Args...))
}

// inetCast rewrites a cast to or from an address; ok is false where it is none.
func (t *typed) inetCast(n *pgquery.Node, c *pgquery.TypeCast, from uint32) (ok bool) {
	name := lastName(c.TypeName.Names)
	switch {
	case name == "inet" || name == "cidr":
		oid := map[string]uint32{"inet": inetOID, "cidr": cidrOID}[name]
		switch {
		case from == oid:
			t.moved[n] = analysis.Type{OID: oid, Mod: -1}
			n.Node = c.Arg.Node
		case textual[from] && c.Arg.GetAConst() == nil:
			t.replace(n, oid, call(name+"_of_text", cast(c.Arg, "text")))
		default:
			t.replace(n, oid, addressOf(name, c.Arg))
		}
		return true
	case isInet(from) && textual[t.of(n)]:
		shown := "pg_inet_text"
		if to := t.of(n); to == nameOID || to == charOID { // these have no cast of their own
			shown = "pg_inet_out"
		}
		c.Arg = settle(call(shown, c.Arg))
		t.moved[c.Arg] = analysis.Type{OID: textOID, Mod: -1}
		return len(c.TypeName.Typmods) == 0
	}
	return false
}

// castAddress rewrites a cast to an address, or to an array of them, of which nothing is
// known but its form.
func castAddress(n *pgquery.Node, c *pgquery.TypeCast, name string) {
	if len(c.TypeName.ArrayBounds) == 0 {
		n.Node = addressOf(name, c.Arg).Node
		return
	}
	if s, ok := stringConstant(c.Arg); ok {
		if elements, ok := arrayLiteral(s, nil); ok {
			c.Arg = arrayNode(elements)
		}
	}
	if a := c.Arg.GetAArrayExpr(); a != nil {
		for _, e := range leaves(a.Elements) {
			e.Node = addressOf(name, clone(e)).Node
		}
		n.Node = c.Arg.Node
		if len(a.Elements) == 0 {
			n.Node = call("list_"+name, cast(c.Arg, "varchar[]")).Node
		}
		return
	}
	n.Node = call("list_"+name, c.Arg).Node
}

// addressOf gives an address of a text, or of another.
func addressOf(name string, value *pgquery.Node) *pgquery.Node {
	if value.GetAConst() != nil || value.GetParamRef() != nil {
		value = cast(value, "varchar")
	}
	return call("pg_"+name, value)
}
