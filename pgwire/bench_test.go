package pgwire

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/wirescript"
)

// BenchmarkRows streams a million rows to a client that only counts bytes.
func BenchmarkRows(b *testing.B) {
	const batches, rows = 489, 2048
	int8s := Vector{Kind: KindInt64, Int64s: make([]int64, rows)}
	for i := range int8s.Int64s {
		int8s.Int64s[i] = int64(i) * 1_000_003
	}
	times := Vector{Kind: KindInt64, Int64s: make([]int64, rows)}
	for i := range times.Int64s {
		times.Int64s[i] = 1_763_800_000_000_000 + int64(i)*1_234_567
	}
	word := []byte("AssumeRole")
	text := Vector{Kind: KindBytes, Bytes: func(int) []byte { return word }}
	for _, c := range []struct {
		name    string
		columns []Column
		vectors []Vector
		format  int16
	}{
		{"int8/text", []Column{column("n", pgtype.Int8OID)}, []Vector{int8s}, 0},
		{"int8/binary", []Column{column("n", pgtype.Int8OID)}, []Vector{int8s}, 1},
		{"time,int8,text,text/text", []Column{column("t", pgtype.TimestamptzOID), column("n", pgtype.Int8OID),
			column("a", pgtype.TextOID), column("b", pgtype.TextOID)}, []Vector{times, int8s, text, text}, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := &fake{statements: map[string]canned{"ROWS": {tag: "SELECT", columns: c.columns,
				run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
					r := &fakeRows{}
					for range batches {
						r.batches = append(r.batches, &Batch{Rows: rows, Columns: c.vectors})
					}
					return r, nil
				}}}}
			f.settings.TimeZone = "Europe/Berlin"
			_, addr := start(b, f, func(s *Server) { s.Logger = slog.New(slog.DiscardHandler) })
			player := &wirescript.Player{User: "me", Database: "postgres", Dial: func() (net.Conn, error) { return net.Dial("tcp", addr) }}
			p := player.Connect(b, "")
			defer player.Close()
			b.ReportAllocs()
			for b.Loop() {
				stream(b, p.Conn, c.format)
			}
			b.ReportMetric(float64(b.N)*batches*rows/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// stream runs ROWS and reads to the end of its answer.
func stream(b *testing.B, conn net.Conn, format int16) {
	var out []byte
	for _, m := range []pgproto3.FrontendMessage{
		&pgproto3.Parse{Query: "ROWS"}, &pgproto3.Bind{ResultFormatCodes: []int16{format}}, &pgproto3.Execute{}, &pgproto3.Sync{},
	} {
		out, _ = m.Encode(out)
	}
	if _, err := conn.Write(out); err != nil {
		b.Fatal(err)
	}
	buf := make([]byte, 256<<10)
	_ = conn.SetDeadline(time.Time{})
	for {
		n, err := conn.Read(buf)
		if err != nil {
			b.Fatal(err)
		}
		if n >= 6 && string(buf[n-6:n]) == "Z\x00\x00\x00\x05I" {
			return
		}
	}
}

// BenchmarkEncode writes rows without a network.
func BenchmarkEncode(b *testing.B) {
	for _, c := range corpus() {
		v := c.make(fixedRand(), 2048)
		for format, name := range []string{"text", "binary"} {
			b.Run(fmt.Sprintf("%s/%s", c.name, name), func(b *testing.B) {
				e := newRowEncoder([]Column{column("x", c.oid)}, []int16{int16(format)}, Settings{TimeZone: "Europe/Berlin", ExtraFloatDigits: 1})
				if err := e.use(&Batch{Rows: 2048, Columns: []Vector{v}}); err != nil {
					b.Fatal(err)
				}
				var buf []byte
				b.ReportAllocs()
				for b.Loop() {
					for row := range 2048 {
						var err error
						if buf, err = e.row(buf[:0], row); err != nil {
							b.Fatal(err)
						}
					}
				}
				_, _ = io.Discard.Write(buf)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/row")
			})
		}
	}
}
