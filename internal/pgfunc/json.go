package pgfunc

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Kind is the kind of a JSON value.
type Kind byte

// The kinds of JSON values, in the order in which jsonb sorts scalars
// (https://www.postgresql.org/docs/15/datatype-json.html#JSON-INDEXING).
const (
	KindNull Kind = iota
	KindString
	KindNumber
	KindFalse
	KindTrue
	KindArray
	KindObject
)

// JSON is a jsonb value: members sorted and each name once, numbers without exponents.
type JSON struct {
	Kind    Kind
	Text    string // of a string its value, of a number its digits
	Items   []JSON
	Members []Member
}

// Member is a name in an object and its value.
type Member struct {
	Name  string
	Value JSON
}

// maxJSONDepth bounds the recursion.
const maxJSONDepth = 6000

// ParseJSONB reads a text as jsonb's input function does. Errors are 22P02, and 22P05
// for a NUL.
func ParseJSONB(text []byte) (JSON, error) {
	p := jsonParser{src: text}
	v, err := p.value(0)
	if err != nil {
		return JSON{}, err
	}
	if p.space(); p.at < len(p.src) {
		return JSON{}, p.unexpected("Expected end of input, but found %q.")
	}
	return v, nil
}

// CheckJSON says what is wrong with a text as json's input function does.
func CheckJSON(text []byte) error {
	p := jsonParser{src: text, plain: true}
	if _, err := p.value(0); err != nil {
		return err
	}
	if p.space(); p.at < len(p.src) {
		return p.unexpected("Expected end of input, but found %q.")
	}
	return nil
}

type jsonParser struct {
	src   []byte
	at    int
	plain bool // json, whose texts are not looked into
}

func (p *jsonParser) space() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\n' || p.src[p.at] == '\t' || p.src[p.at] == '\r') {
		p.at++
	}
}

// unexpected gives 22P02 with what was found.
func (p *jsonParser) unexpected(detail string) error {
	if p.at >= len(p.src) {
		return p.invalid(len(p.src), "The input string ended unexpectedly.")
	}
	end := p.at + 1
	if isWordByte(p.src[p.at]) {
		for end < len(p.src) && isWordByte(p.src[end]) {
			end++
		}
		return p.invalid(end, "Token %q is invalid.", p.src[p.at:end])
	}
	return p.invalid(end, detail, p.src[p.at:end])
}

// invalid gives 22P02 with a DETAIL, and the CONTEXT of a token that ends at a place.
func (p *jsonParser) invalid(end int, detail string, args ...any) error {
	e := pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type json").WithDetail(detail, args...)
	e.Context = pgerr.JSONContext(string(p.src), end)
	return e
}

func isWordByte(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func (p *jsonParser) value(depth int) (JSON, error) {
	p.space()
	if depth > maxJSONDepth {
		return JSON{}, pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded")
	}
	if p.at == len(p.src) {
		return JSON{}, p.unexpected("")
	}
	switch c := p.src[p.at]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		s, err := p.text()
		return JSON{Kind: KindString, Text: s}, err
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	}
	for i, word := range []string{"null", "false", "true"} {
		if bytes.HasPrefix(p.src[p.at:], []byte(word)) && (p.at+len(word) == len(p.src) || !isWordByte(p.src[p.at+len(word)])) {
			p.at += len(word)
			return JSON{Kind: [...]Kind{KindNull, KindFalse, KindTrue}[i]}, nil
		}
	}
	return JSON{}, p.unexpected("Expected JSON value, but found %q.")
}

func (p *jsonParser) array(depth int) (JSON, error) {
	v := JSON{Kind: KindArray}
	p.at++
	if p.space(); p.at < len(p.src) && p.src[p.at] == ']' {
		p.at++
		return v, nil
	}
	for {
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.Items = append(v.Items, item)
		p.space()
		switch {
		case p.at < len(p.src) && p.src[p.at] == ',':
			p.at++
		case p.at < len(p.src) && p.src[p.at] == ']':
			p.at++
			return v, nil
		default:
			return v, p.unexpected(`Expected "," or "]", but found %q.`)
		}
	}
}

func (p *jsonParser) object(depth int) (JSON, error) {
	v := JSON{Kind: KindObject}
	p.at++
	if p.space(); p.at < len(p.src) && p.src[p.at] == '}' {
		p.at++
		return v, nil
	}
	for {
		if p.space(); p.at == len(p.src) || p.src[p.at] != '"' {
			return v, p.unexpected(`Expected string or "}", but found %q.`)
		}
		name, err := p.text()
		if err != nil {
			return v, err
		}
		if p.space(); p.at == len(p.src) || p.src[p.at] != ':' {
			return v, p.unexpected(`Expected ":", but found %q.`)
		}
		p.at++
		value, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.Members = append(v.Members, Member{name, value})
		p.space()
		switch {
		case p.at < len(p.src) && p.src[p.at] == ',':
			p.at++
		case p.at < len(p.src) && p.src[p.at] == '}':
			p.at++
			v.Members = sortMembers(v.Members)
			return v, nil
		default:
			return v, p.unexpected(`Expected "," or "}", but found %q.`)
		}
	}
}

// sortMembers puts members in jsonb's order; the last of a name counts.
func sortMembers(members []Member) []Member {
	slices.SortStableFunc(members, func(a, b Member) int { return compareNames(a.Name, b.Name) })
	out := members[:0]
	for i, m := range members {
		if i+1 == len(members) || members[i+1].Name != m.Name {
			out = append(out, m)
		}
	}
	return out
}

// compareNames orders names by length, then by bytes.
func compareNames(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// text reads a string.
func (p *jsonParser) text() (string, error) {
	p.at++
	begin := p.at
	for p.at < len(p.src) && p.src[p.at] != '"' && p.src[p.at] != '\\' && p.src[p.at] >= ' ' {
		p.at++
	}
	if p.at < len(p.src) && p.src[p.at] == '"' {
		p.at++
		return string(p.src[begin : p.at-1]), nil
	}
	out := append([]byte(nil), p.src[begin:p.at]...)
	for p.at < len(p.src) {
		c := p.src[p.at]
		p.at++
		switch {
		case c == '"':
			return string(out), nil
		case c == '\\':
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			out = utf8.AppendRune(out, r)
		case c < ' ':
			return "", p.invalid(p.at-1, "Character with value 0x%02x must be escaped.", c)
		default:
			out = append(out, c)
		}
	}
	return "", p.unexpected("")
}

var jsonEscapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what follows a backslash.
func (p *jsonParser) escape() (rune, error) {
	if p.at == len(p.src) {
		return 0, p.unexpected("")
	}
	c := p.src[p.at]
	p.at++
	if c != 'u' {
		r, ok := jsonEscapes[c]
		if !ok {
			return 0, p.invalid(p.at, "Escape sequence \"\\%c\" is invalid.", c)
		}
		return r, nil
	}
	r, err := p.unit()
	if err != nil || p.plain {
		return max(r, 1), err
	}
	if r == 0 {
		return 0, pgerr.New("22P05", "unsupported Unicode escape sequence").WithDetail(`\u0000 cannot be converted to text.`)
	}
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	pair := rune(utf8.RuneError)
	if r < 0xdc00 && bytes.HasPrefix(p.src[p.at:], []byte(`\u`)) {
		p.at += 2
		low, err := p.unit()
		if err != nil {
			return 0, err
		}
		pair = utf16.DecodeRune(r, low)
	}
	if pair == utf8.RuneError {
		return 0, p.invalid(p.at, "Unicode high surrogate must not follow a high surrogate.")
	}
	return pair, nil
}

func (p *jsonParser) unit() (rune, error) {
	r := rune(0)
	for range 4 {
		if p.at == len(p.src) {
			return 0, p.unexpected("")
		}
		digit := strings.IndexByte("0123456789abcdef", p.src[p.at]|0x20)
		if digit < 0 {
			return 0, p.invalid(p.at+1, `"\u" must be followed by four hexadecimal digits.`)
		}
		r = r<<4 | rune(digit)
		p.at++
	}
	return r, nil
}

// number reads a number.
func (p *jsonParser) number() (JSON, error) {
	begin := p.at
	digits := func() bool {
		from := p.at
		for p.at < len(p.src) && '0' <= p.src[p.at] && p.src[p.at] <= '9' {
			p.at++
		}
		return p.at > from
	}
	if p.src[p.at] == '-' {
		p.at++
	}
	zero := p.at < len(p.src) && p.src[p.at] == '0'
	first := p.at
	ok := digits() && !(zero && p.at > first+1)
	if ok && p.at < len(p.src) && p.src[p.at] == '.' {
		p.at++
		ok = digits()
	}
	if ok && p.at < len(p.src) && p.src[p.at]|0x20 == 'e' {
		p.at++
		if p.at < len(p.src) && (p.src[p.at] == '+' || p.src[p.at] == '-') {
			p.at++
		}
		ok = digits()
	}
	if !ok || p.at < len(p.src) && isWordByte(p.src[p.at]) {
		p.at = begin
		return JSON{}, p.unexpected("Token %q is invalid.")
	}
	if p.plain {
		return JSON{Kind: KindNumber}, nil
	}
	text, err := plainNumber(string(p.src[begin:p.at]))
	return JSON{Kind: KindNumber, Text: text}, err
}
