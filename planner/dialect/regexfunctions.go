package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// The functions of regular expressions are the engine's own: DuckDB's RE2 takes the
// first of the leftmost matches that it finds, PostgreSQL the longest
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-MATCHING-RULES).

func init() {
	functionRules["regexp_like"] = withDefaults("pg_regexp_like", text(""))
	functionRules["regexp_match"] = withDefaults("pg_regexp_match", text(""))
	functionRules["regexp_matches"] = regexpMatches
	functionRules["regexp_replace"] = regexpReplace
	functionRules["regexp_count"] = withDefaults("pg_regexp_count", integer(1), text(""))
	functionRules["regexp_substr"] = withDefaults("pg_regexp_substr", integer(1), integer(1), text(""), integer(0))
	functionRules["regexp_instr"] = withDefaults("pg_regexp_instr", integer(1), integer(1), integer(0), text(""), integer(0))
	functionRules["regexp_split_to_array"] = func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = regexpSplit(c).Node
		return nil
	}
	functionRules["regexp_split_to_table"] = func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = call("unnest", regexpSplit(c)).Node
		return nil
	}
}

// withDefaults calls a function with all of its arguments: after a text and a pattern
// come those that have a default.
func withDefaults(to string, defaults ...*pgquery.Node) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if given := len(c.Args) - 2; given >= 0 && given <= len(defaults) {
			n.Node = call(to, append(append([]*pgquery.Node{}, c.Args...), defaults[given:]...)...).Node
		}
		return nil
	}
}

func regexpMatches(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) < 2 || len(c.Args) > 3 {
		return nil
	}
	args := append(append([]*pgquery.Node{}, c.Args...), text(""))[:3]
	n.Node = call("unnest", call("regexp_rows", call("pg_regexp_matches", args...), call("pg_regexp_groups", args...))).Node
	return nil
}

func regexpSplit(c *pgquery.FuncCall) *pgquery.Node {
	args := append(append([]*pgquery.Node{}, c.Args...), text(""))
	return call("pg_regexp_split", append(args[:min(3, len(args))], text(lastName(c.Funcname)))...)
}

// literalPattern is a pattern of which RE2 and PostgreSQL make the same: characters for
// themselves, perhaps at the beginning or the end.
var literalPattern = regexp.MustCompile(`^\^?([A-Za-z0-9 _/:@-]|\\[.\-/])+\$?$`)

// regexpReplace gives all arguments: the fourth is a text of flags or the character
// where the search begins.
func regexpReplace(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) < 3 || len(c.Args) > 6 {
		return nil
	}
	flags, start := text(""), integer(1)
	if len(c.Args) == 4 {
		if _, number := intConstant(c.Args[3]); number {
			start = c.Args[3]
		} else if _, ok := stringConstant(c.Args[3]); ok {
			flags = c.Args[3]
		} else {
			return unsupported("regexp_replace() with flags that are not constant is not supported")
		}
	}
	if len(c.Args) > 4 {
		start = c.Args[3]
	}
	if len(c.Args) == 6 {
		flags = c.Args[5]
	}
	pattern, constant := stringConstant(c.Args[1])
	with, plain := stringConstant(c.Args[2])
	options, given := stringConstant(flags)
	if len(c.Args) <= 4 && constant && plain && given && literalPattern.MatchString(pattern) && !strings.Contains(with, `\`) && strings.Trim(options, "gi") == "" {
		if _, number := intConstant(start); number && start.GetAConst().GetIval().GetIval() == 1 {
			n.Node = call("regexp_replace", c.Args[0], c.Args[1], c.Args[2], text(options+"s")).Node
			return nil
		}
	}
	args := append(append([]*pgquery.Node{}, c.Args[:3]...), start)
	if len(c.Args) > 4 {
		args = append(args, c.Args[4])
	}
	n.Node = call("pg_regexp_replace", append(args, flags)...).Node
	return nil
}
