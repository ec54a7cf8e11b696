package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/tables"
)

// twinOptimizers are switched off in the twin: with them its plan would be pruned
// against statistics of no rows, or json_serialize_plan fails with "inequal types"
// (tried on DuckDB 1.4.5). The setting is global to an instance, which is why the
// twin is one of its own.
const twinOptimizers = "statistics_propagation,compressed_materialization,column_lifetime,late_materialization," +
	"unused_columns,join_order,build_side_probe_side,join_filter_pushdown,common_subexpressions,common_aggregate," +
	"reorder_filter,sampling_pushdown,sum_rewriter,duplicate_groups,materialized_cte,extension"

// twin is the instance with the store's definitions and no rows, which tells what
// reaches the scans of a query.
type twin struct {
	tables    []tables.Table
	functions []duck.Function // written in Go

	building  sync.Mutex // held while an instance is made
	cataloged bool       // the catalogs are defined, not their schemas alone

	mu         sync.Mutex
	db         *duck.DB
	generation int // counts the rebuilds
	users      map[*duck.DB]int
}

func newTwin(known []tables.Table, functions []duck.Function) *twin {
	return &twin{tables: known, functions: functions, users: map[*duck.DB]int{}}
}

// build makes the instance, or makes it anew after an error has spoiled it.
func (t *twin) build(ctx context.Context) error {
	t.building.Lock()
	defer t.building.Unlock()
	db, err := duck.Open("", map[string]string{
		"enable_external_access": "false", "threads": "1",
		"default_null_order": "nulls_last_on_asc_first_on_desc",
	})
	if err != nil {
		return fmt.Errorf("open twin: %w", err)
	}
	if err := db.Register(t.functions); err != nil {
		db.Close()
		return err
	}
	s := newStore(db)
	err = t.define(ctx, s)
	s.close()
	if err == nil && t.cataloged {
		err = defineCatalog(ctx, db, false)
	}
	if err != nil {
		db.Close()
		return fmt.Errorf("define twin: %w", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.db
	t.db, t.generation = db, t.generation+1
	if old != nil && t.users[old] == 0 {
		old.Close()
	}
	return nil
}

// defineCatalogs defines the catalogs, here and in all later instances.
func (t *twin) defineCatalogs(ctx context.Context) error {
	t.building.Lock()
	defer t.building.Unlock()
	t.cataloged = true
	return defineCatalog(ctx, t.db, false)
}

func (t *twin) define(ctx context.Context, s *store) error {
	if err := defineFunctions(ctx, s); err != nil {
		return err
	}
	if err := attachCatalog(ctx, s); err != nil {
		return err
	}
	if _, err := s.Exec(ctx, "SET disabled_optimizers = '"+twinOptimizers+"'"); err != nil {
		return err
	}
	for _, table := range t.tables {
		var columns []string
		for _, c := range table.Columns() {
			columns = append(columns, c.Name+" "+tables.StoredType(c.Type))
		}
		create := fmt.Sprintf("CREATE TABLE %s.%s (%s)", table.Schema(), table.Name(), strings.Join(columns, ", "))
		if _, err := s.Exec(ctx, create); err != nil {
			return err
		}
	}
	return createViews(ctx, s, t.tables, func(string, error) {})
}

// twinConn is a session's connection to the twin.
type twinConn struct {
	twin       *twin
	db         *duck.DB
	conn       *duck.Conn
	generation int
}

func (t *twin) connect() (*twinConn, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	conn, err := t.db.Connect()
	if err != nil {
		return nil, err
	}
	t.users[t.db]++
	return &twinConn{twin: t, db: t.db, conn: conn, generation: t.generation}, nil
}

// close ends the connection; the last on an instance that was replaced closes it.
func (c *twinConn) close() {
	c.conn.Close()
	t := c.twin
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.users[c.db]--; t.users[c.db] == 0 {
		delete(t.users, c.db)
		if c.db != t.db {
			c.db.Close()
		}
	}
}

// stale says whether the twin was rebuilt since the connection was made.
func (c *twinConn) stale() bool {
	c.twin.mu.Lock()
	defer c.twin.mu.Unlock()
	return c.generation != c.twin.generation
}

// plan gives the optimised plan of a query, as JSON. The query is a literal in
// the call: json_serialize_plan does not take a parameter.
func (c *twinConn) plan(ctx context.Context, query string) (string, error) {
	return c.askJSON(ctx, "json_serialize_plan", query, ", optimize := true, skip_null := true, skip_empty := true")
}

// parses says whether DuckDB's grammar takes the text as one or more SELECTs.
func (c *twinConn) parses(ctx context.Context, query string) (bool, error) {
	answer, err := c.askJSON(ctx, "json_serialize_sql", query, ", skip_null := true, skip_empty := true")
	return strings.HasPrefix(answer, `{"error":false`), err
}

func (c *twinConn) askJSON(ctx context.Context, function, query, options string) (string, error) {
	var answer string
	ask := fmt.Sprintf("SELECT %s(%s%s)::VARCHAR", function, literal(query), options)
	err := c.conn.Query(ctx, ask, func(row []any) error {
		answer, _ = row[0].(string)
		return nil
	})
	var e *duck.Error
	if errors.As(err, &e) && e.Spoiled() {
		if rebuilt := c.twin.rebuild(ctx, c.generation); rebuilt != nil {
			return "", rebuilt
		}
	}
	return answer, err
}

// rebuild makes the instance anew, unless somebody has done so since generation.
func (t *twin) rebuild(ctx context.Context, generation int) error {
	t.mu.Lock()
	current := t.generation
	t.mu.Unlock()
	if current != generation {
		return nil
	}
	return t.build(context.WithoutCancel(ctx))
}

func (t *twin) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.db.Close()
}

// literal writes a string constant.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
