package pgwire

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

// TestScripts plays the wire scripts in testdata/scripts (see the README there)
// against this package with canned statements.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata/scripts", func(t *testing.T, path string) {
		if filepath.Ext(path) != ".txt" {
			return
		}
		_, addr := start(t, scripted(), func(s *Server) { s.MaxMessage = 1 << 20 })
		p := &player{dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
		defer p.close()
		datadriven.RunTest(t, path, p.play)
	})
}

// TestScriptsAgainstPostgres plays the same scripts against a real PostgreSQL,
// but those whose names begin with "ours".
func TestScriptsAgainstPostgres(t *testing.T) {
	config, err := pgconn.ParseConfig(postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	paths, err := filepath.Glob("testdata/scripts/[^o]*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p := &player{user: config.User, dial: func() (net.Conn, error) { return net.Dial(network, address) }}
			defer p.close()
			datadriven.RunTest(t, path, p.play)
		})
	}
}

// player is the client that a script directs.
type player struct {
	dial  func() (net.Conn, error)
	user  string
	conn  net.Conn
	front *pgproto3.Frontend
}

func (p *player) close() {
	if p.conn != nil {
		_ = p.conn.Close()
	}
}

func (p *player) play(t *testing.T, d *datadriven.TestData) string {
	switch d.Cmd {
	case "open": // a bare connection
		p.open(t)
		return ""
	case "connect":
		p.connect(t)
		return ""
	case "raw":
		return p.raw(t, d.Input)
	case "send":
		p.send(t, d.Input)
		return ""
	case "until":
		return p.until(t, strings.Fields(d.Input))
	case "bytes": // unframed answers, as to an SSLRequest
		buf := make([]byte, len(strings.TrimSpace(d.Input)))
		if _, err := io.ReadFull(p.conn, buf); err != nil {
			return err.Error()
		}
		return string(buf)
	}
	t.Fatalf("unknown command %s", d.Cmd)
	return ""
}

func (p *player) open(t testing.TB) {
	p.close()
	var err error
	if p.conn, err = p.dial(); err != nil {
		t.Fatal(err)
	}
	_ = p.conn.SetDeadline(time.Now().Add(10 * time.Second))
	p.front = pgproto3.NewFrontend(p.conn, p.conn)
}

func (p *player) connect(t testing.TB) {
	p.open(t)
	user := p.user
	if user == "" {
		user = "me"
	}
	p.front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30,
		Parameters: map[string]string{"user": user, "database": "postgres"}})
	if err := p.front.Flush(); err != nil {
		t.Fatal(err)
	}
	p.until(t, []string{"ReadyForQuery"})
}

// raw sends bytes: each line is hexadecimal, or a string in quotes.
func (p *player) raw(t testing.TB, input string) string {
	var out []byte
	for line := range strings.Lines(input) {
		line = strings.TrimSpace(line)
		var s string
		if json.Unmarshal([]byte(line), &s) == nil {
			out = append(out, s...)
			continue
		}
		b, err := hex.DecodeString(strings.ReplaceAll(line, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b...)
	}
	if _, err := p.conn.Write(out); err != nil {
		return err.Error()
	}
	return ""
}

// send sends messages, one a line: a type, and its fields as JSON.
func (p *player) send(t testing.TB, input string) {
	for line := range strings.Lines(input) {
		name, fields, _ := strings.Cut(strings.TrimSpace(line), " ")
		p.front.Send(frontendMessage(t, name, fields))
	}
	if err := p.front.Flush(); err != nil {
		t.Fatal(err)
	}
}

func frontendMessage(t testing.TB, name, fields string) pgproto3.FrontendMessage {
	t.Helper()
	var object struct{ Type, Name string }
	var m pgproto3.FrontendMessage
	into := any(nil)
	switch name {
	case "Query":
		m = &pgproto3.Query{}
	case "Parse":
		m = &pgproto3.Parse{}
	case "Bind":
		m = &pgproto3.Bind{}
	case "Execute":
		m = &pgproto3.Execute{}
	case "Describe", "Close":
		into = &object
	case "Sync":
		return &pgproto3.Sync{}
	case "Flush":
		return &pgproto3.Flush{}
	case "Terminate":
		return &pgproto3.Terminate{}
	case "CopyData":
		return &pgproto3.CopyData{}
	default:
		t.Fatalf("unknown message %s", name)
	}
	if into == nil {
		into = m
	}
	if fields != "" {
		if err := json.Unmarshal([]byte(fields), into); err != nil {
			t.Fatal(err)
		}
	}
	switch name {
	case "Describe":
		return &pgproto3.Describe{ObjectType: object.Type[0], Name: object.Name}
	case "Close":
		return &pgproto3.Close{ObjectType: object.Type[0], Name: object.Name}
	}
	return m
}

// until receives messages up to one of each given type, in order, and tells them.
func (p *player) until(t testing.TB, types []string) string {
	var out strings.Builder
	for len(types) > 0 {
		m, err := p.front.Receive()
		if err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "reset") {
				fmt.Fprintln(&out, "closed")
			} else {
				fmt.Fprintln(&out, err)
			}
			return out.String()
		}
		name := strings.TrimPrefix(fmt.Sprintf("%T", m), "*pgproto3.")
		fmt.Fprintln(&out, name+describeMessage(m))
		if name == types[0] {
			types = types[1:]
		}
	}
	return out.String()
}

func describeMessage(m pgproto3.BackendMessage) string {
	switch m := m.(type) {
	case *pgproto3.RowDescription:
		var b strings.Builder
		for _, f := range m.Fields {
			fmt.Fprintf(&b, " %s(type %d size %d mod %d format %d)", f.Name, f.DataTypeOID, f.DataTypeSize, f.TypeModifier, f.Format)
		}
		return b.String()
	case *pgproto3.DataRow:
		var b strings.Builder
		for _, v := range m.Values {
			if v == nil {
				b.WriteString(" NULL")
			} else {
				fmt.Fprintf(&b, " %q", v)
			}
		}
		return b.String()
	case *pgproto3.CommandComplete:
		return " " + string(m.CommandTag)
	case *pgproto3.ReadyForQuery:
		return " " + string(m.TxStatus)
	case *pgproto3.ParameterDescription:
		return fmt.Sprint(" ", m.ParameterOIDs)
	case *pgproto3.ParameterStatus:
		return fmt.Sprintf(" %s=%s", m.Name, m.Value)
	case *pgproto3.NegotiateProtocolVersion:
		return fmt.Sprintf(" %d.%d %q", m.NewestMinorProtocol>>16, m.NewestMinorProtocol&0xffff, m.UnrecognizedOptions)
	case *pgproto3.BackendKeyData:
		return fmt.Sprintf(" of %d bytes", len(m.SecretKey))
	case *pgproto3.ErrorResponse:
		return describeError(m)
	case *pgproto3.NoticeResponse:
		return describeError((*pgproto3.ErrorResponse)(m))
	}
	return ""
}

func describeError(e *pgproto3.ErrorResponse) string {
	s := fmt.Sprintf(" %s/%s %s: %s", e.Severity, e.SeverityUnlocalized, e.Code, e.Message)
	if e.Detail != "" {
		s += " DETAIL: " + e.Detail
	}
	if e.Hint != "" {
		s += " HINT: " + e.Hint
	}
	if e.Position != 0 {
		s += fmt.Sprintf(" at %d", e.Position)
	}
	return s
}
