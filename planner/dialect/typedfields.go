package dialect

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// timeUnits are the names of units, by the engine's name of the unit
// (src/backend/utils/adt/datetime.c, deltatktbl).
var timeUnits = func() map[string]string {
	out := map[string]string{}
	for unit, names := range map[string]string{
		"microseconds": "us usec usecs usecond useconds microsecond microseconds", "milliseconds": "ms msec msecs msecond mseconds millisecond milliseconds",
		"second": "s sec secs second seconds", "minute": "m min mins minute minutes", "hour": "h hr hrs hour hours",
		"day": "d day days", "week": "w week weeks", "month": "mon mons month months", "quarter": "qtr quarter", "year": "y yr yrs year years",
		"decade": "dec decs decade decades", "century": "c cent century centuries", "millennium": "mil mils millennia millennium",
		"timezone": "timezone", "timezone_hour": "timezone_h timezone_hour", "timezone_minute": "timezone_m timezone_minute",
	} {
		for name := range strings.FieldsSeq(names) {
			out[name] = unit
		}
	}
	return out
}()

// dayFields are the fields that are no units (datetktbl); j is jd.
var dayFields = map[string]string{"dow": "dow", "isodow": "isodow", "doy": "doy", "isoyear": "isoyear", "epoch": "epoch", "julian": "julian", "jd": "julian", "j": "julian"}

// lacking are the units and fields that a type has not, though they are known.
var lacking = map[uint32]string{
	timestampOID: "timezone timezone_hour timezone_minute",
	dateOID:      "hour minute second milliseconds microseconds timezone timezone_hour timezone_minute",
	intervalOID:  "week dow isodow doy isoyear julian timezone timezone_hour timezone_minute",
	timeOID:      "day week month quarter year decade century millennium dow isodow doy isoyear julian timezone timezone_hour timezone_minute",
}

// endless are the fields that an infinite time has, and whose value is infinite.
var endless = map[string]bool{"epoch": true, "year": true, "decade": true, "century": true, "millennium": true, "isoyear": true, "julian": true}

// commonEra are those that the engine counts otherwise before Christ.
var commonEra = map[string]bool{"year": true, "decade": true, "isoyear": true}

// field reads the field of extract() and date_part(), refuses those that the type of the
// time has not (https://www.postgresql.org/docs/15/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT),
// and writes it as the rules that go by the form know it.
func (t *typed) field(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) error {
	written, ok := stringConstant(first(c))
	if !ok || len(f.Args) != 2 {
		return nil
	}
	written = strings.ToLower(written)
	field, known := timeUnits[written]
	if !known {
		field, known = dayFields[written]
	}
	from := f.Args[1]
	if from == dateOID && f.Name == "date_part" {
		from = timestampOID
	}
	name := analysis.TypeName(analysis.Type{OID: from, Mod: -1})
	switch {
	case !known:
		return pgerr.New(pgerr.InvalidParameterValue, "unit %q not recognized for type %s", written, name)
	case slices.Contains(strings.Fields(lacking[from]), field):
		return unsupported("unit %q not supported for type %s", written, name)
	case field == "julian" && from != dateOID:
		return unsupported("extract(julian) of a %s is not supported", name)
	}
	c.Args[0] = text(field)
	if timely := from == dateOID || from == timestampOID || from == timestamptzOID; !timely || !endless[field] {
		return nil
	}
	if commonEra[field] {
		t.wrapCall(c.Args[1], "common_era")
		return nil
	}
	if f.Name == "extract" || field == "epoch" { // see comparedEpochs
		t.wrapCall(c.Args[1], "finite_time")
		return nil
	}
	whole := &pgquery.Node{Node: n.Node}
	t.moved[whole] = analysis.Type{OID: float8OID, Mod: -1}
	t.replace(n, float8OID, call("infinite_or", c.Args[1], cast(whole, "float8")))
	return nil
}

// wrapCall puts a function of the engine's, which keeps the type, around a node.
func (t *typed) wrapCall(n *pgquery.Node, name string) {
	inner := &pgquery.Node{Node: n.Node}
	t.moved[inner] = analysis.Type{OID: t.of(n), Mod: -1}
	t.replace(n, t.of(n), call(name, inner))
}

// truncated gives date_trunc(). A century begins a year later than the engine's, and so does
// a millennium; a decade before Christ begins elsewhere.
func (t *typed) truncated(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) error {
	written, constant := stringConstant(first(c))
	written = strings.ToLower(written)
	unit, known := timeUnits[written]
	name := analysis.TypeName(analysis.Type{OID: f.Args[1], Mod: -1})
	switch {
	case !constant:
	case !known:
		return pgerr.New(pgerr.InvalidParameterValue, "unit %q not recognized for type %s", written, name)
	case strings.HasPrefix(unit, "timezone"), f.Args[1] == intervalOID && unit == "week":
		return unsupported("unit %q not supported for type %s", written, name)
	default:
		c.Args[0] = text(unit)
	}
	if constant && unit != "decade" && unit != "century" && unit != "millennium" || f.Args[1] == intervalOID {
		return nil
	}
	switch {
	case len(c.Args) == 3:
		t.replace(n, f.Result, call("pg_date_trunc", c.Args...))
	case f.Args[1] == timestamptzOID:
		t.replace(n, f.Result, call("pg_date_trunc", c.Args[0], c.Args[1], zone()))
	case f.Args[1] == timestampOID:
		t.replace(n, f.Result, call("trunc_local", c.Args...))
	}
	return nil
}
