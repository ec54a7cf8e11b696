package sourcetest

import (
	"sync/atomic"
	"testing"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// check makes a lookup and holds every page, and the whole, to the promises.
func check(t *testing.T, s cloudtrail.Source, events []cloudtrail.Event, l cloudtrail.Lookup) {
	t.Helper()
	r := reader{t: t, source: s, lookup: l, times: map[string]int64{}, seen: map[string]bool{}, frontier: l.Interval.To}
	for _, e := range events {
		if l.Interval.From <= e.Time && e.Time < l.Interval.To && Matches(l.Filter, e) {
			r.times[e.ID] = e.Time
		}
	}
	if err := s.Events(t.Context(), l, r.page); err != nil {
		t.Errorf("lookup of %s in %v: %v", l.Filter, l.Interval, err)
		return
	}
	if !r.complete.Holds(l.Interval) {
		t.Errorf("lookup of %s in %v ended with %v missing", l.Filter, l.Interval, r.complete.Missing(l.Interval))
	}
	if r.pages == 0 {
		t.Errorf("lookup of %s in %v brought no page, so nothing says it is complete", l.Filter, l.Interval)
	}
}

// reader is given the pages of one lookup.
type reader struct {
	t        *testing.T
	source   cloudtrail.Source
	lookup   cloudtrail.Lookup
	times    map[string]int64 // of the events that the lookup is to bring, by id
	seen     map[string]bool
	complete tables.IntervalSet
	frontier int64 // newest first: complete from here to the end
	oldest   int64 // newest first: the time of the last event
	pages    int
	inside   atomic.Bool
}

func (r *reader) page(p cloudtrail.Page) error {
	if !r.inside.CompareAndSwap(false, true) {
		r.t.Error("pages are given two at a time")
		return nil
	}
	defer r.inside.Store(false)
	r.pages++
	if len(p.Events) > r.source.PageSize() {
		r.t.Errorf("a page of %d events, where %d is the most", len(p.Events), r.source.PageSize())
	}
	for _, e := range p.Events {
		r.event(e)
	}
	r.claim(p.Complete)
	return nil
}

func (r *reader) event(e cloudtrail.Event) {
	at, wanted := r.times[e.ID]
	if !wanted || e.Time != at {
		r.t.Errorf("event %s of second %d is not of the lookup of %s in %v", e.ID, e.Time, r.lookup.Filter, r.lookup.Interval)
	}
	if !Matches(r.lookup.Filter, e) {
		r.t.Errorf("event %+v does not match %s", e, r.lookup.Filter)
	}
	if r.lookup.NewestFirst && !r.seen[e.ID] {
		if r.oldest != 0 && e.Time > r.oldest {
			r.t.Errorf("event %s of second %d came after one of second %d", e.ID, e.Time, r.oldest)
		}
		r.oldest = e.Time
	}
	r.seen[e.ID] = true
}

// claim is the law of pages: what is called complete has all been given.
func (r *reader) claim(i tables.Interval) {
	if i.Empty() {
		return
	}
	if !r.lookup.Interval.Holds(i) {
		r.t.Errorf("complete %v is outside of the lookup's %v", i, r.lookup.Interval)
	}
	if r.lookup.NewestFirst && i.To != r.frontier {
		r.t.Errorf("complete %v does not go on from %d", i, r.frontier)
	}
	r.frontier = i.From
	r.complete.Add(i)
	for id, at := range r.times {
		if i.From <= at && at < i.To && !r.seen[id] {
			r.t.Errorf("%v is called complete under %s, but event %s of second %d was not given", i, r.lookup.Filter, id, at)
		}
	}
}
