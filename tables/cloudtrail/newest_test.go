package cloudtrail_test

import (
	"context"
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/sourcetest"
)

// limit makes a scan stop when the table holds n certain rows for which the SQL
// condition is true.
func (x *fixture) limit(s tables.Scan, n int64, condition string) tables.Scan {
	s.Enough = func(ctx context.Context, since time.Time) (bool, error) {
		var rows int64
		err := x.store.Query(ctx, "SELECT count(*) FROM cloudtrail_store.events WHERE event_time >= $1 AND "+condition, func(row []any) error {
			rows = row[0].(int64)
			return nil
		}, since)
		return rows >= n, err
	}
	return s
}

func TestAFewNewestRowsAreOnePageASource(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB, keyC)
	for i := range x.fakes {
		x.fill(i, every(500, 60, nil)...)
	}
	newest := x.limit(scan(), 100, "true")
	const page0 = " everything -7776000..0 page 0"
	x.wantCalls("LIMIT 100", newest, "eu-west-1"+page0, "us-east-1"+page0, "us-east-1"+page0)
	x.table.Settle()
	x.wantCalls("again", newest)
	x.wantCalls("fewer of them", x.limit(scan(all(eq("event_name", "GetObject"))), 10, "event_name = 'GetObject'"))
	x.wantCalls("of one region", x.limit(scan(all(eq("aws_region", "eu-west-1"))), 40, "aws_region = 'eu-west-1'"))
}

// TestPagesGoToTheDenseSource: the sparse source's first page reaches far back, so
// what follows is asked of the dense one only.
func TestPagesGoToTheDenseSource(t *testing.T) {
	x := newFixture(t, 10, nil, keyA, keyB)
	x.fill(0, every(200, 1, nil)...)
	x.fill(1, every(200, hour, nil)...)
	got := x.calls(x.limit(scan(), 28, "true"))
	dense, sparse := 0, 0
	for _, c := range got {
		if strings.HasPrefix(c, keyA.Region) {
			dense++
		} else {
			sparse++
		}
	}
	if dense != 3 || sparse != 1 {
		t.Errorf("%d calls of the dense source and %d of the sparse one, want 3 and 1: %q", dense, sparse, got)
	}
}

func TestAScanStopsSoonAfterEnough(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(3000, 1, nil)...)
	x.fakes[0].latency = 2 * time.Millisecond
	got := x.calls(x.limit(scan(), 95, "true"))
	x.table.Settle()
	if n := len(x.fakes[0].asked()); len(got) < 10 || n > 14 {
		t.Errorf("%d calls for 95 rows in pages of 10, and %d in the end", len(got), n)
	}
}

func TestAConditionThatIsRareGoesOn(t *testing.T) {
	x := newFixture(t, 20, nil, keyA)
	x.fill(0, every(400, 10, func(i int, e *cloudtrail.Event) {
		if i == 333 {
			e.Name = "DeleteTrail"
		}
	})...)
	got := x.calls(x.limit(scan(), 1, "event_name = 'DeleteTrail'"))
	if len(got) < 17 || len(got) > 20 {
		t.Errorf("%d calls, want those down to page 16 and hardly more", len(got))
	}
	x.complete(x.limit(scan(all(from(-2*hour))), 1<<40, "true")) // never enough: it ends with the interval
	if got := len(x.stored()); got != 400 {
		t.Errorf("%d rows stored", got)
	}
}

// TestNewestAgainstSorting compares what is certain after a scan with the sorted
// events, over sources of different density and seconds that straddle pages.
func TestNewestAgainstSorting(t *testing.T) {
	for seed := int64(0); seed < 12; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewSource(seed))
			x := newFixture(t, 1+r.Intn(6), nil, keyA, keyB)
			for i := range x.fakes {
				span := int64(20) << r.Intn(10)
				x.fill(i, sourcetest.Events(r, fmt.Sprint("s", i), 10+r.Intn(60), tables.Interval{From: start - span, To: start})...)
			}
			x.playNewest(r)
		})
	}
}

func (x *fixture) playNewest(r *rand.Rand) {
	x.t.Helper()
	for range 4 {
		name := []string{"", "RunInstances", "ConsoleLogin"}[r.Intn(3)]
		want := 1 + r.Intn(40)
		s, condition := scan(), "true"
		if name != "" {
			s, condition = scan(all(eq("event_name", name))), "event_name = '"+name+"'"
		}
		var certain int64 // the since that was enough
		limited := x.limit(s, int64(want), condition)
		enough := limited.Enough
		limited.Enough = func(ctx context.Context, since time.Time) (bool, error) {
			done, err := enough(ctx, since)
			certain = since.Unix()
			return done, err
		}
		release, err := x.table.Complete(x.context(), limited)
		if err != nil {
			x.t.Fatal(err)
		}
		have := storedIDs(x.t, x.store)
		for _, f := range x.fakes {
			for _, e := range f.events {
				if (name == "" || e.Name == name) && e.Time >= certain && have[f.key.String()+" "+e.ID] != 1 {
					x.t.Errorf("%s of second %d is not there, though all since %d is called certain", e.ID, e.Time-start, certain-start)
				}
			}
		}
		release()
	}
}

func TestEnoughMayFail(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	s := scan()
	s.Enough = func(context.Context, time.Time) (bool, error) { return false, context.DeadlineExceeded }
	if release, err := x.table.Complete(x.context(), s); err != context.DeadlineExceeded || release != nil {
		t.Errorf("complete: %v", err)
	}
}

// TestALateComerAtTheGateIsNotForgotten: the scan that led a lookup to its gate has
// enough and goes; one that joined there meanwhile still gets its pages.
func TestALateComerAtTheGateIsNotForgotten(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(100, 1, nil)...)
	asked, goOn := make(chan struct{}), make(chan struct{})
	first := x.limit(scan(), 5, "true")
	enough, times := first.Enough, 0
	first.Enough = func(ctx context.Context, since time.Time) (bool, error) {
		done, err := enough(ctx, since)
		if times++; times == 2 { // the first page is there, the lookup at its gate
			close(asked)
			<-goOn
		}
		return done, err
	}
	ended := make(chan error, 1)
	go func() {
		release, err := x.table.Complete(x.context(), first)
		if err == nil {
			release()
		}
		ended <- err
	}()
	<-asked
	second := x.limit(scan(), 25, "true")
	joined := make(chan error, 1)
	go func() {
		release, err := x.table.Complete(x.context(), second)
		if err == nil {
			release()
		}
		joined <- err
	}()
	time.Sleep(20 * time.Millisecond) // long enough to join
	close(goOn)
	for name, c := range map[string]chan error{"first": ended, "second": joined} {
		select {
		case err := <-c:
			if err != nil {
				t.Errorf("the %s scan: %v", name, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("the %s scan waits for ever", name)
		}
	}
}

// TestAPageLandsThatNobodyWaitsFor: a scan has gone, and the last page of its lookup
// lands between two looks of the next scan, which is not told of it.
func TestAPageLandsThatNobodyWaitsFor(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(100, 1, nil)...)
	stored, goOn := make(chan struct{}), make(chan struct{})
	pages := 0
	x.store.wrote = func(query string) {
		if !strings.HasPrefix(query, "-- One page") {
			return
		}
		if pages++; pages == 2 {
			close(stored)
			<-goOn
		}
	}
	ctx, leave := context.WithCancel(x.context())
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		if _, err := x.table.Complete(ctx, x.limit(scan(), 1<<40, "true")); err == nil {
			t.Error("the first scan is not interrupted")
		}
	}()
	<-stored
	leave()
	<-gone
	second, looks := x.limit(scan(), 25, "true"), 0
	enough := second.Enough
	second.Enough = func(ctx context.Context, since time.Time) (bool, error) {
		if looks++; looks == 1 {
			close(goOn)
			x.table.Settle()
			return false, nil
		}
		return enough(ctx, since)
	}
	waiting, stop := context.WithTimeout(x.context(), 10*time.Second)
	defer stop()
	release, err := x.table.Complete(waiting, second)
	if err != nil {
		t.Fatal(err)
	}
	release()
}
