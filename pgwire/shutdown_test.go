package pgwire

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/wirescript"
)

func TestShutdownIdle(t *testing.T) {
	f := scripted()
	s, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	waiting, err := net.Dial("tcp", addr) // never sends a thing
	if err != nil {
		t.Fatal(err)
	}
	defer waiting.Close()
	time.Sleep(10 * time.Millisecond)
	if err := s.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
	e := untilError(t, front)
	if e.Code != "57P01" || e.Severity != "FATAL" || e.Message != "terminating connection due to administrator command" {
		t.Error(e)
	}
	if err := s.Serve(context.Background(), discardListener(t)); !errors.Is(err, ErrServerClosed) {
		t.Error(err)
	}
}

func discardListener(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestShutdownLetsStatementsFinish sees a running statement end well, and its
// session then be told.
func TestShutdownLetsStatementsFinish(t *testing.T) {
	f := scripted()
	begun, finish := make(chan struct{}), make(chan struct{})
	f.statements["WORK"] = canned{tag: "SELECT", columns: []Column{column("n", pgtype.Int4OID)},
		run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
			close(begun)
			<-finish
			return &fakeRows{batches: []*Batch{ints(1, 1)}}, nil
		}}
	s, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "WORK"})
	_ = front.Flush()
	<-begun
	down := make(chan error, 1)
	go func() { down <- s.Shutdown(context.Background()) }()
	for !s.closing() {
		time.Sleep(time.Millisecond)
	}
	close(finish)
	got := (&wirescript.Peer{Front: front}).Until("ErrorResponse")
	if !strings.Contains(got, "CommandComplete SELECT 1\nReadyForQuery I\nErrorResponse FATAL/FATAL 57P01") {
		t.Error(got)
	}
	if err := <-down; err != nil {
		t.Fatal(err)
	}
}

// TestShutdownCancels cancels what runs when the time is up.
func TestShutdownCancels(t *testing.T) {
	f, begun, ended := blocking()
	s, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "WAIT"})
	_ = front.Flush()
	<-begun
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	if cause := <-ended; pgerr.Flatten(cause).Code != pgerr.AdminShutdown {
		t.Error(cause)
	}
	if e := untilError(t, front); e.Code != "57P01" {
		t.Error(e)
	}
}

// TestServeEndsWithContext ends a server by its context.
func TestServeEndsWithContext(t *testing.T) {
	f, begun, ended := blocking()
	l := discardListener(t)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- (&Server{Handler: f}).Serve(ctx, l) }()
	_, front, _ := rawSession(t, l.Addr().String())
	front.SendQuery(&pgproto3.Query{String: "WAIT"})
	_ = front.Flush()
	<-begun
	cancel()
	<-ended
	if err := <-served; err != nil {
		t.Fatal(err)
	}
	wantOpen(t, f, 0)
}

// TestNoGoroutineStays counts goroutines before and after a server whose clients
// leave, stay, flood, wait and break the protocol.
func TestNoGoroutineStays(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("serve", func(t *testing.T) {
		f, begun, _ := blocking()
		_, addr := start(t, f, nil)
		for _, query := range []string{"", "SELECT 1", "WAIT", "FLOOD"} {
			_, front, _ := rawSession(t, addr)
			if query != "" {
				front.SendQuery(&pgproto3.Query{String: query})
				_ = front.Flush()
			}
		}
		conn, _, _ := rawSession(t, addr)
		_, _ = conn.Write([]byte("garbage"))
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		<-begun
	})
	deadline := time.Now().Add(2 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
		time.Sleep(5 * time.Millisecond)
	}
}
