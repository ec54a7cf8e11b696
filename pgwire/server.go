package pgwire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The limits of a Server whose fields are zero.
const (
	DefaultStartupTimeout = time.Minute // PostgreSQL's authentication_timeout
	DefaultMaxMessage     = 64 << 20    // bytes
	DefaultMaxConnections = 100         // PostgreSQL's max_connections
)

const (
	// closeGrace is how long cancelled sessions may take to end.
	closeGrace = 10 * time.Second
	// startingConnections is how many connections may be in start-up besides the
	// sessions; more are closed unheard.
	startingConnections = 100
)

// ErrServerClosed is what Serve gives after Shutdown has begun.
var ErrServerClosed = errors.New("pgwire: server closed")

// Server accepts connections and speaks the protocol. Fill in the exported
// fields before the first Serve and leave them alone after.
type Server struct {
	Handler Handler
	// Logger is told of refused connections, of sessions that end otherwise than by
	// their client's goodbye, and of panics; at the debug level also of the codes of
	// errors. It never gets SQL text or values. nil logs nothing.
	Logger *slog.Logger
	// TLS, if there is one, is what clients that ask for TLS get. It needs one
	// certificate of its own.
	TLS *tls.Config
	// Authenticate lets clients in; nil trusts everyone.
	Authenticate Authenticator
	// StartupTimeout is how long a client may take to be let in.
	StartupTimeout time.Duration
	// MaxMessage is the largest body of a client's message, in bytes.
	MaxMessage int
	// MaxConnections is how many sessions may be open; the next is refused with 53300.
	MaxConnections int

	mu        sync.Mutex
	listeners map[net.Listener]struct{}
	conns     map[int32]*conn
	sessions  int   // connections that are past the start-up packet
	lastPID   int32 // of the newest connection
	draining  bool
	watching  atomic.Bool   // a statement that runs long will be noticed
	begun     chan struct{} // a statement has begun unwatched
	drain     chan struct{} // closed when draining begins
	empty     chan struct{} // closed when draining and no connection is left
}

// Serve accepts connections from l until ctx ends or Shutdown is called, closes
// l, and returns when all its connections have ended. When ctx ends, running
// statements are cancelled and sessions told 57P01. It gives nil after either.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	defer l.Close()
	if !s.listen(l) {
		return ErrServerClosed
	}
	defer s.unlisten(l)
	stop := context.AfterFunc(ctx, func() {
		s.beginDrain()
		s.abort()
	})
	defer stop()

	var watcher, sessions sync.WaitGroup
	unwatch := make(chan struct{})
	watcher.Go(func() { s.watch(unwatch) })
	defer func() {
		sessions.Wait()
		close(unwatch)
		watcher.Wait()
	}()
	return s.accept(context.WithoutCancel(ctx), l, &sessions)
}

func (s *Server) accept(ctx context.Context, l net.Listener, sessions *sync.WaitGroup) error {
	var pause time.Duration
	for {
		nc, err := l.Accept()
		if err == nil {
			pause = 0
			if c := s.newConn(ctx, nc); c != nil {
				sessions.Go(c.serve)
			}
			continue
		}
		if s.closing() {
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return fmt.Errorf("accept connection: %w", err)
		}
		// Out of descriptors, or the like: connections that end will mend it.
		pause = min(max(2*pause, 5*time.Millisecond), time.Second)
		s.logger().Warn("accept connection", "err", err, "pause", pause)
		select {
		case <-time.After(pause):
		case <-s.drainBegun():
			return nil
		}
	}
}

// Shutdown stops accepting, ends idle sessions with 57P01 and lets running
// statements finish until ctx ends; then it cancels them. It returns when every
// session has ended: nil when none had to be cancelled, else ctx's error.
func (s *Server) Shutdown(ctx context.Context) error {
	empty := s.beginDrain()
	select {
	case <-empty:
		return nil
	case <-ctx.Done():
	}
	s.abort()
	select {
	case <-empty:
		return ctx.Err()
	case <-time.After(closeGrace):
		return fmt.Errorf("wait for cancelled sessions: %w", ctx.Err())
	}
}

// beginDrain closes the listeners and tells every session to end when idle. The
// channel it gives is closed when none is left.
func (s *Server) beginDrain() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.init()
	if s.draining {
		return s.empty
	}
	s.draining = true
	close(s.drain)
	for l := range s.listeners {
		_ = l.Close()
	}
	for _, c := range s.conns {
		c.abortStartup()
		c.wakeToDrain()
	}
	if len(s.conns) == 0 {
		close(s.empty)
	}
	return s.empty
}

// abort cancels whatever runs, and ends every session.
func (s *Server) abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.cancel(errAdminShutdown())
		_ = c.raw.SetWriteDeadline(time.Now().Add(farewell))
	}
}

func errAdminShutdown() error {
	return fatal(pgerr.AdminShutdown, "terminating connection due to administrator command")
}

func (s *Server) init() {
	if s.conns != nil {
		return
	}
	s.listeners = map[net.Listener]struct{}{}
	s.conns = map[int32]*conn{}
	s.begun = make(chan struct{}, 1)
	s.drain = make(chan struct{})
	s.empty = make(chan struct{})
}

func (s *Server) listen(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.init()
	if s.draining {
		return false
	}
	s.listeners[l] = struct{}{}
	return true
}

func (s *Server) unlisten(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, l)
}

func (s *Server) closing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draining
}

func (s *Server) drainBegun() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drain
}

func (s *Server) logger() *slog.Logger {
	if s.Logger == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Logger
}

func (s *Server) startupTimeout() time.Duration {
	return orDefault(s.StartupTimeout, DefaultStartupTimeout)
}
func (s *Server) maxMessage() int     { return orDefault(s.MaxMessage, DefaultMaxMessage) }
func (s *Server) maxConnections() int { return orDefault(s.MaxConnections, DefaultMaxConnections) }

func orDefault[T comparable](v, def T) T {
	var zero T
	if v == zero {
		return def
	}
	return v
}
