package pgwire

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// blocking is a fake with a statement "WAIT" that runs until its context ends,
// and tells when it begins and why it ended.
func blocking() (f *fake, begun chan struct{}, ended chan error) {
	begun, ended = make(chan struct{}, 9), make(chan error, 9)
	f = scripted()
	f.statements["WAIT"] = canned{tag: "SELECT", columns: []Column{column("w", pgtype.Int4OID)},
		run: func(ctx context.Context, _ *fakeSession, _ []Arg) (Rows, error) {
			return &fakeRows{before: func(ctx context.Context, _ int) error {
				begun <- struct{}{}
				<-ctx.Done()
				ended <- context.Cause(ctx)
				return errors.New("interrupted")
			}}, nil
		}}
	// FLOOD gives rows for ever.
	f.statements["FLOOD"] = canned{tag: "SELECT", columns: []Column{column("n", pgtype.Int4OID)},
		run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
			batch := ints(0, 2048)
			r := &fakeRows{}
			r.before = func(context.Context, int) error { r.batches, r.at = []*Batch{batch}, 0; return nil }
			return r, nil
		}}
	return f, begun, ended
}

func wantCode(t *testing.T, err error, code, message string) {
	t.Helper()
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != code || e.Message != message {
		t.Fatalf("got %v, want %s %s", err, code, message)
	}
}

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

func wantTook(t *testing.T, since time.Time, most time.Duration) {
	t.Helper()
	if d := time.Since(since); d > most {
		t.Errorf("it took %v", d)
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

// rawSession makes a session over a connection that the test reads, or does not.
func rawSession(t *testing.T, addr string) (net.Conn, *pgproto3.Frontend, *pgproto3.BackendKeyData) {
	t.Helper()
	p := &player{dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
	p.open(t)
	t.Cleanup(func() { _ = p.conn.Close() })
	p.front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30, Parameters: map[string]string{"user": "me"}})
	if err := p.front.Flush(); err != nil {
		t.Fatal(err)
	}
	var key pgproto3.BackendKeyData
	for {
		m, err := p.front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		switch m := m.(type) {
		case *pgproto3.BackendKeyData:
			key = *m
		case *pgproto3.ReadyForQuery:
			return p.conn, p.front, &key
		}
	}
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

func openRows(f *fake) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open
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

func wantOpen(t *testing.T, f *fake, n int) {
	t.Helper()
	deadline := time.Now().Add(2 * time.Second)
	for openRows(f) != n {
		if time.Now().After(deadline) {
			t.Fatalf("%d are open, want %d", openRows(f), n)
		}
		time.Sleep(time.Millisecond)
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

func untilError(t *testing.T, front *pgproto3.Frontend) *pgproto3.ErrorResponse {
	t.Helper()
	for {
		m, err := front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := m.(*pgproto3.ErrorResponse); ok {
			return e
		}
	}
}

// TestNotices sees notices arrive while the statement still runs, after what was
// sent before them, and only those that client_min_messages lets through.
func TestNotices(t *testing.T) {
	f := scripted()
	proceed := make(chan struct{})
	f.statements["PROGRESS"] = canned{tag: "SELECT", columns: []Column{column("n", pgtype.Int4OID)},
		run: func(_ context.Context, s *fakeSession, _ []Arg) (Rows, error) {
			return &fakeRows{batches: []*Batch{ints(1, 1)}, before: func(_ context.Context, batch int) error {
				done := make(chan struct{})
				go func() {
					s.client.Notice(pgerr.Notice("batch %d", batch).WithDetail("A detail."))
					s.client.Notice(&pgerr.Error{Severity: "DEBUG1", Code: "00000", Message: "not wanted"})
					close(done)
				}()
				<-done
				<-proceed
				return nil
			}}, nil
		}}
	_, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	f.sessions[0].client.Notice(pgerr.Notice("nothing runs"))
	front.SendQuery(&pgproto3.Query{String: "PROGRESS"})
	_ = front.Flush()
	p := &player{front: front}
	got := p.until(t, []string{"NoticeResponse"})
	proceed <- struct{}{}
	got += p.until(t, []string{"NoticeResponse"})
	proceed <- struct{}{}
	got += p.until(t, []string{"ReadyForQuery"})
	want := "RowDescription n(type 23 size 4 mod -1 format 0)\n" +
		"NoticeResponse NOTICE/NOTICE 00000: batch 0 DETAIL: A detail.\nDataRow \"1\"\n" +
		"NoticeResponse NOTICE/NOTICE 00000: batch 1 DETAIL: A detail.\nCommandComplete SELECT 1\nReadyForQuery I\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestRowsDoNotWaitForMore sees the first rows of a statement that then takes long.
func TestRowsDoNotWaitForMore(t *testing.T) {
	f, _, _ := blocking()
	f.statements["SLOW"] = canned{tag: "SELECT", columns: []Column{column("n", pgtype.Int4OID)},
		run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
			return &fakeRows{batches: []*Batch{ints(1, 1)}, before: func(ctx context.Context, batch int) error {
				if batch == 1 {
					<-ctx.Done()
				}
				return ctx.Err()
			}}, nil
		}}
	s, addr := start(t, f, nil)
	_, front, key := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "SLOW"})
	_ = front.Flush()
	(&player{front: front}).until(t, []string{"DataRow"})
	s.cancelRequest(key.ProcessID, key.SecretKey)
	untilError(t, front)
}

func TestTooManyConnections(t *testing.T) {
	f := scripted()
	s, addr := start(t, f, func(s *Server) { s.MaxConnections = 1 })
	conn := connect(t, addr, pgx.QueryExecModeSimpleProtocol)
	_, err := pgx.Connect(context.Background(), "postgres://me@"+addr+"/?sslmode=disable")
	wantCode(t, err, "53300", "sorry, too many clients already")
	_ = conn.Close(context.Background())
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		s.mu.Lock()
		sessions := s.sessions
		s.mu.Unlock()
		if sessions == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the session does not end")
		}
	}
	connect(t, addr, pgx.QueryExecModeSimpleProtocol)
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

// TestAuthenticator lets clients in by a password in clear text.
func TestAuthenticator(t *testing.T) {
	_, addr := start(t, scripted(), func(s *Server) {
		s.Authenticate = func(_ context.Context, c Client, x *AuthExchange) error {
			if err := x.Request(pgproto3.AuthTypeCleartextPassword, nil); err != nil {
				return err
			}
			got, err := x.Response()
			if err == nil && string(got) != "secret\x00" {
				err = pgerr.New(pgerr.InvalidPassword, "password authentication failed for user %q", c.Params["user"])
			}
			return err
		}
	})
	for password, want := range map[string]string{"secret": "", "other": "28P01"} {
		conn, err := pgconn.Connect(context.Background(), "postgres://me:"+password+"@"+addr+"/?sslmode=disable")
		if want == "" {
			if err != nil {
				t.Fatal(err)
			}
			_ = conn.Close(context.Background())
			continue
		}
		wantCode(t, err, want, `password authentication failed for user "me"`)
	}
}

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
	got := (&player{front: front}).until(t, []string{"ErrorResponse"})
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

// TestLargePipeline sends more than the inbox holds without reading.
func TestLargePipeline(t *testing.T) {
	_, addr := start(t, scripted(), nil)
	conn, front, _ := rawSession(t, addr)
	const n = 20000
	go func() {
		m, _ := (&pgproto3.Query{String: "SELECT 1"}).Encode(nil)
		for range n {
			if _, err := conn.Write(m); err != nil {
				return
			}
		}
	}()
	for range n {
		(&player{front: front}).until(t, []string{"ReadyForQuery"})
	}
}

// TestManyParameters binds as many parameters as the protocol allows.
func TestManyParameters(t *testing.T) {
	f := scripted()
	oids := make([]uint32, 65535)
	for i := range oids {
		oids[i] = pgtype.Int4OID
	}
	var last string
	f.statements["MANY"] = canned{tag: "INSERT 0 1", params: oids,
		run: func(_ context.Context, _ *fakeSession, args []Arg) (Rows, error) {
			last = args[len(args)-1].Text
			return &fakeRows{}, nil
		}}
	_, addr := start(t, f, nil)
	conn, err := pgconn.Connect(context.Background(), "postgres://me@"+addr+"/?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	values := make([][]byte, len(oids))
	for i := range values {
		values[i] = binary.BigEndian.AppendUint32(nil, uint32(i))
	}
	r := conn.ExecParams(context.Background(), "MANY", values, nil, []int16{1}, nil).Read()
	if r.Err != nil || last != "65534" || r.CommandTag.String() != "INSERT 0 1" {
		t.Fatal(r.Err, last)
	}
}

// TestValueThatCannotBeWritten is an error of its statement, after the rows
// before it.
func TestValueThatCannotBeWritten(t *testing.T) {
	f := scripted()
	leaf := Vector{Kind: KindInt32, Int32s: []int32{1, 2, 3}}
	inner := Vector{Kind: KindList, Lists: []List{{0, 1}, {1, 2}}, Elem: &leaf, ElemOID: pgtype.Int4OID}
	ragged := Vector{Kind: KindList, Lists: []List{{0, 1}, {0, 2}}, Elem: &inner, ElemOID: pgtype.Int4ArrayOID}
	f.statements["RAGGED"] = canned{tag: "SELECT", columns: []Column{column("a", pgtype.Int4ArrayOID)},
		run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
			return &fakeRows{batches: []*Batch{{Rows: 2, Columns: []Vector{ragged}}}}, nil
		}}
	_, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "RAGGED"})
	_ = front.Flush()
	got := (&player{front: front}).until(t, []string{"ReadyForQuery"})
	want := "RowDescription a(type 1007 size -1 mod -1 format 0)\nDataRow \"{{1}}\"\n" +
		"ErrorResponse ERROR/ERROR 2202E: multidimensional arrays must have array expressions with matching dimensions\n" +
		"ReadyForQuery I\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestFailerAndSyncer tells the session of errors that arose in the wire, and of
// the ends of implicit transactions.
func TestFailerAndSyncer(t *testing.T) {
	f := scripted()
	_, addr := start(t, f, nil)
	_, front, _ := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "BEGIN"})
	front.SendBind(&pgproto3.Bind{PreparedStatement: "none"})
	front.SendSync(&pgproto3.Sync{})
	_ = front.Flush()
	got := (&player{front: front}).until(t, []string{"ReadyForQuery", "ReadyForQuery"})
	if !strings.HasSuffix(got, "ReadyForQuery E\n") {
		t.Error(got)
	}
	s := f.sessions[0]
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.failures) != 1 || s.syncs != 2 {
		t.Errorf("%v, %d", s.failures, s.syncs)
	}
}

// TestPanicInClose does not take the server along.
func TestPanicInClose(t *testing.T) {
	f := scripted()
	s, addr := start(t, f, nil)
	s.Handler = panicking{f}
	conn, front, _ := rawSession(t, addr)
	front.SendQuery(&pgproto3.Query{String: "SELECT 1"})
	_ = front.Flush()
	got := (&player{front: front}).until(t, []string{"ReadyForQuery"})
	if !strings.Contains(got, "XX000") {
		t.Error(got)
	}
	_ = conn.Close()
	s.Handler = f
	rawSession(t, addr)
}

type panicking struct{ Handler }

func (p panicking) NewSession(ctx context.Context, c Client) (Session, error) {
	s, err := p.Handler.NewSession(ctx, c)
	return panickingSession{s}, err
}

type panickingSession struct{ Session }

func (s panickingSession) Parse(context.Context, string, []uint32) ([]Statement, error) {
	panic("in Parse")
}

func (s panickingSession) Close() error {
	_ = s.Session.Close()
	panic("in Close")
}
