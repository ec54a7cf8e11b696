package pgwire

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
)

// The sizes and times of the way out.
const (
	// flushSize is how many bytes gather before they are written unasked.
	flushSize = 32 << 10
	// roomSize is how many unwritten bytes make a session wait for its client.
	roomSize = 64 << 10
	// noticeRoom is how many unwritten bytes make notices be dropped.
	noticeRoom = 1 << 20
	// lazyFlush is how long rows may wait for company.
	lazyFlush = 20 * time.Millisecond
)

// outbox gathers whole messages, of the session and of notices from any
// goroutine, in the order they come. One goroutine (run) writes them, so nobody
// else ever waits in a write: a session waits for room, and a cancel ends that.
// An answer that the network takes at once the session writes itself (answer),
// which saves short statements a change of goroutines.
type outbox struct {
	conn   net.Conn
	direct *directWriter // nil when only run can write, as through TLS

	mu       sync.Mutex
	buf      []byte // messages that run has not taken
	writing  bool   // run is writing what it took
	err      error  // the first failed write; the rest is dropped
	finished bool
	lazy     *time.Timer
	armed    bool // lazy will fire

	wake chan struct{} // for run
	room chan struct{} // for the session that waits
	done chan struct{} // closed when run has ended
}

func newOutbox(conn net.Conn) *outbox {
	o := &outbox{
		conn:   conn,
		direct: newDirectWriter(conn),
		wake:   make(chan struct{}, 1),
		room:   make(chan struct{}, 1),
		done:   make(chan struct{}),
	}
	o.lazy = time.AfterFunc(time.Hour, o.flushLazy)
	o.lazy.Stop()
	return o
}

// run writes until finish is called or a write fails; failed is told the error.
func (o *outbox) run(failed func(error)) {
	defer close(o.done)
	defer o.lazy.Stop()
	var spare []byte
	for {
		o.mu.Lock()
		out, last := o.buf, o.finished
		o.buf = spare[:0]
		o.writing = len(out) > 0
		o.mu.Unlock()
		signal(o.room)
		if len(out) > 0 {
			if _, err := o.conn.Write(out); err != nil {
				o.stop(err)
				failed(err)
				return
			}
		}
		spare = reusable(out)
		if last && len(out) == 0 {
			return
		}
		if !last {
			<-o.wake
		}
	}
}

// reusable gives the buffer back unless one huge message has blown it up.
func reusable(buf []byte) []byte {
	if cap(buf) > 4*roomSize {
		return nil
	}
	return buf
}

func (o *outbox) stop(err error) {
	o.mu.Lock()
	o.err = err
	o.buf = nil
	o.mu.Unlock()
	signal(o.room)
}

// send appends one message.
func (o *outbox) send(m pgproto3.BackendMessage) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return
	}
	if buf, err := m.Encode(o.buf); err == nil {
		o.buf = buf
	}
}

// notice appends a message out of turn and has it written at once. It is dropped
// when the client has not read for long.
func (o *outbox) notice(m pgproto3.BackendMessage) {
	o.mu.Lock()
	full := len(o.buf) > noticeRoom
	o.mu.Unlock()
	if !full {
		o.send(m)
		o.flush()
	}
}

// roomy says whether more may be sent to a client that nobody waits for.
func (o *outbox) roomy() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.buf) < roomSize
}

// rows appends encoded DataRows. They are written soon, and at once when there
// are many.
func (o *outbox) rows(p []byte) {
	o.mu.Lock()
	if o.err == nil {
		o.buf = append(o.buf, p...)
	}
	many := len(o.buf) >= flushSize
	if !many && !o.armed {
		o.armed = true
		o.lazy.Reset(lazyFlush)
	}
	o.mu.Unlock()
	if many {
		o.flush()
	}
}

// flushLazy writes the rows that have waited for company.
func (o *outbox) flushLazy() {
	o.mu.Lock()
	o.armed = false
	waiting := len(o.buf) > 0
	o.mu.Unlock()
	if waiting {
		o.flush()
	}
}

// answer has everything written before it returns, if the network takes it without
// a wait; run writes what is left.
func (o *outbox) answer() {
	o.mu.Lock()
	if o.direct != nil && !o.writing && o.err == nil {
		o.buf = o.buf[:copy(o.buf, o.buf[o.direct.write(o.buf):])]
	}
	left := o.writing || len(o.buf) > 0
	o.mu.Unlock()
	if left {
		o.flush()
	}
}

// flush has everything written; it does not wait.
func (o *outbox) flush() { signal(o.wake) }

// wait waits until there is room for more. It gives the cause of ctx when that
// ends first, and the error of a failed write.
func (o *outbox) wait(ctx context.Context) error {
	for {
		o.mu.Lock()
		err, room := o.err, len(o.buf) < roomSize
		o.mu.Unlock()
		if err != nil {
			return err
		}
		if room {
			return nil
		}
		o.flush()
		select {
		case <-o.room:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// finish writes what is left, for at most the given time, and ends run.
func (o *outbox) finish(limit time.Duration) {
	_ = o.conn.SetWriteDeadline(time.Now().Add(limit))
	o.mu.Lock()
	o.finished = true
	o.mu.Unlock()
	o.flush()
	<-o.done
}
