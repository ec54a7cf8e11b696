package engine

import (
	"fmt"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// readTime reads a literal as PostgreSQL does and gives it as DuckDB reads it. See
// dialect.Rewriter.
func (s *session) readTime(typeName, text, unit string) (string, error) {
	c := pgfunc.TimeContext{Now: s.now, Zone: s.zone}
	style := encode.NewStyle("UTC", "ISO, MDY", "postgres", "hex", 1)
	switch typeName {
	case "timestamptz":
		micros, err := c.TimestampTZ(text)
		return duckEra(string(style.TimestampTZ(nil, micros))), err
	case "timestamp":
		micros, err := c.Timestamp(text)
		return duckEra(string(style.Timestamp(nil, micros))), err
	case "date":
		days, err := c.Date(text)
		return duckEra(string(style.Date(nil, days))), err
	case "time":
		micros, err := c.Time(text)
		return string(encode.Time(nil, micros)), err
	case "interval":
		v, err := pgfunc.ParseInterval(text, unit)
		return fmt.Sprintf("%d months %d days %d microseconds", v.Months, v.Days, v.Micros), err
	}
	return "", pgerr.New(pgerr.InternalError, "no input of times of type %s", typeName)
}

// duckEra writes the years before our era as DuckDB does.
func duckEra(s string) string {
	if n := len(s) - len(" BC"); n > 0 && s[n:] == " BC" {
		return s[:n] + " (BC)"
	}
	return s
}
