package clients

import (
	"context"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/test/servertest"
)

// What clients run against.
const (
	ours = "trailgres"
	real = "postgres"
)

// target is a server that clients run against.
type target struct {
	name        string
	environment []string // tells a client where the server is
	columns     []tables.Column
}

func newTarget(name, host, port string) target {
	const user, password, database = "me", "secret", "cloudtrail"
	u := url.URL{Scheme: "postgres", User: url.UserPassword(user, password), Host: net.JoinHostPort(host, port),
		Path: database, RawQuery: "sslmode=prefer"}
	return target{name: name, environment: []string{
		"TARGET=" + name,
		"DSN=host=" + host + " port=" + port + " user=" + user + " password=" + password + " dbname=" + database + " sslmode=prefer",
		"URL=" + u.String(),
		"PGHOST=" + host, "PGPORT=" + port, "PGUSER=" + user, "PGPASSWORD=" + password, "PGDATABASE=" + database,
	}}
}

// url is where the target is, for this test's own sessions.
func (o target) url() string {
	for _, v := range o.environment {
		if u, ok := strings.CutPrefix(v, "URL="); ok {
			return u
		}
	}
	return ""
}

// serve starts the server, over generated events, for a user who has a password.
func serve(t *testing.T) target {
	t.Helper()
	verifier, err := pgwire.NewVerifier("secret")
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 400, Days: 10, Regions: []string{"us-east-1"},
		Wire: &pgwire.Server{Authenticate: pgwire.SCRAM(func(user string) (string, bool) { return verifier, user == "me" })}})
	on := newTarget(ours, s.Host, s.Port)
	on.columns = s.Events.Columns()
	return on
}

// postgres gives a real PostgreSQL 15 with the same user, database and events. It
// listens on TCP through a relay, because not every client knows unix sockets.
func postgres(t *testing.T, like target) target {
	t.Helper()
	admin := postgrestest.Connect(t)
	for _, sql := range []string{"CREATE ROLE me SUPERUSER LOGIN PASSWORD 'secret'", "CREATE DATABASE cloudtrail OWNER me"} {
		if _, err := admin.Exec(t.Context(), sql).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	config, err := pgconn.ParseConfig(postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	host, port, _ := net.SplitHostPort(relay(t, network, address)) // a listener's own address
	on := newTarget(real, host, port)
	copyEvents(t, like, on)
	return on
}

// relay listens on a free port of 127.0.0.1 and passes everything on to an address.
func relay(t *testing.T, network, address string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return // closed by the test's end
			}
			go pass(in, network, address)
		}
	}()
	return l.Addr().String()
}

// pass joins a connection with one to an address until either side ends.
func pass(in net.Conn, network, address string) {
	defer in.Close()
	out, err := net.Dial(network, address)
	if err != nil {
		return
	}
	defer out.Close()
	done := make(chan struct{}, 2)
	for _, way := range [][2]net.Conn{{in, out}, {out, in}} {
		go func() {
			_, _ = io.Copy(way[0], way[1]) // either side may hang up
			done <- struct{}{}
		}()
	}
	<-done
}

// postgresTypes are PostgreSQL's names of the columns' types.
var postgresTypes = map[tables.Type]string{
	tables.Text: "text", tables.Boolean: "boolean", tables.BigInt: "bigint", tables.TimestampTZ: "timestamptz",
	tables.TextArray: "text[]", tables.JSONB: "jsonb",
}

// copyEvents gives a PostgreSQL the table that trailgres has, with its comments and rows.
func copyEvents(t *testing.T, from, to target) {
	t.Helper()
	out, err := pgx.Connect(t.Context(), from.url())
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close(context.Background())
	in, err := pgx.Connect(t.Context(), to.url())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close(context.Background())
	var definitions, comments []string
	for _, c := range from.columns {
		definitions = append(definitions, c.Name+" "+postgresTypes[c.Type])
		comments = append(comments, "COMMENT ON COLUMN cloudtrail_events."+c.Name+" IS '"+strings.ReplaceAll(c.Doc, "'", "''")+"'")
	}
	sql := "CREATE TABLE cloudtrail_events (" + strings.Join(definitions, ", ") + ");" + strings.Join(comments, ";")
	if _, err := in.PgConn().Exec(t.Context(), sql).ReadAll(); err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	go func() {
		_, err := out.PgConn().CopyTo(t.Context(), w, "COPY (SELECT * FROM cloudtrail_events) TO STDOUT")
		w.CloseWithError(err)
	}()
	tag, err := in.PgConn().CopyFrom(t.Context(), r, "COPY cloudtrail_events FROM STDIN")
	if err != nil || tag.RowsAffected() == 0 {
		t.Fatalf("copy events: %d, %v", tag.RowsAffected(), err)
	}
}

// clientNames are the folders of clients.
func clientNames(t *testing.T) (names []string) {
	t.Helper()
	programs, err := filepath.Glob("*/run")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range programs {
		names = append(names, filepath.Dir(p))
	}
	return names
}
