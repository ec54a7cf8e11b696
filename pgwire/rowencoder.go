package pgwire

import (
	"encoding/binary"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// appendFunc appends the value of a row, which is not NULL, in one format.
type appendFunc func(dst []byte, v *Vector, row int) ([]byte, error)

// rowEncoder writes the rows of a result as DataRow messages.
type rowEncoder struct {
	columns []Column
	formats []int16 // nil: all text
	style   *encode.Style
	batch   *Batch
	values  []appendFunc // for the present batch, one for each column
	copy    *copyEncoder // writes rows of COPY instead of DataRows
}

func newRowEncoder(columns []Column, formats []int16, s Settings) rowEncoder {
	style := encode.NewStyle(s.TimeZone, s.DateStyle, s.IntervalStyle, s.ByteaOutput, s.ExtraFloatDigits)
	style.Charset = charset.Of(s.ClientEncoding)
	return rowEncoder{columns: columns, formats: formats, style: style, values: make([]appendFunc, len(columns))}
}

// use makes batch the one whose rows are written: it chooses, once for all of
// its rows, how each column is.
func (e *rowEncoder) use(batch *Batch) error {
	if len(e.columns) > 0 && batch.Rows > 0 && len(batch.Columns) != len(e.columns) {
		return pgerr.New(pgerr.InternalError, "result has %d columns, but was described with %d",
			len(batch.Columns), len(e.columns))
	}
	e.batch = batch
	for i := range e.columns {
		if batch.Rows == 0 {
			break
		}
		v, oid := &batch.Columns[i], e.columns[i].OID
		if e.formats != nil && e.formats[i] == pgproto3.BinaryFormat {
			e.values[i] = binaryValue(v, oid, e.style.Charset)
		} else {
			e.values[i] = textValue(v, oid, e.style)
		}
	}
	return nil
}

// row appends one DataRow. On an error dst is given back as it was.
func (e *rowEncoder) row(dst []byte, row int) ([]byte, error) {
	if e.copy != nil {
		return e.copy.row(dst, e, row)
	}
	at := len(dst)
	dst = append(dst, 'D', 0, 0, 0, 0)
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(e.columns)))
	for i, value := range e.values {
		var err error
		if dst, err = appendSized(dst, value, &e.batch.Columns[i], row); err != nil {
			return dst[:at], err
		}
	}
	binary.BigEndian.PutUint32(dst[at+1:], uint32(len(dst)-at-1))
	return dst, nil
}

// appendSized appends a value after its length, or -1 for NULL: the form that
// values have in DataRow and in binary arrays.
func appendSized(dst []byte, value appendFunc, v *Vector, row int) ([]byte, error) {
	if v.Null(row) {
		return append(dst, 0xff, 0xff, 0xff, 0xff), nil
	}
	at := len(dst)
	dst, err := value(append(dst, 0, 0, 0, 0), v, row)
	if err != nil {
		return dst, err
	}
	binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	return dst, nil
}
