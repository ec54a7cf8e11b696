package pgfunc

import "unicode/utf8"

// areLanguage is a regular language, with constraints on the places between characters.
type areLanguage struct {
	op       languageOp
	set      *runeSet
	subs     []*areLanguage
	min, max int
	check    rune // the constraint: ^ $ A Z m M y Y, = for what follows, < for what stands before
	negative bool
	newlines bool        // ^ and $ hold beside line feeds
	look     *areProgram // of = and <
}

type languageOp uint8

const (
	languageEmpty languageOp = iota
	languageSet
	languageConcat
	languageChoice
	languageRepeat
	languageCheck
)

// maxSteps bounds the programs of an expression.
const maxSteps = 100000

// areStep is a step of a program: a character to take, a constraint, or a fork.
type areStep struct {
	set   *runeSet
	check *areLanguage
	next  int
	other int // of a fork, -1 for none
	match bool
}

// areProgram recognizes a language, all ways at once.
type areProgram struct {
	steps   []areStep
	start   int
	tooLong bool
}

func newProgram(l *areLanguage) *areProgram {
	p := &areProgram{steps: []areStep{{match: true, other: -1}}}
	p.start = p.compile(l, 0)
	return p
}

// anywhere gives what ends with a language.
func anywhere(l *areLanguage) *areLanguage {
	before := &areLanguage{op: languageRepeat, max: unbounded, subs: []*areLanguage{{op: languageSet, set: anyRune}}}
	return &areLanguage{op: languageConcat, subs: []*areLanguage{before, l}}
}

func (p *areProgram) step(s areStep) int {
	p.steps = append(p.steps, s)
	p.tooLong = p.tooLong || len(p.steps) > maxSteps
	return len(p.steps) - 1
}

// compile gives the step at which a language begins that goes on with another.
func (p *areProgram) compile(l *areLanguage, next int) int {
	switch {
	case p.tooLong:
	case l.op == languageSet:
		return p.step(areStep{set: l.set, next: next, other: -1})
	case l.op == languageCheck:
		return p.step(areStep{check: l, next: next, other: -1})
	case l.op == languageConcat:
		for i := len(l.subs) - 1; i >= 0; i-- {
			next = p.compile(l.subs[i], next)
		}
	case l.op == languageChoice:
		at := p.compile(l.subs[0], next)
		for _, sub := range l.subs[1:] {
			at = p.step(areStep{next: at, other: p.compile(sub, next)})
		}
		return at
	case l.op == languageRepeat:
		return p.repeat(l, next)
	}
	return next
}

func (p *areProgram) repeat(l *areLanguage, next int) int {
	sub := l.subs[0]
	if l.max == unbounded {
		loop := p.step(areStep{next: next, other: -1})
		p.steps[loop].other = p.compile(sub, loop)
		next = loop
	}
	for i := l.min; i < l.max; i++ {
		next = p.step(areStep{next: next, other: p.compile(sub, next)})
	}
	for range l.min {
		next = p.compile(sub, next)
	}
	return next
}

// areScan is a program on its way through a text.
type areScan struct {
	program *areProgram
	text    string
	seen    []int // the place at which a step was entered last, and 1
	now     []int // steps that take a character
	matched bool
}

func (s *areScan) enter(step, at int) {
	if s.seen[step] == at+1 {
		return
	}
	s.seen[step] = at + 1
	switch x := &s.program.steps[step]; {
	case x.match:
		s.matched = true
	case x.set != nil:
		s.now = append(s.now, step)
	case x.check != nil:
		if x.check.holds(s.text, at) {
			s.enter(x.next, at)
		}
	default:
		s.enter(x.next, at)
		if x.other >= 0 {
			s.enter(x.other, at)
		}
	}
}

// run visits the ends of the language's texts that begin at a place, the shortest first,
// until visit says no more.
func (p *areProgram) run(text string, at, limit int, visit func(end int) bool) {
	s := areScan{program: p, text: text, seen: make([]int, len(p.steps))}
	s.enter(p.start, at)
	var before []int
	for {
		if s.matched && !visit(at) || len(s.now) == 0 || at >= limit {
			return
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		before, s.now, s.matched = s.now, before[:0], false
		for _, step := range before {
			if s.program.steps[step].set.has(r) {
				s.enter(s.program.steps[step].next, at)
			}
		}
	}
}

// shortest gives the first end from a place on, -1 for none.
func (p *areProgram) shortest(text string, at, from, limit int) int {
	end := -1
	p.run(text, at, limit, func(e int) bool {
		if e >= from {
			end = e
		}
		return end < 0
	})
	return end
}

// holds says whether a constraint is met between two characters.
func (l *areLanguage) holds(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	wordBefore, wordAfter := at > 0 && wordRunes.has(before), at < len(text) && wordRunes.has(after)
	switch l.check {
	case '^':
		return at == 0 || l.newlines && before == '\n'
	case '$':
		return at == len(text) || l.newlines && after == '\n'
	case 'A':
		return at == 0
	case 'Z':
		return at == len(text)
	case 'm':
		return !wordBefore && wordAfter
	case 'M':
		return wordBefore && !wordAfter
	case 'y':
		return wordBefore != wordAfter
	case 'Y':
		return wordBefore == wordAfter
	case '=':
		return (l.look.shortest(text, at, at, len(text)) >= 0) != l.negative
	}
	return (l.look.shortest(text, 0, at, at) == at) != l.negative
}
