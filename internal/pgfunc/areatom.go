package pgfunc

// piece reads an atom and its quantifier; nil is one that is repeated no times.
func (p *areParser) piece() (*arePiece, error) {
	x := &arePiece{min: 1, max: 1}
	check, err := p.atom(x)
	if err != nil || check {
		return x, err
	}
	if err := p.quantifier(x); err != nil {
		return nil, err
	}
	if x.max == 0 {
		return nil, nil
	}
	return x, nil
}

// atom reads an atom, or a constraint, which takes no quantifier.
func (p *areParser) atom(x *arePiece) (check bool, err error) {
	r := p.src[p.at]
	p.at++
	switch r {
	case '*', '+', '?':
		return false, badRegex(noOperand)
	case '^', '$':
		x.atom = constraint(&areLanguage{check: r, newlines: p.anchors})
		return true, nil
	case '.':
		set := &runeSet{negated: true}
		if p.stop {
			set.add('\n', '\n')
		}
		x.atom = plainNode(set)
		return false, nil
	case '[':
		if p.has("[:<:]]") || p.has("[:>:]]") {
			x.atom = constraint(&areLanguage{check: map[rune]rune{'<': 'm', '>': 'M'}[p.src[p.at+2]]})
			p.at += 6
			return true, nil
		}
		set, err := p.bracket()
		x.atom = plainNode(set)
		return false, err
	case '(':
		return p.group(x)
	case '\\':
		return p.escaped(x)
	case '{':
		if p.at < len(p.src) && p.src[p.at] >= '0' && p.src[p.at] <= '9' {
			return false, badRegex(noOperand)
		}
	}
	x.atom = &areNode{language: p.character(r)}
	return false, nil
}

func constraint(l *areLanguage) *areNode {
	l.op = languageCheck
	return &areNode{language: l}
}

func plainNode(set *runeSet) *areNode {
	return &areNode{language: &areLanguage{op: languageSet, set: set}}
}

// group reads what follows a parenthesis.
func (p *areParser) group(x *arePiece) (check bool, err error) {
	if !p.has("?") {
		return false, p.capturing(x)
	}
	p.at++
	look := &areLanguage{check: '='}
	switch {
	case p.has(":"):
		p.at++
		x.atom, err = p.inner()
		return false, err
	case p.has("="), p.has("!"):
		look.negative = p.src[p.at] == '!'
		p.at++
	case p.has("<="), p.has("<!"):
		look.check, look.negative = '<', p.src[p.at+1] == '!'
		p.at += 2
	default:
		return false, badRegex(noOperand)
	}
	p.inLook++
	inner, err := p.inner()
	p.inLook--
	if err != nil {
		return true, err
	}
	language := inner.language
	if look.check == '<' {
		language = anywhere(language)
	}
	look.look = newProgram(language)
	if look.look.tooLong {
		return true, badRegex("regular expression is too complex")
	}
	x.atom = constraint(look)
	return true, nil
}

// capturing reads a group that captures, which none in a constraint does.
func (p *areParser) capturing(x *arePiece) (err error) {
	if p.inLook > 0 {
		x.atom, err = p.inner()
		return err
	}
	p.groups++
	number := p.groups
	p.closed = append(p.closed, nil)
	if x.atom, err = p.inner(); err != nil {
		return err
	}
	if x.atom.capture > 0 {
		x.atom = &areNode{op: areWrap, flags: x.atom.flags, subs: []*areNode{x.atom}, language: x.atom.language}
	}
	x.atom.capture, x.messy = number, true
	x.atom.flags |= areCaptures
	p.closed[number-1] = x.atom
	return nil
}

func (p *areParser) inner() (*areNode, error) {
	n, err := p.choice()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' || p.at >= len(p.src) {
		return nil, badRegex(noParens)
	}
	p.at++
	return n, nil
}

// quantifier reads *, +, ?, {m}, {m,} or {m,n}, and the ? of one that prefers less.
func (p *areParser) quantifier(x *arePiece) error {
	own := true
	switch r := p.peek(); {
	case r == '*':
		x.min, x.max = 0, unbounded
	case r == '+':
		x.min, x.max = 1, unbounded
	case r == '?':
		x.min, x.max = 0, 1
	case r == '{' && p.at+1 < len(p.src) && p.src[p.at+1] >= '0' && p.src[p.at+1] <= '9':
		var err error
		if own, err = p.bounds(x); err != nil {
			return err
		}
	default:
		return nil
	}
	p.at++
	lazy := p.at < len(p.src) && p.src[p.at] == '?'
	if lazy {
		p.at++
	}
	switch {
	case own && lazy:
		x.prefer = areShorter
	case own:
		x.prefer = areLonger
	}
	return nil
}

// bounds reads up to the closing brace, and says whether the bounds have a preference of
// their own.
func (p *areParser) bounds(x *arePiece) (own bool, err error) {
	number := func() (int, bool) {
		n, any := 0, false
		for p.at < len(p.src) && p.src[p.at] >= '0' && p.src[p.at] <= '9' && n <= maxRepeated {
			n, any = n*10+int(p.src[p.at]-'0'), true
			p.at++
		}
		return n, any
	}
	p.at++
	x.min, _ = number()
	x.max = x.min
	if p.has(",") {
		p.at++
		own = true
		var bounded bool
		if x.max, bounded = number(); !bounded {
			x.max = unbounded
		}
	}
	switch {
	case x.min > maxRepeated || x.max > maxRepeated || x.max != unbounded && x.max < x.min:
		return own, badRegex(badCount)
	case p.at >= len(p.src):
		return own, badRegex(openBraces)
	case !p.has("}"):
		return own, badRegex(badCount)
	}
	return own, nil
}
