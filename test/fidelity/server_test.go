package fidelity

import (
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/test/servertest"
)

// now is when everything happens, for both servers: PostgreSQL's own now() is not
// compared.
var now = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// startOurs starts this server over generated events and gives the columns of its
// table as PostgreSQL defines them.
func startOurs(t *testing.T) (s *servertest.Server, columns []string) {
	t.Helper()
	s = servertest.Start(t, servertest.Options{Seed: 7, Events: 2000, Now: now,
		Freshness: tables.Freshness{Late: time.Minute, TTL: time.Hour}})
	for _, c := range s.Events.Columns() {
		columns = append(columns, c.Name+" "+postgresTypes[c.Type])
	}
	return s, columns
}

// postgresTypes are the names of the columns' types.
var postgresTypes = map[tables.Type]string{
	tables.Text: "text", tables.Boolean: "boolean", tables.BigInt: "bigint", tables.TimestampTZ: "timestamptz",
	tables.TextArray: "text[]", tables.JSONB: "jsonb",
}
