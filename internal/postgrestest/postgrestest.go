// Package postgrestest gives tests a real PostgreSQL 15 to compare with.
package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Bin is where Debian puts PostgreSQL 15.
const Bin = "/usr/lib/postgresql/15/bin"

// errNotInstalled is why tests skip.
var errNotInstalled = errors.New("PostgreSQL 15 is not installed in " + Bin + ", and TRAILGRES_TEST_POSTGRES is not set: nothing to compare with")

// cluster is a PostgreSQL of a test binary's own.
type cluster struct {
	once sync.Once
	dsn  string
	err  error
	dir  string
	cmd  *exec.Cmd
}

var shared cluster

// Main runs a package's tests and ends the PostgreSQL that they started. A package
// that calls DSN has it in its TestMain: os.Exit(postgrestest.Main(m)).
func Main(m *testing.M) int {
	defer shared.stop()
	return m.Run()
}

// DSN names a PostgreSQL 15 that the tests of a package share: the one of
// TRAILGRES_TEST_POSTGRES, or a cluster in a temporary folder, started by the first
// call, listening on a unix socket only. Its databases are postgres and what tests
// make; time zone UTC, locale C with the letters of C.UTF-8. Without either the test is skipped.
func DSN(t testing.TB) string {
	t.Helper()
	shared.once.Do(shared.start)
	if errors.Is(shared.err, errNotInstalled) {
		t.Skip(shared.err)
	}
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.dsn
}

// Connect opens a session on the shared PostgreSQL, closed at the test's end.
func Connect(t testing.TB) *pgconn.PgConn {
	t.Helper()
	conn, err := pgconn.Connect(t.Context(), DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func (c *cluster) start() {
	if c.dsn = os.Getenv("TRAILGRES_TEST_POSTGRES"); c.dsn == "" {
		c.err = c.launch()
	}
}

func (c *cluster) launch() error {
	if _, err := os.Stat(filepath.Join(Bin, "initdb")); err != nil {
		return errNotInstalled
	}
	var err error
	if c.dir, err = os.MkdirTemp("/tmp", "trailgres-postgres-"); err != nil {
		return err
	}
	attr, err := unprivileged(c.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(c.dir, "data")
	initdb := exec.Command(filepath.Join(Bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--no-sync", "--no-instructions")
	initdb.SysProcAttr, initdb.Dir = attr, c.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("run initdb: %w: %s", err, out)
	}
	c.cmd = exec.Command(filepath.Join(Bin, "postgres"), "-D", data, "-k", c.dir, "-c", "listen_addresses=",
		"-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "log_min_messages=fatal", "-c", "timezone=UTC")
	c.cmd.SysProcAttr, c.cmd.Dir = attr, c.dir
	if err := c.cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	c.dsn = "host=" + c.dir + " user=postgres dbname=postgres sslmode=disable"
	return await(c.dsn)
}

// unprivileged gives what runs a command as the user postgres when the test runs
// as root, whom initdb refuses; dir becomes that user's.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("look up user postgres: %w", err)
	}
	uid, _ := strconv.Atoi(u.Uid) // numbers, on every Unix
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func await(dsn string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		conn, err := pgconn.Connect(ctx, dsn)
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("connect to postgres: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (c *cluster) stop() {
	if c.cmd != nil && c.cmd.Process != nil {
		_ = c.cmd.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = c.cmd.Wait()
	}
	if c.dir != "" {
		_ = os.RemoveAll(c.dir)
	}
}
