package pgfunc

import (
	"math"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func roundEven(f float64) float64 { return math.RoundToEven(f) }

// intervalUnits are the units by their names
// (https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT).
var intervalUnits = func() map[string]string {
	out := map[string]string{}
	for unit, names := range map[string]string{
		"microsecond": "us usec usecs usecond useconds microsecon microsecond microseconds",
		"millisecond": "ms msec msecs msecond mseconds millisecon millisecond milliseconds",
		"second":      "s sec secs second seconds", "minute": "m min mins minute minutes", "hour": "h hr hrs hour hours",
		"day": "d day days", "week": "w week weeks", "month": "mon mons month months", "year": "y yr yrs year years",
		"decade": "dec decs decade decades", "century": "c cent century centuries", "millennium": "mil mils millennia millennium",
	} {
		for name := range strings.FieldsSeq(names) {
			out[name] = unit
		}
	}
	return out
}()

// intervalReader is DecodeInterval() of src/backend/utils/adt/datetime.c, which goes from
// the last field to the first.
type intervalReader struct {
	text                  string
	unit                  string // of the number to come
	pending               bool   // a unit without its number
	ago                   bool
	seen                  map[string]bool
	wholeMonths, wholeDay int64
	wholeMicros           int64
}

// ParseInterval reads an interval. Numbers without a unit are of the unit given, of
// seconds by default; what is finer than a unit that is given is cut off.
func ParseInterval(text, unit string) (Interval, error) {
	r := &intervalReader{text: text, unit: "", seen: map[string]bool{}}
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "P") {
		return r.iso(trimmed[1:])
	}
	tokens, ok := timeTokens(text)
	if !ok {
		return Interval{}, badTime(text, "interval")
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		if err := r.token(tokens[i], unit); err != nil {
			return Interval{}, err
		}
	}
	if len(r.seen) == 0 {
		return Interval{}, badTime(text, "interval")
	}
	v, err := r.result()
	return v.cut(unit), err
}

// cut leaves out what is finer than a unit (AdjustIntervalForTypmod).
func (v Interval) cut(unit string) Interval {
	hour := 3600 * microsPerSecond
	switch unit {
	case "year":
		return Interval{Months: v.Months / monthsPerYear * monthsPerYear}
	case "month":
		return Interval{Months: v.Months}
	case "day":
		return Interval{Months: v.Months, Days: v.Days}
	case "hour":
		v.Micros -= v.Micros % hour
	case "minute":
		v.Micros -= v.Micros % (60 * microsPerSecond)
	}
	return v
}

func (r *intervalReader) bad() error { return badTime(r.text, "interval") }

func (r *intervalReader) overflow() error {
	return pgerr.New("22015", "interval field value out of range: \"%s\"", r.text)
}

// see notes that a unit was given; each may be given once.
func (r *intervalReader) see(units ...string) error {
	for _, u := range units {
		if r.seen[u] {
			return r.bad()
		}
		r.seen[u] = true
	}
	return nil
}

func (r *intervalReader) token(t timeToken, unit string) error {
	switch t.kind {
	case clockToken:
		return r.clock(t.text, false)
	case offsetToken:
		if strings.Contains(t.text, ":") {
			return r.clock(t.text[1:], t.text[0] == '-')
		}
		return r.number(t.text, unit)
	case numberToken, dateToken:
		if isAlpha(t.text[0]) {
			return r.bad()
		}
		return r.number(t.text, unit)
	}
	switch {
	case r.pending:
		return r.bad()
	case t.text == "ago":
		r.ago, r.unit = true, ""
	case t.text == "@":
	case intervalUnits[t.text] != "":
		r.unit, r.pending = intervalUnits[t.text], true
	default:
		return r.bad()
	}
	return nil
}

// clock reads hh:mm[:ss[.fff]].
func (r *intervalReader) clock(s string, negative bool) error {
	if err := r.see("hour", "minute", "second", "millisecond", "microsecond"); err != nil {
		return err
	}
	parts := strings.Split(s, ":")
	last, fraction, point := strings.Cut(parts[len(parts)-1], ".")
	parts[len(parts)-1] = last
	values := [3]int64{}
	if len(parts) > 3 {
		return r.bad()
	}
	for i, part := range parts {
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return r.bad()
		}
		values[i] = n
	}
	if len(parts) == 2 && point {
		values[0], values[1], values[2] = 0, values[0], values[1]
	}
	micros, ok := fractionMicros(fraction)
	if !ok {
		return r.bad()
	}
	if values[1] > 59 || values[2] > 60 {
		return pgerr.New("22015", "interval field value out of range: \"%s\"", r.text)
	}
	total := values[0]*3600*microsPerSecond + values[1]*60*microsPerSecond + values[2]*microsPerSecond + int64(micros)
	if values[0] > math.MaxInt64/(3600*microsPerSecond)-1 {
		return r.overflow()
	}
	if negative {
		total = -total
	}
	r.wholeMicros += total
	r.unit, r.pending = "day", false
	return nil
}

// number reads a number of the unit that follows it.
func (r *intervalReader) number(s, unit string) error {
	of := r.unit
	if of == "" {
		if of = unit; of == "" {
			of = "second"
		}
	}
	r.pending = false
	negative := strings.HasPrefix(s, "-")
	body := strings.TrimLeft(s, "+-")
	if years, months, ok := strings.Cut(body, "-"); ok {
		y, err := strconv.ParseInt(years, 10, 32)
		m, err2 := strconv.ParseInt(months, 10, 32)
		if err != nil || err2 != nil {
			return r.bad()
		}
		if m >= monthsPerYear {
			return r.overflow()
		}
		total := y*monthsPerYear + m
		if negative {
			total = -total
		}
		r.wholeMonths += total
		r.unit = ""
		return r.see("month")
	}
	whole, fraction, _ := strings.Cut(body, ".")
	n, err := strconv.ParseInt("0"+whole, 10, 64)
	if err != nil {
		if strings.Trim(whole, "0123456789") != "" {
			return r.bad()
		}
		return r.overflow()
	}
	f, err := strconv.ParseFloat("0."+fraction+"0", 64)
	if err != nil {
		return r.bad()
	}
	if negative {
		n, f = -n, -f
	}
	return r.add(of, n, f)
}
