package pgwire

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"
)

// corpusType is one type's values for the comparison with PostgreSQL: the edges,
// and any number of random ones, the same on every run.
type corpusType struct {
	name  string
	oid   uint32
	array uint32
	make  func(r *rand.Rand, n int) Vector
}

// spread gives numbers of all magnitudes, of either sign.
func spread(r *rand.Rand) int64 {
	v := int64(r.Uint64() >> (1 + r.IntN(63)))
	if r.IntN(2) == 0 {
		return -v
	}
	return v
}

// filled gives n values: first the edges, then random ones.
func filled[T any](r *rand.Rand, n int, random func(r *rand.Rand) T, edges ...T) []T {
	out := append([]T(nil), edges...)
	for len(out) < n {
		out = append(out, random(r))
	}
	return out
}

// moments are microseconds since 1970 in PostgreSQL's range, most of them in
// the last and the next centuries.
func moments(r *rand.Rand) int64 {
	switch r.IntN(4) {
	case 0: // anywhere from 4713 BC to the end of DuckDB's range
		return -210_800_000_000_000_000 + r.Int64N(9_400_000_000_000_000_000-210_800_000_000_000_000)
	case 1: // 1800 to 2100, whole seconds
		return (r.Int64N(300*365*86400) - 170*365*86400) * 1e6
	}
	v := (r.Int64N(300*365*86400) - 170*365*86400) * 1e6
	pow := int64(math.Pow10(r.IntN(7)))
	return v + r.Int64N(1e6)/pow*pow
}

func strange(r *rand.Rand) string {
	pieces := []string{"a", "é", "null", "NULL", `"`, `\`, "{", "}", ",", " ", "\t", "\n", "😀", "x y", "0", "'", "\v"}
	var b strings.Builder
	for range r.IntN(5) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func corpus() []corpusType {
	return []corpusType{
		{"bool", pgtype.BoolOID, pgtype.BoolArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindBool, Bools: filled(r, n, func(r *rand.Rand) bool { return r.IntN(2) == 0 }, true, false)}
		}},
		{"int2", pgtype.Int2OID, pgtype.Int2ArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt16, Int16s: filled(r, n, func(r *rand.Rand) int16 { return int16(r.Uint32()) },
				0, -1, math.MinInt16, math.MaxInt16)}
		}},
		{"int4", pgtype.Int4OID, pgtype.Int4ArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt32, Int32s: filled(r, n, func(r *rand.Rand) int32 { return int32(spread(r)) },
				0, -1, math.MinInt32, math.MaxInt32)}
		}},
		{"int8", pgtype.Int8OID, pgtype.Int8ArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt64, Int64s: filled(r, n, spread, 0, -1, math.MinInt64, math.MaxInt64)}
		}},
		{"oid", pgtype.OIDOID, pgtype.OIDArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindUint32, Uint32s: filled(r, n, func(r *rand.Rand) uint32 { return uint32(spread(r)) },
				0, math.MaxUint32)}
		}},
		{"float4", pgtype.Float4OID, pgtype.Float4ArrayOID, corpusFloat4},
		{"float8", pgtype.Float8OID, pgtype.Float8ArrayOID, corpusFloat8},
		{"numeric", pgtype.NumericOID, pgtype.NumericArrayOID, corpusNumeric},
		{"numeric", pgtype.NumericOID, pgtype.NumericArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt64, Scale: r.IntN(19), Int64s: filled(r, n, spread, 0, -1, 10, 100000000)}
		}},
		{"numeric", pgtype.NumericOID, pgtype.NumericArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt128, Scale: r.IntN(39), Int128s: filled(r, n,
				func(r *rand.Rand) Int128 { return Int128{r.Uint64(), spread(r)} }, Int128{},
				Int128{1e19 - 1<<63, 0}, Int128{0, 1}, Int128{0, math.MinInt64}, Int128{math.MaxUint64, math.MaxInt64})}
		}},
		{"text", pgtype.TextOID, pgtype.TextArrayOID, corpusText},
		{"varchar", pgtype.VarcharOID, pgtype.VarcharArrayOID, corpusText},
		{"bpchar", pgtype.BPCharOID, pgtype.BPCharArrayOID, corpusText},
		{"name", pgtype.NameOID, pgtype.NameArrayOID, corpusText},
		{"bytea", pgtype.ByteaOID, pgtype.ByteaArrayOID, func(r *rand.Rand, n int) Vector {
			v := filled(r, n, func(r *rand.Rand) string {
				b := make([]byte, r.IntN(12))
				for i := range b {
					b[i] = byte(r.Uint32())
				}
				return string(b)
			}, "", "\\", "\x00\x7f\x80 '\"~")
			return texts(v...)
		}},
		{"json", pgtype.JSONOID, pgtype.JSONArrayOID, func(r *rand.Rand, n int) Vector {
			return texts(filled(r, n, func(*rand.Rand) string { return `{"a": [1,  "x"]}` }, "null", `""`)...)
		}},
		{"jsonb", pgtype.JSONBOID, pgtype.JSONBArrayOID, func(r *rand.Rand, n int) Vector {
			return texts(filled(r, n, func(*rand.Rand) string { return `{"a": [1, "x"]}` }, "null", `""`)...)
		}},
		{"date", pgtype.DateOID, pgtype.DateArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt32, Int32s: filled(r, n, func(r *rand.Rand) int32 {
				if r.IntN(3) == 0 {
					return -2440588 + int32(r.Int64N(2145031949-11000))
				}
				return int32(r.IntN(200000) - 100000)
			}, 0, math.MaxInt32, -math.MaxInt32, -719162, -719163, -719528, -2440588)}
		}},
		{"time", pgtype.TimeOID, pgtype.TimeArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt64, Int64s: filled(r, n, func(r *rand.Rand) int64 {
				pow := int64(math.Pow10(r.IntN(7)))
				return r.Int64N(86400e6) / pow * pow
			}, 0, 1, 86400e6, 86400e6-1)}
		}},
		{"timestamp", pgtype.TimestampOID, pgtype.TimestampArrayOID, corpusTimestamp},
		{"timestamptz", pgtype.TimestamptzOID, pgtype.TimestamptzArrayOID, corpusTimestamp},
		{"interval", pgtype.IntervalOID, pgtype.IntervalArrayOID, corpusInterval},
		{"uuid", pgtype.UUIDOID, pgtype.UUIDArrayOID, func(r *rand.Rand, n int) Vector {
			return Vector{Kind: KindInt128, Int128s: filled(r, n,
				func(r *rand.Rand) Int128 { return Int128{r.Uint64(), int64(r.Uint64())} }, Int128{0, math.MinInt64})}
		}},
		{"uuid", pgtype.UUIDOID, pgtype.UUIDArrayOID, func(r *rand.Rand, n int) Vector {
			return texts(filled(r, n, func(*rand.Rand) string { return "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" })...)
		}},
		{"regtype", 2206, 2211, func(r *rand.Rand, n int) Vector {
			return texts(filled(r, n, func(*rand.Rand) string { return "4294967295" })...)
		}},
	}
}

func corpusText(r *rand.Rand, n int) Vector {
	return texts(filled(r, n, strange, "", "NULL", "null", `"`, `\`, "a,b", "{}", " ")...)
}

func corpusTimestamp(r *rand.Rand, n int) Vector {
	return Vector{Kind: KindInt64, Int64s: filled(r, n, moments, 0, 1, -1, math.MaxInt64, -math.MaxInt64,
		-62135596800e6, -62135596800e6-1, -62167219200e6, 253402300800e6)}
}

func corpusFloat4(r *rand.Rand, n int) Vector {
	return Vector{Kind: KindFloat32, Float32s: filled(r, n, func(r *rand.Rand) float32 {
		if r.IntN(2) == 0 {
			return float32(spread(r)) / float32(math.Pow10(r.IntN(12)))
		}
		for {
			if f := math.Float32frombits(r.Uint32()); !math.IsNaN(float64(f)) {
				return f
			}
		}
	}, 0, float32(math.Copysign(0, -1)), 1, 1e5, 999999, 1e6, 1234567, 1e-4, 1e-5, math.MaxFloat32,
		math.SmallestNonzeroFloat32, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()))}
}

func corpusFloat8(r *rand.Rand, n int) Vector {
	return Vector{Kind: KindFloat64, Float64s: filled(r, n, func(r *rand.Rand) float64 {
		switch r.IntN(3) {
		case 0:
			return float64(spread(r)) / math.Pow10(r.IntN(24))
		case 1: // few digits and many zeros, where a middle may be short
			return float64(1+r.IntN(99999)) * math.Pow10(12+r.IntN(25))
		}
		for {
			if f := math.Float64frombits(r.Uint64()); !math.IsNaN(f) {
				return f
			}
		}
	}, 0, math.Copysign(0, -1), 1, 0.1, 1e14, 1e15, 999999999999999, 1e16, 123456789012345680, 1e-4, 1e-5, math.MaxFloat64,
		1e23, 1e22, 9007199254740992, 18014398509481988, 36028797018963976, 1<<60+1<<8, 9007199254740996, 5e22, 8e24,
		math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN())}
}

// corpusNumeric gives numerics as text.
func corpusNumeric(r *rand.Rand, n int) Vector {
	return texts(filled(r, n, func(r *rand.Rand) string {
		var b strings.Builder
		if r.IntN(2) == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(byte('1' + r.IntN(9)))
		for range r.IntN(30) {
			b.WriteByte(byte('0' + r.IntN(10)*r.IntN(2)))
		}
		if frac := r.IntN(20); frac > 0 {
			b.WriteByte('.')
			for range frac {
				b.WriteByte(byte('0' + r.IntN(10)*r.IntN(2)))
			}
		}
		return b.String()
	}, "0", "0.00", "0.0001", "0.00001", "10000", "99999999", "100000000", "-0.1", "NaN", "Infinity", "-Infinity", "0.10")...)
}

func corpusInterval(r *rand.Rand, n int) Vector {
	small := func(r *rand.Rand, m int) int32 {
		if r.IntN(3) == 0 {
			return 0
		}
		return int32(r.IntN(2*m) - m)
	}
	return Vector{Kind: KindInterval, Intervals: filled(r, n, func(r *rand.Rand) Interval {
		i := Interval{Months: small(r, 40), Days: small(r, 40)}
		switch r.IntN(4) {
		case 0:
			i.Micros = spread(r)
		case 1:
			i.Micros = int64(small(r, 100000)) * 1e6
		case 2:
			i.Micros = int64(small(r, 3e6))
		}
		if r.IntN(10) == 0 {
			i.Months, i.Days = int32(spread(r)), int32(spread(r))
		}
		return i
	}, Interval{}, Interval{Months: 1}, Interval{Months: 12}, Interval{Days: 1}, Interval{Days: -1}, Interval{Micros: 1e6},
		Interval{Micros: -1e6}, Interval{Micros: 1}, Interval{Micros: -1}, Interval{Micros: math.MaxInt64},
		Interval{Micros: math.MinInt64}, Interval{Months: math.MinInt32, Days: math.MinInt32},
		Interval{Months: 1, Days: -1, Micros: 1}, Interval{Days: 1, Micros: -1500000})}
}

// fixedRand gives the same numbers on every run.
func fixedRand() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }
