package pgfunc

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// regexTranslation writes an advanced regular expression of PostgreSQL's in Go's words.
type regexTranslation struct {
	src     string
	at      int
	out     strings.Builder
	options string
	literal bool
}

// flags reads the options, those inside of the expression, too.
func (t *regexTranslation) flags(flags string) error {
	for _, f := range flags {
		switch f {
		case 'i':
			t.options = strings.ReplaceAll(t.options, "i", "") + "i"
		case 'c':
			t.options = strings.ReplaceAll(t.options, "i", "")
		case 'm', 'n':
			t.options = strings.NewReplacer("s", "", "m", "").Replace(t.options) + "m"
		case 's':
			t.options = strings.NewReplacer("s", "", "m", "").Replace(t.options) + "s"
		case 'p':
			t.options = strings.NewReplacer("s", "", "m", "").Replace(t.options)
		case 'w':
			t.options = strings.NewReplacer("s", "", "m", "").Replace(t.options) + "sm"
		case 'q':
			t.literal = true
		case 'g', 't', 'e':
		default:
			return errBeyondGo
		}
	}
	return nil
}

func (t *regexTranslation) translate() (string, error) {
	if t.literal {
		return regexp.QuoteMeta(t.src), nil
	}
	if strings.HasPrefix(t.src, "***=") {
		return regexp.QuoteMeta(t.src[4:]), nil
	}
	t.src = strings.TrimPrefix(t.src, "***:")
	if strings.HasPrefix(t.src, "***") {
		return "", errBeyondGo
	}
	if m := embedded.FindStringSubmatch(t.src); m != nil {
		if err := t.flags(m[1]); err != nil {
			return "", err
		}
		t.src = t.src[len(m[0]):]
	}
	for t.at < len(t.src) {
		if err := t.piece(); err != nil {
			return "", err
		}
	}
	return t.out.String(), nil
}

var embedded = regexp.MustCompile(`^\(\?([a-z]+)\)`)

func (t *regexTranslation) piece() error {
	rest := t.src[t.at:]
	switch c := rest[0]; c {
	case '\\':
		return t.escape()
	case '[':
		return t.bracket()
	case '(':
		if strings.HasPrefix(rest, "(?:") {
			t.out.WriteString("(?:")
			t.at += 3
			return nil
		}
		if strings.HasPrefix(rest, "(?") {
			if len(rest) > 2 && strings.IndexByte("=!<", rest[2]) >= 0 {
				return errBeyondGo
			}
			return errBeyondGo
		}
	case '{':
		if len(rest) == 1 || !isDigit(rest[1]) { // an ordinary character
			t.out.WriteString(`\{`)
			t.at++
			return nil
		}
		return t.bounds()
	case '*', '+', '?':
		if len(rest) > 1 && c != '?' && rest[1] == '+' || c == '?' && len(rest) > 1 && rest[1] == '+' {
			return errBeyondGo // possessive in Go's eyes
		}
	}
	t.out.WriteByte(rest[0])
	t.at++
	return nil
}

var boundsForm = regexp.MustCompile(`^\{(\d+)(,(\d*))?\}`)

func (t *regexTranslation) bounds() error {
	m := boundsForm.FindStringSubmatch(t.src[t.at:])
	if m == nil {
		return errBeyondGo
	}
	low, _ := strconv.Atoi(m[1])
	high, err := strconv.Atoi(m[3])
	if low > 255 || high > 255 || err == nil && high < low {
		return errBeyondGo
	}
	t.out.WriteString(m[0])
	t.at += len(m[0])
	return nil
}

// classEscapes are the escapes that stand for a set of characters.
var classEscapes = map[byte]string{'d': "0-9", 'w': "0-9A-Za-z_", 's': `\t-\r `}

// plainEscapes are the escapes that stand for one character, or a constraint, as Go
// writes them.
var plainEscapes = map[byte]string{'a': `\a`, 'b': `\x08`, 'B': `\\`, 'e': `\x1b`, 'f': `\f`, 'n': `\n`, 'r': `\r`, 't': `\t`, 'v': `\v`, '0': `\x00`,
	'A': `\A`, 'Z': `\z`, 'y': `\b`, 'Y': `\B`}

func (t *regexTranslation) escape() error {
	if t.at+1 == len(t.src) {
		return errBeyondGo
	}
	c := t.src[t.at+1]
	t.at += 2
	switch {
	case !isAlnum(c):
		t.out.WriteString(`\` + string(c))
		if c >= 0x80 || c == '_' {
			return errBeyondGo
		}
		return nil
	case classEscapes[c] != "":
		t.out.WriteString("[" + classEscapes[c] + "]")
		return nil
	case classEscapes[c|0x20] != "" && c < 'a':
		t.out.WriteString("[^" + classEscapes[c|0x20] + "]")
		return nil
	case plainEscapes[c] != "":
		t.out.WriteString(plainEscapes[c])
		return nil
	case c == 'u' || c == 'U' || c == 'x':
		return t.code(c)
	case c == 'm' || c == 'M':
		return t.wordEdge(c)
	case c >= '1' && c <= '9', c == 'c':
		return errBeyondGo
	}
	return errBeyondGo
}

// wordEdge is \m or \M: Go's \b is the same beside a character of a word.
func (t *regexTranslation) wordEdge(c byte) error {
	before := t.out.String()
	beside := c == 'm' && t.at < len(t.src) && (isAlnum(t.src[t.at]) || strings.HasPrefix(t.src[t.at:], `\w`)) ||
		c == 'M' && before != "" && isAlnum(before[len(before)-1]) && !(len(before) > 1 && before[len(before)-2] == '\\')
	if !beside {
		return errBeyondGo
	}
	t.out.WriteString(`\b`)
	return nil
}

func (t *regexTranslation) code(kind byte) error {
	n := map[byte]int{'u': 4, 'U': 8}[kind]
	end := t.at
	for end < len(t.src) && strings.IndexByte("0123456789abcdefABCDEF", t.src[end]) >= 0 && (n == 0 || end < t.at+n) {
		end++
	}
	code, err := strconv.ParseUint(t.src[t.at:end], 16, 32)
	if err != nil || n > 0 && end != t.at+n || code > 0x10ffff {
		return errBeyondGo
	}
	fmt.Fprintf(&t.out, `\x{%x}`, code)
	t.at = end
	return nil
}

// bracket takes a bracket expression.
func (t *regexTranslation) bracket() error {
	rest := t.src[t.at:]
	if strings.HasPrefix(rest, "[[:<:]]") || strings.HasPrefix(rest, "[[:>:]]") || strings.Contains(rest, "[.") || strings.Contains(rest, "[=") {
		return errBeyondGo
	}
	t.out.WriteByte('[')
	t.at++
	if t.at < len(t.src) && t.src[t.at] == '^' {
		t.out.WriteByte('^')
		if !strings.Contains(t.options, "s") {
			t.out.WriteString(`\n`)
		}
		t.at++
	}
	for first := true; t.at < len(t.src); first = false {
		c := t.src[t.at]
		switch {
		case c == ']' && !first:
			t.out.WriteByte(']')
			t.at++
			return nil
		case strings.HasPrefix(t.src[t.at:], "[:"):
			end := strings.Index(t.src[t.at:], ":]")
			if end < 0 {
				return errBeyondGo
			}
			t.out.WriteString(t.src[t.at : t.at+end+2])
			t.at += end + 2
		case c == '\\':
			if err := t.bracketEscape(); err != nil {
				return err
			}
		case c == '[' || c == ']' || c == '^' || c == '&' || c == '~':
			t.out.WriteString(`\` + string(c))
			t.at++
		default:
			t.out.WriteByte(c)
			t.at++
		}
	}
	return errBeyondGo
}

func (t *regexTranslation) bracketEscape() error {
	if t.at+1 == len(t.src) {
		return errBeyondGo
	}
	c := t.src[t.at+1]
	if set := classEscapes[c]; set != "" {
		t.out.WriteString(set)
		t.at += 2
		return nil
	}
	if strings.IndexByte("AZmMyYDSW", c) >= 0 {
		return errBeyondGo
	}
	return t.escape()
}
