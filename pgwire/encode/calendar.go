package encode

import "strconv"

// The names that DateStyle Postgres shows (src/backend/utils/adt/datetime.c).
var (
	monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	dayNames   = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

// civil gives the proleptic Gregorian date of a day since 1970-01-01. The year
// before 1 is 0.
func civil(days int64) (year int64, month, day int) {
	days += 719468 // from 0000-03-01
	era := floorDiv(days, 146097)
	ofEra := days - era*146097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*ofYear + 2) / 153 // March is 0
	day = int(ofYear - (153*shifted+2)/5 + 1)
	month = int(shifted) + 3
	year = yearOfEra + era*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// yearAD appends the year's four or more digits, counted from 1 before Christ
// too: the era follows the rest of the date.
func yearAD(dst []byte, year int64) []byte {
	if year <= 0 {
		year = 1 - year
	}
	return pad(dst, year, 4)
}

func era(dst []byte, year int64) []byte {
	if year <= 0 {
		return append(dst, " BC"...)
	}
	return dst
}

// clock appends hh:mm:ss and the fraction of microseconds of a day.
func clock(dst []byte, micros int64) []byte {
	sec := micros / 1e6
	dst = pad(dst, sec/3600, 2)
	dst = append(dst, ':')
	dst = pad(dst, sec/60%60, 2)
	dst = append(dst, ':')
	dst = pad(dst, sec%60, 2)
	return fraction(dst, micros%1e6)
}

// fraction appends microseconds after the point, without trailing zeros.
func fraction(dst []byte, micros int64) []byte {
	if micros == 0 {
		return dst
	}
	dst = append(dst, '.')
	width := 6
	for micros%10 == 0 {
		micros /= 10
		width--
	}
	return pad(dst, micros, width)
}

// offset appends a zone's seconds east of UTC (EncodeTimezone in datetime.c).
func offset(dst []byte, east int) []byte {
	sign := byte('+')
	if east < 0 {
		sign, east = '-', -east
	}
	dst = append(dst, sign)
	dst = pad(dst, int64(east/3600), 2)
	if east%3600 == 0 {
		return dst
	}
	dst = append(dst, ':')
	dst = pad(dst, int64(east/60%60), 2)
	if east%60 == 0 {
		return dst
	}
	return pad(append(dst, ':'), int64(east%60), 2)
}

func appendInt(dst []byte, v int64) []byte { return strconv.AppendInt(dst, v, 10) }
