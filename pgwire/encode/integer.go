package encode

import (
	"math/bits"
	"strconv"
)

// Bool appends t or f (boolout in src/backend/utils/adt/bool.c).
func Bool(dst []byte, v bool) []byte {
	if v {
		return append(dst, 't')
	}
	return append(dst, 'f')
}

// pad appends v with at least width digits. v is not negative.
func pad(dst []byte, v int64, width int) []byte {
	switch { // the parts of dates and times
	case width == 2 && v < 100:
		return append(dst, byte('0'+v/10), byte('0'+v%10))
	case width == 4 && v < 10000:
		return append(dst, byte('0'+v/1000), byte('0'+v/100%10), byte('0'+v/10%10), byte('0'+v%10))
	}
	limit := int64(1)
	for i := 1; i < width; i++ {
		limit *= 10
		if v < limit {
			dst = append(dst, '0')
		}
	}
	return strconv.AppendInt(dst, v, 10)
}

// Uint128 appends the decimal digits of a 128-bit number.
func Uint128(dst []byte, high, low uint64) []byte {
	if high == 0 {
		return strconv.AppendUint(dst, low, 10)
	}
	const chunk = 10_000_000_000_000_000_000 // 10^19
	upper, rest := bits.Div64(high%chunk, low, chunk)
	dst = Uint128(dst, high/chunk, upper)
	for width := uint64(chunk / 10); width > rest && width > 1; width /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendUint(dst, rest, 10)
}

// Int128 appends a signed number of 128 bits in two's complement.
func Int128(dst []byte, high int64, low uint64) []byte {
	if high >= 0 {
		return Uint128(dst, uint64(high), low)
	}
	negLow, borrow := bits.Sub64(0, low, 0)
	negHigh, _ := bits.Sub64(0, uint64(high), borrow)
	return Uint128(append(dst, '-'), negHigh, negLow)
}
