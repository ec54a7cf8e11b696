package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// bucketFunctions are width_bucket(): over integers and floats it is that of double
// precision, as PostgreSQL prefers it, otherwise that of numeric.
func bucketFunctions() []duck.Function {
	integer := duck.Of(duck.Integer)
	return []duck.Function{
		strict("pg_width_bucket", []duck.Type{anyType, anyType, anyType, integer}, integer, func(c *call) error {
			inexact, exact := 0, 0
			for i := range 3 {
				switch {
				case isInexact(c.args[i].Type):
					inexact++
				case !isWhole(c.args[i].Type):
					exact++
				}
			}
			if inexact > 0 || exact == 0 {
				n, err := pgfunc.FloatWidthBucket(c.wideDouble(0), c.wideDouble(1), c.wideDouble(2), int32(c.int(3)))
				return c.setWhole(int64(n), err)
			}
			return c.exactBucket()
		}),
		strict("pg_width_bucket", []duck.Type{anyType, anyType}, integer, bucketOfList),
	}
}

func (c *call) exactBucket() error {
	var n [3]pgfunc.Numeric
	for i := range n {
		var err error
		if n[i], err = c.numeric(i); err != nil {
			return err
		}
	}
	bucket, err := pgfunc.WidthBucket(n[0], n[1], n[2], int32(c.int(3)))
	return c.setWhole(int64(bucket), err)
}

// bucketOfList counts the thresholds, in order, that are not greater than a number:
// width_bucket_array of src/backend/utils/adt/arrayfuncs.c.
func bucketOfList(c *call) error {
	x, err := c.numeric(0)
	if err != nil {
		return err
	}
	bucket := int64(0)
	err = c.each(1, func(e *call) error {
		threshold, err := e.numeric(0)
		if err == nil && threshold.Cmp(x) <= 0 {
			bucket++
		}
		return err
	})
	return c.setWhole(bucket, err)
}
