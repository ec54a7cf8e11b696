package pgwire

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/wirescript"
)

// TestSessionLimits makes statements and portals until no more are allowed.
func TestSessionLimits(t *testing.T) {
	for _, c := range []struct {
		name, refusal string
		limit         int
		make          func(front *pgproto3.Frontend, i int)
	}{
		{"statements", "too many prepared statements", maxPrepared, func(front *pgproto3.Frontend, i int) {
			front.Send(&pgproto3.Parse{Name: fmt.Sprint("s", i), Query: ""})
		}},
		{"portals", "too many portals", maxPortals, func(front *pgproto3.Frontend, i int) {
			if i == 0 {
				front.Send(&pgproto3.Parse{Query: ""})
			}
			front.Send(&pgproto3.Bind{DestinationPortal: fmt.Sprint("p", i)})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, addr := start(t, scripted(), nil)
			player := &wirescript.Player{User: "me", Database: "postgres", Dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
			p := player.Connect(t, "")
			defer player.Close()
			made, refused := make(chan int, 1), ""
			go func() {
				for i := range c.limit + 1 {
					c.make(p.Front, i)
					if i%100 == 0 {
						_ = p.Front.Flush()
					}
				}
				p.Front.Send(&pgproto3.Sync{})
				_ = p.Front.Flush()
				made <- c.limit
			}()
			done := 0
			for ready := false; !ready; {
				m, err := p.Front.Receive()
				if err != nil {
					t.Fatal(err)
				}
				switch m := m.(type) {
				case *pgproto3.ParseComplete, *pgproto3.BindComplete:
					done++
				case *pgproto3.ErrorResponse:
					refused = m.Code + " " + m.Message
				case *pgproto3.ReadyForQuery:
					ready = true
				}
			}
			<-made
			if refused != configurationLimitExceeded+" "+c.refusal || done < c.limit {
				t.Errorf("%d made, then %q", done, refused)
			}
		})
	}
}

// TestCopyRowLimit sends a row that does not end, in pieces.
func TestCopyRowLimit(t *testing.T) {
	for name, format := range map[string]CopyFormat{"text": CopyText, "csv": CopyCSV, "binary": CopyBinary} {
		in := &copyInput{columns: []Column{column("a", pgtype.TextOID)}, limit: 1 << 16, target: &copySink{},
			options: &Copy{Format: format, Delimiter: '\t', Null: `\N`, Quote: '"', Escape: '"'}}
		r := in.reader()
		piece := []byte(strings.Repeat("x", 1000))
		if format == CopyBinary {
			piece = append([]byte(copySignature+"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x7f\xff\xff\xff"), piece...)
		}
		var err error
		for i := 0; i < 100 && err == nil; i++ {
			err = r.feed(piece, false)
			piece = piece[:1000]
		}
		if err == nil || !strings.Contains(err.Error(), "out of memory") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// copySink takes rows and drops them.
type copySink struct{ fakeRows }

func (*copySink) Copy() *Copy                        { return nil }
func (*copySink) Put(context.Context, [][]Arg) error { return nil }
func (*copySink) Finish(context.Context) error       { return nil }
