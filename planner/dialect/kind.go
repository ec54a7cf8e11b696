package dialect

import (
	"errors"
	"strconv"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// kind is what an expression's form tells of its type.
type kind int

const (
	unknown kind = iota
	whole        // an integer of some width
	exact        // numeric
	inexact      // real or double precision
)

// wholeFunctions, exactFunctions and inexactFunctions are functions whose result is
// of one kind whatever their arguments.
var (
	wholeFunctions = map[string]bool{"count": true, "length": true, "text_length": true, "text_bytes": true,
		"text_position": true, "row_number": true, "rank": true, "dense_rank": true, "ntile": true, "cardinality": true}
	exactFunctions = map[string]bool{"to_open": true, "to_numeric": true, openText: true, "extract_epoch": true, "extract_second": true, "avg": true}
	inexactFuncs   = map[string]bool{"random": true, "percentile_cont": true, "epoch": true}
	sameFunctions  = map[string]bool{"sum": true, "min": true, "max": true, "sum_in": true, "abs": true, "ceil": true, "floor": true,
		"ceiling": true, "round": true, "trunc": true, "divide_checked": true, "modulo_checked": true, "round_in": true}
)

// kindOf looks at the form alone: a column tells nothing.
func kindOf(n *pgquery.Node) kind {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AConst:
		if x.AConst.GetIval() != nil {
			return whole
		}
		if f := x.AConst.GetFval(); f != nil {
			if _, err := strconv.ParseInt(f.Fval, 10, 64); err == nil {
				return whole // too big for an integer
			}
			return exact
		}
	case *pgquery.Node_TypeCast:
		switch lastName(x.TypeCast.TypeName.GetNames()) {
		case "int2", "int4", "int8":
			return whole
		case "numeric":
			return exact
		case "float4", "float8":
			return inexact
		}
	case *pgquery.Node_AExpr:
		return widest(x.AExpr.Lexpr, x.AExpr.Rexpr)
	case *pgquery.Node_CoalesceExpr:
		return widest(x.CoalesceExpr.Args...)
	case *pgquery.Node_FuncCall:
		name := lastName(x.FuncCall.Funcname)
		switch {
		case settling[name]:
			return settledKind(x.FuncCall.Args[0])
		case wholeFunctions[name]:
			return whole
		case exactFunctions[name]:
			return exact
		case inexactFuncs[name]:
			return inexact
		case sameFunctions[name]:
			return widest(x.FuncCall.Args...)
		}
	}
	return unknown
}

// widest gives the kind of an operation: of unknown and inexact there is no telling.
func widest(operands ...*pgquery.Node) kind {
	out := whole
	for _, o := range operands {
		if o == nil {
			continue
		}
		k := kindOf(o)
		if k == unknown {
			return unknown
		}
		out = max(out, k)
	}
	return out
}

// mentions says whether a kind stands anywhere among the operands of an arithmetic
// expression.
func mentions(n *pgquery.Node, want kind) bool {
	if kindOf(n) == want {
		return true
	}
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AExpr:
		return mentions(x.AExpr.Lexpr, want) || mentions(x.AExpr.Rexpr, want)
	case *pgquery.Node_FuncCall:
		if name := lastName(x.FuncCall.Funcname); sameFunctions[name] || settling[name] || name == "pg_divide" || name == "pg_modulo" {
			for _, a := range x.FuncCall.Args {
				if mentions(a, want) {
					return true
				}
			}
		}
	}
	return false
}

// aggregates are the functions that DuckDB binds after everything else.
var aggregates = map[string]bool{
	"count": true, "sum": true, "avg": true, "min": true, "max": true, "array_agg": true, "string_agg": true,
	"bool_and": true, "bool_or": true, "every": true, "stddev": true, "variance": true, "stddev_pop": true,
	"stddev_samp": true, "var_pop": true, "var_samp": true, "percentile_cont": true, "percentile_disc": true,
	"mode": true, "bit_and": true, "bit_or": true, "corr": true, "regr_slope": true, "any_value": true,
	"json_group_array": true, "json_group_object": true,
}

var errFound = errors.New("found")

// opaque says whether DuckDB does not know an expression's type when it chooses an
// overload of a macro: aggregates, windows, subqueries and parameters are bound
// later, and an overload would be taken by chance.
func opaque(nodes ...*pgquery.Node) bool {
	for _, n := range nodes {
		if n == nil {
			continue
		}
		err := walk(n, func(n *pgquery.Node) error {
			switch x := n.GetNode().(type) {
			case *pgquery.Node_SubLink, *pgquery.Node_ParamRef:
				return errFound
			case *pgquery.Node_AConst:
				if x.AConst.Isnull {
					return errFound
				}
			case *pgquery.Node_FuncCall:
				if x.FuncCall.Over != nil || x.FuncCall.AggWithinGroup || aggregates[lastName(x.FuncCall.Funcname)] {
					return errFound
				}
			}
			return nil
		})
		if err != nil {
			return true
		}
	}
	return false
}

// overloaded calls a macro that goes by types, or, where the types are not known,
// the function that does without.
func overloaded(macro, without string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		name := macro
		if opaque(c.Args...) {
			name = without
		}
		n.Node = call(name, c.Args...).Node
		return nil
	}
}

// divide gives PostgreSQL's division: of integers to an integer, of numerics to a
// numeric. The engine's function goes by the types; what is a constant's text takes the
// other operand's.
func divide(a, b *pgquery.Node) *pgquery.Node {
	if kindOf(a) == whole && kindOf(b) == whole && !opaque(a, b) || isUntyped(a) || isUntyped(b) {
		return call("divide_checked", a, b)
	}
	return call("pg_settled", call("pg_divide", a, b))
}

// modulo gives the rest of a division.
func modulo(a, b *pgquery.Node) *pgquery.Node {
	if kindOf(a) == whole && kindOf(b) == whole && !opaque(a, b) || isUntyped(a) || isUntyped(b) {
		return call("modulo_checked", a, b)
	}
	return call("pg_settled_open", call("pg_modulo", a, b))
}

// isUntyped says whether an expression is a constant's text without a type, or NULL.
func isUntyped(n *pgquery.Node) bool {
	return n.GetAConst().GetSval() != nil || n.GetAConst().GetIsnull()
}
