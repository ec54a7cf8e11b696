package pgwire

import "slices"

// Clone gives a batch of its own memory, for one who keeps it.
func (b *Batch) Clone() *Batch {
	out := &Batch{First: b.First, Rows: b.Rows, Columns: make([]Vector, len(b.Columns))}
	for i := range b.Columns {
		out.Columns[i] = b.Columns[i].Clone(b.Rows)
	}
	return out
}

// Clone copies the first rows of a vector.
func (v *Vector) Clone(rows int) Vector {
	out := Vector{Kind: v.Kind, Scale: v.Scale, ElemOID: v.ElemOID,
		Valid: slices.Clone(v.Valid), Bools: slices.Clone(v.Bools), Int16s: slices.Clone(v.Int16s),
		Int32s: slices.Clone(v.Int32s), Int64s: slices.Clone(v.Int64s), Uint32s: slices.Clone(v.Uint32s),
		Float32s: slices.Clone(v.Float32s), Float64s: slices.Clone(v.Float64s), Int128s: slices.Clone(v.Int128s),
		Intervals: slices.Clone(v.Intervals), Lists: slices.Clone(v.Lists)}
	if v.Bytes != nil {
		out.Bytes = v.cloneBytes(rows)
	}
	if v.Elem != nil {
		elements := 0
		for row := range rows {
			if !v.Null(row) {
				elements = max(elements, int(v.Lists[row].Offset+v.Lists[row].Length))
			}
		}
		elem := v.Elem.Clone(elements)
		out.Elem = &elem
	}
	out.FieldOIDs = slices.Clone(v.FieldOIDs)
	for i := range v.Fields {
		out.Fields = append(out.Fields, v.Fields[i].Clone(rows))
	}
	return out
}

// cloneBytes copies the values that Bytes gives into one piece of memory.
func (v *Vector) cloneBytes(rows int) func(int) []byte {
	var all []byte
	ends := make([]int, rows+1)
	for row := range rows {
		if !v.Null(row) {
			all = append(all, v.Bytes(row)...)
		}
		ends[row+1] = len(all)
	}
	return func(row int) []byte { return all[ends[row]:ends[row+1]] }
}
