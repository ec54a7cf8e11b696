package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// regressionFunction is pg_regression(name, ys, xs): an aggregate of two variables over
// the lists of them, which are of one length.
func regressionFunction() duck.Function {
	double := duck.Of(duck.Double)
	params := []duck.Type{textType, duck.ListOf(double), duck.ListOf(double)}
	return strict("pg_regression", params, double, func(c *call) error {
		var r pgfunc.Regression
		ys, xs := c.doubles(1), c.doubles(2)
		for i := range min(len(ys), len(xs)) {
			r.Add(ys[i], xs[i])
		}
		v, ok, err := r.Result(c.text(0))
		if !ok || err != nil {
			c.setNull()
			return err
		}
		return c.setDouble(v, nil)
	})
}
