package pgwire

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"math"
	"net"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// newConn registers a connection under a fresh process id. It closes nc and
// gives nil when the server is closing or too many connections are starting.
func (s *Server) newConn(ctx context.Context, nc net.Conn) *conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining || len(s.conns)-s.sessions >= startingConnections {
		_ = nc.Close()
		return nil
	}
	c := newConn(ctx, s, nc, s.freePID())
	s.conns[c.pid] = c
	return c
}

// freePID gives the next process id that no connection has.
func (s *Server) freePID() int32 {
	for {
		s.lastPID++
		if s.lastPID <= 0 || s.lastPID == math.MaxInt32 {
			s.lastPID = 1
		}
		if _, taken := s.conns[s.lastPID]; !taken {
			return s.lastPID
		}
	}
}

// admit counts c as a session, or refuses it with the FATAL error that
// PostgreSQL gives.
func (s *Server) admit(c *conn) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		return fatal(pgerr.CannotConnectNow, "the database system is shutting down")
	}
	if s.sessions >= s.maxConnections() {
		return fatal(pgerr.TooManyConnections, "sorry, too many clients already")
	}
	s.sessions++
	c.admitted = true
	return nil
}

// forget drops a connection that has ended.
func (s *Server) forget(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c.pid)
	if c.admitted {
		s.sessions--
	}
	if s.draining && len(s.conns) == 0 {
		close(s.empty)
	}
}

// newKey makes the secret of a CancelRequest, of the length that the protocol's
// minor version allows: 4 bytes in 3.0, and 32, as in PostgreSQL 18, in 3.2.
func newKey(minor uint16) []byte {
	key := make([]byte, 4)
	if minor >= 2 {
		key = make([]byte, 32)
	}
	_, _ = rand.Read(key) // never fails
	return key
}

// setKey gives c its secret; before, nothing can cancel it.
func (s *Server) setKey(c *conn, key []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.key = key
}

// cancelRequest cancels what the session pid is running, if key is its secret.
// The asker learns nothing, as in PostgreSQL.
func (s *Server) cancelRequest(pid uint32, key []byte) {
	s.mu.Lock()
	c := s.conns[int32(pid)]
	known := c != nil && len(c.key) > 0 && subtle.ConstantTimeCompare(c.key, key) == 1
	s.mu.Unlock()
	if known {
		c.interrupt(pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request"))
	}
}
