package pgwire

import (
	"sync"
)

// inbox is the bounded queue between a connection's reader and its session. The
// reader goes on reading while a statement runs, and so sees the client vanish.
type inbox struct {
	limit int // bytes of bodies to hold; one message is always taken

	mu     sync.Mutex
	frames []frame
	bytes  int
	err    error // what the reader ended with

	arrived chan struct{} // a frame or an error came
	taken   chan struct{} // a frame was taken
}

// frameCost is what a message weighs in the queue besides its body.
const frameCost = 64

func newInbox(limit int) *inbox {
	return &inbox{limit: limit, arrived: make(chan struct{}, 1), taken: make(chan struct{}, 1)}
}

// put queues f, waiting for room. It gives false when stop closes first.
func (q *inbox) put(f frame, stop <-chan struct{}) bool {
	for {
		q.mu.Lock()
		if len(q.frames) == 0 || q.bytes+len(f.body)+frameCost <= q.limit {
			q.frames = append(q.frames, f)
			q.bytes += len(f.body) + frameCost
			q.mu.Unlock()
			signal(q.arrived)
			return true
		}
		q.mu.Unlock()
		select {
		case <-q.taken:
		case <-stop:
			return false
		}
	}
}

// fail tells that nothing will follow, and why.
func (q *inbox) fail(err error) {
	q.mu.Lock()
	q.err = err
	q.mu.Unlock()
	signal(q.arrived)
}

// take gives the oldest frame, if there is one; else the reader's end, if it has
// ended. With neither, ok is false: wait for arrived.
func (q *inbox) take() (f frame, ok bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.frames) == 0 {
		return frame{}, false, q.err
	}
	f = q.frames[0]
	q.frames[0] = frame{}
	q.frames = q.frames[1:]
	q.bytes -= len(f.body) + frameCost
	if len(q.frames) == 0 {
		q.frames = nil
	}
	signal(q.taken)
	return f, true, nil
}

// peek is take without taking.
func (q *inbox) peek() (f frame, ok bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.frames) == 0 {
		return frame{}, false, q.err
	}
	return q.frames[0], true, nil
}

// signal wakes the one that waits at c, now or the next time it looks.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
