package engine

import (
	"context"
	"maps"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// set runs SET and RESET.
func (s *session) set(ctx context.Context, info planner.Info, several bool) (pgwire.Rows, error) {
	x, err := oneValue(info.Setting)
	if err != nil {
		return nil, err
	}
	if x.Local && s.block == 'I' && !several {
		s.warn(pgerr.NoActiveSQLTransaction, "SET LOCAL can only be used in transaction blocks")
	}
	if err := s.change(x); err != nil {
		return nil, err
	}
	s.inheritDefaults()
	return noRows(info.Tag), s.applyZone(ctx)
}

// listSettings are those of a list of values.
var listSettings = map[string]bool{"datestyle": true, "search_path": true, "temp_tablespaces": true, "local_preload_libraries": true,
	"session_preload_libraries": true, "shared_preload_libraries": true, "listen_addresses": true, "log_destination": true,
	"synchronous_standby_names": true, "unix_socket_directories": true, "wal_consistency_checking": true}

// oneValue makes one value of those of a SET (flatten_set_variable_args in
// src/backend/utils/misc/guc.c).
func oneValue(x planner.Setting) (planner.Setting, error) {
	if len(x.List) > 1 && !listSettings[x.Name] {
		return x, pgerr.New(pgerr.InvalidParameterValue, "SET %s takes only one argument", x.Name)
	}
	if x.Name == "search_path" && len(x.List) > 0 {
		quoted := make([]string, len(x.List))
		for i, name := range x.List {
			quoted[i] = pgfunc.QuoteIdent(name, reserved)
		}
		x.Value = strings.Join(quoted, ", ")
	}
	return x, nil
}

// saveSettings keeps the values that a transaction, be it an implicit one, goes back to.
// The caller holds mu.
func (s *session) saveSettings() {
	if s.saved == nil {
		s.saved, s.local = maps.Clone(s.settings.values), map[string]string{}
	}
}

// endSettings ends what the transaction has set: LOCAL values, or when it does not
// commit, all.
func (s *session) endSettings(commit bool) {
	s.mu.Lock()
	switch {
	case s.saved == nil:
	case commit:
		for key, value := range s.local {
			s.settings.put(key, value)
		}
	default:
		s.settings.replace(s.saved)
	}
	s.saved, s.local = nil, nil
	s.mu.Unlock()
	s.inheritDefaults()
}

// change changes the values of settings.
func (s *session) change(x planner.Setting) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settings.adopt(x.Name)
	s.saveSettings()
	_, hidden := s.local[x.Name]
	switch {
	case !x.Local:
		delete(s.local, x.Name)
	case !hidden:
		s.local[x.Name] = s.settings.values[x.Name]
	}
	switch {
	case x.Name == "timezone" && x.Value == "" && !x.Reset:
		return s.settings.reset(x.Name)
	case x.Reset:
		return s.settings.reset(x.Name)
	case x.Name == "":
		return nil // SET TRANSACTION and SET SESSION CHARACTERISTICS
	}
	return s.settings.set(x.Name, x.Value)
}

func (s *session) showColumns(name string) ([]pgwire.Column, error) {
	if name == "all" {
		return textColumns("name", "setting", "description"), nil
	}
	spelling, _, err := s.settings.show(name)
	if err != nil {
		return nil, err
	}
	return textColumns(spelling), nil
}

// show runs SHOW.
func (s *session) show(name string) (pgwire.Rows, error) {
	columns, err := s.showColumns(name)
	if err != nil {
		return nil, err
	}
	r := &textRows{columns: columns, tag: "SHOW"}
	if name != "all" {
		_, value, _ := s.settings.show(name)
		r.rows = [][]string{{value}}
		return r, nil
	}
	for _, key := range s.settings.all() {
		spelling, value, _ := s.settings.show(key)
		doc := ""
		if p := parameters[key]; p != nil {
			doc = p.doc
		} else {
			doc = serverSettings()[key].doc
		}
		r.rows = append(r.rows, []string{spelling, value, doc})
	}
	return r, nil
}

// discard runs DISCARD: settings go back, and statements, cursors and temporary
// objects away.
func (s *session) discard(ctx context.Context, tag string, several bool) (pgwire.Rows, error) {
	switch tag {
	case "DISCARD PLANS", "DISCARD SEQUENCES": // none are kept
		return noRows(tag), nil
	case "DISCARD TEMP":
		return noRows(tag), s.dropTemporary(ctx)
	}
	if s.block != 'I' || several {
		return nil, pgerr.New(pgerr.ActiveSQLTransaction, "DISCARD ALL cannot run inside a transaction block")
	}
	s.closeCursors()
	s.mu.Lock()
	s.intents.listens = append(s.intents.listens, listening{})
	err := s.settings.reset("all")
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if s.client.Prepared != nil {
		s.client.Prepared.DropAll()
	}
	if err := s.dropTemporary(ctx); err != nil {
		return nil, err
	}
	return noRows(tag), s.applyZone(ctx)
}

// dropTemporary drops the session's temporary objects.
func (s *session) dropTemporary(ctx context.Context) error {
	found, order, err := objects(ctx, s.conn.Query)
	if err != nil {
		return err
	}
	e := s.newEntry(nil)
	for i := len(order) - 1; i >= 0; i-- {
		if o := found[order[i]]; o.temporary {
			e.sql = append(e.sql, "DROP "+o.kind+" IF EXISTS "+o.name)
		}
	}
	defer s.engine.definitions.Add(1)
	if s.block != 'I' {
		s.writes++
		if err := s.begin(ctx); err != nil {
			return err
		}
	}
	for _, sql := range e.sql {
		if _, err := s.conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	e.defines = true
	s.record(e, "")
	return nil
}

// lock runs LOCK TABLE: there is nothing to wait for, as no statement sees half of
// another's work.
func (st *statement) lock(ctx context.Context) (pgwire.Rows, error) {
	s := st.session
	if s.block == 'I' && !st.several {
		return nil, pgerr.New(pgerr.NoActiveSQLTransaction, "LOCK TABLE can only be used in transaction blocks")
	}
	inner, err := st.wrapped()
	if err != nil {
		return nil, err
	}
	if _, _, err := inner.Describe(ctx); err != nil {
		return nil, s.translate(ctx, err, st.parsed)
	}
	return noRows(st.info.Tag), nil
}
