package pgfunc

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// ToCharNumeric is to_char(numeric, text) of a number in its plain form.
func ToCharNumeric(number, format string) (string, error) {
	t, err := readNumberTemplate(format)
	if err != nil || format == "" {
		return "", err
	}
	switch {
	case t.roman:
		n, err := strconv.ParseInt(roundDecimal(number, 0), 10, 32)
		if err != nil {
			return "", pgerr.New(pgerr.NumericValueOutOfRange, "integer out of range")
		}
		return t.write("+", roman(int(n)), 0), nil
	case t.sci:
		return signSpace(scientific(number, t.after)), nil
	}
	if t.shifts {
		number, t.before = shiftDecimal(number, t.shift), t.before+t.shift
	}
	return t.fit(roundDecimal(number, t.after)), nil
}

// ToCharInteger is to_char() of the integer types.
func ToCharInteger(number int64, format string) (string, error) {
	return ToCharNumeric(strconv.FormatInt(number, 10), format)
}

// floatDigits is how many digits to_char() shows of a double precision, and realDigits
// of a real.
const (
	floatDigits = 15
	realDigits  = 6
)

// ToCharFloat is to_char(double precision, text), or of a real.
func ToCharFloat(number float64, format string, real bool) (string, error) {
	t, err := readNumberTemplate(format)
	if err != nil || format == "" {
		return "", err
	}
	finite := !math.IsNaN(number) && !math.IsInf(number, 0)
	switch {
	case t.roman:
		return t.write("+", roman(int(math.RoundToEven(number))), 0), nil
	case t.sci && !finite:
		return " " + strings.Repeat("#", t.before) + "." + strings.Repeat("#", t.after+4), nil
	case t.sci:
		text := fmt.Sprintf("%.*e", t.after, number)
		return signSpace(text), nil
	}
	if t.shifts {
		number, t.before = number*math.Pow10(t.shift), t.before+t.shift
	}
	digits := floatDigits
	if real {
		digits = realDigits
	}
	whole := len(fmt.Sprintf("%.0f", math.Abs(number)))
	if whole >= digits {
		t.after = 0
	} else if whole+t.after > digits {
		t.after = digits - whole
	}
	if !finite {
		text := map[bool]string{true: "NaN", false: "Infinity"}[math.IsNaN(number)]
		if number < 0 {
			text = "-" + text
		}
		return t.fit(text), nil
	}
	return t.fit(fmt.Sprintf("%.*f", t.after, number)), nil
}

func signSpace(text string) string {
	if strings.HasPrefix(text, "-") {
		return text
	}
	return " " + text
}

// fit writes a number that is rounded already, or number signs when it has too many
// digits.
func (t *numberTemplate) fit(number string) string {
	sign := "+"
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, _, _ := strings.Cut(number, ".")
	if len(whole) > t.before {
		return t.write(sign, strings.Repeat("#", t.before)+"."+strings.Repeat("#", t.after), 0)
	}
	return t.write(sign, number, t.before-len(whole))
}

var romanDigits = [3][9]string{
	{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"},
	{"X", "XX", "XX" + "X", "XL", "L", "LX", "LXX", "LXXX", "XC"},
	{"C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"},
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strings.Repeat("#", 15)
	}
	out := strings.Repeat("M", n/1000)
	for place := 2; place >= 0; place-- {
		if d := n / power10(place) % 10; d > 0 {
			out += romanDigits[place][d-1]
		}
	}
	return out
}

// numberWriter is NUM_processor() of src/backend/utils/adt/formatting.c, as far as it
// writes.
type numberWriter struct {
	t              *numberTemplate
	out            strings.Builder
	number         string
	at             int // in number
	sign           string
	signed         bool // the sign is written, or none is to be
	inside         bool // a digit was written
	spaces         int  // places before the number
	count, current int
	last           int // of the digits that count, -1 for all
}

func (t *numberTemplate) write(sign, number string, spaces int) string {
	if t.zeroStart > 0 {
		t.zeroStart--
	}
	w := &numberWriter{t: t, number: number, sign: sign, spaces: spaces, last: -1}
	if t.plus || t.minus {
		w.signed = !t.plus || t.minus
	} else {
		if sign != "-" && t.bracket && t.fill {
			t.bracket = false
		}
		w.signed = sign == "+" && t.fill && t.sign == noSign
		if t.sign == signBefore && t.before == t.signAt {
			t.sign = signAfter
		}
	}
	w.count = t.after + t.before - 1
	if t.fill && t.point {
		w.relevant()
	}
	if !w.signed && spaces == 0 {
		w.count++
	}
	for _, n := range t.nodes {
		w.node(n)
	}
	return w.out.String()
}

// relevant finds the last digit after the point that is to be shown.
func (w *numberWriter) relevant() {
	point := strings.IndexByte(w.number, '.')
	if point < 0 {
		return
	}
	w.last = max(point, len(strings.TrimRight(w.number, "0"))-1)
	if w.t.zeroEnd > w.spaces {
		w.last = max(w.last, min(len(w.number)-1, w.t.zeroEnd-w.spaces))
	}
}

func (w *numberWriter) node(n numberNode) {
	t := w.t
	switch n.field {
	case "":
		w.out.WriteString(n.text)
	case "9", "0", ".", "D":
		if !t.roman {
			w.digit(n.field)
		}
	case ",", "G":
		switch {
		case w.inside:
			w.out.WriteByte(',')
		case !t.fill:
			w.out.WriteByte(' ')
		}
	case "L":
		w.out.WriteByte(' ')
	case "RN":
		text := w.number
		if n.lower {
			text = strings.ToLower(text)
		}
		if !t.fill {
			text = fmt.Sprintf("%15s", text)
		}
		w.out.WriteString(text)
	case "TH":
		if !t.roman && w.number[0] != '#' && w.sign != "-" && !t.point {
			like := "TH"
			if n.lower {
				like = "th"
			}
			w.out.WriteString(ordinal(w.number, like))
		}
	case "MI":
		w.either(w.sign == "-", "-")
	case "PL":
		w.either(w.sign == "+", "+")
	case "SG":
		w.out.WriteString(w.sign)
	}
}

func (w *numberWriter) either(yes bool, text string) {
	switch {
	case yes:
		w.out.WriteString(text)
	case !w.t.fill:
		w.out.WriteByte(' ')
	}
}

// leadingZero says whether the digit is the 0 before the point that is not written.
func (w *numberWriter) leadingZero() bool {
	return !w.t.zero && w.at == 0 && strings.HasPrefix(w.number, "0") && w.t.after != 0
}

// digit writes one place (NUM_numpart_to_char).
func (w *numberWriter) digit(field string) {
	t := w.t
	w.inside = false
	endsAtPoint := w.last >= 0 && w.number[w.last] == '.'
	if !w.signed && (w.current >= w.spaces || t.zero && t.zeroStart == w.current) && (!w.leadingZero() || endsAtPoint) {
		w.writeSign()
	}
	switch {
	case w.current < w.spaces && (t.zeroStart > w.current || !t.zero):
		if !t.fill {
			w.out.WriteByte(' ')
		}
	case w.current < w.spaces:
		w.out.WriteByte('0')
		w.inside = true
	default:
		w.place(field, endsAtPoint)
		if w.at < len(w.number) {
			w.at++
		}
	}
	w.closing()
	w.current++
}

func (w *numberWriter) place(field string, endsAtPoint bool) {
	t := w.t
	switch {
	case w.at < len(w.number) && w.number[w.at] == '.':
		if !endsAtPoint || t.fill {
			w.out.WriteByte('.')
		}
	case w.last >= 0 && w.at > w.last && field != "0":
	case w.leadingZero():
		if !t.fill {
			w.out.WriteByte(' ')
		} else if endsAtPoint {
			w.out.WriteByte('0')
		}
	default:
		if w.at < len(w.number) {
			w.out.WriteByte(w.number[w.at])
		}
		w.inside = true
	}
}

func (w *numberWriter) writeSign() {
	switch t := w.t; {
	case t.sign == signBefore:
		w.out.WriteString(w.sign)
	case t.sign != noSign:
		return
	case t.bracket && w.sign == "-":
		w.out.WriteByte('<')
	case t.bracket:
		w.out.WriteByte(' ')
	case w.sign == "-":
		w.out.WriteByte('-')
	case !t.fill:
		w.out.WriteByte(' ')
	}
	w.signed = true
}

// closing writes what follows the last place.
func (w *numberWriter) closing() {
	t := w.t
	end := w.count
	if w.spaces > 0 {
		end++
	}
	if t.point {
		end++
	}
	if w.last >= 0 && w.last == w.at {
		end = w.current
	}
	if w.current+1 != end {
		return
	}
	switch {
	case w.signed && t.bracket && w.sign == "-":
		w.out.WriteByte('>')
	case w.signed && t.bracket:
		w.out.WriteByte(' ')
	case t.sign == signAfter:
		w.out.WriteString(w.sign)
	}
}
