package pgfunc

import (
	"fmt"
	"strings"
)

// Numbers in their plain decimal form: digits, perhaps with a sign and a point.

// roundDecimal rounds half away from zero to a number of digits after the point.
func roundDecimal(number string, digits int) string {
	negative := strings.HasPrefix(number, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	up := len(fraction) > digits && fraction[digits] >= '5'
	if len(fraction) < digits {
		fraction += strings.Repeat("0", digits-len(fraction))
	}
	all := []byte(whole + fraction[:digits])
	for i := len(all) - 1; up; i-- {
		if i < 0 {
			all = append([]byte{'1'}, all...)
			break
		}
		if all[i] != '9' {
			all[i]++
			break
		}
		all[i] = '0'
	}
	out := string(all[:len(all)-digits])
	if digits > 0 {
		out += "." + string(all[len(all)-digits:])
	}
	if negative && strings.ContainsAny(out, "123456789") {
		out = "-" + out
	}
	return out
}

// shiftDecimal multiplies by a power of ten.
func shiftDecimal(number string, by int) string {
	negative := strings.HasPrefix(number, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	out := shifted(whole, fraction, by)
	if negative {
		out = "-" + out
	}
	return out
}

// scientific writes a number with an exponent; what rounds up to ten stays ten
// (numeric_out_sci of PostgreSQL 15).
func scientific(number string, digits int) string {
	negative := strings.HasPrefix(number, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	all := strings.TrimLeft(whole+fraction, "0")
	exponent := len(whole) - 1 - (len(whole+fraction) - len(all))
	if all == "" {
		all, exponent = "0", 0
	}
	mantissa := roundDecimal(all[:1]+"."+all[1:], digits)
	sign := "+"
	if exponent < 0 {
		sign, exponent = "-", -exponent
	}
	out := fmt.Sprintf("%se%s%02d", mantissa, sign, exponent)
	if negative {
		out = "-" + out
	}
	return out
}
