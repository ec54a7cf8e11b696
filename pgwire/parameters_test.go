package pgwire

import (
	"context"
	"encoding/hex"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/pgwire/decode"
)

// TestBadParametersAgainstPostgres compares the errors for binary parameters that
// cannot be.
func TestBadParametersAgainstPostgres(t *testing.T) {
	conn := postgrestest.Connect(t)
	for _, c := range []struct {
		oid uint32
		hex string
	}{
		{pgtype.Int4OID, "000000"},
		{pgtype.Int4OID, "0000000000"},
		{pgtype.TextOID, "61ff"},
		{pgtype.TextOID, "6100"},
		{pgtype.JSONBOID, "027b7d"},
		{pgtype.NumericOID, "0000000012340000"},
		{pgtype.NumericOID, "000000000000ffff"},
		{pgtype.NumericOID, "00010000000000002710"},
		{pgtype.NumericOID, "0002000000000000"},
		{pgtype.TimeOID, "ffffffffffffffff"},
		{pgtype.DateOID, "80000001"},
		{pgtype.TimestampOID, "8000000000000001"},
		{pgtype.UUIDOID, "00"},
		{pgtype.IntervalOID, "00"},
		{pgtype.Int4ArrayOID, "000000070000000000000017"},
		{pgtype.Int4ArrayOID, "ffffffff0000000000000017"},
		{pgtype.Int4ArrayOID, "000000000000000200000017"},
		{pgtype.Int4ArrayOID, "000000010000000000000017" + "7fffffff00000001"},
		{pgtype.Int4ArrayOID, "000000010000000000000017" + "0000000100000001" + "000000050000000000"},
	} {
		value, err := hex.DecodeString(c.hex)
		if err != nil {
			t.Fatal(err)
		}
		_, err = decode.Parameter(value, c.oid, 1, nil)
		r := conn.ExecParams(context.Background(), "SELECT $1", [][]byte{value}, []uint32{c.oid}, []int16{1}, nil).Read()
		var theirs *pgconn.PgError
		if !errors.As(r.Err, &theirs) || err == nil {
			t.Errorf("type %d, %s: ours %v, PostgreSQL's %v", c.oid, c.hex, err, r.Err)
			continue
		}
		if ours := pgerr.Flatten(err); ours.Code != theirs.Code || ours.Message != theirs.Message {
			t.Errorf("type %d, %s: ours %s %s, PostgreSQL's %s %s", c.oid, c.hex, ours.Code, ours.Message, theirs.Code, theirs.Message)
		}
	}
}
