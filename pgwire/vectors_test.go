package pgwire

import (
	"bytes"
	"context"
	"math"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/pgwire/decode"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// TestOddTypesAgainstPostgres compares the types of the catalogs that look one
// way and are stored another.
func TestOddTypesAgainstPostgres(t *testing.T) {
	conn := postgrestest.Connect(t)
	small := Vector{Kind: KindInt16, Int16s: []int16{3, -1, 2}}
	oids := Vector{Kind: KindUint32, Uint32s: []uint32{3, math.MaxUint32, 2}}
	list := []List{{0, 3}}
	for _, c := range []struct {
		sql string
		oid uint32
		v   Vector
	}{
		{"SELECT '3 -1 2'::int2vector", encode.Int2VectorOID, Vector{Kind: KindList, Lists: list, Elem: &small, ElemOID: pgtype.Int2OID}},
		{"SELECT '3 -1 2'::int2vector", encode.Int2VectorOID, texts("3 -1 2")},
		{"SELECT '3 4294967295 2'::oidvector", encode.OIDVectorOID, Vector{Kind: KindList, Lists: list, Elem: &oids, ElemOID: pgtype.OIDOID}},
		{"SELECT '3 4294967295 2'::oidvector", encode.OIDVectorOID, texts("3 4294967295 2")},
		{"SELECT ''::oidvector", encode.OIDVectorOID, texts("")},
		{"SELECT 'pg_class'::regclass", 2205, Vector{Kind: KindUint32, Uint32s: []uint32{1259},
			Bytes: func(int) []byte { return []byte("pg_class") }}},
		{"SELECT '{NULL,pg_class}'::regclass[]", 2210, Vector{Kind: KindList, Lists: []List{{0, 2}}, ElemOID: 2205,
			Elem: &Vector{Kind: KindUint32, Uint32s: []uint32{0, 1259}, Valid: []uint64{2}, Bytes: func(int) []byte { return []byte("pg_class") }}}},
		{"SELECT 'r'::\"char\"", pgtype.QCharOID, texts("r")},
		{"SELECT ''::\"char\"", pgtype.QCharOID, texts("")},
		{"SELECT 1.5::float8", pgtype.Float8OID, texts("1.5")},
		{"SELECT 1.5::float4", pgtype.Float4OID, texts("1.5")},
		{"SELECT 1.5::float4", pgtype.Float4OID, Vector{Kind: KindFloat64, Float64s: []float64{1.5}}},
		{"SELECT true", pgtype.BoolOID, texts("t")},
		{"SELECT 7::int8", pgtype.Int8OID, Vector{Kind: KindInt32, Int32s: []int32{7}}},
		{"SELECT 7::numeric", pgtype.NumericOID, Vector{Kind: KindFloat64, Float64s: []float64{7}}},
		{"SELECT '{a,NULL,\"b c\"}'::text[]", pgtype.TextArrayOID, texts(`{a,NULL,"b c"}`)},
	} {
		ours := encodeAll(t, c.v, c.oid, formatSettings[0], 1)[0]
		for format, got := range [][]byte{ours.text, ours.binary} {
			r := conn.ExecParams(context.Background(), c.sql, nil, nil, nil, []int16{int16(format)}).Read()
			if r.Err != nil || !bytes.Equal(r.Rows[0][0], got) {
				t.Errorf("%s, format %d: ours %q, PostgreSQL's %q, %v", c.sql, format, got, r.Rows, r.Err)
			}
		}
		if c.oid == 2205 || c.oid == 2210 {
			continue // the number is what goes in
		}
		if got, err := decode.Parameter(ours.binary, c.oid, 1, nil); err != nil || got != string(ours.text) {
			t.Errorf("%s: decoded as %q, %v", c.sql, got, err)
		}
	}
}

// TestUnencodable are values that do not fit their type.
func TestUnencodable(t *testing.T) {
	for _, c := range []struct {
		oid  uint32
		v    Vector
		code string
	}{
		{pgtype.Int2OID, Vector{Kind: KindInt32, Int32s: []int32{70000}}, pgerr.NumericValueOutOfRange},
		{pgtype.OIDOID, Vector{Kind: KindInt32, Int32s: []int32{-1}}, pgerr.NumericValueOutOfRange},
		{pgtype.TimestampOID, Vector{Kind: KindInt64, Int64s: []int64{math.MinInt64 + 5}}, pgerr.DatetimeFieldOverflow},
		{pgtype.PointOID, texts("(1,2)"), pgerr.FeatureNotSupported},
		{pgtype.Int4OID, Vector{Kind: 99}, pgerr.InternalError},
		{pgtype.Int4ArrayOID, Vector{Kind: KindList}, pgerr.InternalError},
	} {
		e := newRowEncoder([]Column{column("x", c.oid)}, []int16{1}, Settings{})
		if err := e.use(&Batch{Rows: 1, Columns: []Vector{c.v}}); err != nil {
			t.Fatal(err)
		}
		out, err := e.row([]byte("before"), 0)
		if err == nil || pgerr.Flatten(err).Code != c.code || string(out) != "before" {
			t.Errorf("type %d: %v, %q", c.oid, err, out)
		}
	}
}
