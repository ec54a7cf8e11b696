package engine

import "github.com/trailgres/trailgres/internal/engine/duck"

// The OIDs of the types that are served (src/include/catalog/pg_type.dat).
const (
	boolOID        = 16
	byteaOID       = 17
	nameOID        = 19
	int8OID        = 20
	int2OID        = 21
	int4OID        = 23
	textOID        = 25
	oidOID         = 26
	jsonOID        = 114
	cidrOID        = 650
	float4OID      = 700
	float8OID      = 701
	unknownOID     = 705
	inetOID        = 869
	bpcharOID      = 1042
	varcharOID     = 1043
	dateOID        = 1082
	timeOID        = 1083
	timestampOID   = 1114
	timestamptzOID = 1184
	intervalOID    = 1186
	numericOID     = 1700
	uuidOID        = 2950
	jsonbOID       = 3802
	recordOID      = 2249
)

// arrayOIDs are the types of arrays, by the type of their elements.
var arrayOIDs = map[uint32]uint32{
	boolOID: 1000, byteaOID: 1001, int2OID: 1005, int4OID: 1007, textOID: 1009, int8OID: 1016,
	float4OID: 1021, float8OID: 1022, timestampOID: 1115, dateOID: 1182, timeOID: 1183,
	timestamptzOID: 1185, intervalOID: 1187, numericOID: 1231, uuidOID: 2951, jsonOID: 199,
	recordOID: 2287, jsonbOID: 3807, varcharOID: 1015, nameOID: 1003, oidOID: 1028, bpcharOID: 1014,
	inetOID: 1041, cidrOID: 651,
}

// typeNames are the types' names, for casts of parameters.
var typeNames = func() map[uint32]string {
	names := map[uint32]string{
		boolOID: "bool", byteaOID: "bytea", nameOID: "text", int8OID: "int8", int2OID: "int2",
		int4OID: "int4", textOID: "text", oidOID: "oid", jsonOID: "json", float4OID: "float4",
		float8OID: "float8", bpcharOID: "text", varcharOID: "text", dateOID: "date", timeOID: "time",
		timestampOID: "timestamp", timestamptzOID: "timestamptz", intervalOID: "interval",
		numericOID: "numeric", uuidOID: "uuid", jsonbOID: "jsonb", inetOID: "inet", cidrOID: "cidr",
	}
	for elem, array := range arrayOIDs {
		names[array] = names[elem] + "[]"
	}
	return names
}()

// typeName gives the name of a type, "" for an open or unknown one.
func typeName(oid uint32) string { return typeNames[oid] }

// typeOID gives the PostgreSQL type that a column of the engine's is served as,
// and its modifier, -1 for none.
func typeOID(t duck.Type) (oid uint32, modifier int32) {
	switch t.ID {
	case duck.Boolean:
		return boolOID, -1
	case duck.TinyInt, duck.SmallInt, duck.UTinyInt:
		return int2OID, -1
	case duck.Integer, duck.USmallInt:
		return int4OID, -1
	case duck.BigInt:
		return int8OID, -1
	case duck.UInteger: // PostgreSQL has no unsigned integers but these
		return oidOID, -1
	case duck.HugeInt:
		return int8OID, -1 // a sum of integers; the dialect makes what is numeric a DECIMAL
	case duck.UHugeInt, duck.UBigInt:
		return numericOID, -1
	case duck.DecimalType:
		if t.Width == 38 {
			return numericOID, -1 // what PostgreSQL's numeric without a precision becomes
		}
		return numericOID, int32(t.Width<<16|t.Scale) + 4
	case duck.Float:
		return float4OID, -1
	case duck.Double:
		return float8OID, -1
	case duck.Blob:
		if isKeyed(t) {
			return numericOID, -1
		}
		switch t.Alias {
		case inetType.Alias:
			return inetOID, -1
		case cidrType.Alias:
			return cidrOID, -1
		}
		return byteaOID, -1
	case duck.Date:
		return dateOID, -1
	case duck.Time:
		return timeOID, -1
	case duck.Timestamp, duck.TimestampS, duck.TimestampMS, duck.TimestampNS:
		return timestampOID, -1
	case duck.TimestampTZ:
		return timestamptzOID, -1
	case duck.IntervalType:
		return intervalOID, -1
	case duck.UUID:
		return uuidOID, -1
	case duck.StructType:
		if isRow(t) {
			return recordOID, -1
		}
	case duck.ListType:
		elem, _ := typeOID(*t.Elem)
		if t.Elem.ID == duck.ListType {
			return elem, -1 // of any number of dimensions
		}
		if array, ok := arrayOIDs[elem]; ok {
			return array, -1
		}
	case duck.Varchar:
		switch t.Alias {
		case duck.JSON.Alias:
			return jsonbOID, -1
		case plainJSON.Alias:
			return jsonOID, -1
		}
	}
	return textOID, -1
}

// paramOID gives the type of a parameter from what DuckDB inferred, 0 for nothing.
func paramOID(t duck.Type) uint32 {
	switch t.ID {
	case duck.InvalidType, duck.SQLNull, duck.AnyType, duck.UnknownLiteral, duck.IntegerLiteral:
		return 0
	}
	oid, _ := typeOID(t)
	return oid
}

// served says whether the encoder can write values of the type; others are turned
// into JSON by the query itself.
func served(t duck.Type) bool {
	switch t.ID {
	case duck.Boolean, duck.TinyInt, duck.SmallInt, duck.Integer, duck.BigInt, duck.UTinyInt,
		duck.USmallInt, duck.UInteger, duck.UBigInt, duck.HugeInt, duck.UHugeInt, duck.Float,
		duck.Double, duck.DecimalType, duck.Varchar, duck.Blob, duck.Date, duck.Time, duck.Timestamp,
		duck.TimestampS, duck.TimestampMS, duck.TimestampNS, duck.TimestampTZ, duck.IntervalType,
		duck.UUID, duck.SQLNull:
		return true
	case duck.ListType:
		return served(*t.Elem)
	case duck.StructType:
		return isRow(t)
	}
	return false
}

// isRow says whether a type is that of ROW(…): a struct whose fields have no names. The
// structs of tables have some.
func isRow(t duck.Type) bool {
	if t.ID != duck.StructType {
		return false
	}
	for _, f := range t.Fields {
		if f.Name != "" || !served(f.Type) {
			return false
		}
	}
	return true
}

// isRecord says whether a struct can be served as a row, whatever its fields are called.
func isRecord(t duck.Type) bool {
	if t.ID != duck.StructType {
		return false
	}
	for _, f := range t.Fields {
		if !served(f.Type) && !isRecord(f.Type) && !isRecords(f.Type) {
			return false
		}
	}
	return true
}

// isRecords says whether a list is one of rows.
func isRecords(t duck.Type) bool { return t.ID == duck.ListType && isRecord(*t.Elem) }

// memberOID gives the type of what lies in an array or a row.
func memberOID(t duck.Type) uint32 {
	if isRecord(t) {
		return recordOID
	}
	oid, _ := typeOID(t)
	return oid
}
