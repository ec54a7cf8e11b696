package fidelity

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// bin is where Debian puts PostgreSQL 15.
const bin = "/usr/lib/postgresql/15/bin"

// startPostgres starts a private PostgreSQL 15 on a unix socket and gives its DSN;
// TRAILGRES_TEST_POSTGRES names another one. Without either the test is skipped.
func startPostgres(t *testing.T) string {
	t.Helper()
	if dsn := os.Getenv("TRAILGRES_TEST_POSTGRES"); dsn != "" {
		return dsn
	}
	if _, err := os.Stat(filepath.Join(bin, "initdb")); err != nil {
		t.Skip("PostgreSQL 15 is not installed, and TRAILGRES_TEST_POSTGRES is not set: nothing to compare with")
	}
	dir, err := os.MkdirTemp("/tmp", "trailgres-fidelity-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	attr, err := unprivileged(dir)
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	initdb.SysProcAttr, initdb.Dir = attr, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("run initdb: %v: %s", err, out)
	}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", dir,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "log_min_messages=fatal",
		"-c", "timezone=UTC")
	server.SysProcAttr, server.Dir = attr, dir
	if err := server.Start(); err != nil {
		t.Fatalf("start postgres: %v", err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = server.Wait()
	})
	dsn := "host=" + dir + " user=postgres dbname=postgres sslmode=disable"
	if err := await(dsn); err != nil {
		t.Fatal(err)
	}
	return dsn
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

// load makes PostgreSQL's cloudtrail_events of the rows that ours gives.
func load(t *testing.T, ours, real *pgconn.PgConn, columns []string) {
	t.Helper()
	run := func(sql string) {
		if _, err := real.Exec(t.Context(), sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	run("CREATE TABLE cloudtrail_events (" + strings.Join(columns, ", ") + ")")
	results, err := ours.Exec(t.Context(), "SELECT * FROM cloudtrail_events").ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
	for _, row := range results[0].Rows {
		for i, v := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			if v == nil {
				b.WriteString(`\N`)
			} else {
				_, _ = escape.WriteString(&b, string(v))
			}
		}
		b.WriteByte('\n')
	}
	tag, err := real.CopyFrom(t.Context(), strings.NewReader(b.String()), "COPY cloudtrail_events FROM STDIN")
	if err != nil {
		t.Fatalf("load events: %v", err)
	}
	if tag.RowsAffected() < 1000 {
		t.Fatalf("only %d events to compare with", tag.RowsAffected())
	}
	run("ANALYZE cloudtrail_events")
}
