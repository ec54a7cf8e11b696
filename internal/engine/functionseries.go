package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// maxSeries is how many numerics a series may have: they lie in memory.
const maxSeries = 10_000_000

// numericSeries is generate_series() of numerics (generate_series_step_numeric of
// src/backend/utils/adt/numeric.c), as a list.
func numericSeries() []duck.Function {
	series := func(c *call) error {
		var n [3]pgfunc.Numeric
		n[2] = pgfunc.NumericOf(1)
		for i := range c.args {
			var err error
			if n[i], err = c.numeric(i); err != nil {
				return err
			}
		}
		current, stop, step := n[0], n[1], n[2]
		if step.Sign() == 0 {
			return pgerr.New(pgerr.InvalidParameterValue, "step size cannot equal zero")
		}
		var out []*string
		for ; current.Cmp(stop)*step.Sign() <= 0; current = current.Add(step) {
			if len(out) == maxSeries {
				return pgerr.New(pgerr.FeatureNotSupported, "a series of more than %d numerics is not supported", maxSeries)
			}
			key := string(current.AppendKey(nil))
			out = append(out, &key)
		}
		c.out.Texts(c.row, out)
		return nil
	}
	result := duck.ListOf(numericType)
	return []duck.Function{
		strict("pg_numeric_series", []duck.Type{anyType, anyType}, result, series),
		strict("pg_numeric_series", []duck.Type{anyType, anyType, anyType}, result, series),
	}
}
