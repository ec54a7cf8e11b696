package encode

import (
	"bytes"
	"encoding/binary"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// arrayFromText appends the binary form of an array given as array_out writes it,
// without explicit bounds.
func arrayFromText(dst, text []byte, elem uint32) ([]byte, error) {
	at := len(dst)
	p := arrayParser{text: text, elem: elem}
	dst = ArrayHeader(dst, nil, elem, 1)
	// The dimensions are known only at the end, and stand before the elements.
	var err error
	body, err := p.list(nil, 0)
	if err != nil {
		return dst, err
	}
	if p.at != len(p.text) {
		return dst, p.malformed()
	}
	for _, n := range p.dims {
		if n == 0 {
			return dst, nil
		}
	}
	dst = append(ArrayHeader(dst[:at], p.dims, elem, 1), body...)
	if p.nulls {
		SetArrayNulls(dst[at:])
	}
	return dst, nil
}

// arrayParser reads an array's text form.
type arrayParser struct {
	text    []byte
	at      int
	elem    uint32
	dims    []int
	nulls   bool
	scratch []byte
}

const maxDims = 6 // MAXDIM

func (p *arrayParser) malformed() error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: \"%s\"", p.text)
}

func (p *arrayParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// list reads {…} at the given depth, and appends its elements in binary.
func (p *arrayParser) list(dst []byte, depth int) ([]byte, error) {
	if p.peek() != '{' || depth == maxDims {
		return dst, p.malformed()
	}
	p.at++
	n := 0
	if p.peek() != '}' {
		for {
			var err error
			if p.peek() == '{' {
				if depth+1 < len(p.dims) || n == 0 {
					dst, err = p.list(dst, depth+1)
				} else {
					err = p.malformed()
				}
			} else if len(p.dims) > depth+1 { // beside a list, or where one was
				err = p.malformed()
			} else {
				dst, err = p.element(dst)
			}
			if err != nil {
				return dst, err
			}
			n++
			if p.peek() != ',' {
				break
			}
			p.at++
		}
	}
	if p.peek() != '}' {
		return dst, p.malformed()
	}
	p.at++
	return dst, p.measure(depth, n)
}

// measure notes, or checks, the length of a list. Inner lists end first.
func (p *arrayParser) measure(depth, n int) error {
	for len(p.dims) <= depth {
		p.dims = append(p.dims, -1)
	}
	if p.dims[depth] >= 0 && p.dims[depth] != n {
		return p.malformed()
	}
	p.dims[depth] = n
	return nil
}

// element reads one value and appends it in binary after its length.
func (p *arrayParser) element(dst []byte) ([]byte, error) {
	value, quoted, err := p.value()
	if err != nil {
		return dst, err
	}
	if !quoted && bytes.EqualFold(value, []byte("NULL")) {
		p.nulls = true
		return append(dst, 0xff, 0xff, 0xff, 0xff), nil
	}
	if p.elem == pgtype.ByteaOID {
		return dst, pgerr.New(pgerr.FeatureNotSupported, "binary output of bytea[] from text is not supported")
	}
	at := len(dst)
	dst, err = TextToBinary(append(dst, 0, 0, 0, 0), value, p.elem)
	if err == nil {
		binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	}
	return dst, err
}

// value reads one value's text, unquoted.
func (p *arrayParser) value() (value []byte, quoted bool, err error) {
	p.scratch = p.scratch[:0]
	if p.peek() == '"' {
		quoted = true
		p.at++
	}
	for p.at < len(p.text) {
		b := p.text[p.at]
		switch {
		case quoted && b == '"':
			p.at++
			return p.scratch, true, nil
		case !quoted && (b == ',' || b == '}'):
			if len(p.scratch) == 0 {
				return nil, false, p.malformed()
			}
			return p.scratch, false, nil
		case b == '\\':
			p.at++
			b = p.peek()
		case !quoted && (b == '{' || b == '"'):
			return nil, false, p.malformed()
		}
		p.scratch = append(p.scratch, b)
		p.at++
	}
	return nil, false, p.malformed()
}

// vectorFromText appends an int2vector or oidvector given as "1 2 3".
func vectorFromText(dst, text []byte, oid uint32) ([]byte, error) {
	elem := uint32(pgtype.OIDOID)
	if oid == Int2VectorOID {
		elem = pgtype.Int2OID
	}
	fields := bytes.Fields(text)
	dst = ArrayHeader(dst, []int{len(fields)}, elem, 0)
	for _, f := range fields {
		var err error
		at := len(dst)
		if dst, err = TextToBinary(append(dst, 0, 0, 0, 0), f, elem); err != nil {
			return dst, err
		}
		binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	}
	return dst, nil
}
