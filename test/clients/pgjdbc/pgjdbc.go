// Package pgjdbc drives the server with PostgreSQL's JDBC driver, by Java programs
// that also run against a real PostgreSQL 15: Client runs the shared statements and
// the driver's features, Metadata calls every method of DatabaseMetaData. Comparing
// what the programs print is this package's part, for package dbeaver as well.
package pgjdbc

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/test/servertest"
)

// absent is run's exit status where Java or the driver is not installed.
const absent = 77

// All says that the programs run whole, and the tests that take long as well.
var All = flag.Bool("all", false, "run everything, as make clients does")

// Whole skips a test that only make clients runs.
func Whole(t testing.TB) {
	t.Helper()
	if !*All {
		t.Skip("make clients runs it")
	}
}

// Main runs a package's tests, and takes away what they have started and compiled.
func Main(m *testing.M) int {
	defer func() { _ = os.RemoveAll(compiled.dir) }() // a temporary folder
	return postgrestest.Main(m)
}

// compiled is the folder where the programs of a package are compiled, once.
var compiled struct {
	once sync.Once
	dir  string
	err  error
}

func classes(t testing.TB) string {
	t.Helper()
	compiled.once.Do(func() { compiled.dir, compiled.err = os.MkdirTemp("", "pgjdbc-*") })
	if compiled.err != nil {
		t.Fatal(compiled.err)
	}
	return compiled.dir
}

// Run runs a folder's program named run with its arguments and more of the
// environment, and gives what it prints. The test is skipped where Java is missing.
func Run(t testing.TB, program string, env []string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = append(append(os.Environ(), "CLASSES="+classes(t)), env...)
	if !*All {
		cmd.Env = append(cmd.Env, "SHORT=1")
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == absent {
		t.Skipf("not installed: %s", out)
	}
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, args, err, out, stderr.String())
	}
	return string(out)
}

// DSN is a server's, in libpq's words.
func DSN(s *servertest.Server) string {
	return "host=" + s.Host + " port=" + s.Port + " user=trail dbname=cloudtrail sslmode=disable"
}

// Postgres gives the DSN of a database cloudtrail in the shared PostgreSQL with the
// tables, views and comments of a server of ours, and what setup adds to both. It is
// reached over TCP, as Java needs.
func Postgres(t testing.TB, s *servertest.Server, setup string) string {
	t.Helper()
	admin := postgrestest.Connect(t)
	exec := func(c *pgconn.PgConn, sql string) [][][]byte {
		t.Helper()
		results, err := c.Exec(t.Context(), sql).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		if len(results) == 0 {
			return nil
		}
		return results[len(results)-1].Rows
	}
	exec(admin, "DROP DATABASE IF EXISTS cloudtrail")
	exec(admin, "DROP ROLE IF EXISTS trail, trailgres")
	exec(admin, "CREATE ROLE trailgres SUPERUSER; CREATE ROLE trail SUPERUSER LOGIN")
	exec(admin, "CREATE DATABASE cloudtrail OWNER trailgres")
	ddl, err := os.ReadFile("../pgjdbc/objects.sql")
	if err != nil {
		t.Fatal(err)
	}
	config, err := pgconn.ParseConfig(postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	config.Database, config.User = "cloudtrail", "trail"
	real, err := pgconn.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = real.Close(context.Background()) }()
	exec(real, "SET ROLE trailgres; SET search_path = public")
	ours := s.ConnectWire(t)
	for _, row := range exec(ours, string(ddl)) {
		exec(real, string(row[0]))
	}
	exec(ours, setup)
	exec(real, setup)
	host, port := bridge(t, config)
	return "host=" + host + " port=" + port + " user=trail dbname=cloudtrail sslmode=disable"
}

// bridge gives an address on TCP of a server that may be on a unix socket only.
func bridge(t testing.TB, config *pgconn.Config) (host, port string) {
	t.Helper()
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return // the test has ended
			}
			server, err := net.Dial(network, address)
			if err != nil {
				_ = client.Close()
				continue
			}
			for _, way := range [][2]net.Conn{{client, server}, {server, client}} {
				go func() {
					_, _ = io.Copy(way[0], way[1])
					_ = way[0].Close()
				}()
			}
		}
	}()
	host, port, _ = net.SplitHostPort(l.Addr().String()) // a listener's own address
	return host, port
}

// Compare compares what a program printed for both servers: lines of a question, a
// tab and an answer. A question whose answers differ must be in the file of known
// differences, with a tab and the reason, and one in there must differ.
func Compare(t testing.TB, ours, real, known string) {
	t.Helper()
	reasons := reasons(t, known)
	left, right := answers(ours), answers(real)
	var questions []string
	for question := range left {
		questions = append(questions, question)
	}
	for question := range right {
		if left[question] == nil {
			questions = append(questions, question)
		}
	}
	slices.Sort(questions)
	if len(questions) == 0 {
		t.Error("nothing was compared")
	}
	for _, question := range questions {
		difference := diff(left[question], right[question])
		if _, ok := reasons[question]; !ok && difference != "" {
			t.Errorf("%s\n%s", question, difference)
		} else if ok && difference == "" {
			t.Errorf("%s: does not differ any more; take it out of %s", question, known)
		}
		delete(reasons, question)
	}
	for question := range reasons {
		t.Errorf("%s: is in %s and was not asked", question, known)
	}
}

func reasons(t testing.TB, path string) map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if question, reason, ok := strings.Cut(lines.Text(), "\t"); ok && !strings.HasPrefix(question, "#") {
			out[question] = reason
		}
	}
	return out
}

// answers gives each question's lines.
func answers(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		question, answer, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out[question] = append(out[question], answer)
	}
	return out
}

// diff gives up to ten lines that only one side has, or that the order differs.
func diff(ours, real []string) string {
	var b strings.Builder
	for _, side := range []struct {
		name         string
		lines, other []string
	}{{"ours      ", ours, real}, {"PostgreSQL", real, ours}} {
		n := 0
		for _, line := range side.lines {
			if !slices.Contains(side.other, line) && n < 10 {
				n++
				fmt.Fprintf(&b, "  only %s %s\n", side.name, line)
			}
		}
	}
	if b.Len() == 0 && !slices.Equal(ours, real) {
		return "  the same lines in another order or number\n"
	}
	return b.String()
}
