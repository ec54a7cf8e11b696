package pgwire

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// fake is a Handler whose statements are canned by the test: by their text, up
// to white space at the ends.
type fake struct {
	statements map[string]canned
	reported   map[string]string
	settings   Settings

	mu       sync.Mutex
	sessions []*fakeSession
	open     int // sessions, statements and rows that are not closed
}

// canned is one statement.
type canned struct {
	params  []uint32
	columns []Column
	tag     string
	run     func(ctx context.Context, s *fakeSession, args []Arg) (Rows, error)
	parse   error // what Parse says
}

func (f *fake) NewSession(_ context.Context, c Client) (Session, error) {
	s := &fakeSession{fake: f, client: c, status: 'I', reported: maps.Clone(f.reported)}
	if s.reported == nil {
		s.reported = map[string]string{}
	}
	if c.Params["user"] == "nobody" {
		return nil, pgerr.New(pgerr.InvalidAuthorization, "role \"nobody\" does not exist")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sessions = append(f.sessions, s)
	f.open++
	return s, nil
}

func (f *fake) count(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open += n
}

type fakeSession struct {
	fake   *fake
	client Client

	mu       sync.Mutex
	status   byte
	reported map[string]string
	failures []error
	syncs    int
}

func (s *fakeSession) Close() error { s.fake.count(-1); return nil }

func (s *fakeSession) TxStatus() byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

func (s *fakeSession) Settings() Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.fake.settings
	out.ExtraFloatDigits = 1
	out.Reported = maps.Clone(s.reported)
	return out
}

func (s *fakeSession) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, err)
	if s.status == 'T' {
		s.status = 'E'
	}
}

func (s *fakeSession) Sync(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.syncs++
	return nil
}

func (s *fakeSession) Parse(_ context.Context, query string, _ []uint32) ([]Statement, error) {
	var out []Statement
	for text := range strings.SplitSeq(query, ";") {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "--") {
			continue
		}
		c, ok := s.fake.statements[text]
		if !ok {
			return nil, pgerr.New(pgerr.SyntaxError, "no canned statement %q", text)
		}
		if c.parse != nil {
			return nil, c.parse
		}
		out = append(out, &fakeStatement{canned: c, text: text, session: s})
	}
	s.fake.count(len(out))
	return out, nil
}

type fakeStatement struct {
	canned
	text    string
	session *fakeSession
}

func (s *fakeStatement) Describe(context.Context) ([]uint32, []Column, error) {
	return s.params, s.columns, nil
}

func (s *fakeStatement) Run(ctx context.Context, args []Arg) (Rows, error) {
	if s.session.TxStatus() == 'E' && s.tag != "ROLLBACK" && s.tag != "COMMIT" {
		return nil, pgerr.New(pgerr.InFailedSQLTransaction,
			"current transaction is aborted, commands ignored until end of transaction block")
	}
	var rows Rows = &fakeRows{tag: s.tag}
	if s.run != nil {
		var err error
		if rows, err = s.run(ctx, s.session, args); err != nil {
			return nil, err
		}
	}
	if r, ok := rows.(*fakeRows); ok {
		r.columns, r.tag = s.columns, s.tag
	}
	s.session.fake.count(1)
	return &countedRows{rows, s.session.fake}, nil
}

func (s *fakeStatement) Close() error { s.session.fake.count(-1); return nil }

type countedRows struct {
	Rows
	fake *fake
}

func (r *countedRows) Close() error { r.fake.count(-1); return r.Rows.Close() }

// fakeRows gives batches one after the other.
type fakeRows struct {
	columns []Column
	tag     string
	batches []*Batch
	before  func(ctx context.Context, batch int) error // before each Next
	at      int
}

func (r *fakeRows) Columns() []Column { return r.columns }
func (r *fakeRows) Close() error      { return nil }
func (r *fakeRows) Tag() (string, bool) {
	return r.tag, false
}

func (r *fakeRows) Next(ctx context.Context) (*Batch, error) {
	if r.before != nil {
		if err := r.before(ctx, r.at); err != nil {
			return nil, err
		}
	}
	if r.at == len(r.batches) {
		return nil, io.EOF
	}
	r.at++
	return r.batches[r.at-1], nil
}

// texts makes a column of text from strings.
func texts(values ...string) Vector {
	return Vector{Kind: KindBytes, Bytes: func(row int) []byte { return []byte(values[row]) }}
}

// ints makes an int4 batch of n numbers from first on.
func ints(first, n int32) *Batch {
	v := Vector{Kind: KindInt32, Int32s: make([]int32, n)}
	for i := range n {
		v.Int32s[i] = first + i
	}
	return &Batch{Rows: int(n), Columns: []Vector{v}}
}

// column describes a column of no table.
func column(name string, oid uint32) Column { return Column{Name: name, OID: oid, TypeMod: -1} }

// start serves f until the test ends, and checks then that nothing is left open.
func start(t testing.TB, f *fake, change func(*Server)) (*Server, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Handler: f, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
	if change != nil {
		change(s)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(context.Background(), l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		_ = s.Shutdown(ctx)
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.open != 0 {
			t.Errorf("%d sessions, statements and rows were not closed", f.open)
		}
	})
	return s, l.Addr().String()
}
