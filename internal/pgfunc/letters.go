package pgfunc

import (
	"strings"
	"unicode"
)

// Reverse gives the characters of a text from its end. A combining character comes before
// the one that it belonged to.
func Reverse(s string) string {
	runes := []rune(s)
	for i, k := 0, len(runes)-1; i < k; i, k = i+1, k-1 {
		runes[i], runes[k] = runes[k], runes[i]
	}
	return string(runes)
}

// Initcap makes the first letter of each word a capital, and the others small: initcap()
// (src/backend/utils/adt/formatting.c) with the letters of the C.UTF-8 locale.
func Initcap(s string) string {
	var b strings.Builder
	inside := false
	for _, r := range s {
		if inside {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteRune(upper(r))
		}
		inside = unicode.In(r, unicode.L, unicode.Nl, unicode.Nd, unicode.Other_Alphabetic)
	}
	return b.String()
}

// Upper makes the letters of a text capitals, as Initcap does.
func Upper(s string) string { return strings.Map(upper, s) }

// upper is towupper(), to which ß has no capital.
func upper(r rune) rune {
	if r == 'ß' {
		return r
	}
	return unicode.ToUpper(r)
}
