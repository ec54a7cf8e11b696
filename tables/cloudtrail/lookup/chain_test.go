package lookup

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// pageOf makes a page of events with these times; negative ones carry no time.
// IDs are first, first+1, …
func pageOf(first int, times ...int64) decoded {
	var d decoded
	for i, t := range times {
		d.events = append(d.events, cloudtrail.Event{ID: fmt.Sprint(first + i), Time: max(t, 0)})
		d.timed = append(d.timed, t >= 0)
	}
	return d
}

func TestChainTake(t *testing.T) {
	type step struct {
		page decoded
		more bool
		want tables.Interval
	}
	some := func(from, to int64) tables.Interval { return tables.Interval{From: from, To: to} }
	none := tables.Interval{}
	for name, steps := range map[string][]step{
		"one page": {{pageOf(1, 90, 80), false, some(0, 100)}},
		"no event": {{pageOf(1), false, some(0, 100)}},
		"two pages": {
			{pageOf(1, 90, 80), true, some(81, 100)},
			{pageOf(3, 70), false, some(0, 81)},
		},
		"a page ends inside a second": {
			{pageOf(1, 90, 80, 80), true, some(81, 100)},
			{pageOf(4, 80, 80), true, none},
			{pageOf(6, 80, 10), false, some(0, 81)},
		},
		"an empty page proves nothing": {
			{pageOf(1), true, none},
			{pageOf(1, 50), true, some(51, 100)},
			{pageOf(1), true, none},
			{pageOf(1), false, some(0, 51)},
		},
		"out of order across pages": {
			{pageOf(1, 90, 80), true, some(81, 100)},
			{pageOf(3, 85, 70), true, none},
			{pageOf(5, 60), true, none},
			{pageOf(6, 50), false, some(0, 81)},
		},
		"out of order on a page": {
			{pageOf(1, 80, 90, 70), true, none},
			{pageOf(4, 60), false, some(0, 100)},
		},
		"a repeated event is not disorder": {
			{pageOf(1, 90, 80), true, some(81, 100)},
			{pageOf(1, 90, 80, 60), true, some(61, 81)},
			{pageOf(4, 40), false, some(0, 61)},
		},
		"an event outside the bounds proves nothing": {
			{pageOf(1, 120, 90, -5, 80), true, some(81, 100)},
			{pageOf(9, 110), true, none},
			{pageOf(20), false, some(0, 81)},
		},
		"an event without a time proves nothing": {
			{pageOf(1, 90, -1), true, some(91, 100)},
			{pageOf(3, -1), true, none},
			{pageOf(4, 20), false, some(0, 91)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newChain(some(0, 100), 0)
			for i, s := range steps {
				if got := c.take(s.page, s.more); got != s.want {
					t.Errorf("page %d completes %v, want %v", i+1, got, s.want)
				}
			}
			if !c.done {
				t.Error("the chain is not done after its last page")
			}
		})
	}
}

func TestChainStopsAtBorder(t *testing.T) {
	c := newChain(tables.Interval{From: 0, To: 100}, 0)
	c.take(pageOf(1, 90, 80), true)
	c.slice.From = 50 // split off
	if got := c.take(pageOf(3, 70, 50), true); got != (tables.Interval{From: 51, To: 81}) || c.done {
		t.Errorf("at the border: %v, done %v", got, c.done)
	}
	if got := c.take(pageOf(5, 50, 49), true); got != (tables.Interval{From: 50, To: 51}) || !c.done {
		t.Errorf("past the border: %v, done %v", got, c.done)
	}
}

func TestChainRestart(t *testing.T) {
	c := newChain(tables.Interval{From: 0, To: 100}, 0)
	c.take(pageOf(1, 90, 80), true)
	if !c.restart() || c.asked != (tables.Interval{From: 0, To: 81}) || c.token != nil {
		t.Errorf("restarted with %v", c.asked)
	}
	c.take(pageOf(9, 60, 70), true)
	if !c.restart() || c.asked != (tables.Interval{From: 0, To: 100}) {
		t.Errorf("after disorder restarted with %v", c.asked)
	}
	for range maxRestarts - 2 {
		if !c.restart() {
			t.Error("gave up too soon")
		}
	}
	if c.restart() {
		t.Error("restarts without end")
	}
}

// TestChainNeverTooLittle pages random histories in random disorder, and holds
// that nothing older than what is complete comes later, unless order broke.
func TestChainNeverTooLittle(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		times := history(r, 1+r.IntN(200), 100, seed%3 == 0)
		c := newChain(tables.Interval{From: 0, To: 100}, 0)
		for at := 0; at < len(times); {
			n := min(len(times)-at, r.IntN(20))
			c.take(pageOf(at, times[at:at+n]...), true)
			at += n
			for _, later := range times[at:] {
				if later >= c.low {
					t.Fatalf("seed %d: an event of %d comes after %d is complete", seed, later, c.low)
				}
			}
		}
	}
}
