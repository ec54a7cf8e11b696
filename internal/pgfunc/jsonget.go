package pgfunc

import (
	"bytes"
	"strconv"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The operators -> and ->> look for one value in a text, and leave the rest unread:
// the text is known to be JSON.

// jsonSkip gives where the value that begins at at ends.
func jsonSkip(src []byte, at int) int {
	depth := 0
	for at < len(src) {
		switch src[at] {
		case '"':
			at = jsonSkipText(src, at)
			if depth == 0 {
				return at
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 {
				if depth < 0 {
					return at
				}
				return at + 1
			}
		case ',', ':', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return at
			}
		}
		at++
	}
	return at
}

// jsonSkipText gives where the string that begins at at ends.
func jsonSkipText(src []byte, at int) int {
	for at++; at < len(src); at++ {
		end := bytes.IndexByte(src[at:], '"')
		if end < 0 {
			return len(src)
		}
		escape := bytes.IndexByte(src[at:at+end], '\\')
		if escape < 0 {
			return at + end + 1
		}
		at += escape + 1
	}
	return len(src)
}

func jsonSpace(src []byte, at int) int {
	for at < len(src) && (src[at] == ' ' || src[at] == '\n' || src[at] == '\t' || src[at] == '\r') {
		at++
	}
	return at
}

// eachMember calls use for the members of an object as they stand in the text; name is
// raw, with its quotes.
func eachMember(src []byte, use func(name, value []byte)) {
	at := jsonSpace(src, 0) + 1
	for {
		if at = jsonSpace(src, at); at >= len(src) || src[at] != '"' {
			return
		}
		begin := at
		at = jsonSkipText(src, at)
		name := src[begin:at]
		at = jsonSpace(src, jsonSpace(src, at)+1)
		end := jsonSkip(src, at)
		use(name, src[min(at, len(src)):end])
		if at = jsonSpace(src, end); at >= len(src) || src[at] != ',' {
			return
		}
		at++
	}
}

// eachItem calls use for the elements of an array as they stand in the text, until it
// says false.
func eachItem(src []byte, use func(value []byte) bool) {
	at := jsonSpace(src, jsonSpace(src, 0)+1)
	if at >= len(src) || src[at] == ']' {
		return
	}
	for {
		at = jsonSpace(src, at)
		end := jsonSkip(src, at)
		if at >= len(src) || !use(src[at:end]) {
			return
		}
		if at = jsonSpace(src, end); at >= len(src) || src[at] != ',' {
			return
		}
		at++
	}
}

func opens(src []byte, with byte) bool {
	at := jsonSpace(src, 0)
	return at < len(src) && src[at] == with
}

// JSONMember gives the value of a name in an object, as it stands in the text.
func JSONMember(src []byte, name string) (value []byte, ok bool) {
	if !opens(src, '{') {
		return nil, false
	}
	eachMember(src, func(raw, v []byte) {
		if sameName(raw, name) {
			value, ok = v, true
		}
	})
	return value, ok
}

func sameName(raw []byte, name string) bool {
	if bytes.IndexByte(raw, '\\') < 0 {
		return len(raw) == len(name)+2 && string(raw[1:len(raw)-1]) == name
	}
	p := jsonParser{src: raw}
	text, err := p.text()
	return err == nil && text == name
}

// JSONItem gives an element of an array, counted from 0, or from -1 at the end.
func JSONItem(src []byte, i int64) (value []byte, ok bool) {
	if !opens(src, '[') {
		return nil, false
	}
	if i < 0 {
		count := int64(0)
		eachItem(src, func([]byte) bool { count++; return true })
		if i += count; i < 0 {
			return nil, false
		}
	}
	at := int64(0)
	eachItem(src, func(v []byte) bool {
		if at == i {
			value, ok = v, true
		}
		at++
		return !ok
	})
	return value, ok
}

// JSONBItem gives an element of a jsonb. A scalar is stored as an array of itself, which
// shows here (src/backend/utils/adt/jsonfuncs.c, jsonb_array_element).
func JSONBItem(src []byte, i int64) (value []byte, ok bool) {
	if (i == 0 || i == -1) && !opens(src, '[') && !opens(src, '{') {
		return src, true
	}
	return JSONItem(src, i)
}

// JSONPath follows the path of #> and #>>.
func JSONPath(src []byte, path []string) (value []byte, ok bool) {
	value = src
	for _, step := range path {
		if opens(value, '[') {
			i, err := strconv.ParseInt(step, 10, 32)
			if err != nil {
				return nil, false
			}
			value, ok = JSONItem(value, i)
		} else {
			value, ok = JSONMember(value, step)
		}
		if !ok {
			return nil, false
		}
	}
	return value, true
}

// JSONText gives a value as ->> does: a string's own text, nothing for null, and else
// the text of the value, which is jsonb's when canonical is asked for.
func JSONText(value []byte, canonical bool) (text []byte, ok bool, err error) {
	value = bytes.TrimSpace(value)
	switch {
	case len(value) == 0:
		return nil, false, nil
	case value[0] == '"':
		if bytes.IndexByte(value, '\\') < 0 {
			return value[1 : len(value)-1], true, nil
		}
		p := jsonParser{src: value}
		s, err := p.text()
		return []byte(s), true, err
	case string(value) == "null":
		return nil, false, nil
	case canonical:
		return AppendJSONB(nil, value), true, nil
	}
	return value, true, nil
}

// JSONTypeof is jsonb_typeof().
func JSONTypeof(src []byte) string {
	at := jsonSpace(src, 0)
	if at == len(src) {
		return ""
	}
	switch src[at] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}

// JSONArrayLength is jsonb_array_length() and json_array_length().
func JSONArrayLength(src []byte) (int32, error) {
	if !opens(src, '[') {
		if opens(src, '{') {
			return 0, pgerr.New(pgerr.InvalidParameterValue, "cannot get array length of a non-array")
		}
		return 0, pgerr.New(pgerr.InvalidParameterValue, "cannot get array length of a scalar")
	}
	n := int32(0)
	eachItem(src, func([]byte) bool { n++; return true })
	return n, nil
}
