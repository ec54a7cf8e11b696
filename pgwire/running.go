package pgwire

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// running is what a connection runs right now, for those who interrupt it or
// send notices from other goroutines.
type running struct {
	mu     sync.Mutex
	cancel context.CancelCauseFunc // nil when nothing runs
	timer  *time.Timer             // of the statement's time-out
	floor  int                     // the least level of notice that the client wants

	backend Backend // what the register shows; without a PID, nothing
}

// begin makes a context for one command of the client, that a CancelRequest and
// the statement's time-out can end. done must be called when the command ends.
func (c *conn) begin(parent context.Context) (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancelCause(parent)
	c.enter(cancel)
	return ctx, func() {
		c.leave()
		cancel(nil)
	}
}

// enter makes cancel what an interrupt calls, and starts the time-out.
func (c *conn) enter(cancel context.CancelCauseFunc) {
	c.running.mu.Lock()
	c.running.cancel = cancel
	c.running.mu.Unlock()
	c.startStatement()
	c.statementBegins()
}

// startStatement reads the settings that hold for one statement.
func (c *conn) startStatement() {
	s := c.settings()
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	c.running.floor = noticeLevel(s.ClientMinMessages)
	if c.running.timer != nil {
		c.running.timer.Stop()
		c.running.timer = nil
	}
	if cancel := c.running.cancel; s.StatementTimeout > 0 && cancel != nil {
		c.running.timer = time.AfterFunc(s.StatementTimeout, func() {
			cancel(pgerr.New(pgerr.QueryCanceled, "canceling statement due to statement timeout"))
		})
	}
}

// leave ends what enter began.
func (c *conn) leave() {
	c.statementEnds()
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	c.running.cancel = nil
	if c.running.timer != nil {
		c.running.timer.Stop()
		c.running.timer = nil
	}
}

// interrupt cancels what runs, if anything does.
func (c *conn) interrupt(cause error) {
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	if c.running.cancel != nil {
		c.running.cancel(cause)
	}
}

// reason gives the cause for which ctx ended, if it did, instead of the error
// that this led to.
func reason(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// notice is Client.Notice.
func (c *conn) notice(e *pgerr.Error) {
	if e == nil {
		return
	}
	m := c.noticeResponse(e)
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	if c.running.cancel == nil || noticeLevel(e.Severity) < c.running.floor {
		return
	}
	c.out.notice(m)
}

// noticeLevel orders the levels of client_min_messages
// (https://www.postgresql.org/docs/15/runtime-config-client.html). INFO is above
// all, since it is always sent.
func noticeLevel(name string) int {
	switch strings.ToLower(name) {
	case "debug", "debug1", "debug2", "debug3", "debug4", "debug5":
		return 0
	case "log":
		return 1
	case "warning":
		return 3
	case "error", "fatal", "panic":
		return 4
	case "info":
		return 5
	}
	return 2
}
