package pgwire

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Prepared is a session's prepared statements by name: those of Parse messages
// and those that the session adds for PREPARE. The unnamed statement has the
// name "". Only the session's own calls may change it; List is safe from any goroutine.
type Prepared struct {
	mu     sync.Mutex // what List sees
	byName map[string]*PreparedStatement
}

// PreparedStatement is one prepared statement.
type PreparedStatement struct {
	Name       string
	Query      string
	Statement  Statement // nil for a text without a statement
	ParamOIDs  []uint32
	Columns    []Column
	PreparedAt time.Time
	FromSQL    bool // by PREPARE, not by a Parse message
	uses       int  // portals that run it, and the name while it has one
	runs       atomic.Int64
}

// Run runs the statement, as a portal or EXECUTE does.
func (p *PreparedStatement) Run(ctx context.Context, args []Arg) (Rows, error) {
	p.runs.Add(1)
	return p.Statement.Run(ctx, args)
}

// Runs is how often the statement was run.
func (p *PreparedStatement) Runs() int64 { return p.runs.Load() }

// The most prepared statements and portals that a session may have: a client that
// makes one after the other and closes none must not use the memory of all.
const (
	maxPrepared = 1 << 14
	maxPortals  = 1 << 12
)

// configurationLimitExceeded is PostgreSQL's SQLSTATE for a limit that was set.
const configurationLimitExceeded = "53400"

func newPrepared() *Prepared {
	return &Prepared{byName: map[string]*PreparedStatement{}}
}

// Add gives p's name to p. It fails with 42P05 when a named statement has it
// already; the unnamed one is replaced. Prepared closes the Statement when it is
// dropped and no portal runs it any more.
func (m *Prepared) Add(p *PreparedStatement) error {
	if p.Name == "" {
		m.Drop("")
	} else if m.byName[p.Name] != nil {
		return pgerr.New(pgerr.DuplicatePreparedStatement, "prepared statement \"%s\" already exists", p.Name)
	}
	if len(m.byName) >= maxPrepared {
		return pgerr.New(configurationLimitExceeded, "too many prepared statements").
			WithHint("A session may have %d. Close those that are not needed any more.", maxPrepared)
	}
	if p.PreparedAt.IsZero() {
		p.PreparedAt = time.Now()
	}
	p.uses++
	m.mu.Lock()
	defer m.mu.Unlock()
	m.byName[p.Name] = p
	return nil
}

// Get gives the statement of a name, or 26000.
func (m *Prepared) Get(name string) (*PreparedStatement, error) {
	if p := m.byName[name]; p != nil {
		return p, nil
	}
	if name == "" {
		return nil, pgerr.New(pgerr.InvalidSQLStatementName, "unnamed prepared statement does not exist")
	}
	return nil, pgerr.New(pgerr.InvalidSQLStatementName, "prepared statement \"%s\" does not exist", name)
}

// List gives all named statements, by name.
func (m *Prepared) List() []*PreparedStatement {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := make([]*PreparedStatement, 0, len(m.byName))
	for _, name := range m.names() {
		if name != "" {
			list = append(list, m.byName[name])
		}
	}
	return list
}

// Drop forgets a statement; it says whether there was one.
func (m *Prepared) Drop(name string) bool {
	p := m.byName[name]
	if p == nil {
		return false
	}
	m.mu.Lock()
	delete(m.byName, name)
	m.mu.Unlock()
	p.release()
	return true
}

// DropAll forgets every statement.
func (m *Prepared) DropAll() {
	for _, name := range m.names() {
		m.Drop(name)
	}
}

func (m *Prepared) names() []string { return slices.Sorted(maps.Keys(m.byName)) }

// release gives up one use; the last closes the statement.
func (p *PreparedStatement) release() {
	p.uses--
	if p.uses == 0 && p.Statement != nil {
		_ = p.Statement.Close()
	}
}
