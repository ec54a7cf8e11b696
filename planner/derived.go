package planner

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// Views show columns in other forms: a time as text, a member of a struct. A
// comparison of such a form with a constant is one of the column itself, as long as
// the form keeps the order.

// field goes through a struct that was packed only to be taken apart again.
func field(e *expr) *expr {
	for e != nil && e.Class == "BOUND_FUNCTION" && (e.Name == "struct_extract" || e.Name == "struct_extract_at") && len(e.Children) == 2 {
		packed := field(&e.Children[0])
		at := -1
		if packed.Class == "BOUND_FUNCTION" && packed.Name == "struct_pack" {
			at = packed.ReturnType.member(e.Children[1].Value)
		}
		if at < 0 || at >= len(packed.Children) {
			return e
		}
		e = &packed.Children[at]
	}
	return e
}

// member gives the place of a struct's member, by its name or its number from 1.
func (t typeName) member(v value) int {
	var name string
	if json.Unmarshal(v.Value, &name) == nil {
		return slices.IndexFunc(t.Info.Members, func(m memberType) bool { return strings.EqualFold(m.Name, name) })
	}
	var at int
	if json.Unmarshal(v.Value, &at) == nil {
		return at - 1
	}
	return -1
}

// reading is a form of a column of times that keeps their order. order compares what
// the form shows at a second with a constant: negative when it is less.
type reading struct {
	column int
	fold   time.Duration // how far the order may be disturbed where clocks are put back
	order  func(second int64, c value) (int, bool)
}

// textForm is how a text form shows times.
type textForm struct {
	column int
	zone   *time.Location
	layout string
}

// readingOf recognises a form: a text, what such a text is parsed to, or a date in a
// zone of its own.
func (r *reader) readingOf(e *expr) (reading, bool) {
	if e = field(e); e == nil {
		return reading{}, false
	}
	if f, ok := textOf(e); ok {
		return reading{f.column, foldOf(f.zone), f.order}, true
	}
	switch {
	case e.Class == "BOUND_CAST" && e.ReturnType.ID == "TIMESTAMP WITH TIME ZONE":
		if f, ok := textOf(field(e.Child)); ok && f.layout == "2006-01-02T15:04:05Z" && f.zone == time.UTC {
			return reading{f.column, 0, momentOrder(time.UTC)}, true
		}
		if f, ok := parsed(field(e.Child)); ok { // its zone is the session's
			return reading{f.column, foldOf(r.zone), clockOrder(r.zone)}, true
		}
	case e.Class == "BOUND_CAST" && e.ReturnType.ID == "DATE":
		if column, zone, ok := clock(field(e.Child)); ok {
			return reading{column, foldOf(zone), dayOrder(zone)}, true
		}
		if inner, ok := r.readingOf(e.Child); ok && inner.fold == 0 && e.Child.ReturnType.ID == "TIMESTAMP WITH TIME ZONE" {
			return reading{inner.column, foldOf(r.zone), dayOrder(r.zone)}, true
		}
	}
	if f, ok := parsed(e); ok {
		return reading{f.column, 0, momentOrder(time.UTC)}, true
	}
	return reading{}, false
}

// foldOf gives how far a zone's clocks are put back.
func foldOf(zone *time.Location) time.Duration {
	if zone.String() == "UTC" {
		return 0
	}
	return time.Hour
}

// clock recognises timezone('x', column): the reading of clocks in a zone.
func clock(e *expr) (column int, zone *time.Location, ok bool) {
	if e == nil || e.Class != "BOUND_FUNCTION" || e.Name != "timezone" || len(e.Children) != 2 ||
		e.Children[0].Class != "BOUND_CONSTANT" || e.Children[1].Class != "BOUND_REF" || e.Children[1].ReturnType.ID != "TIMESTAMP WITH TIME ZONE" {
		return 0, nil, false
	}
	var name string
	if json.Unmarshal(e.Children[0].Value.Value, &name) != nil || name == "" || name == "Local" {
		return 0, nil, false
	}
	if name == "UTC" {
		return e.Children[1].Index, time.UTC, true
	}
	zone, err := time.LoadLocation(name)
	return e.Children[1].Index, zone, err == nil
}

// textOf recognises strftime(timezone('x', column), format).
func textOf(e *expr) (textForm, bool) {
	if e == nil || e.Class != "BOUND_FUNCTION" || e.Name != "strftime" || len(e.Children) != 2 || e.Children[1].Class != "BOUND_CONSTANT" {
		return textForm{}, false
	}
	column, zone, ok := clock(&e.Children[0])
	var format string
	if !ok || json.Unmarshal(e.Children[1].Value.Value, &format) != nil {
		return textForm{}, false
	}
	layout, ok := ordered(format)
	return textForm{column, zone, layout}, ok
}

// parsed recognises strptime() of a text form by the form's own format, to the second.
func parsed(e *expr) (textForm, bool) {
	if e == nil || e.Class != "BOUND_FUNCTION" || e.Name != "strptime" || len(e.Children) != 2 {
		return textForm{}, false
	}
	f, ok := textOf(field(&e.Children[0]))
	var format string
	if !ok || f.zone != time.UTC || json.Unmarshal(e.Children[1].Value.Value, &format) != nil {
		return textForm{}, false
	}
	layout, ok := ordered(format)
	return f, ok && layout == f.layout && strings.Contains(layout, "05")
}

// directives are those of strftime that, in this order, make texts whose order is
// that of the times.
var directives = []struct{ duck, layout string }{
	{"%Y", "2006"}, {"%m", "01"}, {"%d", "02"}, {"%H", "15"}, {"%M", "04"}, {"%S", "05"},
}

// ordered gives the layout of a format whose texts are in the order of the times.
func ordered(format string) (layout string, ok bool) {
	if !strings.HasPrefix(format, "%Y") {
		return "", false
	}
	rest := format
	for _, d := range directives {
		before, after, found := strings.Cut(rest, d.duck)
		if !found {
			break
		}
		layout, rest = layout+before+d.layout, after
		if strings.ContainsAny(before, "0123456789%") {
			return "", false
		}
	}
	return layout + rest, !strings.ContainsAny(rest, "%0123456789_") && plainLetters(format)
}

// plainLetters says whether a format's own letters mean nothing to Go's layouts.
func plainLetters(format string) bool {
	for _, d := range directives {
		format = strings.ReplaceAll(format, d.duck, "")
	}
	return strings.Trim(format, "-/: TZ.") == ""
}

func (f textForm) order(second int64, c value) (int, bool) {
	var text string
	if c.IsNull || c.Type.ID != "VARCHAR" || json.Unmarshal(c.Value, &text) != nil {
		return 0, false
	}
	return strings.Compare(time.Unix(second, 0).In(f.zone).Format(f.layout), text), true
}

// momentOrder compares a second with a constant of a time; one without a zone is read
// in zone.
func momentOrder(zone *time.Location) func(int64, value) (int, bool) {
	return func(second int64, c value) (int, bool) {
		v, _ := constant(c, zone)
		at, ok := v.(time.Time)
		if !ok {
			return 0, false
		}
		return time.Unix(second, 0).Compare(at), true
	}
}

// clockOrder compares what clocks show at a second in UTC, taken for clocks in the
// zone, with a constant moment.
func clockOrder(zone *time.Location) func(int64, value) (int, bool) {
	return func(second int64, c value) (int, bool) {
		v, _ := constant(c, zone)
		at, ok := v.(time.Time)
		if !ok {
			return 0, false
		}
		return inZone(time.Unix(second, 0).UTC(), zone).Compare(at), true
	}
}

// dayOrder compares the day of a second in a zone with a constant day.
func dayOrder(zone *time.Location) func(int64, value) (int, bool) {
	return func(second int64, c value) (int, bool) {
		var days int64
		if c.IsNull || c.Type.ID != "DATE" || json.Unmarshal(c.Value, &days) != nil || days < -maxDays || days > maxDays {
			return 0, false
		}
		y, m, d := time.Unix(second, 0).In(zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Compare(time.Unix(days*86400, 0)), true
	}
}

// The seconds of the years 1 to 9999, in which texts of times have one length.
const firstSecond, lastSecond = -62135596800, 253402300799

// compare gives the formula of form <kind> c, by searching for the times at which the
// form passes the constant.
func (f reading) compare(kind string, c value) formula {
	if _, ok := f.order(0, c); !ok {
		return always()
	}
	search := func(passed func(order int) bool) time.Time {
		n := sort.Search(lastSecond-firstSecond, func(i int) bool {
			order, _ := f.order(firstSecond+int64(i), c)
			return passed(order)
		})
		return time.Unix(firstSecond+int64(n), 0)
	}
	from := func() formula {
		return one(f.column, tables.AtLeast, search(func(o int) bool { return o >= 0 }).Add(-f.fold))
	}
	until := func() formula {
		return one(f.column, tables.AtMost, search(func(o int) bool { return o > 0 }).Add(f.fold-time.Microsecond))
	}
	switch kind {
	case "COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM":
		return from().and(until())
	case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO":
		return from()
	case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO":
		return until()
	}
	return always()
}

// prefix gives the formula of a text form that begins with a text.
func (r *reader) prefix(e *expr) formula {
	var text string
	f, ok := r.readingOf(&e.Children[0])
	if !ok || json.Unmarshal(e.Children[1].Value.Value, &text) != nil || text == "" {
		return always()
	}
	end, err := json.Marshal(text + "\U0010FFFF")
	if err != nil {
		return always()
	}
	last := e.Children[1].Value
	last.Value = end
	return f.compare("COMPARE_GREATERTHANOREQUALTO", e.Children[1].Value).and(f.compare("COMPARE_LESSTHANOREQUALTO", last))
}

// shownBoolean reads CAST(column AS text) = 'true'.
func shownBoolean(kind string, cast *expr, c value) formula {
	column := field(cast.Child)
	v, ok := constant(c, time.UTC)
	text, isText := v.(string)
	if column == nil || column.Class != "BOUND_REF" || column.ReturnType.ID != "BOOLEAN" || !ok || !isText {
		return always()
	}
	switch {
	case kind == "COMPARE_NOTEQUAL" && (text == "true" || text == "false"):
		return one(column.Index, tables.Equal, text == "false")
	case kind != "COMPARE_EQUAL":
		return always()
	case text == "true" || text == "false":
		return one(column.Index, tables.Equal, text == "true")
	}
	return formula{} // it is neither
}
