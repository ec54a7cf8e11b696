package engine

import (
	"math"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
)

// batch shows a chunk as the wire wants it. Values of PostgreSQL's own widths stay
// where they are in DuckDB's memory; the others are widened into new slices.
func batch(c *duck.Chunk, columns []pgwire.Column) *pgwire.Batch {
	b := &pgwire.Batch{Rows: c.Rows, Columns: make([]pgwire.Vector, len(c.Columns))}
	for i := range c.Columns {
		b.Columns[i] = vector(&c.Columns[i])
		if i < len(columns) && columns[i].Name == rawColumn && b.Columns[i].Kind == pgwire.KindBytes {
			b.Columns[i].Bytes = c.Columns[i].Bytes
		}
	}
	return b
}

func vector(v *duck.Vector) pgwire.Vector {
	out := pgwire.Vector{Valid: v.Valid}
	switch v.Type.ID {
	case duck.Boolean:
		out.Kind, out.Bools = pgwire.KindBool, duck.Slice[bool](v)
	case duck.TinyInt:
		out.Kind, out.Int16s = pgwire.KindInt16, widen[int8, int16](v)
	case duck.UTinyInt:
		out.Kind, out.Int16s = pgwire.KindInt16, widen[uint8, int16](v)
	case duck.SmallInt:
		out.Kind, out.Int16s = pgwire.KindInt16, duck.Slice[int16](v)
	case duck.USmallInt:
		out.Kind, out.Int32s = pgwire.KindInt32, widen[uint16, int32](v)
	case duck.Integer, duck.Date:
		out.Kind, out.Int32s = pgwire.KindInt32, duck.Slice[int32](v)
	case duck.UInteger:
		out.Kind, out.Uint32s = pgwire.KindUint32, duck.Slice[uint32](v)
	case duck.BigInt, duck.Time, duck.Timestamp, duck.TimestampTZ:
		out.Kind, out.Int64s = pgwire.KindInt64, duck.Slice[int64](v)
	case duck.TimestampS:
		out.Kind, out.Int64s = pgwire.KindInt64, micros(v, 1_000_000, 1)
	case duck.TimestampMS:
		out.Kind, out.Int64s = pgwire.KindInt64, micros(v, 1000, 1)
	case duck.TimestampNS:
		out.Kind, out.Int64s = pgwire.KindInt64, micros(v, 1, 1000)
	case duck.UBigInt:
		out.Kind, out.Int128s = pgwire.KindInt128, wide(v)
	case duck.HugeInt, duck.UHugeInt, duck.UUID:
		out.Kind, out.Int128s = pgwire.KindInt128, duck.Slice[pgwire.Int128](v)
	case duck.DecimalType:
		decimal(v, &out)
	case duck.Float:
		out.Kind, out.Float32s = pgwire.KindFloat32, duck.Slice[float32](v)
	case duck.Double:
		out.Kind, out.Float64s = pgwire.KindFloat64, duck.Slice[float64](v)
	case duck.IntervalType:
		out.Kind, out.Intervals = pgwire.KindInterval, duck.Slice[pgwire.Interval](v)
	case duck.Varchar, duck.Blob:
		out.Kind, out.Bytes = pgwire.KindBytes, v.Bytes
		if v.Type.Alias == "JSON" {
			out.Bytes = func(row int) []byte { return appendJSONB(nil, v.Bytes(row)) }
		} else if isKeyed(v.Type) {
			out.Bytes = func(row int) []byte { return pgfunc.NumericKey(v.Bytes(row)).Append(nil) }
		} else if isInet(v.Type) {
			out.Bytes = func(row int) []byte { return []byte(inetAt(v, row).String()) }
		}
	case duck.ListType:
		elements := v.Elements()
		elem := vector(&elements)
		out.Kind, out.Lists, out.Elem = pgwire.KindList, duck.Slice[pgwire.List](v), &elem
		out.ElemOID = memberOID(*v.Type.Elem)
	case duck.StructType:
		out.Kind = pgwire.KindRow
		for i, f := range v.Fields() {
			out.Fields, out.FieldOIDs = append(out.Fields, vector(&f)), append(out.FieldOIDs, memberOID(v.Type.Fields[i].Type))
		}
	default:
		out.Kind = pgwire.KindNull
	}
	return out
}

type integer interface {
	~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64
}

// widen copies integers into a wider type.
func widen[From, To integer](v *duck.Vector) []To {
	in := duck.Slice[From](v)
	out := make([]To, len(in))
	for i, x := range in {
		out[i] = To(x)
	}
	return out
}

func wide(v *duck.Vector) []pgwire.Int128 {
	in := duck.Slice[uint64](v)
	out := make([]pgwire.Int128, len(in))
	for i, x := range in {
		out[i].Low = x
	}
	return out
}

// micros gives timestamps of another unit in microseconds; infinities stay.
func micros(v *duck.Vector, times, divide int64) []int64 {
	in := duck.Slice[int64](v)
	out := make([]int64, len(in))
	for i, x := range in {
		if x == math.MaxInt64 || x == -math.MaxInt64 {
			out[i] = x
			continue
		}
		out[i] = x * times / divide
	}
	return out
}

// decimal shows a DECIMAL, whose width says which integer holds it.
func decimal(v *duck.Vector, out *pgwire.Vector) {
	if v.Type.Width == 38 && (v.Type.Scale == quotientScale || v.Type.Scale == openScale) {
		numericText(v, out)
		return
	}
	out.Scale = v.Type.Scale
	switch w := v.Type.Width; {
	case w <= 4:
		out.Kind, out.Int16s = pgwire.KindInt16, duck.Slice[int16](v)
	case w <= 9:
		out.Kind, out.Int32s = pgwire.KindInt32, duck.Slice[int32](v)
	case w <= 18:
		out.Kind, out.Int64s = pgwire.KindInt64, duck.Slice[int64](v)
	default:
		out.Kind, out.Int128s = pgwire.KindInt128, duck.Slice[pgwire.Int128](v)
	}
}
