package pgfunc

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// ToNumber is to_number(text, text); the result is a number in its plain form.
func ToNumber(text, format string) (string, error) {
	t, err := readNumberTemplate(format)
	if err != nil {
		return "", err
	}
	switch {
	case t.sci:
		return "", pgerr.New(pgerr.FeatureNotSupported, `"EEEE" not supported for input`)
	case t.roman:
		return "", pgerr.New(pgerr.FeatureNotSupported, `"RN" not supported for input`)
	}
	if t.plus || t.minus {
		t.sign = noSign
	}
	r := &numberReader{t: t, rest: text, sign: ' '}
	for _, n := range t.nodes {
		if r.rest == "" {
			break
		}
		r.node(n)
	}
	digits := strings.TrimSuffix(r.digits.String(), ".")
	if !strings.ContainsAny(digits, "0123456789") {
		return "", pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type numeric: %q", string(r.sign)+digits)
	}
	if strings.HasPrefix(digits, ".") {
		digits = "0" + digits
	}
	if t.shifts {
		digits = shiftDecimal(digits, -t.shift)
	}
	if r.sign == '-' {
		digits = "-" + digits
	}
	return digits, nil
}

// numberReader is NUM_processor() of src/backend/utils/adt/formatting.c, as far as it
// reads.
type numberReader struct {
	t             *numberTemplate
	rest          string
	sign          byte
	digits        strings.Builder
	before, after int
	point         bool
}

func (r *numberReader) skip() {
	_, size := utf8.DecodeRuneInString(r.rest)
	r.rest = r.rest[size:]
}

// eat skips up to n characters that are no part of a number.
func (r *numberReader) eat(n int) {
	for ; n > 0 && r.rest != "" && !strings.ContainsRune("0123456789.,+-", rune(r.rest[0])); n-- {
		r.skip()
	}
}

func (r *numberReader) node(n numberNode) {
	switch n.field {
	case "":
		r.skip()
	case "9", "0", ".", "D":
		r.place(n.field)
		if r.rest != "" {
			r.rest = r.rest[1:]
		}
	case ",", "G":
		if r.rest[0] == ',' {
			r.rest = r.rest[1:]
		}
	case "L":
		r.eat(1)
	case "TH":
		if r.sign != '-' && !r.t.point {
			r.eat(2)
		}
	case "MI":
		r.signed("-")
	case "PL":
		r.signed("+")
	case "SG":
		r.signed("+-")
	}
}

func (r *numberReader) signed(signs string) {
	if strings.IndexByte(signs, r.rest[0]) >= 0 {
		r.sign = r.rest[0]
		r.rest = r.rest[1:]
		return
	}
	r.eat(1)
}

// place reads a digit or the point (NUM_numpart_from_char); the caller skips what was
// read.
func (r *numberReader) place(field string) {
	t := r.t
	if r.rest[0] == ' ' {
		r.rest = r.rest[1:]
	}
	if r.rest != "" && r.sign == ' ' && (field == "0" || field == "9") && r.before+r.after == 0 {
		if c := r.rest[0]; c == '-' || c == '+' || c == '<' && t.bracket && t.sign != signBefore {
			r.sign = map[byte]byte{'-': '-', '+': '+', '<': '-'}[c]
			r.rest = r.rest[1:]
		}
	}
	if r.rest == "" {
		return
	}
	read := false
	switch {
	case isDigit(r.rest[0]):
		if r.point && r.after == t.after {
			return
		}
		r.digits.WriteByte(r.rest[0])
		if r.point {
			r.after++
		} else {
			r.before++
		}
		read = true
	case t.point && !r.point && r.rest[0] == '.':
		r.digits.WriteByte('.')
		r.point, read = true, true
	}
	if r.sign != ' ' || r.before+r.after == 0 {
		return
	}
	switch {
	case t.sign != noSign && read && len(r.rest) > 1 && !isDigit(r.rest[1]):
		if c := r.rest[1]; c == '-' || c == '+' {
			r.sign = c
			r.rest = r.rest[1:]
		}
	case !read && t.sign == noSign && !t.plus && !t.minus && (r.rest[0] == '-' || r.rest[0] == '+'):
		r.sign = r.rest[0]
	}
}
