package pgfunc

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// normalForm gives a normalization form by its name
// (https://www.postgresql.org/docs/15/functions-string.html).
func normalForm(name string) (norm.Form, error) {
	switch strings.ToUpper(name) {
	case "NFC":
		return norm.NFC, nil
	case "NFD":
		return norm.NFD, nil
	case "NFKC":
		return norm.NFKC, nil
	case "NFKD":
		return norm.NFKD, nil
	}
	return 0, pgerr.New(pgerr.InvalidParameterValue, "invalid normalization form: %s", name)
}

// Normalize is normalize().
func Normalize(text, form string) (string, error) {
	f, err := normalForm(form)
	if err != nil {
		return "", err
	}
	return f.String(text), nil
}

// IsNormalized is IS NORMALIZED.
func IsNormalized(text, form string) (bool, error) {
	f, err := normalForm(form)
	return err == nil && f.IsNormalString(text), err
}

// unicodeForms are the ways to write a character in unistr(): what stands after the
// backslash, and how many digits.
var unicodeForms = []struct {
	mark   string
	digits int
}{{"+", 6}, {"u", 4}, {"U", 8}, {"", 4}}

// Unistr is unistr() (src/backend/utils/adt/varlena.c).
func Unistr(text string) (string, error) {
	var b strings.Builder
	var high rune // the first half of a character in two
	for text != "" {
		c, size, err := unicodeEscape(text)
		switch {
		case err != nil:
			return "", err
		case size == 0 || text[:size] == `\\`:
			if high != 0 {
				return "", errSurrogate
			}
			size = max(size, 1)
			b.WriteByte(text[0])
		case high != 0:
			pair := utf16.DecodeRune(high, c)
			if c < 0xdc00 || c > 0xdfff {
				return "", errSurrogate
			}
			b.WriteRune(pair)
			high = 0
		case c >= 0xd800 && c < 0xdc00:
			high = c
		case c >= 0xdc00 && c <= 0xdfff:
			return "", errSurrogate
		default:
			b.WriteRune(c)
		}
		text = text[size:]
	}
	if high != 0 {
		return "", errSurrogate
	}
	return b.String(), nil
}

var errSurrogate = pgerr.New(pgerr.SyntaxError, "invalid Unicode surrogate pair")

// unicodeEscape reads what a backslash begins; size is 0 where none stands.
func unicodeEscape(text string) (c rune, size int, err error) {
	if text[0] != '\\' {
		return 0, 0, nil
	}
	if strings.HasPrefix(text, `\\`) {
		return '\\', 2, nil
	}
	for _, form := range unicodeForms {
		end := 1 + len(form.mark) + form.digits
		if !strings.HasPrefix(text[1:], form.mark) || len(text) < end {
			continue
		}
		digits := text[end-form.digits : end]
		n, err := strconv.ParseUint(digits, 16, 32)
		if err != nil || strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
			continue
		}
		if n == 0 || n > 0x10ffff {
			return 0, 0, pgerr.New(pgerr.InvalidParameterValue, "invalid Unicode code point: %04X", n)
		}
		return rune(n), end, nil
	}
	return 0, 0, pgerr.New(pgerr.SyntaxError, "invalid Unicode escape").
		WithHint(`Unicode escapes must be \XXXX, \+XXXXXX, \uXXXX, or \UXXXXXXXX.`)
}
