package engine

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

//go:embed catalog/*.sql
var catalogFiles embed.FS

// schema is where the virtual tables are, and where new objects go.
const schema = "public"

// ServerVersion is the version of PostgreSQL that the server speaks like.
const ServerVersion = "15.0"

// Options are the engine's settings.
type Options struct {
	// Path is the store's file; empty keeps everything in memory.
	Path     string
	Database string // the database's name to clients; default cloudtrail
	Tables   []tables.Table
	// Settings are what sessions begin with.
	Settings []Setting
	Logger   *slog.Logger
	Version  string // of trailgres, for version()
	Threads  int    // 0 lets DuckDB decide
	Now      func() time.Time
}

// Engine holds the store, the twin and the virtual tables. It is a pgwire.Handler.
type Engine struct {
	options Options
	db      *duck.DB
	twin    *twin
	system  *store // the tables' own connections
	aliases map[string]dialect.Alias

	// definitions counts the changes of the catalog, so that sessions know when
	// their twin is behind.
	definitions atomic.Int64
	objects     objectCache
	foreign     foreignFunctions
	load        catalogLoad
	parsed      *lru.Cache[string, parsedText]
	steady      steadyFunctions
	functions   []duck.Function // written in Go
	sessions    *sessions
	channels    channels
	repeats     steadyFunctions
	commits     *commits
}

// storeOptimizers are switched off in the store: they write what the statistics say of
// the rows into a plan, and a prepared statement keeps its plan when the rows change
// (tried on DuckDB 1.4.5: texts come back cut to the longest of before, a new value is
// not found).
const storeOptimizers = "statistics_propagation,compressed_materialization"

// New opens the store and the twin, and the tables in them.
func New(ctx context.Context, o Options) (*Engine, error) {
	if o.Database == "" {
		o.Database = "cloudtrail"
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := checkSettings(o.Settings); err != nil {
		return nil, err
	}
	settings := map[string]string{
		"enable_external_access":       "false",
		"autoinstall_known_extensions": "false",
		"autoload_known_extensions":    "false",
		"default_null_order":           "nulls_last_on_asc_first_on_desc",
		"disabled_optimizers":          storeOptimizers,
	}
	if o.Path != "" { // a file of DuckDB's older format takes no macros whose parameters have types
		settings["storage_compatibility_version"] = "v1.4.0"
	}
	if o.Threads > 0 {
		settings["threads"] = fmt.Sprint(o.Threads)
	}
	db, err := duck.Open(o.Path, settings)
	if err != nil {
		return nil, err
	}
	e := &Engine{options: o, db: db, system: newStore(db), parsed: newParsed(), sessions: &sessions{byPID: map[int32]*session{}},
		channels: channels{listeners: map[string]map[*session]bool{}}, commits: newCommits()}
	e.functions = append(functions(), e.sessions.functions()...)
	if err := db.Register(e.functions); err != nil {
		db.Close()
		return nil, err
	}
	if err := e.open(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

func (e *Engine) open(ctx context.Context) error {
	if err := defineFunctions(ctx, e.system); err != nil {
		return err
	}
	if err := attachCatalog(ctx, e.system); err != nil {
		return err
	}
	for _, t := range e.options.Tables {
		if err := t.Open(ctx, e.system); err != nil {
			return fmt.Errorf("open table %s: %w", t.Name(), err)
		}
	}
	if err := e.defineViews(ctx); err != nil {
		return err
	}
	e.twin = newTwin(e.options.Tables, e.functions)
	return e.twin.build(ctx)
}

// functionFiles define PostgreSQL's functions and operators, and those of other tools.
var functionFiles = []string{"functions.sql", "typed.sql", "other_dialects.sql"}

func defineFunctions(ctx context.Context, s tables.Store) error {
	for _, name := range functionFiles {
		if err := runFile(ctx, s, name); err != nil {
			return err
		}
	}
	return nil
}

// runFile runs an embedded file's statements.
func runFile(ctx context.Context, s tables.Store, name string) error {
	text, err := catalogFiles.ReadFile("catalog/" + name)
	if err != nil {
		return fmt.Errorf("read catalog: %w", err)
	}
	for _, statement := range tables.Statements(string(text)) {
		if _, err := s.Exec(ctx, statement); err != nil {
			return fmt.Errorf("run %s: %w", name, err)
		}
	}
	return nil
}

// Close waits for the sessions to be closed and closes the store and the twin.
func (e *Engine) Close() {
	e.sessions.open.Wait()
	if e.twin != nil {
		e.twin.close()
	}
	e.system.close()
	e.db.Close()
}

// NewSession begins a client's session. See pgwire.Handler.
func (e *Engine) NewSession(ctx context.Context, c pgwire.Client) (pgwire.Session, error) {
	database := c.Params["database"]
	if database == "" {
		database = c.Params["user"]
	}
	if database != e.options.Database {
		return nil, pgerr.New(pgerr.InvalidCatalogName, "database %q does not exist", database).
			WithHint("This server has one database: %s.", e.options.Database)
	}
	return e.newSession(ctx, c)
}

var _ pgwire.Handler = (*Engine)(nil)

// isVirtual says whether a relation, named with or without its schema, is a table of
// the engine's.
func (e *Engine) isVirtual(schemaName, name string) bool {
	for _, t := range e.options.Tables {
		if t.Name() == name && (schemaName == t.Schema() || schemaName == "" && t.Schema() == schema) {
			return true
		}
	}
	return false
}

// isTime says whether some virtual table has a column of times by this name.
func (e *Engine) isTime(column string) bool {
	for _, t := range e.options.Tables {
		for _, c := range t.Columns() {
			if c.Name == column {
				return c.Type == tables.TimestampTZ
			}
		}
	}
	return false
}
