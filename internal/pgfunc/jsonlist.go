package pgfunc

import (
	"github.com/trailgres/trailgres/internal/pgerr"
)

// The set-returning functions of documents
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING),
// which give their rows as a list here.

// JSONElements is json_array_elements() and jsonb_array_elements(), by name.
func JSONElements(src []byte, function string) ([][]byte, error) {
	if !opens(src, '[') {
		if opens(src, '{') {
			if function == "json_array_elements" || function == "json_array_elements_text" {
				return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot call %s on a non-array", function)
			}
			return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot extract elements from an object")
		}
		if function == "json_array_elements" || function == "json_array_elements_text" {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot call %s on a scalar", function)
		}
		return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot extract elements from a scalar")
	}
	var out [][]byte
	eachItem(src, func(v []byte) bool { out = append(out, v); return true })
	return out, nil
}

// JSONEntry is a member of a document: its name, and its value as it stands there.
type JSONEntry struct {
	Name  string
	Value []byte
}

// JSONEntries gives the members of an object: as they stand in json, and in jsonb's
// order and once each otherwise.
func JSONEntries(src []byte, function string, plain bool) ([]JSONEntry, error) {
	if !opens(src, '{') {
		switch {
		case function == "json_object_keys" || function == "jsonb_object_keys":
			kind := "a scalar"
			if opens(src, '[') {
				kind = "an array"
			}
			return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot call %s on %s", function, kind)
		case !plain:
			return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot call %s on a non-object", function)
		case opens(src, '['):
			return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot deconstruct an array as an object")
		}
		return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot deconstruct a scalar")
	}
	var members []Member
	var out []JSONEntry
	values := map[string][]byte{}
	eachMember(src, func(raw, value []byte) {
		name := printedName(raw)
		out = append(out, JSONEntry{name, value})
		if !plain {
			values[name] = value
			members = append(members, Member{Name: name})
		}
	})
	if plain {
		return out, nil
	}
	out = out[:0]
	for _, m := range sortMembers(members) {
		out = append(out, JSONEntry{m.Name, values[m.Name]})
	}
	return out, nil
}

// JSONStripNulls is json_strip_nulls(): the text without its spaces and without the
// members that are null.
func JSONStripNulls(dst, src []byte) []byte {
	switch {
	case opens(src, '{'):
		dst = append(dst, '{')
		first := true
		eachMember(src, func(name, value []byte) {
			if string(value) == "null" {
				return
			}
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = append(AppendJSONString(dst, printedName(name)), ':')
			dst = JSONStripNulls(dst, value)
		})
		return append(dst, '}')
	case opens(src, '['):
		dst = append(dst, '[')
		first := true
		eachItem(src, func(value []byte) bool {
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = JSONStripNulls(dst, value)
			return true
		})
		return append(dst, ']')
	case opens(src, '"'):
		at := jsonSpace(src, 0)
		return AppendJSONString(dst, printedName(src[at:jsonSkipText(src, at)]))
	}
	at := jsonSpace(src, 0)
	return append(dst, src[at:jsonSkip(src, at)]...)
}
