// Package clients has real clients run one list of statements (statements.json)
// against the server, and then what is particular to each. A client is a folder with
// a program named run; it finds the server in DSN, the list in STATEMENTS, fails by
// its exit status, and is not installed when that is 77.
package clients

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/test/servertest"
)

// absent is the exit status of a client that is not installed.
const absent = 77

func TestClients(t *testing.T) {
	programs, err := filepath.Glob("*/run")
	if err != nil || len(programs) == 0 {
		t.Fatal("no clients", err)
	}
	dsn := serve(t)
	statements, err := filepath.Abs("statements.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range programs {
		t.Run(filepath.Dir(program), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "./"+program)
			cmd.Env = append(os.Environ(), "DSN="+dsn, "STATEMENTS="+statements, "HOME="+t.TempDir())
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if errors.As(err, &exit) && exit.ExitCode() == absent {
				t.Skipf("not installed: %s", out)
			}
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// serve starts a server of local tables alone, whose user has a password.
func serve(t *testing.T) (dsn string) {
	t.Helper()
	verifier, err := pgwire.NewVerifier("secret")
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.Serve(t, engine.Options{Version: "test"},
		&pgwire.Server{Authenticate: pgwire.SCRAM(func(user string) (string, bool) { return verifier, user == "me" })})
	return "host=" + s.Host + " port=" + s.Port + " user=me password=secret dbname=cloudtrail sslmode=prefer"
}
