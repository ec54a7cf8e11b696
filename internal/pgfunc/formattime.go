package pgfunc

import (
	"fmt"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// ToCharTimestamp is to_char(timestamp, text); ok is false for NULL.
func ToCharTimestamp(micros int64, format string) (text string, ok bool, err error) {
	if format == "" || infinite(micros) {
		return "", false, nil
	}
	text, err = formatTime(takeApart(micros), format)
	return text, true, err
}

// ToCharTimestampTZ is to_char(timestamptz, text) in a session's zone.
func ToCharTimestampTZ(micros int64, format string, zone *time.Location) (text string, ok bool, err error) {
	if format == "" || infinite(micros) {
		return "", false, nil
	}
	text, err = formatTime(takeApartIn(micros, zone), format)
	return text, true, err
}

// ToCharInterval is to_char(interval, text).
func ToCharInterval(v Interval, format string) (text string, ok bool, err error) {
	if format == "" {
		return "", false, nil
	}
	text, err = formatTime(takeApartSpan(v), format)
	return text, true, err
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// romanMonths count from December down.
var romanMonths = [...]string{"XII", "XI", "X", "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I"}

// formatTime is DCH_to_char() of src/backend/utils/adt/formatting.c.
func formatTime(m moment, format string) (string, error) {
	var b strings.Builder
	for _, n := range timeTemplate(format) {
		if n.field == nil {
			b.WriteString(n.text)
			continue
		}
		text, err := m.field(&n)
		if err != nil {
			return "", err
		}
		if n.ordinal != "" && text != "" && isDigit(text[len(text)-1]) {
			text += ordinal(text, n.ordinal)
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// ordinal gives the ending of a number: st, nd, rd or th.
func ordinal(number, like string) string {
	end := "th"
	if n := len(number); n < 2 || number[n-2] != '1' {
		switch number[n-1] {
		case '1':
			end = "st"
		case '2':
			end = "nd"
		case '3':
			end = "rd"
		}
	}
	if like == "TH" {
		return strings.ToUpper(end)
	}
	return end
}

// padded writes a number with zeros up to a width, one more for a sign.
func (n *timeNode) padded(value int64, width int) string {
	if n.fill {
		width = 0
	} else if value < 0 {
		width++
	}
	return fmt.Sprintf("%0*d", width, value)
}

// fixed writes a number with zeros up to a width, which a sign counts in.
func (n *timeNode) fixed(value int64, width int) string {
	if n.fill {
		width = 0
	}
	return fmt.Sprintf("%0*d", width, value)
}

// noSpan are the patterns that an interval has no value for.
var noSpan = map[string]bool{"AD": true, "A.D.": true, "BC": true, "B.C.": true, "MONTH": true, "MON": true, "DAY": true, "DY": true,
	"D": true, "ID": true, "TZ": true, "TZH": true, "TZM": true, "OF": true}

func (m *moment) field(n *timeNode) (string, error) {
	name := n.field.name
	upper := strings.ToUpper(name)
	if m.span && noSpan[upper] {
		return "", pgerr.New(pgerr.InvalidDatetimeFormat, "invalid format specification for an interval value").
			WithHint("Intervals are not tied to specific calendar dates.")
	}
	switch upper {
	case "A.M.", "AM", "P.M.", "PM":
		return m.half(name, upper), nil
	case "AD", "A.D.", "BC", "B.C.":
		return m.era(name, upper), nil
	case "MONTH", "MON", "DAY", "DY":
		return m.name(n, upper), nil
	case "TZ":
		if name == "tz" {
			return strings.ToLower(m.abbreviation), nil
		}
		return m.abbreviation, nil
	case "TZH", "TZM", "OF":
		return m.zone(n, upper), nil
	case "RM":
		return m.roman(n), nil
	case "FX":
		return "", nil
	}
	return m.number(n, upper), nil
}

// half gives AM or PM in the pattern's case.
func (m *moment) half(name, upper string) string {
	out := "AM"
	if ((m.hour%24)+24)%24 >= 12 && m.hour >= 0 {
		out = "PM"
	}
	if strings.Contains(upper, ".") {
		out = out[:1] + "." + out[1:] + "."
	}
	if name != upper {
		return strings.ToLower(out)
	}
	return out
}

func (m *moment) era(name, upper string) string {
	out := "AD"
	if m.year <= 0 {
		out = "BC"
	}
	if strings.Contains(upper, ".") {
		out = out[:1] + "." + out[1:] + "."
	}
	if name != upper {
		return strings.ToLower(out)
	}
	return out
}

func (m *moment) name(n *timeNode, upper string) string {
	var out string
	switch upper {
	case "MONTH", "MON":
		out = monthNames[m.month-1]
	default:
		out = dayNames[m.weekday]
	}
	if upper == "MON" || upper == "DY" {
		out = out[:3]
	} else if !n.fill {
		out = fmt.Sprintf("%-9s", out)
	}
	switch name := n.field.name; {
	case name == upper:
		return strings.ToUpper(out)
	case name == strings.ToLower(upper):
		return strings.ToLower(out)
	}
	return out
}

func (m *moment) zone(n *timeNode, upper string) string {
	sign, offset := "+", m.offset
	if offset < 0 {
		sign, offset = "-", -offset
	}
	switch upper {
	case "TZH":
		return fmt.Sprintf("%s%02d", sign, offset/3600)
	case "TZM":
		return fmt.Sprintf("%02d", offset%3600/60)
	}
	out := sign + n.padded(int64(offset/3600), 2)
	if offset%3600 != 0 {
		out += fmt.Sprintf(":%02d", offset%3600/60)
	}
	return out
}

func (m *moment) roman(n *timeNode) string {
	if m.month == 0 && m.year == 0 {
		return ""
	}
	i := monthsPerYear - m.month
	switch {
	case m.month == 0 && m.year >= 0:
		i = 0
	case m.month == 0:
		i = monthsPerYear - 1
	case m.month < 0:
		i = -(m.month + 1)
	}
	out := romanMonths[i]
	if n.field.name == "rm" {
		out = strings.ToLower(out)
	}
	if n.fill {
		return out
	}
	return fmt.Sprintf("%-4s", out)
}

// ToCharDate is to_char() of a date, which PostgreSQL takes as the timestamptz of its
// beginning.
func ToCharDate(days int32, format string, zone *time.Location) (text string, ok bool, err error) {
	if days == InfiniteDate || days == -InfiniteDate {
		return "", false, nil
	}
	return ToCharTimestampTZ(localToUTC(int64(days)*microsPerDay, zone), format, zone)
}
