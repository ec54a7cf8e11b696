package lookup

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// constant gives a latency that never changes.
func constant(d time.Duration) func() time.Duration { return func() time.Duration { return d } }

// minimal is the number of calls that one chain needs for n events.
func minimal(n int) int { return max(1, (n+maxPageSize-1)/maxPageSize) }

// TestEventsComplete pages random histories at random latencies and rates. The
// laws hold, small lookups cost the least number of calls, and all together cost
// little more.
func TestEventsComplete(t *testing.T) {
	var least, calls int
	for seed := range uint64(120) {
		for _, newest := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d/%v", seed, newest), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					n, made := completeOne(t, seed, newest)
					least, calls = least+minimal(n), calls+made
				})
			})
		}
	}
	if t.Logf("%d calls, at least %d needed", calls, least); float64(calls) > 1.1*float64(least) {
		t.Errorf("%d calls, at least %d needed", calls, least)
	}
}

func completeOne(t *testing.T, seed uint64, newest bool) (events, calls int) {
	r := rand.New(rand.NewPCG(seed, 7))
	span := int64(1 + r.IntN(1<<(1+r.IntN(20))))
	n := r.IntN(1 + r.IntN(3000))
	f := &fake{times: history(r, n, span, seed%2 == 0), latency: constant(time.Duration(r.IntN(3000)) * time.Millisecond)}
	rd := &reader{t: t, f: f, lookup: cloudtrail.Lookup{
		Interval: tables.Interval{To: span}, NewestFirst: newest,
	}}
	s := source(f, Options{Rate: []float64{0, 2, 5}[r.IntN(3)]})
	if err := s.Events(t.Context(), rd.lookup, rd.each); err != nil {
		t.Fatal(err)
	}
	rd.finished()
	if len(rd.seen) != n {
		t.Errorf("%d of %d events", len(rd.seen), n)
	}
	least := minimal(n)
	allowed := least
	if least > splitAfter {
		allowed += 4 + least/3
	}
	if f.count() > allowed {
		t.Errorf("%d calls for %d events, at least %d needed", f.count(), n, least)
	}
	if f.count() < least {
		t.Errorf("%d calls cannot bring %d events", f.count(), n)
	}
	return n, f.count()
}

func TestEventsStop(t *testing.T) {
	for stop := 1; stop <= 30; stop++ {
		synctest.Test(t, func(t *testing.T) {
			f := &fake{times: history(rand.New(rand.NewPCG(1, 1)), 3000, 86400, false), latency: constant(time.Second)}
			rd := &reader{t: t, f: f, stop: stop, lookup: cloudtrail.Lookup{Interval: tables.Interval{To: 86400}, NewestFirst: true}}
			err := source(f, Options{Rate: 2}).Events(t.Context(), rd.lookup, rd.each)
			if !errors.Is(err, errEnough) {
				t.Fatalf("Events gave %v", err)
			}
			calls := f.count()
			if stop <= splitAfter && calls != stop {
				t.Errorf("%d calls for a reader of %d pages", calls, stop)
			}
			if calls > stop+stop/2+4 {
				t.Errorf("%d calls for a reader of %d pages", calls, stop)
			}
			if f.flying != 0 || rd.pages != stop {
				t.Errorf("%d calls in flight, %d pages after the end", f.flying, rd.pages)
			}
			time.Sleep(time.Minute)
			if f.count() != calls {
				t.Error("calls went on after the end")
			}
		})
	}
}

func TestEventsCancel(t *testing.T) {
	f := &fake{times: history(rand.New(rand.NewPCG(1, 1)), 3000, 86400, false)}
	for _, o := range []Options{{Rate: 0.1}, {Rate: 0}} {
		synctest.Test(t, func(t *testing.T) {
			f.fault = nil
			if o.Rate == 0 {
				f.fault = func(int, *lookupInput) error { return apiError("ThrottlingException", "Rate exceeded") }
			}
			ctx, cancel := context.WithTimeout(t.Context(), 1234*time.Millisecond)
			defer cancel()
			began := time.Now()
			rd := &reader{t: t, f: f, lookup: cloudtrail.Lookup{Interval: tables.Interval{To: 86400}}}
			err := source(f, o).Events(ctx, rd.lookup, rd.each)
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("Events gave %v", err)
			}
			if late := time.Since(began) - 1234*time.Millisecond; late > 50*time.Millisecond {
				t.Errorf("ended %s late", late)
			}
		})
	}
}

// TestPagesPerSecond holds the pace when a page takes two turns of it.
func TestPagesPerSecond(t *testing.T) {
	for _, tc := range []struct {
		pages   int
		latency time.Duration
		bursts  bool
		newest  bool
		least   float64
	}{
		{400, 300 * time.Millisecond, false, false, 0.97},
		{400, time.Second, false, false, 0.95},
		{400, 4 * time.Second, false, false, 0.85},
		{400, time.Second, false, true, 0.85},
		{400, time.Second, true, false, 0.85},
		{40, time.Second, false, false, 0.80},
		{40, 3 * time.Second, false, false, 0.55},
	} {
		t.Run(fmt.Sprintf("%d/%s/%v/%v", tc.pages, tc.latency, tc.bursts, tc.newest), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				times := history(rand.New(rand.NewPCG(3, 1)), tc.pages*maxPageSize-25, 30*86400, tc.bursts)
				f := &fake{times: times, latency: constant(tc.latency)}
				lookup := cloudtrail.Lookup{Interval: tables.Interval{To: 30 * 86400}, NewestFirst: tc.newest}
				began := time.Now()
				if err := source(f, Options{Rate: 2}).Events(t.Context(), lookup, func(cloudtrail.Page) error { return nil }); err != nil {
					t.Fatal(err)
				}
				got := float64(tc.pages) / time.Since(began).Seconds() / 2
				t.Logf("%.3f of the rate, %d calls for %d pages", got, f.count(), tc.pages)
				if got < tc.least {
					t.Errorf("%.3f of the rate is less than %.2f", got, tc.least)
				}
			})
		})
	}
}
