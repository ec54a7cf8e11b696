package pgfunc

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// What a type's modifier does to a value (src/backend/utils/adt: varchar.c, timestamp.c,
// date.c).

// Varchar fits a text into varchar(n): blanks that are too many are cut, anything else
// is an error.
func Varchar(s string, n int) (string, error) {
	if utf8.RuneCountInString(s) <= n {
		return s, nil
	}
	kept := leadingRunes(s, n)
	if strings.Trim(s[len(kept):], " ") != "" {
		return "", pgerr.New(pgerr.StringDataRightTruncation, "value too long for type character varying(%d)", n)
	}
	return kept, nil
}

// Character fits a text into character(n), with blanks up to its length.
func Character(s string, n int) (string, error) {
	count := utf8.RuneCountInString(s)
	if count <= n {
		return s + strings.Repeat(" ", n-count), nil
	}
	kept := leadingRunes(s, n)
	if strings.Trim(s[len(kept):], " ") != "" {
		return "", pgerr.New(pgerr.StringDataRightTruncation, "value too long for type character(%d)", n)
	}
	return kept, nil
}

func leadingRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// epoch2000 is PostgreSQL's epoch in microseconds of Unix time: halves are rounded away
// from it.
const epoch2000 = 946_684_800_000_000

// RoundTimestamp rounds a moment, in microseconds of Unix time, to so many digits of a
// second.
func RoundTimestamp(micros int64, digits int) int64 {
	if micros == maxInt64 || micros == -maxInt64 { // infinity
		return micros
	}
	return roundAway(micros-epoch2000, digits) + epoch2000
}

// RoundTime rounds microseconds of a day to so many digits of a second.
func RoundTime(micros int64, digits int) int64 { return roundAway(micros, digits) }

const maxInt64 = 1<<63 - 1

func roundAway(micros int64, digits int) int64 {
	if digits < 0 || digits >= 6 {
		return micros
	}
	unit := int64(1)
	for range 6 - digits {
		unit *= 10
	}
	if micros < 0 {
		return -((-micros + unit/2) / unit * unit)
	}
	return (micros + unit/2) / unit * unit
}

// The bits of INTERVAL's fields in a modifier (src/include/utils/datetime.h,
// INTERVAL_MASK).
const (
	monthField, yearField, dayField       = 1 << 1, 1 << 2, 1 << 3
	hourField, minuteField                = 1 << 10, 1 << 11
	microsPerHour, microsPerMinute  int64 = 3_600_000_000, 60_000_000
)

// FitInterval leaves of an interval the fields and the digits that a modifier names
// (AdjustIntervalForTypmod).
func FitInterval(v Interval, modifier int32) Interval {
	switch modifier >> 16 & 0x7fff {
	case yearField:
		v.Months, v.Days, v.Micros = v.Months/12*12, 0, 0
	case monthField, yearField | monthField:
		v.Days, v.Micros = 0, 0
	case dayField:
		v.Micros = 0
	case hourField, dayField | hourField:
		v.Micros = v.Micros / microsPerHour * microsPerHour
	case minuteField, hourField | minuteField, dayField | hourField | minuteField:
		v.Micros = v.Micros / microsPerMinute * microsPerMinute
	}
	if digits := int(modifier & 0xffff); digits <= 6 {
		v.Micros = roundAway(v.Micros, digits)
	}
	return v
}
