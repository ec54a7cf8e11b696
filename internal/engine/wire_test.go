package engine

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"fmt"
	"strings"

	"github.com/trailgres/trailgres/pgwire"
)

// serveEngine serves an engine without virtual tables until the test ends.
func serveEngine(t testing.TB) (address string) {
	t.Helper()
	return serveOptions(t, Options{Version: "test"}, func(e *Engine) pgwire.Handler { return e })
}

// serveOptions serves an engine, perhaps by way of another handler.
func serveOptions(t testing.TB, o Options, handler func(*Engine) pgwire.Handler) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serveAt(t, l, o, handler)
	return l.Addr().String()
}

// serveAt serves an engine at a listener until the test ends.
func serveAt(t testing.TB, l net.Listener, o Options, handler func(*Engine) pgwire.Handler) {
	t.Helper()
	e, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	s := &pgwire.Server{Handler: handler(e), Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
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
}

func dsn(address string) string {
	return (&url.URL{Scheme: "postgres", User: url.User("me"), Host: address, Path: "cloudtrail", RawQuery: "sslmode=disable"}).String()
}

func connectEngine(t testing.TB, address string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(t.Context(), dsn(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// TestSessionScripts plays testdata/session: each command "query" is one simple
// Query; its answer shows rows, tags, notices, the error and the transaction's state.
// "copyin" sends the lines after the first as COPY's data, "copyout" shows data.
func TestSessionScripts(t *testing.T) {
	datadriven.Walk(t, "testdata/session", func(t *testing.T, path string) {
		address := serveEngine(t)
		conns := map[string]*pgconn.PgConn{}
		var notices []string
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			name := "1"
			d.MaybeScanArgs(t, "conn", &name)
			if conns[name] == nil {
				config, err := pgconn.ParseConfig(dsn(address))
				if err != nil {
					t.Fatal(err)
				}
				config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
					notices = append(notices, fmt.Sprintf("%s %s: %s", n.Severity, n.Code, n.Message))
				}
				if conns[name], err = pgconn.ConnectConfig(t.Context(), config); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = conns[name].Close(context.Background()) })
			}
			notices = nil
			out := playSession(t, conns[name], d)
			if len(notices) > 0 {
				out = strings.Join(notices, "\n") + "\n" + out
			}
			return out
		})
	})
}

func playSession(t *testing.T, c *pgconn.PgConn, d *datadriven.TestData) string {
	var out strings.Builder
	var err error
	switch d.Cmd {
	case "query":
		err = showResults(&out, c.Exec(t.Context(), d.Input))
	case "copyin":
		sql, data, _ := strings.Cut(d.Input, "\n")
		var tag pgconn.CommandTag
		tag, err = c.CopyFrom(t.Context(), strings.NewReader(strings.ReplaceAll(data, "␍", "\r")), sql)
		if err == nil {
			fmt.Fprintln(&out, tag)
		}
	case "copyout":
		var tag pgconn.CommandTag
		tag, err = c.CopyTo(t.Context(), &out, d.Input)
		if err == nil {
			fmt.Fprintln(&out, tag)
		}
	default:
		t.Fatalf("unknown command %s", d.Cmd)
	}
	if e, ok := err.(*pgconn.PgError); ok {
		fmt.Fprintf(&out, "%s %s: %s\n", e.Severity, e.Code, e.Message)
		if e.Detail != "" {
			fmt.Fprintf(&out, "DETAIL: %s\n", e.Detail)
		}
		if e.Hint != "" {
			fmt.Fprintf(&out, "HINT: %s\n", e.Hint)
		}
		if e.Where != "" {
			fmt.Fprintf(&out, "CONTEXT: %s\n", e.Where)
		}
	} else if err != nil {
		t.Fatal(err)
	}
	if c.TxStatus() != 'I' {
		fmt.Fprintf(&out, "(%c)\n", c.TxStatus())
	}
	return out.String()
}

func showResults(out *strings.Builder, results *pgconn.MultiResultReader) error {
	for results.NextResult() {
		r := results.ResultReader()
		for r.NextRow() {
			var row []string
			for _, v := range r.Values() {
				if v == nil {
					row = append(row, "∅")
				} else {
					row = append(row, string(v))
				}
			}
			fmt.Fprintln(out, strings.Join(row, "|"))
		}
		if tag, err := r.Close(); err == nil {
			fmt.Fprintln(out, tag)
		}
	}
	return results.Close()
}

// TestSessionPsql has psql fetch by cursor, copy both ways and bind.
func TestSessionPsql(t *testing.T) {
	path, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("psql is not installed: skipped")
	}
	cmd := exec.CommandContext(t.Context(), path, "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", "--dbname", dsn(serveEngine(t)))
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	cmd.Stdin = strings.NewReader(`\set FETCH_COUNT 100
SELECT count(*) FROM (SELECT 1) q;
CREATE TABLE t (a int, b text);
INSERT INTO t SELECT i, 'x' || i FROM generate_series(1, 1050) g(i);
\o /dev/null
SELECT * FROM t;
\o
\unset FETCH_COUNT
\copy t from stdin with csv
5001,"a,b"
\.
\copy (SELECT a, b FROM t WHERE a > 1049 ORDER BY a) to stdout with csv header
SELECT count(*) FROM t;
`)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := "1\na,b\n1050,x1050\n5001,\"a,b\"\n1051\n"
	if string(out) != want {
		t.Errorf("psql says\n%s", out)
	}
}
