package planner

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// reader turns the plan's expressions into formulas.
type reader struct {
	zone *time.Location
	// doubts are constant expressions that the optimiser could not compute.
	doubts []string
}

// expression reads a condition on the columns of an operator's child.
func (r *reader) expression(e *expr) formula {
	if e == nil {
		return always()
	}
	switch e.Class {
	case "BOUND_CONJUNCTION":
		return r.conjunction(e)
	case "BOUND_COMPARISON":
		return r.comparison(e.Type, e.Left, e.Right)
	case "BOUND_BETWEEN":
		return r.comparison("COMPARE_GREATERTHANOREQUALTO", e.Input, e.Lower).
			and(r.comparison("COMPARE_LESSTHANOREQUALTO", e.Input, e.Upper))
	case "BOUND_OPERATOR":
		return r.operator(e)
	case "BOUND_REF":
		if e.ReturnType.ID == "BOOLEAN" {
			return one(e.Index, tables.Equal, true)
		}
	case "BOUND_FUNCTION":
		return r.function(e)
	case "BOUND_CONSTANT":
		if v, ok := constant(e.Value, r.zone); ok && v == false {
			return formula{}
		}
	}
	return always()
}

func one(column int, op tables.Op, values ...tables.Value) formula {
	return formula{{bound{column, op, values}}}
}

func (r *reader) conjunction(e *expr) formula {
	if len(e.Children) == 0 {
		return always()
	}
	out := r.expression(&e.Children[0])
	for i := range e.Children[1:] {
		child := r.expression(&e.Children[i+1])
		if e.Type == "CONJUNCTION_AND" {
			out = out.and(child)
		} else {
			out = out.or(child)
		}
	}
	return out
}

// mirrored gives the comparison with its sides exchanged.
var mirrored = map[string]string{
	"COMPARE_EQUAL":                "COMPARE_EQUAL",
	"COMPARE_NOT_DISTINCT_FROM":    "COMPARE_NOT_DISTINCT_FROM",
	"COMPARE_NOTEQUAL":             "COMPARE_NOTEQUAL",
	"COMPARE_LESSTHAN":             "COMPARE_GREATERTHAN",
	"COMPARE_GREATERTHAN":          "COMPARE_LESSTHAN",
	"COMPARE_LESSTHANOREQUALTO":    "COMPARE_GREATERTHANOREQUALTO",
	"COMPARE_GREATERTHANOREQUALTO": "COMPARE_LESSTHANOREQUALTO",
}

func (r *reader) comparison(kind string, left, right *expr) formula {
	if left == nil || right == nil {
		return always()
	}
	if left.Class == "BOUND_CONSTANT" {
		left, right, kind = right, left, mirrored[kind]
	}
	r.doubt(left)
	r.doubt(right)
	if right.Class != "BOUND_CONSTANT" {
		return always()
	}
	left = field(left)
	if f, ok := r.readingOf(left); ok {
		return f.compare(kind, right.Value)
	}
	switch left.Class {
	case "BOUND_REF":
		if v, ok := constant(right.Value, r.zone); ok {
			return compare(left.Index, kind, v)
		}
	case "BOUND_CAST":
		if left.ReturnType.ID == "VARCHAR" {
			return shownBoolean(kind, left, right.Value)
		}
		if left.Child != nil && left.Child.Class == "BOUND_REF" {
			return clockComparison(kind, left.Child, left.ReturnType.ID, right, r.zone)
		}
	case "BOUND_FUNCTION":
		return functionComparison(kind, left, right)
	}
	return always()
}

// functionComparison reads a comparison of a function of a time with a constant:
// extract(epoch FROM event_time) and event_time AT TIME ZONE 'x'.
func functionComparison(kind string, f, right *expr) formula {
	switch {
	case f.Name == "epoch" && len(f.Children) == 1 && f.Children[0].Class == "BOUND_REF":
		return epochComparison(kind, f.Children[0].Index, right.Value)
	case f.Name == "timezone" && len(f.Children) == 2 && f.Children[1].Class == "BOUND_REF":
		name, ok := constant(f.Children[0].Value, time.UTC)
		text, isText := name.(string)
		if !ok || !isText || f.Children[0].Class != "BOUND_CONSTANT" {
			return always()
		}
		zone, err := time.LoadLocation(text)
		if err != nil || text == "" || text == "Local" {
			return always()
		}
		return clockComparison(kind, &f.Children[1], "TIMESTAMP", right, zone)
	}
	return always()
}

// doubt remembers a cast of a constant that is still in the plan: it could not be
// computed, so it will fail.
func (r *reader) doubt(e *expr) {
	if e.Class != "BOUND_CAST" || e.Child == nil || e.Child.Class != "BOUND_CONSTANT" || e.Child.Value.Type.ID != "VARCHAR" {
		return
	}
	var s string
	if json.Unmarshal(e.Child.Value.Value, &s) == nil {
		r.doubts = append(r.doubts, fmt.Sprintf("CAST('%s' AS %s)", strings.ReplaceAll(s, "'", "''"), e.ReturnType.ID))
	}
}

// compare gives the formula of column <kind> value.
func compare(column int, kind string, v tables.Value) formula {
	switch kind {
	case "COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM":
		return one(column, tables.Equal, v)
	case "COMPARE_NOTEQUAL":
		if b, ok := v.(bool); ok {
			return one(column, tables.Equal, !b)
		}
	}
	if _, ok := v.(time.Time); !ok {
		return always()
	}
	switch kind {
	case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO":
		return one(column, tables.AtLeast, v)
	case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO":
		return one(column, tables.AtMost, v)
	}
	return always()
}

// clockComparison reads event_time::date = '…' and its kin, in a zone. Casting a
// moment to a date or to a timestamp keeps the order, but for the hour that clocks
// repeat in autumn: a reading of that hour stands for both of its moments.
func clockComparison(kind string, column *expr, as string, right *expr, zone *time.Location) formula {
	if column.ReturnType.ID != "TIMESTAMP WITH TIME ZONE" {
		return always()
	}
	v, ok := constant(right.Value, zone)
	from, isTime := v.(time.Time)
	if !ok || !isTime {
		return always()
	}
	to := from
	switch as {
	case "DATE":
		to = from.AddDate(0, 0, 1).Add(-time.Microsecond)
	case "TIMESTAMP":
		if earlier := from.Add(-time.Hour); sameClock(from, earlier) {
			from = earlier
		}
		if later := to.Add(time.Hour); sameClock(to, later) {
			to = later
		}
	default:
		return always()
	}
	switch kind {
	case "COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM":
		return one(column.Index, tables.AtLeast, from).and(one(column.Index, tables.AtMost, to))
	case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO":
		return one(column.Index, tables.AtLeast, from)
	case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO":
		return one(column.Index, tables.AtMost, to)
	}
	return always()
}

// sameClock says whether two moments read the same on the zone's clocks.
func sameClock(a, b time.Time) bool {
	return a.Format("2006-01-02 15:04:05.999999") == b.Format("2006-01-02 15:04:05.999999")
}

// epochComparison reads extract(epoch FROM event_time) >= n.
func epochComparison(kind string, column int, v value) formula {
	var seconds float64
	switch v.Type.ID {
	case "DOUBLE":
		if v.IsNull || json.Unmarshal(v.Value, &seconds) != nil {
			return always()
		}
	default:
		return always()
	}
	if seconds < -maxDays*86400 || seconds > maxDays*86400 {
		return always()
	}
	at := time.UnixMicro(int64(seconds * 1e6))
	switch kind {
	case "COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM":
		return one(column, tables.AtLeast, at.Add(-time.Second)).and(one(column, tables.AtMost, at.Add(time.Second)))
	}
	return compare(column, kind, at)
}

func (r *reader) operator(e *expr) formula {
	switch e.Type {
	case "OPERATOR_NOT":
		if len(e.Children) == 1 && e.Children[0].Class == "BOUND_REF" && e.Children[0].ReturnType.ID == "BOOLEAN" {
			return one(e.Children[0].Index, tables.Equal, false)
		}
	case "COMPARE_IN":
		if len(e.Children) < 2 {
			return always()
		}
		if e.Children[0].Class != "BOUND_REF" {
			return r.anyOf(e)
		}
		var values []tables.Value
		for i := range e.Children[1:] {
			child := &e.Children[i+1]
			v, ok := constant(child.Value, r.zone)
			if child.Class == "BOUND_CONSTANT" && child.Value.IsNull {
				continue // x IN (…, NULL) is never true because of the NULL
			}
			if child.Class != "BOUND_CONSTANT" || !ok {
				return always()
			}
			values = append(values, v)
		}
		return one(e.Children[0].Index, tables.Equal, values...)
	}
	return always()
}

// anyOf reads x IN (…) as x = a OR x = b.
func (r *reader) anyOf(e *expr) formula {
	out := formula{}
	for i := range e.Children[1:] {
		out = out.or(r.comparison("COMPARE_EQUAL", &e.Children[0], &e.Children[i+1]))
	}
	return out
}

// function reads the functions that test an array column for elements, or a text form
// for how it begins.
func (r *reader) function(e *expr) formula {
	if (e.Name == "prefix" || e.Name == "starts_with") && len(e.Children) == 2 && e.Children[1].Class == "BOUND_CONSTANT" {
		return r.prefix(e)
	}
	if len(e.Children) != 2 || e.Children[0].Class != "BOUND_REF" || e.Children[1].Class != "BOUND_CONSTANT" {
		return always()
	}
	column, v := e.Children[0].Index, e.Children[1].Value
	switch e.Name {
	case "list_contains", "array_contains", "list_has", "array_has", "contains":
		if e.Children[0].ReturnType.ID != "LIST" {
			return always()
		}
		if c, ok := constant(v, r.zone); ok {
			return one(column, tables.Contains, c)
		}
	case "&&", "list_has_any", "array_has_any":
		if values, ok := r.list(v); ok && len(values) > 0 {
			return one(column, tables.Contains, values...)
		}
	case "@>", "list_has_all", "array_has_all":
		if values, ok := r.list(v); ok {
			out := always()
			for _, c := range values {
				out = out.and(one(column, tables.Contains, c))
			}
			return out
		}
	}
	return always()
}

// list gives the elements of a constant list; false when some element is none that
// can be pushed down.
func (r *reader) list(v value) ([]tables.Value, bool) {
	var content struct {
		Children []value `json:"children"`
	}
	if v.IsNull || v.Type.ID != "LIST" || json.Unmarshal(v.Value, &content) != nil {
		return nil, false
	}
	var out []tables.Value
	for _, child := range content.Children {
		c, ok := constant(child, r.zone)
		if !ok {
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}

// tableFilter reads a filter that the optimiser has pushed into a scan of a table.
func (r *reader) tableFilter(column int, f *filter) formula {
	switch f.Type {
	case "CONSTANT_COMPARISON":
		if v, ok := constant(f.Constant, r.zone); ok {
			return compare(column, f.Comparison, v)
		}
	case "IN_FILTER":
		var values []tables.Value
		for _, c := range f.Values {
			v, ok := constant(c, r.zone)
			if !ok {
				return always()
			}
			values = append(values, v)
		}
		return one(column, tables.Equal, values...)
	case "OPTIONAL_FILTER":
		if f.Child != nil { // what it lets through is all that the query can use
			return r.tableFilter(column, f.Child)
		}
	case "CONJUNCTION_AND":
		out := always()
		for i := range f.Children {
			out = out.and(r.tableFilter(column, &f.Children[i]))
		}
		return out
	case "CONJUNCTION_OR":
		if len(f.Children) == 0 {
			return always()
		}
		out := r.tableFilter(column, &f.Children[0])
		for i := range f.Children[1:] {
			out = out.or(r.tableFilter(column, &f.Children[i+1]))
		}
		return out
	case "EXPRESSION_FILTER":
		return r.expression(f.Expr).remap(func(i int) int {
			if i == 0 {
				return column
			}
			return -1
		})
	}
	return always()
}
