package pgwire

// Batch is some rows of a result, by column. Nothing in it is boxed: the slices
// may lie in the engine's memory and are valid until the next batch is asked for.
// Infinities are DuckDB's: math.MaxInt64 and -math.MaxInt64 for timestamps,
// math.MaxInt32 and -math.MaxInt32 for dates.
type Batch struct {
	First   int // the first row to be sent; the rows before it are not the result's
	Rows    int // where the rows end
	Columns []Vector
}

// Vector is one column of a batch. Kind says which of the slices holds the
// values; the column's type OID says what they mean (a KindInt64 may be an int8
// or, in microseconds, a timestamp).
type Vector struct {
	Kind  Kind
	Valid []uint64 // bit row%64 of word row/64 is set when the value is not NULL; nil: no NULLs

	Bools    []bool
	Int16s   []int16
	Int32s   []int32 // int4, or days since 1970-01-01 for date
	Int64s   []int64 // int8, microseconds since 1970-01-01 UTC for timestamp[tz], microseconds of the day for time
	Uint32s  []uint32
	Float32s []float32
	Float64s []float64
	Int128s  []Int128
	// Scale is the number of decimal digits after the point: for KindInt16,
	// KindInt32, KindInt64 and KindInt128 of the type numeric.
	Scale     int
	Intervals []Interval
	// Bytes gives the value of a row for KindBytes: text, json, bytea (as it is) and
	// every type whose text form the engine makes itself. The slice is read at once
	// and never changed. For KindUint32 of regclass and its kind it may give the
	// name, which is the text form; without it that is the number.
	Bytes func(row int) []byte
	// Lists and Elem hold arrays: a row's elements are Elem[Offset : Offset+Length].
	Lists []List
	Elem  *Vector
	// ElemOID is the type of Elem's values.
	ElemOID uint32
	// Fields and FieldOIDs hold rows: the fields of a row are the values of Fields at it.
	Fields    []Vector
	FieldOIDs []uint32
}

// Kind says which slice of a Vector holds its values.
type Kind uint8

// The kinds.
const (
	KindNull Kind = iota // every row is NULL
	KindBool
	KindInt16
	KindInt32
	KindInt64
	KindUint32
	KindFloat32
	KindFloat64
	KindInt128 // numeric, or uuid as DuckDB stores it: with its top bit flipped
	KindInterval
	KindBytes
	KindList
	KindRow
)

// Int128 is a signed 128-bit integer in two's complement (DuckDB's hugeint).
type Int128 struct {
	Low  uint64
	High int64
}

// Interval is a span of time with PostgreSQL's three parts.
type Interval struct {
	Months, Days int32
	Micros       int64
}

// List is where a row's elements stand in the element vector.
type List struct {
	Offset, Length uint64
}

// Null says whether the row's value is NULL.
func (v *Vector) Null(row int) bool {
	if v.Kind == KindNull {
		return true
	}
	return v.Valid != nil && v.Valid[row>>6]&(1<<(row&63)) == 0
}
