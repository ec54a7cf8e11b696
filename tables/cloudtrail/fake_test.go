package cloudtrail_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/sourcetest"
)

// fake is a source with its events in memory. It answers as LookupEvents does:
// newest first, ties in an order of its own, pages of a fixed size, and events that
// become visible some time after they happened.
type fake struct {
	key      cloudtrail.SourceKey
	pageSize int
	clock    func() int64
	slices   int // side by side when the order is free; 0 for one after the other

	mu      sync.Mutex
	events  []stored // newest first
	calls   []call
	latency time.Duration
	fail    func(call) error // asked at every call
	hang    bool             // calls wait for their context's end
	step    chan struct{}    // when set, every call takes one from it first
}

// stored is an event and the second from which the service shows it.
type stored struct {
	cloudtrail.Event
	visible int64
	number  int // from 1, in the order of adding
}

// call is one page that was asked for.
type call struct {
	cloudtrail.Lookup
	Page int // from 0
}

var (
	keyA = cloudtrail.SourceKey{Account: "111122223333", Region: "eu-west-1"}
	keyB = cloudtrail.SourceKey{Account: "111122223333", Region: "us-east-1"}
	keyC = cloudtrail.SourceKey{Account: "444455556666", Region: "us-east-1"}
)

var allFilters = []cloudtrail.Attribute{
	cloudtrail.EventID, cloudtrail.EventName, cloudtrail.EventSource, cloudtrail.ReadOnly,
	cloudtrail.AccessKeyID, cloudtrail.Username, cloudtrail.ResourceType, cloudtrail.ResourceName,
}

func newFake(key cloudtrail.SourceKey, pageSize int, clock func() int64, events ...cloudtrail.Event) *fake {
	f := &fake{key: key, pageSize: pageSize, clock: clock}
	for _, e := range events {
		f.add(e, e.Time)
	}
	return f
}

// add puts an event there, shown from a second on; of those of one second the last
// added comes first.
func (f *fake) add(e cloudtrail.Event, visible int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, _ := slices.BinarySearchFunc(f.events, e.Time, func(s stored, t int64) int { return int(t - s.Time) })
	f.events = slices.Insert(f.events, at, stored{e, visible, len(f.events) + 1})
}

func (f *fake) Key() cloudtrail.SourceKey       { return f.key }
func (f *fake) PageSize() int                   { return f.pageSize }
func (f *fake) Filters() []cloudtrail.Attribute { return allFilters }

// with sets the fake's behaviour.
func (f *fake) with(set func(f *fake)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	set(f)
}

// Events is cloudtrail.Source's.
func (f *fake) Events(ctx context.Context, l cloudtrail.Lookup, each func(cloudtrail.Page) error) error {
	parts := []*cursor{{fake: f, lookup: l, left: l.Interval}}
	for n := f.slices; n > 1 && !l.NewestFirst && l.Interval.Seconds() > 1; n-- {
		p := parts[len(parts)-1]
		middle := p.left.From + p.left.Seconds()/2
		parts = append(parts, &cursor{fake: f, lookup: l, left: tables.Interval{From: p.left.From, To: middle}})
		p.left.From = middle
	}
	for n := 0; len(parts) > 0; n++ {
		p := parts[n%len(parts)]
		if p.left.Empty() && p.done {
			parts = slices.DeleteFunc(parts, func(x *cursor) bool { return x == p })
			continue
		}
		page, err := p.next(ctx, n)
		if err != nil {
			return err
		}
		if err := each(page); err != nil {
			return err
		}
	}
	return nil
}

// cursor is a place in a lookup, or in a part of one.
type cursor struct {
	fake   *fake
	lookup cloudtrail.Lookup
	left   tables.Interval // not yet complete
	after  int             // the number of the last event given, so that ties go on behind it
	done   bool
}

// next makes one call.
func (c *cursor) next(ctx context.Context, n int) (cloudtrail.Page, error) {
	if err := c.fake.wait(ctx, call{c.lookup, n}); err != nil {
		return cloudtrail.Page{}, err
	}
	c.fake.mu.Lock()
	defer c.fake.mu.Unlock()
	events := c.fake.matching(c.lookup.Filter, c.left)
	if at := slices.IndexFunc(events, func(e stored) bool { return e.number == c.after }); at >= 0 {
		events = events[at+1:]
	}
	if len(events) <= c.fake.pageSize {
		page := cloudtrail.Page{Events: bare(events), Complete: c.left}
		c.left, c.done = tables.Interval{}, true
		return page, nil
	}
	events = events[:c.fake.pageSize]
	oldest := events[len(events)-1]
	c.after = oldest.number
	page := cloudtrail.Page{Events: bare(events), Complete: tables.Interval{From: oldest.Time + 1, To: c.left.To}}
	c.left.To = oldest.Time + 1
	return page, nil
}

// matching gives the visible events, newest first. The caller holds f.mu.
func (f *fake) matching(filter cloudtrail.Filter, within tables.Interval) []stored {
	now := f.clock()
	var out []stored
	for _, e := range f.events {
		if within.From <= e.Time && e.Time < within.To && e.visible <= now && sourcetest.Matches(filter, e.Event) {
			out = append(out, e)
		}
	}
	return out
}

// bare gives the events as a page has them.
func bare(events []stored) []cloudtrail.Event {
	out := make([]cloudtrail.Event, len(events))
	for i, e := range events {
		out[i] = e.Event
	}
	return out
}

// wait is the time that a call takes, and its outcome.
func (f *fake) wait(ctx context.Context, c call) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	f.mu.Lock()
	f.calls = append(f.calls, c)
	latency, fail, hang, step := f.latency, f.fail, f.hang, f.step
	f.mu.Unlock()
	if hang {
		<-ctx.Done()
		return context.Cause(ctx)
	}
	if step != nil {
		select {
		case <-step:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	if latency > 0 {
		select {
		case <-time.After(latency):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	if fail != nil {
		return fail(c)
	}
	return nil
}

// asked gives the calls so far.
func (f *fake) asked() []call {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.calls)
}

func TestFakeSource(t *testing.T) {
	for name, slices := range map[string]int{"InARow": 0, "SideBySide": 3} {
		t.Run(name, func(t *testing.T) {
			now := time.Now().Unix()
			clock := func() int64 { return now }
			sourcetest.Run(t, sourcetest.Harness{
				New: func(t *testing.T, events []cloudtrail.Event) cloudtrail.Source {
					f := newFake(keyA, 7, clock, events...)
					f.slices = slices
					return f
				},
				Hang: func(t *testing.T) cloudtrail.Source {
					f := newFake(keyA, 7, clock)
					f.hang = true
					return f
				},
			})
		})
	}
}
