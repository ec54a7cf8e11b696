package cloudtrail

import (
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

// frontier gives the oldest second from which the want is complete up to its end.
// The caller holds t.mu.
func (t *Table) frontier(w want, now time.Time) int64 {
	missing := t.missing(w, now)
	gaps := missing.Intervals()
	if len(gaps) == 0 {
		return w.interval.From
	}
	return gaps[len(gaps)-1].To
}
