package engine

import (
	"math"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// statisticFunctions are the averages and variances
// (https://www.postgresql.org/docs/15/functions-aggregate.html#FUNCTIONS-AGGREGATE-STATISTICS-TABLE)
// of what aggregates have gathered: pg_average of a sum and a count, pg_variance_exact
// and pg_stddev_exact of a count, a sum and a sum of squares, the others of a list of
// the values themselves.
func statisticFunctions() []duck.Function {
	var out []duck.Function
	count := duck.Of(duck.BigInt)
	for _, sum := range numberTypes {
		params := []duck.Type{sum, count}
		if isInexact(sum) {
			out = append(out, strict("pg_average", params, duck.Of(duck.Double), func(c *call) error {
				return c.unlessNone(1, func() error { return c.setDouble(c.double(0)/float64(c.int(1)), nil) })
			}))
			continue
		}
		out = append(out, strict("pg_average", params, numericType, func(c *call) error {
			return c.unlessNone(1, func() error { return c.exact2(pgfunc.Numeric.Div) })
		}))
	}
	interval := duck.Of(duck.IntervalType)
	out = append(out, strict("pg_average", []duck.Type{interval, count}, interval, func(c *call) error {
		return c.unlessNone(1, func() error {
			i, err := pgfunc.DivideInterval(c.interval(0), float64(c.int(1)))
			c.setInterval(i)
			return err
		})
	}))
	for _, s := range []struct {
		name       string
		population bool
		root       bool
	}{{"pg_var_samp", false, false}, {"pg_var_pop", true, false}, {"pg_stddev_samp", false, true}, {"pg_stddev_pop", true, true}} {
		out = append(out, listStatistic(s.name, s.population, s.root)...)
	}
	return append(out, gatheredStatistic("pg_variance_exact", pgfunc.Variance), gatheredStatistic("pg_stddev_exact", pgfunc.Stddev),
		regressionFunction())
}

// unlessNone answers NULL when a count is zero.
func (c *call) unlessNone(i int, f func() error) error {
	if c.int(i) == 0 {
		c.setNull()
		return nil
	}
	return f()
}

// gatheredStatistic takes (count, sum, sum of squares, of a population).
func gatheredStatistic(name string, f func(count, sum, squares pgfunc.Numeric, population bool) (pgfunc.Numeric, bool)) duck.Function {
	params := []duck.Type{duck.Of(duck.BigInt), anyType, anyType, duck.Of(duck.Boolean)}
	return strict(name, params, numericType, func(c *call) error {
		sum, err := c.numeric(1)
		if err != nil {
			return err
		}
		squares, err := c.numeric(2)
		if err != nil {
			return err
		}
		return c.setFound(f(pgfunc.NumericOf(c.int(0)), sum, squares, c.bool(3)))
	})
}

func (c *call) setFound(n pgfunc.Numeric, ok bool) error {
	if !ok {
		c.setNull()
		return nil
	}
	return c.setNumeric(n, nil)
}

// listStatistic is double precision for floats, and numeric for the rest.
func listStatistic(name string, population, root bool) []duck.Function {
	var out []duck.Function
	for _, t := range inexactTypes {
		out = append(out, strict(name, []duck.Type{duck.ListOf(t)}, duck.Of(duck.Double), func(c *call) error {
			v, ok, err := pgfunc.FloatVariance(c.doubles(0), population)
			if !ok || err != nil {
				c.setNull()
				return err
			}
			if root {
				v = math.Sqrt(v)
			}
			return c.setDouble(v, nil)
		}))
	}
	exact := pgfunc.Variance
	if root {
		exact = pgfunc.Stddev
	}
	return append(out, strict(name, []duck.Type{anyType}, numericType, func(c *call) error {
		count, sum, squares, err := c.gather(0)
		if err != nil {
			return err
		}
		return c.setFound(exact(count, sum, squares, population))
	}))
}

// each calls f with a view of every element of a list that is not NULL.
func (c *call) each(i int, f func(element *call) error) error {
	entry, elements := duck.Slice[duck.Entry](&c.args[i])[c.row], c.args[i].Elements()
	inner := &call{args: []duck.Vector{elements}}
	for k := range int(entry.Length) {
		inner.row = int(entry.Offset) + k
		if elements.Null(inner.row) {
			continue
		}
		if err := f(inner); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) doubles(i int) (out []float64) {
	_ = c.each(i, func(e *call) error {
		out = append(out, e.double(0))
		return nil
	})
	return out
}

// gather counts and sums up a list of numbers.
func (c *call) gather(i int) (count, sum, squares pgfunc.Numeric, err error) {
	n := int64(0)
	sum, squares = pgfunc.NumericOf(0), pgfunc.NumericOf(0)
	err = c.each(i, func(e *call) error {
		x, err := e.numeric(0)
		if err == nil {
			n, sum, squares = n+1, sum.Add(x), squares.Add(x.Mul(x))
		}
		return err
	})
	return pgfunc.NumericOf(n), sum, squares, err
}
