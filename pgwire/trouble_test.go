package pgwire

import (
	"context"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/wirescript"
)

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
		(&wirescript.Peer{Front: front}).Until("ReadyForQuery")
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
	got := (&wirescript.Peer{Front: front}).Until("ReadyForQuery")
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
	got := (&wirescript.Peer{Front: front}).Until("ReadyForQuery", "ReadyForQuery")
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
	got := (&wirescript.Peer{Front: front}).Until("ReadyForQuery")
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
