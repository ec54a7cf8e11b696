package e2e

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rogpeppe/go-internal/testscript"
)

// build builds the command, once, into scratch.
var build = sync.OnceValues(func() ([]byte, error) {
	cmd := exec.Command("go", "build", "-o", filepath.Join(scratch, "trailgres"), "./cmd/trailgres")
	cmd.Dir = filepath.Join("..", "..")
	return cmd.CombinedOutput()
})

// command gives the path of the built command.
func command(t *testing.T) string {
	t.Helper()
	if out, err := build(); err != nil {
		t.Fatalf("build the command: %v\n%s", err, out)
	}
	return filepath.Join(scratch, "trailgres")
}

// TestCommand runs the scripts of testdata/script with the built command, against a
// local endpoint at $ENDPOINT.
func TestCommand(t *testing.T) {
	bin := filepath.Dir(command(t))
	c := newClock(time.Now().Truncate(time.Second))
	s := endpoint(t, demoEventsAt(c.now()), c)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			e.Setenv("ENDPOINT", s.URL())
			e.Setenv("AWS_ACCESS_KEY_ID", keyOf("111122223333"))
			e.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
			e.Setenv("AWS_CONFIG_FILE", os.DevNull)
			e.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
			return nil
		},
	})
}

// process is a server of its own.
type process struct {
	cmd  *exec.Cmd
	addr string
	text *output
}

// serve starts the command's server against the world's endpoint.
func serve(t *testing.T, w *world, args ...string) *process {
	t.Helper()
	file := filepath.Join(t.TempDir(), "addr")
	args = append([]string{"serve", "--endpoint-url", w.sim.URL(), "--regions", "us-east-1,us-west-2", "--lookup-rate", "0", "--listen", "127.0.0.1:0", "--addr-file", file, "--set", "trailgres.unbounded=allow"}, args...)
	p := &process{cmd: exec.Command(command(t), args...), text: &output{}}
	p.cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+keyOf(testAccount), "AWS_SECRET_ACCESS_KEY=secret")
	p.cmd.Stdout, p.cmd.Stderr = p.text, p.text
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() }) // it has ended already, if all went well
	waitFor(t, "the server to listen", func() bool {
		text, err := os.ReadFile(file)
		p.addr = string(text)
		return err == nil && p.addr != ""
	})
	return p
}

func (p *process) connect(t *testing.T) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), "postgres://trail@"+p.addr+"/cloudtrail?sslmode=disable")
	if err != nil {
		t.Fatalf("%v\n%s", err, p.text)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // the server may be gone
	return conn
}

// TestDrain: on SIGTERM the server lets the running statement finish, ends idle
// sessions with 57P01, takes no new ones, and ends well.
func TestDrain(t *testing.T) {
	w := slowAt(t, 600, time.Now().Truncate(time.Second)) // another process has the real time
	p := serve(t, w)
	busy, idle := p.connect(t), p.connect(t)
	if line := "psql -h 127.0.0.1 -p " + p.addr[strings.LastIndex(p.addr, ":")+1:] + " -U trail cloudtrail"; !strings.Contains(p.text.String(), line) {
		t.Errorf("the server does not say %q:\n%s", line, p.text)
	}
	done := make(chan error, 1)
	go func() {
		rows, err := tryTexts(context.Background(), busy, "SELECT count(*) FROM cloudtrail_events")
		if err == nil && rows[0][0] == "0" {
			t.Error("the running statement counts nothing")
		}
		done <- err
	}()
	waitFor(t, "the statement to run", func() bool { return w.total() > 2 })
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("the running statement: %v", err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the server ended with %v:\n%s", err, p.text)
	}
	_, err := tryTexts(t.Context(), idle, "SELECT 1")
	fails(t, err, "57P01", "administrator command")
}
