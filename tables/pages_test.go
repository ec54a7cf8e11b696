package tables

import (
	"math/rand"
	"testing"
)

// TestPagesKeepTheirBooks plays random growth, pins and evictions, and holds the
// LRU to a plain map: bytes add up, pinned pages stay, the budget is kept as far as
// pins allow, and what goes is older than what stays.
func TestPagesKeepTheirBooks(t *testing.T) {
	const budget = 2000
	for seed := int64(0); seed < 200; seed++ {
		r := rand.New(rand.NewSource(seed))
		p := NewPages[string](budget)
		m := pagesModel{bytes: map[PageKey[string]]int64{}, grown: map[PageKey[string]]int{}, used: map[PageKey[string]]int{}, pins: map[*Pin[string]]bool{}}
		for step := 1; step < 150; step++ {
			source, hour := string(rune('a'+r.Intn(2))), r.Int63n(12)-3
			second := hour*PageSeconds + r.Int63n(PageSeconds)
			switch r.Intn(8) {
			case 0:
				i := Interval{second, second + 1 + r.Int63n(3*PageSeconds)}
				m.pins[p.Pin(source, i)] = true
				m.touch(source, i, step, p.Bytes() >= budget/2)
			case 1, 2:
				for pin := range m.pins {
					p.Unpin(pin)
					delete(m.pins, pin)
					break
				}
			default:
				bytes := 1 + r.Int63n(300)
				p.Grow(source, second, bytes)
				m.bytes[PageKey[string]{source, hour}] += bytes
				m.grown[PageKey[string]{source, hour}], m.used[PageKey[string]{source, hour}] = step, step
			}
			m.evict(t, p.Evict())
			m.check(t, p, budget)
		}
	}
}

type pagesModel struct {
	bytes map[PageKey[string]]int64
	grown map[PageKey[string]]int // the step it was used last for certain
	used  map[PageKey[string]]int // the step it was used last, also by a pin far from the budget
	pins  map[*Pin[string]]bool
}

func (m *pagesModel) touch(source string, i Interval, step int, certain bool) {
	for key := range m.bytes {
		if key.Source == source && key.Interval().Overlaps(i) {
			m.used[key] = step
			if certain {
				m.grown[key] = step
			}
		}
	}
}

func (m *pagesModel) pinned(key PageKey[string]) bool {
	for pin := range m.pins {
		if pin.source == key.Source && pin.interval.Overlaps(key.Interval()) {
			return true
		}
	}
	return false
}

func (m *pagesModel) evict(t *testing.T, out []PageKey[string]) {
	t.Helper()
	for _, key := range out {
		if m.pinned(key) {
			t.Fatalf("evicted the pinned page %v", key)
		}
		if _, ok := m.bytes[key]; !ok {
			t.Fatalf("evicted %v, which holds nothing", key)
		}
		went := m.grown[key]
		delete(m.bytes, key)
		delete(m.grown, key)
		delete(m.used, key)
		for other, used := range m.used {
			if used < went && !m.pinned(other) && !contains(out, other) {
				t.Fatalf("evicted %v of step %d before %v of step %d", key, went, other, used)
			}
		}
	}
}

func contains(keys []PageKey[string], key PageKey[string]) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

func (m *pagesModel) check(t *testing.T, p *Pages[string], budget int64) {
	t.Helper()
	var all, free int64
	for key, bytes := range m.bytes {
		all += bytes
		if !m.pinned(key) {
			free += bytes
		}
	}
	if p.Bytes() != all || p.Len() != len(m.bytes) {
		t.Fatalf("%d bytes in %d pages, want %d in %d", p.Bytes(), p.Len(), all, len(m.bytes))
	}
	if all > budget && free > 0 {
		t.Fatalf("%d bytes, over the budget of %d, though %d are free to go", all, budget, free)
	}
}

func TestPagesWithoutBudgetStay(t *testing.T) {
	p := NewPages[string](0)
	p.Grow("a", -1, 1<<40)
	if out := p.Evict(); out != nil || p.Len() != 1 {
		t.Errorf("evicted %v without a budget", out)
	}
	if got := (PageKey[string]{"a", floorDiv(-1, PageSeconds)}).Interval(); got != (Interval{-PageSeconds, 0}) {
		t.Errorf("the second before 1970 is in page %v", got)
	}
}
