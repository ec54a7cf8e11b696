package pgjdbc

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/trailgres/trailgres/test/servertest"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// TestMetadata compares every method of DatabaseMetaData.
func TestMetadata(t *testing.T) {
	Whole(t)
	setup, err := os.ReadFile("setup.sql")
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 50, Days: 10, Regions: []string{"us-east-1"}})
	real := Postgres(t, s, string(setup))
	ours := Run(t, "./run", []string{"DSN=" + DSN(s)}, "Metadata")
	Compare(t, ours, Run(t, "./run", []string{"DSN=" + real}, "Metadata"), "metadata.txt")
	if n := s.Calls(); n != 0 {
		t.Errorf("the driver's metadata cost %d lookups", n)
	}
}

// TestClient runs the shared statements and the driver's features, and holds Client's
// expectations against a real PostgreSQL.
func TestClient(t *testing.T) {
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 50, Days: 10, Regions: []string{"us-east-1"}})
	statements, err := filepath.Abs("../statements.json")
	if err != nil {
		t.Fatal(err)
	}
	Run(t, "./run", []string{"DSN=" + DSN(s), "STATEMENTS=" + statements, "TARGET=trailgres"})
	if !*All {
		return
	}
	Run(t, "./run", []string{"DSN=" + Postgres(t, s, "SELECT 1"), "STATEMENTS=" + statements}, "Client")
}
