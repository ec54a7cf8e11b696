package cloudtrail_test

import (
	"context"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/sourcetest"
)

// rowBytes is about what one of every's events counts for in the cache.
const rowBytes = 800

func budget(rows int64) func(*cloudtrail.Options) {
	return func(o *cloudtrail.Options) { o.Budget = rows * rowBytes }
}

func TestTheBudgetIsKeptAfterRelease(t *testing.T) {
	x := newFixture(t, 50, budget(100), keyA)
	x.fill(0, every(1000, 60, nil)...)
	for day := int64(0); day < 3; day++ {
		s := scan(all(from(-(day+1)*5*hour), to(-day*5*hour-1)))
		release, err := x.table.Complete(x.context(), s)
		if err != nil {
			t.Fatal(err)
		}
		x.table.Settle()
		held := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events WHERE event_time >= $1 AND event_time < $2",
			at(-(day+1)*5*hour), at(-day*5*hour))
		if held != 300 {
			t.Errorf("%d of the scan's 300 rows are there before it is released", held)
		}
		release()
		release() // a second time changes nothing
		if got, most := x.table.CachedBytes(), int64(100*rowBytes); got > most {
			t.Errorf("%d bytes cached after release, over the budget of %d", got, most)
		}
	}
	if got := one[int64](t, x.store, "SELECT count(*) FROM cloudtrail_store.events"); got > 160 {
		t.Errorf("%d rows kept with room for about 100", got)
	}
	x.checkCoverage()
}

func TestWhatWasEvictedIsFetchedAgain(t *testing.T) {
	x := newFixture(t, 50, budget(150), keyA)
	x.fill(0, every(1000, 60, nil)...)
	old := scan(all(from(-10*hour), to(-9*hour-1)))
	x.complete(old)
	x.wantCalls("while it is there", old)
	for h := int64(3); h < 7; h++ {
		x.complete(scan(all(from(-(h+1)*hour), to(-h*hour))))
	}
	if got := one[int64](t, x.store, "SELECT count(*) FROM cloudtrail_store.events WHERE event_time < $1", at(-9*hour)); got > 0 {
		t.Fatalf("%d rows of the oldest hour are still there", got)
	}
	if got := x.calls(old); len(got) == 0 {
		t.Error("the evicted hour is not asked for")
	}
	if got := one[int64](t, x.store, "SELECT count(*) FROM cloudtrail_store.events WHERE event_time < $1 AND event_time >= $2", at(-9*hour), at(-10*hour)); got != 60 {
		t.Errorf("%d rows of the hour, want 60", got)
	}
	x.checkCoverage()
}

func TestFilteredCoverageIsEvictedToo(t *testing.T) {
	x := newFixture(t, 50, budget(50), keyA)
	x.fill(0, every(1000, 60, nil)...)
	names := scan(all(from(-10*hour), to(-9*hour), eq("event_name", "GetObject")))
	x.complete(names)
	x.complete(scan(all(from(-5*hour), to(-4*hour))))
	if got := x.calls(names); len(got) == 0 {
		t.Error("the filtered hour is held for complete though its rows are gone")
	}
	x.checkCoverage()
}

// checkCoverage holds the map to the fakes: what it calls complete is in the store,
// each event once.
func (x *fixture) checkCoverage() {
	x.t.Helper()
	x.table.Still(func(each func(func(cloudtrail.SourceKey, cloudtrail.Filter, tables.Interval, int64))) {
		have := storedIDs(x.t, x.store)
		for id, n := range have {
			if n != 1 {
				x.t.Errorf("%s is stored %d times", id, n)
			}
		}
		each(func(k cloudtrail.SourceKey, filter cloudtrail.Filter, i tables.Interval, asOf int64) {
			for _, f := range x.fakes {
				if f.key != k {
					continue
				}
				for _, e := range f.known(filter, i, asOf) {
					if have[k.String()+" "+e.ID] != 1 {
						x.t.Errorf("%s %s is called complete in %d..%d as of %d, but %s of second %d is not there",
							k, filter, i.From-start, i.To-start, asOf, e.ID, e.Time-start)
					}
				}
			}
		})
	})
}

// known gives the events that a reading of the interval has brought: those visible
// at asOf, or all of them when it is settled.
func (f *fake) known(filter cloudtrail.Filter, i tables.Interval, asOf int64) []cloudtrail.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []cloudtrail.Event
	for _, s := range f.events {
		if i.From <= s.Time && s.Time < i.To && (asOf == 0 || s.visible <= asOf) && sourcetest.Matches(filter, s.Event) {
			out = append(out, s.Event)
		}
	}
	return out
}

func TestAPageThatLandsAfterItsScanHasLeftCountsToo(t *testing.T) {
	x := newFixture(t, 10, budget(20), keyA)
	x.fill(0, every(200, 60, nil)...)
	for n := range 15 {
		ctx, cancel := context.WithTimeout(x.context(), time.Duration(n%4)*time.Millisecond)
		cancelled := x.begin(ctx, scan(all(from(-2*hour), to(-hour))))
		x.complete(scan(all(from(-int64(n%3+2)*hour), to(-int64(n%3+1)*hour))))
		<-cancelled
		cancel()
		x.table.Settle()
		x.checkCoverage()
	}
	if got := x.table.CachedBytes(); got > 20*rowBytes {
		t.Errorf("%d bytes cached, over the budget", got)
	}
}
