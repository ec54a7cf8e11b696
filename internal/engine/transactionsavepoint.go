package engine

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// invalidSavepoint is PostgreSQL's S_E_INVALID_SPECIFICATION.
const invalidSavepoint = "3B001"

// savepoint is a place in a transaction block that it can go back to. DuckDB has
// none: going back is a matter of the protocol while nothing has been written
// since, and after that of the journal.
type savepoint struct {
	name    string
	number  int64 // of the subtransaction that it begins
	writes  int   // session.writes then
	entries int   // of the journal, then
	values  map[string]string
	local   map[string]string
	cursors map[string]bool // those that were open
	intents intents
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
		s.savepoints = append(s.savepoints, savepoint{name: name, number: s.subs.begin(), writes: s.writes, entries: s.journal.length(),
			values: maps.Clone(s.settings.values), local: maps.Clone(s.local), cursors: s.cursorNames(),
			intents: intents{slices.Clone(s.intents.listens), slices.Clone(s.intents.notes)}})
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
		for len(s.savepoints) > at {
			released := s.Subtransaction()
			s.savepoints = s.savepoints[:len(s.savepoints)-1]
			s.subs.released[released] = s.Subtransaction()
		}
		return noRows(info.Tag), nil
	}
	if err := s.rollbackTo(ctx, s.savepoints[at]); err != nil {
		return nil, err
	}
	s.savepoints = s.savepoints[:at+1]
	s.savepoints[at].number = s.subs.begin()
	return noRows("ROLLBACK"), nil
}

// rollbackTo goes back to a savepoint. When that fails the block has failed, so that
// nothing is kept which the client wants undone.
func (s *session) rollbackTo(ctx context.Context, p savepoint) error {
	if s.writes != p.writes || s.writing && !s.alive(ctx) {
		if err := s.undo(ctx, p); err != nil {
			s.block = 'E'
			return err
		}
	}
	for name := range s.cursors {
		if !p.cursors[name] && !s.cursors[name].portal {
			s.closeCursor(name)
		}
	}
	s.mu.Lock()
	s.block = 'T'
	s.settings.replace(p.values)
	s.local = maps.Clone(p.local)
	s.intents = intents{slices.Clone(p.intents.listens), slices.Clone(p.intents.notes)}
	s.mu.Unlock()
	return s.applyZone(ctx)
}

// undo undoes what was written since a savepoint.
func (s *session) undo(ctx context.Context, p savepoint) error {
	if why := s.journal.refuses(p.entries); why != "" {
		return pgerr.New(pgerr.FeatureNotSupported, "ROLLBACK TO SAVEPOINT is not supported here: %s", why).
			WithDetail("The engine can only undo a whole transaction; what was written before the savepoint would have to be done again.").
			WithHint("Use ROLLBACK and begin again.")
	}
	s.block = 'T' // settings and time are those of a block that goes on
	s.writes++    // until it has worked, whatever is left is not what the savepoint had
	if err := s.replay(ctx, p.entries); err != nil {
		return s.replayError(ctx, err)
	}
	s.writes = p.writes
	return nil
}

// replayError tells the client why the writes before a savepoint were not done again: what
// the engine says of it is that another transaction is in the way.
func (s *session) replayError(ctx context.Context, err error) error {
	var known *pgerr.Error
	var broken *duck.Error
	switch {
	case errors.As(err, &known) || pgerr.FromContext(ctx) != nil:
		return err
	case errors.As(err, &broken):
		return concurrentUpdate(err)
	}
	return err
}

// concurrentUpdate is PostgreSQL's error of a transaction that another one is in the way of.
func concurrentUpdate(cause error) *pgerr.Error {
	return pgerr.New(pgerr.SerializationFailure, "could not serialize access due to concurrent update").
		WithDetail("Another session has changed what this transaction wrote or read before the savepoint, so that it cannot be done again.").
		WithHint("Retry the transaction.").Because(cause)
}

// alive says whether DuckDB's transaction has survived the block's error.
func (s *session) alive(ctx context.Context) bool {
	s.settle(ctx)
	_, err := s.conn.Exec(ctx, "SELECT 1")
	return err == nil
}
