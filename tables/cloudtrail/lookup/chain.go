package lookup

import (
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// maxRestarts is how often in a row a chain begins anew after a dead token
// without having completed anything in between; maxIdlePages is how many empty
// pages in a row may repeat the token they were asked with.
const (
	maxRestarts  = 3
	maxIdlePages = 50
)

// chain is one slice of a lookup and the token that walks it, newest first. Its
// worker alone pages it; the run's lock guards it, because other workers split
// it.
type chain struct {
	slice tables.Interval // what it must complete; From rises when it is split
	low   int64           // it is complete in [low, slice.To)
	done  bool

	asked tables.Interval // the bounds that token belongs to
	token *string         // nil before the first page of asked

	seen       bool  // an event has proved something since asked was set
	oldest     int64 // the oldest of those events
	disordered bool  // they were not newest first: only the end proves anything
	recent     [3]map[string]bool

	restarts int
	idle     int
	pages    int
	pace     float64 // seconds a page, as its parent saw it; 0 when unknown

	pending []cloudtrail.Page // fetched, not yet given to the reader
}

func newChain(slice tables.Interval, pace float64) *chain {
	return &chain{slice: slice, low: slice.To, asked: slice, pace: pace}
}

// take notes a page and gives the interval that it completes. more says that a
// token came with it.
func (c *chain) take(page decoded, more bool) tables.Interval {
	c.pages++
	c.observe(page)
	low := c.low
	switch {
	case !more || c.passedBorder():
		low = c.slice.From
		c.done = true
	case c.seen && !c.disordered:
		low = min(low, c.oldest+1)
	}
	complete := tables.Interval{From: low, To: c.low}
	if complete.Empty() {
		return tables.Interval{}
	}
	c.low = low
	c.restarts = 0
	return complete
}

// passedBorder says that everything down to the slice's start has been read: an
// event older than it came, although the request goes on below.
func (c *chain) passedBorder() bool {
	return c.seen && !c.disordered && c.oldest < c.slice.From
}

// observe follows the events' order. An event outside the bounds asked for,
// without a time, or repeated from a page just before, proves nothing.
func (c *chain) observe(page decoded) {
	c.recent[2], c.recent[1], c.recent[0] = c.recent[1], c.recent[0], make(map[string]bool, len(page.events))
	for i, e := range page.events {
		repeated := e.ID != "" && (c.recent[0][e.ID] || c.recent[1][e.ID] || c.recent[2][e.ID])
		c.recent[0][e.ID] = true
		if repeated || !page.timed[i] || e.Time < c.asked.From || e.Time >= c.asked.To {
			continue
		}
		if c.seen && e.Time > c.oldest {
			c.disordered = true
		}
		if !c.seen || e.Time < c.oldest {
			c.oldest = e.Time
		}
		c.seen = true
	}
}

// advance moves to the next token. It says false when the service keeps giving
// the same one with empty pages.
func (c *chain) advance(token *string, empty bool) bool {
	if empty && token != nil && c.token != nil && *token == *c.token {
		c.idle++
	} else {
		c.idle = 0
	}
	c.token = token
	return c.idle <= maxIdlePages
}

// restart begins anew where the chain is complete, after its token died. Once
// the order was broken nothing that came before is trusted, and the whole slice
// is read again. It says false when that has not helped.
func (c *chain) restart() bool {
	if c.disordered {
		c.low = c.slice.To
	}
	c.asked = tables.Interval{From: c.slice.From, To: c.low}
	c.token, c.seen, c.disordered, c.idle = nil, false, false, 0
	c.recent = [3]map[string]bool{}
	c.restarts++
	return c.restarts <= maxRestarts
}
