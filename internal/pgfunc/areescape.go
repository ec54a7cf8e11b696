package pgfunc

import (
	"strconv"
	"strings"
	"unicode"
)

// escaped reads what follows a backslash outside of brackets.
func (p *areParser) escaped(x *arePiece) (check bool, err error) {
	if p.at >= len(p.src) {
		return false, badRegex(badEscape)
	}
	r := p.src[p.at]
	switch {
	case strings.ContainsRune("AZmMyY", r):
		p.at++
		x.atom = constraint(&areLanguage{check: r})
		return true, nil
	case escapeClasses[unicode.ToLower(r)] != "" && r < 0x80:
		p.at++
		x.atom = plainNode(&runeSet{ranges: runeClasses[escapeClasses[unicode.ToLower(r)]], negated: r < 'a'})
		return false, nil
	case r >= '1' && r <= '9':
		if n, digits := p.number(10, 3); digits == 1 || n <= p.groups {
			p.at += digits
			return false, p.reference(x, n)
		}
	}
	if r, err = p.escapedRune(); err == nil {
		x.atom = &areNode{language: p.character(r)}
	}
	return false, err
}

// reference is a back reference, whose language is that of the group it means.
func (p *areParser) reference(x *arePiece, group int) error {
	if p.inLook > 0 || group > p.groups || p.closed[group-1] == nil {
		return badRegex(badGroup)
	}
	x.messy, x.refers = true, true
	x.atom = &areNode{op: areRefer, flags: areRefers, refers: group, min: 1, max: 1, language: unconstrained(p.closed[group-1].language)}
	return nil
}

// unconstrained gives a language without its constraints.
func unconstrained(l *areLanguage) *areLanguage {
	if l.op == languageCheck {
		return &areLanguage{op: languageEmpty}
	}
	out := *l
	out.subs = nil
	for _, sub := range l.subs {
		out.subs = append(out.subs, unconstrained(sub))
	}
	return &out
}

// number reads digits without passing over them.
func (p *areParser) number(base, most int) (n, digits int) {
	for digits < most && p.at+digits < len(p.src) {
		d, err := strconv.ParseInt(string(p.src[p.at+digits]), base, 64)
		if err != nil || n > unicode.MaxRune {
			break
		}
		n = n*base + int(d)
		digits++
	}
	return n, digits
}

// oneRune are the escapes that stand for one character.
var oneRune = map[rune]rune{'a': 7, 'b': '\b', 'B': '\\', 'e': 27, 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// escapedRune reads what follows a backslash and stands for one character.
func (p *areParser) escapedRune() (rune, error) {
	r := p.src[p.at]
	if one, ok := oneRune[r]; ok {
		p.at++
		return one, nil
	}
	base, least, most := 16, 1, 255
	switch {
	case r == 'c' && p.at+1 < len(p.src):
		p.at += 2
		return p.src[p.at-1] & 0o37, nil
	case r == 'u':
		least, most = 4, 4
	case r == 'U':
		least, most = 8, 8
	case r == 'x':
	case r >= '0' && r <= '9':
		base, most = 8, 3
		p.at--
	case isLetter(r):
		return 0, badRegex(badEscape)
	default:
		p.at++
		return r, nil
	}
	p.at++
	n, digits := p.number(base, most)
	if digits < least || n > unicode.MaxRune {
		return 0, badRegex(badEscape)
	}
	p.at += digits
	return rune(n), nil
}

// bracket reads a bracket expression, behind its bracket.
func (p *areParser) bracket() (*runeSet, error) {
	set := &runeSet{}
	if p.has("^") {
		set.negated = true
		p.at++
	}
	for first := true; ; first = false {
		if p.at >= len(p.src) {
			return nil, badRegex(noBrackets)
		}
		if p.src[p.at] == ']' && !first {
			p.at++
			break
		}
		if err := p.bracketPart(set, first); err != nil {
			return nil, err
		}
	}
	if p.fold {
		set.foldCase()
	}
	if set.negated && p.stop {
		set.add('\n', '\n')
	}
	return set, nil
}

// bracketPart reads a class, a character or a range.
func (p *areParser) bracketPart(set *runeSet, first bool) error {
	if p.has("[:") {
		name, err := p.named(":]")
		ranges, ok := runeClasses[name]
		switch {
		case err != nil:
			return err
		case !ok:
			return badRegex(badClass)
		case p.fold && (name == "lower" || name == "upper"):
			ranges = runeClasses["alpha"]
		}
		set.ranges = append(set.ranges, ranges...)
		return nil
	}
	if p.has(`\`) && p.at+1 < len(p.src) {
		if r := p.src[p.at+1]; r < 0x80 && escapeClasses[unicode.ToLower(r)] != "" {
			p.at += 2
			set.addSet(&runeSet{ranges: runeClasses[escapeClasses[unicode.ToLower(r)]], negated: r < 'a'})
			return nil
		}
	}
	if p.has("-") && !first && !p.has("-]") {
		return badRegex(badRange)
	}
	from, err := p.bracketRune()
	if err != nil {
		return err
	}
	to := from
	if p.has("-") && !p.has("-]") {
		p.at++
		if p.at >= len(p.src) {
			return badRegex(noBrackets)
		}
		if to, err = p.bracketRune(); err != nil {
			return err
		}
		if to < from {
			return badRegex(badRange)
		}
	}
	set.add(from, to)
	return nil
}

// bracketRune reads one character of a bracket expression.
func (p *areParser) bracketRune() (rune, error) {
	for _, brackets := range []string{".]", "=]"} {
		if p.has("[" + brackets[:1]) {
			name, err := p.named(brackets)
			if r := []rune(name); err == nil && len(r) == 1 {
				return r[0], nil
			}
			if err == nil {
				err = badRegex(badElement)
			}
			return 0, err
		}
	}
	r := p.src[p.at]
	p.at++
	if r != '\\' {
		return r, nil
	}
	if p.at >= len(p.src) || strings.ContainsRune("AZmMyYdDsSwW", p.src[p.at]) {
		return 0, badRegex(badEscape)
	}
	return p.escapedRune()
}

// named reads a name in brackets of its own.
func (p *areParser) named(end string) (string, error) {
	rest := string(p.src[p.at+2:])
	name, _, ok := strings.Cut(rest, end)
	if !ok {
		return "", badRegex(noBrackets)
	}
	p.at += 2 + len([]rune(name)) + 2
	return name, nil
}
