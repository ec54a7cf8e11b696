package pgwire

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
)

// pipes is a listener whose connections are made in memory.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	done  chan struct{}
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{} }

// fuzzServer serves the canned statements over pipes.
func fuzzServer(f *testing.F) (*fake, *pipes) {
	handler, l := scripted(), newPipes()
	s := &Server{Handler: handler, MaxMessage: 1 << 16}
	served := make(chan error, 1)
	go func() { served <- s.Serve(context.Background(), l) }()
	f.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil {
			f.Error(err)
		}
		<-served
	})
	return handler, l
}

// talk sends bytes, hangs up, and gives what the server answered until it closed
// the connection, which it must do soon.
func talk(t *testing.T, l *pipes, in []byte) []byte {
	client, server := net.Pipe()
	l.conns <- server
	_ = client.SetDeadline(time.Now().Add(10 * time.Second))
	answers := make(chan []byte, 1)
	go func() {
		out, _ := io.ReadAll(client)
		answers <- out
	}()
	_, _ = client.Write(in)
	// A pipe cannot be half closed: a goodbye lets the server come to the end.
	_, _ = client.Write([]byte{msgTerminate, 0, 0, 0, 4})
	go func() { time.Sleep(2 * time.Millisecond); _ = client.Close() }()
	select {
	case out := <-answers:
		return out
	case <-time.After(10 * time.Second):
		t.Fatal("the server does not close the connection")
		return nil
	}
}

var startupBytes, _ = (&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30,
	Parameters: map[string]string{"user": "me"}}).Encode(nil)

// FuzzStartup sends any first bytes.
func FuzzStartup(f *testing.F) {
	f.Add(startupBytes)
	f.Add([]byte{0, 0, 0, 8, 4, 210, 22, 47})
	f.Add([]byte{0, 0, 0, 8, 4, 210, 22, 48, 0, 0, 0, 8, 4, 210, 22, 47})
	f.Add([]byte{0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 1, 2, 3, 4})
	f.Add([]byte{0, 0, 0, 9, 0, 3, 0, 99, 0})
	f.Add([]byte{22, 3, 1, 0, 200})
	_, l := fuzzServer(f)
	f.Fuzz(func(t *testing.T, in []byte) { talk(t, l, in) })
}

// FuzzSession sends any bytes to a session; the answers must be whole messages.
func FuzzSession(f *testing.F) {
	for _, messages := range [][]pgproto3.FrontendMessage{
		{&pgproto3.Query{String: "SELECT 1; SELECT 'a', NULL;"}},
		{&pgproto3.Query{String: "BEGIN"}, &pgproto3.Parse{Name: "s", Query: "SELECT generate_series(1,10)"},
			&pgproto3.Bind{PreparedStatement: "s", DestinationPortal: "p"}, &pgproto3.Describe{ObjectType: 'P', Name: "p"},
			&pgproto3.Execute{Portal: "p", MaxRows: 3}, &pgproto3.Flush{}, &pgproto3.Sync{}, &pgproto3.Execute{Portal: "p"},
			&pgproto3.Close{ObjectType: 'S', Name: "s"}, &pgproto3.Sync{}},
		{&pgproto3.Parse{Query: "SELECT $1::int4"}, &pgproto3.Bind{ParameterFormatCodes: []int16{1},
			Parameters: [][]byte{{0, 0, 0, 1}}, ResultFormatCodes: []int16{1}}, &pgproto3.Execute{}, &pgproto3.Sync{}},
		{&pgproto3.Query{String: "PANIC"}, &pgproto3.CopyData{}, &pgproto3.FunctionCall{}, &pgproto3.Sync{}},
	} {
		var in []byte
		for _, m := range messages {
			in, _ = m.Encode(in)
		}
		f.Add(in)
	}
	handler, l := fuzzServer(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		if bytes.Contains(in, []byte("pg_sleep")) {
			return
		}
		checkFrames(t, talk(t, l, append(bytes.Clone(startupBytes), in...)))
		handler.mu.Lock()
		defer handler.mu.Unlock()
		handler.sessions = nil
	})
}

func checkFrames(t *testing.T, out []byte) {
	for len(out) > 0 {
		if len(out) < 5 {
			t.Fatalf("answers end in the middle of a message: %x", out)
		}
		size := int(binary.BigEndian.Uint32(out[1:]))
		if size < 4 || size+1 > len(out) {
			t.Fatalf("answers end in the middle of a message: %.100x", out)
		}
		out = out[1+size:]
	}
}
