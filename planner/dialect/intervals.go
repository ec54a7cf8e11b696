package dialect

import (
	"regexp"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// intervalFields are the masks of INTERVAL's fields
// (src/include/utils/datetime.h, INTERVAL_MASK).
var intervalFields = map[int64]string{
	1 << 2: "years", 1 << 1: "months", 1 << 3: "days", 1 << 10: "hours", 1 << 11: "minutes", 1 << 12: "seconds",
}

var plainNumber = regexp.MustCompile(`^\s*[+-]?\d+(\.\d+)?\s*$`)

// intervals writes INTERVAL '7' DAY as '7 days'::interval: DuckDB's grammar does not
// take what the deparser makes of it.
func intervals(n *pgquery.Node) error {
	c := n.GetTypeCast()
	if c == nil || lastName(c.TypeName.GetNames()) != "interval" || len(c.TypeName.Typmods) != 1 {
		return nil
	}
	number, ok := stringConstant(c.Arg)
	mask, masked := intConstant(c.TypeName.Typmods[0])
	if unit := intervalFields[mask]; ok && masked && unit != "" && plainNumber.MatchString(number) {
		c.Arg, c.TypeName.Typmods = text(number+" "+unit), nil
	}
	return nil
}
