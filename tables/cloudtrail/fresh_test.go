package cloudtrail_test

import (
	"testing"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

func TestLateEventsAppear(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	events := every(20, 60, nil)
	for i, e := range events {
		if i%4 == 0 {
			x.fakes[0].add(e, e.Time+400)
		} else {
			x.fakes[0].add(e, e.Time)
		}
	}
	s := scan(all(from(-hour)))
	x.complete(s)
	first := len(x.stored())
	if first != 18 { // minutes 0 and 4 are not there yet
		t.Fatalf("%d events at first, want 18", first)
	}
	x.now.Add(60)
	x.wantCalls("at the end of the time-to-live", s)
	x.now.Add(1)
	x.wantCalls("after it", s, "eu-west-1 everything -900..61 page 0")
	x.now.Add(400)
	x.wantCalls("when all of them are there", s, "eu-west-1 everything -839..461 page 0")
	if got := len(x.stored()); got != 20 {
		t.Errorf("%d events, want all 20", got)
	}
	x.now.Add(hour)
	x.wantCalls("the rest settles", s, "eu-west-1 everything -439..4061 page 0")
	x.now.Add(61)
	x.wantCalls("and stays", scan(all(from(-hour), to(0))))
	x.checkCoverage()
}

func TestFreshnessIsASetting(t *testing.T) {
	x := newFixture(t, 50, func(o *cloudtrail.Options) { o.Freshness.Late, o.Freshness.TTL = 100e9, 10e9 }, keyA)
	x.complete(scan(all(from(-hour))))
	x.now.Add(11)
	x.wantCalls("after ten seconds", scan(all(from(-hour))), "eu-west-1 everything -100..11 page 0")
}

// TestTheSameEventTwiceIsOneRow: sources repeat events across pages and lookups.
// An id alone does not make two records one.
func TestTheSameEventTwiceIsOneRow(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB)
	same := cloudtrail.Event{ID: "same", Time: start - 2*hour, Name: "A", Record: `{"a": 1}`}
	other, later, bare := same, same, same
	other.Record = `{"a": 2}`
	later.Time++
	bare.ID, bare.Record = "", ""
	bareLater := bare
	bareLater.Time++
	x.fill(0, same, same, other, later, bare, bareLater)
	x.fill(1, same)
	for range 2 {
		x.complete(scan(all(from(-3*hour), to(-hour), eq("event_name", "A"))))
		x.complete(scan(all(from(-3*hour), to(-hour))))
		if n := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events WHERE event_id = 'same'"); n != 4 {
			t.Errorf("%d rows, want one for each record, second and source: 4", n)
		}
		if n := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events WHERE event_id IS NULL"); n != 2 {
			t.Errorf("%d rows without an id, want 2", n)
		}
	}
}
