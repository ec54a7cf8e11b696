package dialect

import (
	"fmt"
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
		path, ok := jsonPath(e.Rexpr)
		if !ok {
			return unsupported("operator %s with a path that is not constant is not supported", op)
		}
		n.Node = call(extractor[op], e.Lexpr, text(path)).Node
	case "?":
		key, ok := stringConstant(e.Rexpr)
		if !ok {
			return unsupported("operator ? with a key that is not constant is not supported")
		}
		n.Node = call("json_exists", e.Lexpr, text(memberPath(key))).Node
	case "?|", "?&", "@?", "@@", "#-":
		return unsupported("operator %s is not supported", op)
	}
	return nil
}

var extractor = map[string]string{
	"->": "json_extract", "->>": "json_extract_string",
	"#>": "json_extract", "#>>": "json_extract_string",
}

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

// jsonPath reads the path of #> and #>>, as '{a,0,b}' or ARRAY['a','0','b'].
func jsonPath(n *pgquery.Node) (string, bool) {
	elements, ok := constantArray(n)
	if !ok {
		return "", false
	}
	path := "$"
	for _, e := range elements {
		key, ok := stringConstant(e)
		if !ok || strings.ContainsAny(key, `"\*`) {
			return "", false
		}
		if isIndex(key) {
			// A number is an index into an array or the name of a member: which of
			// them only the value can tell.
			return "", false
		}
		path += `."` + key + `"`
	}
	return path, true
}

func isIndex(s string) bool {
	for _, c := range strings.TrimPrefix(s, "-") {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != "" && s != "-"
}
