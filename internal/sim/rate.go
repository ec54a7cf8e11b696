package sim

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// limits is a token bucket for each account and region, on the real clock: a
// client that paces itself does so in real time, whatever Options.Clock says.
type limits struct {
	rate  float64 // tokens a second; 0 is unlimited
	burst float64

	mu      sync.Mutex
	buckets map[sourceKey]*bucket
}

type bucket struct {
	tokens float64
	filled time.Time
}

// newLimits allows rate calls a second, and as many at once after a pause.
func newLimits(rate float64) *limits {
	return &limits{rate: rate, burst: max(1, rate), buckets: map[sourceKey]*bucket{}}
}

// allow takes a token, if there is one.
func (l *limits) allow(key sourceKey) bool {
	if l.rate <= 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	b := l.buckets[key]
	if b == nil {
		b = &bucket{tokens: l.burst, filled: now}
		l.buckets[key] = b
	}
	b.tokens = min(l.burst, b.tokens+now.Sub(b.filled).Seconds()*l.rate)
	b.filled = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// Latency is how long an answer takes: evenly spread from Min to Max.
type Latency struct{ Min, Max time.Duration }

// ParseLatency reads a duration ("300ms") or a range ("200ms-1s").
func ParseLatency(text string) (Latency, error) {
	low, high, isRange := strings.Cut(text, "-")
	if !isRange {
		high = low
	}
	var l Latency
	var err error
	if l.Min, err = time.ParseDuration(low); err != nil {
		return Latency{}, fmt.Errorf("want a duration such as 300ms or a range such as 200ms-1s: %w", err)
	}
	if l.Max, err = time.ParseDuration(high); err != nil {
		return Latency{}, fmt.Errorf("want a duration such as 300ms or a range such as 200ms-1s: %w", err)
	}
	if l.Min < 0 || l.Max < l.Min {
		return Latency{}, fmt.Errorf("%s is before %s", l.Max, l.Min)
	}
	return l, nil
}

// String is the text that ParseLatency reads.
func (l Latency) String() string {
	if l.Min == l.Max {
		return l.Min.String()
	}
	return l.Min.String() + "-" + l.Max.String()
}

func (l Latency) draw(s *Server) time.Duration {
	if l.Max <= l.Min {
		return l.Min
	}
	return l.Min + time.Duration(s.pick(int(l.Max-l.Min)+1))
}
