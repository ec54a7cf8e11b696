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

// groups counts the capturing groups of a pattern.
func groups(pattern string) int64 {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return 0
	}
	return int64(re.NumSubexp())
}

// regexpMatch gives the groups of the first match as an array, or the match itself.
func regexpMatch(n *pgquery.Node, c *pgquery.FuncCall) error {
	s, ok := stringConstant(c.Args[min(1, len(c.Args)-1)])
	if !ok || len(c.Args) != 2 {
		return unsupported("regexp_match() with flags or a pattern that is not constant is not supported")
	}
	p, err := pattern(text(s))
	if err != nil {
		return err
	}
	s, _ = stringConstant(p)
	from, to := int64(0), int64(0)
	if count := groups(s); count > 0 {
		from, to = 1, count
	}
	array := &pgquery.A_ArrayExpr{Location: -1}
	for i := from; i <= to; i++ {
		array.Elements = append(array.Elements, call("regexp_extract", c.Args[0], p, integer(i), text("s")))
	}
	n.Node = &pgquery.Node_CaseExpr{CaseExpr: &pgquery.CaseExpr{Location: -1, Args: []*pgquery.Node{{Node: &pgquery.Node_CaseWhen{CaseWhen: &pgquery.CaseWhen{
		Expr:   call("regexp_matches", c.Args[0], p, text("s")),
		Result: &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: array}}, Location: -1,
	}}}}}}
	return nil
}

// regexpReplace gives DuckDB's flags and its reference to the whole match.
func regexpReplace(_ *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) < 3 || len(c.Args) > 4 {
		return unsupported("regexp_replace() with %d arguments is not supported", len(c.Args))
	}
	p, err := pattern(c.Args[1])
	if err != nil {
		return err
	}
	c.Args[1] = p
	if s, ok := stringConstant(c.Args[2]); ok {
		c.Args[2] = text(strings.ReplaceAll(s, `\&`, `\0`))
	}
	flags := "s"
	if len(c.Args) == 4 {
		given, ok := stringConstant(c.Args[3])
		if !ok || strings.Trim(given, "gi") != "" {
			return unsupported("regexp_replace() with these flags is not supported")
		}
		flags, c.Args = given+"s", c.Args[:3]
	}
	c.Args = append(c.Args, text(flags))
	c.Funcname = []*pgquery.Node{str("regexp_replace")}
	return nil
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
