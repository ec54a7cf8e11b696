package tables

import (
	"math"
	"time"
)

// Interval is a half-open span [From, To) of whole Unix seconds. CloudTrail's
// record times are whole seconds (measured), so a second is the finest thing
// that can be complete or missing. An interval with To <= From is empty.
type Interval struct {
	From, To int64
}

// Always is the interval that holds every second.
var Always = Interval{From: math.MinInt64, To: math.MaxInt64}

// Between gives the smallest interval of whole seconds that holds every moment
// from..to, both inclusive.
func Between(from, to time.Time) Interval {
	return Interval{From: from.Unix(), To: to.Unix() + 1}
}

// Empty says whether the interval holds no second.
func (i Interval) Empty() bool { return i.To <= i.From }

// Seconds gives the length; 0 when empty.
func (i Interval) Seconds() int64 {
	if i.Empty() {
		return 0
	}
	return i.To - i.From
}

// Intersect gives the seconds that both hold.
func (i Interval) Intersect(o Interval) Interval {
	r := Interval{From: max(i.From, o.From), To: min(i.To, o.To)}
	if r.Empty() {
		return Interval{}
	}
	return r
}

// Overlaps says whether some second is in both.
func (i Interval) Overlaps(o Interval) bool { return !i.Intersect(o).Empty() }

// Holds says whether every second of o is in i; an empty o always is.
func (i Interval) Holds(o Interval) bool {
	return o.Empty() || (i.From <= o.From && o.To <= i.To)
}
