package decode

import (
	"strconv"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// maxText bounds the text of one array, in bytes: a few bytes can stand for a
// numeric of 131072 digits.
const maxText = 128 << 20

// maxArraySize is PostgreSQL's MaxArraySize, for its error.
const maxArraySize = 134217727

// maxDimensions is PostgreSQL's MAXDIM.
const maxDimensions = 6

// array is the head of a binary array (array_recv in
// src/backend/utils/adt/arrayfuncs.c).
type array struct {
	dims, lower []int
	size        int // elements
	elem        uint32
	read        int // elements so far
}

func readArray(r *reader, elem uint32) (array, error) {
	ndim, flags, got := int32(r.uint32()), r.uint32(), r.uint32()
	a := array{size: 1, elem: elem}
	switch {
	case r.err != nil:
		return a, r.err
	case ndim < 0:
		return a, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid number of dimensions: %d", ndim)
	case ndim > maxDimensions:
		return a, pgerr.New(pgerr.ProgramLimitExceeded,
			"number of array dimensions (%d) exceeds the maximum allowed (%d)", ndim, maxDimensions)
	case flags > 1:
		return a, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid array flags")
	case got != elem:
		return a, pgerr.New(pgerr.DatatypeMismatch,
			"binary data has array element type %d (%s) instead of expected %d (%s)", got, spelled(got), elem, spelled(elem))
	}
	for range ndim {
		n, lower := int32(r.uint32()), int32(r.uint32())
		if r.err != nil {
			return a, r.err
		}
		// Every element takes four bytes or more: what claims more elements than
		// there are bytes for is cut short here.
		if n < 0 || a.size*int(n) > len(r.data)/4+1 {
			return a, pgerr.New(pgerr.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d)", maxArraySize)
		}
		a.size *= int(n)
		a.dims, a.lower = append(a.dims, int(n)), append(a.lower, int(lower))
	}
	if ndim == 0 {
		a.size = 0
	}
	return a, nil
}

func appendArray(dst []byte, r *reader, elem uint32) ([]byte, error) {
	a, err := readArray(r, elem)
	if err != nil {
		return dst, err
	}
	if a.size == 0 {
		return append(dst, "{}"...), nil
	}
	return a.elements(a.bounds(dst), r, 0)
}

// bounds writes the dimensions if one of them does not begin at 1.
func (a *array) bounds(dst []byte) []byte {
	plain := true
	for _, lower := range a.lower {
		plain = plain && lower == 1
	}
	if plain {
		return dst
	}
	for i, n := range a.dims {
		dst = strconv.AppendInt(append(dst, '['), int64(a.lower[i]), 10)
		dst = strconv.AppendInt(append(dst, ':'), int64(a.lower[i]+n-1), 10)
		dst = append(dst, ']')
	}
	return append(dst, '=')
}

func (a *array) elements(dst []byte, r *reader, depth int) ([]byte, error) {
	dst = append(dst, '{')
	for i := range a.dims[depth] {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if depth+1 < len(a.dims) {
			dst, err = a.elements(dst, r, depth+1)
		} else {
			dst, err = a.element(dst, r)
		}
		if err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

func (a *array) element(dst []byte, r *reader) ([]byte, error) {
	text, null, err := readElement(r, a.elem, &a.read)
	if err != nil {
		return dst, err
	}
	if null {
		return append(dst, "NULL"...), nil
	}
	if len(dst)+len(text) > maxText {
		return dst, pgerr.New(pgerr.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d bytes)", maxText)
	}
	return encode.ArrayElement(dst, text), nil
}

// readElement reads an element's length and value, and counts it in n.
func readElement(r *reader, elem uint32, n *int) (text []byte, null bool, err error) {
	*n++
	size := int32(r.uint32())
	if r.err != nil {
		return nil, false, r.err
	}
	if size == -1 {
		return nil, true, nil
	}
	if size < 0 || int(size) > len(r.data) {
		return nil, false, pgerr.New(pgerr.InvalidBinaryRepresentation, "insufficient data left in message")
	}
	one := &reader{data: r.take(int(size)), charset: r.charset}
	if text, err = appendValue(nil, one, elem); err != nil {
		return nil, false, err
	}
	if len(one.data) > 0 {
		return nil, false, pgerr.New(pgerr.InvalidBinaryRepresentation, "improper binary format in array element %d", *n)
	}
	return text, false, nil
}

// appendVector reads an int2vector or oidvector.
func appendVector(dst []byte, r *reader, oid uint32) ([]byte, error) {
	elem := uint32(pgtype.OIDOID)
	if oid == encode.Int2VectorOID {
		elem = pgtype.Int2OID
	}
	a, err := readArray(r, elem)
	if err != nil {
		return dst, err
	}
	for i := range a.size {
		text, null, err := readElement(r, elem, &a.read)
		if err != nil {
			return dst, err
		}
		if null {
			return dst, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid vector data")
		}
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, text...)
	}
	return dst, nil
}
