package engine

import (
	"fmt"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// readTime reads a literal as PostgreSQL does and gives it as DuckDB reads it. See
// dialect.Rewriter.
func (s *session) readTime(typeName, text, unit string) (string, error) {
	_, order, _ := strings.Cut(s.setting("datestyle"), ", ")
	c := pgfunc.TimeContext{Now: s.now, Zone: s.zone, DayFirst: order == "DMY", YearFirst: order == "YMD"}
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
	before, ok := strings.CutSuffix(s, " BC")
	if !ok {
		return s
	}
	date, clock, timed := strings.Cut(before, " ")
	if !timed {
		return date + " (BC)"
	}
	return date + " (BC) " + clock
}

// timeFunctions are those of dates and times
// (https://www.postgresql.org/docs/15/functions-datetime.html).
func timeFunctions() []duck.Function {
	justified := func(name string, justify func(pgfunc.Interval) pgfunc.Interval) duck.Function {
		return strict("pg_"+name, types(intervalType), intervalType, func(c *call) error {
			c.setInterval(justify(c.interval(0)))
			return nil
		})
	}
	return []duck.Function{
		justified("justify_days", pgfunc.JustifyDays),
		justified("justify_hours", pgfunc.JustifyHours),
		justified("justify_interval", pgfunc.JustifyInterval),
		strict("pg_make_interval", types(bigType, bigType, bigType, bigType, bigType, bigType, doubleType), intervalType, func(c *call) error {
			v, err := pgfunc.MakeInterval(c.int(0), c.int(1), c.int(2), c.int(3), c.int(4), c.int(5), c.float(6))
			c.setInterval(v)
			return err
		}),
		strict("pg_make_date", types(bigType, bigType, bigType), dateType, func(c *call) error {
			days, err := pgfunc.MakeDate(c.int(0), c.int(1), c.int(2))
			c.setInt32(days)
			return err
		}),
		strict("pg_make_time", types(bigType, bigType, doubleType), clockType, func(c *call) error {
			micros, err := pgfunc.MakeTime(c.int(0), c.int(1), c.float(2))
			c.setInt(micros)
			return err
		}),
		zoned("pg_local_time", stampTZType, stampType, pgfunc.LocalTime),
		zoned("pg_moment_of", stampType, stampTZType, pgfunc.MomentOf),
		strict("pg_make_timestamp", types(bigType, bigType, bigType, bigType, bigType, doubleType), stampType, func(c *call) error {
			micros, err := pgfunc.MakeTimestamp(c.int(0), c.int(1), c.int(2), c.int(3), c.int(4), c.float(5))
			c.setInt(micros)
			return err
		}),
		strict("pg_make_timestamptz", types(bigType, bigType, bigType, bigType, bigType, doubleType, textType), stampTZType, func(c *call) error {
			zone, err := c.zone(6)
			if err != nil {
				return err
			}
			micros, err := pgfunc.MakeTimestampTZ(c.int(0), c.int(1), c.int(2), c.int(3), c.int(4), c.float(5), zone)
			c.setInt(micros)
			return err
		}),
		strict("pg_date_trunc", types(textType, stampTZType, textType), stampTZType, func(c *call) error {
			zone, err := c.zone(2)
			if err != nil {
				return err
			}
			micros, err := pgfunc.TruncateIn(strings.ToLower(c.text(0)), duck.Slice[int64](&c.args[1])[c.row], zone)
			c.setInt(micros)
			return err
		}),
	}
}

// zoned makes a function of AT TIME ZONE: of a zone's name or abbreviation, and a time.
func zoned(name string, from, to duck.Type, shift func(int64, *time.Location) int64) duck.Function {
	return strict(name, types(textType, from), to, func(c *call) error {
		zone, ok := pgfunc.ZoneAbbreviation(c.text(0))
		if !ok {
			var err error
			if zone, err = c.zone(0); err != nil {
				return err
			}
		}
		c.setInt(shift(duck.Slice[int64](&c.args[1])[c.row], zone))
		return nil
	})
}
