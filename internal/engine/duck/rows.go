package duck

import (
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Rows are rows that were copied out of a chunk, to be put into a table later. They take
// the memory that their values need, which a chunk of few rows does not.
type Rows struct {
	Count   int
	Size    int // bytes, about
	columns []cells
}

// cells are the values of one vector.
type cells struct {
	of     Type
	valid  []uint64 // as Vector.Valid
	fixed  []byte   // values of fixed width, as they lie in memory
	texts  []byte
	ends   []int   // where the rows' texts end in texts
	lists  []Entry // of a LIST
	elems  *cells
	count  int // elements
	fields []cells
}

// widths are the bytes that a value takes of the types of fixed width; a DECIMAL's goes
// by its digits.
var widths = map[TypeID]int{
	Boolean: 1, TinyInt: 1, UTinyInt: 1, SmallInt: 2, USmallInt: 2, Integer: 4, UInteger: 4, Float: 4, Date: 4,
	BigInt: 8, UBigInt: 8, Double: 8, Time: 8, Timestamp: 8, TimestampS: 8, TimestampMS: 8, TimestampNS: 8, TimestampTZ: 8,
	HugeInt: 16, UHugeInt: 16, UUID: 16, IntervalType: 16,
}

// width gives the bytes of a value; 0 for a type of no fixed width.
func (t Type) width() int {
	if t.ID != DecimalType {
		return widths[t.ID]
	}
	switch {
	case t.Width <= 4:
		return 2
	case t.Width <= 9:
		return 4
	case t.Width <= 18:
		return 8
	}
	return 16
}

// Copy takes a copy of the chunk's columns from a number on, false when one is of a
// type that cannot be copied.
func (c *Chunk) Copy(from int) (*Rows, bool) {
	out := &Rows{Count: c.Rows, columns: make([]cells, len(c.Columns)-from)}
	for i := range out.columns {
		var ok bool
		if out.columns[i], ok = c.Columns[from+i].copy(); !ok {
			return nil, false
		}
		out.Size += out.columns[i].size()
	}
	return out, true
}

func (v *Vector) copy() (out cells, ok bool) {
	out.of = v.Type
	if v.Valid != nil {
		out.valid = append(out.valid, v.Valid...)
	}
	if v.rows == 0 {
		return out, true
	}
	switch {
	case v.Type.width() > 0:
		out.fixed = append(out.fixed, unsafe.Slice((*byte)(v.data), v.rows*v.Type.width())...)
		return out, true
	case v.Type.ID == Varchar, v.Type.ID == Blob:
		out.ends = make([]int, v.rows)
		for row := range v.rows {
			if !v.Null(row) {
				out.texts = append(out.texts, v.Bytes(row)...)
			}
			out.ends[row] = len(out.texts)
		}
		return out, true
	case v.Type.ID == ListType:
		elems := v.Elements()
		copied, ok := elems.copy()
		out.lists, out.elems, out.count = append(out.lists, Slice[Entry](v)...), &copied, elems.rows
		return out, ok
	case v.Type.ID == StructType:
		for _, f := range v.Fields() {
			copied, ok := f.copy()
			if !ok {
				return out, false
			}
			out.fields = append(out.fields, copied)
		}
		return out, true
	}
	return out, false
}

func (c *cells) size() int {
	n := int(unsafe.Sizeof(*c)) + 8*len(c.valid) + len(c.fixed) + len(c.texts) + 8*len(c.ends) + 16*len(c.lists)
	if c.elems != nil {
		n += c.elems.size()
	}
	for i := range c.fields {
		n += c.fields[i].size()
	}
	return n
}

// fill writes the values into an empty vector.
func (c *cells) fill(vec bindings.Vector, rows int) {
	if rows == 0 {
		return
	}
	if c.valid != nil {
		bindings.VectorEnsureValidityWritable(vec)
		copy(unsafe.Slice((*uint64)(bindings.VectorGetValidity(vec)), (rows+63)/64), c.valid)
	}
	switch {
	case c.fixed != nil:
		copy(unsafe.Slice((*byte)(bindings.VectorGetData(vec)), len(c.fixed)), c.fixed)
	case c.ends != nil:
		begin := 0
		for row, end := range c.ends {
			if c.valid == nil || c.valid[row>>6]&(1<<(row&63)) != 0 {
				bindings.VectorAssignStringElementLen(vec, bindings.IdxT(row), c.texts[begin:end])
			}
			begin = end
		}
	case c.elems != nil:
		bindings.ListVectorReserve(vec, bindings.IdxT(c.count))
		bindings.ListVectorSetSize(vec, bindings.IdxT(c.count))
		copy(unsafe.Slice((*Entry)(bindings.VectorGetData(vec)), rows), c.lists)
		c.elems.fill(bindings.ListVectorGetChild(vec), c.count)
	}
	for i := range c.fields {
		c.fields[i].fill(bindings.StructVectorGetChild(vec, bindings.IdxT(i)), rows)
	}
}
