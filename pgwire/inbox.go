package pgwire

import (
	"sync"
)

// inbox is the bounded queue between a connection's reader and its session. The
// session reads messages by itself as long as its statements are short; when one runs
// longer, a reader begins (Server.watch), which sees the client vanish. It ends when
// the session waits for what it reads.
type inbox struct {
	limit int // bytes of bodies to hold; one message is always taken

	mu      sync.Mutex
	frames  []frame
	bytes   int
	err     error // what the reader ended with
	reading bool  // there is a reader
	awaited bool  // the session waits for the next message
	closed  bool  // the session has ended: no reader any more

	arrived chan struct{} // a frame or an error came
	taken   chan struct{} // a frame was taken
}

// frameCost is what a message weighs in the queue besides its body.
const frameCost = 64

func newInbox(limit int) *inbox {
	return &inbox{limit: limit, arrived: make(chan struct{}, 1), taken: make(chan struct{}, 1)}
}

// await tells that the session waits for a message. It says whether the session
// has to read it itself.
func (q *inbox) await() (alone bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.awaited = true
	return !q.reading && len(q.frames) == 0 && q.err == nil
}

// awake tells that the session waits no more.
func (q *inbox) awake() {
	q.mu.Lock()
	q.awaited = false
	q.mu.Unlock()
}

// read starts a reader, unless there is one, or the session reads, or all has been read.
func (q *inbox) read(start func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.reading || q.awaited || q.closed || q.err != nil {
		return
	}
	q.reading = true
	start()
}

// close lets no reader begin any more. It says whether there is one.
func (q *inbox) close() (reading bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	return q.reading
}

// interrupt calls f if the session reads by itself.
func (q *inbox) interrupt(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.awaited && !q.reading {
		f()
	}
}

// put queues f, waiting for room. It gives false when the reader is to end: the
// session waits for f and reads on by itself, or stop closes first.
func (q *inbox) put(f frame, stop <-chan struct{}) bool {
	for {
		q.mu.Lock()
		if len(q.frames) == 0 || q.bytes+len(f.body)+frameCost <= q.limit {
			q.frames = append(q.frames, f)
			q.bytes += len(f.body) + frameCost
			q.reading = !q.awaited
			goOn := q.reading
			q.mu.Unlock()
			signal(q.arrived)
			return goOn
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
	q.err, q.reading = err, false
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
