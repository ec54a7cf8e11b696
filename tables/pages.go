package tables

import (
	"math"
	"slices"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// PageSeconds is the length of a page of the cache: one hour of one source.
const PageSeconds = 3600

// PageKey names a page: its source and its hour, counted from the Unix epoch.
type PageKey[S comparable] struct {
	Source S
	Hour   int64
}

// Interval gives the seconds of the page.
func (k PageKey[S]) Interval() Interval {
	return Interval{k.Hour * PageSeconds, (k.Hour + 1) * PageSeconds}
}

// Pages is the LRU of a table's pages, with a budget in bytes. Only pages that
// hold rows are in it. It is not safe for concurrent use.
type Pages[S comparable] struct {
	budget int64
	bytes  int64
	lru    *simplelru.LRU[PageKey[S], int64] // values are bytes
	pins   map[*Pin[S]]struct{}
	uses   []Pin[S] // that the order of the pages does not show yet
}

// Pin keeps the pages of one interval of a source from being evicted.
type Pin[S comparable] struct {
	source   S
	interval Interval
}

// NewPages gives an empty LRU; a budget of 0 means no limit.
func NewPages[S comparable](budget int64) *Pages[S] {
	lru, err := simplelru.NewLRU[PageKey[S], int64](math.MaxInt, nil)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &Pages[S]{budget: budget, lru: lru, pins: map[*Pin[S]]struct{}{}}
}

// Grow adds bytes to the page that the second belongs to, and makes it the
// youngest.
func (p *Pages[S]) Grow(source S, second, bytes int64) {
	p.touch()
	key := PageKey[S]{source, floorDiv(second, PageSeconds)}
	had, _ := p.lru.Get(key)
	p.lru.Add(key, had+bytes)
	p.bytes += bytes
}

// Pin marks the pages of the interval as used now and keeps them until Unpin.
func (p *Pages[S]) Pin(source S, i Interval) *Pin[S] {
	pin := &Pin[S]{source, i}
	p.pins[pin] = struct{}{}
	if i := slices.Index(p.uses, *pin); i >= 0 {
		p.uses = slices.Delete(p.uses, i, i+1) // only the last use counts
	}
	p.uses = append(p.uses, *pin)
	if len(p.uses) >= maxUses {
		p.touch()
	}
	return pin
}

// maxUses is how many uses are remembered before the pages hear of them.
const maxUses = 32

// touch makes the pages of the remembered uses the youngest, in the order of the
// uses. It waits until the order matters, because a wide scan uses thousands of
// pages and a warm one has nothing else to do.
func (p *Pages[S]) touch() {
	for _, use := range p.uses {
		for _, key := range p.lru.Keys() {
			if key.Source == use.source && key.Interval().Overlaps(use.interval) {
				p.lru.Get(key)
			}
		}
	}
	p.uses = p.uses[:0]
}

// Unpin gives the pages of a pin free.
func (p *Pages[S]) Unpin(pin *Pin[S]) { delete(p.pins, pin) }

// Evict takes the least recently used pages out until the budget is kept, and
// gives their keys. Pinned pages stay, even if that means staying over the budget.
func (p *Pages[S]) Evict() []PageKey[S] {
	if p.budget <= 0 || p.bytes <= p.budget {
		return nil
	}
	p.touch()
	var out []PageKey[S]
	target := p.budget - p.budget/10 // some slack, so that evictions come in batches
	for _, key := range p.lru.Keys() {
		if p.bytes <= target {
			break
		}
		if p.pinned(key) {
			continue
		}
		bytes, _ := p.lru.Peek(key)
		p.lru.Remove(key)
		p.bytes -= bytes
		out = append(out, key)
	}
	return out
}

func (p *Pages[S]) pinned(key PageKey[S]) bool {
	for pin := range p.pins {
		if pin.source == key.Source && pin.interval.Overlaps(key.Interval()) {
			return true
		}
	}
	return false
}

// Bytes gives the bytes of all pages, Len their number.
func (p *Pages[S]) Bytes() int64 { return p.bytes }

// Len gives the number of pages that hold rows.
func (p *Pages[S]) Len() int { return p.lru.Len() }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
