package pgfunc

import "strings"

// areOptions are the options of an expression.
type areOptions struct {
	fold     bool // i
	stop     bool // . and [^x] take no line feed: n, p
	anchors  bool // ^ and $ hold beside line feeds: n, w
	expanded bool // x
	literal  bool // q
}

// set takes a letter of the options, and says whether it is one.
func (o *areOptions) set(letter rune) bool {
	switch letter {
	case 'c':
		o.fold = false
	case 'i':
		o.fold = true
	case 'm', 'n':
		o.stop, o.anchors = true, true
	case 'p':
		o.stop, o.anchors = true, false
	case 'w':
		o.stop, o.anchors = false, true
	case 's':
		o.stop, o.anchors = false, false
	case 'x':
		o.expanded = true
	case 't':
		o.expanded = false
	case 'q':
		o.literal = true
	case 'e':
	default:
		return false
	}
	return true
}

// areParser reads an expression as PostgreSQL's regcomp.c does.
type areParser struct {
	areOptions
	src    []rune
	at     int
	groups int
	closed []*areNode // the groups that are read, by number
	inLook int        // how many constraints are around
}

const (
	noOperand   = "quantifier operand invalid"
	noParens    = "parentheses () not balanced"
	noBrackets  = "brackets [] not balanced"
	badCount    = "invalid repetition count(s)"
	badEscape   = `invalid escape \ sequence`
	badRange    = "invalid character range"
	badOption   = "invalid embedded option"
	badClass    = "invalid character class"
	badElement  = "invalid collating element"
	badGroup    = "invalid backreference number"
	openBraces  = "braces {} not balanced"
	maxRepeated = 255
)

func (p *areParser) has(text string) bool { return strings.HasPrefix(string(p.src[p.at:]), text) }

func (p *areParser) whole() (*areNode, error) {
	switch {
	case p.literal:
		return p.characters(), nil
	case p.has("***="):
		p.at = 4
		return p.characters(), nil
	case p.has("***:"):
		p.at = 4
	case p.has("***"):
		return nil, badRegex(noOperand)
	}
	if p.has("(?") && len(p.src) > p.at+2 && isLetter(p.src[p.at+2]) {
		for p.at += 2; p.at < len(p.src) && isLetter(p.src[p.at]); p.at++ {
			if !p.set(p.src[p.at]) {
				return nil, badRegex(badOption)
			}
		}
		if !p.has(")") {
			return nil, badRegex(badOption)
		}
		p.at++
		if p.literal {
			return p.characters(), nil
		}
	}
	tree, err := p.choice()
	if err == nil && p.at < len(p.src) {
		err = badRegex(noParens)
	}
	return tree, err
}

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// characters takes the rest for itself.
func (p *areParser) characters() *areNode {
	language := &areLanguage{op: languageConcat}
	for _, r := range p.src[p.at:] {
		language.subs = append(language.subs, p.character(r))
	}
	return &areNode{language: language}
}

func (p *areParser) character(r rune) *areLanguage {
	set := &runeSet{ranges: []rune{r, r}}
	if p.fold {
		set.foldCase()
	}
	return &areLanguage{op: languageSet, set: set}
}

// skip passes over the white space and comments of the expanded syntax, and comments.
func (p *areParser) skip() {
	for p.at < len(p.src) {
		switch r := p.src[p.at]; {
		case p.expanded && (r == ' ' || r >= '\t' && r <= '\r'):
			p.at++
		case p.expanded && r == '#':
			for p.at < len(p.src) && p.src[p.at] != '\n' {
				p.at++
			}
		case p.has("(?#"):
			for p.at < len(p.src) && p.src[p.at] != ')' {
				p.at++
			}
			p.at = min(p.at+1, len(p.src))
		default:
			return
		}
	}
}

// peek gives the next character, 0 at the end.
func (p *areParser) peek() rune {
	p.skip()
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

// choice reads branches between |.
func (p *areParser) choice() (*areNode, error) {
	n := &areNode{op: areChoice, flags: areLonger, language: &areLanguage{op: languageChoice}}
	for {
		branch, err := p.branch()
		if err != nil {
			return nil, err
		}
		n.subs = append(n.subs, branch)
		n.language.subs = append(n.language.subs, branch.language)
		n.flags |= (n.flags | branch.flags).up()
		if p.peek() != '|' {
			break
		}
		p.at++
	}
	switch {
	case len(n.subs) == 1:
		return n.subs[0], nil
	case n.flags&areMessy == 0:
		n.op, n.subs = arePlain, nil
	}
	return n, nil
}

// branch reads what stands between |: as far as it goes one language, then a piece that
// has to be taken apart, and the rest.
func (p *areParser) branch() (*areNode, error) {
	n := &areNode{language: &areLanguage{op: languageConcat}}
	for {
		if r := p.peek(); p.at >= len(p.src) || r == '|' || r == ')' {
			return n, nil
		}
		x, err := p.piece()
		if err != nil {
			return nil, err
		}
		if x == nil {
			continue
		}
		if f := n.flags | x.prefer | x.atom.flags; !x.messy && f.up()&areMessy == 0 {
			n.language.subs = append(n.language.subs, repeated(x.atom.language, x.min, x.max))
			n.flags = f
			continue
		}
		rest, err := p.branch()
		if err != nil {
			return nil, err
		}
		return inOrder(n, inOrder(x.node(), rest)), nil
	}
}

// inOrder sets two nodes one after the other; one that takes nothing is left out.
func inOrder(left, right *areNode) *areNode {
	switch {
	case left.empty():
		return right
	case right.empty():
		return left
	}
	return &areNode{op: areConcat, flags: combine(left.flags, right.flags), subs: []*areNode{left, right},
		language: &areLanguage{op: languageConcat, subs: []*areLanguage{left.language, right.language}}}
}

// empty says whether a node takes nothing, not even for a group.
func (n *areNode) empty() bool {
	return n.op == arePlain && n.capture == 0 && n.language.op == languageConcat && len(n.language.subs) == 0
}

func repeated(l *areLanguage, low, high int) *areLanguage {
	if low == 1 && high == 1 {
		return l
	}
	return &areLanguage{op: languageRepeat, subs: []*areLanguage{l}, min: low, max: high}
}

// arePiece is an atom with its quantifier.
type arePiece struct {
	atom     *areNode
	messy    bool // a group or a back reference
	refers   bool // a back reference, not one in a group
	min, max int
	prefer   areFlags
}

// node gives the node of a piece: what comes before the last repetition is only a
// language, because a group captures the last.
func (x *arePiece) node() *areNode {
	atom, flags := x.atom, combine(x.prefer, x.atom.flags)
	language := repeated(atom.language, x.min, x.max)
	switch choices := atom.flags & (areLocal | areMixed); {
	case x.refers:
		atom.min, atom.max, atom.language = x.min, x.max, language
		atom.flags |= flags
		return atom
	case x.min == 1 && x.max == 1 && (x.prefer == 0 || choices == 0 || choices == x.prefer):
		return atom
	case atom.flags&(areCaptures|areRefers) == 0:
		return &areNode{flags: flags, language: language}
	case x.min > 0 && atom.flags&areRefers == 0:
		most := unbounded
		if x.max != unbounded {
			most = x.max - 1
		}
		before := &areNode{flags: flags & areLocal, language: repeated(atom.language, x.min-1, most)}
		return &areNode{op: areConcat, flags: flags, subs: []*areNode{before, atom}, language: language}
	}
	return &areNode{op: areIterate, flags: flags, subs: []*areNode{atom}, min: x.min, max: x.max, language: language}
}
