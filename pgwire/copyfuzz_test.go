package pgwire

import (
	"bytes"
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgtype"
)

// readCopyData reads data in pieces of a size, and tells the rows and the error.
func readCopyData(options *Copy, data []byte, piece int) string {
	in := &copyInput{options: options, limit: 1 << 20, target: &copySink{},
		columns: []Column{column("a", pgtype.Int4OID), column("b", pgtype.TextOID)}}
	r := in.reader()
	var err error
	for rest := data; err == nil && len(rest) > 0; {
		n := min(piece, len(rest))
		err = r.feed(bytes.Clone(rest[:n]), false)
		rest = rest[n:]
	}
	if err == nil {
		err = r.feed(nil, true)
	}
	if err != nil {
		return fmt.Sprintf("%d rows, %v", len(in.rows), err)
	}
	return fmt.Sprintf("%+v", in.rows)
}

// FuzzCopyIn reads any data in every format, whole and in pieces: the pieces must make
// no difference.
func FuzzCopyIn(f *testing.F) {
	for _, data := range []string{"1\tx\n2\t\\N\n", "1,\"a\"\"b\n\"\n\\.\n", "a\tb\n\\.\n", "1\t\\x41\\101\\\\\r\n", "\\",
		copySignature + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x04\x00\x00\x00\x07\xff\xff\xff\xff\xff\xff"} {
		for format := range byte(3) {
			f.Add(format, 1, []byte(data))
		}
	}
	f.Fuzz(func(t *testing.T, format byte, piece int, data []byte) {
		options := []*Copy{
			{Format: CopyText, Delimiter: '\t', Null: `\N`},
			{Format: CopyCSV, Delimiter: ',', Quote: '"', Escape: '"'},
			{Format: CopyBinary},
			{Format: CopyCSV, Delimiter: ';', Quote: '\'', Escape: '\\', Null: "null", Header: true},
		}[format%4]
		whole := readCopyData(options, data, len(data)+1)
		if parts := readCopyData(options, data, max(piece%1000, 1)); parts != whole {
			t.Errorf("whole %s, in pieces of %d %s", whole, max(piece%1000, 1), parts)
		}
	})
}

// FuzzCopyText writes any values as COPY does and reads them back.
func FuzzCopyText(f *testing.F) {
	f.Add(true, []byte("x"), []byte("a\tb\\\n\r\"q"))
	f.Add(false, []byte(""), []byte(`\.`))
	f.Fuzz(func(t *testing.T, csv bool, a, b []byte) {
		options := &Copy{Delimiter: '\t', Null: `\N`}
		if csv {
			options = &Copy{Format: CopyCSV, Delimiter: ',', Quote: '"', Escape: '"'}
		}
		if bytes.IndexByte(a, 0) >= 0 || bytes.IndexByte(b, 0) >= 0 || !utf8.Valid(a) || !utf8.Valid(b) {
			return
		}
		columns := []Column{column("a", pgtype.TextOID), column("b", pgtype.TextOID)}
		e := newRowEncoder(columns, nil, Settings{})
		e.copy = newTextEncoder(t, options)
		value := func(v []byte) Vector { return Vector{Kind: KindBytes, Bytes: func(int) []byte { return v }} }
		if err := e.use(&Batch{Rows: 1, Columns: []Vector{value(a), value(b)}}); err != nil {
			t.Fatal(err)
		}
		message, err := e.row(nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		in := &copyInput{options: options, limit: 1 << 20, target: &copySink{}, columns: columns}
		if err := in.reader().feed(message[5:], true); err != nil {
			t.Fatalf("%q: %v", message, err)
		}
		if len(in.rows) != 1 || in.rows[0][0].Text != string(a) || in.rows[0][1].Text != string(b) {
			t.Errorf("%q and %q come back as %+v by way of %q", a, b, in.rows, message)
		}
	})
}
