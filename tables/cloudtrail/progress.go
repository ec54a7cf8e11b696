package cloudtrail

import (
	"context"
	"fmt"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// progress tells the client of a long scan how far it is.
type progress struct {
	scan   *scan
	notify tables.Notify
	began  time.Time
	timer  *time.Timer
}

func newProgress(ctx context.Context, s *scan) *progress {
	return &progress{scan: s, notify: tables.Notifier(ctx), began: time.Now(),
		timer: time.NewTimer(s.table.options.ProgressAfter)}
}

func (p *progress) stop() { p.timer.Stop() }

// due fires when the client should hear something.
func (p *progress) due() <-chan time.Time { return p.timer.C }

// tell sends one notice and sets the next.
func (p *progress) tell() {
	p.timer.Reset(p.scan.table.options.ProgressEvery)
	calls, events, back, left := p.scan.standing()
	p.notify("NOTICE",
		fmt.Sprintf("fetching from CloudTrail for %s: %s, %s; complete back to %s",
			time.Since(p.began).Round(time.Second), count(calls, "call"), count(events, "event"),
			time.Unix(back, 0).UTC().Format("2006-01-02 15:04:05Z")),
		left)
}

// count writes "1 call" or "1,234 calls".
func count(n int64, what string) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n == 1 {
		return digits + " " + what
	}
	return digits + " " + what + "s"
}

// standing gives what the scan's flights have brought so far, the second from
// which the answer is complete, and a sentence on what is left.
func (s *scan) standing() (calls, events, back int64, left string) {
	back, _ = s.since()
	t := s.table
	t.mu.Lock()
	defer t.mu.Unlock()
	calls, events = s.calls, s.events
	for f := range s.joined {
		calls += int64(f.calls)
		events += f.events
	}
	var open, want int64
	for i, w := range s.wants {
		missing := s.missing(i)
		open += missing.Seconds()
		want += w.interval.Seconds()
	}
	if want > 0 && s.enough == nil {
		left = fmt.Sprintf("%d %% of the asked time is complete. What has been fetched stays cached if you cancel.", 100*(want-open)/want)
	} else {
		left = "What has been fetched stays cached if you cancel."
	}
	return calls, events, back, left
}
