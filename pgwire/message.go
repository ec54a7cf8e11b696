package pgwire

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The types of messages from a client, by the names of
// https://www.postgresql.org/docs/15/protocol-message-formats.html.
const (
	msgBind         = 'B'
	msgClose        = 'C'
	msgCopyData     = 'd'
	msgCopyDone     = 'c'
	msgCopyFail     = 'f'
	msgDescribe     = 'D'
	msgExecute      = 'E'
	msgFlush        = 'H'
	msgFunctionCall = 'F'
	msgParse        = 'P'
	msgQuery        = 'Q'
	msgSync         = 'S'
	msgTerminate    = 'X'
)

// handle acts on one message. It says whether ReadyForQuery is due, and gives
// the error that ends the session.
func (c *conn) handle(f frame) (ready bool, err error) {
	switch {
	case f.kind == msgTerminate:
		return false, errTerminate
	case f.kind == msgSync:
		c.skipping = false
		if err := checkLayout(f); err != nil {
			if err := c.fail(err); err != nil {
				return false, err
			}
		}
		return true, c.finishImplicit()
	case !known(f.kind):
		return false, fatal(pgerr.ProtocolViolation, "invalid frontend message type %d", f.kind)
	case c.skipping:
		return false, nil
	}
	switch f.kind {
	case msgQuery:
		return true, c.handleQuery(f.body)
	case msgFunctionCall:
		return true, c.fail(pgerr.New(pgerr.FeatureNotSupported, "function call messages are not supported"))
	case msgCopyData, msgCopyDone, msgCopyFail:
		return false, nil // left over from a COPY that failed
	}
	if err := c.guard(func() error { return c.extended(f) }); err != nil {
		c.skipping = true
		err = c.fail(err)
		c.out.flush() // a client may wait for it before its Sync
		return false, err
	}
	return false, nil
}

func known(kind byte) bool {
	switch kind {
	case msgBind, msgClose, msgCopyData, msgCopyDone, msgCopyFail, msgDescribe, msgExecute,
		msgFlush, msgFunctionCall, msgParse, msgQuery:
		return true
	}
	return false
}

// extended acts on a message of the extended protocol.
func (c *conn) extended(f frame) error {
	if err := checkLayout(f); err != nil {
		return err
	}
	switch f.kind {
	case msgParse:
		return c.parse(f.body)
	case msgBind:
		return c.bind(f.body)
	case msgDescribe:
		return c.describe(f.body)
	case msgExecute:
		return c.execute(f.body)
	case msgClose:
		return c.closeNamed(f.body)
	}
	c.out.flush()
	return nil
}

// finishImplicit tells the session that its implicit transaction ends here.
func (c *conn) finishImplicit() error {
	syncer, ok := c.session.(Syncer)
	if !ok {
		return nil
	}
	ctx, done := c.begin(c.ctx)
	defer done()
	if err := c.guard(func() error { return syncer.Sync(ctx) }); err != nil {
		return c.fail(reason(ctx, err))
	}
	return nil
}

// fail tells the client, and the session, of an error. It gives the error back
// when the session cannot go on.
func (c *conn) fail(err error) error {
	e := pgerr.Flatten(err)
	if c.ctx.Err() != nil {
		e = pgerr.Flatten(context.Cause(c.ctx))
	}
	if failer, ok := c.session.(Failer); ok {
		_ = c.guard(func() error { failer.Fail(e); return nil })
	}
	if isFatal(e) {
		return e
	}
	c.log.Debug("statement fails", "code", e.Code)
	c.out.send(c.errorResponse(e))
	return nil
}

// guard turns a panic of f, which is the handler's or ours, into an error of the
// statement; the log has its stack.
func (c *conn) guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("recover from panic", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = pgerr.New(pgerr.InternalError, "internal error").Because(fmt.Errorf("panic: %v", p))
		}
	}()
	return f()
}

// invalidMessage is what PostgreSQL says of a message it cannot read
// (src/backend/libpq/pqformat.c).
func invalidMessage(body []byte, err error) error {
	text := "invalid message format"
	if bytes.IndexByte(body, 0) < 0 {
		text = "invalid string in message"
	}
	return pgerr.New(pgerr.ProtocolViolation, "%s", text).Because(err)
}
