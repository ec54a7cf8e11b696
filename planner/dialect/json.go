package dialect

import (
	"fmt"
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// jsonOperators turns the JSON operators into functions: DuckDB gives -> and ->>
// another precedence, and reads a key that begins with $ or / as a path.
func jsonOperators(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil || e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || e.Lexpr == nil {
		return nil
	}
	switch op := operator(e); op {
	case "->", "->>":
		n.Node = call(extractor[op], e.Lexpr, jsonKey(e.Rexpr)).Node
	case "#>", "#>>":
		elements, ok := constantArray(e.Rexpr)
		if !ok {
			return unsupported("operator %s with a path that is not constant is not supported", op)
		}
		value, err := followPath(e.Lexpr, elements)
		if err != nil {
			return err
		}
		if op == "#>>" {
			value = call("json_extract_string", value, text("$"))
		}
		n.Node = value.Node
	case "?":
		key, ok := stringConstant(e.Rexpr)
		if !ok {
			return unsupported("operator ? with a key that is not constant is not supported")
		}
		n.Node = call("json_has", e.Lexpr, text(key), text(memberPath(key))).Node
	case "?|", "?&", "@?", "@@", "#-":
		return unsupported("operator %s is not supported", op)
	}
	return nil
}

var extractor = map[string]string{"->": "json_extract", "->>": "json_extract_string"}

// jsonKey gives the path for a key or an index. One that is not constant is left to
// DuckDB, by its type: a number is an index, a text a key.
func jsonKey(n *pgquery.Node) *pgquery.Node {
	if key, ok := stringConstant(n); ok {
		return text(memberPath(key))
	}
	if i, ok := intConstant(n); ok {
		return text(elementPath(i))
	}
	return call("json_key", n)
}

func elementPath(i int64) string {
	if i < 0 {
		return fmt.Sprintf("$[#%d]", i)
	}
	return fmt.Sprintf("$[%d]", i)
}

// memberPath gives the path of a member by its name, whatever characters it has.
func memberPath(key string) string {
	if strings.ContainsAny(key, `"\*`) {
		return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key) // a JSON pointer
	}
	return `$."` + key + `"`
}

// followPath goes down a path of #> and #>>. A number in it is an index where it
// meets an array and a name where it meets an object.
func followPath(value *pgquery.Node, path []*pgquery.Node) (*pgquery.Node, error) {
	for _, step := range path {
		key, ok := stringConstant(step)
		if !ok {
			return nil, unsupported("a JSON path with an element that is not constant is not supported")
		}
		if i, err := strconv.ParseInt(key, 10, 64); err == nil {
			value = call("json_step", value, text(elementPath(i)), text(memberPath(key)))
		} else {
			value = call("json_extract", value, text(memberPath(key)))
		}
	}
	return value, nil
}
