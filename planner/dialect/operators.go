package dialect

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// operators rewrites the operators that DuckDB reads otherwise.
func operators(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil {
		return nil
	}
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_OP:
		return plainOperator(n, e)
	case pgquery.A_Expr_Kind_AEXPR_LIKE, pgquery.A_Expr_Kind_AEXPR_ILIKE:
		return like(n, e)
	case pgquery.A_Expr_Kind_AEXPR_SIMILAR:
		similar(n, e)
	}
	return nil
}

func plainOperator(n *pgquery.Node, e *pgquery.A_Expr) error {
	op := operator(e)
	if e.Lexpr == nil {
		switch op {
		case "|/":
			n.Node = call("sqrt", e.Rexpr).Node
		case "||/":
			n.Node = call("cbrt", e.Rexpr).Node
		case "@":
			n.Node = call("abs", e.Rexpr).Node
		case "!!":
			return unsupported("operator %s is not supported", op)
		}
		return nil
	}
	if f := floatOperator(e); f != nil {
		n.Node = f.Node
		return nil
	}
	switch op {
	case "~", "!~", "~*", "!~*":
		n.Node = regex(op, e).Node
	case "/":
		n.Node = divide(e.Lexpr, e.Rexpr).Node
	case "%":
		n.Node = modulo(e.Lexpr, e.Rexpr).Node
	case "^":
		n.Node = call("pg_settled", call("pg_power", e.Lexpr, e.Rexpr)).Node
	case "=", "<>", "<", ">", "<=", ">=":
		if isJSON(e.Lexpr) || isJSON(e.Rexpr) {
			n.Node = jsonbComparison(e).Node
			return nil
		}
	case "@>":
		return contains(n, e.Lexpr, e.Rexpr)
	case "<@":
		return contains(n, e.Rexpr, e.Lexpr)
	case "||":
		if arrayDepth(e.Lexpr) > 0 || arrayDepth(e.Rexpr) > 0 {
			return joinArrays(n, e.Lexpr, e.Rexpr)
		}
		if isJSON(e.Lexpr) || isJSON(e.Rexpr) {
			n.Node = jsonbBinary("pg_jsonb_concat", e.Lexpr, e.Rexpr).Node
			return nil
		}
	case "-":
		if isJSON(e.Lexpr) {
			n.Node = jsonbMinus(e).Node
			return nil
		}
	case "#":
		n.Node = call("xor", e.Lexpr, e.Rexpr).Node
	case "~~", "~~*", "!~~", "!~~*":
		e.Kind = pgquery.A_Expr_Kind_AEXPR_LIKE
		if strings.HasSuffix(op, "*") {
			e.Kind = pgquery.A_Expr_Kind_AEXPR_ILIKE
		}
		return like(n, e)
	}
	// A name with a schema, as in a OPERATOR(pg_catalog.=) b, is PostgreSQL's own.
	e.Name = []*pgquery.Node{str(op)}
	return nil
}

// regex gives a search with DuckDB's RE2 where that is the same, or else with the engine's
// own function. PostgreSQL's . matches a line's end
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-MATCHING-RULES), RE2's
// does with the option s only; DuckDB's own ~ matches the whole text instead of searching.
func regex(op string, e *pgquery.A_Expr) *pgquery.Node {
	match := search(e.Lexpr, e.Rexpr, strings.HasSuffix(op, "*"))
	if strings.HasPrefix(op, "!") {
		return not(match)
	}
	return match
}

// search says whether a pattern is found in a text.
func search(value, expression *pgquery.Node, fold bool) *pgquery.Node {
	options, flags := "s", ""
	if fold {
		options, flags = "si", "i"
	}
	if s, ok := stringConstant(expression); ok {
		if translated, ok := pattern(s); ok {
			return call("regexp_matches", value, text(translated), text(options))
		}
		if l, ok := lookahead(s); ok {
			return l.search(value, options)
		}
	}
	return call("pg_regexp_like", value, expression, text(flags))
}

// like gives PostgreSQL's escape character, a backslash, to patterns that have one
// or may have one; DuckDB has none by default.
func like(n *pgquery.Node, e *pgquery.A_Expr) error {
	pattern, escape := e.Rexpr, text(`\`)
	if f := pattern.GetFuncCall(); f != nil && lastName(f.Funcname) == "like_escape" && len(f.Args) == 2 {
		pattern, escape = f.Args[0], f.Args[1]
	} else if s, constant := stringConstant(pattern); constant && !strings.Contains(s, `\`) {
		return nil
	}
	name := "like_escape"
	if e.Kind == pgquery.A_Expr_Kind_AEXPR_ILIKE {
		name = "ilike_escape"
	}
	if strings.HasPrefix(operator(e), "!") {
		name = "not_" + name
	}
	n.Node = call(name, e.Lexpr, pattern, escape).Node
	return nil
}

// contains gives a @> b of arrays and of documents. DuckDB's json_contains looks into
// every depth.
func contains(n, a, b *pgquery.Node) error {
	if _, array := constantArray(a); !array {
		if s, ok := stringConstant(b); ok && (s == "" || s[0] != '{' || strings.Contains(s, ":")) || isJSON(a) || isJSON(b) {
			n.Node = jsonbBinary("pg_jsonb_contains", a, b).Node
			return nil
		}
	}
	if s, ok := stringConstant(b); ok {
		if elements, ok := arrayLiteral(s, nil); ok {
			b = &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: elements, Location: -1}}}
		}
	}
	name := "contains_all"
	if elements, ok := constantArray(b); ok && !slices.ContainsFunc(elements, func(e *pgquery.Node) bool { return uncast(e).GetAConst().GetIsnull() }) {
		name = "list_has_all"
	}
	n.Node = call(name, a, b).Node
	return nil
}
