package cloudtrail

import (
	"context"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// Complete fetches what the scan needs and the table does not hold yet. See
// tables.Table.
func (t *Table) Complete(ctx context.Context, s tables.Scan) (release func(), err error) {
	now := t.options.Now()
	sc := &scan{
		table: t, now: now, enough: s.Enough, maxCalls: s.MaxCalls,
		watch: make(chan struct{}, 1), joined: map[*flight]struct{}{},
	}
	sc.setWants(t.wants(ctx, s, now))
	release = t.pin(sc.wants)
	if err := sc.run(ctx); err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// pin keeps the pages of the wants until the function it gives is called. What had
// no room because of them is evicted then.
func (t *Table) pin(wants []want) func() {
	t.mu.Lock()
	defer t.mu.Unlock()
	var pins []*tables.Pin[SourceKey]
	for _, w := range wants {
		pins = append(pins, t.pages.Pin(w.source, w.interval))
	}
	return func() {
		t.mu.Lock()
		for _, p := range pins {
			t.pages.Unpin(p)
		}
		over := t.pages.Bytes() > t.options.Budget
		t.mu.Unlock()
		if over { // only then is it worth waiting for a page that lands
			t.evict(context.Background())
		}
	}
}

// scan is one call of Complete.
type scan struct {
	table         *Table
	now           time.Time
	wants         []want
	enough        func(context.Context, time.Time) (bool, error)
	watch         chan struct{}        // something landed on a joined flight
	joined        map[*flight]struct{} // flights this scan waits for
	open          []tables.IntervalSet // by want: what has not been seen complete yet
	known         []map[Filter]float64 // by want: the shares of its values
	failed        error                // of a joined flight
	calls, events int64                // of joined flights that have ended
	maxCalls      int64                // how many calls it may take; 0 for any number
}

// setWants gives the scan its wants, all of them open.
func (s *scan) setWants(wants []want) {
	s.wants = wants
	s.open = make([]tables.IntervalSet, len(wants))
	s.known = make([]map[Filter]float64, len(wants))
	for i, w := range wants {
		s.open[i] = tables.SetOf(w.interval)
	}
}

// missing gives the seconds of a want that are open. It never grows: what was seen
// complete is pinned, so it is there until the scan is released, even if the map
// has come to hold it for out of date. The caller holds t.mu.
func (s *scan) missing(i int) tables.IntervalSet {
	missing := s.table.missing(s.wants[i], s.now)
	s.open[i].Keep(&missing)
	return s.open[i].Clone()
}

// run goes on until every want is complete, or enough is.
func (s *scan) run(ctx context.Context) error {
	defer s.leaveAll()
	progress := newProgress(ctx, s)
	defer progress.stop()
	asked := int64(-1 << 62) // the frontier that enough was asked about last
	for {
		since, open := s.since()
		if !open {
			return nil
		}
		if s.enough != nil && since != asked {
			asked = since
			done, err := s.enough(ctx, time.Unix(since, 0))
			if err != nil || done {
				return err
			}
		}
		if s.failed != nil {
			return s.failed
		}
		if err := s.overBudget(); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if launched, err := s.launch(ctx, since); err != nil {
			return err
		} else if !launched {
			continue
		}
		if err := s.wait(ctx, progress); err != nil {
			return err
		}
	}
}

// since gives the second from which every want is complete, and whether any want
// is still open.
func (s *scan) since() (since int64, open bool) {
	t := s.table
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range s.wants {
		if missing := s.missing(i); !missing.Empty() {
			open = true
			gaps := missing.Intervals()
			since = max(since, gaps[len(gaps)-1].To)
		}
	}
	return since, open
}

// gatedPages is how many pages of a flight a scan that may stop early takes one by
// one before it lets the flight run: patience saves calls when a page or two do,
// and costs time when they don't.
const gatedPages = 4

// launch joins or starts the flights that the open wants need, and says whether there
// were any. A scan that may stop early asks only for what holds its frontier back. A
// flight that nobody waits for may still land a page since the frontier was looked up;
// then there is nothing to wait for, and the scan looks again.
func (s *scan) launch(ctx context.Context, since int64) (launched bool, err error) {
	t := s.table
	for i, w := range s.wants {
		if s.known[i] == nil {
			known, err := t.knownShares(ctx, w)
			if err != nil {
				return false, err
			}
			s.known[i] = known
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, w := range s.wants {
		missing := s.missing(i)
		if missing.Empty() {
			continue
		}
		gaps := missing.Intervals()
		if s.enough != nil {
			newest := gaps[len(gaps)-1]
			if newest.To < since {
				continue
			}
			missing = tables.SetOf(newest)
		}
		s.cover(w, missing, s.known[i])
		launched = true
	}
	return launched, nil
}

// cover sees to it that flights are under way for every missing second of a want.
// The caller holds t.mu.
func (s *scan) cover(w want, missing tables.IntervalSet, known map[Filter]float64) {
	t := s.table
	for f := range t.flights {
		if f.source == w.source && serves(f.filter, w) {
			if part := t.promised(f, s.now); overlap(missing, part) {
				s.take(f)
				missing.Drop(&part)
			}
		}
	}
	if missing.Empty() {
		return
	}
	for _, filter := range t.choose(w, missing, known) {
		gaps, flights := t.lacking(w, filter, missing)
		for _, f := range flights {
			s.take(f)
		}
		for _, gap := range t.bridged(w, filter, gaps, known) {
			s.take(t.start(w.source, filter, gap, s.enough != nil, s.now))
		}
	}
}

// serves says whether a flight under the filter brings every row of the want.
func serves(f Filter, w want) bool {
	if f.Attribute == Everything {
		return true
	}
	for _, way := range w.ways {
		if len(way) == 1 && way[0] == f {
			return true
		}
	}
	return false
}

func overlap(a, b tables.IntervalSet) bool {
	a = a.Clone()
	a.Keep(&b)
	return !a.Empty()
}

// take joins a flight, once. One that stands at its gate because of this scan may
// go on: by a page at first, then for good. The caller holds t.mu.
func (s *scan) take(f *flight) {
	if _, known := s.joined[f]; !known {
		s.joined[f] = struct{}{}
		s.table.join(f, s.watch, s.enough == nil)
		return
	}
	switch {
	case !f.atGate:
	case f.calls < gatedPages:
		f.allow(1)
	default:
		f.allow(0)
	}
}

// wait sleeps until something lands, a joined flight ends or ctx does.
func (s *scan) wait(ctx context.Context, progress *progress) error {
	for {
		select {
		case <-s.watch:
			s.landed()
			return nil
		case <-progress.due():
			progress.tell()
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// landed looks after the flights that have ended; the error of one is the scan's,
// unless the scan needs no more.
func (s *scan) landed() {
	for f := range s.joined {
		select {
		case <-f.done:
		default:
			continue
		}
		delete(s.joined, f)
		s.calls += int64(f.calls)
		s.events += f.events
		s.table.leave(f, s.watch)
		if s.failed == nil {
			s.failed = f.err
		}
	}
}

func (s *scan) leaveAll() {
	for f := range s.joined {
		s.table.leave(f, s.watch)
	}
}
