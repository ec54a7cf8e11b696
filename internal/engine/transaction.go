package engine

import (
	"context"
	"errors"
	"maps"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// transaction runs BEGIN, COMMIT and their kin. Reading needs no transaction of
// DuckDB: each statement sees its own snapshot, as under PostgreSQL's READ
// COMMITTED.
func (s *session) transaction(ctx context.Context, info planner.Info) (pgwire.Rows, error) {
	switch info.Tag {
	case "BEGIN", "START TRANSACTION":
		if s.block != 'I' {
			s.warn(pgerr.ActiveSQLTransaction, "there is already a transaction in progress")
		} else {
			s.beginBlock()
		}
		return noRows(info.Tag), s.characterise(info.Block)
	case "COMMIT", "ROLLBACK":
		return s.finishBlock(ctx, info)
	case "SAVEPOINT", "RELEASE", "ROLLBACK TO":
		return s.savepoint(ctx, info)
	case "PREPARE TRANSACTION":
		return s.prepareTransaction(ctx, info)
	case "COMMIT PREPARED", "ROLLBACK PREPARED":
		if s.block != 'I' {
			return nil, pgerr.New(pgerr.ActiveSQLTransaction, "%s cannot run inside a transaction block", info.Tag)
		}
		return nil, pgerr.New(pgerr.UndefinedObject, "prepared transaction with identifier \"%s\" does not exist", info.Block.Prepared)
	}
	return nil, pgerr.New(pgerr.FeatureNotSupported, "%s is not supported", info.Tag)
}

// prepareTransaction runs PREPARE TRANSACTION: as in a PostgreSQL that has
// max_prepared_transactions at its default, the transaction ends with an error.
func (s *session) prepareTransaction(ctx context.Context, info planner.Info) (pgwire.Rows, error) {
	open := s.block == 'T'
	info.Tag, info.Block.Chain = "ROLLBACK", false
	rows, err := s.finishBlock(ctx, info)
	if err != nil || !open {
		return rows, err
	}
	return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "prepared transactions are disabled").
		WithHint("Set max_prepared_transactions to a nonzero value.")
}

// beginBlock begins a transaction block. Statements that the same Query has run
// before belong to it.
func (s *session) beginBlock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.block, s.began, s.queried = 'T', s.engine.options.Now(), false
	s.saveSettings()
	if s.writing {
		s.openJournal()
	}
}

// characterise gives the present transaction the isolation and the access that a
// statement names. Every level behaves as READ COMMITTED.
func (s *session) characterise(b planner.Block) error {
	nested := len(s.savepoints) > 0
	refuse := func(format string) error { return pgerr.New(pgerr.ActiveSQLTransaction, "%s", format) }
	if b.Isolation != "" && b.Isolation != s.setting("transaction_isolation") {
		if s.queried {
			return refuse("SET TRANSACTION ISOLATION LEVEL must be called before any query")
		}
		if nested {
			return refuse("SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction")
		}
	}
	if b.ReadOnly == "off" && s.readOnly() {
		if nested {
			return refuse("cannot set transaction read-write mode inside a read-only transaction")
		}
		if s.queried {
			return refuse("transaction read-write mode must be set before any query")
		}
	}
	if b.Deferrable != "" {
		if nested {
			return refuse("SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction")
		}
		if s.queried {
			return refuse("SET TRANSACTION [NOT] DEFERRABLE must be called before any query")
		}
	}
	return s.apply(b, "transaction_")
}

// apply sets the settings of a transaction, or with another prefix their defaults.
func (s *session) apply(b planner.Block, prefix string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saveSettings()
	for name, value := range map[string]string{"isolation": b.Isolation, "read_only": b.ReadOnly, "deferrable": b.Deferrable} {
		if value == "" {
			continue
		}
		if err := s.settings.set(prefix+name, value); err != nil {
			return err
		}
	}
	return nil
}

// setTransaction runs SET TRANSACTION and SET SESSION CHARACTERISTICS.
func (s *session) setTransaction(info planner.Info, several bool) (pgwire.Rows, error) {
	if info.Block.Session {
		if err := s.apply(info.Block, "default_transaction_"); err != nil {
			return nil, err
		}
		s.inheritDefaults()
		return noRows(info.Tag), nil
	}
	if s.block == 'I' && !several {
		s.warn(pgerr.NoActiveSQLTransaction, "SET TRANSACTION can only be used in transaction blocks")
	}
	if info.Block.Snapshot {
		return nil, s.importSnapshot()
	}
	return noRows(info.Tag), s.characterise(info.Block)
}

// importSnapshot refuses every snapshot, as none is exported.
func (s *session) importSnapshot() error {
	switch s.setting("transaction_isolation") {
	case "repeatable read", "serializable":
		return pgerr.New(pgerr.InvalidParameterValue, "invalid snapshot identifier")
	}
	return pgerr.New(pgerr.FeatureNotSupported, "a snapshot-importing transaction must have isolation level SERIALIZABLE or REPEATABLE READ")
}

// inheritDefaults makes the defaults of transactions hold outside of a block.
func (s *session) inheritDefaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.block != 'I' {
		return
	}
	for _, name := range []string{"isolation", "read_only", "deferrable"} {
		s.settings.put("transaction_"+name, s.settings.values["default_transaction_"+name])
	}
}

func (s *session) setting(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings.values[name]
}

func (s *session) readOnly() bool { return s.setting("transaction_read_only") == "on" }

// finishBlock runs COMMIT and ROLLBACK. A failed block can only be rolled back.
func (s *session) finishBlock(ctx context.Context, info planner.Info) (pgwire.Rows, error) {
	tag := info.Tag
	if s.block == 'I' {
		if info.Block.Chain {
			return nil, pgerr.New(pgerr.NoActiveSQLTransaction, "%s AND CHAIN can only be used in transaction blocks", tag)
		}
		s.warn(pgerr.NoActiveSQLTransaction, "there is no transaction in progress")
		err := s.endWrite(ctx, tag == "COMMIT")
		s.settleIntents(tag == "COMMIT" && err == nil)
		s.endSettings(tag == "COMMIT" && err == nil)
		return noRows(tag), err
	}
	if s.block == 'E' {
		tag = "ROLLBACK"
	}
	chained := planner.Block{Isolation: s.setting("transaction_isolation"), ReadOnly: "off"}
	if s.readOnly() {
		chained.ReadOnly = "on"
	}
	if err := s.leaveBlock(ctx, tag == "COMMIT"); err != nil {
		return nil, err
	}
	if info.Block.Chain {
		s.beginBlock()
		return noRows(tag), s.apply(chained, "transaction_")
	}
	return noRows(tag), nil
}

// leaveBlock ends the transaction block, whatever comes of it.
func (s *session) leaveBlock(ctx context.Context, commit bool) error {
	s.endCursors(commit)
	err := s.endWrite(ctx, commit)
	s.settleIntents(commit && err == nil)
	s.block, s.savepoints, s.journal, s.queried = 'I', nil, nil, false
	s.subs.end()
	s.endSettings(commit && err == nil)
	if err != nil {
		return err
	}
	return s.applyZone(ctx)
}

// beginWrite opens DuckDB's transaction at the first write of a block, or of a
// Query or a pipeline of several statements. A statement that is alone has one of
// its own, unless it takes several of DuckDB's to do its work.
func (s *session) beginWrite(ctx context.Context, i planner.Info, alone bool) error {
	s.writes++
	s.wrote = true
	if alone && s.block == 'I' && !s.writing {
		return nil
	}
	if err := s.begin(ctx); err != nil {
		return err
	}
	if s.changed == nil {
		s.changed = map[string]bool{}
	}
	maps.Copy(s.changed, s.written(i))
	return nil
}

// begin opens DuckDB's transaction if there is none, and in a block its journal.
func (s *session) begin(ctx context.Context) error {
	s.openJournal()
	if s.writing {
		return nil
	}
	if err := s.engine.loadCatalogs(ctx); err != nil { // what is defined later the transaction does not see
		return err
	}
	snapshot := s.engine.system.changes.Load()
	if _, err := s.conn.Exec(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	s.writing, s.snapshot = true, snapshot
	return nil
}

// endWrite ends DuckDB's transaction, if there is one.
func (s *session) endWrite(ctx context.Context, commit bool) error {
	if !s.writing {
		return nil
	}
	s.settle(ctx)
	end := s.engine.commits.begin(s.changed)
	s.writing, s.changed = false, nil
	defer s.engine.definitions.Add(1)
	if !commit {
		end(false)
		_, err := s.conn.Exec(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	_, err := s.conn.Exec(ctx, "COMMIT")
	end(err == nil)
	if err != nil {
		// An interrupted commit leaves the transaction open.
		_, _ = s.conn.Exec(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	return nil
}

// splitQuery ends the transaction of a Query that has written before a statement of
// it reads virtual tables, whose new rows that transaction could not see. The client
// is told: the rest of the Query is another transaction.
func (s *session) splitQuery(ctx context.Context, scans int) error {
	if scans == 0 || !s.writing || s.block != 'I' {
		return nil
	}
	s.notice(pgerr.SeverityNotice, "what this query has written so far is committed, so that fetched rows can be read",
		"To write all or nothing, use BEGIN and COMMIT.")
	return s.endWrite(ctx, true)
}

// Sync ends the implicit transaction of a Query or a pipeline. See pgwire.Syncer.
func (s *session) Sync(ctx context.Context) error {
	failed := s.failed
	s.failed = false
	if s.block != 'I' {
		return nil
	}
	s.endCursors(!failed)
	err := s.endWrite(ctx, !failed)
	s.settleIntents(!failed && err == nil)
	s.queried = false
	if s.saved != nil {
		s.endSettings(!failed && err == nil)
		err = errors.Join(err, s.applyZone(ctx))
	}
	if err != nil {
		return s.translate(ctx, err, nil)
	}
	return nil
}

// writableTransaction refuses to write in a transaction that is read-only; its
// temporary tables' rows may change.
func (s *session) writableTransaction(ctx context.Context, i planner.Info) error {
	if !s.readOnly() {
		return nil
	}
	if i.Kind != planner.Define {
		temporary, err := s.isTemporary(ctx, i)
		if temporary || err != nil {
			return err
		}
	}
	tag := i.Tag
	switch {
	case tag == "SELECT":
		tag = "CREATE TABLE AS"
	case tag == "COPY":
		tag = "COPY FROM"
	}
	return pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", tag)
}

// isTemporary says whether a statement's target is a temporary table.
func (s *session) isTemporary(ctx context.Context, i planner.Info) (found bool, err error) {
	if i.TargetSchema != "" && i.TargetSchema != "pg_temp" {
		return false, nil
	}
	err = s.conn.Query(ctx, "SELECT 1 FROM duckdb_tables() WHERE database_name = 'temp' AND table_name = $1",
		func([]any) error { found = true; return nil }, i.Target)
	return found, err
}

// warn tells the client a WARNING with its SQLSTATE.
func (s *session) warn(code, message string) {
	if s.client.Notice != nil {
		s.client.Notice(&pgerr.Error{Severity: pgerr.SeverityWarning, Code: code, Message: message})
	}
}
