package cloudtrail

import (
	"context"
	"fmt"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// flight is a lookup under way. Scans that need any of it join it instead of
// asking again; it ends when nobody waits for it any more.
type flight struct {
	source   SourceKey
	filter   Filter
	interval tables.Interval
	began    time.Time // what it reads is complete as of this moment
	started  time.Time // when it was first asked for
	ctx      context.Context
	cancel   context.CancelCauseFunc
	done     chan struct{} // closed at the end; err is set before
	err      error

	// guarded by Table.mu
	waiting int             // scans that wait for it
	watches []chan struct{} // told of every page and of the end
	gated   bool            // pages need permits, because a scan may stop early
	permits int
	atGate  bool          // a page has landed, and the next one waits for a permit
	gate    chan struct{} // closed and renewed when gated or permits change
	calls   int
	events  int64
	left    tables.IntervalSet // what has not landed yet
}

// signal tells every watcher that something landed. The caller holds Table.mu.
func (f *flight) signal() {
	for _, w := range f.watches {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

// allow lets a gated flight go on for some pages, or, with 0, for good. The caller
// holds Table.mu.
func (f *flight) allow(pages int) {
	if pages == 0 {
		f.gated = false
	}
	f.permits += pages
	f.atGate = false
	close(f.gate)
	f.gate = make(chan struct{})
}

// start begins a lookup. The caller holds t.mu.
func (t *Table) start(source SourceKey, filter Filter, i tables.Interval, gated bool, now time.Time) *flight {
	f := &flight{source: source, filter: filter, interval: i, began: now, started: t.options.Now(),
		done: make(chan struct{}), gate: make(chan struct{}), gated: gated, left: tables.SetOf(i)}
	f.ctx, f.cancel = context.WithCancelCause(context.Background())
	t.flights[f], t.active[f] = struct{}{}, struct{}{}
	lookup := Lookup{Filter: filter, Interval: i, NewestFirst: gated}
	t.running.Go(func() { t.fly(f, lookup) })
	return f
}

// fly reads the pages of the lookup and lands them.
func (t *Table) fly(f *flight, lookup Lookup) {
	err := t.sources[f.source].Events(f.ctx, lookup, func(p Page) error {
		if err := t.land(f.ctx, f, p); err != nil {
			return err
		}
		return t.pass(f)
	})
	t.evict(context.WithoutCancel(f.ctx))
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case f.left.Empty():
		err = nil // whatever came after its last page
	case err == nil:
		err = fmt.Errorf("lookup of %s in %s ended before it was complete", f.filter, f.source)
	}
	f.err = err
	delete(t.flights, f)
	delete(t.active, f)
	t.log.ended(f, t.options.Now())
	close(f.done)
	f.signal()
	f.cancel(nil)
}

// pass waits, after a page has landed, until a gated flight may go on.
func (t *Table) pass(f *flight) error {
	for {
		t.mu.Lock()
		if !f.gated {
			t.mu.Unlock()
			return f.ctx.Err()
		}
		if f.permits > 0 {
			f.permits--
			t.mu.Unlock()
			return f.ctx.Err()
		}
		gate := f.gate
		f.atGate = true
		f.signal()
		t.mu.Unlock()
		select {
		case <-gate:
		case <-f.ctx.Done():
			return context.Cause(f.ctx)
		}
	}
}

// join makes the scan wait for the flight. The caller holds t.mu.
func (t *Table) join(f *flight, watch chan struct{}, patient bool) {
	f.waiting++
	f.watches = append(f.watches, watch)
	switch {
	case patient && f.gated:
		f.allow(0) // this scan wants all of it
	case f.atGate:
		// Whoever led it there may want no more of it and says nothing; so the scan
		// that joins now looks at the gate itself.
		f.signal()
	}
}

// leave takes the scan away from the flight; the last to leave ends it. A flight
// that is about to end is not to be joined, so it leaves the map at once.
func (t *Table) leave(f *flight, watch chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f.waiting--
	for i, w := range f.watches {
		if w == watch {
			f.watches = append(f.watches[:i], f.watches[i+1:]...)
			break
		}
	}
	if f.waiting == 0 {
		delete(t.flights, f)
		f.cancel(context.Canceled)
	}
}
