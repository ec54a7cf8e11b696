package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// timeParser is DecodeDateTime() of src/backend/utils/adt/datetime.c.
type timeParser struct {
	TimeContext
	parsedTime
	text, typeName               string
	hasYear, hasMonth, hasDay    bool
	monthWord, twoDigits, before bool
	half                         string // am, pm
	afterT, julian               bool
	yearDay                      int
	zoned                        bool
}

func (c TimeContext) parse(text, typeName string) (*parsedTime, error) {
	p := &timeParser{TimeContext: c, text: text, typeName: typeName}
	tokens, ok := timeTokens(text)
	if !ok {
		return nil, p.bad()
	}
	for _, t := range tokens {
		if err := p.token(t); err != nil {
			return nil, err
		}
	}
	if p.special != "" {
		return &p.parsedTime, nil
	}
	return &p.parsedTime, p.validate()
}

func (p *timeParser) bad() error { return badTime(p.text, p.typeName) }

func (p *timeParser) overflow() error { return fieldOverflow(p.text) }

func (p *timeParser) token(t timeToken) error {
	if p.special != "" {
		return p.bad()
	}
	switch t.kind {
	case dateToken:
		if isAlpha(t.text[0]) && strings.ContainsAny(t.text, "/_+") || p.complete() {
			return p.zoneName(t)
		}
		return p.date(t)
	case clockToken:
		if p.timed {
			return p.bad()
		}
		p.afterT = false
		return p.clockOf(t.text)
	case offsetToken:
		if p.zoned {
			return p.bad()
		}
		offset, err := readOffset(t.text, p.text)
		p.offset, p.zoned = &offset, true
		if err != nil && pgerr.Flatten(err).Code == pgerr.InvalidDatetimeFormat {
			return p.bad()
		}
		return err
	case numberToken:
		return p.number(t.text)
	case signedWordToken:
		if t.text == "-infinity" {
			p.special = t.text
			return nil
		}
		if t.text == "+infinity" {
			p.special = "infinity"
			return nil
		}
		return p.bad()
	}
	return p.word(t)
}

func (p *timeParser) complete() bool { return p.hasYear && p.hasMonth && p.hasDay }

func (p *timeParser) zoneName(t timeToken) error {
	if p.zoned || !p.zoneOf(t) {
		if !p.zoned && strings.Contains(t.text, "/") {
			return pgerr.New(pgerr.InvalidParameterValue, "time zone \"%s\" not recognized", t.text)
		}
		return p.bad()
	}
	p.zoned = true
	return nil
}

// date reads a date whose parts are joined by one delimiter (DecodeDate).
func (p *timeParser) date(t timeToken) error {
	if p.timed {
		return p.bad()
	}
	parts := strings.FieldsFunc(t.text, func(r rune) bool { return r < 0x80 && !isAlnum(byte(r)) })
	var pieces []string
	for _, part := range parts { // letters and digits stand apart
		begin := 0
		for i := 1; i <= len(part); i++ {
			if i == len(part) || isAlpha(part[i]) != isAlpha(part[begin]) {
				pieces = append(pieces, part[begin:i])
				begin = i
			}
		}
	}
	var numbers []string
	for _, piece := range pieces {
		if !isAlpha(piece[0]) {
			numbers = append(numbers, piece)
			continue
		}
		month := monthOf(piece)
		if month == 0 || p.hasMonth {
			return p.bad()
		}
		p.month, p.hasMonth, p.monthWord = month, true, true
	}
	for _, n := range numbers {
		if p.complete() {
			return p.bad()
		}
		if err := p.number(n); err != nil {
			return err
		}
	}
	if !p.complete() && p.yearDay == 0 {
		return p.bad()
	}
	return nil
}

// number reads a number by what is known so far (DecodeNumber).
func (p *timeParser) number(s string) error {
	whole, fraction, point := strings.Cut(s, ".")
	if p.julian {
		p.julian = false
		days, err := strconv.Atoi(whole)
		if err != nil || p.complete() {
			return p.bad()
		}
		p.year, p.month, p.day = dateOf(int64(days) - epochJulian)
		p.hasYear, p.hasMonth, p.hasDay = true, true, true
		return nil
	}
	if point && !p.afterT && !p.hasYear && !p.hasMonth && !p.hasDay { // 1.2.2020 is a date
		return p.date(timeToken{text: s})
	}
	if p.afterT || len(s) >= 6 && (!p.complete() || !p.timed) || point && len(whole) > 2 {
		p.afterT = false
		return p.run(whole, fraction, point)
	}
	if point {
		return p.bad()
	}
	value, err := strconv.Atoi(s)
	if err != nil {
		return p.overflow()
	}
	return p.part(s, value)
}

func (p *timeParser) part(s string, value int) error {
	year := func() {
		p.year, p.hasYear, p.twoDigits = int64(value), true, len(s) <= 2
	}
	month := func() { p.month, p.hasMonth = value, true }
	day := func() { p.day, p.hasDay = value, true }
	switch {
	case len(s) == 3 && p.hasYear && !p.hasMonth && !p.hasDay && value >= 1 && value <= 366:
		p.yearDay = value
		p.hasMonth, p.hasDay = true, true
	case p.complete():
		return p.run(s, "", false)
	case !p.hasYear && !p.hasMonth && !p.hasDay:
		switch {
		case len(s) >= 3 || p.YearFirst:
			year()
		case p.DayFirst:
			day()
		default:
			month()
		}
	case p.hasYear && !p.hasMonth && !p.hasDay, !p.hasYear && !p.hasMonth && p.hasDay:
		month()
	case !p.hasYear && p.hasMonth && !p.hasDay:
		if p.monthWord && (len(s) >= 3 || p.YearFirst) {
			year()
		} else {
			day()
		}
	case p.hasYear && p.hasMonth:
		if p.monthWord && len(s) >= 3 && p.twoDigits {
			p.day, p.hasDay = int(p.year), true
			p.year, p.twoDigits = int64(value), false
		} else {
			day()
		}
	case p.hasMonth && p.hasDay:
		year()
	default:
		return p.bad()
	}
	return nil
}

// run reads a date or a time whose digits run together (DecodeNumberField).
func (p *timeParser) run(digits, fraction string, point bool) error {
	value := func(s string) int { n, _ := strconv.Atoi(s); return n }
	n := len(digits)
	if !point && !p.complete() && n >= 6 && !(p.hasYear || p.hasMonth || p.hasDay) {
		p.year, p.month, p.day = int64(value(digits[:n-4])), value(digits[n-4:n-2]), value(digits[n-2:])
		p.hasYear, p.hasMonth, p.hasDay, p.twoDigits = true, true, true, n == 6
		return nil
	}
	if p.timed || n != 4 && n != 6 {
		return p.bad()
	}
	p.hour, p.minute, p.timed = int64(value(digits[:2])), value(digits[2:4]), true
	if n == 6 {
		p.second = value(digits[4:])
	}
	return p.fractionOf(fraction)
}

// fractionOf reads a fraction of a second, rounded to microseconds.
func (p *timeParser) fractionOf(digits string) error {
	micros, ok := fractionMicros(digits)
	if !ok {
		return p.bad()
	}
	if micros == int(microsPerSecond) {
		micros, p.fraction = 0, int(microsPerSecond)
	}
	p.micros = micros
	return nil
}

func fractionMicros(digits string) (int, bool) {
	if digits == "" {
		return 0, true
	}
	f, err := strconv.ParseFloat("0."+digits, 64)
	if err != nil {
		return 0, false
	}
	return int(roundEven(f * 1e6)), true
}

// clockOf reads hh:mm[:ss[.fff]] (DecodeTime).
func (p *timeParser) clockOf(s string) error {
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return p.bad()
	}
	last, fraction, _ := strings.Cut(parts[len(parts)-1], ".")
	parts[len(parts)-1] = last
	values := [3]int{}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil && part != "" {
			return p.overflow()
		}
		if part == "" && i > 0 {
			return p.bad()
		}
		values[i] = n
	}
	p.hour, p.minute, p.second, p.timed = int64(values[0]), values[1], values[2], true
	if len(parts) == 2 && fraction != "" { // mm:ss.fff is no time of the day
		p.hour, p.minute, p.second = 0, values[0], values[1]
	}
	if p.minute > 59 || p.second > 60 {
		return p.overflow()
	}
	return p.fractionOf(fraction)
}

// word reads a name (DecodeSpecial and the time zones).
func (p *timeParser) word(t timeToken) error {
	switch w := t.text; w {
	case "epoch", "infinity":
		if p.dated || p.hasYear || p.hasMonth || p.timed {
			return p.bad()
		}
		p.special = w
		return nil
	case "inf":
		return p.bad()
	case "now", "today", "tomorrow", "yesterday", "allballs":
		if w != "allballs" && p.complete() || w == "now" && p.timed {
			return p.bad()
		}
		p.relative(w, &p.parsedTime)
		if w != "allballs" {
			p.hasYear, p.hasMonth, p.hasDay = true, true, true
		}
		return nil
	case "am", "pm":
		p.half = w
		return nil
	case "bc", "b.c.":
		p.before = true
		return nil
	case "ad", "at", "on":
		return nil
	case "t":
		if !p.complete() {
			return p.bad()
		}
		p.afterT = true
		return nil
	case "j", "jd", "julian":
		p.julian = true
		return nil
	case "dst":
		if p.offset == nil {
			return p.bad()
		}
		*p.offset += 3600
		return nil
	}
	if month := monthOf(t.text); month > 0 {
		if p.hasMonth && !p.monthWord && !p.hasDay && p.month >= 1 && p.month <= 31 {
			p.day, p.hasDay = p.month, true
		} else if p.hasMonth {
			return p.bad()
		}
		p.month, p.hasMonth, p.monthWord = month, true, true
		return nil
	}
	if isDayName(t.text) {
		return nil
	}
	return p.zoneName(t)
}

// validate checks and completes what was read (ValidateDate).
func (p *timeParser) validate() error {
	if p.julian || p.afterT {
		return p.bad()
	}
	if p.half != "" {
		if p.hour > 12 {
			return p.overflow()
		}
		if p.hour %= 12; p.half == "pm" {
			p.hour += 12
		}
	}
	if p.hour > 24 || p.hour == 24 && (p.minute > 0 || p.second > 0 || p.micros > 0) || p.minute > 59 || p.second > 60 {
		return p.overflow()
	}
	p.micros += p.fraction
	if !p.complete() {
		if p.hasYear || p.hasMonth || p.hasDay {
			return p.bad()
		}
		return nil
	}
	p.dated = true
	switch {
	case p.before && p.year <= 0:
		return p.overflow()
	case p.before:
		p.year = -(p.year - 1)
	case p.twoDigits && p.year < 70:
		p.year += 2000
	case p.twoDigits:
		p.year += 1900
	case p.year <= 0:
		return p.overflow()
	}
	if p.yearDay > 0 {
		p.year, p.month, p.day = dateOf(daysOf(p.year, 1, 1) + int64(p.yearDay) - 1)
	}
	if p.month < 1 || p.month > 12 || p.day < 1 || p.day > 31 {
		return pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", p.text).
			WithHint("Perhaps you need a different \"datestyle\" setting.")
	}
	if p.day > daysIn(p.year, p.month) {
		return p.overflow()
	}
	return nil
}
