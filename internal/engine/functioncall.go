package engine

import (
	"time"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// call is one row of a call of a function.
type call struct {
	args []duck.Vector
	row  int
	out  *duck.Output
	kept map[string]any // what is worth keeping from row to row, by the text it is made of
}

// strict makes a function of one that computes a row, called when no argument is NULL.
func strict(name string, params []duck.Type, result duck.Type, each func(*call) error) duck.Function {
	return duck.Function{Name: name, Params: params, Result: result, Call: func(args []duck.Vector, rows int, out *duck.Output) error {
		c := &call{args: args, out: out}
	next:
		for c.row = range rows {
			for i := range args {
				if args[i].Null(c.row) {
					out.Null(c.row)
					continue next
				}
			}
			if err := each(c); err != nil {
				return err
			}
		}
		return nil
	}}
}

// lenient makes a function of one that computes a row and looks for NULLs itself.
func lenient(name string, params []duck.Type, result duck.Type, each func(*call) error) duck.Function {
	return duck.Function{Name: name, Params: params, Result: result, Nulls: true, Call: func(args []duck.Vector, rows int, out *duck.Output) error {
		c := &call{args: args, out: out}
		for c.row = range rows {
			if err := each(c); err != nil {
				return err
			}
		}
		return nil
	}}
}

// variadic lets a function have any number of further arguments of any type.
func variadic(f duck.Function) duck.Function {
	any := duck.Of(duck.AnyType)
	f.Rest = &any
	return f
}

func (c *call) isNull(i int) bool {
	return c.args[i].Null(c.row) || c.args[i].Type.ID == duck.SQLNull
}
func (c *call) bytes(i int) []byte  { return c.args[i].Bytes(c.row) }
func (c *call) text(i int) string   { return string(c.args[i].Bytes(c.row)) }
func (c *call) int(i int) int64     { return integerAt(&c.args[i], c.row) }
func (c *call) bool(i int) bool     { return duck.Slice[bool](&c.args[i])[c.row] }
func (c *call) float(i int) float64 { return duck.Slice[float64](&c.args[i])[c.row] }
func (c *call) interval(i int) pgfunc.Interval {
	v := intervalAt(&c.args[i], c.row)
	return pgfunc.Interval{Months: v.Months, Days: v.Days, Micros: v.Micros}
}

// texts gives a list of texts; nil stands for NULL.
func (c *call) texts(i int) []*string {
	entry, elements := duck.Slice[duck.Entry](&c.args[i])[c.row], c.args[i].Elements()
	out := make([]*string, entry.Length)
	for k := range out {
		if at := int(entry.Offset) + k; !elements.Null(at) {
			s := string(elements.Bytes(at))
			out[k] = &s
		}
	}
	return out
}

// known gives the texts of a list that are not NULL.
func (c *call) known(i int) []string {
	var out []string
	for _, s := range c.texts(i) {
		if s != nil {
			out = append(out, *s)
		}
	}
	return out
}

// path gives the steps of a path, in which NULLs have no place.
func (c *call) path(i int) ([]string, error) {
	var out []string
	for k, s := range c.texts(i) {
		if s == nil {
			return nil, pgerr.New("22004", "path element at position %d is null", k+1)
		}
		out = append(out, *s)
	}
	return out, nil
}

func (c *call) json(i int) (pgfunc.JSON, error) { return pgfunc.ParseJSONB(c.bytes(i)) }

func (c *call) setNull()          { c.out.Null(c.row) }
func (c *call) setText(s string)  { c.out.Text(c.row, s) }
func (c *call) setBytes(b []byte) { c.out.Bytes(c.row, b) }
func (c *call) setBool(b bool)    { duck.Values[bool](c.out)[c.row] = b }
func (c *call) setInt(n int64)    { duck.Values[int64](c.out)[c.row] = n }
func (c *call) setInt32(n int32)  { duck.Values[int32](c.out)[c.row] = n }
func (c *call) setInterval(v pgfunc.Interval) {
	duck.Values[pgwire.Interval](c.out)[c.row] = pgwire.Interval{Months: v.Months, Days: v.Days, Micros: v.Micros}
}

func (c *call) setJSON(v pgfunc.JSON, err error) error {
	if err == nil {
		c.out.Append(c.row, v.Append)
	}
	return err
}

// zone gives the time zone that an argument names.
func (c *call) zone(i int) (*time.Location, error) {
	return zoneNamed(c.text(i))
}

func zoneNamed(name string) (*time.Location, error) {
	location, err := encode.LoadZone(name)
	if err != nil {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "time zone %q not recognized", name)
	}
	return location, nil
}

// values gives the writer of values for the zone that an argument names.
func (c *call) values(i int) (*values, error) {
	return keep(c, "values "+c.text(i), func() (*values, error) { return newValues(c.text(i)) })
}

// maxKeptRow is how much a vector's call keeps.
const maxKeptRow = 100

// keep gives what was made of a key for another row of the vector, or makes it.
func keep[T any](c *call, key string, make func() (T, error)) (T, error) {
	if made, ok := c.kept[key].(T); ok {
		return made, nil
	}
	made, err := make()
	if err == nil {
		if c.kept == nil || len(c.kept) >= maxKeptRow {
			c.kept = map[string]any{}
		}
		c.kept[key] = made
	}
	return made, err
}
