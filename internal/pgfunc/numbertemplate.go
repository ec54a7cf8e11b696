package pgfunc

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// numberTemplate is a template of to_char() and to_number() for numbers
// (https://www.postgresql.org/docs/15/functions-formatting.html#FUNCTIONS-FORMATTING-NUMERIC-TABLE),
// with what it says of the whole number (NUMDesc in src/backend/utils/adt/formatting.c).
type numberTemplate struct {
	nodes                             []numberNode
	before, after                     int // digits
	shift                             int // digits after V
	zeroStart, zeroEnd                int
	fill, zero, blank, point, bracket bool
	minus, plus, roman, shifts, sci   bool
	sign                              signPlace
	signAt                            int
}

// signPlace is where the sign of S stands.
type signPlace int

const (
	noSign signPlace = iota
	signBefore
	signAfter
)

// numberNode is a pattern, in upper case, or a text.
type numberNode struct {
	field string
	lower bool
	text  string
}

var numberFields = []string{"EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", ",", ".", "0", "9", "B", "C", "D", "G", "L", "S", "V"}

func readNumberTemplate(format string) (*numberTemplate, error) {
	t := &numberTemplate{}
	for format != "" {
		if n, size := matchNumberField(format); size > 0 {
			format = format[size:]
			if err := t.note(n.field); err != nil {
				return nil, err
			}
			t.nodes = append(t.nodes, n)
			continue
		}
		if format[0] == '"' {
			var nodes []timeNode
			nodes, format = templateText(format)
			for _, n := range nodes {
				t.nodes = append(t.nodes, numberNode{text: n.text})
			}
			continue
		}
		if strings.HasPrefix(format, `\"`) {
			format = format[1:]
		}
		_, size := utf8.DecodeRuneInString(format)
		t.nodes = append(t.nodes, numberNode{text: format[:size]})
		format = format[size:]
	}
	return t, nil
}

func matchNumberField(format string) (numberNode, int) {
	for _, f := range numberFields {
		if strings.HasPrefix(format, f) {
			return numberNode{field: f}, len(f)
		}
		if lower := strings.ToLower(f); lower != f && strings.HasPrefix(format, lower) {
			return numberNode{field: f, lower: true}, len(f)
		}
	}
	return numberNode{}, 0
}

func templateError(format string, args ...any) error {
	return pgerr.New(pgerr.SyntaxError, format, args...)
}

// note takes what a pattern says of the number (NUMDesc_prepare).
func (t *numberTemplate) note(field string) error {
	if t.sci && field != "EEEE" {
		return templateError(`"EEEE" must be the last pattern used`)
	}
	switch field {
	case "9", "0":
		return t.digit(field)
	case "B":
		t.blank = t.blank || t.before == 0 && t.after == 0 && !t.zero
	case "D", ".":
		if t.point {
			return templateError("multiple decimal points")
		}
		if t.shifts {
			return templateError(`cannot use "V" and decimal point together`)
		}
		t.point = true
	case "FM":
		t.fill = true
	case "RN":
		t.roman = true
	case "V":
		if t.point {
			return templateError(`cannot use "V" and decimal point together`)
		}
		t.shifts = true
	case "EEEE":
		if t.sci {
			return templateError(`cannot use "EEEE" twice`)
		}
		if t.blank || t.fill || t.sign != noSign || t.bracket || t.minus || t.plus || t.roman || t.shifts {
			return pgerr.New(pgerr.SyntaxError, `"EEEE" is incompatible with other formats`).
				WithDetail(`"EEEE" may only be used together with digit and decimal point patterns.`)
		}
		t.sci = true
	default:
		return t.signs(field)
	}
	return nil
}

func (t *numberTemplate) digit(field string) error {
	if t.bracket {
		return templateError(`"%s" must be ahead of "PR"`, field)
	}
	if field == "9" && t.shifts {
		t.shift++
		return nil
	}
	if field == "0" && !t.zero && !t.point {
		t.zero, t.zeroStart = true, t.before+1
	}
	if t.point {
		t.after++
	} else {
		t.before++
	}
	if field == "0" {
		t.zeroEnd = t.before + t.after
	}
	return nil
}

func (t *numberTemplate) signs(field string) error {
	switch field {
	case "S":
		if t.sign != noSign {
			return templateError(`cannot use "S" twice`)
		}
		if t.plus || t.minus || t.bracket {
			return templateError(`cannot use "S" and "PL"/"MI"/"SG"/"PR" together`)
		}
		if t.point {
			t.sign = signAfter
		} else {
			t.sign, t.signAt = signBefore, t.before
		}
	case "MI", "PL", "SG":
		if t.sign != noSign {
			return templateError(`cannot use "S" and "%s" together`, field)
		}
		t.minus = t.minus || field != "PL"
		t.plus = t.plus || field != "MI"
	case "PR":
		if t.sign != noSign || t.plus || t.minus {
			return templateError(`cannot use "PR" and "S"/"PL"/"MI"/"SG" together`)
		}
		t.bracket = true
	}
	return nil
}
