package cloudtrail

import (
	"context"
	"math"

	"github.com/trailgres/trailgres/tables"
)

// density is what lookups of a source under one filter were seen to bring.
type density struct {
	events, seconds int64
}

// densityKey names what a density is of.
type densityKey struct {
	source SourceKey
	filter Filter
}

// telling is from how many seconds on a density is believed.
const telling = 3600

// seen gives how many events a second the source holds under the filter, if it was
// read for long enough. The caller holds t.mu.
func (t *Table) seen(source SourceKey, f Filter) (perSecond float64, ok bool) {
	d := t.density[densityKey{source, f}]
	if d == nil || d.seconds < telling {
		return 0, false
	}
	return float64(d.events) / float64(d.seconds), true
}

// unknownDensity is taken for a source of which nothing is known: one event a
// second, a busy account, so that a filter is preferred until more is known.
const unknownDensity = 1.0

// shares are what part of a source's events one value of an attribute holds, as
// long as the table knows no better. EventID is one event whatever the size.
var shares = map[Attribute]float64{
	Everything: 1, EventID: 0, AccessKeyID: 0.002, ResourceName: 0.002, Username: 0.02,
	EventName: 0.03, ResourceType: 0.1, EventSource: 0.15, ReadOnly: 0.5,
}

// enoughSeen is from how many rows on the table's own shares are believed.
const enoughSeen = 1000

// choose gives the way with the fewest expected calls to fill the gaps; ties go to
// the earlier attribute of the preference order, and to a filter before
// everything. The caller holds t.mu.
func (t *Table) choose(w want, gaps tables.IntervalSet, known map[Filter]float64) []Filter {
	if len(w.ways) == 0 {
		return []Filter{{}}
	}
	best, cost := []Filter{{}}, t.calls(w, Filter{}, gaps, known)
	chosen := false
	for _, way := range w.ways {
		var sum float64
		for _, f := range way {
			sum += t.calls(w, f, gaps, known)
		}
		if sum < cost || (!chosen && sum == cost) || (chosen && sum == cost && less(way[0].Attribute, best[0].Attribute)) {
			best, cost, chosen = way, sum, true
		}
	}
	return best
}

// less orders attributes by how few events a value of them holds.
func less(a, b Attribute) bool { return shares[a] < shares[b] }

// calls estimates the calls that filling the gaps under a filter takes, besides
// those that are being made already. The caller holds t.mu.
func (t *Table) calls(w want, f Filter, gaps tables.IntervalSet, known map[Filter]float64) float64 {
	lacking, _ := t.lacking(w, f, gaps)
	rate := t.rate(w, f, known)
	var sum float64
	for _, gap := range t.bridged(w, f, lacking, known) {
		sum += t.callsOf(w, gap, rate)
	}
	return sum
}

// callsOf estimates the calls of one lookup at so many events a second: at least
// one, for the last page is always asked for.
func (t *Table) callsOf(w want, i tables.Interval, rate float64) float64 {
	return max(1, math.Ceil(rate*float64(i.Seconds())/float64(t.sources[w.source].PageSize())))
}

// rate gives the events a second that the source is thought to hold under the
// filter. The caller holds t.mu.
func (t *Table) rate(w want, f Filter, known map[Filter]float64) float64 {
	rate, ok := t.seen(w.source, f)
	if ok {
		return rate
	}
	if rate, ok = t.seen(w.source, Filter{}); !ok {
		rate = unknownDensity
	}
	share, ok := known[f]
	if !ok {
		share = shares[f.Attribute]
	}
	return rate * share
}

// knownShares asks the table how common the values of the ways are in the source.
// It costs a few milliseconds and is asked only where there is a choice.
func (t *Table) knownShares(ctx context.Context, w want) (map[Filter]float64, error) {
	if len(w.ways) == 0 || (len(w.ways) == 1 && len(w.ways[0]) == 1) {
		return nil, nil
	}
	t.mu.Lock()
	d := t.density[densityKey{source: w.source}]
	enough := d != nil && d.events >= enoughSeen
	t.mu.Unlock()
	if !enough {
		return nil, nil
	}
	known := map[Filter]float64{}
	for _, way := range w.ways {
		for _, f := range way {
			if f.Attribute == EventID {
				continue
			}
			err := t.store.Query(ctx, shareQuery[f.Attribute], func(row []any) error {
				if s, ok := row[0].(float64); ok {
					known[f] = s
				}
				return nil
			}, w.source.String(), f.Value)
			if err != nil {
				return nil, err
			}
		}
	}
	return known, nil
}

// shareQuery asks for the share of a value, by attribute.
var shareQuery = func() map[Attribute]string {
	queries := map[Attribute]string{}
	for column, a := range attributes {
		condition := column + " = $2"
		switch a {
		case ReadOnly:
			condition = column + " = ($2 = 'true')"
		case ResourceName, ResourceType:
			condition = "list_contains(" + column + ", $2)"
		}
		queries[a] = "SELECT (count(*) FILTER (" + condition + "))::DOUBLE / greatest(count(*), 1) FROM cloudtrail_store.events WHERE source = $1"
	}
	return queries
}()
