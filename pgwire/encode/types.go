package encode

import "github.com/jackc/pgx/v5/pgtype"

// OIDs that pgtype does not name, from src/include/catalog/pg_type.dat.
const (
	Int2VectorOID = 22
	RegprocOID    = 24
	OIDVectorOID  = 30
)

// elements maps array types to their elements' types, from pg_type.dat.
var elements = map[uint32]uint32{
	pgtype.BoolArrayOID:        pgtype.BoolOID,
	pgtype.ByteaArrayOID:       pgtype.ByteaOID,
	pgtype.QCharArrayOID:       pgtype.QCharOID,
	pgtype.NameArrayOID:        pgtype.NameOID,
	pgtype.Int2ArrayOID:        pgtype.Int2OID,
	pgtype.Int4ArrayOID:        pgtype.Int4OID,
	pgtype.Int8ArrayOID:        pgtype.Int8OID,
	pgtype.OIDArrayOID:         pgtype.OIDOID,
	pgtype.TextArrayOID:        pgtype.TextOID,
	pgtype.VarcharArrayOID:     pgtype.VarcharOID,
	pgtype.BPCharArrayOID:      pgtype.BPCharOID,
	pgtype.JSONArrayOID:        pgtype.JSONOID,
	pgtype.JSONBArrayOID:       pgtype.JSONBOID,
	pgtype.Float4ArrayOID:      pgtype.Float4OID,
	pgtype.Float8ArrayOID:      pgtype.Float8OID,
	pgtype.NumericArrayOID:     pgtype.NumericOID,
	pgtype.DateArrayOID:        pgtype.DateOID,
	pgtype.TimeArrayOID:        pgtype.TimeOID,
	pgtype.TimestampArrayOID:   pgtype.TimestampOID,
	pgtype.TimestamptzArrayOID: pgtype.TimestamptzOID,
	pgtype.IntervalArrayOID:    pgtype.IntervalOID,
	pgtype.UUIDArrayOID:        pgtype.UUIDOID,
	pgtype.InetArrayOID:        pgtype.InetOID,
	pgtype.CIDRArrayOID:        pgtype.CIDROID,
	1006:                       Int2VectorOID,
	1008:                       RegprocOID,
	1013:                       OIDVectorOID,
	1263:                       2275, // cstring
	2207:                       2202, // regprocedure
	2208:                       2203, // regoper
	2209:                       2204, // regoperator
	2210:                       2205, // regclass
	2211:                       2206, // regtype
	4097:                       4096, // regrole
	4090:                       4089, // regnamespace
	4192:                       4191, // regcollation
	3735:                       3734, // regconfig
	3770:                       3769, // regdictionary
	1011:                       pgtype.XIDOID,
	1012:                       pgtype.CIDOID,
	143:                        142, // xml
}

// ElementOID gives the type of an array type's elements; ok is false for a type
// that is no array, or not known.
func ElementOID(array uint32) (element uint32, ok bool) {
	element, ok = elements[array]
	return element, ok
}

// IsVector says whether the type is one of the two that are arrays on the inside
// and numbers between spaces on the outside.
func IsVector(oid uint32) bool { return oid == Int2VectorOID || oid == OIDVectorOID }

// IsOID says whether the type is oid or one that is stored as an oid.
func IsOID(oid uint32) bool {
	switch oid {
	case pgtype.OIDOID, pgtype.XIDOID, pgtype.CIDOID, RegprocOID,
		2202, 2203, 2204, 2205, 2206, 3734, 3769, 4089, 4096, 4191:
		return true
	}
	return false
}
