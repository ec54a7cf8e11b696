package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/sim"
)

// psql makes a command that runs psql against the world; without psql the test is
// skipped.
func (w *world) psql(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("psql is not installed: skipped")
	}
	cmd := exec.CommandContext(t.Context(), path, append([]string{"--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--dbname", w.url}, args...)...)
	cmd.Env = append(os.Environ(), "PGCLIENTENCODING=UTF8", "PAGER=cat", "HOME="+t.TempDir())
	return cmd
}

// script writes a file for psql -f.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "script.sql")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPsqlExamples runs docs/examples.md through psql.
func TestPsqlExamples(t *testing.T) {
	c := newClock(testNow)
	w := newWorld(t, setup{sim: endpoint(t, demoEvents(), c), clock: c})
	var all strings.Builder
	for _, e := range examples(t, "examples.md", 20) {
		all.WriteString("\\echo " + strings.ReplaceAll(e.title, "'", "") + "\n" + e.sql + "\n")
	}
	out, err := w.psql(t, "-f", script(t, all.String())).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), " row)") + strings.Count(string(out), " rows)"); n != 20 {
		t.Errorf("%d answers, want 20:\n%s", n, out)
	}
	for number, trace := range found {
		if !strings.Contains(string(out), trace) {
			t.Errorf("psql does not show %q of example %s", trace, number)
		}
	}
}

// TestPsqlOutput shows what psql makes of a few statements of testdata/psql.
func TestPsqlOutput(t *testing.T) {
	w := plain(t, 3000)
	datadriven.RunTest(t, filepath.Join("testdata", "psql"), func(t *testing.T, d *datadriven.TestData) string {
		cmd := w.psql(t, "--set", "VERBOSITY=verbose", "-f", "-")
		if d.Cmd == "terse" {
			cmd = w.psql(t, "-f", "-")
		}
		cmd.Stdin = strings.NewReader(d.Input + "\n")
		out, _ := cmd.CombinedOutput() // an error is a part of what psql shows
		return string(out)
	})
}

// output is what a process has written so far.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// TestPsqlInterrupt presses Ctrl-C during a slow fetch.
func TestPsqlInterrupt(t *testing.T) {
	w := slow(t, 3000)
	var shown output
	cmd := w.psql(t, "-c", wholeHistory)
	cmd.Stdout, cmd.Stderr = &shown, &shown
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the fetch to begin", func() bool { return w.total() > 8 })
	pressed := time.Now()
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("psql ended well: it proves nothing")
	}
	if took := time.Since(pressed); took > 700*time.Millisecond { // the whole fetch takes far longer, a busy machine some of this
		t.Errorf("psql ended %s after Ctrl-C, want it at once", took)
	}
	if text := shown.String(); !strings.Contains(text, "canceling statement due to user request") || strings.Contains(text, "event_id") {
		t.Errorf("psql shows\n%s", text)
	}
	time.Sleep(150 * time.Millisecond) // calls in flight end
	completes(t, w)
}

// TestPsqlProgress: a long fetch tells how far it is.
func TestPsqlProgress(t *testing.T) {
	c := newClock(testNow)
	o := generated(1500)
	o.Latency = sim.Latency{Min: 80 * time.Millisecond, Max: 100 * time.Millisecond}
	s := setup{sim: endpoint(t, o, c), clock: c}
	s.table.ProgressAfter, s.table.ProgressEvery = 200*time.Millisecond, 200*time.Millisecond
	w := newWorld(t, s)
	out, err := w.psql(t, "-c", "SELECT count(*) FROM cloudtrail_events").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"NOTICE:  fetching from CloudTrail for", "calls", "events; complete back to", "% of the asked time is complete", " 1500\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("psql does not show %q:\n%s", want, out)
		}
	}
}

// waitFor waits until something holds, for ten seconds at most.
func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
