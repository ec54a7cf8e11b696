package engine

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
)

// steadyFunctions are the functions that mean the same whenever a prepared statement
// runs. DuckDB computes others when it prepares: variables, and so every macro over
// one, and what it calls consistent within a query.
type steadyFunctions struct {
	mu     sync.Mutex
	loaded bool // the catalogs were there
	found  map[string]bool
}

// engineFunction is a function of the engine's that is no macro.
type engineFunction struct{ name, kind, stability string }

// sessionVariables are set when a session begins and never again.
var sessionVariables = map[string]bool{"session_user": true, "database": true, "version": true, "backend_pid": true}

// steadyTables are the table functions that give the same rows for the same arguments.
var steadyTables = map[string]bool{"generate_series": true, "range": true, "unnest": true}

// unsteady are the functions that DuckDB says are consistent, but which read the clock.
var unsteady = map[string]bool{"age": true}

var (
	readVariable = regexp.MustCompile(`getvariable\('?(\w*)`)
	word         = regexp.MustCompile(`[a-z_][a-z0-9_]*`)
)

// steady says whether a statement that uses this gives, prepared once, the answers it
// would give prepared anew: as long as no definition and no setting changes.
func (s *session) steady(ctx context.Context, u planner.Uses) (bool, error) {
	if len(u.Relations) > 0 {
		if plain, err := s.plain(ctx, planner.Uses{Relations: u.Relations}); !plain || err != nil {
			return false, err
		}
	}
	if len(u.Functions) == 0 {
		return true, nil
	}
	names, err := s.engine.steadyNames(ctx)
	if err != nil {
		return false, err
	}
	for _, name := range u.Functions {
		if !names[name] || systemDialect().Macros[name] {
			return false, nil
		}
	}
	return true, nil
}

// viewNames are the names, in lower case, of the views that the session sees, those
// of virtual tables among them.
func (s *session) viewNames(ctx context.Context) (map[string]bool, error) {
	at := s.engine.definitions.Load()
	if s.views != nil && s.viewsAt == at {
		return s.views, nil
	}
	views := map[string]bool{}
	err := s.conn.Query(ctx, "SELECT lower(view_name) FROM duckdb_views() WHERE NOT internal", func(row []any) error {
		name, _ := row[0].(string)
		views[name] = true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list views: %w", err)
	}
	for _, t := range s.engine.options.Tables {
		views[strings.ToLower(t.Name())] = true
	}
	s.views, s.viewsAt = views, at
	return views, nil
}

// steadyNames gives the steady functions.
func (e *Engine) steadyNames(ctx context.Context) (map[string]bool, error) {
	return e.steady.names(ctx, e, func(f engineFunction) bool {
		return f.kind == "aggregate" || f.kind == "scalar" && f.stability != "CONSISTENT_WITHIN_QUERY"
	}, sessionVariables)
}

// names gives the functions that are steady by a rule, and the macros that call no
// others and read no variables but those.
func (c *steadyFunctions) names(ctx context.Context, e *Engine, rule func(engineFunction) bool, variables map[string]bool) (map[string]bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	loaded := e.load.done.Load()
	if c.found != nil && c.loaded == loaded {
		return c.found, nil
	}
	names, err := e.findSteady(ctx, rule, variables)
	if err != nil {
		return nil, fmt.Errorf("list functions: %w", err)
	}
	c.found, c.loaded = names, loaded
	return names, nil
}

// findSteady asks the engine for its functions. A macro goes before a function of the
// same name, and is steady when all that it mentions is.
func (e *Engine) findSteady(ctx context.Context, rule func(engineFunction) bool, variables map[string]bool) (map[string]bool, error) {
	conn, err := e.db.Connect()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	steady, macros := map[string]bool{}, map[string][]string{}
	err = conn.Query(ctx, "SELECT lower(function_name), function_type, coalesce(stability, ''), coalesce(lower(macro_definition), ''), database_name FROM duckdb_functions()",
		func(row []any) error {
			name, _ := row[0].(string)
			kind, _ := row[1].(string)
			stability, _ := row[2].(string)
			definition, _ := row[3].(string)
			if strings.Contains(kind, "macro") {
				macros[name] = append(macros[name], definition)
				return nil
			}
			ok := !unsteady[name] && rule(engineFunction{name, kind, stability}) || steadyTables[name]
			if known, met := steady[name]; met {
				ok = ok && known
			}
			steady[name] = ok
			return nil
		})
	if err != nil {
		return nil, err
	}
	for name := range steadyTables {
		steady[name] = true
	}
	for name := range macros {
		steady[name] = !unsteady[name]
	}
	for changed := true; changed; {
		changed = false
		for name, definitions := range macros {
			if steady[name] && !steadyMacro(definitions, steady, variables) {
				steady[name], changed = false, true
			}
		}
	}
	return steady, nil
}

// steadyMacro reads the definitions of a macro's overloads.
func steadyMacro(definitions []string, steady, variables map[string]bool) bool {
	for _, d := range definitions {
		if strings.Contains(d, "select") || strings.Contains(d, dialect.CatalogDatabase) {
			return false // it reads relations
		}
		for _, m := range readVariable.FindAllStringSubmatch(d, -1) {
			if !variables[m[1]] {
				return false
			}
		}
		for _, w := range word.FindAllString(d, -1) {
			if known, met := steady[w]; met && !known && w != "getvariable" {
				return false
			}
		}
	}
	return true
}
