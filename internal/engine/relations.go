package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/pgdata"
	"github.com/trailgres/trailgres/planner/analysis"
)

// relations is what a session's statements can name: the catalogs' relations and the
// objects that are ours. It is an analysis.Schema.
type relations struct {
	known   map[string]bool // the engine's functions that PostgreSQL has not
	path    []string        // where names without a schema are looked for, in order
	schemas map[string]bool
	own     map[string]*analysis.Relation // by schema and name
	objects *catalogObjects
}

// nameable gives what the session's next statement can name.
func (s *session) nameable(ctx context.Context) (*relations, error) {
	at := s.engine.definitions.Load() + 1
	if s.named != nil && s.namedAt == at {
		s.named.path = s.searchPath()
		return s.named, nil
	}
	known, err := s.engine.foreign.names(ctx, s.engine)
	if err != nil {
		return nil, err
	}
	objects, err := s.localObjects(ctx, at)
	if err != nil {
		return nil, fmt.Errorf("list relations: %w", err)
	}
	r := &relations{known: known, path: s.searchPath()}
	r.schemas, r.own = objects.analysed()
	r.objects = objects
	s.named, s.namedAt = r, at
	return r, nil
}

// analysed gives objects the form that analysis wants.
func (objects *catalogObjects) analysed() (schemas map[string]bool, own map[string]*analysis.Relation) {
	schemas, own = map[string]bool{"pg_catalog": true, "information_schema": true}, map[string]*analysis.Relation{}
	for _, s := range objects.Schemas {
		schemas[s.Name] = true
	}
	keys := map[uint32][]analysis.Key{}
	for _, c := range objects.Constraints {
		if c.Kind == "p" || c.Kind == "u" {
			keys[c.Relation] = append(keys[c.Relation], analysis.Key{Name: c.Name, Columns: c.columns, Primary: c.Kind == "p"})
		}
	}
	unique := map[uint32]bool{}
	for _, x := range objects.Indexes {
		unique[x.Relation] = unique[x.Relation] || x.Unique
	}
	for i := range objects.Relations {
		o := &objects.Relations[i]
		schema := o.schema
		if o.Persistence == "t" {
			schema = temporary
		}
		r := &analysis.Relation{OID: o.OID, Schema: o.schema, Name: o.Name, Kind: o.Kind[0], RowType: o.Type, RowArray: o.Array, Open: len(o.Columns) == 0, Keys: keys[o.OID], Unique: unique[o.OID] || len(keys[o.OID]) > 0}
		for _, c := range o.Columns {
			of := analysis.Type{OID: c.Type, Mod: c.TypeMod}
			if c.open {
				of = analysis.Type{OID: analysis.Open, Mod: -1}
			}
			column := analysis.Column{Name: c.Name, Type: of, Table: o.OID, Attr: int16(c.Num), Text: c.text}
			if c.Identity != "" {
				column.Identity = c.Identity[0]
			}
			r.Columns = append(r.Columns, column)
		}
		own[schema+"."+o.Name] = r
	}
	return schemas, own
}

// temporary is the alias of the session's schema of temporary objects
// (https://www.postgresql.org/docs/15/runtime-config-client.html#GUC-SEARCH-PATH).
const temporary = "pg_temp"

// searchPath gives the schemas in which PostgreSQL looks for a name: those for
// temporary objects and pg_catalog come first unless the setting names them.
func (s *session) searchPath() []string {
	named := s.namedPath(s.setting("search_path"))
	path := []string{}
	for _, implicit := range []string{temporary, "pg_catalog"} {
		if !slices.Contains(named, implicit) {
			path = append(path, implicit)
		}
	}
	return append(path, named...)
}

// Relation finds a relation. See analysis.Schema.
func (r *relations) Relation(schema, name string) *analysis.Relation {
	if schema != "" {
		return r.in(schema, name)
	}
	for _, schema := range r.path {
		if found := r.in(schema, name); found != nil {
			return found
		}
	}
	return nil
}

func (r *relations) in(schema, name string) *analysis.Relation {
	if schema == "pg_catalog" || schema == "information_schema" {
		return analysis.SystemRelation(schema, name)
	}
	return r.own[schema+"."+name]
}

// HasSchema says whether there is a schema. See analysis.Schema.
func (r *relations) HasSchema(name string) bool { return r.schemas[name] || name == temporary }

// Known says whether the engine has a function that PostgreSQL has not. See analysis.Schema.
func (r *relations) Known(function string) bool { return r.known[strings.ToLower(function)] }

// foreignFunctions are the functions that the engine has and PostgreSQL has not.
type foreignFunctions struct {
	mu     sync.Mutex
	found  map[string]bool
	loaded bool // the catalogs were there
}

// names gives their names, in lower case.
func (f *foreignFunctions) names(ctx context.Context, e *Engine) (map[string]bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	loaded := e.load.done.Load()
	if f.found != nil && f.loaded == loaded {
		return f.found, nil
	}
	names := map[string]bool{}
	err := e.system.Query(ctx, "SELECT DISTINCT lower(function_name) FROM duckdb_functions()", func(row []any) error {
		name, _ := row[0].(string)
		names[name] = true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list functions: %w", err)
	}
	text, err := pgdata.Text("pg_proc")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(text) {
		if f := strings.SplitN(line, "\t", 3); len(f) == 3 {
			delete(names, f[1])
		}
	}
	f.found, f.loaded = names, loaded
	return names, nil
}
