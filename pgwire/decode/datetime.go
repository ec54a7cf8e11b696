package decode

import (
	"math"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// The ranges of dates and timestamps on the wire, in days and microseconds since
// 2000-01-01: from 4714-11-24 BC up to, not including, 5874898-06-03 and
// 294277-01-01 (src/include/datatype/timestamp.h).
const (
	minDate      = -2451545
	endDate      = 2147483494 - 2451545
	minTimestamp = -211813488000000000
	endTimestamp = 9223371331200000000
)

func appendDate(dst []byte, r *reader) ([]byte, error) {
	days := int32(r.uint32())
	switch {
	case r.err != nil:
		return dst, r.err
	case days == math.MaxInt32:
		return append(dst, "infinity"...), nil
	case days == math.MinInt32:
		return append(dst, "-infinity"...), nil
	case days < minDate || days >= endDate:
		return dst, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range")
	}
	return style().Date(dst, days+encode.EpochDays), nil
}

func appendTime(dst []byte, r *reader) ([]byte, error) {
	micros := int64(r.uint64())
	if r.err == nil && (micros < 0 || micros > 86400e6) {
		return dst, pgerr.New(pgerr.DatetimeFieldOverflow, "time out of range")
	}
	return encode.Time(dst, micros), r.err
}

func appendTimestamp(dst []byte, r *reader, oid uint32) ([]byte, error) {
	micros := int64(r.uint64())
	switch {
	case r.err != nil:
		return dst, r.err
	case micros == math.MaxInt64:
		return append(dst, "infinity"...), nil
	case micros == math.MinInt64:
		return append(dst, "-infinity"...), nil
	case micros < minTimestamp || micros >= endTimestamp:
		return dst, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	}
	// Microseconds since 1970 do not overflow below 294247-01-10; past that, what
	// the engine could not hold either.
	if micros > math.MaxInt64-encode.EpochMicros-1 {
		return dst, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	}
	if oid == pgtype.TimestamptzOID {
		return style().TimestampTZ(dst, micros+encode.EpochMicros), nil
	}
	return style().Timestamp(dst, micros+encode.EpochMicros), nil
}
