package pgwire

import (
	"slices"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Backends is the server's register of sessions, for pg_stat_activity,
// pg_cancel_backend and pg_terminate_backend. It is safe from any goroutine.
type Backends interface {
	// List gives the sessions by process id. The queries of other users than the
	// given one are hidden.
	List(user string) []Backend
	// Cancel ends what a session is running, Terminate the session. They say whether
	// there is such a session.
	Cancel(pid int32) bool
	Terminate(pid int32) bool
}

// Backend is one session, as pg_stat_activity tells it
// (https://www.postgresql.org/docs/15/monitoring-stats.html).
type Backend struct {
	PID             int32
	User            string
	Database        string
	ApplicationName string
	Address         string // host:port of the client
	Began           time.Time
	QueryBegan      time.Time // zero before the first
	StateChanged    time.Time
	State           string // active, idle, idle in transaction, idle in transaction (aborted)
	Query           string // the present or the last one
}

// hiddenQuery is what PostgreSQL shows of other users' queries.
const hiddenQuery = "<insufficient privilege>"

// backends is the Backends of a server.
type backends struct{ server *Server }

func (b backends) List(user string) []Backend {
	b.server.mu.Lock()
	conns := make([]*conn, 0, len(b.server.conns))
	for _, c := range b.server.conns {
		conns = append(conns, c)
	}
	b.server.mu.Unlock()
	var list []Backend
	for _, c := range conns {
		c.running.mu.Lock()
		backend := c.running.backend
		c.running.mu.Unlock()
		if backend.PID == 0 {
			continue // still in start-up
		}
		if backend.User != user {
			backend.Query = hiddenQuery
		}
		list = append(list, backend)
	}
	slices.SortFunc(list, func(x, y Backend) int { return int(x.PID) - int(y.PID) })
	return list
}

func (b backends) Cancel(pid int32) bool {
	return b.with(pid, func(c *conn) {
		c.interrupt(pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request"))
	})
}

func (b backends) Terminate(pid int32) bool {
	return b.with(pid, func(c *conn) { c.cancel(errAdminShutdown()) })
}

func (b backends) with(pid int32, f func(*conn)) bool {
	b.server.mu.Lock()
	c := b.server.conns[pid]
	b.server.mu.Unlock()
	if c == nil {
		return false
	}
	f(c)
	return true
}

// enroll makes the session visible in the register.
func (c *conn) enroll() {
	now := time.Now()
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	p := c.client.Params
	c.running.backend = Backend{PID: c.pid, User: p["user"], Database: p["database"], ApplicationName: p["application_name"],
		Address: c.client.Address, Began: now, StateChanged: now, State: "idle"}
}

// activate notes the query that begins.
func (c *conn) activate(query string) {
	now := time.Now()
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	b := &c.running.backend
	b.State, b.Query, b.QueryBegan, b.StateChanged = "active", clean(query), now, now
}

// rest notes that the session waits for its client.
func (c *conn) rest(status byte) {
	state := map[byte]string{'I': "idle", 'T': "idle in transaction", 'E': "idle in transaction (aborted)"}[status]
	c.running.mu.Lock()
	defer c.running.mu.Unlock()
	if b := &c.running.backend; b.State != state {
		b.State, b.StateChanged = state, time.Now()
	}
}
