package lookup

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// TestPaceIsShared: several lookups and all their retries together stay below
// the rate in every window, and use it.
func TestPaceIsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent []time.Time
		var mu sync.Mutex
		f := &fake{
			times:   history(rand.New(rand.NewPCG(1, 1)), 1000, 86400, false),
			latency: constant(1300 * time.Millisecond),
			fault: func(call int, _ *lookupInput) error {
				mu.Lock()
				defer mu.Unlock()
				sent = append(sent, time.Now())
				if call%10 == 0 {
					return apiError("InternalFailure", "")
				}
				return nil
			},
		}
		s := source(f, Options{Rate: 2})
		began := time.Now()
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				err := s.Events(t.Context(), cloudtrail.Lookup{Interval: tables.Interval{To: 86400}}, func(cloudtrail.Page) error { return nil })
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for i := 20; i < len(sent); i++ {
			if window := sent[i].Sub(sent[i-20]); window < 10*time.Second {
				t.Errorf("20 calls in %s", window)
			}
		}
		if st := s.Stats(); st.Pages > 4*20+4 {
			t.Errorf("%d pages for 80: lookups that share the pace need no slices", st.Pages)
		}
		if used := float64(f.count()) / time.Since(began).Seconds(); used < 1.85 {
			t.Errorf("%.2f calls a second of 2", used)
		}
		if s.Stats().Calls != int64(f.count()) || s.Stats().Failed == 0 || s.Stats().Latency != 1300*time.Millisecond {
			t.Errorf("Stats gives %+v for %d calls", s.Stats(), f.count())
		}
	})
}

func TestPaceSlowsWhenThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(2)
		now := time.Now()
		p.throttled(now)
		p.throttled(now.Add(-time.Second)) // sent before the pace dropped
		if p.factor != paceDrop {
			t.Errorf("one storm slows to %.2f", p.factor)
		}
		for range 50 {
			p.throttled(time.Now())
		}
		if p.factor != paceFloor {
			t.Errorf("the pace drops to %.2f", p.factor)
		}
		for range 50 {
			p.succeeded()
		}
		if p.factor != 1 || p.limiter.Limit() != p.full {
			t.Errorf("the pace comes back to %.2f", p.factor)
		}
	})
}

// TestPaceAdapts: while another tool uses half the quota, few calls are wasted.
func TestPaceAdapts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quota := newPacer(1 / paceMargin)
		f := &fake{
			times: history(rand.New(rand.NewPCG(1, 1)), 5000, 86400, false),
			fault: func(int, *lookupInput) error {
				if quota.limiter.Allow() {
					return nil
				}
				return apiError("ThrottlingException", "Rate exceeded")
			},
		}
		s := source(f, Options{Rate: 2})
		lookup := cloudtrail.Lookup{Interval: tables.Interval{To: 86400}}
		if err := s.Events(t.Context(), lookup, func(cloudtrail.Page) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if st := s.Stats(); st.Throttled > st.Pages/2 {
			t.Errorf("%d calls throttled for %d pages", st.Throttled, st.Pages)
		}
	})
}

func TestPaceForgetsTheCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(1 / paceMargin)
		if err := p.wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		for range 10 {
			group.Go(func() {
				if p.wait(ctx) == nil {
					t.Error("a cancelled wait was let through")
				}
			})
		}
		synctest.Wait()
		cancel()
		group.Wait()
		began := time.Now()
		if err := p.wait(t.Context()); err != nil || time.Since(began) > time.Second {
			t.Errorf("waited %s for the place of those who left, error %v", time.Since(began), err)
		}
	})
}
