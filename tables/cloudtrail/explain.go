package cloudtrail

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// Explain says what a scan would ask of each source and how many calls that is
// likely to take; nothing is fetched.
func (t *Table) Explain(ctx context.Context, s tables.Scan) ([]string, error) {
	now := t.options.Now()
	lines := []string{"Scan of " + t.Name()}
	wants := t.wants(ctx, s, now)
	if len(wants) == 0 {
		return append(lines, "  Nothing to look up: no event can match"), nil
	}
	var total float64
	for _, w := range wants {
		known, err := t.knownShares(ctx, w)
		if err != nil {
			return nil, err
		}
		text, calls := t.explainWant(w, known, now)
		total += calls
		lines = append(lines, text...)
	}
	return append(lines, fmt.Sprintf("  %s or so in all", count(int64(total), "call"))), nil
}

// explainWant tells one want's part and its calls.
func (t *Table) explainWant(w want, known map[Filter]float64, now time.Time) ([]string, float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := []string{fmt.Sprintf("  %s, %s", w.source, period(w.interval))}
	missing := t.missing(w, now)
	if missing.Empty() {
		return append(lines, "    All of it is cached"), 0
	}
	if cached := 100 * (w.interval.Seconds() - missing.Seconds()) / w.interval.Seconds(); cached > 0 {
		lines = append(lines, fmt.Sprintf("    %d %% of it is cached", cached))
	}
	var total float64
	for _, f := range t.choose(w, missing, known) {
		calls := t.calls(w, f, missing, known)
		about := "about " + count(int64(calls), "call")
		if !t.estimable(w.source, f) {
			calls = float64(len(missing.Intervals()))
			about = "at least " + count(int64(calls), "call") + "; nothing is known yet of how many events there are"
		}
		total += calls
		lines = append(lines, fmt.Sprintf("    Lookup of %s: %s", f, about))
	}
	return lines, total
}

// estimable says whether the calls of a lookup are more than a guess. The caller
// holds t.mu.
func (t *Table) estimable(source SourceKey, f Filter) bool {
	if f.Attribute == EventID {
		return true
	}
	if _, ok := t.seen(source, f); ok {
		return true
	}
	_, ok := t.seen(source, Filter{})
	return ok
}

// period writes an interval for a person.
func period(i tables.Interval) string {
	const form = "2006-01-02 15:04:05Z"
	return strings.Join([]string{
		time.Unix(i.From, 0).UTC().Format(form),
		time.Unix(i.To-1, 0).UTC().Format(form),
	}, " to ")
}
