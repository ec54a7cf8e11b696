package encode

import (
	"math"
	"math/big"
	"strconv"
)

// PostgreSQL's shortest digits lie strictly between the middles to the number's
// neighbours, so that every reader finds the number again (acceptBounds in
// src/common/d2s.c). Go's may lie on a middle, for readers that round to even.
// A middle can have as few digits as a shortest form (9 for a float4, 17 for a
// float8) only within some magnitudes: below, it has more digits after the point;
// above, its factors of ten run out. mayBeMiddle spares the others the arithmetic.
func mayBeMiddle(v float64, size int) bool {
	if size == 32 {
		return v >= 1<<22 && v < 1<<64
	}
	return v >= 1<<53 && v < 1<<140
}

// onBoundary says whether the decimal digits are exactly in the middle between v,
// which is positive, and one of its neighbours.
func onBoundary(digits []byte, v float64, size int) bool {
	mantissa, smaller, larger := neighbours(v, size)
	if mantissa&1 != 0 {
		return false // then Go does not accept the middle either
	}
	got, ok := new(big.Rat).SetString(string(digits))
	if !ok {
		return false
	}
	got.Abs(got)
	return got.Cmp(middle(v, smaller)) == 0 || got.Cmp(middle(v, larger)) == 0
}

func neighbours(v float64, size int) (mantissa uint64, smaller, larger float64) {
	if size == 32 {
		f := float32(v)
		return uint64(math.Float32bits(f)), float64(math.Nextafter32(f, 0)), float64(math.Nextafter32(f, math.MaxFloat32))
	}
	return math.Float64bits(v), math.Nextafter(v, 0), math.Nextafter(v, math.MaxFloat64)
}

func middle(a, b float64) *big.Rat {
	m := new(big.Rat).SetFloat64(a)
	m.Add(m, new(big.Rat).SetFloat64(b))
	return m.Quo(m, big.NewRat(2, 1))
}

// insideBoundary writes v, whose sign stands at dst[at:] already, with as many
// digits as it takes to leave the middle.
func insideBoundary(dst []byte, at int, v float64, size int) []byte {
	if dst[at] == '-' {
		at++
	}
	const most = 17 // digits after the first; any float8 has fewer
	for places := 0; places <= most; places++ {
		dst = strconv.AppendFloat(dst[:at], v, 'e', places, size)
		back, err := strconv.ParseFloat(string(dst[at:]), size)
		if err == nil && back == v && !onBoundary(dst[at:], v, size) {
			break
		}
	}
	return dst
}
