package wire

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5/pgproto3"
)

// player is the client that a script directs.
type player struct {
	dial           func() (net.Conn, error)
	user, database string
	ours           bool // the server is not PostgreSQL

	peers map[string]*peer
}

// peer is one of the client's connections.
type peer struct {
	conn  net.Conn
	front *pgproto3.Frontend
	pid   uint32
	key   []byte
}

func (p *player) close() {
	for _, one := range p.peers {
		_ = one.conn.Close()
	}
}

// play runs one command of a script.
func (p *player) play(t *testing.T, d *datadriven.TestData) string {
	t.Helper()
	name, why := "1", ""
	d.MaybeScanArgs(t, "conn", &name)
	d.MaybeScanArgs(t, "ours", &why)
	out := p.command(t, d, name)
	if why != "" && p.ours { // the script says why the answer is another
		if out == d.Expected {
			t.Logf("%s: answered as PostgreSQL does: ours=(%s) can go", d.Pos, why)
		}
		return d.Expected
	}
	return out
}

func (p *player) command(t *testing.T, d *datadriven.TestData, name string) string {
	t.Helper()
	switch d.Cmd {
	case "open":
		p.open(t, name)
		return ""
	case "connect":
		return p.connect(t, name, d.Input)
	}
	one := p.peers[name]
	if one == nil {
		p.connect(t, name, "")
		one = p.peers[name]
	}
	switch d.Cmd {
	case "query":
		one.front.Send(&pgproto3.Query{String: d.Input})
		return one.flushed(t, "ReadyForQuery")
	case "send":
		return one.send(t, d.Input)
	case "until":
		return one.until(strings.Fields(d.Input))
	case "raw":
		return one.raw(t, d.Input)
	case "bytes":
		buf := make([]byte, len(strings.TrimSpace(d.Input)))
		if _, err := io.ReadFull(one.conn, buf); err != nil {
			return err.Error()
		}
		return string(buf)
	case "roundtrip":
		return one.roundtrip(t, d.Input)
	case "cancel":
		return p.cancel(t, one)
	case "sleep":
		pause, err := time.ParseDuration(strings.TrimSpace(d.Input))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(pause)
		return ""
	}
	t.Fatalf("unknown command %s", d.Cmd)
	return ""
}

func (p *player) open(t *testing.T, name string) *peer {
	t.Helper()
	if old := p.peers[name]; old != nil {
		_ = old.conn.Close()
	}
	c, err := p.dial()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if p.peers == nil {
		p.peers = map[string]*peer{}
	}
	p.peers[name] = &peer{conn: c, front: pgproto3.NewFrontend(c, c)}
	return p.peers[name]
}

// connect starts a session with start-up parameters of the form name=value, one a
// line. It tells the answers if there are any.
func (p *player) connect(t *testing.T, name, input string) string {
	t.Helper()
	one := p.open(t, name)
	m := &pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30,
		Parameters: map[string]string{"user": p.user, "database": p.database}}
	for line := range strings.Lines(input) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key == "minor" {
			m.ProtocolVersion += uint32(value[0] - '0')
			continue
		}
		m.Parameters[key] = value
	}
	one.front.Send(m)
	answers := one.flushed(t, "ReadyForQuery")
	if input == "" {
		return ""
	}
	return answers
}

// cancel asks the server, on a connection of its own, to cancel what one runs.
func (p *player) cancel(t *testing.T, one *peer) string {
	t.Helper()
	c, err := p.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	request, err := (&pgproto3.CancelRequest{ProcessID: one.pid, SecretKey: one.key}).Encode(nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Write(request); err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	_, _ = c.Read(make([]byte, 1)) // the server closes it
	return ""
}

func (one *peer) flushed(t *testing.T, types ...string) string {
	t.Helper()
	if err := one.front.Flush(); err != nil {
		t.Fatal(err)
	}
	return one.until(types)
}

// raw sends bytes: each line is hexadecimal, or a string in quotes.
func (one *peer) raw(t *testing.T, input string) string {
	t.Helper()
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
	if _, err := one.conn.Write(out); err != nil {
		return err.Error()
	}
	return ""
}

// send sends messages, one a line, and shows the answers up to ReadyForQuery if one of
// them is a Sync.
func (one *peer) send(t *testing.T, input string) string {
	t.Helper()
	syncs := 0
	for line := range strings.Lines(input) {
		name, fields, _ := strings.Cut(strings.TrimSpace(line), " ")
		one.front.Send(frontendMessage(t, name, fields))
		if name == "Sync" {
			syncs++
		}
	}
	types := make([]string, syncs)
	for i := range types {
		types[i] = "ReadyForQuery"
	}
	return one.flushed(t, types...)
}

// until receives messages up to one of each given type, in order, and tells them.
func (one *peer) until(types []string) string {
	var out strings.Builder
	last := ""
	for len(types) > 0 {
		m, err := one.front.Receive()
		if err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "reset") {
				fmt.Fprintln(&out, "closed")
			} else {
				fmt.Fprintln(&out, err)
			}
			return out.String()
		}
		if k, ok := m.(*pgproto3.BackendKeyData); ok {
			one.pid, one.key = k.ProcessID, append([]byte(nil), k.SecretKey...)
		}
		name := strings.TrimPrefix(fmt.Sprintf("%T", m), "*pgproto3.")
		if name == "ErrorResponse" && strings.HasPrefix(last, "RowDescription") {
			// Whether columns are told before an error of the first row is left open.
			text := out.String()
			out.Reset()
			out.WriteString(strings.TrimSuffix(text, last+"\n"))
		}
		last = name + describe(m)
		fmt.Fprintln(&out, last)
		if name == types[0] {
			types = types[1:]
		}
	}
	return out.String()
}
