package tables

import (
	"math"
	"time"
)

// Freshness says how long young data may be trusted. CloudTrail delivers events
// about five minutes after the call and not always then (measured: p99 540 s, max
// 608 s), so what was read of the last Late is provisional: it counts for TTL and
// is then read again.
type Freshness struct {
	Late time.Duration
	TTL  time.Duration
}

// Coverage is the map of what is complete in the store. S names a source of rows,
// F a filter under which it was read; the zero F stands for "everything".
// It is not safe for concurrent use.
type Coverage[S, F comparable] struct {
	fresh Freshness
	byKey map[S]map[F]*covered
}

// covered is one filter's coverage of one source.
type covered struct {
	settled     IntervalSet
	provisional []provisional // oldest reading first
}

// provisional is an interval that was complete as of a moment (Unix seconds), but
// may have gained late rows since.
type provisional struct {
	interval Interval
	asOf     int64
}

// NewCoverage gives an empty map.
func NewCoverage[S, F comparable](fresh Freshness) *Coverage[S, F] {
	return &Coverage[S, F]{fresh: fresh, byKey: map[S]map[F]*covered{}}
}

// Add says that the source's rows under the filter were complete in the interval
// when they were read at asOf.
func (c *Coverage[S, F]) Add(source S, filter F, i Interval, asOf time.Time) {
	if i.Empty() {
		return
	}
	k := c.of(source, filter)
	settledTo := asOf.Add(-c.fresh.Late).Unix()
	k.settled.Add(Interval{i.From, min(i.To, settledTo)})
	if young := (Interval{max(i.From, settledTo), i.To}); !young.Empty() {
		k.provisional = append(k.prune(asOf.Unix()-c.ttl()), provisional{young, asOf.Unix()})
	}
}

// Restore puts an interval back that Each has given.
func (c *Coverage[S, F]) Restore(source S, filter F, i Interval, asOf int64) {
	k := c.of(source, filter)
	if asOf == 0 {
		k.settled.Add(i)
	} else if !i.Empty() {
		k.provisional = append(k.provisional, provisional{i, asOf})
	}
}

// of gives the coverage of a filter, new when there is none.
func (c *Coverage[S, F]) of(source S, filter F) *covered {
	filters := c.byKey[source]
	if filters == nil {
		filters = map[F]*covered{}
		c.byKey[source] = filters
	}
	k := filters[filter]
	if k == nil {
		k = &covered{}
		filters[filter] = k
	}
	return k
}

// ttl gives the time-to-live of provisional coverage in seconds.
func (c *Coverage[S, F]) ttl() int64 { return int64(c.fresh.TTL / time.Second) }

// prune gives the provisional intervals read at or after since.
func (k *covered) prune(since int64) []provisional {
	kept := k.provisional[:0]
	for _, p := range k.provisional {
		if p.asOf >= since {
			kept = append(kept, p)
		}
	}
	return kept
}

// Complete gives what is complete for a reader that starts at now and can use any
// of the filters. A provisional interval that reached up to its own present also
// counts for the moments since, as long as it lives: no event can have been
// delivered for them yet.
func (c *Coverage[S, F]) Complete(source S, usable []F, now time.Time) IntervalSet {
	var set IntervalSet
	for _, f := range usable {
		k := c.byKey[source][f]
		if k == nil {
			continue
		}
		for _, i := range k.settled.in {
			set.Add(i)
		}
		for _, p := range k.provisional {
			if p.asOf < now.Unix()-c.ttl() {
				continue
			}
			i := p.interval
			i.To = c.stretched(i.To, p.asOf)
			set.Add(i)
		}
	}
	return set
}

// Promise gives what the map will hold, for a reader that starts at now, once a
// reading begun at asOf has brought the seconds of left.
func (c *Coverage[S, F]) Promise(left IntervalSet, asOf, now time.Time) IntervalSet {
	promised := left.Clone()
	if asOf.Unix() < now.Unix()-c.ttl() {
		promised.Remove(Interval{asOf.Add(-c.fresh.Late).Unix(), math.MaxInt64})
		return promised
	}
	if n := len(promised.in); n > 0 {
		promised.in[n-1].To = c.stretched(promised.in[n-1].To, asOf.Unix())
	}
	return promised
}

// stretched gives the end of what a reading that ended at to covers while it lives:
// one that held its own present also holds the moments since.
func (c *Coverage[S, F]) stretched(to, asOf int64) int64 {
	if to <= asOf {
		return to
	}
	return max(to, asOf+c.ttl()+1)
}

// Forget takes an interval of a source out of the coverage of every filter.
func (c *Coverage[S, F]) Forget(source S, i Interval) {
	for _, k := range c.byKey[source] {
		k.settled.Remove(i)
		var kept []provisional
		for _, p := range k.provisional {
			var rest IntervalSet
			rest.Add(p.interval)
			rest.Remove(i)
			for _, part := range rest.in {
				kept = append(kept, provisional{part, p.asOf})
			}
		}
		k.provisional = kept
	}
}

// Each calls f for every interval in the map; asOf is zero for a settled one.
func (c *Coverage[S, F]) Each(f func(source S, filter F, i Interval, asOf int64)) {
	for source, filters := range c.byKey {
		for filter, k := range filters {
			for _, i := range k.settled.in {
				f(source, filter, i, 0)
			}
			for _, p := range k.provisional {
				f(source, filter, p.interval, p.asOf)
			}
		}
	}
}
