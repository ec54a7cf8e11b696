package pgwire

import (
	"github.com/trailgres/trailgres/pgwire/encode"
)

// textList gives what writes arrays as array_out does, and the vector types with
// a space between their elements.
func textList(v *Vector, oid uint32, style *encode.Style) appendFunc {
	leaf, ok := leafOf(v)
	if !ok {
		return unknownKind
	}
	elem := textValue(leaf.Elem, leaf.ElemOID, style)
	if encode.IsVector(oid) {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return textVector(dst, v, row, elem)
		}
	}
	a := &arrayText{elem: elem}
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		if size, err := a.shape.measure(v, row); err != nil || size == 0 {
			return append(dst, "{}"...), err
		}
		return a.append(dst, v, row)
	}
}

// textVector writes an int2vector or oidvector.
func textVector(dst []byte, v *Vector, row int, elem appendFunc) ([]byte, error) {
	var err error
	l := v.Lists[row]
	for i := range l.Length {
		if i > 0 {
			dst = append(dst, ' ')
		}
		if dst, err = elem(dst, v.Elem, int(l.Offset+i)); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// arrayText writes arrays of one column.
type arrayText struct {
	elem    appendFunc
	scratch []byte // an element before it is quoted
	shape   shape
}

// append writes the list at row; its elements are values, lists, or NULL.
func (a *arrayText) append(dst []byte, v *Vector, row int) ([]byte, error) {
	dst = append(dst, '{')
	l := v.Lists[row]
	for i := range l.Length {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		at := int(l.Offset + i)
		switch {
		case v.Elem.Null(at):
			dst = append(dst, "NULL"...)
		case v.Elem.Kind == KindList:
			dst, err = a.append(dst, v.Elem, at)
		default:
			if a.scratch, err = a.leaf(v.Elem, at); err == nil {
				dst = encode.ArrayElement(dst, a.scratch)
			}
		}
		if err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

func (a *arrayText) leaf(v *Vector, row int) ([]byte, error) {
	return a.elem(a.scratch[:0], v, row)
}
