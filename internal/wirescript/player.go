// Package wirescript plays conversations over the wire, written in files in the form of
// datadriven (https://github.com/cockroachdb/datadriven), with a server. It is for tests.
//
//	connect              starts a session; lines of name=value are start-up parameters
//	                     (minor is of the protocol), and then the answers are shown
//	query                sends a simple Query and shows the answers up to ReadyForQuery
//	send                 sends messages: a type and its fields in JSON, one a line; shows
//	                     the answers up to as many ReadyForQuery as there are Syncs
//	until                shows the answers up to one of each type named, or "closed"
//	roundtrip            sends a value of a type as text, shows its binary form, sends
//	                     that, and shows the text that comes back, or the error
//	open, raw, bytes     makes a bare connection; sends bytes (lines of hexadecimal or of
//	                     strings in quotes); shows as many bytes as the input has
//	cancel               sends a CancelRequest on a connection of its own
//	sleep                waits
//
// conn=NAME names one of several connections. ours=(why) says that this server answers
// otherwise than PostgreSQL, and why; a run with -v tells where that holds no more.
// Values that are each server's own (the version, the user) are left out, and so is a
// RowDescription right before an error: when the first row fails, PostgreSQL has told
// the columns already.
package wirescript

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

// Player is the client that a script directs.
type Player struct {
	Dial           func() (net.Conn, error)
	User, Database string
	Ours           bool // the server is not PostgreSQL

	peers map[string]*Peer
}

// Peer is one of the client's connections.
type Peer struct {
	Conn  net.Conn
	Front *pgproto3.Frontend
	pid   uint32
	key   []byte
}

// Close closes the connections.
func (p *Player) Close() {
	for _, one := range p.peers {
		_ = one.Conn.Close()
	}
}

// Play runs one command of a script and gives what it shows.
func (p *Player) Play(t *testing.T, d *datadriven.TestData) string {
	t.Helper()
	name, why := "1", ""
	d.MaybeScanArgs(t, "conn", &name)
	d.MaybeScanArgs(t, "ours", &why)
	out := p.command(t, d, name)
	if why != "" && p.Ours { // the script says why the answer is another
		if out == d.Expected {
			t.Logf("%s: answered as PostgreSQL does: ours=(%s) can go", d.Pos, why)
		}
		return d.Expected
	}
	return out
}

func (p *Player) command(t *testing.T, d *datadriven.TestData, name string) string {
	t.Helper()
	switch d.Cmd {
	case "open":
		p.Open(t, name)
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
		one.Front.Send(&pgproto3.Query{String: d.Input})
		return one.flushed(t, "ReadyForQuery")
	case "send":
		return one.send(t, d.Input)
	case "until":
		return one.Until(strings.Fields(d.Input)...)
	case "raw":
		return one.raw(t, d.Input)
	case "bytes":
		buf := make([]byte, len(strings.TrimSpace(d.Input)))
		if _, err := io.ReadFull(one.Conn, buf); err != nil {
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

// Open makes a bare connection of a name.
func (p *Player) Open(t testing.TB, name string) *Peer {
	t.Helper()
	if old := p.peers[name]; old != nil {
		_ = old.Conn.Close()
	}
	c, err := p.Dial()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if p.peers == nil {
		p.peers = map[string]*Peer{}
	}
	p.peers[name] = &Peer{Conn: c, Front: pgproto3.NewFrontend(c, c)}
	return p.peers[name]
}

// connect starts a session with start-up parameters of the form name=value, one a
// line. It tells the answers if there are any.
func (p *Player) connect(t testing.TB, name, input string) string {
	t.Helper()
	one := p.Open(t, name)
	m := &pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30,
		Parameters: map[string]string{"user": p.User, "database": p.Database}}
	for line := range strings.Lines(input) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key == "minor" {
			m.ProtocolVersion += uint32(value[0] - '0')
			continue
		}
		m.Parameters[key] = value
	}
	one.Front.Send(m)
	answers := one.flushed(t, "ReadyForQuery")
	if input == "" {
		return ""
	}
	return answers
}

// cancel asks the server, on a connection of its own, to cancel what one runs.
func (p *Player) cancel(t *testing.T, one *Peer) string {
	t.Helper()
	c, err := p.Dial()
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

func (one *Peer) flushed(t testing.TB, types ...string) string {
	t.Helper()
	if err := one.Front.Flush(); err != nil {
		t.Fatal(err)
	}
	return one.Until(types...)
}

// raw sends bytes: each line is hexadecimal, or a string in quotes.
func (one *Peer) raw(t testing.TB, input string) string {
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
	if _, err := one.Conn.Write(out); err != nil {
		return err.Error()
	}
	return ""
}

// send sends messages, one a line, and shows the answers up to ReadyForQuery if one of
// them is a Sync.
func (one *Peer) send(t testing.TB, input string) string {
	t.Helper()
	syncs := 0
	for line := range strings.Lines(input) {
		name, fields, _ := strings.Cut(strings.TrimSpace(line), " ")
		one.Front.Send(frontendMessage(t, name, fields))
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

// Until receives messages up to one of each given type, in order, and tells them.
func (one *Peer) Until(types ...string) string {
	var out strings.Builder
	last := ""
	for len(types) > 0 {
		m, err := one.Front.Receive()
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

// Connect starts a session on a connection of a name.
func (p *Player) Connect(t testing.TB, name string) *Peer {
	t.Helper()
	p.connect(t, name, "")
	return p.peers[name]
}
