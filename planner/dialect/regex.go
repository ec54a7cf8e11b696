package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// beyondRE2 finds what PostgreSQL's regular expressions have and RE2 has not:
// references back and looking around.
var beyondRE2 = regexp.MustCompile(`(^|[^\\])(\\\\)*(\\[1-9]|\(\?(=|!|<[=!]))`)

// pattern gives a constant pattern in RE2's words: \m, \M and \y are \b
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-CONSTRAINT-ESCAPES-TABLE).
func pattern(n *pgquery.Node) (*pgquery.Node, error) {
	s, ok := stringConstant(n)
	if !ok {
		return n, nil
	}
	if beyondRE2.MatchString(s) {
		return nil, unsupported("regular expressions with back references or lookaround are not supported")
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] != '\\' || i+1 == len(s) {
			continue
		}
		i++
		switch s[i] {
		case 'm', 'M', 'y':
			b.WriteByte('b')
		case 'Y':
			b.WriteByte('B')
		default:
			b.WriteByte(s[i])
		}
	}
	return text(b.String()), nil
}

// similar turns SIMILAR TO with a constant pattern into a match of the whole text
// (https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-SIMILARTO-REGEXP).
func similar(n *pgquery.Node, e *pgquery.A_Expr) error {
	f := e.Rexpr.GetFuncCall()
	s, ok := stringConstant(first(f))
	if f == nil || len(f.Args) != 1 || !ok || strings.Contains(s, `\`) {
		return unsupported("SIMILAR TO with an escape or a pattern that is not constant is not supported; use ~ with a regular expression")
	}
	s = strings.NewReplacer("%", ".*", "_", ".", ".", `\.`, "^", `\^`, "$", `\$`).Replace(s)
	match := call("regexp_matches", e.Lexpr, text("^(?:"+s+")$"), text("s"))
	if strings.HasPrefix(operator(e), "!") {
		match = not(match)
	}
	n.Node = match.Node
	return nil
}
