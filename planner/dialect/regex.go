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

// similar gives SIMILAR TO
// (https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-SIMILARTO-REGEXP):
// a simple pattern as a match of the whole text by the engine itself, another by a
// function of its own.
func similar(n *pgquery.Node, e *pgquery.A_Expr) {
	f := e.Rexpr.GetFuncCall()
	args := append(append([]*pgquery.Node{e.Lexpr}, f.GetArgs()...), text(`\`))[:3]
	match := call("pg_similar", args...)
	if s, ok := stringConstant(first(f)); ok && len(f.GetArgs()) == 1 && !strings.ContainsAny(s, `\[{`) {
		s = strings.NewReplacer("%", ".*", "_", ".", ".", `\.`, "^", `\^`, "$", `\$`).Replace(s)
		match = call("regexp_matches", e.Lexpr, text("^(?:"+s+")$"), text("s"))
	}
	if strings.HasPrefix(operator(e), "!") {
		match = not(match)
	}
	n.Node = match.Node
}
