package engine

import (
	"fmt"
	"math"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
)

// appendValueJSON writes a value as to_json() does
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-CREATION-TABLE):
// numbers and booleans as such, documents as they are, arrays and rows as arrays and
// objects, the rest as its text, times in ISO 8601's form.
func (w *values) appendJSON(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	if v.Null(row) {
		return append(dst, "null"...), nil
	}
	switch v.Type.ID {
	case duck.SQLNull:
		return append(dst, "null"...), nil
	case duck.ListType:
		return w.appendJSONArray(dst, v, row, ",")
	case duck.StructType:
		return w.appendJSONRow(dst, v, row)
	case duck.Float, duck.Double:
		text, err := w.append(nil, v, row)
		if f := floatAt(v, row); math.IsNaN(f) || math.IsInf(f, 0) {
			return pgfunc.AppendJSONString(dst, string(text)), err
		}
		return append(dst, text...), err
	case duck.Boolean, duck.TinyInt, duck.UTinyInt, duck.SmallInt, duck.USmallInt, duck.Integer,
		duck.BigInt, duck.UBigInt, duck.HugeInt, duck.DecimalType:
		return w.append(dst, v, row)
	case duck.Blob:
		if isKeyed(v.Type) {
			return w.append(dst, v, row)
		}
	case duck.Varchar:
		if isDocument(v.Type) {
			return w.append(dst, v, row)
		}
	}
	text, err := w.jsonText(v, row)
	return pgfunc.AppendJSONString(dst, string(text)), err
}

// jsonText gives a value's text as it is in JSON: times have ISO 8601's form whatever the
// session's style is.
func (w *values) jsonText(v *duck.Vector, row int) ([]byte, error) {
	iso := values{style: w.iso}
	text, err := iso.append(nil, v, row)
	if v.Type.ID == duck.Timestamp || v.Type.ID == duck.TimestampTZ {
		text = isoTime(text, v.Type.ID == duck.TimestampTZ)
	}
	return text, err
}

// isoTime puts ISO 8601's T, and the minutes of an offset.
func isoTime(text []byte, zone bool) []byte {
	at := -1
	for i, c := range text {
		if c == ' ' && at < 0 && i > 0 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
			text[i], at = 'T', i
		}
	}
	if n := len(text); zone && at > 0 && n > 3 && (text[n-3] == '+' || text[n-3] == '-') {
		text = append(text, ":00"...)
	}
	return text
}

func floatAt(v *duck.Vector, row int) float64 {
	if v.Type.ID == duck.Float {
		return float64(duck.Slice[float32](v)[row])
	}
	return duck.Slice[float64](v)[row]
}

func (w *values) appendJSONArray(dst []byte, v *duck.Vector, row int, separator string) ([]byte, error) {
	entry, elements := duck.Slice[duck.Entry](v)[row], v.Elements()
	dst = append(dst, '[')
	var err error
	for i := range int(entry.Length) {
		if i > 0 {
			dst = append(dst, separator...)
		}
		if dst, err = w.appendJSON(dst, &elements, int(entry.Offset)+i); err != nil {
			return dst, err
		}
	}
	return append(dst, ']'), nil
}

// appendJSONRow writes a row as row_to_json() does.
func (w *values) appendJSONRow(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	dst = append(dst, '{')
	var err error
	for i, field := range v.Fields() {
		if i > 0 {
			dst = append(dst, ',')
		}
		name := v.Type.Fields[i].Name
		if name == "" {
			name = fmt.Sprintf("f%d", i+1)
		}
		dst = append(pgfunc.AppendJSONString(dst, name), ':')
		if dst, err = w.appendJSON(dst, &field, row); err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

// intervalAt gives an interval.
func intervalAt(v *duck.Vector, row int) pgwire.Interval { return duck.Slice[pgwire.Interval](v)[row] }
