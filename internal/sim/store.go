package sim

import (
	"cmp"
	"hash/maphash"
	"iter"
	"slices"
	"sync"
	"time"
)

// fallbackAccount is the account of records that name none, when no account is
// configured and no record names one.
const fallbackAccount = "123456789012"

// A Source is one account in one region, with the number of events it serves.
type Source struct {
	Account string `json:"account"`
	Region  string `json:"region"`
	Events  int    `json:"events"`
}

// store holds every served event: an index for each account and region.
type store struct {
	mu       sync.RWMutex
	account  string // of events that name none; fixed by the first records
	seed     maphash.Seed
	seen     map[uint64]struct{} // hashes of the raw texts that came in
	events   map[sourceKey]*index
	insights map[sourceKey]*index
}

type sourceKey struct{ account, region string }

func newStore(account string) *store {
	return &store{
		account:  account,
		seed:     maphash.MakeSeed(),
		seen:     map[uint64]struct{}{},
		events:   map[sourceKey]*index{},
		insights: map[sourceKey]*index{},
	}
}

// fresh notes a raw text and tells whether it is new. Two files of a trail may
// hold the same record; it is one event.
func (s *store) fresh(raw string) bool {
	hash := maphash.String(s.seed, raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.seen[hash]; known {
		return false
	}
	s.seen[hash] = struct{}{}
	return true
}

// add puts a record set into the indexes.
func (s *store) add(set []parsed, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chooseAccount(set)
	fallback := now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -1).Unix()
	for i := range set {
		p := &set[i]
		if !p.timed {
			p.time = fallback
		}
		if p.account == "" {
			p.account = s.account
		}
		switch p.category {
		case management:
			indexOf(s.events, p).append(p.event)
		case insight:
			indexOf(s.insights, p).append(p.event)
		}
	}
}

func (s *store) chooseAccount(set []parsed) {
	for i := 0; s.account == "" && i < len(set); i++ {
		s.account = set[i].account
	}
	if s.account == "" && len(set) > 0 {
		s.account = fallbackAccount
	}
}

func indexOf(indexes map[sourceKey]*index, p *parsed) *index {
	key := sourceKey{p.account, p.region}
	if indexes[key] == nil {
		indexes[key] = &index{}
	}
	return indexes[key]
}

// defaultAccount is the account of callers whose key tells none.
func (s *store) defaultAccount() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.account == "" {
		return fallbackAccount
	}
	return s.account
}

// index gives the sorted index of a source; an empty one if it has no data.
func (s *store) index(key sourceKey, insights bool) *index {
	s.mu.Lock()
	defer s.mu.Unlock()
	indexes := s.events
	if insights {
		indexes = s.insights
	}
	if indexes[key] == nil {
		return &index{}
	}
	indexes[key] = indexes[key].sorted()
	return indexes[key]
}

// sources lists what there is, by account and region.
func (s *store) sources() []Source {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var list []Source
	for key, ix := range s.events {
		list = append(list, Source{key.account, key.region, len(ix.events) + len(ix.pending)})
	}
	slices.SortFunc(list, func(a, b Source) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region))
	})
	return list
}

// index is the events of one source. Once sorted it never changes: append makes
// the next sorted call build another, so that pages in flight are not disturbed.
type index struct {
	events  []event // newest first, ties by event.tie
	pending []event

	mu       sync.Mutex
	postings map[string]map[string][]int32 // attribute → value → places in events
}

func (ix *index) append(e event) { ix.pending = append(ix.pending, e) }

// sorted gives the index with its pending events in place.
func (ix *index) sorted() *index {
	if len(ix.pending) == 0 {
		return ix
	}
	all := slices.Concat(ix.events, ix.pending)
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return compareEvents(&all[i], &all[j]) })
	next := &index{events: make([]event, len(all))}
	for to, from := range order {
		next.events[to] = all[from]
	}
	return next
}

func compareEvents(a, b *event) int {
	return cmp.Or(cmp.Compare(b.time, a.time), cmp.Compare(a.tie, b.tie), cmp.Compare(a.raw, b.raw))
}

// matching gives the places, ascending, of the events with attribute = value.
func (ix *index) matching(attribute, value string) []int32 {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.postings == nil {
		ix.postings = map[string]map[string][]int32{}
	}
	if ix.postings[attribute] == nil {
		ix.postings[attribute] = ix.build(attribute)
	}
	return ix.postings[attribute][value]
}

func (ix *index) build(attribute string) map[string][]int32 {
	lists := map[string][]int32{}
	for i := range ix.events {
		for value := range ix.events[i].values(attribute) {
			list := lists[value]
			if n := len(list); n == 0 || list[n-1] != int32(i) {
				lists[value] = append(list, int32(i))
			}
		}
	}
	return lists
}

// values gives the values by which an attribute finds the event.
func (e *event) values(attribute string) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch attribute {
		case attributeResourceName, attributeResourceType:
			for _, r := range e.resources {
				value := r.Name
				if attribute == attributeResourceType {
					value = r.Type
				}
				if value != "" && !yield(value) {
					return
				}
			}
		default:
			if value := e.value(attribute); value != "" {
				yield(value)
			}
		}
	}
}

func (e *event) value(attribute string) string {
	switch attribute {
	case attributeEventID:
		return e.id
	case attributeEventName:
		return e.name
	case attributeEventSource:
		return e.source
	case attributeReadOnly:
		return e.readOnly
	case attributeAccessKeyID:
		return e.key
	case attributeUsername:
		return e.username
	}
	return ""
}
