package pgwire

import (
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// psql runs the installed psql against addr.
func psql(t *testing.T, addr string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("psql is not installed")
	}
	host, port, _ := net.SplitHostPort(addr)
	cmd := exec.Command(path, append([]string{"-X", "-A", "-t", "-h", host, "-p", port, "-U", "me", "-d", "db"}, args...)...)
	cmd.Env = append(os.Environ(), "PGCONNECT_TIMEOUT=10")
	return cmd
}

func TestPsql(t *testing.T) {
	f, begun, _ := blocking()
	f.reported["server_version"] = "15.0"
	_, addr := start(t, f, nil)
	out, err := psql(t, addr, "-c", "SELECT 1; SELECT 2", "-c", "SELECT 1/0", "-c", "SELECT generate_series(1,10)").CombinedOutput()
	want := "1\n2\nERROR:  division by zero\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
	if err != nil || string(out) != want {
		t.Errorf("%v: %s", err, out)
	}

	var stderr strings.Builder
	cmd := psql(t, addr, "-c", "WAIT")
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-begun
	at := time.Now()
	_ = cmd.Process.Signal(syscall.SIGINT) // Ctrl-C
	_ = cmd.Wait()
	if !strings.Contains(stderr.String(), "ERROR:  canceling statement due to user request") {
		t.Error(stderr.String())
	}
	wantTook(t, at, 2*time.Second)
}
