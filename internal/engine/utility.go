package engine

import (
	"context"
	"maps"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// set runs SET and RESET.
func (s *session) set(ctx context.Context, info planner.Info) (pgwire.Rows, error) {
	x := info.Setting
	if x.Local && s.block == 'I' {
		s.notice(pgerr.SeverityWarning, "SET LOCAL can only be used in transaction blocks", "")
		return noRows(info.Tag), nil
	}
	if err := s.change(x); err != nil {
		return nil, err
	}
	if err := s.applyZone(ctx); err != nil {
		return nil, err
	}
	return noRows(info.Tag), nil
}

// change changes the values of settings.
func (s *session) change(x planner.Setting) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x.Local {
		if _, hidden := s.local[x.Name]; !hidden {
			s.local[x.Name] = s.settings.values[x.Name]
		}
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
	for _, key := range s.settings.names() {
		spelling, value, _ := s.settings.show(key)
		doc := ""
		if p := parameters[key]; p != nil {
			doc = p.doc
		}
		r.rows = append(r.rows, []string{spelling, value, doc})
	}
	return r, nil
}

// transaction runs BEGIN, COMMIT and their kin. Reading needs no transaction of
// DuckDB: each statement sees its own snapshot, as under PostgreSQL's READ
// COMMITTED.
func (s *session) transaction(ctx context.Context, tag string) (pgwire.Rows, error) {
	switch tag {
	case "BEGIN", "START TRANSACTION":
		if s.block != 'I' {
			s.notice(pgerr.SeverityWarning, "there is already a transaction in progress", "")
			return noRows(tag), nil
		}
		s.mu.Lock()
		s.block, s.began = 'T', s.engine.options.Now()
		s.saved, s.local = maps.Clone(s.settings.values), map[string]string{}
		s.mu.Unlock()
		return noRows(tag), nil
	case "COMMIT", "ROLLBACK":
		return s.endBlock(ctx, tag)
	}
	if s.block == 'I' {
		return nil, pgerr.New(pgerr.NoActiveSQLTransaction, "%s can only be used in transaction blocks", tag)
	}
	return nil, pgerr.New(pgerr.FeatureNotSupported, "%s is not supported", tag)
}

func (s *session) endBlock(ctx context.Context, tag string) (pgwire.Rows, error) {
	if s.block == 'I' {
		s.notice(pgerr.SeverityWarning, "there is no transaction in progress", "")
		return noRows(tag), nil
	}
	if s.block == 'E' {
		tag = "ROLLBACK"
	}
	var err error
	if s.writing {
		_, err = s.conn.Exec(ctx, tag)
		s.writing = false
		s.engine.definitions.Add(1)
	}
	s.mu.Lock()
	if tag == "ROLLBACK" {
		s.settings.values = s.saved
	} else {
		maps.Copy(s.settings.values, s.local)
	}
	s.block, s.saved, s.local = 'I', nil, nil
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return noRows(tag), s.applyZone(ctx)
}

// discard runs DISCARD: settings go back and temporary objects away.
func (s *session) discard(ctx context.Context) (pgwire.Rows, error) {
	if s.block != 'I' {
		return nil, pgerr.New(pgerr.ActiveSQLTransaction, "DISCARD ALL cannot run inside a transaction block")
	}
	s.mu.Lock()
	err := s.settings.reset("all")
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	found, order, err := objects(ctx, s.conn.Query)
	if err != nil {
		return nil, err
	}
	for i := len(order) - 1; i >= 0; i-- {
		if o := found[order[i]]; o.temporary {
			if _, err := s.conn.Exec(ctx, "DROP "+o.kind+" IF EXISTS "+o.name); err != nil {
				return nil, err
			}
		}
	}
	s.engine.definitions.Add(1)
	return noRows("DISCARD ALL"), s.applyZone(ctx)
}
