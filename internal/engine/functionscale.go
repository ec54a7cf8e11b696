package engine

import (
	"math"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
)

// scaleFunctions are functions of one numeric, and of its scale.
func scaleFunctions() []duck.Function {
	integer, anyNumber := duck.Of(duck.Integer), []duck.Type{anyType}
	numeric1 := func(name string, f func(pgfunc.Numeric) (pgfunc.Numeric, error)) duck.Function {
		return strict(name, anyNumber, numericType, func(c *call) error {
			n, err := c.numeric(0)
			if err != nil {
				return err
			}
			return c.setNumeric(f(n))
		})
	}
	plain := func(f func(pgfunc.Numeric) pgfunc.Numeric) func(pgfunc.Numeric) (pgfunc.Numeric, error) {
		return func(n pgfunc.Numeric) (pgfunc.Numeric, error) { return f(n), nil }
	}
	count := func(name string, f func(pgfunc.Numeric) int) duck.Function {
		return strict(name, anyNumber, integer, func(c *call) error {
			n, err := c.numeric(0)
			return c.setWhole(int64(f(n)), err)
		})
	}
	scaled := func(name string, f func(pgfunc.Numeric, int) pgfunc.Numeric) duck.Function {
		return strict(name, []duck.Type{anyType, integer}, numericType, func(c *call) error {
			n, err := c.numeric(0)
			if err != nil {
				return err
			}
			scale := min(max(int(c.int(1)), -maxScale), maxScale)
			return c.setNumeric(f(n, scale), nil)
		})
	}
	return []duck.Function{
		numeric1("pg_numeric", plain(func(n pgfunc.Numeric) pgfunc.Numeric { return n })),
		numeric1("pg_trim_scale", plain(pgfunc.Numeric.Trim)),
		numeric1("pg_numeric_ceil", plain(pgfunc.Numeric.Ceil)),
		numeric1("pg_numeric_floor", plain(pgfunc.Numeric.Floor)),
		count("pg_scale", func(n pgfunc.Numeric) int { return n.Scale }),
		count("pg_min_scale", pgfunc.Numeric.MinScale),
		count("pg_numeric_sign", pgfunc.Numeric.Sign),
		scaled("pg_numeric_round", pgfunc.Numeric.Round),
		scaled("pg_numeric_trunc", pgfunc.Numeric.Trunc),
		strict("pg_div", []duck.Type{anyType, anyType}, numericType, func(c *call) error { return c.exact2(pgfunc.Numeric.DivTrunc) }),
		strict("pg_factorial", []duck.Type{duck.Of(duck.BigInt)}, numericType, func(c *call) error {
			return c.setNumeric(pgfunc.Factorial(c.int(0)))
		}),
		strict("pg_numeric_compare", []duck.Type{anyType, anyType}, integer, func(c *call) error {
			a, err := c.numeric(0)
			if err != nil {
				return err
			}
			b, err := c.numeric(1)
			return c.setWhole(int64(a.Cmp(b)), err)
		}),
		strict("pg_numeric_text", anyNumber, duck.Of(duck.Varchar), func(c *call) error {
			n, err := c.numeric(0)
			if err == nil {
				c.out.Append(c.row, n.Append)
			}
			return err
		}),
		strict("pg_numeric_float", anyNumber, duck.Of(duck.Double), func(c *call) error { return c.setDouble(c.wideDouble(0), nil) }),
		strict("pg_numeric_whole", anyNumber, duck.Of(duck.BigInt), func(c *call) error {
			n, err := c.numeric(0)
			if err != nil {
				return err
			}
			digits := n.Round(0).Digits
			if !digits.IsInt64() {
				return outOfRange("bigint")
			}
			return c.setWhole(digits.Int64(), nil)
		}),
	}
}

// maxScale is how many digits after the point round() and trunc() keep, or take before it.
const maxScale = 2000

// settledFunctions give numbers types that DuckDB computes with: a numeric with a scale
// of its own becomes a DECIMAL, at a scale that says how it is shown (numeric.go); the
// rest stays as it is.
func settledFunctions() []duck.Function {
	var out []duck.Function
	for name, scale := range map[string]int{"pg_settled": quotientScale, "pg_settled_open": openScale, "pg_settled_whole": 0} {
		for _, t := range wholeTypes[:3] {
			out = append(out, strict(name, []duck.Type{t}, t, func(c *call) error {
				return c.setWhole(c.whole(0))
			}))
		}
		for _, t := range inexactTypes {
			out = append(out, strict(name, []duck.Type{t}, t, func(c *call) error { return c.setDouble(c.double(0), nil) }))
		}
		interval := duck.Of(duck.IntervalType)
		out = append(out,
			strict(name, []duck.Type{interval}, interval, func(c *call) error {
				c.setInterval(c.interval(0))
				return nil
			}),
			strict(name, []duck.Type{anyType}, duck.Decimal(38, scale), func(c *call) error {
				n, err := c.numeric(0)
				if err != nil {
					return err
				}
				return c.setDecimal(n, scale)
			}))
	}
	return out
}

// setDecimal stores a numeric in a DECIMAL(38, scale).
func (c *call) setDecimal(n pgfunc.Numeric, scale int) error {
	digits := n.Round(scale).Digits
	if digits.BitLen() > 126 && len(digits.Text(10)) > 38 {
		return pgerr.New(pgerr.FeatureNotSupported, "a numeric of more than %d digits before the point is not supported in this place", 38-scale)
	}
	low := digits.Uint64()
	if len(digits.Bits()) > 0 {
		low = uint64(digits.Bits()[0])
	}
	high := int64(0)
	if bits := digits.Bits(); len(bits) > 1 {
		high = int64(bits[1] & math.MaxInt64)
	}
	if digits.Sign() < 0 {
		low = -low
		high = ^high
		if low == 0 {
			high++
		}
	}
	duck.Values[pgwire.Int128](c.out)[c.row] = pgwire.Int128{High: high, Low: low}
	return nil
}
