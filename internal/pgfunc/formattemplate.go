package pgfunc

import (
	"strings"
	"unicode/utf8"
)

// The templates of to_char(), to_date() and to_timestamp()
// (https://www.postgresql.org/docs/15/functions-formatting.html), read as
// parse_format() in src/backend/utils/adt/formatting.c does.

// timeField is a template pattern.
type timeField struct {
	name  string
	digit bool // what it stands for begins with a digit
	mode  dateMode
}

// dateMode says to which calendar a pattern belongs.
type dateMode int

const (
	anyCalendar dateMode = iota
	gregorian
	isoCalendar
)

// timeFields are the patterns, the longer first where one begins another. Lower case
// stands for itself, too.
var timeFields = func() []timeField {
	var out []timeField
	add := func(digit bool, mode dateMode, names string) {
		for name := range strings.FieldsSeq(names) {
			out = append(out, timeField{name, digit, mode})
			if lower := strings.ToLower(name); lower != name && !strings.ContainsAny(name[1:], "ay") {
				out = append(out, timeField{lower, digit, mode})
			}
		}
	}
	add(false, anyCalendar, "A.D. A.M. AD AM B.C. BC P.M. PM")
	add(true, anyCalendar, "CC FF1 FF2 FF3 FF4 FF5 FF6 HH24 HH12 HH J MI MS Q SSSSS SSSS SS TZH TZM US")
	add(false, anyCalendar, "FX OF TZ")
	add(false, gregorian, "DAY Day day MONTH Month month MON Mon mon DY Dy dy RM")
	add(true, isoCalendar, "IDDD ID IW IYYY IYY IY I")
	add(true, gregorian, "DDD DD D MM WW W Y,YYY YYYY YYY YY Y")
	return out
}()

// timeNode is a piece of a template: a pattern, or a character that stands for itself.
type timeNode struct {
	field   *timeField
	text    string
	fill    bool   // FM
	ordinal string // TH or th
}

func (n *timeNode) separator() bool {
	return n.field == nil && n.ordinal != quoted && len(n.text) == 1 && isSeparator(n.text[0])
}

func (n *timeNode) space() bool {
	return n.field == nil && n.ordinal != quoted && len(n.text) == 1 && isSpace(n.text[0])
}

func isSeparator(c byte) bool {
	return c > ' ' && c < 0x7f && !('a' <= c|0x20 && c|0x20 <= 'z') && !('0' <= c && c <= '9')
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// timeTemplate reads a template.
func timeTemplate(format string) []timeNode {
	var out []timeNode
	for format != "" {
		n := timeNode{}
		if len(format) >= 2 {
			switch prefix := format[:2]; prefix {
			case "FM", "fm":
				n.fill, format = true, format[2:]
			case "TM", "tm":
				format = format[2:] // names are English
				n.fill = true
			}
		}
		if n.field = matchField(format); n.field != nil {
			format = format[len(n.field.name):]
			if len(format) >= 2 && strings.EqualFold(format[:2], "th") && (format[:2] == "TH" || format[:2] == "th") {
				n.ordinal, format = format[:2], format[2:]
			} else if strings.HasPrefix(format, "SP") {
				format = format[2:]
			}
			out = append(out, n)
			continue
		}
		var nodes []timeNode
		nodes, format = templateText(format)
		out = append(out, nodes...)
	}
	return out
}

func matchField(format string) *timeField {
	var best *timeField
	for i := range timeFields {
		f := &timeFields[i]
		if strings.HasPrefix(format, f.name) && (best == nil || len(f.name) > len(best.name)) {
			best = f
		}
	}
	return best
}

// templateText takes a quoted text or one character.
func templateText(format string) (nodes []timeNode, rest string) {
	if format == "" {
		return nil, ""
	}
	if format[0] != '"' {
		if strings.HasPrefix(format, `\"`) {
			format = format[1:]
		}
		_, size := utf8.DecodeRuneInString(format)
		return []timeNode{{text: format[:size]}}, format[size:]
	}
	format = format[1:]
	for format != "" {
		if format[0] == '"' {
			return nodes, format[1:]
		}
		if format[0] == '\\' && len(format) > 1 {
			format = format[1:]
		}
		_, size := utf8.DecodeRuneInString(format)
		nodes = append(nodes, timeNode{text: format[:size], ordinal: quoted})
		format = format[size:]
	}
	return nodes, ""
}

// quoted marks a character that stood in double quotes.
const quoted = "\""
