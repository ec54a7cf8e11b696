package engine

import (
	"context"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
)

// tellSkipped tells the client what a statement with IF EXISTS or IF NOT EXISTS leaves
// alone, as PostgreSQL does
// (https://www.postgresql.org/docs/15/sql-droptable.html: "A notice is issued in this case").
func (st *statement) tellSkipped(ctx context.Context) error {
	d := st.info.Defining
	st.skipped = false
	if !d.MissingOK {
		return nil
	}
	if d.Kind == "schema" {
		return st.tellSkippedSchemas(ctx)
	}
	s := st.session
	if err := s.readCatalog(ctx); err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(st.info.Tag, "DROP"):
		return st.tellMissing(ctx)
	case strings.HasPrefix(st.info.Tag, "ALTER"):
		if target := (planner.Name{Schema: st.info.TargetSchema, Name: st.info.Target}); s.seen.find(target, s) == nil {
			s.tell(pgerr.Notice("relation %q does not exist, skipping", target.Name))
		}
	case d.Kind == "index":
		if made := (planner.Name{Schema: st.info.TargetSchema, Name: d.Index}); s.seen.find(made, s) != nil {
			st.skipped = true
			s.tell(existing("42P07", "relation %q already exists, skipping", d.Index))
		}
	case s.seen.find(st.made(), s) != nil:
		st.skipped = true
		s.tell(existing("42P07", "relation %q already exists, skipping", st.info.Target))
	}
	return nil
}

// tellMissing tells which of the objects that are to be dropped are not there.
func (st *statement) tellMissing(ctx context.Context) error {
	s, d := st.session, st.info.Defining
	for _, o := range d.Objects {
		if s.seen.find(o, s) != nil {
			continue
		}
		there, err := s.existing(ctx, []string{o.Schema})
		if err != nil {
			return err
		}
		if o.Schema != "" && o.Schema != "pg_temp" && len(there) == 0 {
			s.tell(pgerr.Notice("schema %q does not exist, skipping", o.Schema))
			continue
		}
		s.tell(pgerr.Notice("%s %q does not exist, skipping", d.Kind, o.Name))
	}
	return nil
}

// tellSkippedSchemas does so for schemas.
func (st *statement) tellSkippedSchemas(ctx context.Context) error {
	s, drops := st.session, strings.HasPrefix(st.info.Tag, "DROP")
	for _, name := range st.info.Schemas {
		there, err := s.existing(ctx, []string{name})
		switch {
		case err != nil:
			return err
		case drops && len(there) == 0:
			s.tell(pgerr.Notice("schema %q does not exist, skipping", name))
		case !drops && len(there) > 0:
			s.tell(existing("42P06", "schema %q already exists, skipping", name))
		}
	}
	return nil
}

// made gives the name, with its schema, of what a CREATE would make.
func (st *statement) made() planner.Name {
	name := planner.Name{Schema: st.info.TargetSchema, Name: st.info.Target}
	switch path := st.session.path.schemas; {
	case st.info.Temporary:
		name.Schema = "pg_temp"
	case name.Schema == "" && len(path) > 0:
		name.Schema = path[0]
	}
	return name
}

// existing gives the notice of something that is there already.
func existing(code, format string, names ...any) *pgerr.Error {
	e := pgerr.Notice(format, names...)
	e.Code = code
	return e
}
