package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

func init() {
	functionRules["to_char"] = toChar
	functionRules["to_date"] = toDate
	functionRules["to_number"] = toNumber
	functionRules["to_timestamp"] = toTimestamp
}

// toChar formats in the session's time zone; the engine's function goes by the type of
// the value (https://www.postgresql.org/docs/15/functions-formatting.html).
func toChar(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) == 2 {
		n.Node = call("pg_to_char", c.Args[0], c.Args[1], zone()).Node
	}
	return nil
}

func toDate(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) == 2 {
		n.Node = call("pg_to_date", c.Args...).Node
	}
	return nil
}

// toNumber gives a numeric whose scale is not known.
func toNumber(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) == 2 {
		n.Node = call("to_open", call("pg_to_number", c.Args...)).Node
	}
	return nil
}

// toTimestamp is DuckDB's of seconds, or one of a text and a template.
func toTimestamp(n *pgquery.Node, c *pgquery.FuncCall) error {
	switch len(c.Args) {
	case 1:
		c.Funcname = []*pgquery.Node{str("to_timestamp")}
	case 2:
		n.Node = call("pg_to_timestamp", c.Args[0], c.Args[1], zone()).Node
	}
	return nil
}

// plainToChar gives to_char() of a column of times as DuckDB's strftime, where that is
// the same: the planner reads it.
func plainToChar(c *pgquery.FuncCall) (*pgquery.Node, bool) {
	pattern, ok := stringConstant(c.Args[1])
	if !ok || pattern == "" {
		return nil, false
	}
	format, ok := strftime(pattern)
	return call("strftime", c.Args[0], text(format)), ok
}

// toCharFields are the template patterns of to_char for times
// (https://www.postgresql.org/docs/15/functions-formatting.html) that strftime has an
// equal for, the longest first where one begins another.
var toCharFields = []struct{ pattern, strftime string }{
	{"YYYY", "%Y"}, {"HH24", "%H"}, {"HH12", "%I"}, {"MI", "%M"}, {"SS", "%S"},
	{"MM", "%m"}, {"DDD", "%j"}, {"DD", "%d"}, {"MS", "%g"}, {"US", "%f"}, {"HH", "%I"},
	{"YY", "%y"}, {"Mon", "%b"}, {"Dy", "%a"}, {"IYYY", "%G"}, {"IW", "%V"},
	{"AM", "%p"}, {"PM", "%p"},
}

func strftime(pattern string) (string, bool) {
	var b strings.Builder
next:
	for rest := pattern; rest != ""; {
		for _, f := range toCharFields {
			if strings.HasPrefix(rest, f.pattern) {
				b.WriteString(f.strftime)
				rest = rest[len(f.pattern):]
				continue next
			}
		}
		switch {
		case rest[0] == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				return "", false
			}
			b.WriteString(strings.ReplaceAll(rest[1:1+end], "%", "%%"))
			rest = rest[end+2:]
		case strings.IndexByte(" -/:.,;T_", rest[0]) >= 0 && !strings.HasPrefix(rest, "TH") && !strings.HasPrefix(rest, "TM") && !strings.HasPrefix(rest, "TZ"):
			b.WriteByte(rest[0])
			rest = rest[1:]
		default:
			return "", false
		}
		continue next
	}
	return b.String(), true
}
