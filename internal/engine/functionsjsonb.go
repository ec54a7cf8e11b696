package engine

import (
	"fmt"
	"slices"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// jsonbFunctions are the operators of jsonb
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSONB-OP-TABLE) and
// the functions that change documents.
func jsonbFunctions() []duck.Function {
	jsonb := duck.JSON
	pair := func(name string, result duck.Type, each func(c *call, a, b pgfunc.JSON) error) duck.Function {
		return strict(name, types(jsonb, jsonb), result, func(c *call) error {
			a, err := c.json(0)
			if err != nil {
				return err
			}
			b, err := keep(c, c.text(1), func() (pgfunc.JSON, error) { return c.json(1) })
			if err != nil {
				return err
			}
			return each(c, a, b)
		})
	}
	one := func(name string, result duck.Type, each func(c *call, v pgfunc.JSON) error, more ...duck.Type) duck.Function {
		return strict(name, append(types(jsonb), more...), result, func(c *call) error {
			v, err := c.json(0)
			if err != nil {
				return err
			}
			return each(c, v)
		})
	}
	return []duck.Function{
		pair("pg_jsonb_contains", boolType, func(c *call, a, b pgfunc.JSON) error { c.setBool(a.Contains(b)); return nil }),
		pair("pg_jsonb_compare", intType, func(c *call, a, b pgfunc.JSON) error { c.setInt32(int32(a.Compare(b))); return nil }),
		pair("pg_jsonb_concat", jsonb, func(c *call, a, b pgfunc.JSON) error { return c.setJSON(a.Concat(b), nil) }),
		one("pg_jsonb_exists", boolType, func(c *call, v pgfunc.JSON) error { c.setBool(v.Has(c.text(1))); return nil }, textType),
		one("pg_jsonb_exists_any", boolType, func(c *call, v pgfunc.JSON) error {
			c.setBool(slices.ContainsFunc(c.known(1), v.Has))
			return nil
		}, textsType),
		one("pg_jsonb_exists_all", boolType, func(c *call, v pgfunc.JSON) error {
			c.setBool(!slices.ContainsFunc(c.known(1), func(key string) bool { return !v.Has(key) }))
			return nil
		}, textsType),
		one("pg_jsonb_delete", jsonb, func(c *call, v pgfunc.JSON) error { return c.setJSON(v.Without([]string{c.text(1)})) }, textType),
		one("pg_jsonb_delete", jsonb, func(c *call, v pgfunc.JSON) error { return c.setJSON(v.WithoutItem(c.int(1))) }, bigType),
		one("pg_jsonb_delete", jsonb, func(c *call, v pgfunc.JSON) error { return c.setJSON(v.Without(c.known(1))) }, textsType),
		one("pg_jsonb_delete_path", jsonb, func(c *call, v pgfunc.JSON) error {
			path, err := c.path(1)
			if err != nil {
				return err
			}
			return c.setJSON(v.WithoutPath(path))
		}, textsType),
		one("pg_jsonb_set", jsonb, func(c *call, v pgfunc.JSON) error {
			path, value, err := c.change()
			if err != nil {
				return err
			}
			return c.setJSON(v.Set(path, value, c.bool(3)))
		}, textsType, jsonb, boolType),
		one("pg_jsonb_insert", jsonb, func(c *call, v pgfunc.JSON) error {
			path, value, err := c.change()
			if err != nil {
				return err
			}
			return c.setJSON(v.Insert(path, value, c.bool(3)))
		}, textsType, jsonb, boolType),
		lenient("pg_jsonb_set_lax", types(jsonb, textsType, jsonb, boolType, textType), jsonb, setLax),
		one("pg_jsonb_pretty", textType, func(c *call, v pgfunc.JSON) error { c.setText(pgfunc.JSONBPretty(v)); return nil }),
		one("pg_jsonb_strip_nulls", jsonb, func(c *call, v pgfunc.JSON) error { return c.setJSON(v.StripNulls(), nil) }),
		strict("pg_json_strip_nulls", types(plainJSON), plainJSON, func(c *call) error {
			c.setBytes(pgfunc.JSONStripNulls(nil, c.bytes(0)))
			return nil
		}),
		one("pg_jsonb_scalar", textType, jsonbScalar, textType),
		strict("pg_json_in", types(textType), plainJSON, func(c *call) error {
			c.setBytes(c.bytes(0))
			return pgfunc.CheckJSON(c.bytes(0))
		}),
		strict("pg_json_in", types(plainJSON), plainJSON, func(c *call) error { c.setBytes(c.bytes(0)); return nil }),
		strict("pg_json_in", types(jsonb), plainJSON, func(c *call) error { c.setBytes(appendJSONB(nil, c.bytes(0))); return nil }),
		strict("pg_jsonb_in", types(textType), jsonb, func(c *call) error { return c.setJSON(c.json(0)) }),
		strict("pg_jsonb_in", types(plainJSON), jsonb, func(c *call) error { return c.setJSON(c.json(0)) }),
		strict("pg_jsonb_in", types(jsonb), jsonb, func(c *call) error { c.setBytes(c.bytes(0)); return nil }),
	}
}

// change gives the arguments of jsonb_set() and its kin.
func (c *call) change() (path []string, value pgfunc.JSON, err error) {
	if path, err = c.path(1); err == nil {
		value, err = c.json(2)
	}
	return path, value, err
}

// setLax is jsonb_set_lax().
func setLax(c *call) error {
	if c.isNull(0) || c.isNull(1) || c.isNull(3) {
		c.setNull()
		return nil
	}
	v, err := c.json(0)
	if err != nil {
		return err
	}
	path, err := c.path(1)
	if err != nil {
		return err
	}
	if c.isNull(4) {
		return pgerr.New("22023", "null_value_treatment must be %q, %q, %q, or %q", "delete_key", "return_target", "use_json_null", "raise_exception")
	}
	if !c.isNull(2) {
		value, err := c.json(2)
		if err != nil {
			return err
		}
		return c.setJSON(v.Set(path, value, c.bool(3)))
	}
	switch c.text(4) {
	case "raise_exception":
		return pgerr.New("22004", "JSON value must not be null").
			WithDetail("Exception was raised because null_value_treatment is %q.", "raise_exception").
			WithHint("To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.")
	case "use_json_null":
		return c.setJSON(v.Set(path, pgfunc.JSON{}, c.bool(3)))
	case "delete_key":
		return c.setJSON(v.WithoutPath(path))
	case "return_target":
		return c.setJSON(v, nil)
	}
	return pgerr.New("22023", "null_value_treatment must be %q, %q, %q, or %q", "delete_key", "return_target", "use_json_null", "raise_exception")
}

// scalarNames are the kinds of values in the errors of casts.
var scalarNames = map[pgfunc.Kind]string{
	pgfunc.KindNull: "null", pgfunc.KindString: "string", pgfunc.KindNumber: "numeric",
	pgfunc.KindFalse: "boolean", pgfunc.KindTrue: "boolean", pgfunc.KindArray: "array or object", pgfunc.KindObject: "array or object",
}

// jsonbScalar gives a number or a boolean for a cast to the type that the argument
// names; anything else cannot be cast.
func jsonbScalar(c *call, v pgfunc.JSON) error {
	to := c.text(1)
	if v.Kind == pgfunc.KindNumber && to != "boolean" || (v.Kind == pgfunc.KindFalse || v.Kind == pgfunc.KindTrue) && to == "boolean" {
		c.setText(v.String())
		return nil
	}
	return pgerr.New(pgerr.InvalidParameterValue, "%s", fmt.Sprintf("cannot cast jsonb %s to type %s", scalarNames[v.Kind], to))
}
