package pgfunc

import (
	"math"
	"time"
)

// Times are microseconds since 1970-01-01, dates days since then, both in the proleptic
// Gregorian calendar; these are DuckDB's. Years are astronomical: 0 is 1 BC.

const (
	microsPerSecond = int64(1_000_000)
	microsPerDay    = 86400 * microsPerSecond
	daysPerMonth    = 30
	monthsPerYear   = 12
	epochJulian     = 2440588 // 1970-01-01
)

// The infinities of times and dates.
const (
	InfiniteTime = math.MaxInt64
	InfiniteDate = math.MaxInt32
)

func infinite(micros int64) bool { return micros == InfiniteTime || micros == -InfiniteTime }

// moment is a time taken apart.
type moment struct {
	year             int64
	month, day       int
	hour             int64 // of an interval it has no bound
	minute, second   int
	micros           int
	weekday, yearDay int
	offset           int // seconds east of UTC
	abbreviation     string
	zoned, span      bool
}

// daysOf gives the days since 1970-01-01 of a date (date2j in
// src/backend/utils/adt/datetime.c).
func daysOf(year int64, month, day int) int64 {
	y := year
	if month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	m := int64(month) + 9
	if month > 2 {
		m = int64(month) - 3
	}
	doy := (153*m+2)/5 + int64(day) - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// dateOf gives the date of days since 1970-01-01.
func dateOf(days int64) (year int64, month, day int) {
	z := days + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy - (153*mp+2)/5 + 1)
	month = int(mp) + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func leap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

var monthDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year int64, month int) int {
	if month == 2 && leap(year) {
		return 29
	}
	return monthDays[month-1]
}

// weekday of days since 1970-01-01, 0 for Sunday.
func weekday(days int64) int { return int(((days+4)%7 + 7) % 7) }

// isoWeekStart gives the Monday with which a week of an ISO year begins.
func isoWeekStart(year int64, week int) int64 {
	fourth := daysOf(year, 1, 4)
	return fourth - int64((weekday(fourth)+6)%7) + int64(week-1)*7
}

// isoWeek gives the ISO year and week of a day.
func isoWeek(days int64) (year int64, week int) {
	year, _, _ = dateOf(days)
	switch {
	case days >= isoWeekStart(year+1, 1):
		year++
	case days < isoWeekStart(year, 1):
		year--
	}
	return year, int((days-isoWeekStart(year, 1))/7) + 1
}

// takeApart gives the parts of a local time.
func takeApart(micros int64) moment {
	days := floorDiv(micros, microsPerDay)
	rest := micros - days*microsPerDay
	m := moment{weekday: weekday(days)}
	m.year, m.month, m.day = dateOf(days)
	m.hour = rest / (3600 * microsPerSecond)
	m.minute = int(rest / (60 * microsPerSecond) % 60)
	m.second = int(rest / microsPerSecond % 60)
	m.micros = int(rest % microsPerSecond)
	m.yearDay = int(days-daysOf(m.year, 1, 1)) + 1
	return m
}

// takeApartIn gives the parts of a moment in a zone.
func takeApartIn(micros int64, zone *time.Location) moment {
	abbreviation, offset := time.Unix(floorDiv(micros, microsPerSecond), 0).In(zone).Zone()
	m := takeApart(micros + int64(offset)*microsPerSecond)
	m.offset, m.abbreviation, m.zoned = offset, abbreviation, true
	return m
}

// takeApartSpan gives the parts of an interval.
func takeApartSpan(v Interval) moment {
	m := moment{span: true, year: int64(v.Months / monthsPerYear), month: int(v.Months % monthsPerYear), day: int(v.Days)}
	m.hour = v.Micros / (3600 * microsPerSecond)
	rest := v.Micros % (3600 * microsPerSecond)
	m.minute = int(rest / (60 * microsPerSecond))
	m.second = int(rest / microsPerSecond % 60)
	m.micros = int(rest % microsPerSecond)
	m.yearDay = int(v.Months)*daysPerMonth + int(v.Days)
	return m
}

// localToUTC gives the moment of a local time in a zone. A time that a change of the
// clocks leaves out or repeats is taken with the offset before the change
// (DetermineTimeZoneOffset in src/backend/utils/adt/datetime.c).
func localToUTC(micros int64, zone *time.Location) int64 {
	seconds := floorDiv(micros, microsPerSecond)
	offsetAt := func(unix int64) int64 {
		_, offset := time.Unix(unix, 0).In(zone).Zone()
		return int64(offset)
	}
	before, after := offsetAt(seconds-86400), offsetAt(seconds+86400)
	offset := before
	if before != after {
		byBefore, byAfter := offsetAt(seconds-before) == before, offsetAt(seconds-after) == after
		switch {
		case byBefore && byAfter: // repeated: standard time
			if time.Unix(seconds-before, 0).In(zone).IsDST() {
				offset = after
			}
		case byAfter:
			offset = after
		case !byBefore: // left out: as by the standard time before it, or after
			if time.Unix(seconds-before-86400, 0).In(zone).IsDST() {
				offset = after
			}
		}
	}
	return micros - offset*microsPerSecond
}
