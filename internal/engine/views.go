package engine

import (
	"context"
	"fmt"

	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

// viewsOf gives the views that the tables offer of themselves.
func viewsOf(known []tables.Table) []tables.View {
	var out []tables.View
	for _, t := range known {
		if v, ok := t.(tables.Viewer); ok {
			out = append(out, v.Views()...)
		}
	}
	return out
}

// defineViews makes the tables' views in the store, and remembers what the dialect
// must know of them.
func (e *Engine) defineViews(ctx context.Context) error {
	e.aliases = map[string]dialect.Alias{}
	for _, v := range viewsOf(e.options.Tables) {
		e.aliases[v.Name] = dialect.Alias{Presto: v.Presto, Equalities: v.Equalities}
	}
	return createViews(ctx, e.system, e.options.Tables, func(view string, err error) {
		delete(e.aliases, view)
		e.options.Logger.Warn("leave out a view, whose name a table has", "view", view, "error", err)
	})
}

// createViews makes the tables' views. A name that a user's own table has, in a store
// that outlived the process, stays the user's.
func createViews(ctx context.Context, s *store, known []tables.Table, leftOut func(view string, err error)) error {
	for _, v := range viewsOf(known) {
		_, err := s.Exec(ctx, "CREATE OR REPLACE VIEW "+quote(v.Schema)+"."+quote(v.Name)+" AS "+v.SQL)
		if err == nil {
			continue
		}
		taken := false
		asked := s.Query(ctx, "SELECT 1 FROM duckdb_tables() WHERE schema_name = $1 AND table_name = $2",
			func([]any) error { taken = true; return nil }, v.Schema, v.Name)
		if !taken || asked != nil {
			return fmt.Errorf("define view %s: %w", v.Name, err)
		}
		leftOut(v.Name, err)
	}
	return nil
}

// describeView gives a relation of the catalogs that is such a view its comments.
func describeView(r *ownRelation, known []tables.Table) {
	for _, v := range viewsOf(known) {
		if v.Schema != r.schema || v.Name != r.Name || r.Kind != "v" {
			continue
		}
		r.Comment = v.Doc
		for i := range r.Columns {
			r.Columns[i].Comment = v.Docs[r.Columns[i].Name]
		}
	}
}
