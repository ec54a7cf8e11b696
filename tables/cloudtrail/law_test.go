package cloudtrail_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/sourcetest"
)

// The law "a scan may fetch too much, never too little", played: random events, of
// which some come late, random scans side by side, errors, cancels, a clock that
// moves on and a cache that is too small.

const (
	lawLate = 900 // no event is shown later than that
	lawTTL  = 60
)

func TestNeverTooLittle(t *testing.T) {
	for seed := int64(0); seed < 8; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := newGame(t, rand.New(rand.NewSource(seed)))
			for range 20 {
				g.now.Add([]int64{0, 1, 20, lawTTL + 1, 300, 1000}[g.r.Intn(6)])
				g.round()
				g.checkCoverage()
			}
			g.table.Settle()
			if got := g.table.CachedBytes(); got > g.budget {
				t.Errorf("%d bytes cached in the end, over the budget of %d", got, g.budget)
			}
			if !t.Failed() && g.succeeded.Load() < 10 {
				t.Errorf("only %d scans came to their end: this tests little", g.succeeded.Load())
			}
		})
	}
}

// game is a fixture with what the rules need.
type game struct {
	*fixture
	r         *rand.Rand
	budget    int64
	succeeded atomic.Int64
}

func newGame(t *testing.T, r *rand.Rand) *game {
	g := &game{r: r, budget: int64(20+r.Intn(300)) * rowBytes}
	g.fixture = newFixture(t, 2+r.Intn(20), func(o *cloudtrail.Options) {
		o.Budget = g.budget
		o.Freshness = tables.Freshness{Late: lawLate * time.Second, TTL: lawTTL * time.Second}
	}, keyA, keyB, keyC)
	for i, f := range g.fakes {
		f.slices = r.Intn(4)
		within := tables.Interval{From: start - 3*hour, To: start + 2*hour}
		for _, e := range sourcetest.Events(r, fmt.Sprint("s", i), 20+r.Intn(150), within) {
			visible := e.Time
			if r.Intn(2) == 0 {
				visible += r.Int63n(lawLate)
			}
			f.add(e, visible)
		}
	}
	return g
}

// round runs one to three scans side by side, some of which come to grief.
func (g *game) round() {
	var group sync.WaitGroup
	trouble := g.r.Intn(3) == 0
	broken := errors.New("service unavailable")
	for _, f := range g.fakes {
		countdown := atomic.Int64{}
		countdown.Store(int64(1 + g.r.Intn(6)))
		f.with(func(f *fake) {
			f.fail = func(call) error {
				if trouble && countdown.Add(-1) == 0 {
					return broken
				}
				return nil
			}
		})
	}
	for range 1 + g.r.Intn(3) {
		s := g.randomScan()
		ctx, cancel := context.WithCancel(g.context())
		if g.r.Intn(5) == 0 {
			time.AfterFunc(time.Duration(g.r.Intn(4000))*time.Microsecond, cancel)
		}
		stopAfter := 1 << 30
		if g.r.Intn(4) == 0 {
			stopAfter = g.r.Intn(6)
		}
		group.Go(func() {
			defer cancel()
			g.play(ctx, s, stopAfter, broken)
		})
	}
	group.Wait()
}

// play runs a scan and, if it ends well, looks for every event that it asked for.
func (g *game) play(ctx context.Context, s tables.Scan, stopAfter int, broken error) {
	now := g.now.Load()
	certain := int64(0)
	if stopAfter < 1<<30 {
		asked := 0
		s.Enough = func(_ context.Context, since time.Time) (bool, error) {
			if asked++; asked > stopAfter {
				certain = since.Unix()
			}
			return asked > stopAfter, nil
		}
	}
	release, err := g.table.Complete(ctx, s)
	if err != nil {
		if !errors.Is(err, broken) && !errors.Is(err, context.Canceled) {
			g.t.Errorf("complete %v: %v", s.Where, err)
		}
		return
	}
	defer release()
	g.succeeded.Add(1)
	have := storedIDs(g.t, g.store)
	for _, f := range g.fakes {
		for _, e := range f.known(cloudtrail.Filter{}, tables.Always, now-lawTTL) {
			if n := have[f.key.String()+" "+e.ID]; n != 1 && e.Time >= certain && asksFor(s, f.key, e) {
				g.t.Errorf("at %d, after %v: %s %s of second %d is there %d times", now-start, s.Where, f.key, e.ID, e.Time-start, n)
			}
		}
	}
}

// randomScan makes a scan of none to three conjunctions.
func (g *game) randomScan() tables.Scan {
	var s tables.Scan
	for range g.r.Intn(4) {
		var c tables.Conjunction
		for range g.r.Intn(4) {
			c = append(c, g.randomPredicate())
		}
		s.Where = append(s.Where, c)
	}
	return s
}

func (g *game) randomPredicate() tables.Predicate {
	f := g.fakes[g.r.Intn(len(g.fakes))]
	value := func(of func(cloudtrail.Event) tables.Value) []tables.Value {
		var values []tables.Value
		for range 1 + g.r.Intn(3) {
			values = append(values, of(f.events[g.r.Intn(len(f.events))].Event))
		}
		return values
	}
	second := g.now.Load() - start - g.r.Int63n(2*hour)
	switch g.r.Intn(12) {
	case 0:
		return from(second)
	case 1:
		return to(second)
	case 2:
		return eq("aws_region", []tables.Value{"eu-west-1", "us-east-1", "mars-1"}[g.r.Intn(3)])
	case 3:
		return eq("recipient_account_id", keyA.Account, keyC.Account)
	case 4:
		return eq("event_time", value(func(e cloudtrail.Event) tables.Value { return time.Unix(e.Time, 0) })...)
	case 5, 6:
		column := []string{"resource_types", "resource_names"}[g.r.Intn(2)]
		return has(column, value(func(cloudtrail.Event) tables.Value {
			return []tables.Value{"AWS::S3::Bucket", "AWS::EC2::Instance", "logs", "backup"}[g.r.Intn(4)]
		})...)
	}
	column := []string{"event_id", "event_name", "event_source", "read_only", "access_key_id", "username"}[g.r.Intn(6)]
	return eq(column, value(func(e cloudtrail.Event) tables.Value { return values(keyA, e)[column][0] })...)
}

// values gives what an event has in the columns that scans ask by.
func values(k cloudtrail.SourceKey, e cloudtrail.Event) map[string][]tables.Value {
	row := map[string][]tables.Value{
		"event_id": {e.ID}, "event_name": {e.Name}, "event_source": {e.Source}, "username": {e.Username},
		"access_key_id": {e.AccessKeyID}, "read_only": {e.ReadOnly == "true"},
		"aws_region": {k.Region}, "recipient_account_id": {k.Account}, "event_time": {time.Unix(e.Time, 0)},
	}
	for _, r := range e.Resources {
		row["resource_types"] = append(row["resource_types"], r.Type)
		row["resource_names"] = append(row["resource_names"], r.Name)
	}
	return row
}

// asksFor evaluates a scan on an event, the slow and plain way.
func asksFor(s tables.Scan, k cloudtrail.SourceKey, e cloudtrail.Event) bool {
	row := values(k, e)
	holds := func(p tables.Predicate) bool {
		switch p.Op {
		case tables.AtLeast:
			return !time.Unix(e.Time, 0).Before(p.Values[0].(time.Time))
		case tables.AtMost:
			return !time.Unix(e.Time, 0).After(p.Values[0].(time.Time))
		}
		return slices.ContainsFunc(row[p.Column], func(v tables.Value) bool { return slices.Contains(p.Values, v) })
	}
	if len(s.Where) == 0 {
		return true
	}
	return slices.ContainsFunc(s.Where, func(c tables.Conjunction) bool {
		return !slices.ContainsFunc(c, func(p tables.Predicate) bool { return !holds(p) })
	})
}
