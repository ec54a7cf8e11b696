package pgwire

import "time"

const (
	// watchEvery is how often running statements are looked at: one that is seen twice
	// is long, and its client is watched from then on.
	watchEvery = 5 * time.Millisecond
	// watchIdle is how many looks without a statement end the looking.
	watchIdle = 200
)

// watch looks after the statements that run long, until stop closes. Short ones cost
// no goroutine and no timer of their own.
func (s *Server) watch(stop <-chan struct{}) {
	for {
		select {
		case <-s.begun:
		case <-stop:
			return
		}
		s.watching.Store(true)
		for quiet := 0; quiet < watchIdle; quiet++ {
			select {
			case <-time.After(watchEvery):
			case <-stop:
				return
			}
			if s.look() {
				quiet = 0
			}
		}
		s.watching.Store(false)
		if s.look() { // begun in between
			signal(s.begun)
		}
	}
}

// look begins to watch the clients of the statements that ran at the last look already.
// It says whether any statement runs.
func (s *Server) look() (running bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		now := c.statements.Load()
		if now%2 == 0 {
			continue
		}
		running = true
		if c.seen.Swap(now) == now {
			c.watch()
		}
	}
	return running
}

// statementBegins and statementEnds tell the watcher.
func (c *conn) statementBegins() {
	c.statements.Add(1)
	if !c.server.watching.Load() {
		signal(c.server.begun)
	}
}

func (c *conn) statementEnds() { c.statements.Add(1) }
