package pgfunc

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Similar is SIMILAR TO
// (https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-SIMILARTO-REGEXP):
// the pattern is that of the whole text.
func Similar(text, pattern, escape string) (bool, error) {
	parts, err := similarParts(pattern, escape)
	if err != nil {
		return false, err
	}
	whole, err := wholly(strings.Join(parts, ""))
	return err == nil && whole.Matches(text), err
}

// SimilarPart is substring() with a SQL regular expression: what lies between the two
// escaped double quotes of the pattern, where what is before them is as short as it can be
// and what is between them then as long; ok is false where the pattern does not match.
func SimilarPart(text, pattern, escape string) (part string, ok bool, err error) {
	parts, err := similarParts(pattern, escape)
	if err != nil {
		return "", false, err
	}
	if len(parts) == 1 {
		parts = append([]string{""}, parts...)
	}
	parts = append(parts, "")[:3]
	var matchers [3]*Regex
	for i := range matchers {
		if matchers[i], err = wholly(parts[i]); err != nil {
			return "", false, err
		}
	}
	rest, err := wholly("(?:" + parts[1] + ")(?:" + parts[2] + ")")
	if err != nil {
		return "", false, err
	}
	for begin := range bounds(text) {
		if !matchers[0].Matches(text[:begin]) || !rest.Matches(text[begin:]) {
			continue
		}
		longest := -1
		for end := range bounds(text[begin:]) {
			if matchers[1].Matches(text[begin:begin+end]) && matchers[2].Matches(text[begin+end:]) {
				longest = end
			}
		}
		if longest >= 0 {
			return text[begin : begin+longest], true, nil
		}
	}
	return "", false, nil
}

// bounds gives the offsets between the characters of a text, its ends too.
func bounds(text string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range text {
			if !yield(i) {
				return
			}
		}
		yield(len(text))
	}
}

// wholly compiles an expression that matches whole texts.
func wholly(expression string) (*Regex, error) {
	return CompileRegex("^(?:"+expression+")$", "", false)
}

// similarParts writes a SQL regular expression as one of PostgreSQL's own, in the parts
// that escaped double quotes make (similar_escape_internal in src/backend/utils/adt/regexp.c).
func similarParts(pattern, escape string) ([]string, error) {
	if utf8.RuneCountInString(escape) > 1 {
		return nil, pgerr.New("22025", "invalid escape string").WithHint("Escape string must be empty or one character.")
	}
	var parts []string
	var b strings.Builder
	escaped, class := false, false
	for _, c := range pattern {
		switch s := string(c); {
		case escaped && c == '"' && !class:
			if len(parts) == 2 {
				return nil, pgerr.New("2200C", "SQL regular expression may not contain more than two escape-double-quote separators")
			}
			parts = append(parts, b.String())
			b.Reset()
			escaped = false
		case escaped:
			b.WriteString(`\` + s)
			escaped = false
		case s == escape:
			escaped = true
		case class && c == '\\':
			b.WriteString(`\\`)
		case class:
			b.WriteString(s)
			class = c != ']'
		case similarForms[c] != "":
			b.WriteString(similarForms[c])
		default:
			b.WriteString(s)
			class = c == '['
		}
	}
	return append(parts, b.String()), nil
}

// similarForms are the characters that mean something else in the two languages.
var similarForms = map[rune]string{'%': ".*", '_': ".", '(': "(?:", '\\': `\\`, '.': `\.`, '^': `\^`, '$': `\$`}
