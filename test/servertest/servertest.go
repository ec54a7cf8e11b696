// Package servertest starts this server for tests, whole: endpoint, lookups, cache,
// engine and wire.
package servertest

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// Account is the account whose events a server has.
const Account = "123456789012"

// Options say what a server is over.
type Options struct {
	Seed   uint64
	Events int // how many events, about
	Days   int // over how many days; 0 is 90
	// Regions are of the events, and are served; nil is us-east-1 and eu-central-1.
	// The generator's attack has a region of its own, which is served as well.
	Regions []string
	// Now is when everything happens; zero is the machine's clock.
	Now time.Time
	// Clock is the time when it moves; nil stays at Now.
	Clock func() time.Time
	// Findings adds what detections look for; see generate.Options.
	Findings bool
	// Freshness is the cache's; zero is what the program uses.
	Freshness tables.Freshness
	// Settings are what sessions begin with; nil lets them read everything unasked.
	Settings []engine.Setting
	// Wire is the server to listen with, its Handler apart; nil is one with defaults.
	Wire *pgwire.Server
}

// Server is a running server.
type Server struct {
	// URL is its DSN: user trail, database cloudtrail.
	URL string
	// Host and Port are the parts of its address, which is on 127.0.0.1.
	Host, Port string
	Endpoint   *sim.Server
	Events     *cloudtrail.Table
	Engine     *engine.Engine
}

// Start starts a server that the test's end closes.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "AKIA" + Account + "TEST", "AWS_SECRET_ACCESS_KEY": "test"} {
		t.Setenv(name, value)
	}
	clock := time.Now
	if !o.Now.IsZero() {
		clock = func() time.Time { return o.Now }
	}
	if o.Clock != nil {
		clock = o.Clock
	}
	regions := o.Regions
	if regions == nil {
		regions = []string{"us-east-1", "eu-central-1"}
	}
	served := append(append([]string{}, regions...), generate.AttackRegion)
	endpoint, err := sim.Start(sim.Options{Clock: clock, Regions: served, Records: generate.Records(generate.Options{
		Seed: o.Seed, Events: o.Events, Days: o.Days, Accounts: []string{Account}, Regions: regions, Now: clock(), Findings: o.Findings})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = endpoint.Close() })
	sources, err := lookup.Open(t.Context(), lookup.Options{Regions: served, EndpointURL: endpoint.URL()})
	if err != nil {
		t.Fatal(err)
	}
	events := cloudtrail.New(sources, cloudtrail.Options{Now: clock, Freshness: o.Freshness})
	s := Serve(t, engine.Options{Tables: append([]tables.Table{events}, events.Watches()...), Now: clock, Version: "test", Settings: o.Settings}, o.Wire)
	s.Endpoint, s.Events = endpoint, events
	endpoint.Reset()
	return s
}

// Serve starts a server of the caller's tables; nil for wire is one with defaults. The
// test's end closes the server and then the tables.
func Serve(t testing.TB, o engine.Options, wire *pgwire.Server) *Server {
	t.Helper()
	if o.Settings == nil {
		o.Settings = []engine.Setting{{Name: "trailgres.unbounded", Value: "allow"}}
	}
	e, err := engine.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if wire == nil {
		wire = &pgwire.Server{}
	}
	wire.Handler = e
	done := make(chan error, 1)
	go func() { done <- wire.Serve(context.WithoutCancel(t.Context()), l) }()
	t.Cleanup(func() {
		grace, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = wire.Shutdown(grace) // sessions that a test left open are cancelled
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
		for _, table := range o.Tables {
			if c, ok := table.(interface{ Close() }); ok {
				c.Close()
			}
		}
		e.Close()
	})
	host, port, _ := net.SplitHostPort(l.Addr().String()) // a listener's own address
	return &Server{URL: "postgres://trail@" + l.Addr().String() + "/cloudtrail?sslmode=disable",
		Host: host, Port: port, Engine: e}
}

// Calls gives the number of lookups that the endpoint was asked since the start or
// its last Reset.
func (s *Server) Calls() int { return len(s.Endpoint.Calls()) }

// Connect opens a session, closed at the test's end.
func (s *Server) Connect(t testing.TB) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(t.Context(), s.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// ConnectWire opens a session without pgx' own statements, closed at the test's end.
func (s *Server) ConnectWire(t testing.TB) *pgconn.PgConn {
	t.Helper()
	c, err := pgconn.Connect(t.Context(), s.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}
