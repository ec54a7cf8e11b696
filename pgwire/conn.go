package pgwire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

const (
	// inboxSize is how many bytes of messages may wait behind a running one.
	inboxSize = 1 << 20
	// farewell is how long the last bytes may take to leave.
	farewell = 2 * time.Second
	// linger is how long a client that still sends is listened to after the last
	// byte: closing over unread bytes would reset the connection and lose it.
	linger = 250 * time.Millisecond
)

// conn is one client's connection. Up to three goroutines serve it: the session (serve
// and what it calls, which owns all fields without a lock), the writer, and the reader
// while a long statement runs; serve waits for the other two.
type conn struct {
	server *Server
	net    net.Conn // what is spoken through: raw, or TLS over it
	raw    net.Conn
	log    *slog.Logger
	pid    int32
	key    []byte // under server.mu
	minor  uint16 // of the protocol's version

	admitted bool // counted as a session
	starting sync.Mutex
	aborted  bool // under starting: no start-up any more
	started  bool // under starting

	ctx    context.Context // ends with the connection; its cause tells why
	cancel context.CancelCauseFunc

	in      *inbox
	out     *outbox
	frames  *frameReader   // the session's, or the reader's when there is one
	helpers sync.WaitGroup // the writer and the reader

	client       Client
	session      Session
	prepared     *Prepared
	portals      map[string]*portal
	executing    string            // the portal that runs
	portalsMu    sync.Mutex        // what listPortals sees
	reported     map[string]string // what ParameterStatus last told
	toldRevision uint64            // of the settings it was told from
	scratch      []byte            // rows being encoded
	skipping     bool              // after an error, up to the next Sync
	running      running

	notifications notifications
	statements    atomic.Int64 // odd while one runs
	seen          atomic.Int64 // statements at the watcher's last look
}

func newConn(ctx context.Context, s *Server, nc net.Conn, pid int32) *conn {
	c := &conn{
		server:   s,
		net:      nc,
		raw:      nc,
		pid:      pid,
		log:      s.logger().With("pid", pid),
		in:       newInbox(inboxSize),
		prepared: newPrepared(),
		portals:  map[string]*portal{},
		reported: map[string]string{},
	}
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	return c
}

// serve is the connection's life, from the first byte to the last.
func (c *conn) serve() {
	defer c.server.forget(c)
	defer c.cancel(nil)
	defer c.net.Close()
	stop := context.AfterFunc(c.ctx, func() { _ = c.raw.SetReadDeadline(time.Now()) })
	defer stop()
	if err := c.guard(c.letIn); err != nil {
		c.refuse(err)
		return
	}
	c.out = newOutbox(c.net)
	c.frames = newFrameReader(c.net, c.server.maxMessage())
	c.helpers.Go(func() { c.out.run(c.lost) })
	told := c.converse()
	c.out.finish(farewell)
	if told {
		c.lingerClose()
	}
	c.cancel(nil)
	_ = c.raw.SetReadDeadline(time.Now())
	c.helpers.Wait()
}

// letIn brings the client to where a session may be made for it.
func (c *conn) letIn() error {
	params, err := c.startup()
	if err != nil {
		return err
	}
	if err := c.server.admit(c); err != nil {
		return err
	}
	c.client = Client{
		Params:  params,
		PID:     c.pid,
		Address: c.net.RemoteAddr().String(),
		Notice:  c.notice,
		Notify:  c.notify,

		TakePortal:  c.takePortal,
		ClosePortal: c.closeByName,
		Prepared:    c.prepared,
		Portals:     c.listPortals,
		Backends:    backends{c.server},
	}
	if auth := c.server.Authenticate; auth != nil {
		if err := auth(c.ctx, c.client, &AuthExchange{c}); err != nil {
			return fmt.Errorf("authenticate: %w", err)
		}
	}
	return c.leaveStartup()
}

// leaveStartup ends the time limit of the start-up.
func (c *conn) leaveStartup() error {
	c.starting.Lock()
	defer c.starting.Unlock()
	if c.aborted || c.ctx.Err() != nil {
		return fatal(pgerr.CannotConnectNow, "the database system is shutting down")
	}
	c.started = true
	_ = c.net.SetDeadline(time.Time{})
	return nil
}

// abortStartup ends a connection that has no session yet. The server is closing.
func (c *conn) abortStartup() {
	c.starting.Lock()
	defer c.starting.Unlock()
	if !c.started {
		c.aborted = true
		_ = c.raw.SetReadDeadline(time.Now())
	}
}

// refuse tells a client why it is not let in, if it should hear it.
func (c *conn) refuse(err error) {
	if errors.Is(err, errHandled) {
		return
	}
	if errors.Is(err, io.EOF) || errors.Is(err, os.ErrDeadlineExceeded) {
		c.log.Debug("client leaves in start-up", "err", err)
		return
	}
	c.log.Info("refuse connection", "err", err)
	e := pgerr.Flatten(err)
	told := *e
	told.Severity = pgerr.SeverityFatal
	_ = c.net.SetWriteDeadline(time.Now().Add(farewell))
	_ = c.writeNow(errorResponse(&told))
	c.lingerClose()
}

// writeNow sends a message before there is an outbox.
func (c *conn) writeNow(m pgproto3.BackendMessage) error {
	buf, err := m.Encode(nil)
	if err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	if _, err := c.net.Write(buf); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	return nil
}

// watch has the client's messages read while a statement runs, and so sees it leave.
func (c *conn) watch() {
	c.in.read(func() { c.helpers.Go(c.read) })
}

// read queues the client's messages until the session reads by itself again, or the
// client leaves or breaks the protocol.
func (c *conn) read() {
	for {
		f, err := c.frames.next()
		if err != nil {
			c.in.fail(err)
			c.unreadable(err)
			return
		}
		f.body = bytes.Clone(f.body)
		if !c.in.put(f, c.ctx.Done()) {
			return
		}
	}
}

// unreadable ends whatever runs when a read's error is not the client's own.
func (c *conn) unreadable(err error) {
	if e := (*pgerr.Error)(nil); !errors.As(err, &e) {
		c.lost(err)
	}
}

// lost ends whatever runs: nobody will read its result.
func (c *conn) lost(err error) {
	c.cancel(fatal(connectionFailure, "connection to client lost").Because(err))
}

// lingerClose sends the end of the stream, and drops what the client still sends
// for a little while.
func (c *conn) lingerClose() {
	half, ok := c.net.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil || c.ctx.Err() != nil {
		return
	}
	if c.out != nil && c.in.close() && !c.drainInbox() {
		return
	}
	_ = c.net.SetReadDeadline(time.Now().Add(linger))
	_, _ = io.Copy(io.Discard, io.LimitReader(c.net, inboxSize))
}

// drainInbox drops what the reader reads. It gives true when the reader has
// stopped although the client may go on sending.
func (c *conn) drainInbox() bool {
	timer := time.NewTimer(linger)
	defer timer.Stop()
	for {
		_, ok, err := c.in.take()
		if err != nil {
			var e *pgerr.Error
			return errors.As(err, &e)
		}
		if ok {
			continue
		}
		select {
		case <-c.in.arrived:
		case <-c.ctx.Done():
			return false
		case <-timer.C:
			return false
		}
	}
}
