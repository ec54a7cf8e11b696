package cloudtrail

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/trailgres/trailgres/tables"
)

//go:embed sql/*.sql sql/views/*.sql
var sqlFiles embed.FS

// History is how far back LookupEvents reaches
// (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html).
const History = 90 * 24 * time.Hour

// Options are the table's settings; zero values mean the defaults.
type Options struct {
	Freshness tables.Freshness // default: 15 minutes late, 60 seconds to live
	Budget    int64            // bytes of raw records to keep; default 4 GiB
	// Persistent says that the store outlives the process, so that the coverage is
	// kept in it too.
	Persistent bool
	Logger     *slog.Logger
	Now        func() time.Time
	// ProgressAfter and ProgressEvery time the notices of a long scan; defaults 3
	// and 10 seconds.
	ProgressAfter, ProgressEvery time.Duration
}

func (o *Options) setDefaults() {
	if o.Freshness == (tables.Freshness{}) {
		o.Freshness = tables.Freshness{Late: 15 * time.Minute, TTL: time.Minute}
	}
	if o.Budget == 0 {
		o.Budget = 4 << 30
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.ProgressAfter == 0 {
		o.ProgressAfter = 3 * time.Second
	}
	if o.ProgressEvery == 0 {
		o.ProgressEvery = 10 * time.Second
	}
}

// Table is cloudtrail_events over some sources. It is a tables.Table.
type Table struct {
	options Options
	sources map[SourceKey]Source
	order   []SourceKey // as given
	store   tables.Store
	insert  string

	landing sync.Mutex // one page lands at a time
	saved   time.Time  // when the coverage was saved last; guarded by landing

	mu       sync.Mutex // guards what follows
	coverage *tables.Coverage[SourceKey, Filter]
	pages    *tables.Pages[SourceKey]
	density  map[densityKey]*density
	flights  map[*flight]struct{} // that can be joined
	active   map[*flight]struct{} // those, and the ones that nobody waits for any more
	log      lookupLog
	running  sync.WaitGroup
}

// New gives the table over the sources; Open must be called before it is used.
func New(sources []Source, options Options) *Table {
	options.setDefaults()
	t := &Table{
		options:  options,
		sources:  map[SourceKey]Source{},
		coverage: tables.NewCoverage[SourceKey, Filter](options.Freshness),
		pages:    tables.NewPages[SourceKey](options.Budget),
		density:  map[densityKey]*density{},
		flights:  map[*flight]struct{}{},
		active:   map[*flight]struct{}{},
	}
	for _, s := range sources {
		if _, known := t.sources[s.Key()]; !known {
			t.sources[s.Key()] = s
			t.order = append(t.order, s.Key())
		}
	}
	return t
}

// Schema gives the schema that queries find the table in.
func (t *Table) Schema() string { return "public" }

// Name gives the name that queries use.
func (t *Table) Name() string { return "cloudtrail_events" }

// Doc says what the table is.
func (t *Table) Doc() string {
	return "CloudTrail's event history: the management events of the last 90 days, one row an event, fetched with LookupEvents as queries need them."
}

// Columns gives the columns, in order.
func (t *Table) Columns() []tables.Column { return columns }

// Open creates the table's storage in the store.
func (t *Table) Open(ctx context.Context, s tables.Store) error {
	t.store = s
	var definitions, names []string
	for _, c := range columns {
		definitions = append(definitions, c.Name+" "+tables.StoredType(c.Type))
		names = append(names, c.Name)
	}
	fill := strings.NewReplacer("{{columns}}", strings.Join(definitions, ",\n    "), "{{names}}", strings.Join(names, ", "))
	for _, file := range []string{"create.sql", "macros.sql"} {
		for _, statement := range tables.Statements(fill.Replace(readSQL(file))) {
			if _, err := s.Exec(ctx, statement); err != nil {
				return fmt.Errorf("run %s: %w", file, err)
			}
		}
	}
	t.insert = readSQL("insert.sql")
	return t.load(ctx)
}

// Close ends every fetch that is under way, waits for it, and saves the coverage.
func (t *Table) Close() {
	t.mu.Lock()
	for f := range t.flights {
		f.cancel(context.Canceled)
	}
	t.mu.Unlock()
	t.running.Wait()
	t.landing.Lock()
	defer t.landing.Unlock()
	if err := t.save(context.Background()); err != nil {
		t.options.Logger.Warn("save coverage", "error", err)
	}
}

func readSQL(name string) string {
	b, err := sqlFiles.ReadFile("sql/" + name)
	if err != nil {
		panic(err) // the file is embedded
	}
	return string(b)
}
