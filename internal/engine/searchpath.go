package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
)

// told is the search path that the session's connections were told.
type toldPath struct {
	setting     string
	definitions int64
	schemas     []string // those of the setting that there are
	first       string   // what current_schema() gives, as a literal
}

// applyPath tells DuckDB where names without a schema are looked for: the schemas of
// search_path that there are, in its order
// (https://www.postgresql.org/docs/15/ddl-schemas.html#DDL-SCHEMAS-PATH), and then the
// server's own functions and the catalogs.
func (s *session) applyPath(ctx context.Context) error {
	setting, definitions := s.setting("search_path"), s.engine.definitions.Load()
	if s.path.setting == setting && s.path.definitions == definitions {
		return nil
	}
	named := s.namedPath(setting)
	schemas, err := s.existing(ctx, named)
	if err != nil {
		return fmt.Errorf("apply search_path: %w", err)
	}
	if strings.Join(schemas, ",") != strings.Join(s.path.schemas, ",") {
		quoted := make([]string, 0, len(schemas)+2)
		for _, name := range schemas {
			quoted = append(quoted, quote(name))
		}
		quoted = append(quoted, "trailgres", dialect.CatalogDatabase+"."+dialect.CatalogSchema)
		s.settle(ctx)
		if err := s.sync(ctx); err != nil { // the twin must have the schemas
			return err
		}
		if err := s.both(ctx, "SET search_path = "+literal(strings.Join(quoted, ","))); err != nil {
			return fmt.Errorf("apply search_path: %w", err)
		}
	}
	first := firstSchema(named, schemas)
	if first != s.path.first {
		s.settle(ctx)
		if err := s.both(ctx, "SET VARIABLE current_schema = "+first); err != nil {
			return fmt.Errorf("apply search_path: %w", err)
		}
	}
	s.path = toldPath{setting, definitions, schemas, first}
	return nil
}

// firstSchema gives the first of a path that there is, as a literal. pg_catalog counts
// where it is named.
func firstSchema(named, there []string) string {
	for _, name := range named {
		if name == "pg_catalog" || slices.Contains(there, name) {
			return literal(name)
		}
	}
	return "NULL"
}

// namedPath gives the schemas that a setting of search_path names.
func (s *session) namedPath(setting string) []string {
	var out []string
	for _, name := range splitNames(setting) {
		if name == "$user" {
			name = s.client.Params["user"]
		}
		out = append(out, name)
	}
	return out
}

// existing gives the schemas among the names that clients may use.
func (s *session) existing(ctx context.Context, names []string) ([]string, error) {
	there := map[string]bool{}
	err := s.conn.Query(ctx, "SELECT DISTINCT schema_name FROM duckdb_schemas() WHERE NOT internal AND database_name NOT IN ('system', 'temp', '"+
		dialect.CatalogDatabase+"')", func(row []any) error {
		name, _ := row[0].(string)
		there[name] = !hidden(name)
		return nil
	})
	var out []string
	for _, name := range names {
		if there[name] {
			out = append(out, name)
		}
	}
	return out, err
}

// splitNames reads a list of identifiers, as in search_path.
func splitNames(list string) []string {
	var out []string
	for _, part := range strings.Split(list, ",") {
		part = strings.TrimSpace(part)
		if unquoted, ok := strings.CutPrefix(part, `"`); ok {
			part = strings.ReplaceAll(strings.TrimSuffix(unquoted, `"`), `""`, `"`)
		} else {
			part = strings.ToLower(part)
		}
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// creatable refuses to make an object without a schema when search_path names none
// that there is.
func (st *statement) creatable() error {
	i := st.info
	if i.Kind == planner.Define && strings.HasPrefix(i.Tag, "CREATE") && i.Tag != "CREATE SCHEMA" && i.TargetSchema == "" && i.Target != "" &&
		!i.Temporary && len(st.session.path.schemas) == 0 {
		return pgerr.New("3F000", "no schema has been selected to create in")
	}
	return nil
}
