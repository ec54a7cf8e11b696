package pgwire

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/decode"
)

// copyBinaryReader reads binary data.
type copyBinaryReader struct {
	in    *copyInput
	buf   []byte
	begun bool
	ended bool
	rows  int // begun
}

func (r *copyBinaryReader) line() int { return r.rows }

func (r *copyBinaryReader) feed(data []byte, last bool) error {
	r.buf = append(r.buf, data...)
	whole := len(r.buf)
	for !r.ended {
		used, err := r.step()
		if err != nil {
			return err
		}
		if used == 0 {
			break
		}
		r.buf = r.buf[used:]
	}
	switch {
	case !r.ended:
		if last && !r.begun {
			return errCopy("COPY file signature not recognized")
		}
		if last && len(r.buf) > 1 { // PostgreSQL does without the trailer, and pgx sends none
			return r.place(errCopy("unexpected EOF in COPY data"), "")
		}
	case len(r.buf) > 0:
		return r.place(errCopy("received copy data after EOF marker"), "")
	}
	if len(r.buf) < whole {
		r.buf = bytes.Clone(r.buf) // lets go of what was read
	}
	return r.in.checkUnended(len(r.buf))
}

// step reads the header or a tuple; 0 bytes mean that it is not all there yet.
func (r *copyBinaryReader) step() (used int, err error) {
	if !r.begun {
		return r.header()
	}
	if len(r.buf) < 2 {
		return 0, nil
	}
	n := int(int16(binary.BigEndian.Uint16(r.buf)))
	if n == -1 {
		r.ended = true
		return 2, nil
	}
	if n != len(r.in.columns) {
		return 0, r.place(errCopy("row field count is %d, expected %d", n, len(r.in.columns)), "")
	}
	return r.tuple(n)
}

func (r *copyBinaryReader) header() (int, error) {
	size := len(copySignature) + 8
	if n := min(len(r.buf), len(copySignature)); string(r.buf[:n]) != copySignature[:n] {
		return 0, errCopy("COPY file signature not recognized")
	}
	if len(r.buf) < size {
		return 0, nil
	}
	flags := binary.BigEndian.Uint32(r.buf[len(copySignature):])
	extension := binary.BigEndian.Uint32(r.buf[len(copySignature)+4:])
	switch {
	case flags&(1<<16) != 0:
		return 0, errCopy("invalid COPY file header (WITH OIDS)")
	case flags>>16 != 0:
		return 0, errCopy("unrecognized critical flags in COPY file header")
	case int32(extension) < 0:
		return 0, errCopy("invalid COPY file header (missing length)")
	case extension > maxStartupPacket:
		return 0, errCopy("invalid COPY file header (wrong length)")
	case len(r.buf) < size+int(extension):
		return 0, nil
	}
	r.begun = true
	return size + int(extension), nil
}

func (r *copyBinaryReader) tuple(n int) (int, error) {
	at := 2
	values := make([][]byte, n)
	for i := range n {
		if len(r.buf) < at+4 {
			return 0, nil
		}
		size := int(int32(binary.BigEndian.Uint32(r.buf[at:])))
		at += 4
		if size < -1 {
			return 0, r.place(errCopy("invalid field size"), r.in.columns[i].Name)
		}
		if size == -1 {
			continue
		}
		if len(r.buf) < at+size {
			return 0, nil
		}
		values[i] = r.buf[at : at+size : at+size]
		at += size
	}
	row := make([]Arg, n)
	for i, v := range values {
		if v == nil {
			row[i].Null = true
			continue
		}
		text, err := decode.Parameter(v, r.in.columns[i].OID, i+1, r.in.charset)
		if err != nil {
			return 0, r.place(binaryError(err), r.in.columns[i].Name)
		}
		row[i].Text = text
	}
	r.rows++
	if err := r.in.read(row, r.rows); err != nil {
		return 0, err
	}
	r.in.add(row)
	return at, nil
}

// binaryError words the error of a value that is too long as COPY does
// (CopyReadBinaryAttribute in src/backend/commands/copyfromparse.c).
func binaryError(err error) error {
	e := *pgerr.Flatten(err)
	if strings.HasPrefix(e.Message, "incorrect binary data format in bind parameter") {
		e.Message = "incorrect binary data format"
	}
	return &e
}

// place tells that an error is in the row that is read, and in which column.
func (r *copyBinaryReader) place(err error, column string) error {
	where := fmt.Sprintf("line %d", r.rows+1)
	if column != "" {
		where += ", column " + column
	}
	return r.in.within(err, where)
}
