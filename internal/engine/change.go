package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// change runs a statement that changes local objects. A query inside of it is made
// complete first.
func (st *statement) change(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	if err := st.writable(); err != nil {
		return nil, err
	}
	if err := st.creatable(); err != nil {
		return nil, err
	}
	if err := s.writableTransaction(ctx, st.info); err != nil {
		return nil, err
	}
	rendered, err := st.render(ctx, st.rewriter(nonNil(args)))
	if err != nil {
		return nil, err
	}
	query := rendered.Query
	if query == "" && st.info.Kind == planner.Modify {
		// UPDATE and DELETE may read virtual tables in ways that no plan tells.
		if err := st.refuseVirtualReads(); err != nil {
			return nil, err
		}
	}
	scans, err := s.scansOf(ctx, rendered)
	if err != nil {
		return nil, err
	}
	release, err := s.complete(ctx, query, scans)
	if err != nil {
		return nil, err
	}
	defer release()
	whole, err := st.whole(ctx, rendered)
	if err != nil {
		return nil, err
	}
	if err := s.beginWrite(ctx, st.info, st.alone() && len(whole) == 1); err != nil {
		return nil, err
	}
	if st.info.Kind == planner.Define {
		defer s.engine.definitions.Add(1)
	}
	if s.recording() {
		return st.runRecorded(ctx, rendered, whole)
	}
	return st.runWrite(ctx, rendered, whole)
}

// runWrite runs a write. One that is a transaction of its own is committed with it.
func (st *statement) runWrite(ctx context.Context, rendered planner.Rendered, whole []string) (pgwire.Rows, error) {
	s := st.session
	end := func(bool) {}
	if !s.writing {
		end = s.engine.commits.begin(s.written(st.info))
	}
	if st.info.Returning && st.info.Tag == "DELETE" && s.writing {
		return st.runDeletion(ctx, rendered, nil, nil)
	}
	if st.info.Returning {
		rows, err := s.stream(ctx, st.parsed, rendered.SQL, st.info.Tag+returningTag[st.info.Tag], true, rendered.Columns)
		if err != nil {
			end(false)
			return nil, err
		}
		rows.closed = func() { end(true) }
		return rows, nil
	}
	rows, _, err := st.execute(ctx, whole)
	end(err == nil)
	return rows, err
}

// execute runs the engine's statements for one that returns nothing, and gives how many
// rows it has changed.
func (st *statement) execute(ctx context.Context, whole []string) (rows pgwire.Rows, changed int64, err error) {
	for _, sql := range whole {
		if changed, err = st.session.conn.Exec(ctx, sql); err != nil {
			return nil, 0, err
		}
	}
	if st.skipped && st.info.Tag == "SELECT" {
		return noRows("CREATE TABLE AS"), 0, nil
	}
	if st.info.Tag == "SELECT" { // CREATE TABLE AS, for which DuckDB counts nothing
		changed, err = st.session.countRows(ctx, st.info)
	}
	return noRows(st.tag(changed)), changed, err
}

// countRows counts the rows of a table that was just made.
func (s *session) countRows(ctx context.Context, i planner.Info) (rows int64, err error) {
	name := quote(i.Target)
	if i.TargetSchema != "" && i.TargetSchema != "pg_temp" {
		name = quote(i.TargetSchema) + "." + name
	}
	err = s.conn.Query(ctx, "SELECT count(*) FROM "+name, func(row []any) error {
		rows, _ = row[0].(int64)
		return nil
	})
	return rows, err
}

// returningTag is what stands in the tag before the count of rows.
var returningTag = map[string]string{"INSERT": " 0"}

// tag gives the command tag with the number of rows where PostgreSQL has one.
func (st *statement) tag(changed int64) string {
	switch st.info.Tag {
	case "INSERT":
		return fmt.Sprintf("INSERT 0 %d", changed)
	case "UPDATE", "DELETE", "SELECT":
		return fmt.Sprintf("%s %d", st.info.Tag, changed)
	}
	return st.info.Tag
}

// writable refuses to change the virtual tables and what the server keeps.
func (st *statement) writable() error {
	i := st.info
	if i.Temporary && i.Kind == planner.Define {
		return nil
	}
	for _, o := range i.Defining.Objects {
		if err := st.writableObject(o); err != nil {
			return err
		}
	}
	for _, t := range st.session.engine.options.Tables {
		if i.Target == t.Name() && (i.TargetSchema == "" || i.TargetSchema == t.Schema()) {
			return pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s on %s: it is read-only", i.Tag, t.Name()).
				WithDetail("%s", t.Doc())
		}
	}
	for _, v := range viewsOf(st.session.engine.options.Tables) {
		if i.Target == v.Name && (i.TargetSchema == "" || i.TargetSchema == v.Schema) {
			return pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s on %s: it is the server's own view", i.Tag, v.Name).
				WithDetail("%s", v.Doc)
		}
	}
	for _, name := range append([]string{i.TargetSchema}, i.Schemas...) {
		if ownSchemas[name] {
			return pgerr.New(pgerr.InsufficientPrivilege, "permission denied for schema %s", name)
		}
	}
	if i.Tag == "CREATE SCHEMA" && strings.HasPrefix(i.Schemas[0], "pg_") {
		return pgerr.New("42939", "unacceptable schema name %q", i.Schemas[0]).
			WithDetail("The prefix \"pg_\" is reserved for system schemas.")
	}
	if i.Tag == "DROP SCHEMA" && slices.Contains(i.Schemas, schema) {
		return pgerr.New(pgerr.InsufficientPrivilege, "must be owner of schema %s", schema)
	}
	return nil
}

// ownSchemas are the server's own.
var ownSchemas = map[string]bool{
	"cloudtrail_store": true, "trailgres": true, "main": true, "pg_catalog": true, "information_schema": true,
}

// refuseVirtualReads refuses an UPDATE or DELETE that names a virtual table: its
// scan is not planned, so its rows might be too few.
func (st *statement) refuseVirtualReads() error {
	known := st.session.engine.options.Tables
	var names []string
	for _, t := range known {
		names = append(names, t.Name())
	}
	for _, v := range viewsOf(known) {
		names = append(names, v.Name)
	}
	for _, name := range names {
		if at, _ := st.parsed.LocateRelation(name); at > 0 {
			return pgerr.New(pgerr.FeatureNotSupported, "%s that reads %s is not supported", st.info.Tag, name).
				At(at).WithHint("Copy what it needs into a table of your own first: CREATE TEMP TABLE … AS SELECT …")
		}
	}
	return nil
}
