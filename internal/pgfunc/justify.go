package pgfunc

import (
	"math"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// JustifyDays is justify_days(): thirty days are a month
// (https://www.postgresql.org/docs/15/functions-datetime.html).
func JustifyDays(v Interval) Interval {
	v.Months += v.Days / daysPerMonth
	v.Days %= daysPerMonth
	switch {
	case v.Months > 0 && v.Days < 0:
		v.Days, v.Months = v.Days+daysPerMonth, v.Months-1
	case v.Months < 0 && v.Days > 0:
		v.Days, v.Months = v.Days-daysPerMonth, v.Months+1
	}
	return v
}

// JustifyHours is justify_hours(): 24 hours are a day.
func JustifyHours(v Interval) Interval {
	v.Days += int32(v.Micros / microsPerDay)
	v.Micros %= microsPerDay
	switch {
	case v.Days > 0 && v.Micros < 0:
		v.Micros, v.Days = v.Micros+microsPerDay, v.Days-1
	case v.Days < 0 && v.Micros > 0:
		v.Micros, v.Days = v.Micros-microsPerDay, v.Days+1
	}
	return v
}

// JustifyInterval is justify_interval(): both, with one sign.
func JustifyInterval(v Interval) Interval {
	if v.Days > 0 && v.Micros > 0 || v.Days < 0 && v.Micros < 0 {
		v.Months += v.Days / daysPerMonth
		v.Days %= daysPerMonth
	}
	v.Days += int32(v.Micros / microsPerDay)
	v.Micros %= microsPerDay
	v.Months += v.Days / daysPerMonth
	v.Days %= daysPerMonth
	switch {
	case v.Months > 0 && (v.Days < 0 || v.Days == 0 && v.Micros < 0):
		v.Days, v.Months = v.Days+daysPerMonth, v.Months-1
	case v.Months < 0 && (v.Days > 0 || v.Days == 0 && v.Micros > 0):
		v.Days, v.Months = v.Days-daysPerMonth, v.Months+1
	}
	switch {
	case v.Days > 0 && v.Micros < 0:
		v.Micros, v.Days = v.Micros+microsPerDay, v.Days-1
	case v.Days < 0 && v.Micros > 0:
		v.Micros, v.Days = v.Micros-microsPerDay, v.Days+1
	}
	return v
}

// MakeInterval is make_interval().
func MakeInterval(years, months, weeks, days, hours, minutes int64, seconds float64) (Interval, error) {
	m, d := years*monthsPerYear+months, weeks*7+days
	micros := float64(hours*3600+minutes*60)*1e6 + math.RoundToEven(seconds*1e6)
	if m > math.MaxInt32 || m < math.MinInt32 || d > math.MaxInt32 || d < math.MinInt32 || math.Abs(micros) > math.MaxInt64 || math.IsNaN(seconds) {
		return Interval{}, pgerr.New(pgerr.DatetimeFieldOverflow, "interval out of range")
	}
	return Interval{int32(m), int32(d), (hours*3600+minutes*60)*microsPerSecond + int64(math.RoundToEven(seconds*1e6))}, nil
}

// MakeDate is make_date(); years before our era are negative.
func MakeDate(year, month, day int64) (int32, error) {
	y := year
	if y < 0 {
		y++
	}
	if year == 0 || month < 1 || month > 12 || day < 1 || day > 31 || int(day) > daysIn(y, int(month)) {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "date field value out of range: %d-%02d-%02d", year, month, day)
	}
	if y < -4713 || y > 5874897 {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range: %d-%02d-%02d", year, month, day)
	}
	return int32(daysOf(y, int(month), int(day))), nil
}

// MakeTime is make_time().
func MakeTime(hour, minute int64, second float64) (int64, error) {
	if hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60 || math.IsNaN(second) || hour > 24 || hour == 24 && (minute > 0 || second > 0) {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "time field value out of range: %d:%02d:%02g", hour, minute, second)
	}
	return (hour*3600+minute*60)*microsPerSecond + int64(math.RoundToEven(second*1e6)), nil
}

// MakeTimestamp is make_timestamp(): the local time in microseconds.
func MakeTimestamp(year, month, day, hour, minute int64, second float64) (int64, error) {
	days, err := MakeDate(year, month, day)
	if err != nil {
		return 0, err
	}
	micros, err := MakeTime(hour, minute, second)
	if err != nil {
		return 0, err
	}
	if year > 294276 {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: %d-%02d-%02d %d:%02d:%g", year, month, day, hour, minute, second)
	}
	return int64(days)*microsPerDay + micros, nil
}

// MakeTimestampTZ is make_timestamptz() of a local time in a zone.
func MakeTimestampTZ(year, month, day, hour, minute int64, second float64, zone *time.Location) (int64, error) {
	local, err := MakeTimestamp(year, month, day, hour, minute, second)
	if err != nil {
		return 0, err
	}
	return localToUTC(local, zone), nil
}

// TruncateIn is date_trunc() of a timestamptz in a zone.
func TruncateIn(field string, micros int64, zone *time.Location) (int64, error) {
	if infinite(micros) {
		return micros, nil
	}
	m := takeApartIn(micros, zone)
	local := micros + int64(m.offset)*microsPerSecond
	unit, ok := microUnits[intervalUnits[field]]
	if ok {
		return micros - ((local%unit)+unit)%unit, nil
	}
	year, month, day := m.year, m.month, m.day
	switch field {
	case "day", "days":
	case "week", "weeks":
		year, month, day = dateOf(m.days() - int64((m.weekday+6)%7))
	case "month", "months", "mon", "mons":
		day = 1
	case "quarter":
		month, day = (month-1)/3*3+1, 1
	case "year", "years":
		month, day = 1, 1
	case "decade", "decades":
		year, month, day = floorDiv(year, 10)*10, 1, 1
	case "century", "centuries":
		year, month, day = floorDiv(year-1, 100)*100+1, 1, 1
	case "millennium", "millennia":
		year, month, day = floorDiv(year-1, 1000)*1000+1, 1, 1
	default:
		return 0, pgerr.New(pgerr.InvalidParameterValue, "unit \"%s\" not recognized for type timestamp with time zone", field)
	}
	return localToUTC(daysOf(year, month, day)*microsPerDay, zone), nil
}
