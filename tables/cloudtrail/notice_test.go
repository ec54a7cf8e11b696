package cloudtrail_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

func TestALongScanTellsItsProgress(t *testing.T) {
	x := newFixture(t, 10, func(o *cloudtrail.Options) {
		o.ProgressAfter, o.ProgressEvery = 20*time.Millisecond, 30*time.Millisecond
	}, keyA)
	x.fill(0, every(30, 60, nil)...)
	step := make(chan struct{})
	x.fakes[0].step = step
	ended := x.begin(x.context(), scan(all(from(-hour+1))))
	x.waitForNotice(t, `^NOTICE: fetching from CloudTrail for 0s: 0 calls, 0 events; complete back to 2026-03-04 10:20:31Z \| `+
		`0 % of the asked time is complete\. What has been fetched stays cached if you cancel\.$`)
	step <- struct{}{}
	x.waitForNotice(t, `^NOTICE: fetching from CloudTrail for 0s: 1 call, 10 events; complete back to 2026-03-04 10:11:30Z \| `+
		`15 % of the asked time is complete\. What has been fetched stays cached if you cancel\.$`)
	close(step)
	if err := outcome(t, ended); err != nil {
		t.Error(err)
	}
	told := x.notices.take()
	time.Sleep(50 * time.Millisecond)
	if after := x.notices.take(); len(after) > 0 {
		t.Errorf("told %q after the scan had ended, besides %q", after, told)
	}
}

func TestAScanThatMayStopEarlyTellsNoShare(t *testing.T) {
	x := newFixture(t, 10, func(o *cloudtrail.Options) { o.ProgressAfter = 20 * time.Millisecond }, keyA)
	x.fakes[0].hang = true
	ended := x.begin(x.context(), x.limit(scan(), 10, "true"))
	x.waitForNotice(t, `^NOTICE: fetching from CloudTrail for 0s: 0 calls, 0 events; complete back to 2026-03-04 10:20:31Z \| `+
		`What has been fetched stays cached if you cancel\.$`)
	x.table.Close()
	if err := outcome(t, ended); err == nil {
		t.Error("the scan ended well although its source hangs")
	}
}

// waitForNotice waits until the client was told something that matches.
func (x *fixture) waitForNotice(t *testing.T, pattern string) {
	t.Helper()
	wanted := regexp.MustCompile(pattern)
	var last []string
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		for _, told := range x.notices.take() {
			if wanted.MatchString(told) {
				return
			}
			last = append(last, told)
		}
	}
	t.Fatalf("never told %s, but\n%s", pattern, strings.Join(last[:min(3, len(last))], "\n"))
}

func TestAQuickScanSaysNothing(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(30, 60, nil)...)
	x.complete(scan(all(from(-hour))))
	if told := x.notices.take(); len(told) > 0 {
		t.Errorf("told %q", told)
	}
}

func TestTheLogRemembersLookups(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	x.fill(0, every(30, 60, nil)...)
	x.complete(scan(settledHour(eq("event_name", "A"))))
	x.complete(scan(all(from(-hour))))
	x.table.Settle()
	x.fakes[0].hang = true
	ended := x.begin(x.context(), scan(settledHour()))
	waitForCalls(t, x.fakes[0], 5)
	log := x.table.Lookups()
	if len(log) != 3 {
		t.Fatalf("%d lookups in the log: %+v", len(log), log)
	}
	if l := log[0]; l.Source != keyA || l.Filter.String() != "EventName = A" || l.State != "complete" || l.Calls != 1 || l.Events != 0 || l.Took != 0 || l.Began.Unix() != start {
		t.Errorf("the first: %+v", l)
	}
	if l := log[1]; l.Filter.String() != "everything" || l.State != "complete" || l.Calls != 3 || l.Events != 30 || l.Interval.Seconds() != hour+1 {
		t.Errorf("the second: %+v", l)
	}
	if l := log[2]; l.State != "running" || l.Took != 0 {
		t.Errorf("the one under way: %+v", l)
	}
	x.table.Close()
	if outcome(t, ended) == nil {
		t.Error("the scan ended well although its source hangs")
	}
}
