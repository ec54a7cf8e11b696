package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// plainJSON is the type of json, whose text is kept; duck.JSON is jsonb's.
var plainJSON = duck.Type{ID: duck.Varchar, Alias: "PLAINJSON"}

// isDocument says whether a type is json or jsonb.
func isDocument(t duck.Type) bool {
	return t.ID == duck.Varchar && (t.Alias == duck.JSON.Alias || t.Alias == plainJSON.Alias)
}

// values writes the values of vectors as PostgreSQL's casts to text do.
type values struct {
	style *encode.Style
	iso   *encode.Style // of times in JSON
}

// plainStyle is the style of a session that has not changed it.
const plainStyle = "ISO, MDY|postgres|hex|1"

// style gives how the session shows values, "" for the plain style. See dialect.Rewriter.
func (s *session) style() string {
	w := s.Settings()
	style := fmt.Sprintf("%s|%s|%s|%d", w.DateStyle, w.IntervalStyle, w.ByteaOutput, w.ExtraFloatDigits)
	if style == plainStyle {
		return ""
	}
	return style
}

// newValues writes values in a time zone, and in the style that may follow its name.
func newValues(zoneAndStyle string) (*values, error) {
	zone, style, styled := strings.Cut(zoneAndStyle, "|")
	if !styled {
		style = plainStyle
	}
	location, err := zoneNamed(zone)
	if err != nil {
		return nil, err
	}
	parts := strings.Split(style, "|")
	digits, _ := strconv.Atoi(parts[3])
	v := &values{style: encode.NewStyle(zone, parts[0], parts[1], parts[2], digits), iso: encode.NewStyle(zone, "ISO", parts[1], parts[2], digits)}
	v.style.SetZone(location)
	v.iso.SetZone(location)
	return v, nil
}

// output writes a row that is not NULL by its type's output function, which only of
// booleans is not the cast to text.
func (w *values) output(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	if v.Type.ID == duck.Boolean {
		return append(dst, "ft"[index(duck.Slice[bool](v)[row])]), nil
	}
	return w.append(dst, v, row)
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// append writes a row that is not NULL.
func (w *values) append(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	switch v.Type.ID {
	case duck.Boolean:
		return strconv.AppendBool(dst, duck.Slice[bool](v)[row]), nil
	case duck.TinyInt, duck.UTinyInt, duck.SmallInt, duck.USmallInt, duck.Integer, duck.UInteger, duck.BigInt:
		return strconv.AppendInt(dst, integerAt(v, row), 10), nil
	case duck.UBigInt:
		return strconv.AppendUint(dst, duck.Slice[uint64](v)[row], 10), nil
	case duck.HugeInt:
		n := duck.Slice[pgwire.Int128](v)[row]
		return encode.Int128(dst, n.High, n.Low), nil
	case duck.DecimalType:
		return appendNumeric(dst, v, row), nil
	case duck.Float:
		return encode.Float32(dst, duck.Slice[float32](v)[row], w.style.ExtraFloatDigits), nil
	case duck.Double:
		return encode.Float64(dst, duck.Slice[float64](v)[row], w.style.ExtraFloatDigits), nil
	case duck.Date:
		return w.style.Date(dst, duck.Slice[int32](v)[row]), nil
	case duck.Time:
		return encode.Time(dst, duck.Slice[int64](v)[row]), nil
	case duck.Timestamp:
		return w.style.Timestamp(dst, duck.Slice[int64](v)[row]), nil
	case duck.TimestampTZ:
		return w.style.TimestampTZ(dst, duck.Slice[int64](v)[row]), nil
	case duck.IntervalType:
		i := duck.Slice[pgwire.Interval](v)[row]
		return w.style.IntervalValue(dst, i.Months, i.Days, i.Micros), nil
	case duck.UUID:
		n := duck.Slice[pgwire.Int128](v)[row]
		return encode.UUID(dst, uint64(n.High)^1<<63, n.Low), nil
	case duck.Blob:
		if isKeyed(v.Type) {
			return pgfunc.NumericKey(v.Bytes(row)).Append(dst), nil
		}
		if isInet(v.Type) {
			return append(dst, inetAt(v, row).String()...), nil
		}
		return encode.Bytea(dst, v.Bytes(row), w.style.ByteaEscape), nil
	case duck.Varchar:
		return appendVarchar(dst, v, row), nil
	case duck.ListType:
		return w.appendArray(dst, v, row)
	case duck.StructType:
		return w.appendRow(dst, v, row)
	}
	return dst, pgerr.New(pgerr.FeatureNotSupported, "a value of this type cannot be written as text here")
}

func appendVarchar(dst []byte, v *duck.Vector, row int) []byte {
	if v.Type.Alias == duck.JSON.Alias {
		return appendJSONB(dst, v.Bytes(row))
	}
	return append(dst, v.Bytes(row)...)
}

// appendArray writes a list as an array's text.
func (w *values) appendArray(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	entry, elements := duck.Slice[duck.Entry](v)[row], v.Elements()
	dst = append(dst, '{')
	for i := range int(entry.Length) {
		if i > 0 {
			dst = append(dst, ',')
		}
		at := int(entry.Offset) + i
		if elements.Null(at) {
			dst = append(dst, "NULL"...)
			continue
		}
		text, err := w.append(nil, &elements, at)
		if err != nil {
			return dst, err
		}
		if elements.Type.ID == duck.ListType {
			dst = append(dst, text...)
		} else {
			dst = encode.ArrayElement(dst, arrayBool(&elements, text))
		}
	}
	return append(dst, '}'), nil
}

// appendRow writes a row as record_out does.
func (w *values) appendRow(dst []byte, v *duck.Vector, row int) ([]byte, error) {
	dst = append(dst, '(')
	for i, field := range v.Fields() {
		if i > 0 {
			dst = append(dst, ',')
		}
		if field.Null(row) {
			continue
		}
		text, err := w.append(nil, &field, row)
		if err != nil {
			return dst, err
		}
		dst = encode.RecordField(dst, arrayBool(&field, text))
	}
	return append(dst, ')'), nil
}

// arrayBool writes booleans in arrays and rows by their output function: t and f.
func arrayBool(v *duck.Vector, text []byte) []byte {
	if v.Type.ID == duck.Boolean {
		return text[:1]
	}
	return text
}

// integerAt gives a value of one of the integer types.
func integerAt(v *duck.Vector, row int) int64 {
	switch v.Type.ID {
	case duck.TinyInt:
		return int64(duck.Slice[int8](v)[row])
	case duck.UTinyInt:
		return int64(duck.Slice[uint8](v)[row])
	case duck.SmallInt:
		return int64(duck.Slice[int16](v)[row])
	case duck.USmallInt:
		return int64(duck.Slice[uint16](v)[row])
	case duck.Integer:
		return int64(duck.Slice[int32](v)[row])
	case duck.UInteger:
		return int64(duck.Slice[uint32](v)[row])
	}
	return duck.Slice[int64](v)[row]
}

// appendNumeric writes a DECIMAL with the scale that PostgreSQL's numeric would have
// (numeric.go).
func appendNumeric(dst []byte, v *duck.Vector, row int) []byte {
	n, scale := decimalAt(v, row), v.Type.Scale
	text := encode.Decimal128(nil, n.High, n.Low, scale)
	if v.Type.Width == 38 && scale == openScale {
		text = trimScale(text)
	} else if v.Type.Width == 38 && scale == quotientScale {
		text = quotientText(text)
	}
	return append(dst, text...)
}

// decimalAt gives the digits of a DECIMAL, whose width says which integer holds it.
func decimalAt(v *duck.Vector, row int) pgwire.Int128 {
	var n int64
	switch w := v.Type.Width; {
	case w <= 4:
		n = int64(duck.Slice[int16](v)[row])
	case w <= 9:
		n = int64(duck.Slice[int32](v)[row])
	case w <= 18:
		n = duck.Slice[int64](v)[row]
	default:
		return duck.Slice[pgwire.Int128](v)[row]
	}
	return pgwire.Int128{Low: uint64(n), High: n >> 63}
}
