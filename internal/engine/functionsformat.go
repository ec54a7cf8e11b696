package engine

import (
	"slices"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// formatFunctions are those of texts, times and regular expressions.
func formatFunctions() []duck.Function {
	return slices.Concat(toCharFunctions(), stringFunctions(), timeFunctions(), regexFunctions())
}

// toCharFunctions are to_char() and its kin
// (https://www.postgresql.org/docs/15/functions-formatting.html); the last argument of
// those that need it is the session's time zone.
func toCharFunctions() []duck.Function {
	text := func(c *call, s string, ok bool, err error) error {
		if err == nil && ok {
			c.setText(s)
		} else {
			c.setNull()
		}
		return err
	}
	toChar := func(t duck.Type, each func(*call) error) duck.Function {
		return strict("pg_to_char", types(t, textType, textType), textType, each)
	}
	return []duck.Function{
		toChar(stampType, func(c *call) error {
			s, ok, err := pgfunc.ToCharTimestamp(duck.Slice[int64](&c.args[0])[c.row], c.text(1))
			return text(c, s, ok, err)
		}),
		toChar(stampTZType, func(c *call) error {
			zone, err := c.zone(2)
			if err != nil {
				return err
			}
			s, ok, err := pgfunc.ToCharTimestampTZ(duck.Slice[int64](&c.args[0])[c.row], c.text(1), zone)
			return text(c, s, ok, err)
		}),
		toChar(dateType, func(c *call) error {
			zone, err := c.zone(2)
			if err != nil {
				return err
			}
			s, ok, err := pgfunc.ToCharDate(duck.Slice[int32](&c.args[0])[c.row], c.text(1), zone)
			return text(c, s, ok, err)
		}),
		toChar(intervalType, func(c *call) error {
			s, ok, err := pgfunc.ToCharInterval(c.interval(0), c.text(1))
			return text(c, s, ok, err)
		}),
		toChar(doubleType, func(c *call) error {
			s, err := pgfunc.ToCharFloat(c.float(0), c.text(1), false)
			return text(c, s, true, err)
		}),
		toChar(anyType, toCharNumber),
		strict("pg_to_date", types(textType, textType), dateType, func(c *call) error {
			days, err := pgfunc.ToDate(c.text(0), c.text(1))
			c.setInt32(days)
			return err
		}),
		strict("pg_to_timestamp", types(textType, textType, textType), stampTZType, func(c *call) error {
			zone, err := c.zone(2)
			if err != nil {
				return err
			}
			micros, err := pgfunc.ToTimestamp(c.text(0), c.text(1), zone)
			c.setInt(micros)
			return err
		}),
		strict("pg_to_number", types(textType, textType), textType, func(c *call) error {
			s, err := pgfunc.ToNumber(c.text(0), c.text(1))
			return text(c, s, true, err)
		}),
	}
}

// toCharNumber formats integers and numerics.
func toCharNumber(c *call) error {
	v := &c.args[0]
	switch v.Type.ID {
	case duck.Float:
		s, err := pgfunc.ToCharFloat(floatAt(v, c.row), c.text(1), true)
		c.setText(s)
		return err
	case duck.TinyInt, duck.UTinyInt, duck.SmallInt, duck.USmallInt, duck.Integer, duck.UInteger, duck.BigInt, duck.UBigInt,
		duck.HugeInt, duck.DecimalType:
		w, err := keep(c, "plain values", func() (*values, error) { return newValues("UTC") })
		if err != nil {
			return err
		}
		number, err := w.append(nil, v, c.row)
		if err != nil {
			return err
		}
		s, err := pgfunc.ToCharNumeric(string(number), c.text(1))
		c.setText(s)
		return err
	case duck.Varchar:
		return pgerr.New("42725", "function to_char(unknown, unknown) is not unique").
			WithHint("Could not choose a best candidate function. You might need to add explicit type casts.")
	}
	return pgerr.New(pgerr.UndefinedFunction, "function to_char does not exist for this type")
}
