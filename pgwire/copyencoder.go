package pgwire

import (
	"encoding/binary"

	"github.com/trailgres/trailgres/pgwire/charset"
)

// copySignature begins binary data (https://www.postgresql.org/docs/15/sql-copy.html).
const copySignature = "PGCOPY\n\xff\r\n\x00"

// copyEncoder writes rows as CopyData messages, one a row.
type copyEncoder struct {
	options *Copy
	charset *charset.Charset // of the lines, which are made in UTF-8
	begun   bool             // binary data's header was written
	marked  [256]bool        // the bytes that a backslash must stand before, or that quotes must stand around
	mark    byte             // the one of them that is no control character and not the delimiter
	scratch []byte           // a value before it is quoted
}

func newCopyEncoder(options *Copy, to *charset.Charset) *copyEncoder {
	c := &copyEncoder{options: options, charset: to, mark: '\\'}
	controls := "\b\t\n\v\f\r"
	if options.Format == CopyCSV {
		c.mark, controls = options.Quote, "\n\r"
	}
	for _, b := range []byte(controls) {
		c.marked[b] = true
	}
	c.marked[c.mark], c.marked[options.Delimiter] = true, options.Format != CopyBinary
	return c
}

// row appends one row. On an error dst is given back as it was.
func (c *copyEncoder) row(dst []byte, e *rowEncoder, row int) ([]byte, error) {
	at := len(dst)
	dst = append(dst, 'd', 0, 0, 0, 0)
	var err error
	if c.options.Format == CopyBinary {
		dst, err = c.binaryRow(dst, e, row)
	} else {
		dst, err = c.textRow(dst, e, row)
	}
	if err != nil {
		return dst[:at], err
	}
	return sizeCopyData(dst, at), nil
}

// sizeCopyData gives the message that begins at its length.
func sizeCopyData(dst []byte, at int) []byte {
	binary.BigEndian.PutUint32(dst[at+1:], uint32(len(dst)-at-1))
	return dst
}

// binaryRow appends a tuple; the first has the header before it, as PostgreSQL sends it.
func (c *copyEncoder) binaryRow(dst []byte, e *rowEncoder, row int) ([]byte, error) {
	if !c.begun {
		dst = appendCopyHeader(dst)
		c.begun = true
	}
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(e.columns)))
	for i, value := range e.values {
		var err error
		if dst, err = appendSized(dst, value, &e.batch.Columns[i], row); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

func appendCopyHeader(dst []byte) []byte {
	return append(append(dst, copySignature...), 0, 0, 0, 0, 0, 0, 0, 0)
}

// trailer appends what ends the data.
func (c *copyEncoder) trailer(dst []byte) []byte {
	if c.options.Format != CopyBinary {
		return dst
	}
	at := len(dst)
	dst = append(dst, 'd', 0, 0, 0, 0)
	if !c.begun {
		dst = appendCopyHeader(dst)
	}
	return sizeCopyData(append(dst, 0xff, 0xff), at)
}

// header appends the line of the columns' names.
func (c *copyEncoder) header(dst []byte, columns []Column) (_ []byte, err error) {
	at := len(dst)
	dst = append(dst, 'd', 0, 0, 0, 0)
	for i, column := range columns {
		if i > 0 {
			dst = append(dst, c.options.Delimiter)
		}
		start := len(dst)
		dst = append(dst, clean(column.Name)...)
		dst = c.escape(dst, start, false, len(columns) == 1)
	}
	if dst, err = c.convert(append(dst, '\n'), at+messageHead); err != nil {
		return dst, err
	}
	return sizeCopyData(dst, at), nil
}

// messageHead is how many bytes stand before a message's data.
const messageHead = 5

// convert has the line that begins at a place in the client's charset.
func (c *copyEncoder) convert(dst []byte, at int) ([]byte, error) {
	if c.charset == nil || charset.IsASCII(dst[at:]) {
		return dst, nil
	}
	c.scratch = append(c.scratch[:0], dst[at:]...)
	return c.charset.Append(dst[:at], c.scratch)
}

func (c *copyEncoder) textRow(dst []byte, e *rowEncoder, row int) ([]byte, error) {
	begin := len(dst)
	for i, value := range e.values {
		if i > 0 {
			dst = append(dst, c.options.Delimiter)
		}
		v := &e.batch.Columns[i]
		if v.Null(row) {
			dst = append(dst, c.options.Null...)
			continue
		}
		start := len(dst)
		var err error
		if dst, err = value(dst, v, row); err != nil {
			return dst, err
		}
		forced := c.options.ForceQuote != nil && c.options.ForceQuote[i]
		dst = c.escape(dst, start, forced, len(e.values) == 1)
	}
	return c.convert(append(dst, '\n'), begin)
}

// escape makes the value that begins at start fit for its line.
func (c *copyEncoder) escape(dst []byte, start int, forced, single bool) []byte {
	if c.options.Format == CopyCSV {
		return c.quote(dst, start, forced, single)
	}
	first := start + c.firstMarked(dst[start:])
	if first == len(dst) {
		return dst
	}
	c.scratch = append(c.scratch[:0], dst[first:]...)
	dst = dst[:first]
	for _, b := range c.scratch {
		if c.marked[b] {
			dst = append(dst, '\\')
			b = letterOf(b)
		}
		dst = append(dst, b)
	}
	return dst
}

// firstMarked gives the place of the first marked byte, or the length. It looks at eight
// bytes at a time for one below 14, where all marked control characters are, for the mark
// and for the delimiter.
func (c *copyEncoder) firstMarked(b []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	marks, delimiters := ones*uint64(c.mark), ones*uint64(c.options.Delimiter)
	at := 0
	for ; at+8 <= len(b); at += 8 {
		x := binary.LittleEndian.Uint64(b[at:])
		y, z := x^marks, x^delimiters
		if ((x-ones*14)&^x|(y-ones)&^y|(z-ones)&^z)&tops != 0 {
			break
		}
	}
	for at < len(b) && !c.marked[b[at]] {
		at++
	}
	return at
}

// letterOf gives what stands for a control character behind a backslash.
func letterOf(b byte) byte {
	if b >= '\b' && b <= '\r' {
		return "btnvfr"[b-'\b']
	}
	return b
}

// quote puts a CSV value in quotes where it needs them.
func (c *copyEncoder) quote(dst []byte, start int, forced, single bool) []byte {
	o, value := c.options, dst[start:]
	if !forced && string(value) != o.Null && !(single && string(value) == `\.`) && c.firstMarked(value) == len(value) {
		return dst
	}
	c.scratch = append(c.scratch[:0], value...)
	dst = append(dst[:start], o.Quote)
	for _, b := range c.scratch {
		if b == o.Quote || b == o.Escape {
			dst = append(dst, o.Escape)
		}
		dst = append(dst, b)
	}
	return append(dst, o.Quote)
}
