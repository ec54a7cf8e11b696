package pgfunc

import (
	"strings"
)

// The texts of dates and times are cut into fields as ParseDateTime() in
// src/backend/utils/adt/datetime.c does.

type tokenKind int

const (
	numberToken tokenKind = iota
	wordToken
	dateToken
	clockToken
	offsetToken
	signedWordToken
)

type timeToken struct {
	kind tokenKind
	text string // in lower case
	raw  string
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlnum(c byte) bool { return isAlpha(c) || isDigit(c) }

// timeTokens gives the fields of a text; ok is false when it has none of any kind.
func timeTokens(s string) (out []timeToken, ok bool) {
	i := 0
	take := func(more func(c byte) bool) {
		for i < len(s) && more(s[i]) {
			i++
		}
	}
	for i < len(s) {
		begin, kind := i, numberToken
		switch c := s[i]; {
		case isSpace(c):
			i++
			continue
		case isDigit(c):
			take(isDigit)
			kind = numericToken(s, &i, take)
		case c == '.':
			i++
			take(isDigit)
		case isAlpha(c):
			take(isAlpha)
			kind = wordToken
			if i < len(s) && (strings.IndexByte("-/.", s[i]) >= 0 || (s[i] == '+' || isDigit(s[i])) && !knownWord(strings.ToLower(s[begin:i]))) {
				kind = dateToken
				take(func(c byte) bool { return strings.IndexByte("+-/_.:", c) >= 0 || isAlnum(c) })
			}
		case c == '+' || c == '-':
			i++
			for i < len(s) && isSpace(s[i]) {
				i++
			}
			kind = offsetToken
			switch {
			case i < len(s) && isDigit(s[i]):
				take(func(c byte) bool { return isDigit(c) || c == ':' || c == '.' || c == '-' })
			case i < len(s) && isAlpha(s[i]):
				take(isAlpha)
				kind = signedWordToken
			default:
				return nil, false
			}
			raw := s[begin:begin+1] + strings.TrimLeft(s[begin+1:i], " \t\n\v\f\r")
			out = append(out, timeToken{kind, strings.ToLower(raw), raw})
			continue
		case isSeparator(c):
			i++
			continue
		default:
			return nil, false
		}
		out = append(out, timeToken{kind, strings.ToLower(s[begin:i]), s[begin:i]})
	}
	return out, len(out) > 0
}

// numericToken takes what follows the digits with which a field begins.
func numericToken(s string, i *int, take func(func(byte) bool)) tokenKind {
	if *i == len(s) {
		return numberToken
	}
	switch delimiter := s[*i]; delimiter {
	case ':':
		take(func(c byte) bool { return isDigit(c) || c == ':' || c == '.' })
		return clockToken
	case '-', '/', '.':
		*i++
		if *i == len(s) || !isDigit(s[*i]) {
			if delimiter == '.' && (*i == len(s) || !isAlpha(s[*i])) {
				return numberToken
			}
			take(func(c byte) bool { return isAlnum(c) || c == delimiter })
			return dateToken
		}
		take(isDigit)
		if *i < len(s) && s[*i] == delimiter {
			take(func(c byte) bool { return isDigit(c) || c == delimiter })
			return dateToken
		}
		if delimiter == '.' {
			return numberToken
		}
		return dateToken
	}
	return numberToken
}

// knownWord says whether a word has a meaning of its own in a time.
func knownWord(s string) bool {
	switch s {
	case "t", "j", "jd", "julian", "at", "on", "am", "pm", "ad", "bc", "dst", "now", "today", "tomorrow", "yesterday", "epoch",
		"infinity", "allballs", "d", "h", "m", "s", "y", "mon", "mm", "isodow", "dow", "doy", "isoyear":
		return true
	}
	return monthOf(s) > 0 || isDayName(s)
}

// monthOf gives the month that a word names, 0 for none.
func monthOf(s string) int {
	if s == "sept" {
		return 9
	}
	for i, name := range monthNames {
		if strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return i + 1
		}
	}
	return 0
}

func isDayName(s string) bool {
	switch s {
	case "tues", "wednes", "weds", "thur", "thurs":
		return true
	}
	for _, name := range dayNames {
		if strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return true
		}
	}
	return false
}
