package pgwire

import "github.com/trailgres/trailgres/internal/pgerr"

// maxDimensions is PostgreSQL's MAXDIM.
const maxDimensions = 6

// shape is the dimensions of an array: PostgreSQL's arrays are rectangular, while
// nested lists need not be.
type shape struct {
	dims []int
}

// measure reads the dimensions of the list at row and checks that it is
// rectangular. It gives the number of elements; without any, an array has no
// dimensions.
func (s *shape) measure(v *Vector, row int) (size int, err error) {
	s.dims = s.dims[:0]
	if err := s.descend(v, row, 0); err != nil {
		return 0, err
	}
	size = 1
	for _, n := range s.dims {
		size *= n
	}
	if size == 0 {
		s.dims = s.dims[:0]
	}
	return size, nil
}

func (s *shape) descend(v *Vector, row, depth int) error {
	l := v.Lists[row]
	if depth == len(s.dims) {
		s.dims = append(s.dims, int(l.Length))
	}
	if s.dims[depth] != int(l.Length) {
		return errRagged()
	}
	if v.Elem == nil || v.Elem.Kind != KindList {
		return nil
	}
	if depth+1 == maxDimensions {
		return pgerr.New(pgerr.ProgramLimitExceeded,
			"number of array dimensions (%d) exceeds the maximum allowed (%d)", depth+2, maxDimensions)
	}
	for i := range l.Length {
		at := int(l.Offset + i)
		if v.Elem.Null(at) {
			return errRagged()
		}
		if err := s.descend(v.Elem, at, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// leafOf gives the innermost list of nested ones, whose elements are values.
func leafOf(v *Vector) (leaf *Vector, ok bool) {
	for v.Elem != nil && v.Elem.Kind == KindList {
		v = v.Elem
	}
	return v, v.Elem != nil
}

func errRagged() error {
	return pgerr.New(arraySubscriptError,
		"multidimensional arrays must have array expressions with matching dimensions")
}
