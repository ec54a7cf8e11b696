package e2e

import (
	"context"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// testNow is when the tests happen, unless one moves its clock.
var testNow = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// testAccount and testRegions are what generated events are of.
const testAccount = "123456789012"

var testRegions = []string{"us-east-1", "eu-central-1", "us-west-2"}

// generated are the records most tests ask for, in three regions and 90 days, with
// the attack in a fourth region.
func generated(events int) sim.Options { return generatedAt(events, testNow) }

func generatedAt(events int, now time.Time) sim.Options {
	return sim.Options{Records: generate.Records(generate.Options{Seed: 1, Events: events, Now: now, Regions: testRegions})}
}

// clock is the time of endpoint, cache and engine together.
type clock struct{ at atomic.Int64 }

func newClock(at time.Time) *clock {
	c := &clock{}
	c.at.Store(at.UnixNano())
	return c
}

func (c *clock) now() time.Time       { return time.Unix(0, c.at.Load()).UTC() }
func (c *clock) move(d time.Duration) { c.at.Add(int64(d)) }

// endpoint starts a CloudTrail endpoint whose accounts can all be asked.
func endpoint(t testing.TB, o sim.Options, c *clock) *sim.Server {
	t.Helper()
	o.Clock = c.now
	o.Accounts = map[string]string{keyOf(testAccount): testAccount}
	s, err := sim.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range s.Sources() { // nobody has called yet
		o.Accounts[keyOf(source.Account)] = source.Account
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close endpoint: %v", err)
		}
	})
	return s
}

// setup says what stands between a client and the endpoint.
type setup struct {
	sim     *sim.Server
	clock   *clock
	regions []string // of testAccount; none is every account and region with data
	lookup  lookup.Options
	table   cloudtrail.Options
	// settings are what sessions begin with; nil lets them read everything unasked.
	settings []engine.Setting
}

// world is a server over an endpoint.
type world struct {
	sim   *sim.Server
	clock *clock
	url   string
}

// quick makes lookups give up soon.
var quick = lookup.Retry{Attempts: 3, FirstWait: time.Millisecond, LongestWait: 2 * time.Millisecond, Total: 5 * time.Second}

// newWorld starts a server with an empty cache.
func newWorld(t testing.TB, s setup) *world {
	t.Helper()
	events := cloudtrail.New(s.sources(t), s.tableOptions())
	if s.settings == nil {
		s.settings = []engine.Setting{{Name: "trailgres.unbounded", Value: "allow"}}
	}
	e, err := engine.New(t.Context(), engine.Options{
		Tables: append([]tables.Table{events}, events.Watches()...), Now: s.clock.now, Version: "test", Settings: s.settings,
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &pgwire.Server{Handler: e}
	done := make(chan error, 1)
	go func() { done <- server.Serve(context.WithoutCancel(t.Context()), l) }()
	t.Cleanup(func() {
		grace, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.Shutdown(grace) // sessions that a test left open are cancelled
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
		events.Close()
		e.Close()
	})
	return &world{sim: s.sim, clock: s.clock, url: "postgres://trail@" + l.Addr().String() + "/cloudtrail?sslmode=disable"}
}

func (s setup) tableOptions() cloudtrail.Options {
	o := s.table
	o.Now = s.clock.now
	return o
}

// sources opens the sources that the setup wants.
func (s setup) sources(t testing.TB) []cloudtrail.Source {
	t.Helper()
	accounts, regions := []string{testAccount}, s.regions
	if len(regions) == 0 {
		accounts, regions = nil, []string{"*"}
		for _, source := range s.sim.Sources() {
			if !slices.Contains(accounts, source.Account) {
				accounts = append(accounts, source.Account)
			}
		}
	}
	var all []cloudtrail.Source
	for _, account := range accounts {
		o := s.lookup
		o.EndpointURL, o.Profiles, o.Regions = s.sim.URL(), []string{profile(t, account)}, regions
		if o.Retry == (lookup.Retry{}) {
			o.Retry = quick
		}
		opened, err := lookup.Open(t.Context(), o)
		if err != nil {
			t.Fatalf("open account %s: %v", account, err)
		}
		all = append(all, opened...)
	}
	return all
}

// plain is a world over generated events with everything at its default.
func plain(t testing.TB, events int) *world {
	t.Helper()
	c := newClock(testNow)
	return newWorld(t, setup{sim: endpoint(t, generated(events), c), clock: c})
}

// config is how a client of the world connects; options change it.
func (w *world) config(t testing.TB, options ...func(*pgx.ConnConfig)) *pgx.ConnConfig {
	t.Helper()
	config, err := pgx.ParseConfig(w.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range options {
		change(config)
	}
	return config
}

// connect opens a session that the test's end closes.
func (w *world) connect(t testing.TB, options ...func(*pgx.ConnConfig)) *pgx.Conn {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), w.config(t, options...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // a test may have closed it
	return conn
}

// inMode asks in one of pgx' query modes.
func inMode(mode pgx.QueryExecMode) func(*pgx.ConnConfig) {
	return func(c *pgx.ConnConfig) { c.DefaultQueryExecMode = mode }
}

// texts runs statements by the simple protocol and gives the rows of the last
// result with rows, as text; NULL is "∅".
func texts(t testing.TB, conn *pgx.Conn, sql string) [][]string {
	t.Helper()
	rows, err := tryTexts(t.Context(), conn, sql)
	if err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
	return rows
}

func tryTexts(ctx context.Context, conn *pgx.Conn, sql string) ([][]string, error) {
	var last [][]string
	results := conn.PgConn().Exec(ctx, sql)
	for results.NextResult() {
		r := results.ResultReader()
		fields := len(r.FieldDescriptions())
		var rows [][]string
		for r.NextRow() {
			row := make([]string, fields)
			for i, v := range r.Values() {
				if row[i] = string(v); v == nil {
					row[i] = "∅"
				}
			}
			rows = append(rows, row)
		}
		if _, err := r.Close(); err == nil && fields > 0 {
			last = rows
		}
	}
	return last, results.Close()
}

// lines joins rows for messages.
func lines(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, " | ") + "\n")
	}
	return b.String()
}

// sorted joins rows in an order of its own: events of one second have none.
func sorted(rows [][]string) string {
	list := strings.Split(lines(rows), "\n")
	slices.Sort(list)
	return strings.Join(list, "\n")
}
