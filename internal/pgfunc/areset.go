package pgfunc

import (
	"slices"
	"unicode"
)

// runeSet is a set of characters: pairs of ends, and perhaps all others instead.
type runeSet struct {
	ranges  []rune
	negated bool
}

// anyRune is every character.
var anyRune = &runeSet{negated: true}

func (s *runeSet) add(from, to rune) { s.ranges = append(s.ranges, from, to) }

// addSet adds the characters of another set.
func (s *runeSet) addSet(other *runeSet) {
	if !other.negated {
		s.ranges = append(s.ranges, other.ranges...)
		return
	}
	pairs := [][2]rune{}
	for i := 0; i < len(other.ranges); i += 2 {
		pairs = append(pairs, [2]rune{other.ranges[i], other.ranges[i+1]})
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	next := rune(0)
	for _, p := range pairs {
		if p[0] > next {
			s.add(next, p[0]-1)
		}
		next = max(next, p[1]+1)
	}
	s.add(next, unicode.MaxRune)
}

// foldCase adds the other cases of the characters.
func (s *runeSet) foldCase() {
	const most = 0x250 // wider ranges than the alphabets with cases hold them already
	for i, n := 0, len(s.ranges); i < n; i += 2 {
		for r := s.ranges[i]; r <= s.ranges[i+1] && r-s.ranges[i] < most; r++ {
			for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
				s.add(other, other)
			}
		}
	}
}

func (s *runeSet) has(r rune) bool {
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] <= r && r <= s.ranges[i+1] {
			return !s.negated
		}
	}
	return s.negated
}

// wordRunes are the characters of words.
var wordRunes = &runeSet{ranges: []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}}

// runeClasses are the classes of characters that have a name.
var runeClasses = map[string][]rune{
	"alnum": {'0', '9', 'A', 'Z', 'a', 'z'}, "alpha": {'A', 'Z', 'a', 'z'}, "ascii": {0, 127}, "blank": {' ', ' ', '\t', '\t'},
	"cntrl": {0, 31, 127, 127}, "digit": {'0', '9'}, "graph": {'!', '~'}, "lower": {'a', 'z'}, "print": {' ', '~'},
	"punct": {'!', '/', ':', '@', '[', '`', '{', '~'}, "space": {'\t', '\r', ' ', ' '}, "upper": {'A', 'Z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'}, "word": wordRunes.ranges,
}

// escapeClasses are the classes of \d, \s and \w.
var escapeClasses = map[rune]string{'d': "digit", 's': "space", 'w': "word"}
