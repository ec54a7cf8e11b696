package pgwire

import (
	"encoding/binary"

	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// textRow writes rows as (a,b,): nothing stands for NULL.
func textRow(v *Vector, style *encode.Style) appendFunc {
	fields := make([]appendFunc, len(v.Fields))
	for i := range v.Fields {
		fields[i] = textValue(&v.Fields[i], v.FieldOIDs[i], style)
	}
	var scratch []byte
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		dst = append(dst, '(')
		for i := range v.Fields {
			if i > 0 {
				dst = append(dst, ',')
			}
			if v.Fields[i].Null(row) {
				continue
			}
			var err error
			if scratch, err = fields[i](scratch[:0], &v.Fields[i], row); err != nil {
				return dst, err
			}
			dst = encode.RecordField(dst, scratch)
		}
		return append(dst, ')'), nil
	}
}

// binaryRow writes rows as record_send does: each field with its type.
func binaryRow(v *Vector, c *charset.Charset) appendFunc {
	fields := make([]appendFunc, len(v.Fields))
	for i := range v.Fields {
		fields[i] = binaryValue(&v.Fields[i], v.FieldOIDs[i], c)
	}
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		dst = encode.RecordHeader(dst, len(v.Fields))
		for i := range v.Fields {
			dst = binary.BigEndian.AppendUint32(dst, v.FieldOIDs[i])
			var err error
			if dst, err = appendSized(dst, fields[i], &v.Fields[i], row); err != nil {
				return dst, err
			}
		}
		return dst, nil
	}
}
