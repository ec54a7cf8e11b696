package analysis

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// jsonScanner finds the first mistake of a JSON text as PostgreSQL's jsonapi.c does.
type jsonScanner struct {
	text  string
	at    int
	start int // of the token
	bad   *pgerr.Error
}

// jsonError gives PostgreSQL's error for a text that is no JSON; nil when it finds none.
func jsonError(text string) *pgerr.Error {
	j := &jsonScanner{text: text}
	j.value(0)
	if j.bad == nil {
		if t := j.next(); t != "" {
			j.expected("end of input", t)
		}
	}
	return j.bad
}

func (j *jsonScanner) fail(detail string) {
	if j.bad == nil {
		j.bad = pgerr.New(codeInvalidText, "invalid input syntax for type json")
		j.bad.Detail = detail
		j.bad.Context = pgerr.JSONContext(j.text, j.at)
	}
}

func (j *jsonScanner) expected(what, token string) {
	if token == "" {
		j.fail("The input string ended unexpectedly.")
		return
	}
	if what == "end of input" {
		j.fail("Expected end of input, but found " + quoted(token) + ".")
		return
	}
	j.fail("Expected " + what + ", but found " + quoted(token) + ".")
}

// next reads a token; "" at the end.
func (j *jsonScanner) next() string {
	for j.at < len(j.text) && strings.IndexByte(" \t\n\r", j.text[j.at]) >= 0 {
		j.at++
	}
	j.start = j.at
	if j.bad != nil || j.at == len(j.text) {
		return ""
	}
	c := j.text[j.at]
	switch {
	case strings.IndexByte("{}[]:,", c) >= 0:
		j.at++
	case c == '"':
		j.str()
	case c == '-' || c >= '0' && c <= '9':
		j.num()
	default:
		for j.at < len(j.text) && isWord(j.text[j.at]) {
			j.at++
		}
		if j.at == j.start {
			j.at++
			j.invalid()
		} else if w := j.text[j.start:j.at]; w != "true" && w != "false" && w != "null" {
			j.invalid()
		}
	}
	return j.text[j.start:j.at]
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80
}

func (j *jsonScanner) invalid() {
	j.fail("Token " + quoted(j.text[j.start:j.at]) + " is invalid.")
}

func (j *jsonScanner) num() {
	from := j.at
	if j.text[j.at] == '-' {
		j.at++
	}
	for j.at < len(j.text) && (isWord(j.text[j.at]) || strings.IndexByte("+-.", j.text[j.at]) >= 0) {
		j.at++
	}
	if !validNumber(j.text[from:j.at]) {
		j.invalid()
	}
}

// validNumber is JSON's grammar of numbers.
func validNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	if s == "" || s[0] < '0' || s[0] > '9' || len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
		return false
	}
	mantissa, _, _ := strings.Cut(strings.ToLower(s), "e")
	if strings.HasSuffix(mantissa, ".") || strings.HasPrefix(mantissa, ".") || strings.HasPrefix(s, "+") {
		return false
	}
	return isDecimal(s)
}

func (j *jsonScanner) str() {
	for j.at++; j.at < len(j.text); j.at++ {
		switch c := j.text[j.at]; {
		case c == '"':
			j.at++
			return
		case c < 0x20:
			j.fail("Character with value 0x" + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]) + " must be escaped.")
			return
		case c == '\\':
			j.at++
			if j.at < len(j.text) && strings.IndexByte(`"\/bfnrtu`, j.text[j.at]) < 0 {
				r, size := utf8.DecodeRuneInString(j.text[j.at:])
				j.at += size
				j.fail("Escape sequence \"\\" + string(r) + "\" is invalid.")
				return
			}
		}
	}
	j.at = len(j.text)
	j.invalid()
}

func (j *jsonScanner) value(depth int) {
	t := j.next()
	switch {
	case j.bad != nil:
	case t == "{":
		j.object(depth)
	case t == "[":
		j.array(depth)
	case t == "" || strings.Contains("}]:,", t):
		j.expected("JSON value", t)
	}
}

func (j *jsonScanner) object(depth int) {
	t := j.next()
	if t == "}" || j.bad != nil || depth > 6000 {
		return
	}
	for {
		if !strings.HasPrefix(t, `"`) {
			if j.bad == nil {
				j.expected(map[bool]string{true: `string or "}"`, false: "string"}[j.isFirst()], t)
			}
			return
		}
		if t = j.next(); t != ":" {
			j.expected(`":"`, t)
			return
		}
		if j.value(depth + 1); j.bad != nil {
			return
		}
		switch t = j.next(); t {
		case ",":
			t = j.next()
		case "}":
			return
		default:
			j.expected(`"," or "}"`, t)
			return
		}
	}
}

// isFirst says whether the token stands right after a brace.
func (j *jsonScanner) isFirst() bool {
	return strings.HasSuffix(strings.TrimRight(j.text[:j.start], " \t\n\r"), "{")
}

func (j *jsonScanner) array(depth int) {
	before := j.at
	if t := j.next(); t == "]" || j.bad != nil || depth > 6000 {
		return
	}
	j.at = before
	for {
		if j.value(depth + 1); j.bad != nil {
			return
		}
		switch t := j.next(); t {
		case ",":
		case "]":
			return
		default:
			j.expected(`"," or "]"`, t)
			return
		}
	}
}
