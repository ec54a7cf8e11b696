package engine

import (
	"context"
	"fmt"
	"regexp"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

// catalogLoad defines the system catalogs at the first statement that reads them:
// most servers' first statements do not, and it takes longer than all else that is
// done at the start. Until then their database has empty schemas, so that a statement
// that was wrongly thought not to need them fails instead of finding no rows.
type catalogLoad struct {
	mu   sync.Mutex
	done atomic.Bool
}

// Warm does what the first statements would otherwise wait for: it analyses a statement,
// which reads what PostgreSQL says of itself, and defines the system catalogs. Sessions
// may run meanwhile.
func (e *Engine) Warm(ctx context.Context) error {
	s, err := e.newSession(ctx, pgwire.Client{Params: map[string]string{"user": "trailgres"}})
	if err != nil {
		return err
	}
	defer s.Close()
	statements, err := s.Parse(ctx, "SELECT 1", nil)
	if err != nil {
		return err
	}
	if _, _, err := statements[0].Describe(ctx); err != nil {
		return err
	}
	return e.loadCatalogs(ctx)
}

// loadCatalogs defines the catalogs in the store and in the twin, once. Whoever needs
// them meanwhile waits. A client that goes away does not undo it.
func (e *Engine) loadCatalogs(ctx context.Context) error {
	if e.load.done.Load() {
		return nil
	}
	e.load.mu.Lock()
	defer e.load.mu.Unlock()
	if e.load.done.Load() {
		return nil
	}
	group, whole := errgroup.WithContext(context.WithoutCancel(ctx))
	group.Go(func() error { return defineCatalog(whole, e.db, true) })
	group.Go(func() error { return e.twin.defineCatalogs(whole) })
	if err := group.Wait(); err != nil {
		return fmt.Errorf("define catalog: %w", err)
	}
	e.load.done.Store(true)
	e.definitions.Add(1) // what the twin could not define without them is tried again
	return nil
}

// render writes the statement for the engine, nil args leaving its parameters, and
// brings up the catalogs if it reads them.
func (st *statement) render(ctx context.Context, r dialect.Rewriter) (planner.Rendered, error) {
	r.Stop = func() error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return nil
	}
	schema, err := st.session.nameable(ctx)
	if err != nil {
		return planner.Rendered{}, err
	}
	r.Schema = schema
	rendered, err := st.parsed.Render(r)
	if err != nil || !rendered.ReadsCatalogs {
		return rendered, err
	}
	return rendered, st.session.readCatalog(ctx)
}

// catalogSpaces are the schemas of the catalogs' database.
var catalogSpaces = []string{dialect.CatalogSchema, dialect.InformationSchema, builtinSchema, "helper",
	"truth_" + dialect.CatalogSchema, "truth_" + dialect.InformationSchema}

// attachCatalog makes the catalogs' database, a database in memory of its own, with
// nothing in its schemas.
func attachCatalog(ctx context.Context, s tables.Store) error {
	begin := []string{fmt.Sprintf("ATTACH ':memory:' AS %s", dialect.CatalogDatabase)}
	for _, schema := range catalogSpaces {
		begin = append(begin, fmt.Sprintf("CREATE SCHEMA %s.%s", dialect.CatalogDatabase, schema))
	}
	for _, statement := range begin {
		if _, err := s.Exec(ctx, statement); err != nil {
			return fmt.Errorf("attach catalog: %w", err)
		}
	}
	return nil
}

// defineCatalog makes the catalogs in an instance: the relations, PostgreSQL's rows
// in them if rows says so, the views over them and the functions.
func defineCatalog(ctx context.Context, db *duck.DB, rows bool) error {
	s, err := catalogs()
	if err != nil {
		return err
	}
	c, err := db.Connect()
	if err != nil {
		return err
	}
	defer c.Close() // which drops what was not committed
	if _, err := c.Exec(ctx, "SET search_path = 'trailgres,"+dialect.CatalogDatabase+"."+dialect.CatalogSchema+"'"); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := s.builtin(ctx, c, rows); err != nil {
		return err
	}
	for _, name := range catalogFilesInOrder {
		if err := s.views(ctx, c, name); err != nil {
			return err
		}
	}
	if err := s.rest(ctx, c); err != nil {
		return err
	}
	if err := s.views(ctx, c, "pg_functions.sql"); err != nil {
		return err
	}
	_, err = c.Exec(ctx, "COMMIT")
	return err
}

var (
	catalogMacro = regexp.MustCompile(`(?m)^CREATE MACRO trailgres_pg\.catalog\.(\w+)`)
	serverMacro  = regexp.MustCompile(`(?m)^CREATE OR REPLACE MACRO trailgres\.(\w+)`)
	called       = regexp.MustCompile(`(\w+)\(`)
)

// catalogMacros gives the functions that need the catalogs: theirs, and those of
// functions.sql that call one.
func catalogMacros() (map[string]bool, error) {
	own, err := catalogFiles.ReadFile("catalog/pg_functions.sql")
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	out := map[string]bool{}
	for _, m := range catalogMacro.FindAllStringSubmatch(string(own), -1) {
		out[m[1]] = true
	}
	functions, err := catalogFiles.ReadFile("catalog/functions.sql")
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	for _, statement := range tables.Statements(string(functions)) {
		name := serverMacro.FindStringSubmatch(statement)
		if name == nil {
			continue
		}
		delete(out, name[1]) // which goes before the catalogs'
		for _, call := range called.FindAllStringSubmatch(statement, -1) {
			if out[call[1]] {
				out[name[1]] = true
			}
		}
	}
	return out, nil
}
