package cloudtrail

import (
	"slices"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// missing gives the seconds of the want that are not complete in any way. The
// caller holds t.mu.
func (t *Table) missing(w want, now time.Time) tables.IntervalSet {
	left := t.missingOf(w, []Filter{{}}, now)
	for _, way := range w.ways {
		gaps := t.missingOf(w, way, now)
		left.Keep(&gaps)
	}
	return left
}

// missingOf gives the seconds of the want for which some filter of the way is not
// complete, "everything" put aside unless it is the way itself.
func (t *Table) missingOf(w want, way []Filter, now time.Time) tables.IntervalSet {
	var gaps tables.IntervalSet
	for _, f := range way {
		complete := t.coverage.Complete(w.source, []Filter{f}, now)
		for _, gap := range complete.Missing(w.interval) {
			gaps.Add(gap)
		}
	}
	return gaps
}

// promised gives the seconds that a flight still has to bring and that a scan which
// began at now can use. The caller holds t.mu.
func (t *Table) promised(f *flight, now time.Time) tables.IntervalSet {
	return t.coverage.Promise(f.left, f.began, now)
}

// lacking gives the seconds that would still have to be asked for under one filter
// of a way, and the flights that bring the others. The caller holds t.mu.
func (t *Table) lacking(w want, filter Filter, missing tables.IntervalSet) (gaps tables.IntervalSet, flights []*flight) {
	gaps = missing.Clone()
	complete := t.coverage.Complete(w.source, []Filter{{}, filter}, w.now)
	gaps.Drop(&complete)
	for f := range t.flights {
		if f.source == w.source && (f.filter == filter || f.filter.Attribute == Everything) {
			if part := t.promised(f, w.now); overlap(gaps, part) {
				flights = append(flights, f)
				gaps.Drop(&part)
			}
		}
	}
	return gaps, flights
}

// bridged joins gaps where one lookup over both takes fewer calls than one for
// each, for all that it brings again what lies between. The caller holds t.mu.
func (t *Table) bridged(w want, f Filter, gaps tables.IntervalSet, known map[Filter]float64) []tables.Interval {
	var out []tables.Interval
	rate := t.rate(w, f, known)
	cost := func(i tables.Interval) float64 { return t.callsOf(w, i, rate) }
	for _, gap := range slices.Backward(gaps.Intervals()) {
		if n := len(out); n > 0 {
			both := tables.Interval{From: gap.From, To: out[n-1].To}
			if cost(both) < cost(gap)+cost(out[n-1]) {
				out[n-1] = both
				continue
			}
		}
		out = append(out, gap)
	}
	return out
}
