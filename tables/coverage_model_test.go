package tables

import (
	"math/rand"
	"testing"
	"time"
)

// The map is played against a model that remembers every second by itself.

const (
	modelSeconds = 80
	modelLate    = 12
	modelTTL     = 5
)

type modelKey struct{ source, filter string }

// reading is one second of a map's interval: complete as of asOf. The last second
// of a reading that held its own present stands for the moments since, too.
type reading struct {
	asOf    int64
	present bool
}

type coverageModel map[modelKey]map[int64][]reading

func (m coverageModel) add(k modelKey, i Interval, asOf int64) {
	if m[k] == nil {
		m[k] = map[int64][]reading{}
	}
	for s := i.From; s < i.To; s++ {
		m[k][s] = append(m[k][s], reading{asOf, s == asOf})
	}
}

func (m coverageModel) forget(source string, i Interval) {
	for k, seconds := range m {
		for s := i.From; k.source == source && s < i.To; s++ {
			delete(seconds, s)
		}
	}
}

func (m coverageModel) complete(source string, usable []string, second, now int64) bool {
	for _, f := range usable {
		seconds := m[modelKey{source, f}]
		for _, r := range seconds[second] {
			if second < r.asOf-modelLate || r.asOf >= now-modelTTL {
				return true
			}
		}
		for _, present := range seconds {
			for _, r := range present {
				if r.present && r.asOf >= now-modelTTL && second > r.asOf && second <= r.asOf+modelTTL {
					return true
				}
			}
		}
	}
	return false
}

func TestCoverageAgainstSeconds(t *testing.T) {
	for seed := int64(0); seed < 100; seed++ {
		playCoverage(t, rand.New(rand.NewSource(seed)))
	}
}

func playCoverage(t *testing.T, r *rand.Rand) {
	t.Helper()
	c := NewCoverage[string, string](Freshness{Late: modelLate * time.Second, TTL: modelTTL * time.Second})
	m := coverageModel{}
	sources, filters := []string{"a", "b"}, []string{"", "x", "y"}
	for now := int64(10); now < modelSeconds; now += r.Int63n(4) {
		source := sources[r.Intn(2)]
		from := r.Int63n(now)
		i := Interval{from, from + 1 + r.Int63n(now-from)}
		switch r.Intn(4) {
		case 0:
			c.Forget(source, i)
			m.forget(source, i)
		default:
			asOf := now - r.Int63n(min(now, 2*modelTTL)) // a fetch that began a while ago
			if r.Intn(2) == 0 {
				i.To = asOf + 1
			}
			i.To = min(i.To, asOf+1)
			k := modelKey{source, filters[r.Intn(3)]}
			c.Add(k.source, k.filter, i, at(asOf))
			m.add(k, i, asOf)
		}
		usable := filters[:1+r.Intn(3)]
		set := c.Complete(source, usable, at(now))
		for s := int64(0); s < modelSeconds+modelTTL; s++ {
			if got, want := set.Holds(Interval{s, s + 1}), m.complete(source, usable, s, now); got != want {
				t.Fatalf("at %d, second %d of %s under %q: complete %v, want %v; %v", now, s, source, usable, got, want, set.Intervals())
			}
		}
		checkEach(t, c, m)
	}
}

// checkEach holds what the map tells of itself to the model.
func checkEach(t *testing.T, c *Coverage[string, string], m coverageModel) {
	t.Helper()
	c.Each(func(source, filter string, i Interval, asOf int64) {
		if i.Empty() {
			t.Fatalf("empty interval for %s %q", source, filter)
		}
		for s := i.From; s < i.To; s++ {
			known := false
			for _, r := range m[modelKey{source, filter}][s] {
				known = known || r.asOf == asOf || (asOf == 0 && s < r.asOf-modelLate)
			}
			if !known {
				t.Fatalf("Each tells of second %d of %s %q as of %d, which nothing added", s, source, filter, asOf)
			}
		}
	})
}

func TestForgettingThePresentForgetsTheMomentsSince(t *testing.T) {
	c := NewCoverage[string, string](Freshness{Late: 900 * time.Second, TTL: 60 * time.Second})
	c.Add("a", "", Interval{0, 7201}, at(7200))
	c.Forget("a", Interval{7200, 10800}) // the page that begins with the present second
	set := c.Complete("a", []string{""}, at(7200))
	if set.Holds(Interval{7200, 7201}) || !set.Holds(Interval{0, 7200}) {
		t.Errorf("complete after the page went: %v, want 0..7200", set.Intervals())
	}
}

func TestPromise(t *testing.T) {
	c := NewCoverage[string, string](Freshness{Late: 900 * time.Second, TTL: 60 * time.Second})
	for _, x := range []struct {
		name string
		left IntervalSet
		now  int64
		want IntervalSet
	}{
		{"its present is stretched", SetOf(Interval{0, 10001}), 10030, SetOf(Interval{0, 10061})},
		{"once that has landed no more", SetOf(Interval{0, 5000}), 10030, SetOf(Interval{0, 5000})},
		{"for a later reader only what settles", SetOf(Interval{0, 10001}), 10061, SetOf(Interval{0, 9100})},
		{"nothing left", IntervalSet{}, 10000, IntervalSet{}},
	} {
		got := c.Promise(x.left, at(10000), at(x.now))
		over, under := got.Clone(), x.want.Clone()
		over.Drop(&x.want)
		under.Drop(&got)
		if !over.Empty() || !under.Empty() {
			t.Errorf("%s: promised %v, want %v", x.name, got.Intervals(), x.want.Intervals())
		}
	}
}
