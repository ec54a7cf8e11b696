package engine

import "sync"

// commits tells which relations committed writes have changed since a moment. A
// relation is known by its name without its schema, so that two of one name count as
// one: it may tell too much, never too little. What changes the meaning of names
// altogether is a write of everything.
type commits struct {
	mu   sync.Mutex
	at   int64
	last map[string]int64 // when a relation was changed
	open map[string]int   // commits that are going on
}

// everything stands for all relations.
const everything = ""

func newCommits() *commits { return &commits{last: map[string]int64{}, open: map[string]int{}} }

// now gives a moment to ask since with, before a snapshot is taken.
func (c *commits) now() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// begin says that a write of relations is about to be committed, and end whether it
// was. What lies between counts as changed whenever it is asked for.
func (c *commits) begin(names map[string]bool) (end func(committed bool)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for name := range names {
		c.open[name]++
	}
	return func(committed bool) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.at++
		for name := range names {
			if c.open[name]--; c.open[name] == 0 {
				delete(c.open, name)
			}
			if committed {
				c.last[name] = c.at
			}
		}
	}
}

// since says whether one of the relations was changed since a moment.
func (c *commits) since(at int64, names map[string]bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if names[everything] {
		for _, last := range c.last {
			if last > at {
				return true
			}
		}
		return len(c.open) > 0
	}
	changed := func(name string) bool { return c.last[name] > at || c.open[name] > 0 }
	for name := range names {
		if changed(name) {
			return true
		}
	}
	return changed(everything)
}
