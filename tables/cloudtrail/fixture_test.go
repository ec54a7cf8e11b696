package cloudtrail_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/sourcetest"
)

// start is when the tests' clocks begin: 2026-03-04 10:20:30Z, within an hour.
const start = int64(1772619630)

const hour = 3600

// fixture is a table over fakes, with a clock that the test moves.
type fixture struct {
	t       testing.TB
	table   *cloudtrail.Table
	store   *store
	fakes   []*fake
	now     atomic.Int64
	notices notices
}

// newFixture opens a table; options may be changed by set.
func newFixture(t testing.TB, pageSize int, set func(*cloudtrail.Options), keys ...cloudtrail.SourceKey) *fixture {
	t.Helper()
	x := &fixture{t: t, store: newStore(t)}
	x.now.Store(start)
	options := cloudtrail.Options{Now: func() time.Time { return time.Unix(x.now.Load(), 0) }}
	if set != nil {
		set(&options)
	}
	var sources []cloudtrail.Source
	for _, k := range keys {
		f := newFake(k, pageSize, x.now.Load)
		x.fakes = append(x.fakes, f)
		sources = append(sources, f)
	}
	x.table = cloudtrail.New(sources, options)
	if err := x.table.Open(t.Context(), x.store); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.table.Close)
	return x
}

// fill gives a fake events that are visible at once.
func (x *fixture) fill(f int, events ...cloudtrail.Event) {
	for _, e := range events {
		x.fakes[f].add(e, e.Time)
	}
}

// every makes an event every so many seconds up to the start, the newest first in
// the list and one second ago.
func every(n int, seconds int64, set func(i int, e *cloudtrail.Event)) []cloudtrail.Event {
	events := make([]cloudtrail.Event, n)
	for i := range events {
		events[i] = cloudtrail.Event{ID: fmt.Sprintf("id-%05d", i), Time: start - 1 - int64(i)*seconds,
			Name: "GetObject", Source: "s3.amazonaws.com", ReadOnly: "true", Username: "alice", AccessKeyID: "AKIA1"}
		if set != nil {
			set(i, &events[i])
		}
		events[i].Record = sourcetest.Record(events[i])
	}
	return events
}

// context carries the fixture's ears for notices.
func (x *fixture) context() context.Context {
	return tables.WithNotify(x.t.Context(), x.notices.hear)
}

// complete runs a scan to its end and releases it.
func (x *fixture) complete(s tables.Scan) {
	x.t.Helper()
	release, err := x.table.Complete(x.context(), s)
	if err != nil {
		x.t.Fatalf("complete %v: %v", s.Where, err)
	}
	release()
}

// calls runs a scan and gives the calls that it took.
func (x *fixture) calls(s tables.Scan) []string {
	x.t.Helper()
	before := x.marks()
	x.complete(s)
	return x.since(before)
}

func (x *fixture) marks() []int {
	var marks []int
	for _, f := range x.fakes {
		marks = append(marks, len(f.asked()))
	}
	return marks
}

// since tells the calls after some marks: "eu-west-1 EventName = a 100..200 page 0",
// the seconds counted back from the start and both inclusive.
func (x *fixture) since(marks []int) []string {
	out := []string{}
	for i, f := range x.fakes {
		for _, c := range f.asked()[marks[i]:] {
			out = append(out, fmt.Sprintf("%s %s %d..%d page %d", f.key.Region, c.Filter, c.Interval.From-start, c.Interval.To-1-start, c.Page))
		}
	}
	slices.Sort(out)
	return out
}

// wantCalls runs a scan and compares its calls, in any order.
func (x *fixture) wantCalls(what string, s tables.Scan, want ...string) {
	x.t.Helper()
	slices.Sort(want)
	if got := x.calls(s); !slices.Equal(got, want) {
		x.t.Errorf("%s: asked\n  %s\nwant\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// stored gives the ids in the table, by source and id.
func (x *fixture) stored() map[string]int64 {
	x.t.Helper()
	return storedIDs(x.t, x.store)
}

func storedIDs(t testing.TB, s *store) map[string]int64 {
	t.Helper()
	ids := map[string]int64{}
	err := s.Query(context.Background(), "SELECT source || ' ' || event_id, count(*) FROM cloudtrail_store.events GROUP BY ALL", func(row []any) error {
		ids[row[0].(string)] = row[1].(int64)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// The parts of scans.

func scan(where ...tables.Conjunction) tables.Scan { return tables.Scan{Where: where} }

func all(ps ...tables.Predicate) tables.Conjunction { return ps }

func eq(column string, values ...tables.Value) tables.Predicate {
	return tables.Predicate{Column: column, Op: tables.Equal, Values: values}
}

func has(column string, values ...tables.Value) tables.Predicate {
	return tables.Predicate{Column: column, Op: tables.Contains, Values: values}
}

// at gives a moment, in seconds from the start.
func at(second int64) time.Time { return time.Unix(start+second, 0) }

// from and to bound event_time, inclusive, in seconds from the start.
func from(second int64) tables.Predicate {
	return tables.Predicate{Column: "event_time", Op: tables.AtLeast, Values: []tables.Value{at(second)}}
}

func to(second int64) tables.Predicate {
	return tables.Predicate{Column: "event_time", Op: tables.AtMost, Values: []tables.Value{at(second)}}
}

// notices collects what a client is told.
type notices struct {
	mu   sync.Mutex
	list []string
}

func (n *notices) hear(severity, message, hint string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, severity+": "+message+" | "+hint)
}

// take gives the notices so far and forgets them.
func (n *notices) take() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.list
	n.list = nil
	return list
}

// clock gives the fixture's clock.
func (x *fixture) clock() func() time.Time {
	return func() time.Time { return time.Unix(x.now.Load(), 0) }
}
