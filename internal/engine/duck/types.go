package duck

import bindings "github.com/duckdb/duckdb-go-bindings"

// TypeID is DuckDB's id of a type.
type TypeID = bindings.Type

// The types' ids, as far as callers tell them apart.
const (
	InvalidType    TypeID = bindings.TypeInvalid
	Boolean               = bindings.TypeBoolean
	TinyInt               = bindings.TypeTinyInt
	SmallInt              = bindings.TypeSmallInt
	Integer               = bindings.TypeInteger
	BigInt                = bindings.TypeBigInt
	UTinyInt              = bindings.TypeUTinyInt
	USmallInt             = bindings.TypeUSmallInt
	UInteger              = bindings.TypeUInteger
	UBigInt               = bindings.TypeUBigInt
	HugeInt               = bindings.TypeHugeInt
	UHugeInt              = bindings.TypeUHugeInt
	Float                 = bindings.TypeFloat
	Double                = bindings.TypeDouble
	DecimalType           = bindings.TypeDecimal
	Varchar               = bindings.TypeVarchar
	Blob                  = bindings.TypeBlob
	Date                  = bindings.TypeDate
	Time                  = bindings.TypeTime
	Timestamp             = bindings.TypeTimestamp
	TimestampS            = bindings.TypeTimestampS
	TimestampMS           = bindings.TypeTimestampMS
	TimestampNS           = bindings.TypeTimestampNS
	TimestampTZ           = bindings.TypeTimestampTZ
	IntervalType          = bindings.TypeInterval
	UUID                  = bindings.TypeUUID
	ListType              = bindings.TypeList
	StructType            = bindings.TypeStruct
	SQLNull               = bindings.TypeSQLNull
	AnyType               = bindings.TypeAny
	UnknownLiteral        = bindings.TypeStringLiteral
	IntegerLiteral        = bindings.TypeIntegerLiteral
)

// Type is a column's type.
type Type struct {
	ID           TypeID
	Alias        string   // "JSON" for the JSON type
	Width, Scale int      // of a DECIMAL
	Elem         *Type    // of a LIST
	Fields       []Column // of a STRUCT
}

// Same says whether two types are one.
func (t Type) Same(o Type) bool {
	if t.ID != o.ID || t.Alias != o.Alias || t.Width != o.Width || t.Scale != o.Scale || len(t.Fields) != len(o.Fields) {
		return false
	}
	for i, f := range t.Fields {
		if f.Name != o.Fields[i].Name || !f.Type.Same(o.Fields[i].Type) {
			return false
		}
	}
	return t.Elem == o.Elem || t.Elem != nil && o.Elem != nil && t.Elem.Same(*o.Elem)
}

// Column is a column of a result.
type Column struct {
	Name string
	Type Type
}

func typeOf(t bindings.LogicalType) Type {
	out := Type{ID: bindings.GetTypeId(t), Alias: bindings.LogicalTypeGetAlias(t)}
	switch out.ID {
	case DecimalType:
		out.Width, out.Scale = int(bindings.DecimalWidth(t)), int(bindings.DecimalScale(t))
	case ListType:
		child := bindings.ListTypeChildType(t)
		elem := typeOf(child)
		bindings.DestroyLogicalType(&child)
		out.Elem = &elem
	case StructType:
		for i := range bindings.StructTypeChildCount(t) {
			child := bindings.StructTypeChildType(t, i)
			out.Fields = append(out.Fields, Column{Name: bindings.StructTypeChildName(t, i), Type: typeOf(child)})
			bindings.DestroyLogicalType(&child)
		}
	}
	return out
}
