package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// jsonBuilders are the functions that make documents of values of any type
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-CREATION-TABLE);
// the first argument is the session's time zone.
func jsonBuilders() []duck.Function {
	var out []duck.Function
	add := func(name string, params []duck.Type, rest bool, write func(c *call, w *values, plain bool) ([]byte, bool, error)) {
		for _, plain := range []bool{true, false} {
			full, result := "pg_"+name, plainJSON
			if !plain {
				full, result = "pg_"+jsonbName(name), duck.JSON
			}
			f := lenient(full, append(types(textType), params...), result, func(c *call) error {
				w, err := c.values(0)
				if err != nil {
					return err
				}
				text, ok, err := write(c, w, plain)
				switch {
				case err != nil:
					return err
				case !ok:
					c.setNull()
				case plain:
					c.setBytes(text)
				default:
					c.setBytes(appendJSONB(nil, text))
				}
				return nil
			})
			if rest {
				f = variadic(f)
			}
			out = append(out, f)
		}
	}
	add("to_json", types(anyType), false, func(c *call, w *values, plain bool) ([]byte, bool, error) {
		if c.isNull(1) {
			return nil, false, nil
		}
		text, err := w.appendJSON(nil, &c.args[1], c.row)
		return text, true, err
	})
	add("json_build_object", nil, true, buildObject)
	add("json_build_array", nil, true, func(c *call, w *values, plain bool) (dst []byte, ok bool, err error) {
		dst = append(dst, '[')
		for i := 1; i < len(c.args); i++ {
			if i > 1 {
				dst = append(dst, ", "...)
			}
			if dst, err = w.appendJSON(dst, &c.args[i], c.row); err != nil {
				return nil, false, err
			}
		}
		return append(dst, ']'), true, nil
	})
	add("json_agg", types(anyType), false, func(c *call, w *values, plain bool) ([]byte, bool, error) {
		if c.isNull(1) {
			return nil, false, nil
		}
		separator := ", "
		if elem := c.args[1].Type.Elem; elem != nil && (elem.ID == duck.StructType || elem.ID == duck.ListType) {
			separator = ", \n "
		}
		text, err := w.appendJSONArray(nil, &c.args[1], c.row, separator)
		return text, true, err
	})
	add("json_object_agg", types(anyType, anyType), false, objectAgg)
	add("json_object", types(textsType), false, func(c *call, _ *values, plain bool) ([]byte, bool, error) {
		if c.isNull(1) {
			return nil, false, nil
		}
		all := c.texts(1)
		if len(all)%2 != 0 {
			return nil, false, pgerr.New("2202E", "array must have even number of elements")
		}
		var keys, texts []*string
		for i := 0; i < len(all); i += 2 {
			keys, texts = append(keys, all[i]), append(texts, all[i+1])
		}
		text, err := objectOfTexts(keys, texts)
		return text, true, err
	})
	add("json_object", types(textsType, textsType), false, func(c *call, _ *values, plain bool) ([]byte, bool, error) {
		if c.isNull(1) || c.isNull(2) {
			return nil, false, nil
		}
		keys, texts := c.texts(1), c.texts(2)
		if len(keys) != len(texts) {
			return nil, false, pgerr.New("2202E", "mismatched array dimensions")
		}
		text, err := objectOfTexts(keys, texts)
		return text, true, err
	})
	return out
}

// jsonbName gives the function for jsonb by the one for json.
func jsonbName(name string) string {
	if name == "to_json" {
		return "to_jsonb"
	}
	return "jsonb" + name[len("json"):]
}

func objectOfTexts(keys, values []*string) ([]byte, error) {
	dst := []byte{'{'}
	for i, key := range keys {
		if key == nil {
			return nil, pgerr.New("22004", "null value not allowed for object key")
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(pgfunc.AppendJSONString(dst, *key), " : "...)
		if values[i] == nil {
			dst = append(dst, "null"...)
		} else {
			dst = pgfunc.AppendJSONString(dst, *values[i])
		}
	}
	return append(dst, '}'), nil
}

func buildObject(c *call, w *values, plain bool) (dst []byte, ok bool, err error) {
	if len(c.args)%2 == 0 {
		hint := "json_build_object()"
		if !plain {
			hint = "jsonb_build_object()"
		}
		return nil, false, pgerr.New(pgerr.InvalidParameterValue, "argument list must have even number of elements").
			WithHint("The arguments of %s must consist of alternating keys and values.", hint)
	}
	dst = append(dst, '{')
	for i := 1; i < len(c.args); i += 2 {
		if c.isNull(i) {
			if !plain {
				return nil, false, pgerr.New(pgerr.InvalidParameterValue, "argument %d: key must not be null", i)
			}
			return nil, false, pgerr.New(pgerr.InvalidParameterValue, "argument %d cannot be null", i).
				WithHint("Object keys should be text.")
		}
		if i > 1 {
			dst = append(dst, ", "...)
		}
		if dst, err = w.appendMember(dst, &c.args[i], &c.args[i+1], c.row, c.row); err != nil {
			return nil, false, err
		}
	}
	return append(dst, '}'), true, nil
}

// appendMember writes a key, which is the text of any scalar, and its value.
func (w *values) appendMember(dst []byte, key, value *duck.Vector, keyRow, valueRow int) ([]byte, error) {
	if key.Type.ID == duck.ListType || key.Type.ID == duck.StructType || isDocument(key.Type) {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "key value must be scalar, not array, composite, or json")
	}
	name, err := w.jsonText(key, keyRow)
	if err != nil {
		return nil, err
	}
	return w.appendJSON(append(pgfunc.AppendJSONString(dst, string(name)), " : "...), value, valueRow)
}

// objectAgg makes an object of a list of keys and one of values.
func objectAgg(c *call, w *values, plain bool) ([]byte, bool, error) {
	if c.isNull(1) {
		return nil, false, nil
	}
	keys, values := c.args[1].Elements(), c.args[2].Elements()
	keyAt, valueAt := duck.Slice[duck.Entry](&c.args[1])[c.row], duck.Slice[duck.Entry](&c.args[2])[c.row]
	dst, err := []byte("{ "), error(nil)
	for i := range int(keyAt.Length) {
		if keys.Null(int(keyAt.Offset) + i) {
			return nil, false, pgerr.New(pgerr.InvalidParameterValue, "field name must not be null")
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if dst, err = w.appendMember(dst, &keys, &values, int(keyAt.Offset)+i, int(valueAt.Offset)+i); err != nil {
			return nil, false, err
		}
	}
	return append(dst, " }"...), true, nil
}
