package encode

import "math"

// DuckDB's infinite dates.
const (
	dateInfinity    = math.MaxInt32
	dateMinInfinity = -math.MaxInt32
)

// Date appends a date, given in days since 1970-01-01 (EncodeDateOnly in
// src/backend/utils/adt/datetime.c).
func (s *Style) Date(dst []byte, days int32) []byte {
	switch days {
	case dateInfinity:
		return append(dst, "infinity"...)
	case dateMinInfinity:
		return append(dst, "-infinity"...)
	}
	year, month, day := civil(int64(days))
	return era(s.ymd(dst, year, month, day), year)
}

// ymd appends a date in numbers.
func (s *Style) ymd(dst []byte, year int64, month, day int) []byte {
	first, second, sep := month, day, byte('-')
	switch s.Dates {
	case DatesISO:
		dst = append(yearAD(dst, year), '-')
		dst = append(pad(dst, int64(month), 2), '-')
		return pad(dst, int64(day), 2)
	case DatesSQL:
		sep = '/'
	case DatesGerman:
		sep = '.'
	}
	if s.DayFirst || s.Dates == DatesGerman {
		first, second = day, month
	}
	dst = append(pad(dst, int64(first), 2), sep)
	dst = append(pad(dst, int64(second), 2), sep)
	return yearAD(dst, year)
}

// Time appends a time of day, given in microseconds.
func Time(dst []byte, micros int64) []byte { return clock(dst, micros) }
