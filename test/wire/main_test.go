package wire

import (
	"flag"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/internal/wirescript"
	"github.com/trailgres/trailgres/test/servertest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

// rewriting says whether the answers are written anew, which PostgreSQL alone does.
func rewriting() bool {
	f := flag.Lookup("rewrite")
	return f != nil && f.Value.String() == "true"
}

// TestServer plays the scripts with this server.
func TestServer(t *testing.T) {
	if rewriting() {
		t.Skip("the answers are PostgreSQL's")
	}
	eachScript(t, func(t *testing.T, path string) {
		s := servertest.Serve(t, engine.Options{Version: "test"}, nil)
		p := &wirescript.Player{User: "trail", Database: "cloudtrail", Ours: true, Dial: func() (net.Conn, error) {
			return net.Dial("tcp", net.JoinHostPort(s.Host, s.Port))
		}}
		defer p.Close()
		datadriven.RunTest(t, path, p.Play)
	})
}

// TestPostgres plays the scripts with a PostgreSQL 15, the judge of their answers.
func TestPostgres(t *testing.T) {
	config, err := pgconn.ParseConfig(postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	admin := postgrestest.Connect(t)
	eachScript(t, func(t *testing.T, path string) {
		if _, err := admin.Exec(t.Context(), "SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public").ReadAll(); err != nil {
			t.Fatal(err) // what another script has left is in the way
		}
		p := &wirescript.Player{User: config.User, Database: config.Database, Dial: func() (net.Conn, error) {
			return net.Dial(network, address)
		}}
		defer p.Close()
		datadriven.RunTest(t, path, p.Play)
	})
}

func eachScript(t *testing.T, play func(*testing.T, string)) {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { play(t, path) })
	}
}
