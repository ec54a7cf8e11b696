package engine

import (
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

// function is pg_session_rows(pid, what), which gives rows as JSON.
func (r *sessions) function() duck.Function {
	params := []duck.Type{duck.Of(duck.Integer), duck.Of(duck.Varchar)}
	f := strict("pg_session_rows", params, duck.JSON, func(c *call) error {
		r.mu.Lock()
		s := r.byPID[int32(c.int(0))]
		r.mu.Unlock()
		if s == nil {
			c.setText("[]") // the twin's and the store's own connections
			return nil
		}
		rows, ok := map[string]func() any{"backends": s.backendRows, "prepared": s.preparedRows, "cursors": s.cursorRows}[c.text(1)]
		if !ok {
			return fmt.Errorf("no rows named %s", c.text(1))
		}
		text, err := json.Marshal(rows())
		c.setBytes(text)
		return err
	})
	f.Volatile = true
	return f
}

// instant writes a time for from_json; nil for no time.
func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format("2006-01-02 15:04:05.999999+00")
	return &text
}
