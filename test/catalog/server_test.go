package catalog

import (
	"context"
	"net"
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

// serve starts a server over an endpoint with a few events; calls gives the number
// of lookups that the endpoint was asked.
func serve(t testing.TB) (url string, calls func() int) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIA111122223333TEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	regions := []string{"us-east-1"}
	endpoint, err := sim.Start(sim.Options{Regions: regions, Records: generate.Records(generate.Options{
		Seed: 1, Events: 50, Days: 10, Accounts: []string{"111122223333"}, Regions: regions, Now: time.Now()})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { endpoint.Close() })
	sources, err := lookup.Open(t.Context(), lookup.Options{Regions: regions, EndpointURL: endpoint.URL()})
	if err != nil {
		t.Fatal(err)
	}
	events := cloudtrail.New(sources, cloudtrail.Options{})
	e, err := engine.New(t.Context(), engine.Options{Tables: append([]tables.Table{events}, events.Watches()...), Version: "test"})
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
		_ = server.Shutdown(grace)
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
		events.Close()
		e.Close()
	})
	endpoint.Reset()
	return "postgres://trail@" + l.Addr().String() + "/cloudtrail?sslmode=disable", func() int { return len(endpoint.Calls()) }
}

func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}
