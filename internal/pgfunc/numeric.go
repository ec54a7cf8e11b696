package pgfunc

import (
	"math/big"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Numeric is a value of PostgreSQL's numeric: Digits / 10^Scale, where Scale is how
// many digits it shows after the point (https://www.postgresql.org/docs/15/datatype-numeric.html).
// NaN and the infinities are not among them.
type Numeric struct {
	Digits *big.Int
	Scale  int
}

// The scales of src/include/utils/numeric.h and src/backend/utils/adt/numeric.c.
const (
	minSignificant  = 16   // NUMERIC_MIN_SIG_DIGITS
	maxDisplayScale = 1000 // NUMERIC_MAX_DISPLAY_SCALE
	maxResultScale  = 2000 // NUMERIC_MAX_RESULT_SCALE
	maxWholeDigits  = 131072
	maxScale        = 16383 // NUMERIC_DSCALE_MAX
	groupDigits     = 4     // DEC_DIGITS
)

var (
	bigOne = big.NewInt(1)
	bigTen = big.NewInt(10)
)

// NumericOf gives an integer.
func NumericOf(n int64) Numeric { return Numeric{Digits: big.NewInt(n)} }

// ParseNumeric reads digits with a point and an exponent; ok is false for anything
// else, and for NaN and the infinities.
func ParseNumeric(text string) (n Numeric, ok bool) {
	text = strings.TrimSpace(text)
	mantissa, exponent, hasExponent := text, "", false
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent, hasExponent = text[:i], text[i+1:], true
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	unsigned := strings.TrimLeft(digits, "+-")
	if unsigned == "" || len(digits)-len(unsigned) > 1 || strings.Trim(unsigned, "0123456789") != "" || strings.ContainsAny(fraction, "+-") {
		return Numeric{}, false
	}
	n = Numeric{Digits: new(big.Int), Scale: len(fraction)}
	n.Digits.SetString(digits, 10)
	if !hasExponent {
		return n, true
	}
	e, valid := new(big.Int).SetString(exponent, 10)
	if !valid || !e.IsInt64() || e.Int64() > maxScale || e.Int64() < -maxScale {
		return Numeric{}, false
	}
	if n.Scale -= int(e.Int64()); n.Scale < 0 {
		n.Digits.Mul(n.Digits, pow10(-n.Scale))
		n.Scale = 0
	}
	return n, true
}

// Append writes the value as numeric_out does.
func (n Numeric) Append(dst []byte) []byte {
	if n.Sign() < 0 {
		dst = append(dst, '-')
	}
	digits := new(big.Int).Abs(n.Digits).Append(nil, 10)
	for len(digits) <= n.Scale {
		digits = append(make([]byte, 0, n.Scale+1), append([]byte(strings.Repeat("0", n.Scale+1-len(digits))), digits...)...)
	}
	point := len(digits) - n.Scale
	dst = append(dst, digits[:point]...)
	if n.Scale > 0 {
		dst = append(append(dst, '.'), digits[point:]...)
	}
	return dst
}

func (n Numeric) String() string { return string(n.Append(nil)) }

// Sign is -1, 0 or 1.
func (n Numeric) Sign() int { return n.Digits.Sign() }

// Cmp compares two values; their scales do not matter.
func (n Numeric) Cmp(m Numeric) int {
	scale := max(n.Scale, m.Scale)
	return n.at(scale).Cmp(m.at(scale))
}

// at gives the digits at a scale that is no smaller.
func (n Numeric) at(scale int) *big.Int {
	if scale == n.Scale {
		return n.Digits
	}
	return new(big.Int).Mul(n.Digits, pow10(scale-n.Scale))
}

// Add is the sum. It is exact, as Sub and Mul are, with the scales of numeric_add and
// numeric_mul.
func (n Numeric) Add(m Numeric) Numeric {
	scale := max(n.Scale, m.Scale)
	return Numeric{new(big.Int).Add(n.at(scale), m.at(scale)), scale}
}

// Sub is the difference.
func (n Numeric) Sub(m Numeric) Numeric { return n.Add(m.Neg()) }

// Mul is the product.
func (n Numeric) Mul(m Numeric) Numeric {
	return Numeric{new(big.Int).Mul(n.Digits, m.Digits), n.Scale + m.Scale}.limited()
}

// Neg turns the sign.
func (n Numeric) Neg() Numeric { return Numeric{new(big.Int).Neg(n.Digits), n.Scale} }

// Abs is the value without its sign.
func (n Numeric) Abs() Numeric { return Numeric{new(big.Int).Abs(n.Digits), n.Scale} }

// limited rounds to as many digits after the point as a numeric can show.
func (n Numeric) limited() Numeric {
	if n.Scale > maxScale {
		return n.Round(maxScale)
	}
	return n
}

// checked refuses what has more digits than a numeric can have before the point.
func (n Numeric) checked() (Numeric, error) {
	if n.Digits.BitLen() > 435000 && len(n.Digits.String())-n.Scale > maxWholeDigits {
		return n, overflow()
	}
	return n, nil
}

func overflow() error {
	return pgerr.New(pgerr.NumericValueOutOfRange, "value overflows numeric format")
}

// pow10s are the powers of ten that are needed all the time.
var pow10s = func() (out [128]*big.Int) {
	out[0] = bigOne
	for i := 1; i < len(out); i++ {
		out[i] = new(big.Int).Mul(out[i-1], bigTen)
	}
	return out
}()

func pow10(n int) *big.Int {
	if n < len(pow10s) {
		return pow10s[n]
	}
	return new(big.Int).Exp(bigTen, big.NewInt(int64(n)), nil)
}
