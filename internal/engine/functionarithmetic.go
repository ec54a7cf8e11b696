package engine

import (
	"math"
	"math/bits"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// operation is an operator over each kind of number; nil where PostgreSQL has none.
type operation struct {
	name    string
	whole   func(a, b int64) (int64, error)
	inexact func(a, b float64) (float64, error)
	exact   func(a, b pgfunc.Numeric) (pgfunc.Numeric, error)
}

// operations are the arithmetic operators
// (https://www.postgresql.org/docs/15/functions-math.html#FUNCTIONS-MATH-OP-TABLE).
var operations = []operation{
	{"pg_add", addWhole, func(a, b float64) (float64, error) { return pgfunc.FloatResult(a+b, true, a, b) },
		func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Add(b), nil }},
	{"pg_subtract", func(a, b int64) (int64, error) {
		if d := a - b; (d < a) == (b > 0) {
			return d, nil
		}
		return 0, outOfRange("bigint")
	}, func(a, b float64) (float64, error) { return pgfunc.FloatResult(a-b, true, a, b) },
		func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Sub(b), nil }},
	{"pg_multiply", multiplyWhole, func(a, b float64) (float64, error) { return pgfunc.FloatResult(a*b, false, a, b) },
		func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Mul(b), nil }},
	{"pg_divide", divideWhole, pgfunc.FloatDiv, pgfunc.Numeric.Div},
	{"pg_modulo", func(a, b int64) (int64, error) {
		if b == 0 {
			return 0, pgerr.New(pgerr.DivisionByZero, "division by zero")
		}
		if b == -1 {
			return 0, nil
		}
		return a % b, nil
	}, nil, pgfunc.Numeric.Mod},
	{"pg_gcd", gcdWhole, nil, func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.GCD(b), nil }},
	{"pg_lcm", lcmWhole, nil, func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.LCM(b), nil }},
}

func arithmeticFunctions() []duck.Function {
	var out []duck.Function
	for _, op := range operations {
		for _, a := range numberTypes {
			for _, b := range numberTypes {
				out = append(out, op.overload(a, b))
			}
		}
	}
	out = append(out, unaryFunctions()...)
	for _, n := range numberTypes {
		out = append(out, strict("pg_divide", []duck.Type{duck.Of(duck.IntervalType), n}, duck.Of(duck.IntervalType), func(c *call) error {
			i, err := pgfunc.DivideInterval(c.interval(0), c.double(1))
			if err == nil {
				c.setInterval(i)
			}
			return err
		}))
	}
	return out
}

// overload is the operation over a pair of types.
func (op operation) overload(a, b duck.Type) duck.Function {
	params := []duck.Type{a, b}
	switch {
	case isWhole(a) && isWhole(b):
		result := a
		if numberRank(b) > numberRank(a) {
			result = b
		}
		if result.ID == duck.HugeInt {
			result = duck.Of(duck.BigInt) // PostgreSQL's sum of integers is a bigint
		}
		return strict(op.name, params, result, func(c *call) error {
			x, err := c.whole(0)
			if err != nil {
				return err
			}
			y, err := c.whole(1)
			if err != nil {
				return err
			}
			return c.setWhole(op.whole(x, y))
		})
	case (isInexact(a) || isInexact(b)) && op.inexact != nil:
		result := duck.Of(duck.Double)
		if a.ID == duck.Float && b.ID == duck.Float {
			result = a
		}
		return strict(op.name, params, result, func(c *call) error { return c.setDouble(op.inexact(c.double(0), c.double(1))) })
	case isInexact(a) || isInexact(b):
		return strict(op.name, params, numericType, func(*call) error {
			return pgerr.New(pgerr.UndefinedFunction, "operator does not exist for these types")
		})
	}
	return strict(op.name, params, numericType, func(c *call) error { return c.exact2(op.exact) })
}

func addWhole(a, b int64) (int64, error) {
	if s := a + b; (s > a) == (b > 0) {
		return s, nil
	}
	return 0, outOfRange("bigint")
}

func multiplyWhole(a, b int64) (int64, error) {
	p := a * b
	if a != 0 && (p/a != b || a == -1 && b == math.MinInt64) {
		return 0, outOfRange("bigint")
	}
	return p, nil
}

func divideWhole(a, b int64) (int64, error) {
	switch {
	case b == 0:
		return 0, pgerr.New(pgerr.DivisionByZero, "division by zero")
	case a == math.MinInt64 && b == -1:
		return 0, outOfRange("bigint")
	}
	return a / b, nil
}

func gcdWhole(a, b int64) (int64, error) {
	for b != 0 {
		if b == -1 {
			return 1, nil
		}
		a, b = b, a%b
	}
	if a == math.MinInt64 {
		return 0, outOfRange("bigint")
	}
	return max(a, -a), nil
}

func lcmWhole(a, b int64) (int64, error) {
	if a == 0 || b == 0 {
		return 0, nil
	}
	g, err := gcdWhole(a, b)
	if err != nil {
		return 0, err
	}
	high, low := bits.Mul64(magnitude(a/g), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, outOfRange("bigint")
	}
	return int64(low), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// unaryFunctions are abs() and the minus, which keep the type.
func unaryFunctions() []duck.Function {
	var out []duck.Function
	for _, u := range []struct {
		name    string
		whole   func(int64) int64
		inexact func(float64) float64
		exact   func(pgfunc.Numeric) pgfunc.Numeric
	}{
		{"pg_abs", func(n int64) int64 { return max(n, -n) }, math.Abs, pgfunc.Numeric.Abs},
		{"pg_negate", func(n int64) int64 { return -n }, func(f float64) float64 { return -f }, pgfunc.Numeric.Neg},
	} {
		for _, t := range wholeTypes {
			result := t
			if t.ID == duck.HugeInt {
				result = duck.Of(duck.BigInt)
			}
			out = append(out, strict(u.name, []duck.Type{t}, result, func(c *call) error {
				n, err := c.whole(0)
				if err == nil && n == math.MinInt64 {
					err = outOfRange("bigint")
				}
				return c.setWhole(u.whole(n), err)
			}))
		}
		for _, t := range inexactTypes {
			out = append(out, strict(u.name, []duck.Type{t}, t, func(c *call) error { return c.setDouble(u.inexact(c.double(0)), nil) }))
		}
		out = append(out, strict(u.name, []duck.Type{anyType}, numericType, func(c *call) error {
			n, err := c.numeric(0)
			if err != nil {
				return err
			}
			return c.setNumeric(u.exact(n), nil)
		}))
	}
	return out
}
