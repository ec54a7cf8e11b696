package fidelity

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// events is how many events both servers hold.
const events = 2000

const account = "123456789012"

// now is when everything happens, for both servers: PostgreSQL's own now() is not
// compared.
var now = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// startOurs starts this server over generated events and gives its DSN and the
// columns of its table as PostgreSQL defines them.
func startOurs(t *testing.T) (dsn string, columns []string) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIA"+account+"TEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	clock := func() time.Time { return now }
	regions := []string{"us-east-1", "eu-central-1", generate.AttackRegion}
	endpoint, err := sim.Start(sim.Options{Clock: clock, Regions: regions, Records: generate.Records(generate.Options{
		Seed: 7, Events: events, Accounts: []string{account}, Regions: regions[:2], Now: now,
	})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = endpoint.Close() })
	sources, err := lookup.Open(t.Context(), lookup.Options{Regions: regions, EndpointURL: endpoint.URL()})
	if err != nil {
		t.Fatal(err)
	}
	table := cloudtrail.New(sources, cloudtrail.Options{Now: clock, Freshness: tables.Freshness{Late: time.Minute, TTL: time.Hour}})
	e, err := engine.New(t.Context(), engine.Options{Tables: []tables.Table{table}, Now: clock, Version: "test"})
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
		table.Close()
		e.Close()
	})
	for _, c := range table.Columns() {
		columns = append(columns, c.Name+" "+postgresTypes[c.Type])
	}
	return "postgres://trail@" + l.Addr().String() + "/cloudtrail?sslmode=disable", columns
}

// postgresTypes are the names of the columns' types.
var postgresTypes = map[tables.Type]string{
	tables.Text: "text", tables.Boolean: "boolean", tables.BigInt: "bigint", tables.TimestampTZ: "timestamptz",
	tables.TextArray: "text[]", tables.JSONB: "jsonb",
}

func connect(t *testing.T, dsn string) *pgconn.PgConn {
	t.Helper()
	conn, err := pgconn.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}
