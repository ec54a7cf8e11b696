package duck

import (
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Output takes the results of a Function, a row at a time and in order. Values of
// fixed width are written to Values; texts are gathered here and handed to DuckDB in
// one piece, because each crossing to C costs as much as the work on a short text.
type Output struct {
	Type  Type
	vec   bindings.Vector
	rows  int
	valid []uint64
	texts []byte
	ends  []textEnd
	elems *Output // of a list
	lists []Entry
	total int // elements written
}

type textEnd struct{ row, begin, end int }

func newOutput(vec bindings.Vector, t Type, rows int) *Output {
	out := &Output{Type: t, vec: vec, rows: rows}
	if t.ID == ListType {
		out.lists = unsafe.Slice((*Entry)(bindings.VectorGetData(vec)), rows)
		out.elems = &Output{Type: *t.Elem}
	}
	return out
}

// Values gives the rows of a result of fixed width, to be written; T must have the
// width of the type.
func Values[T any](o *Output) []T {
	return unsafe.Slice((*T)(bindings.VectorGetData(o.vec)), o.rows)
}

// Null makes a row NULL.
func (o *Output) Null(row int) {
	if o.valid == nil {
		bindings.VectorEnsureValidityWritable(o.vec)
		o.valid = unsafe.Slice((*uint64)(bindings.VectorGetValidity(o.vec)), (o.rows+63)/64)
	}
	o.valid[row>>6] &^= 1 << (row & 63)
}

// Bytes gives a row of a VARCHAR or BLOB its value, of which a copy is taken.
func (o *Output) Bytes(row int, value []byte) {
	begin := len(o.texts)
	o.texts = append(o.texts, value...)
	o.ends = append(o.ends, textEnd{row, begin, len(o.texts)})
}

// Append gives a row of a VARCHAR or BLOB the value that f appends to what it gets.
func (o *Output) Append(row int, f func([]byte) []byte) {
	begin := len(o.texts)
	o.texts = f(o.texts)
	o.ends = append(o.ends, textEnd{row, begin, len(o.texts)})
}

// Text gives a row of a VARCHAR its value.
func (o *Output) Text(row int, value string) {
	begin := len(o.texts)
	o.texts = append(o.texts, value...)
	o.ends = append(o.ends, textEnd{row, begin, len(o.texts)})
}

// Texts gives a row of a VARCHAR[] its elements; nil pointers are NULLs.
func (o *Output) Texts(row int, values []*string) {
	o.lists[row] = Entry{uint64(o.total), uint64(len(values))}
	for _, v := range values {
		if v == nil {
			o.elems.ends = append(o.elems.ends, textEnd{o.total, -1, -1})
		} else {
			o.elems.Text(o.total, *v)
		}
		o.total++
	}
}

// maxTexts is how many bytes of text one vector may have.
const maxTexts = 1 << 30

// finish hands the gathered texts to DuckDB.
func (o *Output) finish() error {
	if o.elems != nil {
		if err := o.finishList(); err != nil {
			return err
		}
	}
	if len(o.ends) == 0 {
		return nil
	}
	if len(o.texts) > maxTexts {
		return pgerr.New(pgerr.ProgramLimitExceeded, "out of memory: a result of more than %d bytes", maxTexts)
	}
	data := unsafe.Slice((*stringT)(bindings.VectorGetData(o.vec)), o.rows)
	var heap unsafe.Pointer
	if len(o.texts) > len(stringT{}.prefix)+len(stringT{}.rest) {
		// The first row holds all of the texts for a moment; DuckDB keeps its copy of
		// them as long as the vector, and the rows point into it.
		bindings.VectorAssignStringElementLen(o.vec, 0, o.texts)
		heap = *(*unsafe.Pointer)(unsafe.Pointer(&data[0].rest))
	}
	for _, e := range o.ends {
		if e.begin < 0 {
			o.Null(e.row)
			continue
		}
		data[e.row].set(o.texts[e.begin:e.end], heap, e.begin)
	}
	return nil
}

// set makes a string_t of a text that stands at an offset of the heap.
func (s *stringT) set(text []byte, heap unsafe.Pointer, at int) {
	*s = stringT{length: uint32(len(text))}
	copy(s.prefix[:], text)
	switch {
	case len(text) > len(s.prefix)+len(s.rest):
		*(*unsafe.Pointer)(unsafe.Pointer(&s.rest)) = unsafe.Add(heap, at)
	case len(text) > len(s.prefix):
		copy(s.rest[:], text[len(s.prefix):])
	}
}

func (o *Output) finishList() error {
	size := bindings.IdxT(o.total)
	if bindings.ListVectorReserve(o.vec, size) == bindings.StateError || bindings.ListVectorSetSize(o.vec, size) == bindings.StateError {
		return pgerr.New(pgerr.OutOfMemory, "out of memory")
	}
	o.elems.vec, o.elems.rows = bindings.ListVectorGetChild(o.vec), o.total
	return o.elems.finish()
}
