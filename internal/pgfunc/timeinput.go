package pgfunc

import (
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TimeContext is what the input of times depends on.
type TimeContext struct {
	Now  time.Time
	Zone *time.Location
	// DayFirst says that DateStyle is DMY, and YearFirst that it is YMD; else it is MDY.
	DayFirst, YearFirst bool
}

// parsedTime is the result of reading a text: a local time, or one of an offset, or a
// word that stands for a moment.
type parsedTime struct {
	moment
	dated, timed bool
	special      string // epoch, infinity, -infinity
	offset       *int   // seconds east of UTC
	zone         *time.Location
	fraction     int // microseconds that the seconds rounded up to
}

func (p *parsedTime) local() int64 {
	return daysOf(p.year, p.month, p.day)*microsPerDay + p.clock()
}

func (p *parsedTime) clock() int64 {
	return p.hour*3600*microsPerSecond + int64(p.minute)*60*microsPerSecond + int64(p.second)*microsPerSecond + int64(p.micros)
}

// TimestampTZ reads a timestamptz
// (https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-DATETIME-INPUT).
// Errors are 22007 and 22008.
func (c TimeContext) TimestampTZ(text string) (int64, error) {
	return c.timestamp(text, "timestamp with time zone", true)
}

// Timestamp reads a timestamp without time zone; a zone in the text is ignored.
func (c TimeContext) Timestamp(text string) (int64, error) {
	return c.timestamp(text, "timestamp", false)
}

func (c TimeContext) timestamp(text, typeName string, zoned bool) (int64, error) {
	p, err := c.parse(text, typeName)
	if err != nil {
		return 0, err
	}
	switch p.special {
	case "epoch":
		return 0, nil
	case "infinity":
		return InfiniteTime, nil
	case "-infinity":
		return -InfiniteTime, nil
	}
	if !p.dated {
		return 0, badTime(text, typeName)
	}
	micros := p.local()
	if p.year < -4713 || p.year > 294276 {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: %q", text)
	}
	if !zoned {
		return micros, nil
	}
	switch {
	case p.offset != nil:
		return micros - int64(*p.offset)*microsPerSecond, nil
	case p.zone != nil:
		return localToUTC(micros, p.zone), nil
	}
	return localToUTC(micros, c.Zone), nil
}

// Date reads a date, in days since 1970-01-01.
func (c TimeContext) Date(text string) (int32, error) {
	p, err := c.parse(text, "date")
	if err != nil {
		return 0, err
	}
	switch p.special {
	case "epoch":
		return 0, nil
	case "infinity":
		return InfiniteDate, nil
	case "-infinity":
		return -InfiniteDate, nil
	}
	if !p.dated {
		return 0, badTime(text, "date")
	}
	if p.year < -4713 || p.year > 5874897 {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range: %q", text)
	}
	return int32(daysOf(p.year, p.month, p.day)), nil
}

// Time reads a time of the day, in microseconds. Of what PostgreSQL takes, a date before
// the time and a zone behind it are refused with 0A000.
func (c TimeContext) Time(text string) (int64, error) {
	tokens, ok := timeTokens(text)
	if !ok {
		return 0, badTime(text, "time")
	}
	p := &timeParser{TimeContext: c, text: text, typeName: "time"}
	p.hasYear, p.hasMonth, p.hasDay = true, true, true
	p.year, p.month, p.day = 2000, 1, 1
	for _, t := range tokens {
		switch {
		case t.kind == clockToken, t.kind == numberToken, t.text == "am", t.text == "pm", t.text == "allballs":
		case t.kind == wordToken && !knownWord(t.text) && !p.zoneOf(t):
			return 0, badTime(text, "time")
		default:
			return 0, pgerr.New(pgerr.FeatureNotSupported, "a time with a date or a zone is not supported: \"%s\"", text)
		}
		if err := p.token(t); err != nil {
			return 0, err
		}
	}
	if !p.timed {
		return 0, badTime(text, "time")
	}
	if err := p.validate(); err != nil {
		return 0, err
	}
	return p.clock(), nil
}

func badTime(text, typeName string) error {
	return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid input syntax for type %s: \"%s\"", typeName, text)
}

func fieldOverflow(text string) error {
	return pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", text)
}

// relative gives the moment of a word such as today.
func (c TimeContext) relative(word string, p *parsedTime) bool {
	now := takeApartIn(c.Now.UnixMicro(), c.Zone)
	days := map[string]int64{"today": 0, "tomorrow": 1, "yesterday": -1}
	switch word {
	case "now":
		p.moment = now
		p.timed = true
		p.offset = &now.offset
	case "today", "tomorrow", "yesterday":
		year, month, day := dateOf(now.days() + days[word])
		p.year, p.month, p.day = year, month, day
	case "allballs":
		zero := 0
		p.hour, p.minute, p.second, p.micros, p.timed, p.offset = 0, 0, 0, 0, true, &zero
		return true
	default:
		return false
	}
	p.dated = true
	return true
}
