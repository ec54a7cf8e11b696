package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// arrays rewrites comparisons with the elements of an array. Over constants they
// become IN lists, which are pushed down; over a column, a search in a list.
// DuckDB would make a join on UNNEST of them.
func arrays(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil {
		return nil
	}
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_OP_ANY:
		return anyElement(n, e)
	case pgquery.A_Expr_Kind_AEXPR_OP_ALL:
		elements, ok := constantArray(e.Rexpr)
		switch {
		case ok && operator(e) == "<>":
			return inList(n, e, elements, "<>")
		case ok:
			return allOf(n, e, elements)
		case operator(e) == "<>":
			n.Node = not(call("list_contains", e.Rexpr, e.Lexpr)).Node
			return nil
		}
		return unsupported("ALL with operator %s over this array is not supported", operator(e))
	}
	return nil
}

// arrayLiterals writes '{a,b}' that is cast to an array as ARRAY['a', 'b']: DuckDB
// reads another text form.
func arrayLiterals(n *pgquery.Node) error {
	c := n.GetTypeCast()
	if c == nil || len(c.TypeName.GetArrayBounds()) == 0 {
		return nil
	}
	s, ok := stringConstant(c.Arg)
	if !ok {
		return nil
	}
	elements, ok := arrayLiteral(s, nil)
	if !ok {
		return pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: %q", s)
	}
	c.Arg = &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: elements, Location: -1}}}
	return nil
}

func anyElement(n *pgquery.Node, e *pgquery.A_Expr) error {
	elements, constant := constantArray(e.Rexpr)
	switch op := operator(e); {
	case op == "=" && constant:
		return inList(n, e, elements, "=")
	case op == "=":
		n.Node = call("list_contains", e.Rexpr, e.Lexpr).Node
		return nil
	case constant:
		return anyOf(n, e, elements)
	default:
		return unsupported("ANY with operator %s over this array is not supported", op)
	}
}

// inList makes x IN (…), or NOT IN; over no elements it is false, or true.
func inList(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node, op string) error {
	if len(elements) == 0 {
		n.Node = cast(text(map[string]string{"=": "false", "<>": "true"}[op]), "bool").Node
		return nil
	}
	n.Node = &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
		Kind: pgquery.A_Expr_Kind_AEXPR_IN, Name: []*pgquery.Node{str(op)},
		Lexpr: e.Lexpr, Rexpr: pgquery.MakeListNode(elements), Location: e.Location,
	}}
	return nil
}

// anyOf makes x op a OR x op b …
func anyOf(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node) error {
	return combine(n, e, elements, pgquery.BoolExprType_OR_EXPR, "false")
}

// allOf makes x op a AND x op b …
func allOf(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node) error {
	return combine(n, e, elements, pgquery.BoolExprType_AND_EXPR, "true")
}

// combine compares with every element; over none it is empty.
func combine(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node, with pgquery.BoolExprType, empty string) error {
	if len(elements) == 0 {
		n.Node = cast(text(empty), "bool").Node
		return nil
	}
	var terms []*pgquery.Node
	for _, element := range elements {
		term := &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
			Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: e.Name, Lexpr: e.Lexpr, Rexpr: element, Location: e.Location,
		}}}
		if err := operators(term); err != nil {
			return err
		}
		terms = append(terms, term)
	}
	n.Node = &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: with, Args: terms, Location: -1,
	}}
	return nil
}

// constantArray gives the elements of ARRAY[…] or of '{…}' cast to an array.
func constantArray(n *pgquery.Node) ([]*pgquery.Node, bool) {
	if a := n.GetAArrayExpr(); a != nil {
		return a.Elements, true
	}
	c := n.GetTypeCast()
	if c == nil || len(c.TypeName.GetArrayBounds()) == 0 {
		if s, ok := stringConstant(n); ok {
			return arrayLiteral(s, nil)
		}
		return nil, false
	}
	if a := c.Arg.GetAArrayExpr(); a != nil {
		return castEach(a.Elements, c.TypeName), true
	}
	if s, ok := stringConstant(c.Arg); ok {
		return arrayLiteral(s, c.TypeName)
	}
	return nil, false
}

func castEach(elements []*pgquery.Node, array *pgquery.TypeName) []*pgquery.Node {
	if array == nil {
		return elements
	}
	out := make([]*pgquery.Node, len(elements))
	for i, e := range elements {
		out[i] = cast(e, lastName(array.Names))
	}
	return out
}

// arrayLiteral reads PostgreSQL's text form of an array of one dimension
// (https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO).
func arrayLiteral(s string, array *pgquery.TypeName) ([]*pgquery.Node, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '{' || s[len(s)-1] != '}' {
		return nil, false
	}
	values, ok := splitArray(s[1 : len(s)-1])
	if !ok {
		return nil, false
	}
	var elements []*pgquery.Node
	for _, v := range values {
		if v == nil {
			elements = append(elements, null())
		} else {
			elements = append(elements, text(*v))
		}
	}
	return castEach(elements, array), true
}

// splitArray gives the elements between the braces; nil stands for NULL.
func splitArray(s string) ([]*string, bool) {
	if strings.TrimSpace(s) == "" {
		return nil, true
	}
	var out []*string
	for {
		element, rest, ok := nextElement(s)
		if !ok {
			return nil, false
		}
		out = append(out, element)
		if rest == "" {
			return out, true
		}
		s = rest[1:]
	}
}

// nextElement reads one element up to a comma or the end.
func nextElement(s string) (element *string, rest string, ok bool) {
	s = strings.TrimLeft(s, " \t\n")
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexByte(s, ',')
		if end < 0 {
			end = len(s)
		}
		bare := strings.TrimSpace(s[:end])
		if bare == "" || strings.ContainsAny(bare, `{}"\`) {
			return nil, "", false
		}
		if strings.EqualFold(bare, "null") {
			return nil, s[end:], true
		}
		return &bare, s[end:], true
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i < len(s) {
				b.WriteByte(s[i])
			}
		case '"':
			value := b.String()
			rest := strings.TrimLeft(s[i+1:], " \t\n")
			return &value, rest, rest == "" || rest[0] == ','
		default:
			b.WriteByte(s[i])
		}
	}
	return nil, "", false
}
