package lookup

import "math"

// When a run cuts its interval. A slice costs about half a call more than going
// on would, so small lookups are never cut.
const (
	splitAfter     = 3   // pages that must have come, each with a token
	splitAbove     = 6.0 // estimated pages that must remain in the slice cut
	worthwhile     = 0.9 // calls that one chain leaves unused above this product
	maxWorkers     = 8
	freeWorkers    = 4  // without a rate to keep
	maxPending     = 96 // pages held back for those before them
	leastPages     = 3  // estimated pages that a border leaves the newer part
	nearPages      = 4  // least pages before a border, newest first
	farPages       = 8  // least pages before a border, otherwise
	nearGrowth     = 4  // a border moves away by a part of what was read
	cycleSmoothing = 0.3
)

// workers is how many chains keep the pace busy: what one call takes, times the
// calls a second, and one more for when calls take longer.
func (r *run) workers() int {
	if r.src.pacer.unlimited() {
		return freeWorkers
	}
	need := float64(r.src.pacer.full) * r.cycle
	if need <= worthwhile {
		return 1
	}
	return min(maxWorkers, int(math.Ceil(need))+1)
}

// split cuts a new chain off the one with the most estimated pages left; nil
// when that is not worth a call. The caller holds r.mu. idle is how many workers
// wait for one, this one included.
func (r *run) split(idle int) *chain {
	if r.pages < splitAfter || r.pending >= maxPending || r.othersWait() {
		return nil
	}
	i, left := r.longest()
	if left <= splitAbove {
		return nil
	}
	parent := r.chains[i]
	border := r.border(parent, left, idle)
	if border <= parent.slice.From || border >= parent.low {
		return nil
	}
	older := parent.slice
	older.To, parent.slice.From = border, border
	child := newChain(older, parent.secondsPerPage())
	r.chains = append(r.chains[:i+1], append([]*chain{child}, r.chains[i+1:]...)...)
	return child
}

// othersWait says that other lookups want the tokens that a new chain would use.
func (r *run) othersWait() bool {
	return r.src.pacer.waiters.Load() > r.waiting.Load()
}

// longest gives the chain with the most estimated pages left, and how many.
func (r *run) longest() (index int, left float64) {
	for i, c := range r.chains {
		if c.done || c.disordered {
			continue
		}
		if n := float64(c.low-c.slice.From) / c.secondsPerPage(); n > left {
			index, left = i, n
		}
	}
	return index, left
}

// border says where to cut: an even share for each worker, but no farther than
// as many pages as the run has read so far, because events come in bursts and
// the estimate is no better than what it has seen. When the reader may stop
// early, it is a few pages away.
func (r *run) border(c *chain, left float64, idle int) int64 {
	far := max(farPages, float64(r.pages))
	if r.lookup.NewestFirst {
		// Slices that wait for the front must fit in what may be held back.
		far = min(max(nearPages, float64(r.pages)/nearGrowth), maxPending/float64(max(2, r.workers())))
	}
	keep := max(leastPages, min(left/float64(idle+1), far))
	return c.low - max(1, int64(keep*c.secondsPerPage()))
}

// secondsPerPage is how much of the interval a page completes here.
func (c *chain) secondsPerPage() float64 {
	if c.pages == 0 {
		return max(1, c.pace)
	}
	return max(1, float64(c.slice.To-c.low)) / float64(c.pages)
}
