package pgfunc

import (
	"fmt"
	"strconv"
)

// number writes the patterns of to_char() that are numbers.
func (m *moment) number(n *timeNode, upper string) string {
	switch upper {
	case "HH", "HH12":
		hour := m.hour % 12
		if hour == 0 {
			hour = 12
		}
		if m.hour < 0 && !n.fill {
			return fmt.Sprintf("%03d", hour)
		}
		return n.padded(hour, 2)
	case "HH24":
		return n.padded(m.hour, 2)
	case "MI":
		return n.padded(int64(m.minute), 2)
	case "SS":
		return n.padded(int64(m.second), 2)
	case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
		digits := int(upper[2] - '0')
		return fmt.Sprintf("%0*d", digits, m.micros/power10(6-digits))
	case "MS":
		return fmt.Sprintf("%03d", m.micros/1000)
	case "US":
		return fmt.Sprintf("%06d", m.micros)
	case "SSSS", "SSSSS":
		return strconv.FormatInt(m.hour*3600+int64(m.minute)*60+int64(m.second), 10)
	case "MM":
		return n.padded(int64(m.month), 2)
	case "DDD":
		return n.fixed(int64(m.yearDay), 3)
	case "IDDD":
		return n.fixed(m.days()-isoWeekStart(m.isoYear(), 1)+1, 3)
	case "DD":
		return n.fixed(int64(m.day), 2)
	case "D":
		return strconv.Itoa(m.weekday + 1)
	case "ID":
		return strconv.Itoa((m.weekday+6)%7 + 1)
	case "WW":
		return n.fixed(int64((m.yearDay-1)/7+1), 2)
	case "IW":
		_, week := isoWeek(m.days())
		return n.fixed(int64(week), 2)
	case "W":
		return strconv.Itoa((m.day-1)/7 + 1)
	case "Q":
		if m.month == 0 {
			return ""
		}
		return strconv.Itoa((m.month-1)/3 + 1)
	case "J":
		return strconv.FormatInt(m.days()+epochJulian, 10)
	case "CC":
		return m.century(n)
	}
	return m.years(n, upper)
}

func power10(n int) int {
	out := 1
	for range n {
		out *= 10
	}
	return out
}

// days gives the day; of an interval its parts are taken as a date.
func (m *moment) days() int64 {
	year, month := m.year, m.month
	for month < 1 {
		year, month = year-1, month+12
	}
	return daysOf(year, month, m.day)
}

func (m *moment) isoYear() int64 {
	year, _ := isoWeek(m.days())
	return year
}

// shown gives a year as it is written: those before our era without their sign.
func (m *moment) shown(year int64) int64 {
	if !m.span && year <= 0 {
		return -(year - 1)
	}
	return year
}

func (m *moment) century(n *timeNode) string {
	century := m.year / 100
	switch {
	case m.span:
	case m.year > 0:
		century = (m.year-1)/100 + 1
	default:
		century = m.year/100 - 1
	}
	if century > 99 || century < -99 {
		return strconv.FormatInt(century, 10)
	}
	return n.padded(century, 2)
}

func (m *moment) years(n *timeNode, upper string) string {
	year := m.shown(m.year)
	if upper[0] == 'I' {
		year = m.shown(m.isoYear())
	}
	switch upper {
	case "Y,YYY":
		return fmt.Sprintf("%d,%03d", year/1000, year%1000)
	case "YYYY", "IYYY":
		return n.padded(year, 4)
	case "YYY", "IYY":
		return n.padded(year%1000, 3)
	case "YY", "IY":
		return n.padded(year%100, 2)
	}
	return strconv.FormatInt(year%10, 10)
}
