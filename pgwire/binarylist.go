package pgwire

import (
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// binaryList writes arrays (array_send in src/backend/utils/adt/arrayfuncs.c).
// The vector types have the same form, but count from 0.
func binaryList(v *Vector, oid uint32, c *charset.Charset) appendFunc {
	leaf, ok := leafOf(v)
	if !ok {
		return unknownKind
	}
	elem, elemOID := binaryValue(leaf.Elem, leaf.ElemOID, c), leaf.ElemOID
	lowerBound := int32(1)
	if encode.IsVector(oid) {
		lowerBound = 0
	}
	var s shape
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		if _, err := s.measure(v, row); err != nil {
			return dst, err
		}
		at := len(dst)
		dst = encode.ArrayHeader(dst, s.dims, elemOID, lowerBound)
		if len(s.dims) == 0 {
			return dst, nil
		}
		nulls := false
		dst, err := binaryElements(dst, v, row, elem, &nulls)
		if nulls {
			encode.SetArrayNulls(dst[at:])
		}
		return dst, err
	}
}

func binaryElements(dst []byte, v *Vector, row int, elem appendFunc, nulls *bool) ([]byte, error) {
	var err error
	l := v.Lists[row]
	for i := range l.Length {
		at := int(l.Offset + i)
		if v.Elem.Kind == KindList {
			dst, err = binaryElements(dst, v.Elem, at, elem, nulls)
		} else {
			*nulls = *nulls || v.Elem.Null(at)
			dst, err = appendSized(dst, elem, v.Elem, at)
		}
		if err != nil {
			return dst, err
		}
	}
	return dst, nil
}
