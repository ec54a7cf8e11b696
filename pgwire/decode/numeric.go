package decode

import (
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// appendNumeric reads what numeric_recv does, and writes what numeric_out does
// (src/backend/utils/adt/numeric.c): groups of four digits, and scale digits
// after the point.
func appendNumeric(dst []byte, r *reader) ([]byte, error) {
	count, weight := int(r.uint16()), int(int16(r.uint16()))
	sign, scale := r.uint16(), int(r.uint16())
	if r.err != nil {
		return dst, r.err
	}
	switch sign {
	case encode.NumericNaN:
		dst = append(dst, "NaN"...)
	case encode.NumericInfinity:
		dst = append(dst, "Infinity"...)
	case encode.NumericMinInfinity:
		dst = append(dst, "-Infinity"...)
	case encode.NumericPositive, encode.NumericNegative:
	default:
		return dst, badNumeric("sign")
	}
	if scale > 0x3fff {
		return dst, badNumeric("scale")
	}
	groups, err := numericGroups(r, count)
	if err != nil || sign != encode.NumericPositive && sign != encode.NumericNegative {
		return dst, err
	}
	return appendGroups(dst, groups, weight, scale, sign == encode.NumericNegative), nil
}

func badNumeric(part string) error {
	return pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid %s in external \"numeric\" value", part)
}

func numericGroups(r *reader, count int) ([]uint16, error) {
	if count*2 > len(r.data) {
		r.take(count * 2)
		return nil, r.err
	}
	groups := make([]uint16, count)
	for i := range groups {
		if groups[i] = r.uint16(); groups[i] > 9999 {
			return nil, badNumeric("digit")
		}
	}
	return groups, nil
}

// appendGroups writes the number; the first group is worth 10000^weight.
func appendGroups(dst []byte, groups []uint16, weight, scale int, negative bool) []byte {
	at := len(dst)
	dst = append(dst, '-')
	group := func(i int) uint16 {
		if i < 0 || i >= len(groups) {
			return 0
		}
		return groups[i]
	}
	start := len(dst)
	for i := 0; i <= weight; i++ {
		dst = appendGroup(dst, group(i))
	}
	dst = trimZeros(dst, start)
	if scale > 0 {
		dst = append(dst, '.')
		end := len(dst) + scale
		for i := weight + 1; len(dst) < end; i++ {
			dst = appendGroup(dst, group(i))
		}
		dst = dst[:end]
	}
	if negative && !allZero(dst[start:]) {
		return dst
	}
	return append(dst[:at], dst[start:]...)
}

func appendGroup(dst []byte, g uint16) []byte {
	return append(dst, '0'+byte(g/1000), '0'+byte(g/100%10), '0'+byte(g/10%10), '0'+byte(g%10))
}

// trimZeros drops the zeros at dst[start:], but leaves one digit.
func trimZeros(dst []byte, start int) []byte {
	i := start
	for i < len(dst)-1 && dst[i] == '0' {
		i++
	}
	if i == len(dst) {
		return append(dst, '0')
	}
	return append(dst[:start], dst[i:]...)
}

func allZero(digits []byte) bool {
	for _, b := range digits {
		if b != '0' && b != '.' {
			return false
		}
	}
	return true
}
