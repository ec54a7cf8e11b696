package planner

import (
	"encoding/json"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// bound is a predicate on the output column of an operator.
type bound struct {
	column int
	op     tables.Op
	values []tables.Value
}

// formula is an OR of ANDs of predicates. A formula with an empty AND is always
// true; one without any is never.
type formula [][]bound

// maxTerms limits a formula; a longer one counts as true.
const maxTerms = 64

// always is the formula of what is not understood.
func always() formula { return formula{nil} }

func (f formula) trivial() bool {
	for _, term := range f {
		if len(term) == 0 {
			return true
		}
	}
	return false
}

// and gives the formula of both.
func (f formula) and(g formula) formula {
	if f.trivial() {
		return g
	}
	if g.trivial() || len(f)*len(g) > maxTerms {
		return f
	}
	out := make(formula, 0, len(f)*len(g))
	for _, a := range f {
		for _, b := range g {
			term := make([]bound, 0, len(a)+len(b))
			out = append(out, append(append(term, a...), b...))
		}
	}
	return out
}

// or gives the formula of either.
func (f formula) or(g formula) formula {
	if f.trivial() || g.trivial() || len(f)+len(g) > maxTerms {
		return always()
	}
	return merge(append(append(formula{}, f...), g...))
}

// merge brings equalities on one column, as in a = 1 OR a = 2, into one predicate
// with several values.
func merge(f formula) formula {
	var out formula
	for _, term := range f {
		joined := false
		if len(term) == 1 && (term[0].op == tables.Equal || term[0].op == tables.Contains) {
			for i := range out {
				if len(out[i]) == 1 && out[i][0].column == term[0].column && out[i][0].op == term[0].op {
					p := out[i][0]
					p.values = append(append([]tables.Value(nil), p.values...), term[0].values...)
					out[i] = []bound{p}
					joined = true
					break
				}
			}
		}
		if !joined {
			out = append(out, term)
		}
	}
	return out
}

// remap gives the formula in terms of other columns; predicates on columns that
// have no counterpart (f gives -1) count as true.
func (f formula) remap(column func(int) int) formula {
	out := make(formula, 0, len(f))
	for _, term := range f {
		var kept []bound
		for _, b := range term {
			if c := column(b.column); c >= 0 {
				b.column = c
				kept = append(kept, b)
			}
		}
		if len(kept) == 0 {
			return always()
		}
		out = append(out, kept)
	}
	return out
}

// constant gives a plan's constant as a tables.Value; false when it is NULL or of
// a type that no pushdown compares with. Dates and timestamps without a zone are
// moments of the session's zone.
func constant(v value, zone *time.Location) (tables.Value, bool) {
	if v.IsNull {
		return nil, false
	}
	switch v.Type.ID {
	case "VARCHAR":
		var s string
		err := json.Unmarshal(v.Value, &s)
		return s, err == nil
	case "BOOLEAN":
		var b bool
		err := json.Unmarshal(v.Value, &b)
		return b, err == nil
	case "TIMESTAMP WITH TIME ZONE":
		var micros int64
		err := json.Unmarshal(v.Value, &micros)
		return time.UnixMicro(micros), err == nil && finite(micros)
	case "TIMESTAMP":
		var micros int64
		err := json.Unmarshal(v.Value, &micros)
		return inZone(time.UnixMicro(micros).UTC(), zone), err == nil && finite(micros)
	case "DATE":
		var days int64
		err := json.Unmarshal(v.Value, &days)
		return inZone(time.Unix(days*86400, 0).UTC(), zone), err == nil && days > -maxDays && days < maxDays
	}
	return nil, false
}

// maxDays is some 27,000 years: more than any event's date, less than what a
// time.Time cannot hold in microseconds. DuckDB's infinities lie beyond.
const maxDays = 10_000_000

func finite(micros int64) bool {
	const limit = maxDays * 86400 * 1_000_000
	return micros > -limit && micros < limit
}

// inZone gives the moment at which clocks in the zone show the UTC reading of t.
func inZone(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}
