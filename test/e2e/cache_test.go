package e2e

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
)

// newest asks for the latest events of all.
const newest = "SELECT event_id FROM cloudtrail_events ORDER BY event_time DESC LIMIT 10"

// step is a statement and what it may cost when it is its turn.
type step struct {
	sql   string
	costs string // as describe writes it, without the last line end; "" is no lookup
}

// TestCache runs statements one after the other on one cache.
func TestCache(t *testing.T) {
	everywhere := "  ap-southeast-2 eu-central-1 us-east-1 us-west-2"
	for name, steps := range map[string][]step{
		"the same again": {
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin'", "EventName=ConsoleLogin  90 days" + everywhere},
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin'", ""},
			{"SELECT count(*) FROM cloudtrail_events WHERE event_name = 'ConsoleLogin'", ""},
		},
		"narrower": {
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin'", "EventName=ConsoleLogin  90 days" + everywhere},
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin' AND username = 'kim'", ""},
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin' AND event_time > now() - interval '7 days'", ""},
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'ConsoleLogin' AND aws_region = 'us-east-1'", ""},
			{"SELECT event_time FROM cloudtrail_events WHERE event_name = 'ConsoleLogin' ORDER BY 1 LIMIT 1", ""},
		},
		"everything serves every filter": {
			{"SELECT * FROM cloudtrail_events WHERE event_time > now() - interval '1 day'", "everything  2026-03-03T15:30:00Z … 2026-03-04T15:30:00Z" + everywhere},
			{"SELECT * FROM cloudtrail_events WHERE event_time > now() - interval '2 hours' AND event_source = 'kms.amazonaws.com'", ""},
			{"SELECT * FROM cloudtrail_events WHERE event_time > now() - interval '1 day' AND username = 'root'", ""},
		},
		"wider": {
			{"SELECT * FROM cloudtrail_events WHERE event_time > now() - interval '1 hour'", "everything  2026-03-04T14:30:00Z … 2026-03-04T15:30:00Z" + everywhere},
			{"SELECT * FROM cloudtrail_events WHERE event_time > now() - interval '3 hours'", "everything  2026-03-04T12:30:00Z … 2026-03-04T14:29:59Z" + everywhere},
		},
		"another region": {
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'RunInstances' AND aws_region = 'us-east-1'", "EventName=RunInstances  90 days  us-east-1"},
			{"SELECT * FROM cloudtrail_events WHERE event_name = 'RunInstances' AND aws_region IN ('us-east-1', 'us-west-2')", "EventName=RunInstances  90 days  us-west-2"},
		},
		"one more in the list": {
			{"SELECT * FROM cloudtrail_events WHERE event_name IN ('StopLogging')", "EventName=StopLogging  90 days" + everywhere},
			{"SELECT * FROM cloudtrail_events WHERE event_name IN ('StopLogging', 'DeleteTrail')", "EventName=DeleteTrail  90 days" + everywhere},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := plain(t, 3000)
			conn := w.connect(t)
			for _, s := range steps {
				got := describe(w.calls(t, func() { texts(t, conn, s.sql) }))
				if want := s.costs; strings.TrimSpace(got) != want {
					t.Errorf("%s\ncost %s\nwant %s", s.sql, got, want)
				}
			}
		})
	}
}

// TestSlidingWindow moves the window by five minutes, as a dashboard does. Beside
// the five minutes, the last fifteen are read again: late events arrive there.
func TestSlidingWindow(t *testing.T) {
	for _, test := range []struct {
		name, sql, filter string
	}{
		{"everything", "SELECT event_id FROM cloudtrail_events WHERE event_time > now() - interval '6 hours'", "everything"},
		{"filtered", "SELECT event_id FROM cloudtrail_events WHERE event_name = 'AssumeRole' AND event_time > now() - interval '6 hours'", "EventName=AssumeRole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := plain(t, 3000)
			conn := w.connect(t)
			texts(t, conn, test.sql)
			w.clock.move(5 * time.Minute)
			for _, a := range w.calls(t, func() { texts(t, conn, test.sql) }) {
				if a.filter != test.filter || a.pages != 1 || !a.start.Equal(testNow.Add(-15*time.Minute)) || !a.end.Equal(testNow.Add(5*time.Minute)) {
					t.Errorf("the window slid by 5 minutes, asked was %s %s in %s (%d pages)", a.filter, span(a.start, a.end), a.region, a.pages)
				}
			}
			if got := w.total(); got != 4 {
				t.Errorf("%d calls, want one a region", got)
			}
			w.clock.move(30 * time.Second)
			w.sim.Reset()
			texts(t, conn, test.sql)
			for _, a := range gather(w.sim.Calls()) {
				if a.start.Before(testNow.Add(5 * time.Minute)) {
					t.Errorf("within the time to live, asked was %s", span(a.start, a.end))
				}
			}
		})
	}
}

// TestNewestFirst: what the newest pages settle is asked of them only.
func TestNewestFirst(t *testing.T) {
	for _, test := range []struct {
		name, sql string
		calls     [2]int // at least, at most
	}{
		{"newest", newest, [2]int{4, 4}},
		{"descending with an offset", "SELECT event_id FROM cloudtrail_events ORDER BY event_time DESC LIMIT 10 OFFSET 5", [2]int{4, 4}},
		{"plain limit", "SELECT event_id FROM cloudtrail_events LIMIT 10", [2]int{1, 4}},
		{"through a view", "CREATE TEMP VIEW v AS SELECT event_id, event_time FROM cloudtrail_events;\nSELECT event_id FROM v ORDER BY event_time DESC LIMIT 10", [2]int{4, 4}},
		{"through a subquery", "SELECT * FROM (SELECT event_id, event_time AS at FROM cloudtrail_events) e ORDER BY at DESC LIMIT 10", [2]int{4, 4}},
		{"two keys", "SELECT event_id FROM cloudtrail_events ORDER BY event_time DESC, event_id LIMIT 10", [2]int{4, 8}},
		{"with a lookup's filter", "SELECT event_id FROM cloudtrail_events WHERE event_name = 'AssumeRole' ORDER BY event_time DESC LIMIT 10", [2]int{4, 4}},
		{"one region", "SELECT event_id FROM cloudtrail_events WHERE aws_region = 'us-east-1' ORDER BY event_time DESC LIMIT 10", [2]int{1, 1}},
		{"a filter that the API lacks", "SELECT event_id FROM cloudtrail_events WHERE error_code IS NOT NULL ORDER BY event_time DESC LIMIT 10", [2]int{4, 40}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := plain(t, 1500)
			conn := w.connect(t)
			var got [][]string
			w.sim.Reset()
			got = texts(t, conn, test.sql)
			if n := w.total(); n < test.calls[0] || n > test.calls[1] {
				t.Errorf("%d calls, want %d to %d\n%s", n, test.calls[0], test.calls[1], describe(gather(w.sim.Calls())))
			}
			if len(got) != 10 {
				t.Errorf("%d rows, want 10", len(got))
			}
			texts(t, conn, "SELECT event_id FROM cloudtrail_events") // now everything is there
			if all := texts(t, conn, withoutViews(test.sql)); strings.Contains(test.sql, "ORDER BY") && !sameTimes(t, w, got, all) {
				t.Errorf("the early answer differs from the late one:\n%s\n%s", lines(got), lines(all))
			}
		})
	}
}

// withoutViews gives the last statement of a text.
func withoutViews(sql string) string { return sql[strings.LastIndex(sql, ";")+1:] }

// sameTimes compares two answers by the times of their events: which of the events
// of one second come first is open.
func sameTimes(t *testing.T, w *world, a, b [][]string) bool {
	t.Helper()
	at := map[string]time.Time{}
	for _, r := range served(w.sim) {
		at[r.str("eventID")], _ = r.time()
	}
	for i := range a {
		if i >= len(b) || !at[a[i][0]].Equal(at[b[i][0]]) {
			return false
		}
	}
	return len(a) == len(b)
}

// TestLateEvents: what arrives late in a minute that was read before is found.
func TestLateEvents(t *testing.T) {
	w := plain(t, 500)
	conn := w.connect(t)
	const sql = "SELECT event_id FROM cloudtrail_events WHERE event_time > now() - interval '1 hour'"
	before := len(texts(t, conn, sql))
	late := `{"eventTime":"` + testNow.Add(-4*time.Minute).Format(time.RFC3339) + `","eventID":"late","eventName":"Late","awsRegion":"us-east-1","recipientAccountId":"` + testAccount + `"}`
	if err := w.sim.Add(some(late)); err != nil {
		t.Fatal(err)
	}
	w.clock.move(2 * time.Minute)
	if got := texts(t, conn, sql); !strings.Contains(lines(got), "late") {
		t.Errorf("the late event is not among %d rows, before there were %d", len(got), before)
	}
}

// TestTenPanels: identical queries at once cost one scan.
func TestTenPanels(t *testing.T) {
	c := newClock(testNow)
	o := generated(3000)
	o.Latency = sim.Latency{Min: 20 * time.Millisecond, Max: 30 * time.Millisecond}
	w := newWorld(t, setup{sim: endpoint(t, o, c), clock: c})
	const sql = "SELECT event_id FROM cloudtrail_events WHERE event_source = 'iam.amazonaws.com'"
	alone := newWorld(t, setup{sim: w.sim, clock: c})
	want := lines(texts(t, alone.connect(t), sql+" ORDER BY 1"))
	single := w.total()
	w.sim.Reset()
	var panels sync.WaitGroup
	for range 10 {
		conn := w.connect(t)
		panels.Go(func() {
			rows, err := tryTexts(t.Context(), conn, sql+" ORDER BY 1")
			if err != nil || lines(rows) != want {
				t.Errorf("%d rows, error %v", len(rows), err)
			}
		})
	}
	panels.Wait()
	if got := w.total(); got != single {
		t.Errorf("ten queries at once cost %d calls, one costs %d", got, single)
	}
}
