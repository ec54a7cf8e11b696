package charset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

// TestTables has PostgreSQL convert every byte of every charset to UTF-8, and every
// character of the first plane back.
func TestTables(t *testing.T) {
	ctx := context.Background()
	db, err := pgx.Connect(ctx, postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(ctx)
	for name, c := range charsets {
		if c.multi != nil {
			continue
		}
		for b := 128; b < 256; b++ {
			want := utf8.RuneError
			var text string
			err := db.QueryRow(ctx, "SELECT convert_from($1, $2)", []byte{byte(b)}, name).Scan(&text)
			if refused := (*pgconn.PgError)(nil); err == nil {
				want, _ = utf8.DecodeRuneInString(text)
			} else if !errors.As(err, &refused) || refused.Code != "22P05" {
				t.Fatal(err)
			}
			if got := c.runes[b]; got != want {
				t.Errorf("%s: 0x%02x is %q, and %q to PostgreSQL", name, b, got, want)
			}
			if want == utf8.RuneError {
				continue
			}
			var back []byte
			if err := db.QueryRow(ctx, "SELECT convert_to($1, $2)", text, name).Scan(&back); err != nil || len(back) != 1 || c.bytes[want] != back[0] {
				t.Errorf("%s: %q is 0x%02x, and %x to PostgreSQL: %v", name, want, c.bytes[want], back, err)
			}
		}
	}
}

// TestNames asks PostgreSQL for the name of each encoding.
func TestNames(t *testing.T) {
	ctx := context.Background()
	db, err := pgx.Connect(ctx, postgrestest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(ctx)
	for alias, name := range names {
		var got string
		if err := db.QueryRow(ctx, "SELECT pg_encoding_to_char(pg_char_to_encoding($1))", alias).Scan(&got); err != nil || got != name {
			t.Errorf("%s is %s, and %s to PostgreSQL: %v", alias, name, got, err)
		}
	}
}

func TestConvert(t *testing.T) {
	c := Of("WIN1252")
	out, err := c.Append([]byte("x"), []byte("5 € für"))
	if err != nil || string(out) != "x5 \x80 f\xfcr" {
		t.Errorf("%q %v", out, err)
	}
	back, err := c.UTF8(nil, out[1:])
	if err != nil || string(back) != "5 € für" {
		t.Errorf("%q %v", back, err)
	}
	_, err = Of("LATIN1").Append(nil, []byte("a€"))
	if want := `character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in encoding "LATIN1" (SQLSTATE 22P05)`; err == nil || fmt.Sprint(err) != want {
		t.Errorf("%v", err)
	}
	for name, want := range map[string]string{"'x'": "", "Utf-8": "UTF8", "ISO 8859-15": "LATIN9", "sql_ascii": "SQL_ASCII"} {
		if got, _, _ := Find(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
