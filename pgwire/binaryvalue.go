package pgwire

import (
	"encoding/binary"
	"math"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// binaryValue gives what writes the values of v, of the type oid, in the type's
// binary format, texts in the charset. A value that comes as text is turned into it.
func binaryValue(v *Vector, oid uint32, c *charset.Charset) appendFunc {
	switch v.Kind {
	case KindBool:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.BoolBinary(dst, v.Bools[row]), nil
		}
	case KindInt16, KindInt32, KindInt64, KindUint32:
		return binaryInteger(oid)
	case KindFloat32, KindFloat64:
		return binaryFloat(oid)
	case KindInt128:
		return binaryInt128(oid)
	case KindInterval:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			i := v.Intervals[row]
			return encode.IntervalBinary(dst, i.Months, i.Days, i.Micros), nil
		}
	case KindBytes:
		return binaryBytes(oid, c)
	case KindList:
		return binaryList(v, oid, c)
	case KindRow:
		return binaryRow(v, c)
	}
	return unknownKind
}

func binaryBytes(oid uint32, c *charset.Charset) appendFunc {
	if c == nil || oid == pgtype.ByteaOID {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.TextToBinary(dst, v.Bytes(row), oid)
		}
	}
	var scratch []byte
	return func(dst []byte, v *Vector, row int) (_ []byte, err error) {
		if scratch, err = c.Append(scratch[:0], v.Bytes(row)); err != nil {
			return dst, err
		}
		return encode.TextToBinary(dst, scratch, oid)
	}
}

// binaryInteger writes integers, and what is stored as one, in the width of the
// type, whatever the width of the vector.
func binaryInteger(oid uint32) appendFunc {
	switch oid {
	case pgtype.Int8OID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return binary.BigEndian.AppendUint64(dst, uint64(v.integer(row))), nil
		}
	case pgtype.Int4OID:
		return narrow(math.MinInt32, math.MaxInt32, "integer", func(dst []byte, n int64) []byte {
			return binary.BigEndian.AppendUint32(dst, uint32(n))
		})
	case pgtype.Int2OID:
		return narrow(math.MinInt16, math.MaxInt16, "smallint", func(dst []byte, n int64) []byte {
			return binary.BigEndian.AppendUint16(dst, uint16(n))
		})
	case pgtype.DateOID:
		return narrow(math.MinInt32, math.MaxInt32, "date", func(dst []byte, n int64) []byte {
			return encode.DateBinary(dst, int32(n))
		})
	case pgtype.TimeOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return binary.BigEndian.AppendUint64(dst, uint64(v.integer(row))), nil
		}
	case pgtype.TimestampOID, pgtype.TimestamptzOID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return encode.TimestampBinary(dst, v.integer(row))
		}
	}
	if encode.IsOID(oid) {
		return narrow(0, math.MaxUint32, "oid", func(dst []byte, n int64) []byte {
			return binary.BigEndian.AppendUint32(dst, uint32(n))
		})
	}
	return viaText(func(dst []byte, v *Vector, row int) []byte {
		return encode.Decimal(dst, v.integer(row), v.Scale)
	}, oid)
}

// narrow writes integers that must lie between least and most.
func narrow(least, most int64, name string, put func(dst []byte, n int64) []byte) appendFunc {
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		n := v.integer(row)
		if n < least || n > most {
			return dst, pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", name)
		}
		return put(dst, n), nil
	}
}

func binaryFloat(oid uint32) appendFunc {
	value := func(v *Vector, row int) float64 {
		if v.Kind == KindFloat32 {
			return float64(v.Float32s[row])
		}
		return v.Float64s[row]
	}
	switch oid {
	case pgtype.Float8OID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return binary.BigEndian.AppendUint64(dst, math.Float64bits(value(v, row))), nil
		}
	case pgtype.Float4OID:
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			return binary.BigEndian.AppendUint32(dst, math.Float32bits(float32(value(v, row)))), nil
		}
	}
	return viaText(func(dst []byte, v *Vector, row int) []byte {
		return encode.Float64(dst, value(v, row), 1)
	}, oid)
}

func binaryInt128(oid uint32) appendFunc {
	if oid == pgtype.UUIDOID {
		return func(dst []byte, v *Vector, row int) ([]byte, error) {
			high, low := uuidBits(v.Int128s[row])
			return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(dst, high), low), nil
		}
	}
	return viaText(func(dst []byte, v *Vector, row int) []byte {
		n := v.Int128s[row]
		return encode.Decimal128(dst, n.High, n.Low, v.Scale)
	}, oid)
}

// viaText writes a value by way of its text form.
func viaText(text func(dst []byte, v *Vector, row int) []byte, oid uint32) appendFunc {
	var scratch []byte
	return func(dst []byte, v *Vector, row int) ([]byte, error) {
		scratch = text(scratch[:0], v, row)
		return encode.TextToBinary(dst, scratch, oid)
	}
}
