package engine

import "github.com/trailgres/trailgres/internal/engine/duck"

// shiftFunctions are << and >> of integers, which PostgreSQL leaves to the processor: the
// distance is taken modulo the width, and what leaves the width is lost
// (src/backend/utils/adt/int.c, int4shl). A smallint is shifted as an integer.
func shiftFunctions() []duck.Function {
	small, integer := duck.Of(duck.SmallInt), duck.Of(duck.Integer)
	var out []duck.Function
	for _, f := range []struct {
		name  string
		wide  func(n int64, by uint) int64
		small func(n int32, by uint) int32
	}{
		{"pg_shift_left", func(n int64, by uint) int64 { return n << by }, func(n int32, by uint) int32 { return n << by }},
		{"pg_shift_right", func(n int64, by uint) int64 { return n >> by }, func(n int32, by uint) int32 { return n >> by }},
	} {
		out = append(out,
			strict(f.name, types(small, integer), small, func(c *call) error {
				duck.Values[int16](c.out)[c.row] = int16(f.small(int32(c.int(0)), uint(c.int(1)&31)))
				return nil
			}),
			strict(f.name, types(integer, integer), integer, func(c *call) error {
				c.setInt32(f.small(int32(c.int(0)), uint(c.int(1)&31)))
				return nil
			}),
			strict(f.name, types(bigType, integer), bigType, func(c *call) error {
				c.setInt(f.wide(c.int(0), uint(c.int(1)&63)))
				return nil
			}))
	}
	return out
}
