package dialect

import (
	"maps"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// The engine's functions of numbers (internal/engine/functionnumeric.go) choose their
// result by the types of the arguments. A numeric that they give has a scale of its
// own, as PostgreSQL's; pg_settled makes a DECIMAL of it, for DuckDB to compute with.
// shownNumerics takes pg_settled away where nothing computes with the result any more.

func init() {
	settledBy := func(settle, name string) func(*pgquery.Node, *pgquery.FuncCall) error {
		return func(n *pgquery.Node, c *pgquery.FuncCall) error {
			n.Node = call(settle, call(name, c.Args...)).Node
			return nil
		}
	}
	maps.Copy(functionRules, map[string]func(*pgquery.Node, *pgquery.FuncCall) error{
		"power": settledBy("pg_settled", "pg_power"), "pow": settledBy("pg_settled", "pg_power"),
		"sqrt": settledBy("pg_settled", "pg_sqrt"), "exp": settledBy("pg_settled", "pg_exp"),
		"ln": settledBy("pg_settled", "pg_ln"), "log": settledBy("pg_settled", "pg_log"), "log10": settledBy("pg_settled", "pg_log"),
		"div": settledBy("pg_settled_whole", "pg_div"), "mod": settledBy("pg_settled_open", "pg_modulo"),
		"gcd": settledBy("pg_settled_open", "pg_gcd"), "lcm": settledBy("pg_settled_open", "pg_lcm"),
		"factorial": settledBy("pg_settled_whole", "pg_factorial"), "trim_scale": settledBy("pg_settled_open", "pg_trim_scale"),
		"scale": plain("pg_scale"), "min_scale": plain("pg_min_scale"), "width_bucket": plain("pg_width_bucket"),
		"stddev": statistic("pg_stddev_samp"), "stddev_samp": statistic("pg_stddev_samp"), "stddev_pop": statistic("pg_stddev_pop"),
		"variance": statistic("pg_var_samp"), "var_samp": statistic("pg_var_samp"), "var_pop": statistic("pg_var_pop"),
	})
}

// statistic gathers the values in a list, for DuckDB has the statistics of doubles
// alone, and by another algorithm.
func statistic(name string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if len(c.Args) != 1 {
			return nil
		}
		c.Funcname = []*pgquery.Node{str("array_agg")}
		n.Node = call("pg_settled", call(name, &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: c}})).Node
		return nil
	}
}

// settling are the functions that make a DECIMAL.
var settling = map[string]bool{"pg_settled": true, "pg_settled_open": true, "pg_settled_whole": true}

// doubleOfWholes are the functions that give integers a double precision.
var doubleOfWholes = map[string]bool{"pg_power": true, "pg_sqrt": true, "pg_exp": true, "pg_ln": true, "pg_log": true}

// settledKind gives the kind of a function's result under pg_settled.
func settledKind(n *pgquery.Node) kind {
	c := n.GetFuncCall()
	switch name := lastName(c.GetFuncname()); {
	case name == "pg_numeric" || name == "pg_average" || name == "pg_numeric_round":
		return exact
	case name == "pg_div" || name == "pg_factorial" || name == "pg_trim_scale" || name == "pg_log" && len(c.Args) == 2:
		return exact
	case doubleOfWholes[name]:
		if k := widest(c.Args...); k != whole {
			return k
		}
		return inexact
	}
	return widest(c.GetArgs()...)
}

// sameForm says whether two expressions are one but for where they stand.
func sameForm(a, b *pgquery.Node) bool {
	a, b = clone(a), clone(b)
	unplaced(a.ProtoReflect())
	unplaced(b.ProtoReflect())
	return proto.Equal(a, b)
}

// unplaced forgets where the parts of an expression stand.
func unplaced(m protoreflect.Message) {
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case fd.Name() == "location":
			m.Clear(fd)
		case fd.Kind() == protoreflect.MessageKind && fd.IsList():
			for i := range v.List().Len() {
				unplaced(v.List().Get(i).Message())
			}
		case fd.Kind() == protoreflect.MessageKind:
			unplaced(v.Message())
		}
		return true
	})
}

// numericCasts casts a numeric of the engine's functions without the way over DECIMAL,
// which would lose its scale, and whose cast to a double is not the nearest one.
func numericCasts(n *pgquery.Node) error {
	c := n.GetTypeCast()
	if c == nil || len(c.TypeName.GetArrayBounds()) > 0 || !settling[lastName(c.Arg.GetFuncCall().GetFuncname())] {
		return nil
	}
	inner := c.Arg.GetFuncCall().Args[0]
	switch lastName(c.TypeName.Names) {
	case "float8":
		n.Node = call("pg_numeric_float", inner).Node
	case "text", "varchar":
		if settledKind(inner) == exact && len(c.TypeName.Typmods) == 0 {
			n.Node = call("pg_numeric_text", inner).Node
		}
	}
	return nil
}

// floatOperator gives an operator over a float as the function that knows its overflow.
func floatOperator(e *pgquery.A_Expr) *pgquery.Node {
	name := exactOperators[operator(e)]
	if name == "" || e.Lexpr == nil || widest(e.Lexpr, e.Rexpr) != inexact {
		return nil
	}
	return call(name, e.Lexpr, e.Rexpr)
}

// smallestInteger gives -2147483648 its type: the engine takes it for a bigint, because
// 2147483648 is one (src/backend/parser/parse_node.c, make_const).
func smallestInteger(n *pgquery.Node) error {
	if n.GetAConst().GetFval().GetFval() == "-2147483648" {
		n.Node = cast(text("-2147483648"), "int4").Node
		return nil
	}
	e := n.GetAExpr()
	if e != nil && e.Kind == pgquery.A_Expr_Kind_AEXPR_OP && e.Lexpr == nil && operator(e) == "-" && e.Rexpr.GetAConst().GetFval().GetFval() == "2147483648" {
		n.Node = cast(text("-2147483648"), "int4").Node
	}
	return nil
}
