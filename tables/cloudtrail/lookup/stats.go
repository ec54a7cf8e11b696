package lookup

import (
	"sync/atomic"
	"time"
)

// Stats is what a source has done since it was opened.
type Stats struct {
	Calls     int64         // requests sent, retries included
	Pages     int64         // requests answered with a page
	Throttled int64         // requests that the service throttled
	Failed    int64         // requests that failed otherwise
	Latency   time.Duration // mean time to a page; 0 before the first one
}

type counters struct {
	calls, pages, throttled, failed, waited atomic.Int64
}

func (c *counters) snapshot() Stats {
	s := Stats{
		Calls:     c.calls.Load(),
		Pages:     c.pages.Load(),
		Throttled: c.throttled.Load(),
		Failed:    c.failed.Load(),
	}
	if s.Pages > 0 {
		s.Latency = time.Duration(c.waited.Load() / s.Pages)
	}
	return s
}
