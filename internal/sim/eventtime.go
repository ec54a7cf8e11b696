package sim

import (
	"strconv"
	"strings"
	"time"
)

// isoLayouts are the forms of an eventTime that are read: the real one, and those
// that other tools make of it. A fraction is read after the seconds of any of them.
var isoLayouts = []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00"}

// parseEventTime reads the JSON value of an eventTime: a text in one of isoLayouts,
// or an epoch in seconds or milliseconds, as a number or as a text. Fractions of a
// second are dropped, as real records have none.
func parseEventTime(value string) (time.Time, bool) {
	text, isText := str(value)
	if !isText {
		return parseEpoch(value)
	}
	text = strings.TrimSpace(text)
	for _, layout := range isoLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC().Truncate(time.Second), true
		}
	}
	return parseEpoch(text)
}

// millisFrom is the number from which on an epoch is in milliseconds: as seconds
// it would be the year 5138.
const millisFrom = 1e11

func parseEpoch(text string) (time.Time, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f <= 0 || f >= millisFrom*1000 {
		return time.Time{}, false
	}
	if f >= millisFrom {
		f /= 1000
	}
	return time.Unix(int64(f), 0).UTC(), true
}

// shiftEventTime gives the JSON value of an eventTime moved by whole days, in the
// form it had: in a text only the date changes, a number stays a number.
func shiftEventTime(value string, days int) string {
	if text, isText := str(value); isText && len(text) >= len(time.DateOnly) {
		if date, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)]); err == nil {
			moved := date.AddDate(0, 0, days).Format(time.DateOnly)
			return string(appendQuoted(nil, moved+text[len(time.DateOnly):]))
		}
	}
	quoted := strings.HasPrefix(value, `"`)
	number := strings.Trim(value, `"`)
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return value
	}
	unit := float64(1)
	if f >= millisFrom {
		unit = 1000
	}
	moved := strconv.FormatFloat(f+float64(days)*86400*unit, 'f', -1, 64)
	if quoted {
		return `"` + moved + `"`
	}
	return moved
}
