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
		table: t, now: now, enough: s.Enough,
		watch: make(chan struct{}, 1), joined: map[*flight]struct{}{},
		known: map[SourceKey]map[Filter]float64{},
	}
	sc.wants = t.wants(ctx, s, now)
	release = t.pin(sc.wants)
	if err := sc.run(ctx); err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// pin keeps the pages of the wants until the function it gives is called.
func (t *Table) pin(wants []want) func() {
	t.mu.Lock()
	defer t.mu.Unlock()
	var pins []*tables.Pin[SourceKey]
	for _, w := range wants {
		pins = append(pins, t.pages.Pin(w.source, w.interval))
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, p := range pins {
			t.pages.Unpin(p)
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
	known         map[SourceKey]map[Filter]float64
	calls, events int64 // of joined flights that have ended
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
		if err := s.launch(ctx, since); err != nil {
			return err
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
	for _, w := range s.wants {
		if missing := t.missing(w, s.now); !missing.Empty() {
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

// launch joins or starts the flights that the open wants need. A scan that may
// stop early asks only for what holds its frontier back.
func (s *scan) launch(ctx context.Context, since int64) error {
	t := s.table
	for _, w := range s.wants {
		if _, ok := s.known[w.source]; !ok {
			known, err := t.knownShares(ctx, w)
			if err != nil {
				return err
			}
			s.known[w.source] = known
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, w := range s.wants {
		missing := t.missing(w, s.now)
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
		s.cover(w, missing)
	}
	return nil
}

// cover sees to it that flights are under way for every missing second of a want.
// The caller holds t.mu.
func (s *scan) cover(w want, missing tables.IntervalSet) {
	t := s.table
	for f := range t.flights {
		if f.source == w.source && serves(f.filter, w) {
			if part := tables.SetOf(f.interval); overlap(missing, part) {
				s.take(f)
				missing.Drop(&part)
			}
		}
	}
	if missing.Empty() {
		return
	}
	for _, filter := range t.choose(w, missing, s.known[w.source]) {
		gaps := s.lacking(w, filter, missing)
		for _, gap := range gaps.Intervals() {
			s.take(t.start(w.source, filter, gap, s.enough != nil, s.now))
		}
	}
}

// lacking gives the seconds that still have to be asked for under one filter of a
// way, and joins flights that already do. The caller holds t.mu.
func (s *scan) lacking(w want, filter Filter, missing tables.IntervalSet) tables.IntervalSet {
	t := s.table
	gaps := missing.Clone()
	complete := t.coverage.Complete(w.source, []Filter{{}, filter}, s.now)
	gaps.Drop(&complete)
	for f := range t.flights {
		if f.source == w.source && f.filter == filter {
			if part := tables.SetOf(f.interval); overlap(gaps, part) {
				s.take(f)
				gaps.Drop(&part)
			}
		}
	}
	return gaps
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
			return s.landed()
		case <-progress.due():
			progress.tell()
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// landed looks after the flights that have ended; the error of one is the scan's.
func (s *scan) landed() error {
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
		if f.err != nil {
			return f.err
		}
	}
	return nil
}

func (s *scan) leaveAll() {
	for f := range s.joined {
		s.table.leave(f, s.watch)
	}
}
