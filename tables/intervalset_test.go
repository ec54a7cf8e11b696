package tables

import (
	"math/rand"
	"testing"
)

// TestIntervalSetAgainstBits plays random additions and removals on a set and on
// an array of bits, and compares every answer.
func TestIntervalSetAgainstBits(t *testing.T) {
	const n = 64
	for seed := int64(0); seed < 300; seed++ {
		r := rand.New(rand.NewSource(seed))
		var s IntervalSet
		var bits [n]bool
		for step := 0; step < 60; step++ {
			from := r.Int63n(n)
			i := Interval{from, from + r.Int63n(n-from+1)}
			add := r.Intn(3) > 0
			if add {
				s.Add(i)
			} else {
				s.Remove(i)
			}
			for k := i.From; k < i.To; k++ {
				bits[k] = add
			}
			compareWithBits(t, &s, bits[:], r)
		}
	}
}

func compareWithBits(t *testing.T, s *IntervalSet, bits []bool, r *rand.Rand) {
	t.Helper()
	from := r.Int63n(int64(len(bits)))
	want := Interval{from, from + r.Int63n(int64(len(bits))-from+1)}
	missing := make([]bool, len(bits))
	for _, g := range s.Missing(want) {
		if g.Empty() {
			t.Fatalf("empty gap in %v", s.Missing(want))
		}
		for k := g.From; k < g.To; k++ {
			missing[k] = true
		}
	}
	var seconds int64
	for k := range bits {
		if in := int64(k) >= want.From && int64(k) < want.To; missing[k] != (in && !bits[k]) {
			t.Fatalf("second %d: missing %v, bit %v, set %v, want %v", k, missing[k], bits[k], s.in, want)
		}
		if bits[k] {
			seconds++
		}
	}
	if s.Seconds() != seconds {
		t.Fatalf("seconds %d, want %d", s.Seconds(), seconds)
	}
	down := want.To
	for down > 0 && bits[down-1] {
		down--
	}
	if got := s.CompleteFrom(want.To); got != down {
		t.Fatalf("complete from %d, want %d: %v up to %d", got, down, s.in, want.To)
	}
	for k := 1; k < len(s.in); k++ {
		if s.in[k-1].To >= s.in[k].From {
			t.Fatalf("parts touch: %v", s.in)
		}
	}
}
