// Package clients has real clients run one list of statements (statements.json)
// against the server, and then what is particular to each. README.md says what a client
// is.
//
// TestClients runs some of those that are installed, in a short form. With -args -all it
// installs what it can, runs everything, and runs the same against a real PostgreSQL 15,
// which vouches for the list. With -args -rewrite it keeps the results, of which
// docs/clients.md is made.
package clients

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

var (
	all     = flag.Bool("all", false, "install what clients need, run them whole, and against PostgreSQL too")
	rewrite = flag.Bool("rewrite", false, "keep the results in testdata and write docs/clients.md")
)

// absent is the exit status of a client that is not installed.
const absent = 77

// alone are clients that look at which lookups are made: nobody else may have made them.
var alone = map[string]bool{"postgres_fdw": true}

// everyday are the clients of the short form; each stands for a way of its own to speak
// the protocol. The others are left to -all.
var everyday = map[string]bool{"psql": true, "pgx": true, "psycopg": true, "asyncpg": true, "node-postgres": true}

// patience is how long one client may take.
const patience = 5 * time.Minute

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

func TestClients(t *testing.T) {
	programs, err := filepath.Glob("*/run")
	if err != nil || len(programs) == 0 {
		t.Fatal("no clients", err)
	}
	known := readKnown(t)
	targets := []target{serve(t)}
	if *all {
		targets = append(targets, postgres(t, targets[0]))
	}
	for _, program := range programs {
		name, targets := filepath.Dir(program), slices.Clone(targets)
		t.Run(name, func(t *testing.T) {
			if !*all {
				if !everyday[name] {
					t.Skip("make clients runs it")
				}
				t.Parallel()
			}
			if alone[name] {
				targets[0] = serve(t)
			}
			var results []*result
			for _, on := range targets {
				r := run(t, name, on)
				known.judge(t, r)
				results = append(results, r)
			}
			if *rewrite {
				keep(t, results)
			}
		})
	}
	t.Cleanup(func() { known.finish(t) }) // the last of what runs beside each other is then over
}

// run runs a client, and skips the test when it is not installed.
func run(t *testing.T, name string, on target) *result {
	t.Helper()
	scratch := t.TempDir()
	report := filepath.Join(scratch, "result")
	cmd := exec.CommandContext(t.Context(), "./"+filepath.Join(name, "run"))
	cmd.WaitDelay = time.Second
	timer := time.AfterFunc(patience, func() { _ = cmd.Cancel() })
	defer timer.Stop()
	cmd.Env = append(environment(), on.environment...)
	cmd.Env = append(cmd.Env, "RESULT="+report, "SCRATCH="+scratch, "CACHE="+cache(t), "STATEMENTS="+absolute(t, "statements.json"))
	if *all {
		cmd.Env = append(cmd.Env, "INSTALL=1")
	} else {
		cmd.Env = append(cmd.Env, "SHORT=1")
	}
	start := time.Now()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == absent {
		t.Skipf("does not run: %s", bytes.TrimSpace(out))
	}
	r := readResult(t, name, report)
	r.On = on.name
	if err != nil && len(r.failed()) == 0 {
		t.Errorf("on %s: %v\n%s", on.name, err, out)
	}
	t.Logf("on %s: %d checks in %.1f s", on.name, r.passed(), time.Since(start).Seconds())
	return r
}

// environment is the machine's, without what would lead clients elsewhere.
func environment() []string {
	own := slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "PG") || strings.HasPrefix(v, "TRAILGRES_")
	})
	return append(own, "TZ=UTC", "LC_ALL=C.UTF-8", "PGCONNECT_TIMEOUT=10")
}

// cache is where clients keep what they install, outside of the tree.
func cache(t *testing.T) string {
	t.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "trailgres-clients")
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}
