package cloudtrail_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trailgres/trailgres/tables"
)

// explain gives what EXPLAIN would say, and wants it to ask nothing.
func (x *fixture) explain(s tables.Scan) string {
	x.t.Helper()
	before := x.marks()
	lines, err := x.table.Explain(x.context(), s)
	if err != nil {
		x.t.Fatal(err)
	}
	if asked := x.since(before); len(asked) > 0 {
		x.t.Errorf("explaining asked %q", asked)
	}
	return strings.Join(lines, "\n")
}

func TestExplainTellsTheLookups(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB)
	x.fill(0, every(2000, 10, nil)...)
	oneRegion := eq("aws_region", "eu-west-1")
	contains := func(what string, s tables.Scan, want ...string) {
		t.Helper()
		text := x.explain(s)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in\n%s", what, w, text)
			}
		}
	}
	contains("nothing", tables.Scan{Nothing: true}, "Nothing to look up: no event can match")
	contains("by id", scan(all(eq("event_id", "x"))), "111122223333/eu-west-1, 2025-12-04 10:20:30Z to 2026-03-04 10:20:30Z",
		"Lookup of EventId = x: about 1 call", "2 calls or so in all")
	contains("of the unknown", scan(settledHour(oneRegion)), "Lookup of everything: at least 1 call; nothing is known yet of how many events there are")
	x.complete(scan(settledHour(oneRegion)))
	contains("the cached", scan(settledHour(oneRegion)), "All of it is cached", "0 calls or so in all")
	contains("half of it", scan(all(from(-10800), to(-hour), oneRegion)), " % of it is cached", "Lookup of everything: about 8 calls")
	contains("a list", scan(all(from(-10800), to(-7201), oneRegion, eq("event_id", "x", "y"))), "EventId = x: about 1 call", "EventId = y: about 1 call")
}

// TestExplainForetellsTheCalls compares what is told with what happens.
func TestExplainForetellsTheCalls(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(2000, 10, nil)...)
	x.complete(scan(settledHour()))
	next := scan(all(from(-3*hour), to(-2*hour-1)))
	told := x.explain(next)
	if want := fmt.Sprintf("about %d calls", len(x.calls(next))); !strings.Contains(told, want) {
		t.Errorf("it took %s, but foretold was\n%s", want, told)
	}
}

func TestWatchTablesTellWhatWasDone(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB)
	x.fill(0, every(200, 60, nil)...)
	x.complete(scan(settledHour(eq("username", "alice"), eq("aws_region", "eu-west-1"))))
	x.table.Settle()
	text := func(table, expression string) string {
		t.Helper()
		for _, w := range x.table.Watches() {
			if w.Name() != table {
				continue
			}
			if err := w.Open(t.Context(), x.store); err != nil {
				t.Fatal(err)
			}
			release, err := w.Complete(t.Context(), tables.Scan{})
			if err != nil {
				t.Fatal(err)
			}
			defer release()
		}
		return strings.Join(column[string](t, x.store, "SELECT "+expression+" FROM trailgres."+table+" ORDER BY 1"), "; ")
	}
	for _, w := range []struct{ table, expression, want string }{
		{"sources", "concat_ws(' ', account_id, region, cached_events, oldest_event)", "111122223333 eu-west-1 60 2026-03-04 08:21:29+00; 111122223333 us-east-1 0"},
		{"lookups", "concat_ws(' ', region, attribute, value, calls, events, state, from_time, to_time)",
			"eu-west-1 Username alice 2 60 complete 2026-03-04 08:20:30+00 2026-03-04 09:20:30+00"},
		{"coverage", "concat_ws(' ', region, attribute, value, provisional, from_time, to_time)",
			"eu-west-1 Username alice false 2026-03-04 08:20:30+00 2026-03-04 09:20:30+00"},
	} {
		if got := text(w.table, w.expression); got != w.want {
			t.Errorf("trailgres.%s says %q, want %q", w.table, got, w.want)
		}
	}
}
