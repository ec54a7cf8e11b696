package decode

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/pgwire/encode"
)

var fuzzOIDs = []uint32{
	0, pgtype.BoolOID, pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.OIDOID, pgtype.Float4OID, pgtype.Float8OID,
	pgtype.NumericOID, pgtype.TextOID, pgtype.ByteaOID, pgtype.DateOID, pgtype.TimeOID, pgtype.TimestampOID,
	pgtype.TimestamptzOID, pgtype.IntervalOID, pgtype.UUIDOID, pgtype.JSONBOID, pgtype.JSONPathOID, pgtype.QCharOID,
	encode.Int2VectorOID, encode.OIDVectorOID, pgtype.Int4ArrayOID, pgtype.TextArrayOID, pgtype.NumericArrayOID,
	pgtype.TimestamptzArrayOID, pgtype.ByteaArrayOID, pgtype.UUIDArrayOID, pgtype.PointOID, pgtype.InetOID, pgtype.CIDROID,
}

// backAndForth are the types whose text form encode turns into binary again.
var backAndForth = map[uint32]bool{
	pgtype.BoolOID: true, pgtype.Int2OID: true, pgtype.Int4OID: true, pgtype.Int8OID: true, pgtype.OIDOID: true,
	pgtype.Float4OID: true, pgtype.Float8OID: true, pgtype.NumericOID: true, pgtype.TextOID: true, pgtype.UUIDOID: true,
	pgtype.Int4ArrayOID: true, pgtype.TextArrayOID: true, pgtype.NumericArrayOID: true, pgtype.UUIDArrayOID: true, pgtype.InetOID: true, pgtype.CIDROID: true,
}

// FuzzParameter decodes any bytes as any type: the text must be text, and mean
// the same when it is turned back.
func FuzzParameter(f *testing.F) {
	for i := range fuzzOIDs {
		for _, seed := range []string{"", "\x00", "\x01", "\x00\x01", "\x00\x00\x00\x2a", "\x00\x00\x00\x00\x00\x00\x00\x2a",
			"\x00\x02\x00\x01\x40\x00\x00\x03\x00\x01\x23\x28", "\x00\x00\x00\x00\xf0\x00\x00\x20", "\xff\xff\xff\xff\xff\xff\xff\xff",
			"\x01{\"a\": 1}", "0123456789abcdef", "\x02\x08\x00\x04\x0a\x00\x00\x01", "\x03\x80\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x01\x02\x03\x04", "h\xc3\xa9\xff",
			"\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x17\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x07\xff\xff\xff\xff",
			"\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x19\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02a,\x00\x00\x00\x00",
		} {
			f.Add(uint8(i), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, value []byte) {
		oid := fuzzOIDs[int(which)%len(fuzzOIDs)]
		text, err := Parameter(value, oid, 1, nil)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
			t.Fatalf("type %d, %x: %q is no text", oid, value, text)
		}
		if !backAndForth[oid] || strings.HasPrefix(text, "[") || len(text) > 1<<16 {
			return
		}
		back, err := encode.TextToBinary(nil, []byte(text), oid)
		if err != nil {
			t.Fatalf("type %d, %x: encode %q: %v", oid, value, text, err)
		}
		again, err := Parameter(back, oid, 1, nil)
		if err != nil || again != text {
			t.Fatalf("type %d, %x: %q became %x, and that %q, %v", oid, value, text, back, again, err)
		}
	})
}

// FuzzTextToBinary encodes any text as any type: what it accepts can be decoded.
func FuzzTextToBinary(f *testing.F) {
	for i := range fuzzOIDs {
		for _, seed := range []string{"", "t", "1", "-12.50", "1e5", "NaN", "{}", "{1,NULL,\"2\"}", "{{1},{2}}", "1 2 3",
			"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", `{"a\"b",c}`, "{{{{{{{1}}}}}}}"} {
			f.Add(uint8(i), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		oid := fuzzOIDs[int(which)%len(fuzzOIDs)]
		if !backAndForth[oid] || !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 || len(text) > 4096 {
			return
		}
		out, err := encode.TextToBinary(nil, text, oid)
		if err != nil {
			return
		}
		if _, err := Parameter(out, oid, 1, nil); err != nil {
			t.Fatalf("type %d: %q became %x: %v", oid, text, out, err)
		}
	})
}
