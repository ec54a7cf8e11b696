package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// plainRE2 is a pattern of which RE2 and PostgreSQL make the same, but for \y and \Y.
var plainRE2 = regexp.MustCompile(`^(?:\((?:\?:)?|[|^$]|\\[yYA]|` +
	`(?:[^\\\[\](){}*+?|^$]|\)|\\(?:[dswDSW]|[^A-Za-z0-9_\x{80}-\x{10ffff}])|` +
	`\[\^?(?:[^\\\[\]^&~]|\[:(?:alpha|digit|alnum|space|upper|lower|punct|xdigit):\]|\\[dsw./\[\]\\-])+\])` +
	`(?:(?:[*+?]|\{[0-9]{1,2},?\})\??)?)*$`)

// pattern gives a constant pattern in RE2's words; ok is false where RE2 may make something
// else of it than PostgreSQL
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-CONSTRAINT-ESCAPES-TABLE).
func pattern(s string) (translated string, ok bool) {
	depth := 0
	eachSyntax(s, func(i, d int) bool {
		depth = d
		return d >= 0
	})
	if depth != 0 || !plainRE2.MatchString(s) {
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] != '\\' || i+1 == len(s) {
			continue
		}
		i++
		switch s[i] {
		case 'y':
			b.WriteByte('b')
		case 'Y':
			b.WriteByte('B')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), true
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
