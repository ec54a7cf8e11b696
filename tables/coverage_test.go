package tables

import (
	"testing"
	"time"
)

func at(s int64) time.Time { return time.Unix(s, 0) }

func missing(c *Coverage[string, string], filters []string, want Interval, now int64) []Interval {
	set := c.Complete("a", filters, at(now))
	return set.Missing(want)
}

func TestCoverageSettlesAndExpires(t *testing.T) {
	c := NewCoverage[string, string](Freshness{Late: 900 * time.Second, TTL: 60 * time.Second})
	c.Add("a", "", Interval{0, 10001}, at(10000))
	all := []string{""}
	for _, x := range []struct {
		now  int64
		want Interval
		gaps int
	}{
		{10000, Interval{0, 10001}, 0},
		{10060, Interval{0, 10061}, 0},  // its present is stretched by the time-to-live
		{10061, Interval{0, 10062}, 1},  // and then the last 15 minutes are stale
		{10061, Interval{0, 9100}, 0},   // older rows are settled for good
		{10061, Interval{0, 9101}, 1},   // the first provisional second
		{10000, Interval{-5, 10001}, 1}, // never covered
	} {
		if got := missing(c, all, x.want, x.now); len(got) != x.gaps {
			t.Errorf("at %d, missing of %v: %v, want %d gaps", x.now, x.want, got, x.gaps)
		}
	}
}

func TestCoverageOfFiltersIsAUnion(t *testing.T) {
	c := NewCoverage[string, string](Freshness{})
	c.Add("a", "", Interval{0, 100}, at(9999))
	c.Add("a", "name=x", Interval{100, 200}, at(9999))
	c.Add("b", "", Interval{200, 300}, at(9999))
	if got := missing(c, []string{"", "name=x"}, Interval{0, 300}, 9999); len(got) != 1 || got[0] != (Interval{200, 300}) {
		t.Errorf("missing with both filters: %v", got)
	}
	if got := missing(c, []string{""}, Interval{0, 300}, 9999); len(got) != 1 || got[0] != (Interval{100, 300}) {
		t.Errorf("missing without the filter: %v", got)
	}
	c.Forget("a", Interval{50, 150})
	if got := missing(c, []string{"", "name=x"}, Interval{0, 200}, 9999); len(got) != 1 || got[0] != (Interval{50, 150}) {
		t.Errorf("missing after forgetting: %v", got)
	}
}

func TestPagesEvictTheOldestThatIsNotPinned(t *testing.T) {
	p := NewPages[string](1000)
	for hour := int64(0); hour < 10; hour++ {
		p.Grow("a", hour*PageSeconds+5, 100)
	}
	if out := p.Evict(); out != nil {
		t.Fatalf("evicted %v within the budget", out)
	}
	pin := p.Pin("a", Interval{0, PageSeconds + 1}) // hours 0 and 1, now also the youngest
	p.Grow("a", 10*PageSeconds, 250)
	out := p.Evict()
	if len(out) != 4 || out[0].Hour != 2 || out[3].Hour != 5 {
		t.Fatalf("evicted %v, want hours 2 to 5", out)
	}
	p.Grow("a", 11*PageSeconds, 2000)
	for _, key := range p.Evict() {
		if key.Hour < 2 {
			t.Fatalf("evicted the pinned page %v", key)
		}
	}
	p.Unpin(pin)
	p.Grow("a", 12*PageSeconds, 1)
	p.Evict()
	if p.Bytes() > 1000 {
		t.Fatalf("%d bytes left over the budget of 1000", p.Bytes())
	}
}
