// Package clients has real clients run one list of statements (statements.json)
// against the server, and then what is particular to each. A client is a folder with
// a program named run; it finds the server in DSN, the list in STATEMENTS, fails by
// its exit status, and is not installed when that is 77.
package clients

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/pgwire"
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
	e, err := engine.New(t.Context(), engine.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := pgwire.NewVerifier("secret")
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &pgwire.Server{Handler: e, Authenticate: pgwire.SCRAM(func(user string) (string, bool) { return verifier, user == "me" })}
	served := make(chan error, 1)
	go func() { served <- s.Serve(context.Background(), l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = s.Shutdown(ctx)
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
		e.Close()
	})
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return "host=" + host + " port=" + port + " user=me password=secret dbname=cloudtrail sslmode=prefer"
}
