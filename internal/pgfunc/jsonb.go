package pgfunc

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendJSONB writes a JSON text as PostgreSQL's jsonb prints it
// (https://www.postgresql.org/docs/15/datatype-json.html): members sorted by the
// length of their names and then by their bytes, the last of each name, a space
// after colons and commas, strings with the fewest escapes and numbers without
// exponents. DuckDB keeps the text as it came. A text that jsonb could not hold
// is written as it is.
func AppendJSONB(dst, src []byte) []byte {
	p := jsonbPrinter{src: src}
	out, ok := p.value(dst, 0)
	if p.space(); !ok || p.at != len(src) {
		return append(dst, src...)
	}
	return out
}

// maxJSONBDepth bounds the recursion; deeper texts stay as they are.
const maxJSONBDepth = 1000

type jsonbPrinter struct {
	src []byte
	at  int
}

func (p *jsonbPrinter) space() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\n' || p.src[p.at] == '\t' || p.src[p.at] == '\r') {
		p.at++
	}
}

// next says whether c comes next, and takes it.
func (p *jsonbPrinter) next(c byte) bool {
	p.space()
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *jsonbPrinter) value(dst []byte, depth int) ([]byte, bool) {
	p.space()
	if p.at == len(p.src) || depth > maxJSONBDepth {
		return dst, false
	}
	switch c := p.src[p.at]; {
	case c == '{':
		p.at++
		return p.object(dst, depth)
	case c == '[':
		p.at++
		return p.array(dst, depth)
	case c == '"':
		return p.text(dst)
	case c == '-' || '0' <= c && c <= '9':
		return p.number(dst)
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(p.src[p.at:], []byte(word)) {
			p.at += len(word)
			return append(dst, word...), true
		}
	}
	return dst, false
}

func (p *jsonbPrinter) array(dst []byte, depth int) ([]byte, bool) {
	dst = append(dst, '[')
	if p.next(']') {
		return append(dst, ']'), true
	}
	for {
		var ok bool
		if dst, ok = p.value(dst, depth+1); !ok {
			return dst, false
		}
		switch {
		case p.next(','):
			dst = append(dst, ", "...)
		case p.next(']'):
			return append(dst, ']'), true
		default:
			return dst, false
		}
	}
}

// member is a name and its value, both as they are printed.
type member struct {
	name, value []byte
}

func (p *jsonbPrinter) object(dst []byte, depth int) ([]byte, bool) {
	if p.next('}') {
		return append(dst, "{}"...), true
	}
	var members []member
	for {
		if p.space(); p.at == len(p.src) || p.src[p.at] != '"' {
			return dst, false
		}
		name, ok := p.text(nil)
		if !ok || !p.next(':') {
			return dst, false
		}
		value, ok := p.value(nil, depth+1)
		if !ok {
			return dst, false
		}
		members = append(members, member{name, value})
		if p.next('}') {
			return appendMembers(dst, members), true
		}
		if !p.next(',') {
			return dst, false
		}
	}
}

func appendMembers(dst []byte, members []member) []byte {
	slices.SortStableFunc(members, func(a, b member) int {
		return compareNames(printedName(a.name), printedName(b.name))
	})
	dst = append(dst, '{')
	first := true
	for i, m := range members {
		if i+1 < len(members) && bytes.Equal(m.name, members[i+1].name) {
			continue // the last of a name counts
		}
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		dst = append(append(append(dst, m.name...), ": "...), m.value...)
	}
	return append(dst, '}')
}

// printedName gives the name of which the text was printed.
func printedName(printed []byte) string {
	if bytes.IndexByte(printed, '\\') < 0 {
		return string(printed[1 : len(printed)-1])
	}
	p := jsonParser{src: printed}
	name, _ := p.text()
	return name
}

// text reads a string and writes it with PostgreSQL's escapes.
func (p *jsonbPrinter) text(dst []byte) ([]byte, bool) {
	begin := p.at
	for p.at++; p.at < len(p.src) && p.src[p.at] != '"' && p.src[p.at] != '\\'; p.at++ {
	}
	if p.at < len(p.src) && p.src[p.at] == '"' {
		p.at++
		if dst == nil {
			return p.src[begin:p.at:p.at], true // as it stands, without a copy
		}
		return append(dst, p.src[begin:p.at]...), true
	}
	dst = append(dst, p.src[begin:min(p.at, len(p.src))]...)
	for p.at < len(p.src) {
		c := p.src[p.at]
		p.at++
		switch c {
		case '"':
			return append(dst, '"'), true
		case '\\':
			var ok bool
			if dst, ok = p.escape(dst); !ok {
				return dst, false
			}
		default:
			dst = append(dst, c)
		}
	}
	return dst, false
}

// escape reads what follows a backslash.
func (p *jsonbPrinter) escape(dst []byte) ([]byte, bool) {
	if p.at == len(p.src) {
		return dst, false
	}
	c := p.src[p.at]
	p.at++
	switch c {
	case '"', '\\', 'b', 'f', 'n', 'r', 't':
		return append(dst, '\\', c), true
	case '/':
		return append(dst, '/'), true
	case 'u':
		r, ok := p.unicode()
		if !ok || r == 0 {
			return dst, false // jsonb has no NUL
		}
		if utf16.IsSurrogate(r) {
			if !bytes.HasPrefix(p.src[p.at:], []byte(`\u`)) {
				return dst, false
			}
			p.at += 2
			low, ok := p.unicode()
			if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
				return dst, false
			}
		}
		return appendEscaped(dst, r), true
	}
	return dst, false
}

func (p *jsonbPrinter) unicode() (rune, bool) {
	if p.at+4 > len(p.src) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.src[p.at:p.at+4]), 16, 16)
	p.at += 4
	return rune(n), err == nil
}

func appendEscaped(dst []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	if r < ' ' {
		const hex = "0123456789abcdef"
		return append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
	}
	return utf8.AppendRune(dst, r)
}

// number writes a number as numeric does: without an exponent, and without the
// sign of a zero.
func (p *jsonbPrinter) number(dst []byte) ([]byte, bool) {
	begin := p.at
	for p.at < len(p.src) && bytes.IndexByte([]byte("+-.0123456789eE"), p.src[p.at]) >= 0 {
		p.at++
	}
	text := p.src[begin:p.at]
	if len(text) > 0 && text[0] == '-' && !bytes.ContainsAny(mantissa(text), "123456789") {
		text = text[1:]
	}
	e := bytes.IndexAny(text, "eE")
	if e < 0 {
		if dst == nil {
			return text[:len(text):len(text)], true
		}
		return append(dst, text...), true
	}
	exponent, err := strconv.Atoi(string(text[e+1:]))
	if err != nil || exponent > 1000 || exponent < -1000 {
		return dst, false
	}
	return appendShifted(dst, text[:e], exponent), true
}

func mantissa(text []byte) []byte {
	if e := bytes.IndexAny(text, "eE"); e >= 0 {
		return text[:e]
	}
	return text
}

// appendShifted writes a decimal number times a power of ten.
func appendShifted(dst, number []byte, exponent int) []byte {
	if number[0] == '-' {
		dst, number = append(dst, '-'), number[1:]
	}
	whole, fraction, _ := bytes.Cut(number, []byte("."))
	digits := append(slices.Clone(whole), fraction...)
	point := len(whole) + exponent
	for point <= 0 {
		digits, point = append([]byte{'0'}, digits...), point+1
	}
	for len(digits) < point {
		digits = append(digits, '0')
	}
	head := bytes.TrimLeft(digits[:point], "0")
	if len(head) == 0 {
		head = []byte{'0'}
	}
	dst = append(dst, head...)
	if tail := digits[point:]; len(tail) > 0 {
		dst = append(append(dst, '.'), tail...)
	}
	return dst
}
