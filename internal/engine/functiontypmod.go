package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// modifierFunctions give values what the modifier of their type asks for: the length of
// a text, the digits of a second, the fields of an interval.
func modifierFunctions() []duck.Function {
	fitted := func(name string, fit func(string, int) (string, error)) duck.Function {
		return strict(name, types(textType, bigType), textType, func(c *call) error {
			s, err := fit(c.text(0), int(c.int(1)))
			c.setText(s)
			return err
		})
	}
	rounded := func(t duck.Type, round func(int64, int) int64) duck.Function {
		return strict("pg_rounded", types(t, bigType), t, func(c *call) error {
			c.setInt(round(duck.Slice[int64](&c.args[0])[c.row], int(c.int(1))))
			return nil
		})
	}
	return []duck.Function{
		fitted("pg_varchar", pgfunc.Varchar),
		fitted("pg_character", pgfunc.Character),
		rounded(stampTZType, pgfunc.RoundTimestamp),
		rounded(duck.Of(duck.Timestamp), pgfunc.RoundTimestamp),
		rounded(clockType, pgfunc.RoundTime),
		strict("pg_rounded", types(intervalType, bigType), intervalType, func(c *call) error {
			c.setInterval(pgfunc.FitInterval(c.interval(0), int32(c.int(1))))
			return nil
		}),
	}
}
