package encode

import (
	"encoding/binary"
	"math"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The distance from 1970-01-01 to 2000-01-01, the epoch of the wire
// (src/include/datatype/timestamp.h).
const (
	EpochDays   = 10957
	EpochMicros = EpochDays * microsPerDay
)

// BoolBinary appends one byte.
func BoolBinary(dst []byte, v bool) []byte {
	if v {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// DateBinary appends a date, given in days since 1970-01-01.
func DateBinary(dst []byte, days int32) []byte {
	wire := days
	switch days {
	case dateInfinity:
	case dateMinInfinity:
		wire = math.MinInt32
	default:
		wire -= EpochDays
	}
	return binary.BigEndian.AppendUint32(dst, uint32(wire))
}

// TimestampBinary appends a timestamp or timestamptz, given in microseconds since
// 1970-01-01. It fails for moments that the wire's epoch cannot hold.
func TimestampBinary(dst []byte, micros int64) ([]byte, error) {
	wire := micros
	switch {
	case micros == timestampInfinity:
	case micros == timestampMinInfinity:
		wire = math.MinInt64
	case micros <= math.MinInt64+EpochMicros:
		return dst, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	default:
		wire -= EpochMicros
	}
	return binary.BigEndian.AppendUint64(dst, uint64(wire)), nil
}

// IntervalBinary appends microseconds, days and months (interval_send).
func IntervalBinary(dst []byte, months, days int32, micros int64) []byte {
	dst = binary.BigEndian.AppendUint64(dst, uint64(micros))
	dst = binary.BigEndian.AppendUint32(dst, uint32(days))
	return binary.BigEndian.AppendUint32(dst, uint32(months))
}

// ArrayHeader appends the head of an array without NULLs (array_send in
// src/backend/utils/adt/arrayfuncs.c); its elements follow, each after its length.
func ArrayHeader(dst []byte, dims []int, elemOID uint32, lowerBound int32) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(dims)))
	dst = binary.BigEndian.AppendUint32(dst, 0)
	dst = binary.BigEndian.AppendUint32(dst, elemOID)
	for _, n := range dims {
		dst = binary.BigEndian.AppendUint32(dst, uint32(n))
		dst = binary.BigEndian.AppendUint32(dst, uint32(lowerBound))
	}
	return dst
}

// SetArrayNulls marks an array that begins with ArrayHeader as holding NULLs.
func SetArrayNulls(array []byte) { binary.BigEndian.PutUint32(array[4:], 1) }
