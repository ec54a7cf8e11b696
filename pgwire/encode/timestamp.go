package encode

import "math"

// DuckDB's infinite timestamps.
const (
	timestampInfinity    = math.MaxInt64
	timestampMinInfinity = -math.MaxInt64
)

// microsPerDay is a day's microseconds.
const microsPerDay = 86400 * 1e6

// Timestamp appends a timestamp, given in microseconds since 1970-01-01
// (EncodeDateTime in src/backend/utils/adt/datetime.c).
func (s *Style) Timestamp(dst []byte, micros int64) []byte {
	if out, infinite := infinity(dst, micros); infinite {
		return out
	}
	dst, year := s.dateTime(dst, micros)
	return era(dst, year)
}

// TimestampTZ appends a timestamptz, given in microseconds since 1970-01-01 UTC,
// in the style's zone.
func (s *Style) TimestampTZ(dst []byte, micros int64) []byte {
	if out, infinite := infinity(dst, micros); infinite {
		return out
	}
	east, name := s.zone.at(floorDiv(micros, 1e6))
	dst, year := s.dateTime(dst, micros+int64(east)*1e6)
	switch {
	case s.Dates == DatesISO:
		dst = offset(dst, east)
	case name != "":
		const longest = 10 // MAXTZLEN
		dst = append(append(dst, ' '), name[:min(len(name), longest)]...)
	case s.Dates == DatesPostgres:
		dst = offset(append(dst, ' '), east)
	default:
		dst = offset(dst, east)
	}
	return era(dst, year)
}

func infinity(dst []byte, micros int64) (out []byte, infinite bool) {
	switch micros {
	case timestampInfinity:
		return append(dst, "infinity"...), true
	case timestampMinInfinity:
		return append(dst, "-infinity"...), true
	}
	return dst, false
}

// dateTime appends local date and time, without zone and era.
func (s *Style) dateTime(dst []byte, micros int64) (out []byte, year int64) {
	days := floorDiv(micros, microsPerDay)
	ofDay := micros - days*microsPerDay
	year, month, day := civil(days)
	if s.Dates != DatesPostgres {
		dst = append(s.ymd(dst, year, month, day), ' ')
		return clock(dst, ofDay), year
	}
	weekday := days + 4 - floorDiv(days+4, 7)*7 // 1970-01-01 was a Thursday
	dst = append(append(dst, dayNames[weekday]...), ' ')
	if s.DayFirst {
		dst = append(pad(dst, int64(day), 2), ' ')
		dst = append(dst, monthNames[month-1]...)
	} else {
		dst = append(append(dst, monthNames[month-1]...), ' ')
		dst = pad(dst, int64(day), 2)
	}
	dst = clock(append(dst, ' '), ofDay)
	return yearAD(append(dst, ' '), year), year
}
