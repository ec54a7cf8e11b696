package encode

// span is an interval in the fields of PostgreSQL's struct pg_itm; all of the
// time's fields have one sign.
type span struct {
	year, mon, day, hour, min, sec, micros int64
}

func newSpan(months, days int32, micros int64) span {
	return span{
		year: int64(months / 12), mon: int64(months % 12), day: int64(days),
		hour: micros / 3600e6, min: micros / 60e6 % 60, sec: micros / 1e6 % 60, micros: micros % 1e6,
	}
}

func (v span) hasTime() bool      { return v.hour != 0 || v.min != 0 || v.sec != 0 || v.micros != 0 }
func (v span) negativeTime() bool { return v.hour < 0 || v.min < 0 || v.sec < 0 || v.micros < 0 }

// IntervalValue appends an interval in the style's IntervalStyle (EncodeInterval
// in src/backend/utils/adt/datetime.c).
func (s *Style) IntervalValue(dst []byte, months, days int32, micros int64) []byte {
	v := newSpan(months, days, micros)
	switch s.Interval {
	case IntervalPostgresVerbose:
		return v.verbose(dst)
	case IntervalSQLStandard:
		return v.sqlStandard(dst)
	case IntervalISO8601:
		return v.iso8601(dst)
	}
	return v.postgres(dst)
}

// seconds appends seconds and their fraction, without a sign.
func (v span) seconds(dst []byte, width int) []byte {
	return fraction(pad(dst, abs(v.sec), width), abs(v.micros))
}

// hms appends h:mm:ss without a sign.
func (v span) hms(dst []byte, hourWidth int) []byte {
	dst = append(pad(dst, abs(v.hour), hourWidth), ':')
	dst = append(pad(dst, abs(v.min), 2), ':')
	return v.seconds(dst, 2)
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// unit is one named part of an interval.
type unit struct {
	value int64
	name  string
}

func (v span) postgres(dst []byte) []byte {
	first, before := true, false
	for _, u := range [...]unit{{v.year, "year"}, {v.mon, "mon"}, {v.day, "day"}} {
		if u.value == 0 {
			continue
		}
		if !first {
			dst = append(dst, ' ')
		}
		if before && u.value > 0 {
			dst = append(dst, '+')
		}
		dst = plural(appendInt(dst, u.value), u.name, u.value)
		first, before = false, u.value < 0
	}
	if !first && !v.hasTime() {
		return dst
	}
	if !first {
		dst = append(dst, ' ')
	}
	if v.negativeTime() {
		dst = append(dst, '-')
	} else if before {
		dst = append(dst, '+')
	}
	return v.hms(dst, 2)
}

// plural appends " name", with an s unless the value is 1.
func plural(dst []byte, name string, value int64) []byte {
	dst = append(append(dst, ' '), name...)
	if value != 1 {
		dst = append(dst, 's')
	}
	return dst
}

func (v span) verbose(dst []byte) []byte {
	dst = append(dst, '@')
	first, before := true, false
	for _, u := range [...]unit{{v.year, "year"}, {v.mon, "mon"}, {v.day, "day"}, {v.hour, "hour"}, {v.min, "min"}} {
		if u.value == 0 {
			continue
		}
		if first {
			before = u.value < 0
		}
		if before {
			u.value = -u.value
		}
		dst = plural(appendInt(append(dst, ' '), u.value), u.name, u.value)
		first = false
	}
	if v.sec != 0 || v.micros != 0 {
		dst = append(dst, ' ')
		negative := v.sec < 0 || v.micros < 0
		if first {
			before = negative
		} else if negative != before {
			dst = append(dst, '-')
		}
		dst = append(v.seconds(dst, 1), " sec"...)
		if abs(v.sec) != 1 || v.micros != 0 {
			dst = append(dst, 's')
		}
		first = false
	}
	if first {
		dst = append(dst, " 0"...)
	}
	if before {
		dst = append(dst, " ago"...)
	}
	return dst
}

func (v span) sqlStandard(dst []byte) []byte {
	negative := v.year < 0 || v.mon < 0 || v.day < 0 || v.negativeTime()
	positive := v.year > 0 || v.mon > 0 || v.day > 0 || v.hasTime() && !v.negativeTime()
	yearMonth := v.year != 0 || v.mon != 0
	dayTime := v.day != 0 || v.hasTime()
	switch {
	case !negative && !positive:
		return append(dst, '0')
	case negative && positive, yearMonth && dayTime:
		dst = signed(dst, v.year < 0 || v.mon < 0, v.year)
		dst = append(appendInt(append(dst, '-'), abs(v.mon)), ' ')
		dst = append(signed(dst, v.day < 0, v.day), ' ')
		if v.negativeTime() {
			return v.hms(append(dst, '-'), 1)
		}
		return v.hms(append(dst, '+'), 1)
	}
	if negative {
		dst = append(dst, '-')
	}
	if yearMonth {
		dst = append(appendInt(dst, abs(v.year)), '-')
		return appendInt(dst, abs(v.mon))
	}
	if v.day != 0 {
		dst = append(appendInt(dst, abs(v.day)), ' ')
	}
	return v.hms(dst, 1)
}

func signed(dst []byte, negative bool, v int64) []byte {
	sign := byte('+')
	if negative {
		sign = '-'
	}
	return appendInt(append(dst, sign), abs(v))
}

func (v span) iso8601(dst []byte) []byte {
	if v == (span{}) {
		return append(dst, "PT0S"...)
	}
	dst = append(dst, 'P')
	dst = designated(dst, v.year, 'Y')
	dst = designated(dst, v.mon, 'M')
	dst = designated(dst, v.day, 'D')
	if v.hasTime() {
		dst = append(dst, 'T')
	}
	dst = designated(dst, v.hour, 'H')
	dst = designated(dst, v.min, 'M')
	if v.sec == 0 && v.micros == 0 {
		return dst
	}
	if v.sec < 0 || v.micros < 0 {
		dst = append(dst, '-')
	}
	return append(v.seconds(dst, 1), 'S')
}

func designated(dst []byte, v int64, unit byte) []byte {
	if v == 0 {
		return dst
	}
	return append(appendInt(dst, v), unit)
}
