package encode

import (
	"strings"
	"time"

	"github.com/trailgres/trailgres/pgwire/charset"
)

// Style is a session's settings that change how values are written. It may be
// used by one goroutine at a time, since it remembers the zone's last offset.
type Style struct {
	Dates            DateStyle
	DayFirst         bool // DateStyle's DMY
	Interval         IntervalStyle
	ExtraFloatDigits int
	ByteaEscape      bool             // bytea_output = escape
	Charset          *charset.Charset // what texts are written in; nil for UTF-8
	zone             zone
}

// DateStyle is the first half of PostgreSQL's DateStyle.
type DateStyle uint8

// The date styles.
const (
	DatesISO DateStyle = iota
	DatesSQL
	DatesPostgres
	DatesGerman
)

// IntervalStyle is PostgreSQL's setting of that name.
type IntervalStyle uint8

// The interval styles.
const (
	IntervalPostgres IntervalStyle = iota
	IntervalPostgresVerbose
	IntervalSQLStandard
	IntervalISO8601
)

// NewStyle reads the settings as PostgreSQL shows them: timeZone a name that
// LoadZone knows (UTC if it does not), dateStyle as "ISO, MDY".
func NewStyle(timeZone, dateStyle, intervalStyle, byteaOutput string, extraFloatDigits int) *Style {
	s := &Style{
		ExtraFloatDigits: extraFloatDigits,
		ByteaEscape:      strings.EqualFold(byteaOutput, "escape"),
		Interval:         parseIntervalStyle(intervalStyle),
	}
	s.Dates, s.DayFirst = parseDateStyle(dateStyle)
	loc, err := LoadZone(timeZone)
	if err != nil {
		loc = time.UTC
	}
	s.SetZone(loc)
	return s
}

// SetZone makes loc the zone in which timestamptz values are shown.
func (s *Style) SetZone(loc *time.Location) { s.zone = newZone(loc) }

func parseDateStyle(v string) (style DateStyle, dayFirst bool) {
	for part := range strings.SplitSeq(v, ",") {
		switch strings.ToUpper(strings.TrimSpace(part)) {
		case "SQL":
			style = DatesSQL
		case "POSTGRES":
			style = DatesPostgres
		case "GERMAN":
			style = DatesGerman
		case "DMY", "EURO", "EUROPEAN":
			dayFirst = true
		}
	}
	return style, dayFirst
}

func parseIntervalStyle(v string) IntervalStyle {
	switch strings.ToLower(v) {
	case "postgres_verbose":
		return IntervalPostgresVerbose
	case "sql_standard":
		return IntervalSQLStandard
	case "iso_8601":
		return IntervalISO8601
	}
	return IntervalPostgres
}
