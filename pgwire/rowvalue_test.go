package pgwire

import (
	"bytes"
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

// TestRowsAgainstPostgres compares rows as values, in both formats, and after a copy.
func TestRowsAgainstPostgres(t *testing.T) {
	conn := postgrestest.Connect(t)
	list := Vector{Kind: KindList, Lists: []List{{0, 2}}, Elem: &Vector{Kind: KindInt32, Int32s: []int32{1, 2}}, ElemOID: pgtype.Int4OID}
	inner := Vector{Kind: KindRow, Fields: []Vector{{Kind: KindBool, Bools: []bool{true}}, texts(`q"\`)}, FieldOIDs: []uint32{pgtype.BoolOID, pgtype.TextOID}}
	v := Vector{Kind: KindRow,
		Fields:    []Vector{{Kind: KindInt32, Int32s: []int32{3}}, texts("a b"), texts(""), {Kind: KindNull}, list, inner},
		FieldOIDs: []uint32{pgtype.Int4OID, pgtype.TextOID, pgtype.TextOID, pgtype.Int8OID, pgtype.Int4ArrayOID, pgtype.RecordOID}}
	const sql = `SELECT ROW(3, 'a b'::text, ''::text, NULL::int8, '{1,2}'::int4[], ROW(true, 'q"\'::text))`
	for _, v := range []Vector{v, v.Clone(1)} {
		ours := encodeAll(t, v, pgtype.RecordOID, formatSettings[0], 1)[0]
		for format, got := range [][]byte{ours.text, ours.binary} {
			r := conn.ExecParams(context.Background(), sql, nil, nil, nil, []int16{int16(format)}).Read()
			if r.Err != nil || !bytes.Equal(r.Rows[0][0], got) {
				t.Errorf("format %d: ours %q, PostgreSQL's %q, %v", format, got, r.Rows, r.Err)
			}
		}
	}
}
