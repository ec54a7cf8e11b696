package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
)

// whole gives the engine's statements that do what one of PostgreSQL's does.
func (st *statement) whole(ctx context.Context, rendered planner.Rendered) ([]string, error) {
	whole := append(append(append([]string(nil), rendered.Before...), rendered.SQL), rendered.After...)
	if st.info.Kind != planner.Define {
		return whole, nil
	}
	if err := st.tellSkipped(ctx); err != nil {
		return nil, err
	}
	if err := st.makeable(ctx, rendered.Declared); err != nil {
		return nil, err
	}
	d := st.info.Defining
	switch {
	case st.skipped:
		return whole, nil
	case strings.HasPrefix(st.info.Tag, "DROP"):
		return st.planDrop(ctx, whole)
	case d.Kind == "table" && st.info.Tag != "COMMENT" && st.info.Tag != "TRUNCATE TABLE":
		noted, err := st.noteTable(ctx, whole, rendered)
		if err != nil || st.info.Tag != "ALTER TABLE" {
			return noted, err
		}
		return st.alterTable(ctx, noted)
	case d.Kind == "constraint":
		return st.renameConstraint(ctx)
	case st.info.Tag == "COMMENT" && d.Kind == "table":
		return st.commentTable(ctx, whole)
	case st.info.Tag == "COMMENT" && d.Kind == "column":
		return st.commentColumn(ctx, whole)
	case st.info.Tag == "CREATE VIEW":
		if err := st.replaceable(ctx, rendered.Declared); err != nil {
			return nil, err
		}
		if text := st.parsed.ViewText(); text != "" {
			kept, err := json.Marshal(viewNote{Definition: text, Columns: viewTypes(rendered.Declared)})
			if err != nil {
				return nil, err
			}
			return append(whole, "COMMENT ON VIEW "+localName(st.info)+" IS "+literal(viewMark+string(kept))), nil
		}
	case st.info.Tag == "COMMENT" && d.Kind == "view":
		return st.commentView(ctx, whole)
	}
	return whole, nil
}

// makeable refuses a relation whose name another has, of whatever kind, or two columns of
// which have the same name.
func (st *statement) makeable(ctx context.Context, columns []dialect.DeclaredColumn) error {
	s, d := st.session, st.info.Defining
	if st.skipped || d.Replace || d.Kind == "schema" || d.Kind == "index" || st.info.Tag != "SELECT" && !strings.HasPrefix(st.info.Tag, "CREATE") {
		return nil
	}
	if err := s.readCatalog(ctx); err != nil {
		return err
	}
	if s.seen.find(st.made(), s) != nil {
		return pgerr.New(pgerr.DuplicateTable, "relation %q already exists", st.info.Target)
	}
	named := map[string]bool{}
	for _, c := range columns {
		if named[c.Name] {
			return pgerr.New("42701", "column %q specified more than once", c.Name)
		}
		named[c.Name] = true
	}
	return nil
}

// A view's comment in the store holds its definition in PostgreSQL's words besides
// what COMMENT ON VIEW says of it: the engine keeps its own words only.
const viewMark = "trailgres:"

type viewNote struct {
	Definition string       `json:"definition"`
	Comment    string       `json:"comment,omitempty"`
	Columns    []columnNote `json:"columns,omitempty"`
}

// readViewNote takes a view's comment apart.
func readViewNote(comment string) (n viewNote) {
	text, marked := strings.CutPrefix(comment, viewMark)
	if !marked || json.Unmarshal([]byte(text), &n) != nil {
		return viewNote{Comment: comment}
	}
	return n
}

// commentView puts a comment beside the view's definition.
func (st *statement) commentView(ctx context.Context, whole []string) ([]string, error) {
	name := st.info.Defining.Objects[0]
	note, found := viewNote{}, false
	err := st.session.conn.Query(ctx, "SELECT schema_name, comment FROM duckdb_views() WHERE view_name = $1 AND NOT internal", func(row []any) error {
		schemaName, _ := row[0].(string)
		comment, _ := row[1].(string)
		if !found && (name.Schema == "" || name.Schema == schemaName || schemaName == "main") {
			note, found = readViewNote(comment), true
		}
		return nil
	}, name.Name)
	if err != nil || !found || note.Definition == "" {
		return whole, err
	}
	note.Comment = st.parsed.CommentText()
	kept, err := json.Marshal(note)
	if err != nil {
		return nil, err
	}
	return []string{"COMMENT ON VIEW " + localName(st.info) + " IS " + literal(viewMark+string(kept))}, nil
}

// localName writes the name of the statement's target.
func localName(i planner.Info) string {
	switch i.TargetSchema {
	case "":
		return quote(i.Target)
	case "pg_temp":
		return "temp." + quote(i.Target)
	}
	return quote(i.TargetSchema) + "." + quote(i.Target)
}

// writableObject refuses to change one of the objects that a statement names.
func (st *statement) writableObject(o planner.Name) error {
	one := *st
	one.info.Defining.Objects = nil
	one.info.Target, one.info.TargetSchema = o.Name, o.Schema
	return one.writable()
}

// planDrop gives what drops the objects: with CASCADE the views over them, too, and
// with a table the sequences of its columns.
func (st *statement) planDrop(ctx context.Context, whole []string) ([]string, error) {
	s, d := st.session, st.info.Defining
	if err := s.readCatalog(ctx); err != nil {
		return nil, err
	}
	if d.Kind == "schema" {
		return whole, st.planSchemaDrop(ctx)
	}
	objects := s.seen
	var before, after []string
	var gone []dependent
	for _, name := range d.Objects {
		r := objects.find(name, s)
		if r == nil {
			if !d.MissingOK && d.Kind != "index" && d.Kind != "sequence" {
				return nil, pgerr.New(pgerr.UndefinedTable, "%s %q does not exist", d.Kind, name.Name)
			}
			continue
		}
		if kind := r.kindName(); kind != d.Kind && (d.Kind == "table" || d.Kind == "view") {
			article := map[string]string{"table": "a table", "view": "a view"}[d.Kind]
			return nil, pgerr.New("42809", "%q is not %s", name.Name, article).
				WithHint("Use DROP %s to remove %s.", strings.ToUpper(kind), "a "+kind)
		}
		views := objects.over(r)
		if len(views) > 0 && !d.Cascade {
			return nil, dependsOn(r.described(s), objects.viewsOver(s, r))
		}
		for _, v := range objects.viewsOver(s, r) {
			if !slices.Contains(gone, v) && !d.Names("", strings.TrimPrefix(v.object, "view ")) {
				gone = append(gone, v)
			}
		}
		for _, v := range views {
			if !d.Names(v.schema, v.Name) {
				before = append(before, fmt.Sprintf("DROP VIEW IF EXISTS %s.%s", quote(v.schema), quote(v.Name)))
			}
		}
		for _, sequence := range r.sequences() {
			after = append(after, "DROP SEQUENCE IF EXISTS "+sequence)
		}
	}
	s.tellCascade(gone)
	return append(append(before, whole...), after...), nil
}
