package pgwire

import (
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func TestCancelRequest(t *testing.T) {
	for _, protocol := range []string{"3.0", "3.2"} {
		t.Run(protocol, func(t *testing.T) {
			f, begun, ended := blocking()
			_, addr := start(t, f, nil)
			conn, err := pgconn.Connect(context.Background(), "postgres://me@"+addr+"/?sslmode=disable&max_protocol_version="+protocol)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close(context.Background())
			result := make(chan error, 1)
			go func() { _, err := conn.Exec(context.Background(), "WAIT").ReadAll(); result <- err }()
			<-begun
			at := time.Now()
			if err := conn.CancelRequest(context.Background()); err != nil {
				t.Fatal(err)
			}
			wantCode(t, <-result, "57014", "canceling statement due to user request")
			wantTook(t, at, time.Second)
			if cause := <-ended; pgerr.Flatten(cause).Code != pgerr.QueryCanceled {
				t.Errorf("cause is %v", cause)
			}
			// The session goes on, and a cancel between statements does nothing.
			if err := conn.CancelRequest(context.Background()); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Exec(context.Background(), "SELECT 1").ReadAll(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestCancelWithWrongKeyDoesNothing(t *testing.T) {
	f, begun, ended := blocking()
	s, addr := start(t, f, nil)
	conn := connect(t, addr, pgx.QueryExecModeSimpleProtocol)
	result := make(chan error, 1)
	go func() { _, err := conn.Exec(context.Background(), "WAIT"); result <- err }()
	<-begun
	s.cancelRequest(conn.PgConn().PID(), []byte("abcd"))
	s.cancelRequest(conn.PgConn().PID(), nil)
	s.cancelRequest(99, conn.PgConn().SecretKey())
	select {
	case <-ended:
		t.Fatal("cancelled")
	case <-time.After(20 * time.Millisecond):
	}
	s.cancelRequest(conn.PgConn().PID(), conn.PgConn().SecretKey())
	<-ended
	wantCode(t, <-result, "57014", "canceling statement due to user request")
}

// TestCancelWhileWriting cancels a statement whose client does not read.
func TestCancelWhileWriting(t *testing.T) {
	f, _, _ := blocking()
	s, addr := start(t, f, nil)
	_, front, key := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "FLOOD"})
	if err := front.Flush(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond) // let it fill the socket's buffers
	s.cancelRequest(key.ProcessID, key.SecretKey)
	deadline := time.Now().Add(time.Second)
	for openRows(f) > 1 { // the session itself is one
		if time.Now().After(deadline) {
			t.Fatal("the statement still runs")
		}
		time.Sleep(time.Millisecond)
	}
	for {
		m, err := front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := m.(*pgproto3.ErrorResponse); ok {
			if e.Code != "57014" {
				t.Fatal(e)
			}
			return
		}
	}
}

// TestVanishedClient ends a statement whose client has gone, even when it had
// sent more.
func TestVanishedClient(t *testing.T) {
	f, begun, ended := blocking()
	_, addr := start(t, f, nil)
	conn, front, _ := rawSession(t, addr)
	for range 50 {
		front.SendQuery(&pgproto3.Query{String: "WAIT"})
	}
	if err := front.Flush(); err != nil {
		t.Fatal(err)
	}
	<-begun
	_ = conn.Close()
	cause := <-ended
	if pgerr.Flatten(cause).Message != "connection to client lost" {
		t.Errorf("cause is %v", cause)
	}
	wantOpen(t, f, 0)
	if len(begun) != 0 {
		t.Error("a statement began after the client had gone")
	}
}

func TestStatementTimeout(t *testing.T) {
	for _, mode := range []pgx.QueryExecMode{pgx.QueryExecModeSimpleProtocol, pgx.QueryExecModeExec} {
		f, _, _ := blocking()
		f.settings.StatementTimeout = 150 * time.Millisecond
		f.reported = map[string]string{"standard_conforming_strings": "on", "client_encoding": "UTF8"}
		_, addr := start(t, f, nil)
		conn := connect(t, addr, mode)
		_, err := conn.Exec(context.Background(), "WAIT")
		wantCode(t, err, "57014", "canceling statement due to statement timeout")
		if _, err := conn.Exec(context.Background(), "SELECT 1"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestIdleTimeouts(t *testing.T) {
	for _, c := range []struct{ query, code string }{{"SELECT 1", "57P05"}, {"BEGIN", "25P03"}} {
		f := scripted()
		if c.query == "BEGIN" {
			f.settings.IdleInTransactionTimeout = 30 * time.Millisecond
		} else {
			f.settings.IdleSessionTimeout = 30 * time.Millisecond
		}
		_, addr := start(t, f, nil)
		_, front, _ := rawSession(t, addr)
		front.SendQuery(&pgproto3.Query{String: c.query})
		_ = front.Flush()
		if e := untilError(t, front); e.Code != c.code || e.Severity != "FATAL" {
			t.Errorf("%s: %v", c.query, e)
		}
		if _, err := front.Receive(); err == nil {
			t.Error("the session goes on")
		}
	}
}

func TestStartupTimeout(t *testing.T) {
	_, addr := start(t, scripted(), func(s *Server) { s.StartupTimeout = 30 * time.Millisecond })
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.ReadAll(conn); err != nil {
		t.Fatal(err)
	}
}
