package cloudtrail

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/trailgres/trailgres/tables"
)

// want is what one conjunction needs of one source: an interval to be complete,
// and the ways to get there.
type want struct {
	source   SourceKey
	interval tables.Interval
	now      time.Time // when its scan began
	// ways are the alternatives to asking for everything. Each is a set of filters
	// whose answers together hold every row that the conjunction lets through.
	ways [][]Filter
}

// attributes are the columns that a lookup can filter on.
var attributes = map[string]Attribute{
	"event_id": EventID, "event_name": EventName, "event_source": EventSource,
	"read_only": ReadOnly, "access_key_id": AccessKeyID, "username": Username,
	"resource_types": ResourceType, "resource_names": ResourceName,
}

// wants turns a scan into what each source must be complete for. now is the scan's
// end: nothing younger is asked for.
func (t *Table) wants(ctx context.Context, s tables.Scan, now time.Time) []want {
	if s.Nothing {
		return nil
	}
	where := s.Where
	if len(where) == 0 {
		where = []tables.Conjunction{nil}
	}
	ctx = onceEach(ctx)
	history := tables.Interval{From: now.Add(-History).Unix(), To: now.Unix() + 1}
	var out []want
	for _, c := range where {
		merged, possible := merge(c)
		if !possible {
			continue
		}
		span := span(c)
		if span.From != tables.Always.From && span.From < history.From-askedBefore {
			tellHistory(ctx, history)
		}
		interval := span.Intersect(history)
		if interval.Empty() {
			continue
		}
		ways := t.ways(merged)
		for _, key := range t.chosen(ctx, merged) {
			out = append(out, want{source: key, interval: interval, now: now, ways: t.usable(key, ways)})
		}
	}
	// Wants of everything go first: their lookups may serve the narrower ones.
	slices.SortStableFunc(out, func(a, b want) int { return min(len(a.ways), 1) - min(len(b.ways), 1) })
	return out
}

// askedBefore is how many seconds may lie between a statement's now() and its
// scan's: whoever asks for the last 90 days is not to be warned because of them.
const askedBefore = 60

// onceEach gives a context whose notices are told once, however many conjunctions
// give the reason.
func onceEach(ctx context.Context) context.Context {
	told := map[string]bool{}
	notify := tables.Notifier(ctx)
	return tables.WithNotify(ctx, func(severity, message, hint string) {
		if !told[message] {
			told[message] = true
			notify(severity, message, hint)
		}
	})
}

// tellHistory warns that the question reaches further back than the service.
func tellHistory(ctx context.Context, history tables.Interval) {
	tables.Notifier(ctx)("WARNING",
		fmt.Sprintf("the question reaches back further than CloudTrail's event history, which begins at %s",
			time.Unix(history.From, 0).UTC().Format("2006-01-02 15:04:05Z")),
		"Older events are in a trail's bucket or an event data store, if the account has one; this answer lacks them.")
}

// merge brings the equalities of a conjunction together by column: several on one
// column leave the values they share. It reports false when none can be.
func merge(c tables.Conjunction) (map[string][]tables.Predicate, bool) {
	merged := map[string][]tables.Predicate{}
	for _, p := range c {
		had := merged[p.Column]
		if p.Op == tables.Equal && len(had) > 0 && had[0].Op == tables.Equal {
			var shared []tables.Value
			for _, v := range had[0].Values {
				if slices.ContainsFunc(p.Values, func(w tables.Value) bool { return sameValue(v, w) }) {
					shared = append(shared, v)
				}
			}
			merged[p.Column] = []tables.Predicate{{Column: p.Column, Op: tables.Equal, Values: shared}}
			if len(shared) == 0 {
				return nil, false
			}
			continue
		}
		if p.Op == tables.Equal || p.Op == tables.Contains {
			if len(p.Values) == 0 {
				return nil, false
			}
			merged[p.Column] = append(had, p)
		}
	}
	return merged, true
}

func sameValue(a, b tables.Value) bool {
	if x, ok := a.(time.Time); ok {
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	}
	return a == b
}

// span gives the seconds that the conjunction's predicates on event_time leave.
func span(c tables.Conjunction) tables.Interval {
	i := tables.Always
	for _, p := range c {
		if p.Column != "event_time" {
			continue
		}
		var from, to *time.Time
		for _, v := range p.Values {
			if at, ok := v.(time.Time); ok {
				if from == nil || at.Before(*from) {
					from = &at
				}
				if to == nil || at.After(*to) {
					to = &at
				}
			}
		}
		if from == nil {
			continue
		}
		if p.Op == tables.AtLeast || p.Op == tables.Equal {
			i.From = max(i.From, from.Unix())
		}
		if p.Op == tables.AtMost || p.Op == tables.Equal {
			i.To = min(i.To, to.Unix()+1)
		}
	}
	return i
}

// ways gives the alternatives to asking for everything.
func (t *Table) ways(merged map[string][]tables.Predicate) [][]Filter {
	var ways [][]Filter
	for column, predicates := range merged {
		attribute, ok := attributes[column]
		if !ok {
			continue
		}
		for _, p := range predicates {
			if way := filters(attribute, p.Values); way != nil {
				ways = append(ways, way)
			}
		}
	}
	slices.SortFunc(ways, func(a, b []Filter) int { return slices.CompareFunc(a, b, compareFilters) })
	return ways
}

func compareFilters(a, b Filter) int {
	if a.Attribute != b.Attribute {
		if a.Attribute < b.Attribute {
			return -1
		}
		return 1
	}
	switch {
	case a.Value < b.Value:
		return -1
	case a.Value > b.Value:
		return 1
	}
	return 0
}

// maxValue is the longest value that a lookup takes, in characters
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html).
const maxValue = 2000

// filters gives one filter a value, or nil when some value cannot be looked up.
func filters(a Attribute, values []tables.Value) []Filter {
	var way []Filter
	for _, v := range values {
		var text string
		switch v := v.(type) {
		case string:
			text = v
		case bool:
			text = strconv.FormatBool(v)
		}
		if text == "" || len(text) > maxValue || !utf8.ValidString(text) {
			return nil
		}
		way = append(way, Filter{a, text})
	}
	if a == ReadOnly && len(way) > 1 {
		return nil
	}
	slices.SortFunc(way, compareFilters)
	return slices.Compact(way)
}

// chosen gives the sources that the predicates on account and region leave, and
// warns of wanted ones that this server does not have.
func (t *Table) chosen(ctx context.Context, merged map[string][]tables.Predicate) []SourceKey {
	keys := t.narrow(ctx, t.order, merged["aws_region"], "region", func(k SourceKey) string { return k.Region })
	return t.narrow(ctx, keys, merged["recipient_account_id"], "account", func(k SourceKey) string { return k.Account })
}

func (t *Table) narrow(ctx context.Context, keys []SourceKey, ps []tables.Predicate, what string, of func(SourceKey) string) []SourceKey {
	if len(ps) == 0 {
		return keys
	}
	var out []SourceKey
	for _, v := range ps[0].Values {
		found := false
		for _, k := range keys {
			if of(k) == v {
				out, found = append(out, k), true
			}
		}
		if !found {
			tables.Notifier(ctx)("WARNING",
				fmt.Sprintf("%s %v is not among the sources of this server, so its events are not in the answer", what, v),
				"Start trailgres with --regions and --profile that include it; SELECT * FROM trailgres.sources shows what it has.")
		}
	}
	return out
}

// usable leaves the ways that the source can take.
func (t *Table) usable(key SourceKey, ways [][]Filter) [][]Filter {
	can := t.sources[key].Filters()
	var out [][]Filter
	for _, way := range ways {
		if slices.Contains(can, way[0].Attribute) {
			out = append(out, way)
		}
	}
	return out
}
