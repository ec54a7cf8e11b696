package pgwire

import (
	"net"
	"path/filepath"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/internal/wirescript"
)

// TestScripts plays the wire scripts in testdata/scripts (see the README there)
// against this package with canned statements.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata/scripts", func(t *testing.T, path string) {
		if filepath.Ext(path) != ".txt" {
			return
		}
		_, addr := start(t, scripted(), func(s *Server) { s.MaxMessage = 1 << 20 })
		p := &wirescript.Player{User: "me", Database: "postgres", Dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
		defer p.Close()
		datadriven.RunTest(t, path, p.Play)
	})
}

// TestScriptsAgainstPostgres plays the same scripts against a real PostgreSQL,
// but those whose names begin with "ours".
func TestScriptsAgainstPostgres(t *testing.T) {
	config, err := pgconn.ParseConfig(postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	paths, err := filepath.Glob("testdata/scripts/[^o]*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p := &wirescript.Player{User: config.User, Database: "postgres", Dial: func() (net.Conn, error) { return net.Dial(network, address) }}
			defer p.Close()
			datadriven.RunTest(t, path, p.Play)
		})
	}
}
