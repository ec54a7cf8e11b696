package pgfunc

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// ToTimestamp is to_timestamp(text, text) in a session's zone.
func ToTimestamp(text, format string, zone *time.Location) (int64, error) {
	r, err := readFormatted(text, format)
	if err != nil {
		return 0, err
	}
	micros := daysOf(r.t.year, r.t.month, r.t.day)*microsPerDay + r.t.hour*3600*microsPerSecond +
		int64(r.t.minute)*60*microsPerSecond + int64(r.t.second)*microsPerSecond + int64(r.t.micros)
	if r.zoneSign != 0 {
		return micros - int64(r.zoneSign*(r.zoneHours*3600+r.zoneMinutes*60))*microsPerSecond, nil
	}
	return localToUTC(micros, zone), nil
}

// ToDate is to_date(text, text); the result is in days since 1970-01-01.
func ToDate(text, format string) (int32, error) {
	r, err := readFormatted(text, format)
	if err != nil {
		return 0, err
	}
	return int32(daysOf(r.t.year, r.t.month, r.t.day)), nil
}

// formatReader is DCH_from_char() of src/backend/utils/adt/formatting.c.
type formatReader struct {
	text  string // all of it, for errors
	rest  string
	nodes []timeNode
	at    int // the node
	exact bool
	extra int // spaces skipped more than the template has
	mode  dateMode

	values                            map[string]int
	yearDigits                        int
	twelve, afternoon, beforeEra      bool
	zoneSign, zoneHours, zoneMinutes  int
	millis, micros, fractionSecondsOf int
	t                                 moment
}

func readFormatted(text, format string) (*formatReader, error) {
	r := &formatReader{text: text, rest: text, nodes: timeTemplate(format), values: map[string]int{}}
	for r.at = 0; r.at < len(r.nodes) && r.rest != ""; r.at++ {
		if err := r.node(&r.nodes[r.at]); err != nil {
			return nil, err
		}
	}
	return r, r.combine()
}

func (r *formatReader) skipSpaces() {
	for r.rest != "" && isSpace(r.rest[0]) {
		r.rest = r.rest[1:]
		r.extra++
	}
}

func (r *formatReader) skipOne() {
	_, size := utf8.DecodeRuneInString(r.rest)
	r.rest = r.rest[size:]
}

func (r *formatReader) node(n *timeNode) error {
	if !r.exact && (n.field != nil || r.at == 0) {
		r.skipSpaces()
		if r.rest == "" {
			return nil
		}
	}
	if n.separator() || n.space() {
		if r.exact {
			r.skipOne()
			return nil
		}
		r.extra--
		if isSpace(r.rest[0]) || isSeparator(r.rest[0]) {
			r.rest = r.rest[1:]
			r.extra++
		}
		return nil
	}
	if n.field == nil {
		if !r.exact && r.extra > 0 {
			r.extra--
		} else {
			r.skipOne()
		}
		return nil
	}
	if err := r.calendar(n); err != nil {
		return err
	}
	if err := r.field(n); err != nil {
		return err
	}
	if !r.exact {
		r.extra = 0
		r.skipSpaces()
	}
	return nil
}

func (r *formatReader) calendar(n *timeNode) error {
	if n.field.mode == anyCalendar {
		return nil
	}
	if r.mode == anyCalendar {
		r.mode = n.field.mode
	}
	if r.mode != n.field.mode {
		return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid combination of date conventions").
			WithHint("Do not mix Gregorian and ISO week date conventions in a formatting template.")
	}
	return nil
}

// nextIsDigit says whether what follows the node may begin with a digit, so that the
// node's own digits must be counted.
func (r *formatReader) nextIsDigit(n *timeNode) bool {
	if n.ordinal != "" || r.at+1 >= len(r.nodes) {
		return false
	}
	next := r.nodes[r.at+1]
	if next.field != nil {
		return next.field.digit
	}
	return len(next.text) == 1 && isDigit(next.text[0])
}

// leadingInteger reads as strtol() does.
func leadingInteger(s string) (value int64, used int, overflow bool) {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	begin := i
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	digits := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == digits {
		return 0, 0, false
	}
	value, err := strconv.ParseInt(s[begin:i], 10, 64)
	return value, i, err != nil
}

// integer reads a number of at most width digits; used is how many bytes it took.
func (r *formatReader) integer(n *timeNode, width int) (value, used int, err error) {
	for r.rest != "" && isSpace(r.rest[0]) {
		r.rest = r.rest[1:]
	}
	piece := r.rest[:min(width, len(r.rest))]
	var read int64
	var overflow bool
	if n.fill || !r.nextIsDigit(n) {
		read, used, overflow = leadingInteger(r.rest)
	} else {
		const hint = "If your source string is not fixed-width, try using the \"FM\" modifier."
		if len(r.rest) < width {
			return 0, 0, pgerr.New(pgerr.InvalidDatetimeFormat, "source string too short for %q formatting field", n.field.name).
				WithDetail("Field requires %d characters, but only %d remain.", width, len(r.rest)).WithHint(hint)
		}
		read, used, overflow = leadingInteger(piece)
		if used > 0 && used < width {
			return 0, 0, pgerr.New(pgerr.InvalidDatetimeFormat, "invalid value %q for %q", piece, n.field.name).
				WithDetail("Field requires %d characters, but only %d could be parsed.", width, used).WithHint(hint)
		}
	}
	if used == 0 {
		return 0, 0, pgerr.New(pgerr.InvalidDatetimeFormat, "invalid value %q for %q", piece, n.field.name).
			WithDetail("Value must be an integer.")
	}
	if overflow || read > math.MaxInt32 || read < math.MinInt32 {
		return 0, 0, pgerr.New(pgerr.DatetimeFieldOverflow, "value for %q in source string is out of range", n.field.name).
			WithDetail("Value must be in the range %d to %d.", math.MinInt32, math.MaxInt32)
	}
	r.rest = r.rest[used:]
	if n.ordinal == "TH" || n.ordinal == "th" {
		r.rest = r.rest[min(2, len(r.rest)):]
	}
	return int(read), used, nil
}

// set notes a value; two different ones contradict each other.
func (r *formatReader) set(n *timeNode, key string, value int) error {
	if old := r.values[key]; old != 0 && old != value {
		return pgerr.New(pgerr.InvalidDatetimeFormat, "conflicting values for %q field in formatting string", n.field.name).
			WithDetail("This value contradicts a previous setting for the same field type.")
	}
	r.values[key] = value
	return nil
}

// word reads one of some words, of either case.
func (r *formatReader) word(n *timeNode, words []string) (int, error) {
	for i, w := range words {
		if len(r.rest) >= len(w) && strings.EqualFold(r.rest[:len(w)], w) {
			r.rest = r.rest[len(w):]
			return i, nil
		}
	}
	piece, _, _ := strings.Cut(r.rest, " ")
	return 0, pgerr.New(pgerr.InvalidDatetimeFormat, "invalid value %q for %q", piece, n.field.name).
		WithDetail("The given value did not match any of the allowed values for this field.")
}
