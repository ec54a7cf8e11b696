package engine

import (
	"context"
	"maps"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// invalidSavepoint is PostgreSQL's S_E_INVALID_SPECIFICATION.
const invalidSavepoint = "3B001"

// savepoint is a place in a transaction block that it can go back to. DuckDB has
// none: going back is a matter of the protocol while nothing has been written
// since, and refused after.
type savepoint struct {
	name    string
	writes  int // session.writes then
	values  map[string]string
	local   map[string]string
	cursors map[string]bool // those that were open
}

var savepointStatements = map[string]string{
	"SAVEPOINT": "SAVEPOINT", "RELEASE": "RELEASE SAVEPOINT", "ROLLBACK TO": "ROLLBACK TO SAVEPOINT",
}

// savepoint runs SAVEPOINT, RELEASE and ROLLBACK TO.
func (s *session) savepoint(ctx context.Context, info planner.Info) (pgwire.Rows, error) {
	if s.block == 'I' {
		return nil, pgerr.New(pgerr.NoActiveSQLTransaction, "%s can only be used in transaction blocks",
			savepointStatements[info.Tag])
	}
	name := info.Block.Savepoint
	if info.Tag == "SAVEPOINT" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.savepoints = append(s.savepoints, savepoint{name: name, writes: s.writes,
			values: maps.Clone(s.settings.values), local: maps.Clone(s.local), cursors: s.cursorNames()})
		return noRows(info.Tag), nil
	}
	at := len(s.savepoints) - 1
	for at >= 0 && s.savepoints[at].name != name {
		at--
	}
	if at < 0 {
		return nil, pgerr.New(invalidSavepoint, "savepoint \"%s\" does not exist", name)
	}
	if info.Tag == "RELEASE" {
		s.savepoints = s.savepoints[:at]
		return noRows(info.Tag), nil
	}
	if err := s.rollbackTo(ctx, s.savepoints[at]); err != nil {
		return nil, err
	}
	s.savepoints = s.savepoints[:at+1]
	return noRows("ROLLBACK"), nil
}

// rollbackTo goes back to a savepoint if nothing was written since. It fails the
// block otherwise, so that nothing is kept which the client wants undone.
func (s *session) rollbackTo(ctx context.Context, p savepoint) error {
	if s.writes != p.writes || s.writing && !s.alive(ctx) {
		s.block = 'E'
		return pgerr.New(pgerr.FeatureNotSupported, "ROLLBACK TO SAVEPOINT is not supported in a transaction that has written").
			WithDetail("The engine can only undo a whole transaction.").
			WithHint("Use ROLLBACK and begin again.")
	}
	for name := range s.cursors {
		if !p.cursors[name] {
			s.closeCursor(name)
		}
	}
	s.mu.Lock()
	s.block = 'T'
	s.settings.replace(p.values)
	s.local = maps.Clone(p.local)
	s.mu.Unlock()
	return s.applyZone(ctx)
}

// alive says whether DuckDB's transaction has survived the block's error.
func (s *session) alive(ctx context.Context) bool {
	s.settle(ctx)
	_, err := s.conn.Exec(ctx, "SELECT 1")
	return err == nil
}
