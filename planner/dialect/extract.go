package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// extractFields are the fields of extract() and date_part()
// (https://www.postgresql.org/docs/15/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT)
// that are whole numbers, under DuckDB's names.
var extractFields = map[string]string{
	"century": "century", "day": "day", "decade": "decade", "dow": "dow", "doy": "doy", "hour": "hour",
	"isodow": "isodow", "isoyear": "isoyear", "microseconds": "microseconds", "millennium": "millennium",
	"julian": "julian", "minute": "minute", "month": "month", "quarter": "quarter", "timezone": "timezone",
	"timezone_hour": "timezone_hour", "timezone_minute": "timezone_minute", "week": "week", "year": "year",
}

// extractMacros are those with a fraction, or whose scale goes by the type.
var extractMacros = map[string]string{
	"second": "extract_second", "seconds": "extract_second", "milliseconds": "extract_milliseconds", "epoch": "extract_epoch",
}

// extract gives a numeric, date_part a double precision; DuckDB gives whole numbers.
func extract(n *pgquery.Node, c *pgquery.FuncCall) error {
	field, ok := stringConstant(first(c))
	if !ok || len(c.Args) != 2 {
		return unsupported("%s() with a field that is not constant is not supported", lastName(c.Funcname))
	}
	field = strings.ToLower(field)
	value := call("date_part", text(field), c.Args[1])
	if name, fraction := extractMacros[field]; fraction {
		value = call(name, c.Args[1])
		if field == "epoch" && opaque(c.Args[1]) {
			value = call("extract_epoch_plain", c.Args[1])
		}
	} else if name, known := extractFields[field]; known {
		value = cast(call("date_part", text(name), c.Args[1]), "numeric")
		value.GetTypeCast().TypeName.Typmods = []*pgquery.Node{integer(18), integer(0)}
	}
	if lastName(c.Funcname) == "date_part" {
		value = cast(value, "float8")
	}
	n.Node = value.Node
	return nil
}

// comparedEpochs leaves extract(epoch FROM x) in a comparison to DuckDB's epoch():
// the types do not show there, and the planner reads it.
func comparedEpochs(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil {
		return nil
	}
	switch operator(e) {
	case "<", "<=", "=", ">=", ">", "<>", "BETWEEN":
		for _, side := range []*pgquery.Node{e.Lexpr, e.Rexpr} {
			c := side.GetFuncCall()
			if c == nil || len(c.Args) != 2 || !inCatalog(c.Funcname) {
				continue
			}
			if name := lastName(c.Funcname); name != "extract" && name != "date_part" {
				continue
			}
			if field, ok := stringConstant(c.Args[0]); ok && strings.EqualFold(field, "epoch") {
				value := c.Args[1]
				if checked := value.GetFuncCall(); settled(checked) && lastName(checked.Funcname) == "finite_time" {
					value = checked.Args[0]
				}
				side.Node = call("epoch", value).Node
			}
		}
	}
	return nil
}
