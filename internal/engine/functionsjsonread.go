package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// Types of the functions' arguments and results.
var (
	anyType      = duck.Of(duck.AnyType)
	textType     = duck.Of(duck.Varchar)
	bigType      = duck.Of(duck.BigInt)
	intType      = duck.Of(duck.Integer)
	boolType     = duck.Of(duck.Boolean)
	doubleType   = duck.Of(duck.Double)
	blobType     = duck.Of(duck.Blob)
	dateType     = duck.Of(duck.Date)
	clockType    = duck.Of(duck.Time)
	stampType    = duck.Of(duck.Timestamp)
	stampTZType  = duck.Of(duck.TimestampTZ)
	intervalType = duck.Of(duck.IntervalType)
	textsType    = duck.ListOf(textType)
)

func types(t ...duck.Type) []duck.Type { return t }

// documents makes one overload for jsonb and one for json.
func documents(name string, make func(document duck.Type, plain bool) duck.Function) []duck.Function {
	var out []duck.Function
	for _, t := range types(duck.JSON, plainJSON) {
		f := make(t, t.Alias == plainJSON.Alias)
		f.Name = name
		out = append(out, f)
	}
	return out
}

// jsonReaders are the functions that look into documents: ->, ->>, #>, #>>,
// jsonb_typeof() and the ones that give lists.
func jsonReaders() []duck.Function {
	var out []duck.Function
	for _, key := range types(textType, bigType) {
		find := func(c *call) ([]byte, bool) {
			if key.ID == duck.BigInt {
				if i := c.int(1); c.args[0].Type.Alias != plainJSON.Alias {
					return pgfunc.JSONBItem(c.bytes(0), i)
				}
				return pgfunc.JSONItem(c.bytes(0), c.int(1))
			}
			return pgfunc.JSONMember(c.bytes(0), c.text(1))
		}
		out = append(out, lookups("pg_json_get", key, func(c *call) ([]byte, bool, error) {
			value, ok := find(c)
			return value, ok, nil
		})...)
	}
	out = append(out, lookups("pg_json_path", textsType, func(c *call) ([]byte, bool, error) {
		for _, step := range c.texts(1) {
			if step == nil {
				return nil, false, nil
			}
		}
		value, ok := pgfunc.JSONPath(c.bytes(0), c.known(1))
		return value, ok, nil
	})...)
	out = append(out, documents("pg_json_typeof", func(t duck.Type, _ bool) duck.Function {
		return strict("", types(t), textType, func(c *call) error {
			c.setText(pgfunc.JSONTypeof(c.bytes(0)))
			return nil
		})
	})...)
	out = append(out, documents("pg_json_array_length", func(t duck.Type, _ bool) duck.Function {
		return strict("", types(t), intType, func(c *call) error {
			n, err := pgfunc.JSONArrayLength(c.bytes(0))
			c.setInt32(n)
			return err
		})
	})...)
	out = append(out, documents("pg_json_text", func(t duck.Type, plain bool) duck.Function {
		return strict("", types(t), textType, func(c *call) error {
			if plain {
				c.setBytes(c.bytes(0))
			} else {
				c.setBytes(appendJSONB(nil, c.bytes(0)))
			}
			return nil
		})
	})...)
	return append(out, jsonLists()...)
}

// lookups makes a function that finds a value in a document, and the same one that
// gives the value's text.
func lookups(name string, key duck.Type, find func(*call) (value []byte, ok bool, err error)) []duck.Function {
	out := documents(name, func(t duck.Type, _ bool) duck.Function {
		return strict("", types(t, key), t, func(c *call) error {
			value, ok, err := find(c)
			if !ok {
				c.setNull()
				return err
			}
			c.setBytes(value)
			return err
		})
	})
	return append(out, documents(name+"_text", func(t duck.Type, plain bool) duck.Function {
		return strict("", types(t, key), textType, func(c *call) error {
			value, ok, err := find(c)
			if ok {
				value, ok, err = pgfunc.JSONText(value, !plain)
			}
			if !ok {
				c.setNull()
				return err
			}
			c.setBytes(value)
			return err
		})
	})...)
}

// jsonLists are the set-returning functions, as lists; the second argument is the
// function's name, for its errors.
func jsonLists() []duck.Function {
	var out []duck.Function
	add := func(name string, elem func(document duck.Type) duck.Type, list func(c *call, plain bool) ([]*string, error)) {
		out = append(out, documents(name, func(t duck.Type, plain bool) duck.Function {
			return strict("", types(t, textType), duck.ListOf(elem(t)), func(c *call) error {
				values, err := list(c, plain)
				if err == nil {
					c.out.Texts(c.row, values)
				}
				return err
			})
		})...)
	}
	same := func(t duck.Type) duck.Type { return t }
	text := func(duck.Type) duck.Type { return textType }
	asText := func(value []byte, plain bool) (*string, error) {
		value, ok, err := pgfunc.JSONText(value, !plain)
		if !ok || err != nil {
			return nil, err
		}
		s := string(value)
		return &s, nil
	}
	asIs := func(value []byte, _ bool) (*string, error) {
		s := string(value)
		return &s, nil
	}
	elements := func(as func([]byte, bool) (*string, error)) func(*call, bool) ([]*string, error) {
		return func(c *call, plain bool) ([]*string, error) {
			items, err := pgfunc.JSONElements(c.bytes(0), c.text(1))
			if err != nil {
				return nil, err
			}
			return collect(items, func(item []byte) (*string, error) { return as(item, plain) })
		}
	}
	entries := func(as func(pgfunc.JSONEntry, bool) (*string, error)) func(*call, bool) ([]*string, error) {
		return func(c *call, plain bool) ([]*string, error) {
			members, err := pgfunc.JSONEntries(c.bytes(0), c.text(1), plain)
			if err != nil {
				return nil, err
			}
			return collect(members, func(m pgfunc.JSONEntry) (*string, error) { return as(m, plain) })
		}
	}
	add("pg_json_elements", same, elements(asIs))
	add("pg_json_elements_text", text, elements(asText))
	add("pg_json_keys", text, entries(func(e pgfunc.JSONEntry, _ bool) (*string, error) { return &e.Name, nil }))
	add("pg_json_values", same, entries(func(e pgfunc.JSONEntry, plain bool) (*string, error) { return asIs(e.Value, plain) }))
	add("pg_json_values_text", text, entries(func(e pgfunc.JSONEntry, plain bool) (*string, error) { return asText(e.Value, plain) }))
	return out
}

// collect makes the elements of a list.
func collect[T any](items []T, make func(T) (*string, error)) ([]*string, error) {
	out := []*string{}
	for _, item := range items {
		s, err := make(item)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}
