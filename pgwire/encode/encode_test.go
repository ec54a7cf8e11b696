package encode

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

func TestLoadZone(t *testing.T) {
	at := time.Date(2024, 7, 1, 0, 0, 0, 0, time.UTC)
	for name, want := range map[string]int{
		"UTC": 0, "": 0, "Europe/Berlin": 7200, "<+05:30>-05:30": 19800, "<-03>+03": -10800, "UTC+3": -10800,
		"<+02>-02:15:30": 8130, "EST5": -18000,
	} {
		loc, err := LoadZone(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, got := at.In(loc).Zone(); got != want {
			t.Errorf("%s is %d seconds east, want %d", name, got, want)
		}
	}
	for _, name := range []string{"Local", "No/Such", "<+02", "<+02>", "A1", "../etc/passwd", "UTC+3:4:5:6", "UTC+200"} {
		if loc, err := LoadZone(name); err == nil {
			t.Errorf("%s is %v", name, loc)
		}
	}
}

func TestBadSequence(t *testing.T) {
	for in, want := range map[string]string{
		"a\xff": "0xff", "\xc3": "0xc3", "\xe2\x82(": "0xe2 0x82 0x28", "a\x00b": "0x00", "\xf0\x9f": "0xf0 0x9f",
		"fine": "", "é\xed\xa0\x80": "0xed 0xa0 0x80",
	} {
		if got := BadSequence([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestTextToBinaryRefuses(t *testing.T) {
	for _, c := range []struct {
		oid  uint32
		text string
	}{
		{pgtype.Int2OID, "70000"}, {pgtype.Int4OID, "x"}, {pgtype.Int8OID, ""}, {pgtype.Float8OID, "1,5"},
		{pgtype.NumericOID, ""}, {pgtype.NumericOID, "1.2.3"}, {pgtype.NumericOID, "-"}, {pgtype.NumericOID, "1e200000"},
		{pgtype.UUIDOID, "a0ee"}, {pgtype.UUIDOID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g"}, {2205, "pg_class"},
		{pgtype.Int4ArrayOID, "{1"}, {pgtype.Int4ArrayOID, "{1}2"}, {pgtype.Int4ArrayOID, "{{1},{2,3}}"},
		{pgtype.Int4ArrayOID, "{1,{2}}"}, {pgtype.Int4ArrayOID, "{,}"}, {pgtype.PointOID, "(1,2)"},
	} {
		if out, err := TextToBinary(nil, []byte(c.text), c.oid); err == nil {
			t.Errorf("%q as type %d is %x", c.text, c.oid, out)
		}
	}
}
