package pgfunc

import (
	"math"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func errBucketCount() error {
	return pgerr.New("2201G", "count must be greater than zero")
}

func errBucketBounds() error {
	return pgerr.New("2201G", "lower bound cannot equal upper bound")
}

// WidthBucket is width_bucket_numeric of src/backend/utils/adt/numeric.c.
func WidthBucket(x, low, high Numeric, count int32) (int32, error) {
	if count <= 0 {
		return 0, errBucketCount()
	}
	direction := low.Cmp(high)
	switch {
	case direction == 0:
		return 0, errBucketBounds()
	case direction > 0:
		x, low, high = x.Neg(), low.Neg(), high.Neg()
	}
	switch {
	case x.Cmp(low) < 0:
		return 0, nil
	case x.Cmp(high) >= 0:
		return bucketAfter(count)
	}
	n := x.Sub(low).Mul(NumericOf(int64(count)))
	return int32(Numeric{n.quotient(high.Sub(low), 0), 0}.Digits.Int64()) + 1, nil
}

// FloatWidthBucket is width_bucket_float8.
func FloatWidthBucket(x, low, high float64, count int32) (int32, error) {
	switch {
	case count <= 0:
		return 0, errBucketCount()
	case math.IsNaN(x) || math.IsNaN(low) || math.IsNaN(high):
		return 0, pgerr.New("2201G", "operand, lower bound, and upper bound cannot be NaN")
	case math.IsInf(low, 0) || math.IsInf(high, 0):
		return 0, pgerr.New("2201G", "lower and upper bounds must be finite")
	case low == high:
		return 0, errBucketBounds()
	}
	share := func(x, low, high float64) (int32, error) {
		switch {
		case x < low:
			return 0, nil
		case x >= high:
			return bucketAfter(count)
		}
		part := (x - low) / (high - low)
		if math.IsInf(high-low, 0) {
			part = (x/2 - low/2) / (high/2 - low/2)
		}
		return min(int32(float64(count)*part), count-1) + 1, nil
	}
	if low < high {
		return share(x, low, high)
	}
	return share(-x, -low, -high)
}

func bucketAfter(count int32) (int32, error) {
	if count == math.MaxInt32 {
		return 0, pgerr.New(pgerr.NumericValueOutOfRange, "integer out of range")
	}
	return count + 1, nil
}
