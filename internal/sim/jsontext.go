package sim

import (
	"encoding/json"
	"strings"
)

// maxDepth bounds the nesting of a record; encoding/json has 10,000.
const maxDepth = 1000

// checkJSON tells whether text is one JSON value, and whether it is compact
// already (no white space outside strings).
func checkJSON(text string) (valid, compact bool) {
	s := scanner{text: text, compact: true}
	s.space()
	valid = s.value(0)
	s.space()
	return valid && s.pos == len(text), s.compact
}

// scanner walks a JSON text once, with no allocation.
type scanner struct {
	text    string
	pos     int
	compact bool
}

func (s *scanner) space() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
			s.compact = false
		default:
			return
		}
	}
}

// take consumes c, if it is next.
func (s *scanner) take(c byte) bool {
	if s.pos < len(s.text) && s.text[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) value(depth int) bool {
	if s.pos >= len(s.text) || depth > maxDepth {
		return false
	}
	switch c := s.text[s.pos]; {
	case c == '{':
		return s.list(depth, '}', true)
	case c == '[':
		return s.list(depth, ']', false)
	case c == '"':
		return s.str()
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	default:
		return s.number()
	}
}

// list walks an object (keyed) or an array.
func (s *scanner) list(depth int, end byte, keyed bool) bool {
	s.pos++
	s.space()
	if s.take(end) {
		return true
	}
	for {
		s.space()
		if keyed {
			if !s.str() {
				return false
			}
			s.space()
			if !s.take(':') {
				return false
			}
			s.space()
		}
		if !s.value(depth + 1) {
			return false
		}
		s.space()
		if s.take(end) {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

func (s *scanner) word(w string) bool {
	if !strings.HasPrefix(s.text[s.pos:], w) {
		return false
	}
	s.pos += len(w)
	return true
}

func (s *scanner) str() bool {
	if !s.take('"') {
		return false
	}
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		s.pos++
		switch {
		case c == '"':
			return true
		case c < 0x20:
			return false
		case c == '\\':
			if !s.escape() {
				return false
			}
		}
	}
	return false
}

func (s *scanner) escape() bool {
	if s.pos >= len(s.text) {
		return false
	}
	c := s.text[s.pos]
	s.pos++
	if c != 'u' {
		return strings.IndexByte(`"\/bfnrt`, c) >= 0
	}
	for range 4 {
		if s.pos >= len(s.text) || strings.IndexByte("0123456789abcdefABCDEF", s.text[s.pos]) < 0 {
			return false
		}
		s.pos++
	}
	return true
}

func (s *scanner) digits() bool {
	from := s.pos
	for s.pos < len(s.text) && s.text[s.pos] >= '0' && s.text[s.pos] <= '9' {
		s.pos++
	}
	return s.pos > from
}

func (s *scanner) number() bool {
	s.take('-')
	if !s.take('0') && !s.digits() {
		return false
	}
	if s.take('.') && !s.digits() {
		return false
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		return s.digits()
	}
	return true
}

// members calls fn with the key and the value, both as JSON text, of each member
// of an object, in order, until fn returns false. Anything else than an object
// has no members. The text must be valid JSON without white space.
func members(text string, fn func(key, value string) bool) {
	if len(text) == 0 || text[0] != '{' {
		return
	}
	s := scanner{text: text, pos: 1}
	for s.pos < len(text) && text[s.pos] == '"' {
		from := s.pos
		s.str()
		key := text[from+1 : s.pos-1]
		s.pos++ // the colon
		from = s.pos
		if !s.value(0) || !fn(key, text[from:s.pos]) {
			return
		}
		s.pos++ // a comma or the end
	}
}

// elements is members for arrays.
func elements(text string, fn func(value string)) {
	if len(text) < 2 || text[0] != '[' || text[1] == ']' {
		return
	}
	s := scanner{text: text, pos: 1}
	for s.pos < len(text) {
		from := s.pos
		if !s.value(0) {
			return
		}
		fn(text[from:s.pos])
		s.pos++
	}
}

// member gives the value of a member, or "". Of several with one name it is the
// last, as in encoding/json.
func member(text, name string) string {
	found := ""
	members(text, func(key, value string) bool {
		if key == name {
			found = value
		}
		return true
	})
	return found
}

// str gives the string that a JSON value is; false for any other value. It shares
// the memory of value where it can.
func str(value string) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	inner := value[1 : len(value)-1]
	if strings.IndexByte(inner, '\\') < 0 {
		return inner, true
	}
	var out string
	if err := json.Unmarshal([]byte(value), &out); err != nil {
		return "", false
	}
	return out, true
}

const hexDigits = "0123456789abcdef"

// appendQuoted appends s as a JSON string. Bytes that are not UTF-8 become
// U+FFFD, as encoding/json does.
func appendQuoted(b []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		if c < 0x20 {
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		} else {
			b = append(b, '\\', c)
		}
		from = i + 1
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
