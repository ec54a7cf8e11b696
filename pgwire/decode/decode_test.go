package decode

import (
	"encoding/hex"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TestParameterErrors has the SQLSTATEs that PostgreSQL 15 gives for the same bytes.
func TestParameterErrors(t *testing.T) {
	for _, c := range []struct {
		oid       uint32
		hex, code string
	}{
		{pgtype.Int4OID, "000000", pgerr.ProtocolViolation},
		{pgtype.Int4OID, "0000000000", pgerr.InvalidBinaryRepresentation},
		{pgtype.TextOID, "ff", pgerr.CharacterNotInRepertoire},
		{pgtype.JSONBOID, "027b7d", pgerr.InternalError},
		{pgtype.JSONPathOID, "0224", pgerr.InternalError},
		{pgtype.NumericOID, "0000000012340000", pgerr.InvalidBinaryRepresentation},
		{pgtype.NumericOID, "000000000000ffff", pgerr.InvalidBinaryRepresentation},
		{pgtype.NumericOID, "00010000000000002710", pgerr.InvalidBinaryRepresentation},
		{pgtype.NumericOID, "0002000000000000", pgerr.ProtocolViolation},
		{pgtype.TimeOID, "ffffffffffffffff", pgerr.DatetimeFieldOverflow},
		{pgtype.DateOID, "80000001", pgerr.DatetimeFieldOverflow},
		{pgtype.TimestampOID, "8000000000000001", pgerr.DatetimeFieldOverflow},
		{pgtype.Int4ArrayOID, "0000000700000000" + "00000017", pgerr.ProgramLimitExceeded},
		{pgtype.Int4ArrayOID, "ffffffff00000000" + "00000017", pgerr.InvalidBinaryRepresentation},
		{pgtype.Int4ArrayOID, "0000000000000002" + "00000017", pgerr.InvalidBinaryRepresentation},
		{pgtype.Int4ArrayOID, "0000000000000000" + "00000019", pgerr.DatatypeMismatch},
		{pgtype.Int4ArrayOID, "000000010000000000000017" + "7fffffff00000001", pgerr.ProgramLimitExceeded},
		{pgtype.Int4ArrayOID, "000000010000000000000017" + "0000000100000001" + "000000050000000000", pgerr.InvalidBinaryRepresentation},
		{pgtype.PointOID, "00000000000000000000000000000000", pgerr.UndefinedFunction},
	} {
		value, err := hex.DecodeString(c.hex)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Parameter(value, c.oid, 1, nil)
		if err == nil || pgerr.Flatten(err).Code != c.code {
			t.Errorf("type %d, %s: %q, %v; want %s", c.oid, c.hex, text, err, c.code)
		}
	}
}

func TestParameterBounds(t *testing.T) {
	value, _ := hex.DecodeString("000000010000000000000017" + "0000000200000000" + "0000000400000007" + "ffffffff")
	text, err := Parameter(value, pgtype.Int4ArrayOID, 1, nil)
	if err != nil || text != "[0:1]={7,NULL}" {
		t.Errorf("%s, %v", text, err)
	}
}
