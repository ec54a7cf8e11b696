package cloudtrail_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// begin runs a scan on a goroutine of its own; the channel gives its outcome.
func (x *fixture) begin(ctx context.Context, s tables.Scan) <-chan error {
	ended := make(chan error, 1)
	go func() {
		release, err := x.table.Complete(ctx, s)
		if err == nil {
			release()
		}
		ended <- err
	}()
	return ended
}

// waitForCalls waits until a fake has been asked n times.
func waitForCalls(t *testing.T, f *fake, n int) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); len(f.asked()) < n; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d calls after 5 s, want %d", len(f.asked()), n)
		}
	}
}

// outcome waits for a scan.
func outcome(t *testing.T, ended <-chan error) error {
	t.Helper()
	select {
	case err := <-ended:
		return err
	case <-time.After(5 * time.Second):
		t.Fatal("the scan does not end")
		return nil
	}
}

func TestTenPanelsMakeTheCallsOfOne(t *testing.T) {
	x := newFixture(t, 10, nil, keyA, keyB)
	for i, f := range x.fakes {
		x.fill(i, every(100, 60, nil)...)
		f.step = make(chan struct{})
	}
	var panels []<-chan error
	for i := range 10 {
		s := scan(all(from(-hour + int64(i))))
		if i%3 == 2 {
			s = scan(all(from(-hour/2), eq("event_name", "GetObject")))
		}
		panels = append(panels, x.begin(x.context(), s))
		waitForCalls(t, x.fakes[0], 1)
		waitForCalls(t, x.fakes[1], 1)
		x.now.Add(1) // panels do not all come in the same second
	}
	time.Sleep(30 * time.Millisecond)
	for _, f := range x.fakes {
		close(f.step)
	}
	for _, p := range panels {
		if err := outcome(t, p); err != nil {
			t.Error(err)
		}
	}
	for _, f := range x.fakes {
		if calls := f.asked(); len(calls) != 6 {
			t.Errorf("%d calls for 60 events in pages of 10: %v", len(calls), calls)
		}
	}
}

// TestAScanOfTheRecentDoesNotWaitForAnOldLookup: a lookup of a whole day that began
// ten minutes ago has read the last minutes long ago, and will not again.
func TestAScanOfTheRecentDoesNotWaitForAnOldLookup(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(100, 600, nil)...)
	x.fakes[0].step = make(chan struct{})
	day := x.begin(x.context(), scan(all(from(-24*hour))))
	x.fakes[0].step <- struct{}{}
	waitForCalls(t, x.fakes[0], 2) // the first page is there, the second is waited for
	x.now.Add(600)
	recent := x.begin(x.context(), scan(all(from(-300))))
	waitForCalls(t, x.fakes[0], 3)
	x.fakes[0].with(func(f *fake) { close(f.step) })
	if err := errors.Join(outcome(t, recent), outcome(t, day)); err != nil {
		t.Error(err)
	}
	tail := x.fakes[0].asked()[2].Interval
	if want := (tables.Interval{From: start - 300, To: start + 601}); tail != want {
		t.Errorf("the scan of the recent asked for %v, want %v", tail, want)
	}
	if lookups := x.table.Lookups(); len(lookups) != 2 {
		t.Errorf("%d lookups, want one a scan: what the long one saw complete is good to its end: %+v", len(lookups), lookups)
	}
}

func TestOneScansCancelLeavesTheOtherItsLookup(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(30, 60, nil)...)
	x.fakes[0].step = make(chan struct{})
	ctx, cancel := context.WithCancel(x.context())
	first := x.begin(ctx, scan(all(from(-hour))))
	waitForCalls(t, x.fakes[0], 1)
	second := x.begin(x.context(), scan(all(from(-hour))))
	time.Sleep(20 * time.Millisecond)
	cancel()
	if err := outcome(t, first); !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled scan: %v", err)
	}
	close(x.fakes[0].step)
	if err := outcome(t, second); err != nil {
		t.Errorf("the other scan: %v", err)
	}
	if calls := x.fakes[0].asked(); len(calls) != 3 {
		t.Errorf("%d calls for 30 events in pages of 10", len(calls))
	}
}

func TestAScanThatIsCancelledAlreadyAsksNothing(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.complete(scan(settledHour()))
	why := errors.New("the client hung up")
	ctx, cancel := context.WithCancelCause(x.context())
	cancel(why)
	if err := outcome(t, x.begin(ctx, scan(all(from(-hour))))); !errors.Is(err, why) {
		t.Errorf("a cancelled scan: %v", err)
	}
	if err := outcome(t, x.begin(ctx, scan(settledHour()))); err != nil {
		t.Errorf("a cancelled scan of what is cached: %v", err)
	}
	x.table.Settle()
	if calls := x.fakes[0].asked(); len(calls) != 1 {
		t.Errorf("asked %v", calls)
	}
}

func TestTheLastCancelStopsTheLookup(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(40, 60, nil)...)
	x.fakes[0].step = make(chan struct{})
	why := errors.New("the client hung up")
	ctx, cancel := context.WithCancelCause(x.context())
	s := scan(all(from(-hour)))
	first, second := x.begin(ctx, s), x.begin(ctx, s)
	x.fakes[0].step <- struct{}{}
	x.fakes[0].step <- struct{}{}
	waitForCalls(t, x.fakes[0], 3) // two pages have landed
	began := time.Now()
	cancel(why)
	for _, ended := range []<-chan error{first, second} {
		if err := outcome(t, ended); !errors.Is(err, why) {
			t.Errorf("a cancelled scan: %v, want its context's cause", err)
		}
	}
	x.table.Settle()
	if took := time.Since(began); took > time.Second {
		t.Errorf("the lookup went on for %v after the last scan had left", took)
	}
	if got := len(x.stored()); got != 20 {
		t.Errorf("%d events stored, want the 20 that had landed", got)
	}
	x.fakes[0].with(func(f *fake) { f.step = nil })
	oldest := int64(-1 - 19*60) // the last event that landed
	x.wantCalls("the rest", s,
		fmt.Sprintf("eu-west-1 everything -3600..%d page 0", oldest), fmt.Sprintf("eu-west-1 everything -3600..%d page 1", oldest),
		fmt.Sprintf("eu-west-1 everything -3600..%d page 2", oldest))
	if got := len(x.stored()); got != 40 {
		t.Errorf("%d events stored, want all 40", got)
	}
}

func TestASourcesErrorIsTheScans(t *testing.T) {
	x := newFixture(t, 10, nil, keyA, keyB)
	denied := errors.New("not authorized")
	for i := range x.fakes {
		x.fill(i, every(30, 60, nil)...)
	}
	x.fakes[1].fail = func(c call) error {
		if c.Page == 1 {
			return denied
		}
		return nil
	}
	s := scan(all(from(-hour)))
	release, err := x.table.Complete(x.context(), s)
	if !errors.Is(err, denied) || release != nil {
		t.Fatalf("complete: %v", err)
	}
	x.table.Settle()
	if n := x.stored()[keyB.String()+" id-00009"]; n != 1 {
		t.Error("the page that had landed before the error is gone")
	}
	x.fakes[1].fail = nil
	for _, c := range x.calls(s) {
		if strings.HasPrefix(c, keyB.Region) && !strings.Contains(c, " -3600..-541 ") {
			t.Errorf("asked %s, though the newest page was there", c)
		}
	}
	if n := len(x.stored()); n != 60 {
		t.Errorf("%d events stored, want 60", n)
	}
}

// TestAnErrorFartherDownIsNotTheScansOwn: a scan that shares a longer lookup has
// what it needs when that fails.
func TestAnErrorFartherDownIsNotTheScansOwn(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(60, 60, nil)...)
	f := x.fakes[0]
	f.step = make(chan struct{})
	f.fail = func(c call) error {
		if c.Page == 1 {
			return errors.New("service unavailable")
		}
		return nil
	}
	long := x.begin(x.context(), scan(all(from(-hour))))
	waitForCalls(t, f, 1)
	short := x.begin(x.context(), scan(all(from(-500))))
	time.Sleep(20 * time.Millisecond)
	close(f.step)
	if err := outcome(t, short); err != nil {
		t.Errorf("the short scan: %v", err)
	}
	if err := outcome(t, long); err == nil {
		t.Error("the long scan is complete although its lookup failed")
	}
}

// liar is a source that ends its lookups before they are complete.
type liar struct{ *fake }

func (l liar) Events(_ context.Context, k cloudtrail.Lookup, each func(cloudtrail.Page) error) error {
	return each(cloudtrail.Page{Complete: tables.Interval{From: k.Interval.To - 1, To: k.Interval.To}})
}

func TestALookupThatEndsEarlyIsAnError(t *testing.T) {
	s := newStore(t)
	table := cloudtrail.New([]cloudtrail.Source{liar{newFake(keyA, 10, time.Now().Unix)}}, cloudtrail.Options{})
	if err := table.Open(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	_, err := table.Complete(t.Context(), scan())
	if err == nil || !strings.Contains(err.Error(), "lookup of everything in 111122223333/eu-west-1 ended before it was complete") {
		t.Errorf("complete: %v", err)
	}
}

func TestClosingTheTableEndsItsScans(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fakes[0].hang = true
	ended := x.begin(x.context(), scan())
	waitForCalls(t, x.fakes[0], 1)
	x.table.Close()
	if err := outcome(t, ended); !errors.Is(err, context.Canceled) {
		t.Errorf("a scan of a closed table: %v", err)
	}
	records := x.table.Lookups()
	if len(records) != 1 || records[0].State != "stopped" {
		t.Errorf("the log says %+v", records)
	}
}
