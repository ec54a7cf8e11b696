package encode

import (
	"bytes"
	"encoding/binary"
	"strconv"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The sign words of a numeric on the wire (src/backend/utils/adt/numeric.c).
const (
	NumericPositive    = 0x0000
	NumericNegative    = 0x4000
	NumericNaN         = 0xC000
	NumericInfinity    = 0xD000
	NumericMinInfinity = 0xF000
)

// maxNumericDigits bounds what one numeric may expand to, before the point or
// after it; it is above PostgreSQL's own limits of 131072 and 16383.
const maxNumericDigits = 1 << 18

// NumericBinary appends the binary form (numeric_send) of a numeric given as
// text: digits with a point, an exponent, NaN or an infinity.
func NumericBinary(dst, text []byte) ([]byte, error) {
	if sign, special := specialNumeric(text); special {
		return numericHead(dst, 0, 0, sign, specialScale(sign)), nil
	}
	var room [64]byte
	digits, point, scale, negative, ok := parseNumeric(room[:0], text)
	if !ok {
		return dst, pgerr.New(pgerr.InvalidTextRepresentation,
			"invalid input syntax for type numeric: \"%s\"", text)
	}
	sign := uint16(NumericPositive)
	if negative {
		sign = NumericNegative
	}
	return numericGroups(dst, digits, point, sign, uint16(scale))
}

func specialNumeric(text []byte) (sign uint16, special bool) {
	if len(text) == 0 || text[len(text)-1] <= '9' {
		return 0, false // the usual case: it ends in a digit
	}
	switch string(bytes.ToLower(text[:min(len(text), 10)])) {
	case "nan":
		return NumericNaN, true
	case "infinity", "+infinity", "inf", "+inf":
		return NumericInfinity, true
	case "-infinity", "-inf":
		return NumericMinInfinity, true
	}
	return 0, false
}

// specialScale is the scale that numeric_send tells of NaN and the infinities:
// bits of the sign word, which are no scale at all, seen as one.
func specialScale(sign uint16) uint16 { return sign & 0x1f80 >> 7 }

// parseNumeric gives the decimal digits, how many of them stand before the point
// (it may lie outside of them), and the number of digits to show after it.
func parseNumeric(buf, text []byte) (digits []byte, point, scale int, negative, ok bool) {
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		negative = text[0] == '-'
		text = text[1:]
	}
	exponent := 0
	if e := bytes.IndexAny(text, "eE"); e >= 0 {
		n, err := strconv.Atoi(string(text[e+1:]))
		if err != nil || n > maxNumericDigits || n < -maxNumericDigits {
			return nil, 0, 0, false, false
		}
		exponent, text = n, text[:e]
	}
	point = -1
	for i, b := range text {
		switch {
		case b >= '0' && b <= '9':
			buf = append(buf, b-'0')
		case b == '.' && point < 0:
			point = i
		default:
			return nil, 0, 0, false, false
		}
	}
	if point < 0 {
		point = len(buf)
	}
	if len(buf) == 0 || len(buf) > maxNumericDigits {
		return nil, 0, 0, false, false
	}
	scale = max(len(buf)-point-exponent, 0)
	return buf, point + exponent, scale, negative, scale <= 0x3fff
}

// numericGroups appends the digits in groups of four that meet at the point.
func numericGroups(dst, digits []byte, point int, sign, scale uint16) ([]byte, error) {
	for len(digits) > 0 && digits[0] == 0 {
		digits = digits[1:]
		point--
	}
	for len(digits) > 0 && digits[len(digits)-1] == 0 {
		digits = digits[:len(digits)-1]
	}
	if len(digits) == 0 {
		return numericHead(dst, 0, 0, NumericPositive, scale), nil
	}
	weight := int(floorDiv(int64(point-1), 4))
	if weight != int(int16(weight)) {
		return dst, pgerr.New(pgerr.NumericValueOutOfRange, "value overflows numeric format")
	}
	lead := point - weight*4 // digits in the first group: 1…4
	groups := (len(digits) - lead + 3) / 4
	dst = numericHead(dst, uint16(groups+1), uint16(int16(weight)), sign, scale)
	for i := -4 + lead; i < len(digits); i += 4 {
		group := 0
		for j := i; j < i+4; j++ {
			group *= 10
			if j >= 0 && j < len(digits) {
				group += int(digits[j])
			}
		}
		dst = binary.BigEndian.AppendUint16(dst, uint16(group))
	}
	return dst, nil
}

func numericHead(dst []byte, groups, weight, sign, scale uint16) []byte {
	dst = binary.BigEndian.AppendUint16(dst, groups)
	dst = binary.BigEndian.AppendUint16(dst, weight)
	dst = binary.BigEndian.AppendUint16(dst, sign)
	return binary.BigEndian.AppendUint16(dst, scale)
}
