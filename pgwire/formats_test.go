package pgwire

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/pgwire/decode"
)

// formatSettings are the settings under which every value is compared.
var formatSettings = []Settings{
	{TimeZone: "UTC", DateStyle: "ISO, MDY", IntervalStyle: "postgres", ExtraFloatDigits: 1, ByteaOutput: "hex"},
	{TimeZone: "Europe/Berlin", DateStyle: "SQL, DMY", IntervalStyle: "iso_8601", ExtraFloatDigits: 0, ByteaOutput: "escape"},
	{TimeZone: "Asia/Kolkata", DateStyle: "Postgres, MDY", IntervalStyle: "sql_standard", ExtraFloatDigits: -3, ByteaOutput: "hex"},
	{TimeZone: "America/New_York", DateStyle: "German, DMY", IntervalStyle: "postgres_verbose", ExtraFloatDigits: 3, ByteaOutput: "hex"},
	{TimeZone: "America/Sao_Paulo", DateStyle: "Postgres, DMY", IntervalStyle: "postgres", ExtraFloatDigits: -15, ByteaOutput: "hex"},
	{TimeZone: "<+05:45>-05:45", DateStyle: "ISO, DMY", IntervalStyle: "postgres", ExtraFloatDigits: 1, ByteaOutput: "hex"},
	{TimeZone: "Africa/Monrovia", DateStyle: "SQL, MDY", IntervalStyle: "postgres", ExtraFloatDigits: 1, ByteaOutput: "hex"},
}

const goldenFile = "testdata/formats.golden"

// value is one value of the corpus in both formats, as we write it.
type value struct {
	text, binary []byte
}

// encodeAll writes all n values of v.
func encodeAll(t testing.TB, v Vector, oid uint32, s Settings, n int) []value {
	t.Helper()
	columns := []Column{column("x", oid)}
	text, binary := newRowEncoder(columns, nil, s), newRowEncoder(columns, []int16{1}, s)
	batch := &Batch{Rows: n, Columns: []Vector{v}}
	if err := text.use(batch); err != nil {
		t.Fatal(err)
	}
	if err := binary.use(batch); err != nil {
		t.Fatal(err)
	}
	out := make([]value, n)
	for i := range out {
		out[i] = value{encodeOne(t, &text, i), encodeOne(t, &binary, i)}
	}
	return out
}

func encodeOne(t testing.TB, e *rowEncoder, row int) []byte {
	t.Helper()
	const head = 1 + 4 + 2 + 4 // type, length, columns, length of the value
	out, err := e.row(nil, row)
	if err != nil {
		t.Fatalf("encode row %d: %v", row, err)
	}
	return out[head:]
}

// asList makes one row of v's n values.
func asList(v Vector, oid uint32, n int) Vector {
	return Vector{Kind: KindList, Lists: []List{{0, uint64(n)}}, Elem: &v, ElemOID: oid}
}

// set makes a connection's settings s.
func set(t testing.TB, conn *pgconn.PgConn, s Settings) {
	t.Helper()
	sql := fmt.Sprintf("SET TimeZone = '%s'; SET DateStyle = '%s'; SET IntervalStyle = '%s';"+
		"SET extra_float_digits = %d; SET bytea_output = '%s'",
		s.TimeZone, s.DateStyle, s.IntervalStyle, s.ExtraFloatDigits, s.ByteaOutput)
	if _, err := conn.Exec(context.Background(), sql).ReadAll(); err != nil {
		t.Fatal(err)
	}
}

// ask sends the whole array as one binary parameter, and gives what PostgreSQL
// makes of it: the array and its elements, in one format.
func ask(t testing.TB, conn *pgconn.PgConn, typ string, array []byte, format int16) (whole []byte, elems [][]byte) {
	t.Helper()
	if typ == "name" || typ == "bpchar" || typ == "varchar" {
		typ = "pg_catalog." + typ
	}
	sql := fmt.Sprintf("SELECT $1::%[1]s[], NULL::%[1]s UNION ALL SELECT NULL, x FROM unnest($1::%[1]s[]) x", typ)
	r := conn.ExecParams(context.Background(), sql, [][]byte{array}, nil, []int16{1}, []int16{format}).Read()
	if r.Err != nil {
		t.Fatalf("ask PostgreSQL for %s: %v", typ, r.Err)
	}
	for _, row := range r.Rows[1:] {
		elems = append(elems, row[1])
	}
	return r.Rows[0][0], elems
}

// TestFormatsAgainstPostgres sends values of every type in our binary format to a
// real PostgreSQL, and compares what it gives back with ours, both formats.
func TestFormatsAgainstPostgres(t *testing.T) {
	conn := postgrestest.Connect(t)
	const n = 600
	total := 0
	for i, s := range formatSettings {
		set(t, conn, s)
		r := rand.New(rand.NewPCG(uint64(i), 15))
		for _, c := range corpus() {
			v := c.make(r, n)
			ours := encodeAll(t, v, c.oid, s, n)
			list := encodeAll(t, asList(v, c.oid, n), c.array, s, 1)[0]
			wholeText, texts := ask(t, conn, c.name, list.binary, 0)
			wholeBinary, binaries := ask(t, conn, c.name, list.binary, 1)
			for j := range ours {
				compare(t, c.name, s, "text", ours[j].text, texts[j])
				compare(t, c.name, s, "binary", ours[j].binary, binaries[j])
				total++
			}
			compare(t, c.name+"[]", s, "text", list.text, wholeText)
			compare(t, c.name+"[]", s, "binary", list.binary, wholeBinary)
			if i == 0 {
				compareDecoded(t, c, texts, binaries, wholeText, wholeBinary)
			}
		}
	}
	t.Logf("%d values compared", total)
}

func compare(t testing.TB, typ string, s Settings, format string, ours, theirs []byte) {
	t.Helper()
	if bytes.Equal(ours, theirs) {
		return
	}
	show := "%q"
	if format == "binary" {
		show = "%x"
	}
	t.Errorf("%s as %s under %s, %s, %s, %d: ours "+show+", PostgreSQL's "+show, typ, format,
		s.TimeZone, s.DateStyle, s.IntervalStyle, s.ExtraFloatDigits, cut(ours), cut(theirs))
}

func cut(b []byte) []byte { return b[:min(len(b), 400)] }

// compareDecoded checks that binary parameters become the text that PostgreSQL
// shows under the first settings.
func compareDecoded(t testing.TB, c corpusType, texts, binaries [][]byte, wholeText, wholeBinary []byte) {
	t.Helper()
	for j := range texts {
		got, err := decode.Parameter(binaries[j], c.oid, 1, nil)
		if err != nil || got != string(texts[j]) {
			t.Errorf("decode %s %x: %q, %v; PostgreSQL's %q", c.name, binaries[j], got, err, texts[j])
		}
	}
	got, err := decode.Parameter(wholeBinary, c.array, 1, nil)
	if err != nil || got != string(wholeText) {
		t.Errorf("decode %s[]: %.300q, %v; PostgreSQL's %.300q", c.name, got, err, wholeText)
	}
}

// TestFormatsGolden compares a smaller corpus with the golden file, which
// TestFormatsAgainstPostgres vouches for: the two share their code. -rewrite
// writes it anew from PostgreSQL's answers.
func TestFormatsGolden(t *testing.T) {
	const n = 24
	var out bytes.Buffer
	fmt.Fprintln(&out, "# Written by TestFormatsGolden -rewrite from PostgreSQL 15's answers: text, then binary in hex.")
	var conn *pgconn.PgConn
	rewrite := flag.Lookup("rewrite").Value.String() == "true"
	if rewrite {
		conn = postgrestest.Connect(t)
	}
	for i, s := range formatSettings {
		r := rand.New(rand.NewPCG(uint64(i), 7))
		for _, c := range corpus() {
			v := c.make(r, n)
			fmt.Fprintf(&out, "\n%s %s/%s/%s/%d\n", c.name, s.TimeZone, s.DateStyle, s.IntervalStyle, s.ExtraFloatDigits)
			ours := encodeAll(t, v, c.oid, s, n)
			if rewrite {
				set(t, conn, s)
				list := encodeAll(t, asList(v, c.oid, n), c.array, s, 1)[0]
				_, texts := ask(t, conn, c.name, list.binary, 0)
				_, binaries := ask(t, conn, c.name, list.binary, 1)
				for j := range ours {
					ours[j] = value{texts[j], binaries[j]}
				}
			}
			for _, v := range ours {
				fmt.Fprintf(&out, "%q %s\n", v.text, hex.EncodeToString(v.binary))
			}
		}
	}
	if rewrite {
		if err := os.WriteFile(goldenFile, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	compareGolden(t, out.Bytes())
}

func compareGolden(t *testing.T, got []byte) {
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := bufio.NewScanner(bytes.NewReader(got)), bufio.NewScanner(bytes.NewReader(want))
	section := ""
	for theirs.Scan() {
		if !ours.Scan() {
			t.Fatal("the golden file is longer than the corpus")
		}
		if line := theirs.Text(); line != "" && !strings.HasPrefix(line, `"`) {
			section = line
		}
		if ours.Text() != theirs.Text() {
			t.Errorf("%s: ours %s, golden %s", section, ours.Text(), theirs.Text())
		}
	}
}

// TestNestedLists compares arrays of several dimensions, with NULLs.
func TestNestedLists(t *testing.T) {
	conn := postgrestest.Connect(t)
	leaf := Vector{Kind: KindInt32, Int32s: []int32{1, 2, 3, 4, 5, 6}, Valid: []uint64{0b101111}}
	inner := Vector{Kind: KindList, Lists: []List{{0, 2}, {2, 2}, {4, 2}}, Elem: &leaf, ElemOID: pgtype.Int4OID}
	v := Vector{Kind: KindList, Lists: []List{{0, 3}, {0, 0}, {1, 2}}, Elem: &inner, ElemOID: pgtype.Int4ArrayOID}
	ours := encodeAll(t, v, pgtype.Int4ArrayOID, formatSettings[0], 3)
	for i, text := range []string{"{{1,2},{3,4},{NULL,6}}", "{}", "{{3,4},{NULL,6}}"} {
		if string(ours[i].text) != text {
			t.Errorf("ours %s, want %s", ours[i].text, text)
		}
		for format, want := range [][]byte{ours[i].text, ours[i].binary} {
			r := conn.ExecParams(context.Background(), "SELECT $1::int4[]", [][]byte{ours[i].binary}, nil,
				[]int16{1}, []int16{int16(format)}).Read()
			if r.Err != nil || !bytes.Equal(r.Rows[0][0], want) {
				t.Errorf("%s: PostgreSQL gives %x, %v", text, r.Rows, r.Err)
			}
		}
		fromText := Vector{Kind: KindBytes, Bytes: func(int) []byte { return ours[i].text }}
		if got := encodeAll(t, fromText, pgtype.Int4ArrayOID, formatSettings[0], 1)[0].binary; !bytes.Equal(got, ours[i].binary) {
			t.Errorf("%s from text: %x, want %x", text, got, ours[i].binary)
		}
	}
}
