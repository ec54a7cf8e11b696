package pgwire

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/wirescript"
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

func wantTook(t *testing.T, since time.Time, most time.Duration) {
	t.Helper()
	if d := time.Since(since); d > most {
		t.Errorf("it took %v", d)
	}
}

// rawSession makes a session over a connection that the test reads, or does not.
func rawSession(t *testing.T, addr string) (net.Conn, *pgproto3.Frontend, *pgproto3.BackendKeyData) {
	t.Helper()
	player := &wirescript.Player{User: "me", Database: "postgres", Dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
	p := player.Open(t, "")
	t.Cleanup(player.Close)
	p.Front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30, Parameters: map[string]string{"user": "me"}})
	if err := p.Front.Flush(); err != nil {
		t.Fatal(err)
	}
	var key pgproto3.BackendKeyData
	for {
		m, err := p.Front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		switch m := m.(type) {
		case *pgproto3.BackendKeyData:
			key = *m
		case *pgproto3.ReadyForQuery:
			return p.Conn, p.Front, &key
		}
	}
}

func openRows(f *fake) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open
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
	p := &wirescript.Peer{Front: front}
	got := p.Until("NoticeResponse")
	proceed <- struct{}{}
	got += p.Until("NoticeResponse")
	proceed <- struct{}{}
	got += p.Until("ReadyForQuery")
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
	(&wirescript.Peer{Front: front}).Until("DataRow")
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
