package engine

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner/dialect"
)

// session is one client's session.
type session struct {
	engine *Engine
	client pgwire.Client
	conn   *duck.Conn
	twin   *twinConn
	synced int64 // the engine's definitions that the twin connection has

	// open is the result that streams on conn now. Another statement on conn would
	// end it, so it is read to its end into memory first.
	open *streamRows

	sides    []string // variables that a result in parts has set
	block    byte     // 'I' idle, 'T' in a transaction block, 'E' in a failed one
	failed   bool     // outside of a block: something has failed since the last Sync
	queried  bool     // the block has run a query or a write
	began    time.Time
	now      time.Time       // the statement's moment
	writing  bool            // a transaction of DuckDB is open, since the block's first write
	wrote    bool            // the session has written, and so may have temporary objects
	snapshot int64           // store.changes when it began
	writes   int             // counts the writes
	changed  map[string]bool // the relations that the open transaction has written, for engine.commits
	journal  *journal        // the writes of the transaction block
	cursors  map[string]*sqlCursor
	zone     *time.Location
	zoneName string     // what DuckDB was told
	path     toldPath   // likewise
	named    *relations // what its statements can name
	namedAt  int64      // the engine's definitions then, and one more
	mu       sync.Mutex // guards settings, which the wire reads at any time, the entries of cursors, and intents
	settings *settings
	saved    map[string]string // the values to go back to when the block does not commit
	local    map[string]string // the values that SET LOCAL hides until the block's end

	savepoints []savepoint
	subs       subtransactions
	intents    intents

	plans   *simplelru.LRU[planKey, *plan]
	kept    *simplelru.LRU[string, keptScans]
	views   map[string]bool // the names of views, as of viewsAt definitions
	viewsAt int64

	seen         *catalogObjects // the objects, as the store's connection was told them
	catalogedAt  int64           // the engine's definitions then, and one more
	visible      map[uint32]bool // the relations that are found without their schema
	visibleIn    string          // the schemas of the path then
	toldSettings string          // the settings, as it was told them
}

func (e *Engine) newSession(ctx context.Context, c pgwire.Client) (*session, error) {
	values, err := newSettings(c.Params, e.options.Settings)
	if err != nil {
		return nil, err
	}
	s := &session{engine: e, client: c, settings: values, block: 'I', zone: time.UTC, synced: -1, plans: newPlans(), kept: newKeptScans()}
	if s.conn, err = e.db.Connect(); err != nil {
		return nil, err
	}
	if s.twin, err = e.twin.connect(); err != nil {
		s.conn.Close()
		return nil, err
	}
	s.subs.end()
	s.inheritDefaults()
	e.sessions.add(s)
	if err := s.prepare(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// prepare gives both connections the session's variables and settings.
func (s *session) prepare(ctx context.Context) error {
	version := fmt.Sprintf("PostgreSQL %s (trailgres %s)", ServerVersion, s.engine.options.Version)
	for _, statement := range []string{
		"SET integer_division = true",
		"SET VARIABLE session_user = " + literal(s.client.Params["user"]),
		"SET VARIABLE database = " + literal(s.engine.options.Database),
		"SET VARIABLE version = " + literal(version),
		fmt.Sprintf("SET VARIABLE backend_pid = %d::INTEGER", s.client.PID),
		"SET search_path = '" + schema + ",trailgres," + dialect.CatalogDatabase + "." + dialect.CatalogSchema + "'",
		"SET VARIABLE current_schema = " + literal(schema),
	} {
		if err := s.both(ctx, statement); err != nil {
			return fmt.Errorf("prepare session: %w", err)
		}
	}
	s.zoneName = "" // the twin's connection may be a new one
	s.path = toldPath{definitions: -1, schemas: []string{schema}}
	return s.applyZone(ctx)
}

// both runs a statement on the store's and on the twin's connection.
func (s *session) both(ctx context.Context, statement string, args ...any) error {
	if _, err := s.conn.Exec(ctx, statement, args...); err != nil {
		return err
	}
	_, err := s.twin.conn.Exec(ctx, statement, args...)
	return err
}

// applyZone tells DuckDB the session's time zone.
func (s *session) applyZone(ctx context.Context) error {
	name := s.setting("timezone")
	if name == s.zoneName {
		return nil
	}
	s.settle(ctx)
	zone, err := time.LoadLocation(name)
	if err != nil {
		return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"TimeZone\": %q", name)
	}
	if err := s.both(ctx, "SET TimeZone = "+literal(name)); err != nil {
		return err
	}
	s.zone, s.zoneName = zone, name
	return nil
}

// TxStatus gives the state of the transaction block.
func (s *session) TxStatus() byte { return s.block }

// Settings gives the values that the wire needs.
func (s *session) Settings() pgwire.Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings.wire()
}

// Fail turns an open transaction block into a failed one. See pgwire.Failer.
func (s *session) Fail(error) {
	if s.block == 'T' {
		s.block = 'E'
	}
	s.failed = s.block == 'I'
}

// Close ends the session and drops what it has of its own.
func (s *session) Close() error {
	s.engine.channels.apply(s, intents{listens: []listening{{}}})
	s.closeCursors()
	if s.open != nil {
		s.open.Close()
	}
	s.plans.Purge()
	s.conn.Close()
	s.twin.close()
	s.engine.sessions.remove(s)
	return nil
}

// settle makes the connection free for another statement: a result that still
// streams on it is read into memory.
func (s *session) settle(ctx context.Context) {
	if s.open != nil {
		open := s.open
		s.open = nil
		open.spool(ctx)
	}
}

// notice tells the client something out of turn.
func (s *session) notice(severity, message, hint string) {
	e := &pgerr.Error{Severity: severity, Code: pgerr.SuccessfulCompletion, Message: message, Hint: hint}
	if severity == pgerr.SeverityWarning {
		e.Code = pgerr.WarningCode
	}
	s.tell(e)
}

// tell sends a notice.
func (s *session) tell(e *pgerr.Error) {
	if s.client.Notice != nil {
		s.client.Notice(e)
	}
}
