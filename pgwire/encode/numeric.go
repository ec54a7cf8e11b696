package encode

import "strconv"

// Decimal appends v / 10^scale as numeric_out does: with scale digits after the
// point.
func Decimal(dst []byte, v int64, scale int) []byte {
	at := len(dst)
	return point(strconv.AppendInt(dst, v, 10), at, scale)
}

// Decimal128 is Decimal for a 128-bit number.
func Decimal128(dst []byte, high int64, low uint64, scale int) []byte {
	at := len(dst)
	return point(Int128(dst, high, low), at, scale)
}

// point puts a point before the last scale digits of the number at dst[at:],
// with zeros in front if it is short.
func point(dst []byte, at, scale int) []byte {
	if scale <= 0 {
		return dst
	}
	if dst[at] == '-' {
		at++
	}
	for missing := scale + 1 - (len(dst) - at); missing > 0; missing-- {
		dst = append(dst, 0)
		copy(dst[at+1:], dst[at:])
		dst[at] = '0'
	}
	dst = append(dst, 0)
	dot := len(dst) - 1 - scale
	copy(dst[dot+1:], dst[dot:])
	dst[dot] = '.'
	return dst
}
