package pgwire

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

// postgres is a private PostgreSQL 15 for the tests: the one whose DSN is in
// TRAILGRES_TEST_POSTGRES, or a cluster of the installed binaries, made for the
// run in a temporary directory and listening on a unix socket only.
type postgres struct {
	once sync.Once
	dsn  string
	err  error
	dir  string
	cmd  *exec.Cmd
}

var realPostgres postgres

func TestMain(m *testing.M) {
	code := m.Run()
	realPostgres.stop()
	os.Exit(code)
}

var errNotInstalled = errors.New("no initdb in /usr/lib/postgresql/15/bin")

// connectReal connects to the real PostgreSQL; without one the test is skipped.
func connectReal(t testing.TB) *pgconn.PgConn {
	t.Helper()
	dsn := realDSN(t)
	conn, err := pgconn.Connect(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func realDSN(t testing.TB) string {
	t.Helper()
	realPostgres.once.Do(realPostgres.start)
	if errors.Is(realPostgres.err, errNotInstalled) {
		t.Skip("PostgreSQL 15 is not installed, and TRAILGRES_TEST_POSTGRES is not set: only the golden files are checked")
	}
	if realPostgres.err != nil {
		t.Fatal(realPostgres.err)
	}
	return realPostgres.dsn
}

func (p *postgres) start() {
	if p.dsn = os.Getenv("TRAILGRES_TEST_POSTGRES"); p.dsn != "" {
		return
	}
	p.err = p.launch("/usr/lib/postgresql/15/bin")
}

func (p *postgres) launch(bin string) error {
	if _, err := os.Stat(filepath.Join(bin, "initdb")); err != nil {
		return errNotInstalled
	}
	var err error
	if p.dir, err = os.MkdirTemp("/tmp", "trailgres-postgres-"); err != nil {
		return err
	}
	attr, err := unprivileged(p.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(p.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	initdb.SysProcAttr, initdb.Dir = attr, p.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("run initdb: %w: %s", err, out)
	}
	p.cmd = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", p.dir,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "log_min_messages=fatal")
	p.cmd.SysProcAttr, p.cmd.Dir = attr, p.dir
	if err := p.cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	p.dsn = "host=" + p.dir + " user=postgres dbname=postgres sslmode=disable"
	return p.await()
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
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func (p *postgres) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		conn, err := pgconn.Connect(ctx, p.dsn)
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

func (p *postgres) stop() {
	if p.cmd != nil {
		_ = p.cmd.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = p.cmd.Wait()
	}
	if p.dir != "" {
		_ = os.RemoveAll(p.dir)
	}
}
