package encode

import (
	"math"
	"strconv"
)

// Float64 appends a float8 (float8out in src/backend/utils/adt/float.c): the
// shortest digits that read back the same when extraDigits (extra_float_digits)
// is positive, else 15 + extraDigits significant ones.
func Float64(dst []byte, v float64, extraDigits int) []byte {
	return float(dst, v, 64, 15, extraDigits)
}

// Float32 appends a float4; the fixed form has 6 + extraDigits significant digits.
func Float32(dst []byte, v float32, extraDigits int) []byte {
	return float(dst, float64(v), 32, 6, extraDigits)
}

func float(dst []byte, v float64, size, digits, extraDigits int) []byte {
	switch {
	case math.IsNaN(v):
		return append(dst, "NaN"...)
	case math.IsInf(v, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(v, -1):
		return append(dst, "-Infinity"...)
	case extraDigits <= 0:
		return strconv.AppendFloat(dst, v, 'g', max(digits+extraDigits, 1), size)
	}
	return shortest(dst, v, size, digits)
}

// shortest writes as src/common/d2s.c does: without an exponent while that is
// at least -4 and less than digits.
func shortest(dst []byte, v float64, size, digits int) []byte {
	at := len(dst)
	dst = strconv.AppendFloat(dst, v, 'e', -1, size)
	if v := math.Abs(v); mayBeMiddle(v, size) && onBoundary(dst[at:], v, size) {
		dst = insideBoundary(dst, at, v, size)
	}
	exponent := 0
	for i := len(dst) - 1; i > at; i-- {
		if dst[i] == 'e' {
			exponent, _ = strconv.Atoi(string(dst[i+1:]))
			break
		}
	}
	if exponent < -4 || exponent >= digits {
		return dst
	}
	return strconv.AppendFloat(dst[:at], v, 'f', -1, size)
}
