package pgfunc

import "math"

// Regression is what the aggregates of two variables gather of pairs of numbers
// (src/backend/utils/adt/float.c, float8_regr_accum): sums, and sums of squares and of
// products about the means, by the algorithm of Youngs and Cramer.
type Regression struct{ n, sx, sxx, sy, syy, sxy float64 }

// Add takes one more pair.
func (r *Regression) Add(y, x float64) {
	r.n++
	r.sx += x
	r.sy += y
	if r.n > 1 {
		dx, dy := x*r.n-r.sx, y*r.n-r.sy
		scale := 1 / (r.n * (r.n - 1))
		r.sxx += dx * dx * scale
		r.syy += dy * dy * scale
		r.sxy += dx * dy * scale
		return
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		r.sxx, r.sxy = math.NaN(), math.NaN()
	}
	if math.IsNaN(y) || math.IsInf(y, 0) {
		r.syy, r.sxy = math.NaN(), math.NaN()
	}
}

// Result gives the value of an aggregate by name; ok is false where PostgreSQL answers
// NULL. A sum that leaves the range is 22003.
func (r *Regression) Result(name string) (v float64, ok bool, err error) {
	for _, sum := range []float64{r.sx, r.sy, r.sxx, r.syy, r.sxy} {
		if math.IsInf(sum, 0) {
			return 0, false, floatOverflow()
		}
	}
	if r.n < 1 {
		return 0, false, nil
	}
	switch name {
	case "regr_sxx":
		return r.sxx, true, nil
	case "regr_syy":
		return r.syy, true, nil
	case "regr_sxy":
		return r.sxy, true, nil
	case "regr_avgx":
		return r.sx / r.n, true, nil
	case "regr_avgy":
		return r.sy / r.n, true, nil
	case "covar_pop":
		return r.sxy / r.n, true, nil
	case "covar_samp":
		return r.sxy / (r.n - 1), r.n > 1, nil
	case "corr":
		return r.sxy / math.Sqrt(r.sxx*r.syy), r.sxx != 0 && r.syy != 0, nil
	case "regr_r2":
		if r.syy == 0 {
			return 1, r.sxx != 0, nil
		}
		return r.sxy * r.sxy / (r.sxx * r.syy), r.sxx != 0, nil
	case "regr_slope":
		return r.sxy / r.sxx, r.sxx != 0, nil
	case "regr_intercept":
		return (r.sy - r.sx*r.sxy/r.sxx) / r.n, r.sxx != 0, nil
	}
	return 0, false, nil
}
