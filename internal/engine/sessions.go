package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/trailgres/trailgres/internal/engine/duck"
)

// sessions are the engine's open sessions. The views of what a session has (its
// statements, its cursors, the backends as it may see them) ask it when they are read:
// nothing is told to DuckDB for statements that do not want to know.
type sessions struct {
	open  sync.WaitGroup
	mu    sync.Mutex
	byPID map[int32]*session
}

func (r *sessions) add(s *session) {
	r.open.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.byPID[s.client.PID] = s
}

func (r *sessions) remove(s *session) {
	r.mu.Lock()
	if r.byPID[s.client.PID] == s {
		delete(r.byPID, s.client.PID)
	}
	r.mu.Unlock()
	r.open.Done()
}

// of gives the session of a process id; nil for the twin's and the store's own connections.
func (r *sessions) of(pid int64) *session {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.byPID[int32(pid)]
}

// functions are those that ask a session, which their first argument names, and the clock.
func (r *sessions) functions() []duck.Function {
	rows := strict("pg_session_rows", []duck.Type{duck.Of(duck.Integer), duck.Of(duck.Varchar)}, duck.JSON, r.rows)
	sleep := strict("pg_session_sleep", []duck.Type{duck.Of(duck.Integer), duck.Of(duck.Double)}, duck.Of(duck.Varchar), r.sleep)
	notify := strict("pg_session_notify", []duck.Type{duck.Of(duck.Integer), duck.Of(duck.Varchar), duck.Of(duck.Varchar)}, duck.Of(duck.Varchar), r.notify)
	clock := strict("pg_clock", nil, duck.Of(duck.TimestampTZ), func(c *call) error {
		c.setInt(time.Now().UnixMicro())
		return nil
	})
	rows.Volatile, sleep.Volatile, notify.Volatile, clock.Volatile = true, true, true, true
	return []duck.Function{rows, sleep, notify, clock}
}

// rows gives rows of a session as JSON.
func (r *sessions) rows(c *call) error {
	s := r.of(c.int(0))
	if s == nil {
		c.setText("[]")
		return nil
	}
	rows, ok := map[string]func() any{"backends": s.backendRows, "prepared": s.preparedRows, "cursors": s.cursorRows, "channels": s.listenRows}[c.text(1)]
	if !ok {
		return fmt.Errorf("no rows named %s", c.text(1))
	}
	text, err := json.Marshal(rows())
	c.setBytes(text)
	return err
}

// sleep waits so many seconds, or until the session's statement is to end.
func (r *sessions) sleep(c *call) error {
	c.setText("")
	s, seconds := r.of(c.int(0)), c.float(1)
	if s == nil || !(seconds > 0) {
		return nil
	}
	ctx := s.conn.Running()
	wait := time.NewTimer(time.Duration(min(seconds, 1e9) * float64(time.Second)))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// notify is pg_notify().
func (r *sessions) notify(c *call) error {
	c.setText("")
	if s := r.of(c.int(0)); s != nil {
		return s.addNotification(c.text(1), c.text(2))
	}
	return nil
}

// instant writes a time for from_json; nil for no time.
func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format("2006-01-02 15:04:05.999999+00")
	return &text
}
