package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// pathWant says what may stand somewhere in a path: a value, a predicate, or either. The
// parser goes by it, so that it stumbles over the same token as PostgreSQL's, whose grammar
// (src/backend/utils/adt/jsonpath_gram.y) keeps the two apart.
type pathWant byte

const (
	wantAny pathWant = iota
	wantValue
	wantPredicate
)

// maxPathTokens bounds the length of a path, and with it how deep its parts can lie in one
// another.
const maxPathTokens = 100000

type pathParser struct {
	lexer  pathLexer
	token  pathToken
	peeked bool
	err    error // the lexer's
	tokens int
	depth  int
}

func parseJSONPath(text string) (*Path, error) {
	p := &pathParser{lexer: pathLexer{src: text}}
	if p.peek().kind == tokenEnd {
		return nil, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type jsonpath: \"%s\"", text)
	}
	path := &Path{strict: p.takeKeyword("strict")}
	if !path.strict {
		p.takeKeyword("lax")
	}
	var err error
	if path.root, _, err = p.or(wantAny); err != nil {
		return nil, err
	}
	if p.peek().kind != tokenEnd {
		return nil, p.unexpected()
	}
	return path, path.check(path.root, 0, false)
}

// peek gives the next token, and leaves it there. Nothing is read before it is needed: a
// literal's error comes before one of what follows it.
func (p *pathParser) peek() pathToken {
	if !p.peeked {
		token, err := p.lexer.next()
		if p.tokens++; p.tokens > maxPathTokens {
			err = tooDeep()
		}
		if err != nil {
			token, p.err = pathToken{kind: tokenBad}, err
		}
		p.token, p.peeked = token, true
	}
	return p.token
}

func (p *pathParser) take() pathToken {
	t := p.peek()
	p.peeked = false
	return t
}

func (p *pathParser) isSign(sign string) bool {
	t := p.peek()
	return t.kind == tokenSign && t.word == sign
}

func (p *pathParser) isKeyword(word string) bool {
	t := p.peek()
	return t.kind == tokenKeyword && t.word == word
}

func (p *pathParser) takeSign(sign string) bool {
	if p.isSign(sign) {
		p.take()
		return true
	}
	return false
}

func (p *pathParser) takeKeyword(word string) bool {
	if p.isKeyword(word) {
		p.take()
		return true
	}
	return false
}

// expect takes a sign that must come.
func (p *pathParser) expect(sign string) error {
	if !p.takeSign(sign) {
		return p.unexpected()
	}
	return nil
}

// unexpected gives the error for the next token.
func (p *pathParser) unexpected() error {
	if t := p.peek(); t.kind != tokenBad {
		return pathSyntax("syntax error", t.near)
	}
	return p.err
}

// deeper bounds the recursion.
func (p *pathParser) deeper() error {
	if p.depth++; p.depth > maxJSONDepth {
		return tooDeep()
	}
	return nil
}

func tooDeep() error { return pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded") }

// or reads predicates joined by ||, or what else is wanted.
func (p *pathParser) or(want pathWant) (n *pathNode, predicate bool, err error) {
	if want == wantValue {
		n, _, err = p.sum(want)
		return n, false, err
	}
	n, predicate, err = p.and(want)
	for err == nil && predicate && p.takeSign("||") {
		n = &pathNode{kind: pathOr, left: n}
		n.right, _, err = p.and(wantPredicate)
	}
	return n, predicate, err
}

func (p *pathParser) and(want pathWant) (n *pathNode, predicate bool, err error) {
	n, predicate, err = p.comparison(want)
	for err == nil && predicate && p.takeSign("&&") {
		n = &pathNode{kind: pathAnd, left: n}
		n.right, _, err = p.comparison(wantPredicate)
	}
	return n, predicate, err
}

var pathComparisons = map[string]pathKind{"==": pathEqual, "!=": pathNotEqual, "<": pathLess, ">": pathGreater,
	"<=": pathLessOrEqual, ">=": pathGreaterOrEqual}

// comparison reads one predicate, or a value where a predicate is not wanted.
func (p *pathParser) comparison(want pathWant) (n *pathNode, predicate bool, err error) {
	switch {
	case p.takeSign("!"):
		n, err = p.not()
		return n, true, err
	case p.isKeyword("exists"):
		n, err = p.exists()
		return n, true, err
	}
	n, predicate, err = p.sum(want)
	if err != nil || predicate {
		return n, predicate, err
	}
	t := p.peek()
	switch {
	case t.kind == tokenSign && pathComparisons[t.word] != 0:
		p.take()
		n = &pathNode{kind: pathComparisons[t.word], left: n}
		n.right, _, err = p.sum(wantValue)
		return n, true, err
	case p.takeKeyword("starts"):
		n, err = p.startsWith(n)
		return n, true, err
	case p.takeKeyword("like_regex"):
		n, err = p.likeRegex(n)
		return n, true, err
	case want == wantPredicate:
		return nil, false, p.unexpected()
	}
	return n, false, nil
}

// not reads what ! denies: a predicate in parentheses, or exists.
func (p *pathParser) not() (n *pathNode, err error) {
	n = &pathNode{kind: pathNot}
	if p.isKeyword("exists") {
		n.left, err = p.exists()
		return n, err
	}
	n.left, err = p.inParentheses(wantPredicate)
	return n, err
}

func (p *pathParser) exists() (n *pathNode, err error) {
	p.take()
	n = &pathNode{kind: pathExists}
	n.left, err = p.inParentheses(wantValue)
	return n, err
}

func (p *pathParser) inParentheses(want pathWant) (*pathNode, error) {
	n, _, err := p.parentheses(want)
	return n, err
}

func (p *pathParser) parentheses(want pathWant) (n *pathNode, predicate bool, err error) {
	if err := p.deeper(); err != nil {
		return nil, false, err
	}
	defer func() { p.depth-- }()
	if err := p.expect("("); err != nil {
		return nil, false, err
	}
	if n, predicate, err = p.or(want); err != nil {
		return nil, false, err
	}
	return n, predicate, p.expect(")")
}

func (p *pathParser) startsWith(whole *pathNode) (*pathNode, error) {
	if !p.takeKeyword("with") {
		return nil, p.unexpected()
	}
	n := &pathNode{kind: pathStartsWith, left: whole}
	switch t := p.peek(); t.kind {
	case tokenText:
		n.right = pathText(t.text)
	case tokenVariable:
		n.right = &pathNode{kind: pathVariable, text: t.text}
	default:
		return nil, p.unexpected()
	}
	p.take()
	return n, nil
}

func pathText(s string) *pathNode {
	return &pathNode{kind: pathLiteral, value: JSON{Kind: KindString, Text: s}}
}

// sum reads + and -; a predicate in parentheses may stand in a value's place.
func (p *pathParser) sum(want pathWant) (n *pathNode, predicate bool, err error) {
	return p.chain(want, p.product, map[string]pathKind{"+": pathAdd, "-": pathSub})
}

func (p *pathParser) product(want pathWant) (n *pathNode, predicate bool, err error) {
	return p.chain(want, p.unary, map[string]pathKind{"*": pathMul, "/": pathDiv, "%": pathMod})
}

func (p *pathParser) chain(want pathWant, operand func(pathWant) (*pathNode, bool, error), signs map[string]pathKind) (*pathNode, bool, error) {
	n, predicate, err := operand(want)
	for err == nil && !predicate {
		t := p.peek()
		if t.kind != tokenSign || signs[t.word] == 0 {
			break
		}
		p.take()
		n = &pathNode{kind: signs[t.word], left: n}
		n.right, _, err = operand(wantValue)
	}
	return n, predicate, err
}

// unary reads a sign before a value; that of a number becomes the number's own.
func (p *pathParser) unary(want pathWant) (n *pathNode, predicate bool, err error) {
	minus := p.isSign("-")
	if !minus && !p.isSign("+") {
		return p.primary(want)
	}
	if err := p.deeper(); err != nil {
		return nil, false, err
	}
	defer func() { p.depth-- }()
	p.take()
	if n, _, err = p.unary(wantValue); err != nil {
		return nil, false, err
	}
	kind := pathPlus
	if minus {
		kind = pathMinus
	}
	if n.kind != pathLiteral || n.value.Kind != KindNumber || n.next != nil {
		return &pathNode{kind: kind, left: n}, false, nil
	}
	if minus {
		n = &pathNode{kind: pathLiteral, value: JSON{Kind: KindNumber, Text: negated(n.value.Text)}}
	}
	return n, false, nil
}

// negated turns a plain number's sign; a zero has none.
func negated(number string) string {
	if digits, minus := strings.CutPrefix(number, "-"); minus {
		return digits
	}
	if strings.ContainsAny(number, "123456789") {
		return "-" + number
	}
	return number
}

// level reads a level of .**.
func (p *pathParser) level() (uint32, error) {
	if p.takeKeyword("last") {
		return lastLevel, nil
	}
	if p.peek().kind != tokenInteger {
		return 0, p.unexpected()
	}
	text := p.take().text
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type integer", text)
	}
	return uint32(n), nil
}
