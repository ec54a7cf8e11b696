package pgfunc

import (
	"math"
	"math/big"

	"github.com/cockroachdb/apd/v3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Power is numeric_power.
func (n Numeric) Power(m Numeric) (Numeric, error) {
	if n.Sign() == 0 && m.Sign() < 0 {
		return n, pgerr.New("2201F", "zero raised to a negative power is undefined")
	}
	whole := m.Trim()
	if whole.Scale == 0 && whole.Digits.IsInt64() {
		if e := whole.Digits.Int64(); e >= math.MinInt32 && e <= math.MaxInt32 {
			return n.powerInt(e, displayScale(max(minSignificant, n.Scale)))
		}
	}
	if n.Sign() == 0 {
		return Numeric{new(big.Int), minSignificant}, nil
	}
	if n.Sign() < 0 && whole.Scale > 0 {
		return n, pgerr.New("2201F", "a negative number raised to a non-integer power yields a complex result")
	}
	out, err := n.Abs().powerLog(m)
	if err == nil && n.Sign() < 0 && whole.Digits.Bit(0) == 1 {
		out = out.Neg()
	}
	return out, err
}

// powerLog is the part of power_var that goes by logarithms.
func (n Numeric) powerLog(m Numeric) (Numeric, error) {
	rough, err := n.ln(max(8-n.lnWeight(), 0))
	if err != nil {
		return n, err
	}
	val := rough.Mul(m).float()
	if math.Abs(val) > maxResultScale*3.01 {
		if val > 0 {
			return n, overflow()
		}
		return Numeric{new(big.Int), maxDisplayScale}, nil
	}
	val *= log10E
	scale := displayScale(max(minSignificant-int(val), n.Scale, m.Scale))
	exact, err := n.ln(max(max(scale+int(val), 0)-n.lnWeight()+guardDigits, 0))
	if err != nil {
		return n, err
	}
	return exact.Mul(m).exp(scale)
}

// maxExactDigits bounds the digits of a power that is worked out in full.
const maxExactDigits = 4000

// powerInt is power_var_int.
func (n Numeric) powerInt(e int64, scale int) (Numeric, error) {
	switch {
	case e == 0:
		return NumericOf(1).Round(scale), nil
	case n.Sign() == 0:
		return Numeric{new(big.Int), scale}, nil
	}
	log := float64(e) * n.Abs().log10()
	switch {
	case log > 3*math.MaxInt16*groupDigits:
		return n, overflow()
	case log+1 < -float64(scale) || log+1 < -maxDisplayScale:
		return Numeric{new(big.Int), scale}, nil
	}
	if digits := len(n.Digits.String()) * int(min(max(e, -e), maxExactDigits+1)); digits <= maxExactDigits {
		power := Numeric{new(big.Int).Exp(n.Digits, big.NewInt(max(e, -e)), nil), n.Scale * int(max(e, -e))}
		if e < 0 {
			return NumericOf(1).divide(power, scale), nil
		}
		return power.Round(scale), nil
	}
	var out apd.Decimal
	c := context(max(1+scale+int(log), 1) + guardDigits + 12)
	if _, err := c.Pow(&out, n.decimal(), apd.New(e, 0)); err != nil {
		return n, failed(err)
	}
	return fromDecimal(&out).Round(scale).checked()
}

// log10 is about the decimal logarithm.
func (n Numeric) log10() float64 {
	digits := n.Digits.String()
	head := digits[:min(len(digits), 17)]
	f, _ := new(big.Float).SetString(head)
	v, _ := f.Float64()
	return math.Log10(v) + float64(len(digits)-len(head)-n.Scale)
}
