package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// toCharFields are the template patterns of to_char for times
// (https://www.postgresql.org/docs/15/functions-formatting.html) that strftime has an
// equal for, the longest first where one begins another.
var toCharFields = []struct{ pattern, strftime string }{
	{"YYYY", "%Y"}, {"HH24", "%H"}, {"HH12", "%I"}, {"MI", "%M"}, {"SS", "%S"},
	{"MM", "%m"}, {"DDD", "%j"}, {"DD", "%d"}, {"MS", "%g"}, {"US", "%f"}, {"HH", "%I"},
	{"YY", "%y"}, {"Mon", "%b"}, {"Dy", "%a"}, {"IYYY", "%G"}, {"IW", "%V"},
	{"AM", "%p"}, {"PM", "%p"},
}

// toChar turns to_char(time, pattern) into strftime; patterns without an equal, and
// numbers, are refused.
func toChar(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) != 2 {
		return unsupported("to_char() with %d arguments is not supported", len(c.Args))
	}
	pattern, ok := stringConstant(c.Args[1])
	if !ok {
		return unsupported("to_char() with a pattern that is not constant is not supported")
	}
	format, ok := strftime(pattern)
	if !ok {
		return unsupported("to_char() with the pattern %q is not supported", pattern)
	}
	n.Node = call("strftime", c.Args[0], text(format)).Node
	return nil
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
