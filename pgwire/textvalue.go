package pgwire

import (
	"strconv"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// textValue gives what writes the values of v, of the type oid, as text.
func textValue(v *Vector, oid uint32, style *encode.Style) appendFunc {
	if style.Charset != nil && (v.Kind == KindList || v.Kind == KindRow) {
		return convertedValue(v, oid, style)
	}
	switch v.Kind {
	case KindBool:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Bool(dst, v.Bools[row]), nil
		}
	case KindInt16, KindInt32, KindInt64, KindUint32:
		return textInteger(v.Kind, oid, style)
	case KindFloat32:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Float32(dst, v.Float32s[row], style.ExtraFloatDigits), nil
		}
	case KindFloat64:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Float64(dst, v.Float64s[row], style.ExtraFloatDigits), nil
		}
	case KindInt128:
		return textInt128(oid)
	case KindInterval:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			i := v.Intervals[row]
			return style.IntervalValue(dst, i.Months, i.Days, i.Micros), nil
		}
	case KindBytes:
		return textBytes(oid, style)
	case KindList:
		return textList(v, oid, style)
	case KindRow:
		return textRow(v, style)
	}
	return unknownKind
}

// convertedValue writes values in UTF-8 first: their quotes go by its characters, not by
// the bytes of a charset, which may look like ASCII.
func convertedValue(v *Vector, oid uint32, style *encode.Style) appendFunc {
	plain := *style
	plain.Charset = nil
	write := textValue(v, oid, &plain)
	var scratch []byte
	return func(dst []byte, v *Vector, row int) (_ []byte, err error) {
		if scratch, err = write(scratch[:0], v, row); err != nil {
			return dst, err
		}
		return style.Charset.Append(dst, scratch)
	}
}

// unknownKind stands for a vector whose Kind does not exist.
func unknownKind(dst []byte, v *Vector, _ int) ([]byte, error) {
	return dst, pgerr.New(pgerr.InternalError, "unknown kind of vector: %d", v.Kind)
}

// textInteger writes integers, and what is stored as one.
func textInteger(kind Kind, oid uint32, style *encode.Style) appendFunc {
	switch oid {
	case pgtype.NumericOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Decimal(dst, v.integer(row), v.Scale), nil
		}
	case pgtype.DateOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return style.Date(dst, int32(v.integer(row))), nil
		}
	case pgtype.TimeOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Time(dst, v.integer(row)), nil
		}
	case pgtype.TimestampOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return style.Timestamp(dst, v.integer(row)), nil
		}
	case pgtype.TimestamptzOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return style.TimestampTZ(dst, v.integer(row)), nil
		}
	}
	if encode.IsOID(oid) {
		return textOID(style)
	}
	if kind == KindInt64 {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return strconv.AppendInt(dst, v.Int64s[row], 10), nil
		}
	}
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		return strconv.AppendInt(dst, v.integer(row), 10), nil
	}
}

// textOID writes an oid, or the name that the engine gives for it.
func textOID(style *encode.Style) appendFunc {
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		if v.Bytes != nil {
			return style.Charset.Append(dst, v.Bytes(row))
		}
		return strconv.AppendInt(dst, v.integer(row), 10), nil
	}
}

func textInt128(oid uint32) appendFunc {
	if oid == pgtype.UUIDOID {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			high, low := uuidBits(v.Int128s[row])
			return encode.UUID(dst, high, low), nil
		}
	}
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		n := v.Int128s[row]
		return encode.Decimal128(dst, n.High, n.Low, v.Scale), nil
	}
}

// uuidBits undoes DuckDB's flip of the top bit, which makes uuids sort as signed
// numbers.
func uuidBits(n Int128) (high, low uint64) {
	return uint64(n.High) ^ 1<<63, n.Low
}

func textBytes(oid uint32, style *encode.Style) appendFunc {
	if oid == pgtype.ByteaOID {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.Bytea(dst, v.Bytes(row), style.ByteaEscape), nil
		}
	}
	if c := style.Charset; c != nil {
		return func(dst []byte, v *Vector, row int) ([]byte, error) { return c.Append(dst, v.Bytes(row)) }
	}
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		return append(dst, v.Bytes(row)...), nil
	}
}

// integer gives the value of a row of one of the integer kinds.
func (v *Vector) integer(row int) int64 {
	switch v.Kind {
	case KindInt16:
		return int64(v.Int16s[row])
	case KindInt32:
		return int64(v.Int32s[row])
	case KindUint32:
		return int64(v.Uint32s[row])
	}
	return v.Int64s[row]
}
