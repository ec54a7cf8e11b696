package pgwire

import (
	"context"
	"errors"
	"os"
	"time"
)

// drainPatience is how long a session that drains in the middle of a pipeline waits
// for what its client has sent already.
const drainPatience = 10 * time.Millisecond

// next waits for the client's next message, and for everything that may end the
// session before it comes: the server's drain, an idle time-out, the client's
// leaving. A resting session drains even when a message has come.
func (c *conn) next(resting bool) (frame, error) {
	if err := c.out.wait(c.ctx); err != nil {
		return frame{}, c.becauseGone(err)
	}
	limit, idle := c.idleLimit(resting)
	alone := c.in.await()
	defer c.in.awake()
	if resting && c.draining() {
		return frame{}, errAdminShutdown()
	}
	if alone {
		return c.nextRead(resting, limit, idle)
	}
	return c.nextQueued(limit, idle)
}

// nextRead reads the next message. Whoever wants to end the wait sets a deadline.
func (c *conn) nextRead(resting bool, limit time.Duration, idle error) (frame, error) {
	if f, missing, err := c.frames.take(); missing == 0 || err != nil {
		return f, err
	}
	if limit > 0 {
		_ = c.raw.SetReadDeadline(time.Now().Add(limit))
		defer func() { _ = c.raw.SetReadDeadline(time.Time{}) }()
	}
	if c.ctx.Err() != nil {
		return frame{}, context.Cause(c.ctx)
	}
	f, err := c.frames.next()
	if errors.Is(err, os.ErrDeadlineExceeded) && c.ctx.Err() == nil {
		switch {
		case c.draining() && resting:
			return frame{}, errAdminShutdown()
		case c.draining():
			return c.nextDraining()
		case limit > 0:
			return frame{}, idle
		}
	}
	if err != nil {
		c.unreadable(err)
	}
	return f, err
}

// nextDraining gives a message that the client of a draining server has sent already.
func (c *conn) nextDraining() (frame, error) {
	_ = c.raw.SetReadDeadline(time.Now().Add(drainPatience))
	f, err := c.frames.next()
	if err != nil {
		return frame{}, errAdminShutdown()
	}
	_ = c.raw.SetReadDeadline(time.Time{})
	return f, nil
}

// nextQueued waits for the reader.
func (c *conn) nextQueued(limit time.Duration, idle error) (frame, error) {
	var timeout <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		timeout = timer.C
	}
	for {
		f, ok, err := c.in.take()
		if ok || err != nil {
			return f, err
		}
		select {
		case <-c.in.arrived:
		case <-c.server.drain:
			if _, ok, _ = c.in.peek(); !ok {
				return frame{}, errAdminShutdown()
			}
		case <-timeout:
			return frame{}, idle
		case <-c.ctx.Done():
			if _, ok, err = c.in.peek(); err == nil {
				return frame{}, context.Cause(c.ctx)
			} else if !ok {
				return frame{}, err
			}
		}
	}
}

// idleLimit gives how long a resting session may wait, 0 for ever, and the error that
// ends it then.
func (c *conn) idleLimit(resting bool) (time.Duration, error) {
	if !resting {
		return 0, nil
	}
	s := c.settings()
	if s.IdleSessionTimeout <= 0 && s.IdleInTransactionTimeout <= 0 {
		return 0, nil
	}
	if c.txStatus() == 'I' {
		return s.IdleSessionTimeout, fatal(idleSessionTimeout, "terminating connection due to idle-session timeout")
	}
	return s.IdleInTransactionTimeout, fatal(idleInTransactionSessionTimeout,
		"terminating connection due to idle-in-transaction timeout")
}

// draining says whether the server has begun to drain.
func (c *conn) draining() bool {
	select {
	case <-c.server.drain:
		return true
	default:
		return false
	}
}

// wakeToDrain ends a wait for the client's next message.
func (c *conn) wakeToDrain() {
	c.in.interrupt(func() { _ = c.raw.SetReadDeadline(time.Now()) })
}
