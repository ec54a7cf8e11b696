package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// fieldKeys are where the patterns that are plain integers put their value.
var fieldKeys = map[string]string{"HH24": "hh", "MI": "mi", "SS": "ss", "SSSS": "ssss", "SSSSS": "ssss", "MM": "mm",
	"DDD": "ddd", "IDDD": "ddd", "DD": "dd", "D": "d", "WW": "ww", "IW": "ww", "CC": "cc", "W": "w", "J": "j", "HH": "hh", "HH12": "hh"}

// fieldWidths are the widths of those whose name has another length.
var fieldWidths = map[string]int{"HH24": 2, "HH12": 2, "IDDD": 3}

var shortMonths, shortDays = shortened(monthNames[:]), shortened(dayNames[:])

func shortened(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, n[:3])
	}
	return out
}

// field reads what a pattern stands for.
func (r *formatReader) field(n *timeNode) error {
	upper := strings.ToUpper(n.field.name)
	if key, ok := fieldKeys[upper]; ok {
		width := len(upper)
		if w, ok := fieldWidths[upper]; ok {
			width = w
		}
		value, _, err := r.integer(n, width)
		if err != nil {
			return err
		}
		r.twelve = r.twelve || upper == "HH" || upper == "HH12"
		return r.set(n, key, value)
	}
	switch upper {
	case "FX":
		r.exact = true
		return nil
	case "AM", "PM":
		return r.half(n, []string{"am", "pm"})
	case "A.M.", "P.M.":
		return r.half(n, []string{"a.m.", "p.m."})
	case "AD", "BC":
		return r.era(n, []string{"ad", "bc"})
	case "A.D.", "B.C.":
		return r.era(n, []string{"a.d.", "b.c."})
	case "MONTH", "MON", "RM", "DAY", "DY":
		return r.name(n, upper)
	case "TZ", "OF":
		return pgerr.New(pgerr.FeatureNotSupported, "formatting field %q is only supported in to_char", n.field.name)
	case "TZH", "TZM":
		return r.zone(n, upper)
	case "Q":
		_, _, err := r.integer(n, 1)
		return err
	case "ID":
		value, _, err := r.integer(n, 1)
		if value++; value > 7 {
			value = 1
		}
		if err != nil {
			return err
		}
		return r.set(n, "d", value)
	case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
		return r.fraction(n, upper)
	}
	return r.year(n, upper)
}

func (r *formatReader) half(n *timeNode, words []string) error {
	i, err := r.word(n, words)
	r.afternoon, r.twelve = i == 1, true
	return err
}

func (r *formatReader) era(n *timeNode, words []string) error {
	i, err := r.word(n, words)
	r.beforeEra = i == 1
	return err
}

func (r *formatReader) name(n *timeNode, upper string) error {
	words, key := monthNames[:], "mm"
	switch upper {
	case "MON":
		words = shortMonths
	case "RM":
		words = romanMonths[:]
	case "DAY":
		words, key = dayNames[:], "d"
	case "DY":
		words, key = shortDays, "d"
	}
	i, err := r.word(n, words)
	if err != nil {
		return err
	}
	if upper == "RM" {
		i = monthsPerYear - 1 - i
	}
	return r.set(n, key, i+1)
}

func (r *formatReader) zone(n *timeNode, upper string) error {
	if upper == "TZM" {
		if r.zoneSign == 0 {
			r.zoneSign = 1
		}
		value, _, err := r.integer(n, 2)
		r.zoneMinutes = value
		return err
	}
	before := r.text[:len(r.text)-len(r.rest)]
	switch {
	case r.rest[0] == '+' || r.rest[0] == '-' || r.rest[0] == ' ':
		r.zoneSign = 1
		if r.rest[0] == '-' {
			r.zoneSign = -1
		}
		r.rest = r.rest[1:]
	case r.extra > 0 && strings.HasSuffix(before, "-"):
		r.zoneSign = -1
	default:
		r.zoneSign = 1
	}
	value, _, err := r.integer(n, 2)
	r.zoneHours = value
	return err
}

func (r *formatReader) fraction(n *timeNode, upper string) error {
	width := map[string]int{"MS": 3, "US": 6}[upper]
	if width == 0 {
		width = int(upper[2] - '0')
		r.fractionSecondsOf = width
	}
	value, used, err := r.integer(n, width)
	if err != nil {
		return err
	}
	if upper == "MS" {
		r.millis = value * power10(max(3-used, 0))
		return nil
	}
	r.micros = value * power10(max(6-used, 0))
	return nil
}

// year reads the patterns of years.
func (r *formatReader) year(n *timeNode, upper string) error {
	if upper == "Y,YYY" {
		head, tail, ok := strings.Cut(r.rest, ",")
		millennia, used, _ := leadingInteger(head)
		years, digits, _ := leadingInteger(tail[:min(3, len(tail))])
		if !ok || used == 0 || used != len(head) || digits == 0 {
			return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid input string for %q", n.field.name)
		}
		r.rest, r.yearDigits = tail[digits:], 4
		return r.set(n, "year", int(millennia*1000+years))
	}
	r.yearDigits = len(upper)
	value, used, err := r.integer(n, r.yearDigits)
	if err != nil {
		return err
	}
	if r.yearDigits < 4 && used < 4 {
		switch {
		case value < 70:
			value += 2000
		case value < 100:
			value += 1900
		case value < 520:
			value += 2000
		case value < 1000:
			value += 1000
		}
	}
	return r.set(n, "year", value)
}

// combine makes a date and a time of the values (do_to_timestamp).
func (r *formatReader) combine() error {
	r.t.month, r.t.day = 1, 1
	if err := r.clock(); err != nil {
		return err
	}
	set, full := r.combineYear(), false
	v := r.values
	if v["j"] != 0 {
		r.t.year, r.t.month, r.t.day = dateOf(int64(v["j"]) - epochJulian)
		full = true
	}
	if week := v["ww"]; week != 0 {
		if r.mode == isoCalendar {
			days := isoWeekStart(r.t.year, week)
			if d := v["d"]; d > 1 {
				days += int64(d - 2)
			} else if d == 1 {
				days += 6
			}
			r.t.year, r.t.month, r.t.day = dateOf(days)
			full = true
		} else {
			v["ddd"] = (week-1)*7 + 1
		}
	}
	if v["w"] != 0 {
		v["dd"] = (v["w"]-1)*7 + 1
	}
	if v["dd"] != 0 {
		r.t.day, set = v["dd"], true
	}
	if v["mm"] != 0 {
		r.t.month, set = v["mm"], true
	}
	if v["ddd"] != 0 && (r.t.month <= 1 || r.t.day <= 1) {
		if r.t.year == 0 && !r.beforeEra {
			return pgerr.New(pgerr.InvalidDatetimeFormat, "cannot calculate day of year without year information")
		}
		first := daysOf(r.t.year, 1, 1)
		if r.mode == isoCalendar {
			first = isoWeekStart(r.t.year, 1)
		} else if v["ddd"] > 365 && (v["ddd"] > 366 || !leap(r.t.year)) || v["ddd"] < 1 {
			return r.overflow()
		}
		year, month, day := dateOf(first + int64(v["ddd"]) - 1)
		if r.mode == isoCalendar || r.t.month <= 1 && r.t.day <= 1 {
			r.t.year, r.t.month, r.t.day = year, month, day
		} else if r.t.month <= 1 {
			r.t.month = month
		} else {
			r.t.day = day
		}
		set = true
	}
	r.t.micros = r.millis*1000 + r.micros
	return r.validate(set || full)
}

func (r *formatReader) clock() error {
	v := r.values
	r.t.hour, r.t.minute, r.t.second = int64(v["ssss"]/3600), v["ssss"]%3600/60, v["ssss"]%60
	if v["ss"] != 0 {
		r.t.second = v["ss"]
	}
	if v["mi"] != 0 {
		r.t.minute = v["mi"]
	}
	if v["hh"] != 0 {
		r.t.hour = int64(v["hh"])
	}
	if !r.twelve {
		return nil
	}
	if r.t.hour < 1 || r.t.hour > 12 {
		return pgerr.New(pgerr.InvalidDatetimeFormat, "hour \"%s\" is invalid for the 12-hour clock", strconv.FormatInt(r.t.hour, 10)).
			WithHint("Use the 24-hour clock, or give an hour between 1 and 12.")
	}
	if r.t.hour %= 12; r.afternoon {
		r.t.hour += 12
	}
	return nil
}

// combineYear makes the year of the year and the century; it says whether there is one.
func (r *formatReader) combineYear() bool {
	year, century := r.values["year"], r.values["cc"]
	switch {
	case year == 0 && century == 0:
		return false
	case year != 0 && (century == 0 || r.yearDigits > 2):
		if r.beforeEra {
			year = -year
		}
		if year < 0 {
			year++
		}
	default:
		if r.beforeEra {
			century = -century
		}
		of := year % 100
		switch {
		case year == 0 && century >= 0:
			year = (century-1)*100 + 1
		case year == 0:
			year = century*100 + 1
		case of != 0 && century >= 0:
			year = of + (century-1)*100
		case of != 0:
			year = (century+1)*100 - of + 1
		case century >= 0:
			year = century * 100
		default:
			year = century*100 + 1
		}
	}
	r.t.year = int64(year)
	return true
}

func (r *formatReader) overflow() error {
	return pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: %q", r.text)
}

func (r *formatReader) validate(dated bool) error {
	t := &r.t
	if dated && (t.month < 1 || t.month > 12 || t.day < 1 || t.day > 31 || t.day > daysIn(t.year, t.month)) {
		return r.overflow()
	}
	if t.hour < 0 || t.hour >= 24 || t.minute < 0 || t.minute >= 60 || t.second < 0 || t.second >= 60 || t.micros < 0 || t.micros >= int(microsPerSecond) {
		return r.overflow()
	}
	if r.zoneSign != 0 && (r.zoneHours < 0 || r.zoneHours > 15 || r.zoneMinutes < 0 || r.zoneMinutes >= 60) {
		return pgerr.New("22009", "time zone displacement out of range: %q", r.text)
	}
	if t.year < -4713 || t.year > 294276 {
		return pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	}
	return nil
}
