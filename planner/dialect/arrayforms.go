package dialect

import (
	"maps"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func init() {
	maps.Copy(functionRules, map[string]func(*pgquery.Node, *pgquery.FuncCall) error{
		"array_length": plain("pg_array_length"), "array_upper": plain("pg_array_upper"), "array_lower": plain("pg_array_lower"),
		"array_ndims": plain("pg_array_ndims"), "array_dims": plain("pg_array_dims"), "cardinality": plain("pg_cardinality"),
		"unnest": flattened, "generate_subscripts": arraySubscripts,
		"array_append": plain("list_append"), "array_prepend": plain("list_prepend"), "array_cat": concatenated,
	})
}

// flattened unnests arrays of several dimensions to their innermost elements.
func flattened(n *pgquery.Node, c *pgquery.FuncCall) error {
	for depth := arrayDepth(first(c)); depth > 1; depth-- {
		c.Args[0] = call("flatten", c.Args[0])
	}
	c.Funcname = []*pgquery.Node{str("unnest")}
	return nil
}

// arraySubscripts makes rows of an array's subscripts, which are integers.
func arraySubscripts(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) != 2 && len(c.Args) != 3 {
		return nil
	}
	length := call("pg_array_length", c.Args[0], c.Args[1])
	bounds := []*pgquery.Node{integer(1), length} // of nothing there are no rows
	if len(c.Args) == 3 {
		return unsupported("generate_subscripts() in reverse is not supported")
	}
	list := cast(call("generate_series", bounds...), "int4[]")
	n.Node = call("unnest", list).Node
	return nil
}

// concatenated is array_cat().
func concatenated(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) != 2 {
		return nil
	}
	return joinArrays(n, c.Args[0], c.Args[1])
}

// joinArrays gives a || b where one of them is an array: of arrays of one depth the
// concatenation, otherwise the one with the other as an element
// (https://www.postgresql.org/docs/15/functions-array.html#ARRAY-OPERATORS-TABLE).
func joinArrays(n, a, b *pgquery.Node) error {
	left, right := arrayDepth(a), arrayDepth(b)
	for _, side := range []struct{ array, other **pgquery.Node }{{&a, &b}, {&b, &a}} {
		if arrayDepth(*side.array) == 0 {
			continue
		}
		if s, ok := untypedText(*side.other); ok { // an array's text, as the operator would have it
			elements, ok := arrayLiteral(s, nil)
			if !ok {
				return pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: \"%s\"", s)
			}
			if *side.other, ok = elementsLike(*side.array, elements); !ok {
				return unsupported("an array beside a text without a type is not supported here; cast the text")
			}
			left, right = arrayDepth(a), arrayDepth(b)
		}
	}
	switch {
	case uncast(a).GetAConst().GetIsnull() && uncast(b).GetAConst().GetIsnull():
		n.Node = call("joined_arrays", a, b).Node
	case a.GetAConst().GetIsnull() || b.GetAConst().GetIsnull() || left == right:
		n.Node = call("list_concat", a, b).Node
	case left == right+1 && (right > 0 || isScalar(b)):
		n.Node = call("list_append", a, b).Node
	case right == left+1 && (left > 0 || isScalar(a)):
		n.Node = call("list_prepend", a, b).Node
	case left > 0 && right > 0:
		return pgerr.New("2202E", "cannot concatenate incompatible arrays")
	default:
		n.Node = call("list_concat", a, b).Node // an error of DuckDB's, if one is no array
	}
	return nil
}

// atLeast gives a bound of a slice, or a higher one; nil for none.
func atLeast(bound *pgquery.Node, least int64) *pgquery.Node {
	at, ok := intConstant(bound)
	switch {
	case bound == nil || ok && at >= least:
		return bound
	case ok:
		return integer(least)
	}
	return call("greatest_bound", bound, integer(least))
}

// untypedText gives a text constant that has no type.
func untypedText(n *pgquery.Node) (string, bool) {
	if s := n.GetAConst().GetSval(); s != nil {
		return s.Sval, true
	}
	return "", false
}

// isScalar says whether an expression is no array, as far as its form tells.
func isScalar(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AConst:
		return true
	case *pgquery.Node_TypeCast:
		return len(x.TypeCast.TypeName.GetArrayBounds()) == 0
	case *pgquery.Node_FuncCall:
		return scalarFunctions[lastName(x.FuncCall.Funcname)] || kindOf(n) != unknown
	case *pgquery.Node_ColumnRef:
		return scalarColumns[lastName(x.ColumnRef.Fields)]
	}
	return kindOf(n) != unknown
}

// scalarFunctions and scalarColumns are known to give no arrays.
var (
	scalarFunctions = map[string]bool{"upper": true, "lower": true, "left": true, "concat": true, "text_part": true, "replace": true, "now": true}
	scalarColumns   = map[string]bool{"event_name": true, "event_source": true, "event_id": true, "user_name": true, "event_time": true, "read_only": true}
)

// elementsLike makes an array of texts that has the type of another array, as far as that
// one's form tells.
func elementsLike(array *pgquery.Node, elements []*pgquery.Node) (*pgquery.Node, bool) {
	out := arrayNode(elements)
	if c := array.GetTypeCast(); c != nil {
		return &pgquery.Node{Node: &pgquery.Node_TypeCast{TypeCast: &pgquery.TypeCast{Arg: out, TypeName: c.TypeName, Location: -1}}}, true
	}
	if a := array.GetAArrayExpr(); a != nil {
		for _, e := range leaves(a.Elements) {
			switch {
			case kindOf(e) == whole:
				for _, x := range leaves(elements) {
					x.Node = cast(clone(x), "int4").Node
				}
				return out, true
			case e.GetAConst().GetSval() != nil || stringTyped(e):
				return out, true
			}
		}
		return out, len(a.Elements) == 0
	}
	name := array.GetColumnRef()
	return out, name != nil // the events' arrays are of texts
}

func stringTyped(n *pgquery.Node) bool {
	_, ok := stringConstant(n)
	return ok
}

// subscripts takes the elements before the first as absent: DuckDB counts them from
// the end. Of an array of several dimensions PostgreSQL gives no part but by slices.
func subscripts(n *pgquery.Node) error {
	x := n.GetAIndirection()
	if x == nil {
		return nil
	}
	depth, taken := arrayDepth(x.Arg), 0
	for _, step := range x.Indirection {
		i := step.GetAIndices()
		if i == nil {
			return nil
		}
		taken++
		if i.IsSlice {
			if depth > 1 || len(x.Indirection) > 1 {
				return unsupported("slices of arrays of several dimensions are not supported")
			}
			i.Lidx, i.Uidx = atLeast(i.Lidx, 1), atLeast(i.Uidx, 0)
			continue
		}
		if at, ok := intConstant(i.Uidx); ok && at <= 0 {
			i.Uidx = cast(null(), "int4")
		} else if !ok {
			i.Uidx = call("positive", i.Uidx)
		}
	}
	if depth > 1 && taken != depth {
		return unsupported("fewer subscripts than the array has dimensions are not supported")
	}
	return nil
}
