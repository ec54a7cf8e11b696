package pgfunc

import (
	"math/big"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// errDivisionByZero is what every division says.
func errDivisionByZero() error { return pgerr.New(pgerr.DivisionByZero, "division by zero") }

// divisionScale is select_div_scale of src/backend/utils/adt/numeric.c: at least 16
// significant digits, counted in groups of four, and no fewer than either operand.
func divisionScale(a, b Numeric) int {
	weightA, firstA := a.groups()
	weightB, firstB := b.groups()
	weight := weightA - weightB
	if firstA <= firstB {
		weight--
	}
	return displayScale(max(minSignificant-weight*groupDigits, a.Scale, b.Scale))
}

// Div is numeric_div.
func (n Numeric) Div(m Numeric) (Numeric, error) {
	if m.Sign() == 0 {
		return n, errDivisionByZero()
	}
	return n.divide(m, divisionScale(n, m)), nil
}

// divide rounds the quotient half away from zero at a scale.
func (n Numeric) divide(m Numeric, scale int) Numeric {
	// One digit more decides, because the rest can only raise it.
	q := n.quotient(m, scale+1)
	return Numeric{q, scale + 1}.Round(scale)
}

// quotient gives the digits of the quotient at a scale, cut.
func (n Numeric) quotient(m Numeric, scale int) *big.Int {
	shift := scale - n.Scale + m.Scale
	a, b := n.Digits, m.Digits
	if shift >= 0 {
		a = new(big.Int).Mul(a, pow10(shift))
	} else {
		b = new(big.Int).Mul(b, pow10(-shift))
	}
	return new(big.Int).Quo(a, b)
}

// DivTrunc is div(): numeric_div_trunc.
func (n Numeric) DivTrunc(m Numeric) (Numeric, error) {
	if m.Sign() == 0 {
		return n, errDivisionByZero()
	}
	return Numeric{n.quotient(m, 0), 0}, nil
}

// Mod is what div() leaves, with the dividend's sign: numeric_mod.
func (n Numeric) Mod(m Numeric) (Numeric, error) {
	if m.Sign() == 0 {
		return n, errDivisionByZero()
	}
	scale := max(n.Scale, m.Scale)
	return Numeric{new(big.Int).Rem(n.at(scale), m.at(scale)), scale}, nil
}

// GCD is the greatest common divisor: numeric_gcd.
func (n Numeric) GCD(m Numeric) Numeric {
	scale := max(n.Scale, m.Scale)
	a, b := new(big.Int).Abs(n.at(scale)), new(big.Int).Abs(m.at(scale))
	return Numeric{new(big.Int).GCD(nil, nil, a, b), scale}
}

// LCM is the least common multiple: numeric_lcm.
func (n Numeric) LCM(m Numeric) Numeric {
	scale := max(n.Scale, m.Scale)
	if n.Sign() == 0 || m.Sign() == 0 {
		return Numeric{new(big.Int), scale}
	}
	divisor := n.GCD(m)
	q := new(big.Int).Quo(n.at(scale), divisor.Digits)
	out := q.Mul(q, m.at(scale))
	return Numeric{out.Abs(out), scale}
}

// Factorial is numeric_fac.
func Factorial(n int64) (Numeric, error) {
	if n < 0 {
		return Numeric{}, pgerr.New(pgerr.NumericValueOutOfRange, "factorial of a negative number is undefined")
	}
	if n > 32177 {
		return Numeric{}, overflow()
	}
	return Numeric{new(big.Int).MulRange(1, n), 0}, nil
}

// Variance is var_pop, or var_samp, of count values by their sum and the sum of their
// squares: numeric_stddev_internal. ok is false where PostgreSQL answers NULL.
func Variance(count, sum, squares Numeric, population bool) (v Numeric, ok bool) {
	n, d, ok := deviations(count, sum, squares, population)
	if !ok {
		return v, false
	}
	if n.Sign() <= 0 {
		return NumericOf(0), true
	}
	return n.divide(d, divisionScale(n, d)), true
}

// Stddev is stddev_pop, or stddev_samp: the root of the variance, at its scale.
func Stddev(count, sum, squares Numeric, population bool) (v Numeric, ok bool) {
	v, ok = Variance(count, sum, squares, population)
	if !ok || v.Sign() == 0 {
		return v, ok
	}
	return v.root(v.Scale), true
}

// deviations gives N·Σx² − (Σx)², and what it is divided by.
func deviations(count, sum, squares Numeric, population bool) (n, d Numeric, ok bool) {
	if count.Sign() == 0 || !population && count.Cmp(NumericOf(1)) <= 0 {
		return n, d, false
	}
	n = count.Mul(squares).Sub(sum.Mul(sum))
	d = count.Mul(count)
	if !population {
		d = count.Mul(count.Sub(NumericOf(1)))
	}
	return n, d, true
}
