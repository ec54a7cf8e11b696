package dialect

import (
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
		return unsupported("SIMILAR TO is not supported; use ~ with a regular expression")
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
		}
		return nil
	}
	switch op {
	case "~", "!~", "~*", "!~*":
		n.Node = regex(op, e).Node
	case "/":
		n.Node = call("divide_checked", e.Lexpr, e.Rexpr).Node
	case "%":
		n.Node = call("modulo_checked", e.Lexpr, e.Rexpr).Node
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

// regex gives a search with DuckDB's RE2. PostgreSQL's . matches a line's end
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-MATCHING-RULES), RE2's
// does with the option s only; DuckDB's own ~ matches the whole text instead of searching.
func regex(op string, e *pgquery.A_Expr) *pgquery.Node {
	options := "s"
	if strings.HasSuffix(op, "*") {
		options = "si"
	}
	match := call("regexp_matches", e.Lexpr, e.Rexpr, text(options))
	if strings.HasPrefix(op, "!") {
		return not(match)
	}
	return match
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
