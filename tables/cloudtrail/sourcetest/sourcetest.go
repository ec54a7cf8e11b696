// Package sourcetest holds what every cloudtrail.Source promises, as tests: one
// call of Run is a source's conformance. It knows nothing of where the events come
// from; the harness puts the events that it is given there.
package sourcetest

import (
	"context"
	"errors"
	"math/rand"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// Harness makes sources to be tested.
type Harness struct {
	// New gives a source that holds exactly the events, none of them late. Events
	// may share seconds; ids are unique.
	New func(t *testing.T, events []cloudtrail.Event) cloudtrail.Source
	// Hang gives a source whose calls never return by themselves; nil when the kind
	// of source cannot be made to.
	Hang func(t *testing.T) cloudtrail.Source
	// Within is the time that events are made in; by default an hour that began two
	// hours ago.
	Within tables.Interval
	// Events is how many are made; by default six and a half pages.
	Events int
}

// Run tests that the source keeps its promises.
func Run(t *testing.T, h Harness) {
	if h.Within.Empty() {
		from := time.Now().Add(-2 * time.Hour).Unix()
		h.Within = tables.Interval{From: from, To: from + 3600}
	}
	if h.Events == 0 {
		h.Events = 6*h.New(t, nil).PageSize() + h.New(t, nil).PageSize()/2
	}
	for _, newestFirst := range []bool{false, true} {
		name := map[bool]string{false: "AnyOrder", true: "NewestFirst"}[newestFirst]
		t.Run(name, func(t *testing.T) {
			t.Run("Everything", func(t *testing.T) { h.everything(t, newestFirst) })
			t.Run("Filters", func(t *testing.T) { h.filters(t, newestFirst) })
			t.Run("Bounds", func(t *testing.T) { h.bounds(t, newestFirst) })
			t.Run("OneSecond", func(t *testing.T) { h.oneSecond(t, newestFirst) })
			t.Run("Nothing", func(t *testing.T) { h.nothing(t, newestFirst) })
			t.Run("Refused", func(t *testing.T) { h.refused(t, newestFirst) })
			t.Run("SideBySide", func(t *testing.T) { h.sideBySide(t, newestFirst) })
		})
	}
	t.Run("Shape", h.shape)
	t.Run("Cancel", h.cancel)
}

func (h Harness) events(seed int64, n int, within tables.Interval) []cloudtrail.Event {
	return Events(rand.New(rand.NewSource(seed)), "e", n, within)
}

func (h Harness) everything(t *testing.T, newestFirst bool) {
	events := h.events(1, h.Events, h.Within)
	check(t, h.New(t, events), events, cloudtrail.Lookup{Interval: h.Within, NewestFirst: newestFirst})
}

func (h Harness) filters(t *testing.T, newestFirst bool) {
	events := h.events(2, h.Events, h.Within)
	source := h.New(t, events)
	for _, a := range source.Filters() {
		values := map[string]bool{"no-such-value": true}
		for _, e := range events[:8] {
			values[some(a, e)] = true
		}
		delete(values, "")
		if a == cloudtrail.ReadOnly {
			delete(values, "no-such-value")
		}
		for value := range values {
			check(t, source, events, cloudtrail.Lookup{
				Filter: cloudtrail.Filter{Attribute: a, Value: value}, Interval: h.Within, NewestFirst: newestFirst})
		}
	}
}

// bounds asks for parts that begin and end on, before and after an event.
func (h Harness) bounds(t *testing.T, newestFirst bool) {
	events := h.events(3, h.Events/2, h.Within)
	source := h.New(t, events)
	r := rand.New(rand.NewSource(4))
	for range 12 {
		a, b := events[r.Intn(len(events))].Time, events[r.Intn(len(events))].Time
		i := tables.Interval{From: min(a, b) + r.Int63n(3) - 1, To: max(a, b) + r.Int63n(3)}
		if i = i.Intersect(h.Within); !i.Empty() {
			check(t, source, events, cloudtrail.Lookup{Interval: i, NewestFirst: newestFirst})
		}
	}
}

// oneSecond has more events in one second than a page has room for.
func (h Harness) oneSecond(t *testing.T, newestFirst bool) {
	at := h.Within.From + h.Within.Seconds()/2
	n := 2*h.New(t, nil).PageSize() + 1
	events := append(h.events(5, n, tables.Interval{From: at, To: at + 1}), Events(rand.New(rand.NewSource(6)), "f", n, h.Within)...)
	source := h.New(t, events)
	check(t, source, events, cloudtrail.Lookup{Interval: h.Within, NewestFirst: newestFirst})
	check(t, source, events, cloudtrail.Lookup{Interval: tables.Interval{From: at, To: at + 1}, NewestFirst: newestFirst})
}

func (h Harness) nothing(t *testing.T, newestFirst bool) {
	check(t, h.New(t, nil), nil, cloudtrail.Lookup{Interval: h.Within, NewestFirst: newestFirst})
}

// refused is a reader who has seen enough after some page.
func (h Harness) refused(t *testing.T, newestFirst bool) {
	source := h.New(t, h.events(7, h.Events, h.Within))
	enough := errors.New("enough")
	for stop := 1; stop <= 3; stop++ {
		pages := 0
		err := source.Events(t.Context(), cloudtrail.Lookup{Interval: h.Within, NewestFirst: newestFirst}, func(cloudtrail.Page) error {
			if pages++; pages >= stop {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) || pages != stop {
			t.Errorf("refused at page %d: %d pages came and the error was %v", stop, pages, err)
		}
	}
}

// sideBySide runs several lookups of one source at once.
func (h Harness) sideBySide(t *testing.T, newestFirst bool) {
	events := h.events(8, h.Events/2, h.Within)
	source := h.New(t, events)
	lookups := []cloudtrail.Lookup{{Interval: h.Within, NewestFirst: newestFirst}}
	for _, a := range source.Filters() {
		if value := some(a, events[0]); value != "" {
			lookups = append(lookups, cloudtrail.Lookup{Filter: cloudtrail.Filter{Attribute: a, Value: value}, Interval: h.Within, NewestFirst: newestFirst})
		}
	}
	var group sync.WaitGroup
	for _, l := range lookups {
		group.Go(func() { check(t, source, events, l) })
	}
	group.Wait()
}

func (h Harness) shape(t *testing.T) {
	source := h.New(t, nil)
	if k := source.Key(); k.Account == "" || k.Region == "" || cloudtrail.ParseSourceKey(k.String()) != k {
		t.Errorf("key %q does not name an account and a region", k)
	}
	if source.PageSize() < 1 {
		t.Errorf("page size %d", source.PageSize())
	}
	filters := source.Filters()
	if slices.Contains(filters, cloudtrail.Everything) {
		t.Error("Everything is not a filter")
	}
	slices.Sort(filters)
	if len(slices.Compact(slices.Clone(filters))) != len(filters) {
		t.Errorf("filters come twice: %v", filters)
	}
}

// promptly is how soon a cancelled lookup is to be back.
const promptly = 500 * time.Millisecond

func (h Harness) cancel(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	err := h.New(t, h.events(9, h.Events, h.Within)).Events(ended, cloudtrail.Lookup{Interval: h.Within}, func(cloudtrail.Page) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a lookup that was cancelled before it began: %v", err)
	}
	if h.Hang == nil {
		return
	}
	source := h.Hang(t)
	for _, newestFirst := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		var begun time.Time
		timer := time.AfterFunc(30*time.Millisecond, func() { begun = time.Now(); cancel() })
		err := source.Events(ctx, cloudtrail.Lookup{Interval: h.Within, NewestFirst: newestFirst}, func(cloudtrail.Page) error { return nil })
		if !timer.Stop() && time.Since(begun) > promptly {
			t.Errorf("a cancelled call took %v to return", time.Since(begun))
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled call: %v", err)
		}
		cancel()
	}
}
