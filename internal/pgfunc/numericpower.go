package pgfunc

import (
	"math"
	"math/big"

	"github.com/cockroachdb/apd/v3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// guardDigits are worked out beyond those that are shown, so that rounding is right.
const guardDigits = 24

// log10E is what numeric.c takes for the logarithm of e.
const log10E = 0.434294481903252

// Sqrt is numeric_sqrt.
func (n Numeric) Sqrt() (Numeric, error) {
	if n.Sign() < 0 {
		return n, pgerr.New("2201F", "cannot take square root of a negative number")
	}
	weight, _ := n.groups()
	return n.root(displayScale(max(minSignificant-(weight*groupDigits/2+1), n.Scale))), nil
}

// root is the square root, rounded at a scale.
func (n Numeric) root(scale int) Numeric {
	digits := n.at(max(n.Scale, 2*(scale+1)))
	// The root of digits at an even scale has half of it.
	at := max(n.Scale, 2*(scale+1))
	if at%2 == 1 {
		digits, at = new(big.Int).Mul(digits, bigTen), at+1
	}
	return Numeric{new(big.Int).Sqrt(digits), at / 2}.Round(scale)
}

// Exp is numeric_exp.
func (n Numeric) Exp() (Numeric, error) {
	val := n.float()
	weight := min(max(val*log10E, -maxResultScale), maxResultScale)
	return n.exp(displayScale(max(minSignificant-int(weight), n.Scale)))
}

// exp is exp_var: e^n rounded at a scale.
func (n Numeric) exp(scale int) (Numeric, error) {
	val := n.float()
	if math.Abs(val) >= maxResultScale*3 {
		if val > 0 {
			return n, overflow()
		}
		return Numeric{new(big.Int), scale}, nil
	}
	digits := max(int(val*log10E)+scale, 0) + guardDigits
	var out apd.Decimal
	if _, err := context(digits).Exp(&out, n.decimal()); err != nil {
		return n, failed(err)
	}
	return fromDecimal(&out).Round(scale), nil
}

// Ln is numeric_ln.
func (n Numeric) Ln() (Numeric, error) {
	if err := n.logarithmic(); err != nil {
		return n, err
	}
	return n.ln(displayScale(max(minSignificant-n.lnWeight(), n.Scale)))
}

// Log is numeric_log: of n to a base.
func (n Numeric) Log(base Numeric) (Numeric, error) {
	weight := n.lnWeight() - base.lnWeight()
	scale := displayScale(max(minSignificant-weight, base.Scale, n.Scale))
	lnBase, err := base.checkedLn(scale + weight - base.lnWeight() + guardDigits)
	if err != nil {
		return n, err
	}
	lnN, err := n.checkedLn(scale + weight - n.lnWeight() + guardDigits)
	if err != nil {
		return n, err
	}
	if lnBase.Sign() == 0 {
		return n, errDivisionByZero()
	}
	return lnN.divide(lnBase, scale), nil
}

func (n Numeric) checkedLn(scale int) (Numeric, error) {
	if err := n.logarithmic(); err != nil {
		return n, err
	}
	return n.ln(max(scale, 0))
}

// logarithmic refuses what has no logarithm.
func (n Numeric) logarithmic() error {
	switch n.Sign() {
	case 0:
		return pgerr.New("2201E", "cannot take logarithm of zero")
	case -1:
		return pgerr.New("2201E", "cannot take logarithm of a negative number")
	}
	return nil
}

// ln is ln_var: the natural logarithm, rounded at a scale.
func (n Numeric) ln(scale int) (Numeric, error) {
	digits := scale + max(n.lnWeight(), 0) + guardDigits
	var out apd.Decimal
	if _, err := context(digits).Ln(&out, n.decimal()); err != nil {
		return n, failed(err)
	}
	return fromDecimal(&out).Round(scale), nil
}

// lnWeight is estimate_ln_dweight: about the decimal weight of the logarithm.
func (n Numeric) lnWeight() int {
	if n.Sign() <= 0 {
		return 0
	}
	if n.Cmp(Numeric{big.NewInt(9), 1}) >= 0 && n.Cmp(Numeric{big.NewInt(11), 1}) <= 0 {
		x := n.Sub(NumericOf(1))
		if x.Sign() == 0 {
			return 0
		}
		weight, first := x.groups()
		return weight*groupDigits + int(math.Log10(float64(first)))
	}
	weight, first := n.groups()
	digits, decimals := float64(first), weight*groupDigits
	if second, more := n.secondGroup(weight, first); more {
		digits, decimals = digits*10000+float64(second), decimals-groupDigits
	}
	return int(math.Log10(math.Abs(math.Log(digits) + float64(decimals)*2.302585092994046)))
}

// secondGroup gives the group of four digits after the first; more is false when
// there are no digits after the first group.
func (n Numeric) secondGroup(weight, first int) (group int, more bool) {
	rest := n.Abs().Sub(shown(big.NewInt(int64(first)), -weight*groupDigits))
	if rest.Sign() == 0 {
		return 0, false
	}
	restWeight, g := rest.groups()
	if restWeight == weight-1 {
		return g, true
	}
	return 0, true
}

// float is the nearest double, for estimates.
func (n Numeric) float() float64 {
	f, _ := new(big.Float).SetInt(n.Digits).Float64()
	if n.Scale > 300 || math.IsInf(f, 0) {
		r, _ := new(big.Float).Quo(new(big.Float).SetInt(n.Digits), new(big.Float).SetInt(pow10(n.Scale))).Float64()
		return r
	}
	return f / math.Pow10(n.Scale)
}

func context(digits int) *apd.Context {
	c := apd.BaseContext.WithPrecision(uint32(max(digits, 1)))
	c.MaxExponent, c.MinExponent = apd.MaxExponent, apd.MinExponent
	c.Traps &^= apd.Subnormal | apd.Underflow
	return c
}

func (n Numeric) decimal() *apd.Decimal {
	return apd.NewWithBigInt(new(apd.BigInt).SetMathBigInt(n.Digits), int32(-n.Scale))
}

func fromDecimal(d *apd.Decimal) Numeric {
	digits := d.Coeff.MathBigInt()
	if d.Negative {
		digits.Neg(digits)
	}
	return shown(digits, -int(d.Exponent))
}

func failed(err error) error {
	return pgerr.New(pgerr.FeatureNotSupported, "this numeric cannot be computed: %s", err)
}
