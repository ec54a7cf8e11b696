package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// Functions of the tools that alias views stand for. None is PostgreSQL's. Those that
// a macro can do are in the engine's catalog/other_dialects.sql.

// otherFunctions have another name in the engine.
var otherFunctions = map[string]string{
	"array_join": "array_to_string",
	"arbitrary":  "max", // any value that is not NULL will do
	"if":         "presto_if",
	"split":      "string_split",
}

// presto rewrites calls of Presto's functions
// (https://trino.io/docs/current/functions.html), and Timescale's time_bucket().
func (r *Rewriter) presto(n *pgquery.Node) error {
	c := n.GetFuncCall()
	if c == nil || len(c.Funcname) != 1 {
		return nil
	}
	switch name := lastName(c.Funcname); name {
	case "approx_distinct": // counted exactly
		if len(c.Args) > 0 {
			c.Funcname, c.Args, c.AggDistinct = []*pgquery.Node{str("count")}, c.Args[:1], true
		}
	case "time_bucket": // its width is an interval, whatever form it is written in
		if s, ok := stringConstant(first(c)); ok {
			c.Args[0] = cast(text(s), "interval")
		}
	case "json_extract":
		if len(c.Args) == 2 {
			if path, ok := stringConstant(c.Args[1]); ok {
				c.Args[1] = text(prestoMember.ReplaceAllString(path, `."$1$2"`))
			}
		}
	case "regexp_like":
		if len(c.Args) == 2 {
			n.Node = pgquery.MakeAExprNode(pgquery.A_Expr_Kind_AEXPR_OP, []*pgquery.Node{str("~")}, c.Args[0], c.Args[1], -1).Node
		}
	case "date_parse", "date_format":
		return mysqlFormat(c, name)
	case "date_diff":
		if r.readsPresto { // it counts whole units; DuckDB's counts the borders between them
			c.Funcname = []*pgquery.Node{str("date_sub")}
		}
	default:
		if to, ok := otherFunctions[name]; ok {
			c.Funcname = []*pgquery.Node{str(to)}
		}
	}
	return nil
}

// prestoMember is a member in a path as Presto takes it, and DuckDB does not.
var prestoMember = regexp.MustCompile(`\[(?:"([^"]*)"|'([^']*)')\]`)

// findPresto says whether a statement reads a view for Presto's queries.
func (r *Rewriter) findPresto(statement *pgquery.Node) bool {
	found := false
	_ = walk(statement, func(n *pgquery.Node) error {
		if v := n.GetRangeVar(); v != nil && r.Aliases[v.Relname].Presto {
			found = true
		}
		return nil
	})
	return found
}

// mysqlDirectives are MySQL's, in which Presto's date_parse() and date_format() are
// written (https://trino.io/docs/current/functions/datetime.html#mysql-date-functions),
// where strftime's are others.
var mysqlDirectives = map[byte]string{
	'i': "%M", 's': "%S", 'M': "%B", 'h': "%I", 'W': "%A", 'e': "%-d", 'c': "%-m", 'k': "%-H", 'l': "%-I",
	'T': "%H:%M:%S", 'r': "%I:%M:%S %p",
}

// mysqlFormat turns date_parse() and date_format() into strptime() and strftime().
func mysqlFormat(c *pgquery.FuncCall, name string) error {
	to := map[string]string{"date_parse": "strptime", "date_format": "strftime"}[name]
	if len(c.Args) != 2 {
		return nil
	}
	format, ok := stringConstant(c.Args[1])
	if !ok {
		return unsupported("%s() with a format that is not constant is not supported", name)
	}
	var out strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			out.WriteByte(format[i])
			continue
		}
		i++
		switch directive, other := mysqlDirectives[format[i]]; {
		case other:
			out.WriteString(directive)
		case strings.IndexByte("YymdHSfpjab%", format[i]) >= 0: // the same in both
			out.WriteString(format[i-1 : i+1])
		default:
			return unsupported("%%%c in the format of %s() is not supported", format[i], name)
		}
	}
	c.Funcname, c.Args[1] = []*pgquery.Node{str(to)}, text(out.String())
	return nil
}
