package cloudtrail

import (
	"context"
	"fmt"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// unasked is how many seconds of everything may be read without being asked for: a
// day's worth is what is left to read where the rest is cached.
const unasked = 24 * 3600

// callsASecond is the service's pace for one source
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
const callsASecond = 2

// Estimate says what a scan would cost. See tables.Estimator.
func (t *Table) Estimate(ctx context.Context, s tables.Scan) (tables.Cost, error) {
	ctx, now := untold(ctx), t.options.Now()
	cost := tables.Cost{Known: true, Remedy: "add a condition on event_time", Example: "event_time > now() - interval '1 day'"}
	bySource := map[SourceKey]float64{}
	for _, w := range t.wants(ctx, s, now) {
		known, err := t.knownShares(ctx, w)
		if err != nil {
			return cost, err
		}
		calls, sure := t.estimateWant(w, known, now)
		if calls > 0 {
			bySource[w.source] += calls
			cost.Known = cost.Known && sure
		}
	}
	for _, calls := range bySource {
		cost.Calls += int64(calls)
		cost.Wait = max(cost.Wait, time.Duration(calls/callsASecond*float64(time.Second)))
	}
	cost.What = fmt.Sprintf("%d days of %s", int(History.Hours()/24), count(int64(len(bySource)), "source"))
	return cost, nil
}

// estimateWant gives the calls for what is missing of a want, and whether that is more
// than a guess: else it is the fewest there can be.
func (t *Table) estimateWant(w want, known map[Filter]float64, now time.Time) (calls float64, sure bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	missing := t.missing(w, now)
	if missing.Empty() {
		return 0, true
	}
	sure = true
	for _, f := range t.choose(w, missing, known) {
		if t.estimable(w.source, f) {
			calls += t.calls(w, f, missing, known)
			continue
		}
		calls += float64(len(missing.Intervals()))
		sure = false
	}
	return calls, sure
}

// untold gives a context without the notices that Complete will give.
func untold(ctx context.Context) context.Context {
	return tables.WithNotify(ctx, func(string, string, string) {})
}

// Unbounded says whether some conjunction of the scan asks for everything since the
// history began without naming a time, and most of that is not stored yet. Whether an
// action only reads is no bound: it may be all but a few of the events. See
// tables.Estimator.
func (t *Table) Unbounded(ctx context.Context, s tables.Scan) bool {
	ctx, now := untold(ctx), t.options.Now()
	where := s.Where
	if len(where) == 0 {
		where = []tables.Conjunction{nil}
	}
	for _, c := range where {
		if span(c).From != tables.Always.From {
			continue
		}
		for _, w := range t.wants(ctx, tables.Scan{Where: []tables.Conjunction{c}, Nothing: s.Nothing}, now) {
			if !narrow(w) && t.unread(w, now) > unasked {
				return true
			}
		}
	}
	return false
}

// narrow says whether a want can be asked for by something that few events share.
func narrow(w want) bool {
	for _, way := range w.ways {
		if way[0].Attribute != ReadOnly {
			return true
		}
	}
	return false
}

// unread gives the seconds of a want that are missing.
func (t *Table) unread(w want, now time.Time) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	missing := t.missing(w, now)
	return missing.Seconds()
}
