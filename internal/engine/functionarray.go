package engine

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
)

// arrayFunctions are the functions of an array's dimensions
// (https://www.postgresql.org/docs/15/functions-array.html): an array of several
// dimensions is a list of lists.
func arrayFunctions() []duck.Function {
	integer := duck.Of(duck.Integer)
	of := func(name string, result duck.Type, f func(c *call, dims []int) error) duck.Function {
		return strict(name, []duck.Type{anyType}, result, func(c *call) error {
			dims, err := c.dimensions(name)
			if err != nil {
				return err
			}
			return f(c, dims)
		})
	}
	dimension := func(name string, f func(length int) int64) duck.Function {
		return strict(name, []duck.Type{anyType, integer}, integer, func(c *call) error {
			dims, err := c.dimensions(name)
			if err != nil {
				return err
			}
			i := int(c.int(1))
			if i < 1 || i > len(dims) {
				c.setNull()
				return nil
			}
			return c.setWhole(f(dims[i-1]), nil)
		})
	}
	length := func(n int) int64 { return int64(n) }
	return []duck.Function{
		dimension("pg_array_length", length),
		dimension("pg_array_upper", length),
		dimension("pg_array_lower", func(int) int64 { return 1 }),
		of("pg_array_ndims", integer, func(c *call, dims []int) error {
			if len(dims) == 0 {
				c.setNull()
				return nil
			}
			return c.setWhole(int64(len(dims)), nil)
		}),
		of("pg_array_dims", duck.Of(duck.Varchar), func(c *call, dims []int) error {
			if len(dims) == 0 {
				c.setNull()
				return nil
			}
			text := ""
			for _, n := range dims {
				text += "[1:" + strconv.Itoa(n) + "]"
			}
			c.setText(text)
			return nil
		}),
		strict("pg_text", []duck.Type{textType, anyType}, textType, func(c *call) error {
			w, err := c.values(0)
			if err != nil {
				return err
			}
			text, err := w.append(nil, &c.args[1], c.row)
			c.setBytes(text)
			return err
		}),
		strict("pg_output", []duck.Type{textType, anyType}, textType, func(c *call) error {
			w, err := c.values(0)
			if err != nil {
				return err
			}
			text, err := w.output(nil, &c.args[1], c.row)
			c.setBytes(text)
			return err
		}),
		lenient("pg_array_to_string", []duck.Type{textType, anyType, textType}, textType, arrayToString),
		lenient("pg_array_to_string", []duck.Type{textType, anyType, textType, textType}, textType, arrayToString),
		of("pg_cardinality", integer, func(c *call, dims []int) error {
			size := min(len(dims), 1)
			for _, n := range dims {
				size *= n
			}
			return c.setWhole(int64(size), nil)
		}),
	}
}

// arrayToString is array_to_string(): its arguments are the style, the array, what stands
// between the elements and what stands for NULLs, which are left out without it.
func arrayToString(c *call) error {
	if c.isNull(1) || c.isNull(2) {
		c.setNull()
		return nil
	}
	w, err := c.values(0)
	if err != nil {
		return err
	}
	var parts []string
	err = eachElement(c.args[1], c.row, func(v *duck.Vector, row int) error {
		if v.Null(row) {
			if len(c.args) == 4 && !c.isNull(3) {
				parts = append(parts, c.text(3))
			}
			return nil
		}
		text, err := w.output(nil, v, row)
		parts = append(parts, string(text))
		return err
	})
	c.setText(strings.Join(parts, c.text(2)))
	return err
}

// eachElement visits the innermost elements of an array.
func eachElement(v duck.Vector, row int, visit func(v *duck.Vector, row int) error) error {
	if v.Type.ID != duck.ListType {
		return visit(&v, row)
	}
	entry := duck.Slice[duck.Entry](&v)[row]
	for i := range int(entry.Length) {
		if err := eachElement(v.Elements(), int(entry.Offset)+i, visit); err != nil {
			return err
		}
	}
	return nil
}

// dimensions gives the lengths of an array in each dimension; none of an empty one.
func (c *call) dimensions(name string) ([]int, error) {
	v, row := c.args[0], c.row
	if v.Type.ID != duck.ListType {
		return nil, pgerr.New(pgerr.UndefinedFunction, "function %s does not exist for what is no array", name[len("pg_"):])
	}
	var dims []int
	for v.Type.ID == duck.ListType {
		entry := duck.Slice[duck.Entry](&v)[row]
		if entry.Length == 0 {
			return nil, nil
		}
		dims = append(dims, int(entry.Length))
		if v.Type.Elem.ID != duck.ListType {
			break
		}
		v, row = v.Elements(), int(entry.Offset)
		if v.Null(row) {
			break
		}
	}
	return dims, nil
}
