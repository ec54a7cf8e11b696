package charset

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

var rewrite = flag.Bool("rewrite", false, "have PostgreSQL write the tables anew")

// converting defines functions that give NULL where PostgreSQL refuses.
const converting = `
CREATE FUNCTION pg_temp.decoded(b bytea, enc name) RETURNS text LANGUAGE plpgsql AS
	$$ BEGIN RETURN convert_from(b, enc); EXCEPTION WHEN others THEN RETURN NULL; END $$;
CREATE FUNCTION pg_temp.encoded(t text, enc name) RETURNS bytea LANGUAGE plpgsql AS
	$$ BEGIN RETURN convert_to(t, enc); EXCEPTION WHEN others THEN RETURN NULL; END $$`

func connect(t *testing.T) *pgx.Conn {
	t.Helper()
	ctx := context.Background()
	db, err := pgx.Connect(ctx, postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close(ctx) })
	if _, err := db.Exec(ctx, converting); err != nil {
		t.Fatal(err)
	}
	return db
}

// TestMultibyteTables holds the tables against PostgreSQL's: all that they have, and of
// what they have not a part at random. With -rewrite it writes them.
func TestMultibyteTables(t *testing.T) {
	db := connect(t)
	if *rewrite {
		writeTables(t, db)
		return
	}
	for _, b := range multibytes {
		t.Run(b.name, func(t *testing.T) {
			c := Of(b.name)
			codes, runes := candidates()
			random := rand.New(rand.NewPCG(1, 2))
			var some [][]byte
			for range 3000 {
				some = append(some, codes[random.IntN(len(codes))])
			}
			var texts []string
			for range 3000 {
				texts = append(texts, runes[random.IntN(len(runes))], string(rune(0x10000+random.IntN(0x100000))))
			}
			m := c.loaded()
			for code, text := range m.toUTF8 {
				some, texts = append(some, appendCode(nil, code)), append(texts, text)
			}
			for key := range m.fromUTF8 {
				texts = append(texts, joined(key))
			}
			compareDecoded(t, c, some, decoded(t, db, b.name, some))
			compareEncoded(t, c, texts, encoded(t, db, b.name, texts))
		})
	}
}

func compareDecoded(t *testing.T, c *Charset, codes [][]byte, want []*string) {
	t.Helper()
	for i, code := range codes {
		got, err := c.UTF8(nil, code)
		if (err == nil) != (want[i] != nil) || err == nil && string(got) != *want[i] {
			t.Errorf("%x is %q (%v), and %v to PostgreSQL", code, got, err, want[i])
		}
	}
}

func compareEncoded(t *testing.T, c *Charset, texts []string, want [][]byte) {
	t.Helper()
	for i, text := range texts {
		got, err := c.Append(nil, []byte(text))
		if (err == nil) != (want[i] != nil) || err == nil && !bytes.Equal(got, want[i]) {
			t.Errorf("%q is %x (%v), and %x to PostgreSQL", text, got, err, want[i])
		}
	}
}

// candidates are all texts of bytes that may be one character, and all of code points.
func candidates() (codes [][]byte, runes []string) {
	for a := 0x80; a < 0x100; a++ {
		codes = append(codes, []byte{byte(a)})
		for b := 1; b < 0x100; b++ {
			codes = append(codes, []byte{byte(a), byte(b)})
		}
	}
	for a := 0xa1; a < 0xff; a++ {
		for b := 0xa1; b < 0xff; b++ {
			codes = append(codes, []byte{singleShift3, byte(a), byte(b)})
			for plane := 0xa1; plane < 0xa8; plane++ {
				codes = append(codes, []byte{singleShift2, byte(plane), byte(a), byte(b)})
			}
		}
	}
	for n := range 4 * 12600 {
		codes = append(codes, []byte{byte(n/12600 + 0x81), byte(n/1260%10 + 0x30), byte(n/10%126 + 0x81), byte(n%10 + 0x30)})
	}
	for r := rune(0x80); r < 0x30000; r++ {
		if utf8.ValidRune(r) && (r < 0x10000 || r >= 0x20000) {
			runes = append(runes, string(r))
		}
	}
	return codes, runes
}

func decoded(t *testing.T, db *pgx.Conn, name string, codes [][]byte) (texts []*string) {
	t.Helper()
	rows, err := db.Query(context.Background(), "SELECT pg_temp.decoded(b, $2) FROM unnest($1::bytea[]) WITH ORDINALITY u(b, n) ORDER BY n", codes, name)
	if err != nil {
		t.Fatal(err)
	}
	if texts, err = pgx.CollectRows(rows, pgx.RowTo[*string]); err != nil {
		t.Fatal(err)
	}
	return texts
}

func encoded(t *testing.T, db *pgx.Conn, name string, texts []string) (codes [][]byte) {
	t.Helper()
	rows, err := db.Query(context.Background(), "SELECT pg_temp.encoded(t, $2) FROM unnest($1::text[]) WITH ORDINALITY u(t, n) ORDER BY n", texts, name)
	if err != nil {
		t.Fatal(err)
	}
	if codes, err = pgx.CollectRows(rows, pgx.RowTo[[]byte]); err != nil {
		t.Fatal(err)
	}
	return codes
}

func writeTables(t *testing.T, db *pgx.Conn) {
	t.Helper()
	codes, runes := candidates()
	var data []byte
	for _, b := range multibytes {
		toUTF8, texts := map[uint32][2]rune{}, slices.Clone(runes)
		for i, text := range decoded(t, db, b.name, codes) {
			if text == nil || b.m.verify(codes[i]) != len(codes[i]) {
				continue
			}
			key := [2]rune{}
			copy(key[:], []rune(*text))
			if toUTF8[codeOf(codes[i])] = key; key[1] != 0 {
				texts = append(texts, *text)
			}
		}
		fromUTF8 := map[[2]rune]uint32{}
		for i, code := range encoded(t, db, b.name, texts) {
			if pair := utf8.RuneCountInString(texts[i]) > 1; code != nil && (!pair || b.m.verify(code) == len(code)) && (texts[i] < "\U00010000" || b.name != "GB18030") {
				key := [2]rune{}
				copy(key[:], []rune(texts[i]))
				fromUTF8[key] = codeOf(code)
			}
		}
		data = appendTable(data, pairsOf(toUTF8, fromUTF8))
		fmt.Println(b.name, len(toUTF8), len(fromUTF8))
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	_, _ = z.Write(data)
	_ = z.Close()
	if err := os.WriteFile("tables.gz", out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pairsOf(toUTF8 map[uint32][2]rune, fromUTF8 map[[2]rune]uint32) (pairs []pair) {
	for code, key := range toUTF8 {
		way := byte(onlyToUTF8)
		if back, ok := fromUTF8[key]; ok && back == code {
			way = bothWays
		}
		pairs = append(pairs, pair{code, key[0], key[1], way})
	}
	for key, code := range fromUTF8 {
		if toUTF8[code] != key {
			pairs = append(pairs, pair{code, key[0], key[1], onlyFromUTF8})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.first, b.first), cmp.Compare(a.next, b.next))
	})
	return pairs
}

func appendTable(data []byte, pairs []pair) []byte {
	data = binary.AppendUvarint(data, uint64(len(pairs)))
	last := uint32(0)
	for _, p := range pairs {
		first := uint64(p.first)<<3 | uint64(p.way)
		if p.next != 0 {
			first |= 4
		}
		data = binary.AppendUvarint(binary.AppendUvarint(data, uint64(p.code-last)), first)
		if p.next != 0 {
			data = binary.AppendUvarint(data, uint64(p.next))
		}
		last = p.code
	}
	return data
}

func joined(key [2]rune) string {
	if key[1] == 0 {
		return string(key[0])
	}
	return string(key[:])
}
