package sim

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// A Call is one LookupEvents call, as it was asked and what became of it.
type Call struct {
	Account    string // "" if the request was not signed
	Region     string
	Attribute  string // of several the first; "" is none
	Value      string
	Category   string    // EventCategory as asked
	Start      time.Time // zero if the call gave none
	End        time.Time
	Token      bool      // it asked for a further page
	MaxResults int       // 0 if the call gave none
	Events     int       // how many were delivered
	Error      string    // the error's code; "call aborted" when there was no answer; "" is success
	At         time.Time // when it came, by Options.Clock
}

// describe notes what a request asks for.
func (c *Call) describe(req request) {
	if len(req.LookupAttributes) > 0 {
		c.Attribute, c.Value = req.LookupAttributes[0].AttributeKey, req.LookupAttributes[0].AttributeValue
	}
	c.Category = req.EventCategory
	c.Start, c.End = epochTime(req.StartTime), epochTime(req.EndTime)
	c.Token = req.NextToken != nil
	if req.MaxResults != nil {
		c.MaxResults = *req.MaxResults
	}
}

func epochTime(f *float64) time.Time {
	if f == nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(max(-1e15, min(1e15, *f*1000)))).UTC()
}

// Stats counts the LookupEvents calls since the start or the last Reset. Total and
// Count are all calls, the failed ones too.
type Stats struct {
	Total     int     `json:"total"`
	Throttled int     `json:"throttled"` // ThrottlingException
	Errors    int     `json:"errors"`    // everything else that failed
	Events    int     `json:"events"`    // delivered, duplicates too
	Calls     []Tally `json:"calls"`     // by account, region, attribute, value
}

// A Tally counts the calls with one lookup on one source.
type Tally struct {
	Account   string    `json:"account"`
	Region    string    `json:"region"`
	Attribute string    `json:"attribute"`
	Value     string    `json:"value"`
	Count     int       `json:"count"`
	Pages     int       `json:"pages"`     // calls that were answered
	Further   int       `json:"further"`   // answered calls with a token: pages after the first
	Throttled int       `json:"throttled"` // ThrottlingException
	Errors    int       `json:"errors"`    // everything else that failed
	Events    int       `json:"events"`    // delivered, duplicates too
	Start     time.Time `json:"start"`     // of the last call; zero if it gave none
	End       time.Time `json:"end"`       // of the last call; zero if it gave none
}

// maxCalls bounds the memory for Calls; older calls are forgotten, not uncounted.
const maxCalls = 100_000

// tally keeps the counters.
type tally struct {
	mu     sync.Mutex
	calls  []Call
	counts map[tallyKey]*Tally
}

type tallyKey struct{ account, region, attribute, value string }

func newTally() *tally { return &tally{counts: map[tallyKey]*Tally{}} }

func (t *tally) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.calls, t.counts = nil, map[tallyKey]*Tally{}
}

func (t *tally) add(c Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.calls) >= maxCalls {
		t.calls = append([]Call(nil), t.calls[maxCalls/2:]...)
	}
	t.calls = append(t.calls, c)
	key := tallyKey{c.Account, c.Region, c.Attribute, c.Value}
	n := t.counts[key]
	if n == nil {
		n = &Tally{Account: c.Account, Region: c.Region, Attribute: c.Attribute, Value: c.Value}
		t.counts[key] = n
	}
	n.take(c)
}

func (n *Tally) take(c Call) {
	n.Count++
	n.Events += c.Events
	n.Start, n.End = c.Start, c.End
	switch c.Error {
	case "":
		n.Pages++
		if c.Token {
			n.Further++
		}
	case codeThrottling:
		n.Throttled++
	default:
		n.Errors++
	}
}

// Stats gives the counters.
func (s *Server) Stats() Stats {
	s.tally.mu.Lock()
	defer s.tally.mu.Unlock()
	stats := Stats{Calls: []Tally{}}
	for _, n := range s.tally.counts {
		stats.Total += n.Count
		stats.Throttled += n.Throttled
		stats.Errors += n.Errors
		stats.Events += n.Events
		stats.Calls = append(stats.Calls, *n)
	}
	slices.SortFunc(stats.Calls, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region),
			cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Value, b.Value))
	})
	return stats
}

// Calls gives every LookupEvents call since the start or the last Reset, in the
// order of their answers; of very many the last 50,000 at least.
func (s *Server) Calls() []Call {
	s.tally.mu.Lock()
	defer s.tally.mu.Unlock()
	return slices.Clone(s.tally.calls)
}

// Reset zeroes the counters.
func (s *Server) Reset() { s.tally.reset() }
