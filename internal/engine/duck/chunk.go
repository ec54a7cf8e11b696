package duck

import (
	"time"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Chunk is some rows of a result, by column. Everything in it lies in DuckDB's
// memory.
type Chunk struct {
	Rows    int
	Columns []Vector
	chunk   bindings.DataChunk
}

// Free gives the memory of a detached chunk back.
func (c *Chunk) Free() {
	if c.chunk.Ptr != nil {
		bindings.DestroyDataChunk(&c.chunk)
	}
}

// Vector is one column of a chunk.
type Vector struct {
	Type Type
	// Valid has a bit for each row, set when the value is not NULL; nil when there
	// are no NULLs.
	Valid []uint64
	data  unsafe.Pointer
	vec   bindings.Vector
	rows  int
}

func newChunk(chunk bindings.DataChunk, columns []Column) *Chunk {
	c := &Chunk{Rows: int(bindings.DataChunkGetSize(chunk)), Columns: make([]Vector, len(columns)), chunk: chunk}
	for i := range columns {
		c.Columns[i] = newVector(bindings.DataChunkGetVector(chunk, bindings.IdxT(i)), columns[i].Type, c.Rows)
	}
	return c
}

func newVector(vec bindings.Vector, t Type, rows int) Vector {
	v := Vector{Type: t, vec: vec, rows: rows, data: bindings.VectorGetData(vec)}
	if mask := bindings.VectorGetValidity(vec); mask != nil && rows > 0 {
		v.Valid = unsafe.Slice((*uint64)(mask), (rows+63)/64)
	}
	return v
}

// Slice gives the values of a vector of fixed width as they lie in memory; T must
// have the width of the vector's type.
func Slice[T any](v *Vector) []T {
	if v.rows == 0 {
		return nil
	}
	return unsafe.Slice((*T)(v.data), v.rows)
}

// Null says whether the row is NULL.
func (v *Vector) Null(row int) bool {
	return v.Valid != nil && v.Valid[row>>6]&(1<<(row&63)) == 0
}

// stringT is DuckDB's string_t: up to 12 bytes in place, longer ones behind a
// pointer (src/include/duckdb/common/types/string_type.hpp).
type stringT struct {
	length uint32
	prefix [4]byte
	rest   [8]byte
}

// Bytes gives the value of a VARCHAR or BLOB row, in DuckDB's memory.
func (v *Vector) Bytes(row int) []byte {
	s := (*stringT)(unsafe.Add(v.data, row*int(unsafe.Sizeof(stringT{}))))
	if s.length <= 12 {
		return unsafe.Slice(&s.prefix[0], s.length)
	}
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&s.rest)), s.length)
}

// Entry is where the elements of a LIST row stand in the element vector.
type Entry struct {
	Offset, Length uint64
}

// Elements gives the vector of a LIST's elements.
func (v *Vector) Elements() Vector {
	return newVector(bindings.ListVectorGetChild(v.vec), *v.Type.Elem, int(bindings.ListVectorGetSize(v.vec)))
}

// Fields gives the vectors of a STRUCT's fields.
func (v *Vector) Fields() []Vector {
	out := make([]Vector, len(v.Type.Fields))
	for i, f := range v.Type.Fields {
		out[i] = newVector(bindings.StructVectorGetChild(v.vec, bindings.IdxT(i)), f.Type, v.rows)
	}
	return out
}

// Value boxes a row, for the few rows that the engine asks itself.
func (v *Vector) Value(row int) any {
	if v.Null(row) {
		return nil
	}
	switch v.Type.ID {
	case Boolean:
		return Slice[bool](v)[row]
	case TinyInt:
		return int64(Slice[int8](v)[row])
	case SmallInt:
		return int64(Slice[int16](v)[row])
	case Integer:
		return int64(Slice[int32](v)[row])
	case BigInt:
		return Slice[int64](v)[row]
	case UInteger:
		return int64(Slice[uint32](v)[row])
	case UBigInt:
		return int64(Slice[uint64](v)[row])
	case Double:
		return Slice[float64](v)[row]
	case Float:
		return float64(Slice[float32](v)[row])
	case TimestampTZ, Timestamp:
		return time.UnixMicro(Slice[int64](v)[row]).UTC()
	case Varchar, Blob:
		return string(v.Bytes(row))
	}
	return nil
}
