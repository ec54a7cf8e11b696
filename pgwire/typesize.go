package pgwire

import (
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/pgwire/encode"
)

// typeSize gives a type's pg_type.typlen: its bytes, or -1 when they vary.
func typeSize(oid uint32) int16 {
	switch oid {
	case pgtype.BoolOID, pgtype.QCharOID:
		return 1
	case pgtype.Int2OID:
		return 2
	case pgtype.Int4OID, pgtype.Float4OID, pgtype.DateOID:
		return 4
	case pgtype.Int8OID, pgtype.Float8OID, pgtype.TimeOID, pgtype.TimestampOID, pgtype.TimestamptzOID:
		return 8
	case pgtype.TIDOID:
		return 6
	case pgtype.TimetzOID:
		return 12
	case pgtype.IntervalOID, pgtype.UUIDOID:
		return 16
	case pgtype.NameOID:
		return 64
	case pgtype.UnknownOID, 2275: // cstring
		return -2
	case 2278: // void
		return 4
	}
	if encode.IsOID(oid) {
		return 4
	}
	return -1
}
