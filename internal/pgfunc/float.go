package pgfunc

// The C library's functions are PostgreSQL's and DuckDB's; Go's own differ from them in
// the last digit here and there.

// #cgo LDFLAGS: -lm
// #include <math.h>
import "C"

import (
	"math"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func floatOverflow() error {
	return pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: overflow")
}

func floatUnderflow() error {
	return pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: underflow")
}

// FloatResult is the check of src/include/utils/float.h: an infinity must come from one,
// and, where a zero tells of an underflow, a zero from one.
func FloatResult(r float64, zero bool, operands ...float64) (float64, error) {
	for _, x := range operands {
		if math.IsInf(x, 0) && math.IsInf(r, 0) {
			return r, nil
		}
		zero = zero || x == 0
	}
	if math.IsInf(r, 0) {
		return r, floatOverflow()
	}
	if r == 0 && !zero {
		return r, floatUnderflow()
	}
	return r, nil
}

// FloatDiv is float8_div.
func FloatDiv(a, b float64) (float64, error) {
	if b == 0 && !math.IsNaN(a) {
		return 0, errDivisionByZero()
	}
	return FloatResult(a/b, a == 0 || math.IsInf(b, 0), a, 1)
}

// FloatPower is dpow of src/backend/utils/adt/float.c.
func FloatPower(a, b float64) (float64, error) {
	switch {
	case math.IsNaN(a) && b != 0 && !math.IsNaN(b), math.IsNaN(b) && a != 1 && !math.IsNaN(a):
		return math.NaN(), nil
	case math.IsNaN(a) && b == 0, math.IsNaN(b) && a == 1:
		return 1, nil
	case a == 0 && b < 0:
		return 0, pgerr.New("2201F", "zero raised to a negative power is undefined")
	case a < 0 && math.Floor(b) != b:
		return 0, pgerr.New("2201F", "a negative number raised to a non-integer power yields a complex result")
	}
	infinite := math.IsInf(a, 0) || math.IsInf(b, 0)
	r := float64(C.pow(C.double(a), C.double(b)))
	return FloatResult(r, a == 0 || infinite, a, b)
}

// FloatExp is dexp.
func FloatExp(a float64) (float64, error) {
	return FloatResult(float64(C.exp(C.double(a))), math.IsInf(a, 0), a)
}

// FloatLn is dlog1, and FloatLog10 dlog10.
func FloatLn(a float64) (float64, error) {
	if err := floatLogarithm(a); err != nil {
		return 0, err
	}
	return FloatResult(float64(C.log(C.double(a))), a == 1, a)
}

// FloatLog10 is dlog10.
func FloatLog10(a float64) (float64, error) {
	if err := floatLogarithm(a); err != nil {
		return 0, err
	}
	return FloatResult(float64(C.log10(C.double(a))), a == 1, a)
}

func floatLogarithm(a float64) error {
	switch {
	case a == 0:
		return pgerr.New("2201E", "cannot take logarithm of zero")
	case a < 0:
		return pgerr.New("2201E", "cannot take logarithm of a negative number")
	}
	return nil
}

// FloatSqrt is dsqrt.
func FloatSqrt(a float64) (float64, error) {
	if a < 0 {
		return 0, pgerr.New("2201F", "cannot take square root of a negative number")
	}
	return math.Sqrt(a), nil
}

// FloatVariance is the variance that float8_accum gives: the algorithm of Youngs and
// Cramer, in the order of the values. ok is false where PostgreSQL answers NULL.
func FloatVariance(values []float64, population bool) (v float64, ok bool, err error) {
	var n, sum, squares float64
	for _, x := range values {
		n++
		sum += x
		if n > 1 {
			d := x*n - sum
			squares += d * d / (n * (n - 1))
		} else if math.IsNaN(x) || math.IsInf(x, 0) {
			squares = math.NaN()
		}
	}
	if math.IsInf(sum, 0) || math.IsInf(squares, 0) {
		for _, x := range values {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				squares = math.NaN()
			}
		}
		if !math.IsNaN(squares) {
			return 0, false, floatOverflow()
		}
	}
	switch {
	case n == 0 || !population && n == 1:
		return 0, false, nil
	case population:
		return squares / n, true, nil
	}
	return squares / (n - 1), true, nil
}
