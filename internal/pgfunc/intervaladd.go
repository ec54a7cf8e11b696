package pgfunc

import (
	"math"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// microUnits, dayUnits and monthUnits say how much a unit is.
var (
	microUnits = map[string]int64{"microsecond": 1, "millisecond": 1000, "second": microsPerSecond, "minute": 60 * microsPerSecond, "hour": 3600 * microsPerSecond}
	dayUnits   = map[string]int64{"day": 1, "week": 7}
	monthUnits = map[string]int64{"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
)

// add takes a number of a unit: its fraction goes to the smaller ones.
func (r *intervalReader) add(unit string, whole int64, fraction float64) error {
	seen := []string{unit}
	if unit == "second" && fraction != 0 {
		seen = []string{"second", "millisecond", "microsecond"}
	}
	if err := r.see(seen...); err != nil {
		return err
	}
	if size, ok := microUnits[unit]; ok {
		if whole > math.MaxInt64/size || whole < math.MinInt64/size {
			return r.overflow()
		}
		r.wholeMicros += whole*size + int64(roundEven(fraction*float64(size)))
		return nil
	}
	if size, ok := dayUnits[unit]; ok {
		r.wholeDay += whole * size
		if size == 1 {
			r.wholeMicros += int64(roundEven(fraction * float64(microsPerDay)))
		} else {
			r.addDays(fraction * float64(size))
		}
		return nil
	}
	size := monthUnits[unit]
	if whole > math.MaxInt32 || whole < math.MinInt32 {
		return r.overflow()
	}
	r.wholeMonths += whole * size
	if size > 1 {
		r.wholeMonths += int64(roundEven(fraction * float64(size)))
	} else {
		r.addDays(fraction * daysPerMonth)
	}
	return nil
}

// addDays takes days with a fraction (AdjustFractDays).
func (r *intervalReader) addDays(days float64) {
	whole := math.Trunc(days)
	r.wholeDay += int64(whole)
	r.wholeMicros += int64(roundEven((days - whole) * float64(microsPerDay)))
}

func (r *intervalReader) result() (Interval, error) {
	sign := int64(1)
	if r.ago {
		sign = -1
	}
	months, days := sign*r.wholeMonths, sign*r.wholeDay
	if months > math.MaxInt32 || months < math.MinInt32 || days > math.MaxInt32 || days < math.MinInt32 {
		return Interval{}, r.overflow()
	}
	return Interval{Months: int32(months), Days: int32(days), Micros: sign * r.wholeMicros}, nil
}

// isoDateUnits and isoTimeUnits are the designators of ISO 8601's durations.
var (
	isoDateUnits = map[byte]string{'Y': "year", 'M': "month", 'W': "week", 'D': "day"}
	isoTimeUnits = map[byte]string{'H': "hour", 'M': "minute", 'S': "second"}
)

// iso reads what follows the P of a duration of ISO 8601 with designators
// (DecodeISO8601Interval); the alternative form of dates is refused.
func (r *intervalReader) iso(s string) (Interval, error) {
	units, any := isoDateUnits, false
	for s != "" {
		if s[0] == 'T' {
			units, s, any = isoTimeUnits, s[1:], true
			continue
		}
		n := len(s) - len(strings.TrimLeft(s, "+-0123456789."))
		number := s[:n]
		whole, fraction, _ := strings.Cut(strings.TrimLeft(number, "+-"), ".")
		if n == 0 || n == len(s) || strings.LastIndexAny(number, "+-") > 0 {
			if n > 0 && strings.ContainsAny(s, "-:") || n == len(s) && n > 0 {
				return Interval{}, pgerr.New(pgerr.FeatureNotSupported, "ISO 8601's alternative form of intervals is not supported: \"%s\"", r.text)
			}
			return Interval{}, r.bad()
		}
		unit, ok := units[s[n]]
		value, err := strconv.ParseInt("0"+whole, 10, 64)
		f, err2 := strconv.ParseFloat("0."+fraction+"0", 64)
		if !ok || err != nil || err2 != nil {
			return Interval{}, r.bad()
		}
		if strings.HasPrefix(number, "-") {
			value, f = -value, -f
		}
		r.seen = map[string]bool{}
		if err := r.add(unit, value, f); err != nil {
			return Interval{}, err
		}
		s, any = s[n+1:], true
	}
	if !any {
		return Interval{}, r.bad()
	}
	return r.result()
}
