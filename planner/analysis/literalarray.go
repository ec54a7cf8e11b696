package analysis

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// checkArray refuses an array literal that array_in refuses, as far as it is plain: one of
// explicit bounds is left to the engine.
func (a *analyzer) checkArray(text string, element uint32, location int32) {
	malformed := func(detail string) {
		a.failWith(location, pgerr.New(codeInvalidText, "malformed array literal: %s", quoted(text)).WithDetail("%s", detail))
	}
	s := trimSpace(text)
	if strings.HasPrefix(s, "[") {
		return
	}
	if !strings.HasPrefix(s, "{") {
		malformed("Array value must start with \"{\" or dimension information.")
	}
	items, closed := arrayItems(s)
	if !closed {
		malformed("Unexpected end of input.")
	}
	for _, item := range items {
		if item.quoted || !strings.EqualFold(item.text, "NULL") {
			a.checkInput(item.text, a.baseType(plain(element)), location)
		}
	}
}

// arrayItem is an element of an array literal.
type arrayItem struct {
	text   string
	quoted bool
}

// arrayItems gives the elements of a literal in braces, and whether the braces close.
// Empty elements, which PostgreSQL refuses in several ways, are left out.
func arrayItems(s string) (items []arrayItem, closed bool) {
	depth := 0
	var b strings.Builder
	was := false
	flush := func() {
		if t := b.String(); was || trimSpace(t) != "" {
			if !was {
				t = trimSpace(t)
			}
			items = append(items, arrayItem{t, was})
		}
		b.Reset()
		was = false
	}
	inside := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
			was = true
		case c == '"':
			inside = !inside
			was = true
		case inside:
			b.WriteByte(c)
		case c == '{':
			depth++
		case c == '}':
			flush()
			if depth--; depth == 0 {
				return items, true
			}
		case c == ',':
			flush()
		case was:
		default:
			b.WriteByte(c)
		}
	}
	return items, false
}

// checkRange refuses a range literal without brackets (rangetypes.c).
func (a *analyzer) checkRange(text string, location int32) {
	s := trimSpace(text)
	if strings.EqualFold(s, "empty") || strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(") {
		return
	}
	if len(s) >= 5 && strings.EqualFold(s[:5], "empty") {
		return
	}
	a.failWith(location, pgerr.New(codeInvalidText, "malformed range literal: %s", quoted(text)).WithDetail("Missing left parenthesis or bracket."))
}

// word and amount are texts that are certainly no moment, unless the word is a special one.
var (
	word   = regexp.MustCompile(`^[A-Za-z]+$`)
	amount = regexp.MustCompile(`^[0-9]{1,2} (hour|minute|second|day|week|month|year)s?$`)
)

// moments are the words that datetime.c takes for a moment.
var moments = []string{"now", "today", "tomorrow", "yesterday", "epoch", "infinity"}

// checkMoment refuses what is certainly no date: a lone word, or an interval. The rest is the
// engine's to refuse.
func (a *analyzer) checkMoment(text string, oid uint32, location int32) {
	s := strings.ToLower(trimSpace(text))
	if s == "" || word.MatchString(s) && !slices.Contains(moments, s) || amount.MatchString(s) {
		a.fail(location, codeInvalidDatetime, "invalid input syntax for type %s: %s", a.spell(oid), quoted(text))
	}
}
