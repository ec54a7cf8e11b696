package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Member gives the value of a name in an object.
func (v JSON) Member(name string) (JSON, bool) {
	for _, m := range v.Members {
		if m.Name == name {
			return m.Value, true
		}
	}
	return JSON{}, false
}

func (v JSON) scalar() bool { return v.Kind < KindArray }

// Contains is v @> w
// (https://www.postgresql.org/docs/15/datatype-json.html#JSON-CONTAINMENT). An array
// contains a scalar that is one of its elements, at the top only.
func (v JSON) Contains(w JSON) bool {
	if v.Kind == KindArray && w.scalar() {
		return v.hasItem(w)
	}
	return v.contains(w)
}

func (v JSON) contains(w JSON) bool {
	switch {
	case v.Kind == KindObject && w.Kind == KindObject:
		for _, m := range w.Members {
			own, ok := v.Member(m.Name)
			if !ok || !own.contains(m.Value) {
				return false
			}
		}
		return true
	case v.Kind == KindArray && w.Kind == KindArray:
		for _, item := range w.Items {
			if !v.hasItem(item) {
				return false
			}
		}
		return true
	case v.scalar() && w.scalar():
		return v.Compare(w) == 0
	}
	return false
}

func (v JSON) hasItem(w JSON) bool {
	for _, item := range v.Items {
		if item.Kind == w.Kind && item.contains(w) {
			return true
		}
	}
	return false
}

// Has is v ? key: a member of this name, or a string among the elements, or itself.
func (v JSON) Has(key string) bool {
	switch v.Kind {
	case KindObject:
		_, ok := v.Member(key)
		return ok
	case KindArray:
		for _, item := range v.Items {
			if item.Kind == KindString && item.Text == key {
				return true
			}
		}
	case KindString:
		return v.Text == key
	}
	return false
}

// typeOrder is how jsonb sorts kinds: Object > Array > Boolean > Number > String >
// Null. Between a scalar and an array PostgreSQL looks at the scalar as an array of one.
func (v JSON) typeOrder() int {
	switch v.Kind {
	case KindFalse, KindTrue:
		return 3
	case KindString:
		return 1
	case KindNumber:
		return 2
	case KindArray:
		return 4
	case KindObject:
		return 5
	}
	return 0
}

// Compare is the order of jsonb (compareJsonbContainers in
// src/backend/utils/adt/jsonb_util.c): an empty array at the top sorts before
// everything.
func (v JSON) Compare(w JSON) int {
	vEmpty, wEmpty := v.Kind == KindArray && len(v.Items) == 0, w.Kind == KindArray && len(w.Items) == 0
	if vEmpty != wEmpty {
		if v.Kind == KindObject || w.Kind == KindObject || v.Kind == KindArray && w.Kind == KindArray {
			return v.compare(w)
		}
		if vEmpty {
			return -1
		}
		return 1
	}
	return v.compare(w)
}

func (v JSON) compare(w JSON) int {
	if a, b := v.typeOrder(), w.typeOrder(); a != b {
		return sign(a - b)
	}
	switch v.Kind {
	case KindString:
		return strings.Compare(v.Text, w.Text)
	case KindNumber:
		return compareNumbers(v.Text, w.Text)
	case KindFalse, KindTrue:
		return sign(int(v.Kind) - int(w.Kind))
	case KindArray:
		if len(v.Items) != len(w.Items) {
			return sign(len(v.Items) - len(w.Items))
		}
		for i := range v.Items {
			if c := v.Items[i].compare(w.Items[i]); c != 0 {
				return c
			}
		}
	case KindObject:
		if len(v.Members) != len(w.Members) {
			return sign(len(v.Members) - len(w.Members))
		}
		for i := range v.Members {
			if c := strings.Compare(v.Members[i].Name, w.Members[i].Name); c != 0 {
				if len(v.Members[i].Name) != len(w.Members[i].Name) {
					return sign(len(v.Members[i].Name) - len(w.Members[i].Name))
				}
				return c
			}
			if c := v.Members[i].Value.compare(w.Members[i].Value); c != 0 {
				return c
			}
		}
	}
	return 0
}

// Concat is v || w.
func (v JSON) Concat(w JSON) JSON {
	if v.Kind == KindObject && w.Kind == KindObject {
		members := append(append([]Member(nil), v.Members...), w.Members...)
		return JSON{Kind: KindObject, Members: sortMembers(members)}
	}
	items := func(x JSON) []JSON {
		if x.Kind == KindArray {
			return x.Items
		}
		return []JSON{x}
	}
	return JSON{Kind: KindArray, Items: append(append([]JSON(nil), items(v)...), items(w)...)}
}

// Without is v - keys: members of these names, or strings among the elements, are left
// out.
func (v JSON) Without(keys []string) (JSON, error) {
	gone := map[string]bool{}
	for _, k := range keys {
		gone[k] = true
	}
	out := JSON{Kind: v.Kind}
	switch v.Kind {
	case KindObject:
		for _, m := range v.Members {
			if !gone[m.Name] {
				out.Members = append(out.Members, m)
			}
		}
	case KindArray:
		for _, item := range v.Items {
			if item.Kind != KindString || !gone[item.Text] {
				out.Items = append(out.Items, item)
			}
		}
	default:
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot delete from scalar")
	}
	return out, nil
}

// WithoutItem is v - index.
func (v JSON) WithoutItem(i int64) (JSON, error) {
	if v.Kind == KindObject {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot delete from object using integer index")
	}
	if v.Kind != KindArray {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot delete from scalar")
	}
	n := int64(len(v.Items))
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return v, nil
	}
	return JSON{Kind: KindArray, Items: append(append([]JSON(nil), v.Items[:i]...), v.Items[i+1:]...)}, nil
}

// StripNulls is jsonb_strip_nulls().
func (v JSON) StripNulls() JSON {
	out := JSON{Kind: v.Kind, Text: v.Text}
	for _, item := range v.Items {
		out.Items = append(out.Items, item.StripNulls())
	}
	for _, m := range v.Members {
		if m.Value.Kind != KindNull {
			out.Members = append(out.Members, Member{m.Name, m.Value.StripNulls()})
		}
	}
	return out
}

// pathIndex reads a step of a path as an index of an array; position counts from 1.
func pathIndex(step string, position int) (int64, error) {
	i, err := strconv.ParseInt(strings.TrimLeft(step, " \t\n"), 10, 32)
	if err != nil {
		return 0, pgerr.New(pgerr.InvalidTextRepresentation, "path element at position %d is not an integer: %q", position, step)
	}
	return i, nil
}
