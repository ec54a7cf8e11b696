package decode

import "github.com/jackc/pgx/v5/pgtype"

// typeNames are the types that format_type() spells otherwise than pg_type.
var typeNames = map[uint32]string{
	pgtype.BoolOID: "boolean", pgtype.QCharOID: "\"char\"", pgtype.Int8OID: "bigint", pgtype.Int2OID: "smallint",
	pgtype.Int4OID: "integer", pgtype.Float4OID: "real", pgtype.Float8OID: "double precision", pgtype.BPCharOID: "character",
	pgtype.VarcharOID: "character varying", pgtype.TimeOID: "time without time zone", pgtype.TimetzOID: "time with time zone",
	pgtype.TimestampOID: "timestamp without time zone", pgtype.TimestamptzOID: "timestamp with time zone", pgtype.VarbitOID: "bit varying",
}

var types = pgtype.NewMap()

// spelled gives a type's name as an error spells it; "???" stands for what is no type.
func spelled(oid uint32) string {
	if name := typeNames[oid]; name != "" {
		return name
	}
	if t, ok := types.TypeForOID(oid); ok {
		return t.Name
	}
	return "???"
}
