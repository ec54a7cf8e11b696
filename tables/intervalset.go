package tables

import (
	"slices"
	"sort"
)

// IntervalSet is a set of seconds, kept as sorted, disjoint, non-touching
// intervals. The zero value is empty and ready to use.
type IntervalSet struct {
	in []Interval
}

// Intervals gives the parts, oldest first. The slice must not be changed.
func (s *IntervalSet) Intervals() []Interval { return s.in }

// Add puts every second of i into the set.
func (s *IntervalSet) Add(i Interval) {
	if i.Empty() {
		return
	}
	// lo..hi are the parts that overlap or touch i.
	lo := sort.Search(len(s.in), func(k int) bool { return s.in[k].To >= i.From })
	hi := sort.Search(len(s.in), func(k int) bool { return s.in[k].From > i.To })
	if lo < hi {
		i.From = min(i.From, s.in[lo].From)
		i.To = max(i.To, s.in[hi-1].To)
	}
	s.in = slices.Replace(s.in, lo, hi, i)
}

// Remove takes every second of i out of the set.
func (s *IntervalSet) Remove(i Interval) {
	if i.Empty() {
		return
	}
	lo := sort.Search(len(s.in), func(k int) bool { return s.in[k].To > i.From })
	hi := sort.Search(len(s.in), func(k int) bool { return s.in[k].From >= i.To })
	if lo >= hi {
		return
	}
	var rest []Interval
	if left := (Interval{s.in[lo].From, i.From}); !left.Empty() {
		rest = append(rest, left)
	}
	if right := (Interval{i.To, s.in[hi-1].To}); !right.Empty() {
		rest = append(rest, right)
	}
	s.in = slices.Replace(s.in, lo, hi, rest...)
}

// Missing gives the parts of want that the set does not hold, oldest first.
func (s *IntervalSet) Missing(want Interval) []Interval {
	if want.Empty() {
		return nil
	}
	var gaps []Interval
	from := want.From
	first := sort.Search(len(s.in), func(k int) bool { return s.in[k].To > want.From })
	for _, i := range s.in[first:] {
		if i.From >= want.To {
			break
		}
		if i.From > from {
			gaps = append(gaps, Interval{from, i.From})
		}
		from = i.To
	}
	if from < want.To {
		gaps = append(gaps, Interval{from, want.To})
	}
	return gaps
}

// Holds says whether every second of i is in the set.
func (s *IntervalSet) Holds(i Interval) bool { return len(s.Missing(i)) == 0 }

// CompleteFrom gives the oldest second from which the set holds everything up to
// to; it gives to itself when the second before to is missing.
func (s *IntervalSet) CompleteFrom(to int64) int64 {
	k := sort.Search(len(s.in), func(k int) bool { return s.in[k].To >= to })
	if k < len(s.in) && s.in[k].From < to {
		return s.in[k].From
	}
	return to
}

// Seconds gives the number of seconds in the set.
func (s *IntervalSet) Seconds() int64 {
	var n int64
	for _, i := range s.in {
		n += i.Seconds()
	}
	return n
}

// Clone gives a copy that shares nothing.
func (s *IntervalSet) Clone() IntervalSet { return IntervalSet{in: slices.Clone(s.in)} }

// SetOf gives a set of the intervals.
func SetOf(intervals ...Interval) IntervalSet {
	var s IntervalSet
	for _, i := range intervals {
		s.Add(i)
	}
	return s
}

// Keep takes out every second that o does not hold.
func (s *IntervalSet) Keep(o *IntervalSet) {
	if len(s.in) == 0 {
		return
	}
	for _, gap := range o.Missing(Interval{s.in[0].From, s.in[len(s.in)-1].To}) {
		s.Remove(gap)
	}
}

// Drop takes out every second that o holds.
func (s *IntervalSet) Drop(o *IntervalSet) {
	for _, i := range o.in {
		s.Remove(i)
	}
}

// Empty says whether the set holds no second.
func (s *IntervalSet) Empty() bool { return len(s.in) == 0 }
