package e2e

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
)

// asked is one lookup that the endpoint was asked for: all its pages together.
type asked struct {
	filter     string // "EventName=ConsoleLogin", or "everything"
	region     string
	start, end time.Time
	pages      int
}

// calls gives the lookups that fn caused, by filter, region and time. Parts of one
// lookup that touch are joined.
func (w *world) calls(t testing.TB, fn func()) []asked {
	t.Helper()
	w.sim.Reset()
	fn()
	return gather(w.sim.Calls())
}

// noCalls holds that fn causes no lookup.
func (w *world) noCalls(t testing.TB, why string, fn func()) {
	t.Helper()
	if got := w.calls(t, fn); len(got) > 0 {
		t.Errorf("%s: want no lookup, got\n%s", why, describe(got))
	}
}

func gather(calls []sim.Call) []asked {
	var all []asked
	for _, c := range calls {
		filter := "everything"
		if c.Attribute != "" {
			filter = c.Attribute + "=" + c.Value
		}
		all = append(all, asked{filter, c.Region, c.Start, c.End, 1})
	}
	slices.SortStableFunc(all, func(a, b asked) int {
		return cmp.Or(cmp.Compare(a.filter, b.filter), cmp.Compare(a.region, b.region), a.start.Compare(b.start), a.end.Compare(b.end))
	})
	var merged []asked
	for _, a := range all {
		if n := len(merged); n > 0 {
			last := &merged[n-1]
			if last.filter == a.filter && last.region == a.region && !a.start.After(last.end.Add(time.Second)) {
				last.pages += a.pages
				if a.end.After(last.end) {
					last.end = a.end
				}
				continue
			}
		}
		merged = append(merged, a)
	}
	return merged
}

// describe writes lookups for people: one line for a filter and an interval, with
// its regions.
func describe(list []asked) string {
	type line struct{ filter, interval string }
	regions := map[line][]string{}
	for _, a := range list {
		l := line{a.filter, span(a.start, a.end)}
		regions[l] = append(regions[l], a.region+pageCount(a.pages))
	}
	var out []string
	for l, where := range regions {
		out = append(out, fmt.Sprintf("%s  %s  %s\n", l.filter, l.interval, strings.Join(where, " ")))
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// span writes an interval; the whole history of testNow is "90 days".
func span(start, end time.Time) string {
	if start.Equal(testNow.AddDate(0, 0, -90)) && end.Equal(testNow) {
		return "90 days"
	}
	return stamp(start) + " … " + stamp(end)
}

// pageCount tells small numbers of pages; larger ones depend on how a lookup was
// cut, and so on chance.
func pageCount(n int) string {
	switch {
	case n == 1:
		return ""
	case n <= 3:
		return fmt.Sprintf("(%d)", n)
	}
	return "(many)"
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// total is the number of calls that the endpoint has had since the last Reset.
func (w *world) total() int { return w.sim.Stats().Total }
