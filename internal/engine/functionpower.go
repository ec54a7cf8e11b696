package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// powerFunctions are numeric for numerics, and double precision for integers and floats
// (https://www.postgresql.org/docs/15/functions-math.html#FUNCTIONS-MATH-TABLE).
func powerFunctions() []duck.Function {
	var out []duck.Function
	for _, f := range []struct {
		name    string
		inexact func(float64) (float64, error)
		exact   func(pgfunc.Numeric) (pgfunc.Numeric, error)
	}{
		{"pg_sqrt", pgfunc.FloatSqrt, pgfunc.Numeric.Sqrt},
		{"pg_exp", pgfunc.FloatExp, pgfunc.Numeric.Exp},
		{"pg_ln", pgfunc.FloatLn, pgfunc.Numeric.Ln},
		{"pg_log", pgfunc.FloatLog10, func(n pgfunc.Numeric) (pgfunc.Numeric, error) { return n.Log(pgfunc.NumericOf(10)) }},
	} {
		for _, t := range numberTypes {
			if isWhole(t) || isInexact(t) {
				out = append(out, strict(f.name, []duck.Type{t}, duck.Of(duck.Double), func(c *call) error {
					return c.setDouble(f.inexact(c.wideDouble(0)))
				}))
				continue
			}
			out = append(out, strict(f.name, []duck.Type{t}, numericType, func(c *call) error {
				n, err := c.numeric(0)
				if err != nil {
					return err
				}
				return c.setNumeric(f.exact(n))
			}))
		}
	}
	for _, a := range numberTypes {
		for _, b := range numberTypes {
			out = append(out, powerOverload(a, b), logOverload(a, b))
		}
	}
	return out
}

func powerOverload(a, b duck.Type) duck.Function {
	params := []duck.Type{a, b}
	if isInexact(a) || isInexact(b) || isWhole(a) && isWhole(b) {
		return strict("pg_power", params, duck.Of(duck.Double), func(c *call) error {
			return c.setDouble(pgfunc.FloatPower(c.wideDouble(0), c.wideDouble(1)))
		})
	}
	return strict("pg_power", params, numericType, func(c *call) error { return c.exact2(pgfunc.Numeric.Power) })
}

// logOverload is log(base, x), which PostgreSQL has for numerics alone.
func logOverload(base, x duck.Type) duck.Function {
	params := []duck.Type{base, x}
	if isInexact(base) || isInexact(x) {
		return strict("pg_log", params, numericType, func(*call) error {
			return pgerr.New(pgerr.UndefinedFunction, "function log(double precision, double precision) does not exist")
		})
	}
	return strict("pg_log", params, numericType, func(c *call) error {
		return c.exact2(func(base, x pgfunc.Numeric) (pgfunc.Numeric, error) { return x.Log(base) })
	})
}

// exact2 computes a numeric of two.
func (c *call) exact2(f func(a, b pgfunc.Numeric) (pgfunc.Numeric, error)) error {
	a, err := c.numeric(0)
	if err != nil {
		return err
	}
	b, err := c.numeric(1)
	if err != nil {
		return err
	}
	return c.setNumeric(f(a, b))
}

// wideDouble is double, of a HUGEINT as well.
func (c *call) wideDouble(i int) float64 {
	if c.args[i].Type.ID == duck.HugeInt {
		n, err := c.whole(i)
		if err == nil {
			return float64(n)
		}
	}
	return c.double(i)
}
