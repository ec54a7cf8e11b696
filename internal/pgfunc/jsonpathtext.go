package pgfunc

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// pathKeywords are the words with a meaning, in any case; the literals of JSON count in
// lower case only.
var pathKeywords = func() map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(`is to abs lax flag last null size true type with false floor double exists starts
		strict ceiling unknown datetime keyvalue like_regex`) {
		out[word] = true
	}
	return out
}()

// name reads a word without quotes. A comment right behind one takes it away, as
// PostgreSQL's scanner has it.
func (l *pathLexer) name() (pathToken, error) {
	var b strings.Builder
	near := ""
loop:
	for l.at < len(l.src) {
		switch c := l.src[l.at]; {
		case c == '\\':
			if err := l.escape(&b); err != nil {
				return pathToken{}, err
			}
		case isPathOther(c):
			end := l.run(l.at, isPathOther)
			b.WriteString(l.src[l.at:end])
			l.at = end
		case strings.IndexByte(pathBlanks, c) >= 0:
			end := l.run(l.at, func(c byte) bool { return strings.IndexByte(pathBlanks, c) >= 0 })
			near, l.at = l.src[l.at:end], end
			break loop
		case strings.HasPrefix(l.src[l.at:], "/*"):
			if err := l.comment(); err != nil {
				return pathToken{}, err
			}
			return l.next()
		default:
			break loop
		}
	}
	t := pathToken{kind: tokenName, text: b.String(), near: near}
	if word := strings.ToLower(t.text); pathKeywords[word] && (word == t.text || word != "null" && word != "true" && word != "false") {
		t.kind, t.word = tokenKeyword, word
	}
	return t, nil
}

// quoted reads what stands in quotes, of which the first is read.
func (l *pathLexer) quoted(kind pathTokenKind) (pathToken, error) {
	var b strings.Builder
	for l.at < len(l.src) {
		switch l.src[l.at] {
		case '"':
			l.at++
			return pathToken{kind: kind, text: b.String(), near: `"`}, nil
		case '\\':
			if err := l.escape(&b); err != nil {
				return pathToken{}, err
			}
		default:
			end := l.run(l.at, func(c byte) bool { return c != '"' && c != '\\' })
			b.WriteString(l.src[l.at:end])
			l.at = end
		}
	}
	return pathToken{}, pathSyntax("unexpected end of quoted string", "")
}

var pathEscapes = map[byte]byte{'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// escape reads a backslash and what belongs to it.
func (l *pathLexer) escape(b *strings.Builder) error {
	if l.at+1 == len(l.src) || l.src[l.at+1] == '\n' {
		return pathSyntax("unexpected end after backslash", `\`)
	}
	switch c := l.src[l.at+1]; {
	case c == 'u':
		return l.unicode(b)
	case c == 'x':
		begin := l.at
		l.at = l.hex(begin+2, 2)
		if l.at < begin+4 {
			return pathSyntax("invalid hex character sequence", l.src[begin:l.at])
		}
		code, _ := strconv.ParseInt(l.src[begin+2:l.at], 16, 32)
		return addPathRune(b, rune(code))
	case pathEscapes[c] != 0:
		b.WriteByte(pathEscapes[c])
	default:
		b.WriteByte(c)
	}
	l.at += 2
	return nil
}

// hex gives the end of at most n hexadecimal digits.
func (l *pathLexer) hex(from, n int) int {
	end := l.run(from, func(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 })
	return min(end, from+n)
}

// unicode reads \uXXXX and \u{X…} that stand side by side, among which surrogates pair.
func (l *pathLexer) unicode(b *strings.Builder) error {
	begin := l.at
	var codes []rune
	for strings.HasPrefix(l.src[l.at:], `\u`) {
		digits, n := l.at+2, 4
		braced := digits < len(l.src) && l.src[digits] == '{'
		if braced {
			digits, n = digits+1, 6
		}
		end := l.hex(digits, n)
		closed := end < len(l.src) && l.src[end] == '}'
		if braced && (end == digits || !closed) || !braced && end < digits+4 {
			return pathSyntax("invalid unicode sequence", l.src[begin:end])
		}
		code, _ := strconv.ParseInt(l.src[digits:end], 16, 32)
		codes = append(codes, rune(code))
		if l.at = end; braced {
			l.at++
		}
	}
	return addPathRunes(b, codes)
}

func addPathRunes(b *strings.Builder, codes []rune) error {
	high := rune(-1)
	for _, code := range codes {
		switch {
		case code >= 0xd800 && code < 0xdc00:
			if high >= 0 {
				return badPathSurrogate("Unicode high surrogate must not follow a high surrogate.")
			}
			high = code
			continue
		case code >= 0xdc00 && code < 0xe000 && high >= 0:
			code, high = utf16.DecodeRune(high, code), -1
		case code >= 0xdc00 && code < 0xe000, high >= 0:
			return badPathSurrogate("Unicode low surrogate must follow a high surrogate.")
		}
		if err := addPathRune(b, code); err != nil {
			return err
		}
	}
	if high >= 0 {
		return badPathSurrogate("Unicode low surrogate must follow a high surrogate.")
	}
	return nil
}

func badPathSurrogate(detail string) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type jsonpath").WithDetail("%s", detail)
}

func addPathRune(b *strings.Builder, code rune) error {
	if code == 0 {
		return pgerr.New("22P05", "unsupported Unicode escape sequence").WithDetail(`\u0000 cannot be converted to text.`)
	}
	if code > utf8.MaxRune {
		return pgerr.New(pgerr.SyntaxError, "invalid Unicode code point")
	}
	b.WriteRune(code)
	return nil
}
