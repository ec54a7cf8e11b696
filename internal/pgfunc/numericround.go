package pgfunc

import (
	"math/big"
)

// Round rounds half away from zero to a scale, which may be negative: numeric_round of
// src/backend/utils/adt/numeric.c. The result shows max(scale, 0) digits.
func (n Numeric) Round(scale int) Numeric {
	if scale >= n.Scale {
		return Numeric{n.at(scale), scale}
	}
	unit := pow10(n.Scale - scale)
	half := new(big.Int).Quo(unit, big.NewInt(2))
	if n.Sign() < 0 {
		half.Neg(half)
	}
	digits := half.Add(half, n.Digits)
	return shown(digits.Quo(digits, unit), scale)
}

// Trunc cuts to a scale, which may be negative: numeric_trunc.
func (n Numeric) Trunc(scale int) Numeric {
	if scale >= n.Scale {
		return Numeric{n.at(scale), scale}
	}
	return shown(new(big.Int).Quo(n.Digits, pow10(n.Scale-scale)), scale)
}

// shown gives digits at a scale that may be negative one that is not.
func shown(digits *big.Int, scale int) Numeric {
	if scale < 0 {
		return Numeric{digits.Mul(digits, pow10(-scale)), 0}
	}
	return Numeric{digits, scale}
}

// Ceil is the smallest integer that is not smaller.
func (n Numeric) Ceil() Numeric { return n.Neg().Floor().Neg() }

// Floor is the greatest integer that is not greater.
func (n Numeric) Floor() Numeric {
	whole := n.Trunc(0)
	if whole.Cmp(n) > 0 {
		whole.Digits = new(big.Int).Sub(whole.Digits, bigOne)
	}
	return whole
}

// MinScale is how many digits after the point the value needs: numeric_min_scale.
func (n Numeric) MinScale() int { return n.Trim().Scale }

// Trim takes the zeros at the end off: numeric_trim_scale.
func (n Numeric) Trim() Numeric {
	digits, scale, rest := new(big.Int).Set(n.Digits), n.Scale, new(big.Int)
	for scale > 0 {
		q, r := new(big.Int).QuoRem(digits, bigTen, rest)
		if r.Sign() != 0 {
			break
		}
		digits, scale = q, scale-1
	}
	return Numeric{digits, scale}
}

// groups gives the weight of the first group of four digits (numeric.c's weight) and
// that group; 0, 0 for zero.
func (n Numeric) groups() (weight, first int) {
	if n.Sign() == 0 {
		return 0, 0
	}
	digits := new(big.Int).Abs(n.Digits).Append(nil, 10)
	point := len(digits) - n.Scale // digits before the point, negative for zeros after it
	weight = floorQuotient(point-1, groupDigits)
	count := point - weight*groupDigits
	for i := range count {
		first *= 10
		if i < len(digits) {
			first += int(digits[i] - '0')
		}
	}
	return weight, first
}

func floorQuotient(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// displayScale keeps a scale within what is shown.
func displayScale(scale int) int { return min(max(scale, 0), maxDisplayScale) }

// Fits says whether a value, rounded to a scale, has no more digits than a precision.
func (n Numeric) Fits(precision, scale int) bool {
	return n.Round(scale).at(scale).CmpAbs(pow10(precision)) < 0
}
