package pgfunc

import (
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// primary reads what a value begins with, and the steps from there.
func (p *pathParser) primary(want pathWant) (n *pathNode, predicate bool, err error) {
	if p.isSign("(") {
		n, predicate, err = p.parentheses(wantAny)
		if err != nil {
			return nil, false, err
		}
		switch step := p.isSign(".") || p.isSign("[") || p.isSign("?"); {
		case predicate && !step && want == wantValue:
			return nil, false, p.unexpected()
		case predicate && !step && p.takeKeyword("is"):
			if !p.takeKeyword("unknown") {
				return nil, false, p.unexpected()
			}
			return &pathNode{kind: pathIsUnknown, left: n}, true, nil
		case predicate && !step:
			return n, true, nil
		}
		return n, false, p.steps(n)
	}
	if n, err = p.beginning(); err != nil {
		return nil, false, err
	}
	return n, false, p.steps(n)
}

// beginning reads a literal, a variable, $, @ or last.
func (p *pathParser) beginning() (*pathNode, error) {
	switch t := p.peek(); t.kind {
	case tokenText:
		p.take()
		return pathText(t.text), nil
	case tokenVariable:
		p.take()
		return &pathNode{kind: pathVariable, text: t.text}, nil
	case tokenInteger, tokenDecimal:
		p.take()
		number, err := pathNumber(t.text)
		return &pathNode{kind: pathLiteral, value: JSON{Kind: KindNumber, Text: number}}, err
	case tokenKeyword:
		kinds := map[string]Kind{"null": KindNull, "true": KindTrue, "false": KindFalse}
		if kind, ok := kinds[t.word]; ok {
			p.take()
			return &pathNode{kind: pathLiteral, value: JSON{Kind: kind}}, nil
		}
		if p.takeKeyword("last") {
			return &pathNode{kind: pathLast}, nil
		}
	case tokenSign:
		switch {
		case p.takeSign("$"):
			return &pathNode{kind: pathRoot}, nil
		case p.takeSign("@"):
			return &pathNode{kind: pathCurrent}, nil
		}
	}
	return nil, p.unexpected()
}

// pathNumber writes a literal as numeric does; a path may leave out the digits on one
// side of the point.
func pathNumber(text string) (string, error) {
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	number, err := plainNumber(text)
	return strings.TrimSuffix(number, "."), err
}

// steps reads the steps that follow a value, and puts them behind its own.
func (p *pathParser) steps(n *pathNode) error {
	for n.next != nil {
		n = n.next
	}
	for {
		var err error
		switch {
		case p.takeSign("."):
			n.next, err = p.member()
		case p.takeSign("["):
			n.next, err = p.brackets()
		case p.takeSign("?"):
			n.next = &pathNode{kind: pathFilter}
			n.next.left, err = p.inParentheses(wantPredicate)
		default:
			return nil
		}
		if err != nil {
			return err
		}
		n = n.next
	}
}

var pathMethods = map[string]pathKind{"type": pathType, "size": pathSize, "abs": pathAbs, "floor": pathFloor,
	"ceiling": pathCeiling, "double": pathDouble, "datetime": pathDatetime, "keyvalue": pathKeyValue}

// member reads what follows a point: a key, a method, * or **.
func (p *pathParser) member() (*pathNode, error) {
	switch t := p.peek(); {
	case p.takeSign("*"):
		return &pathNode{kind: pathAnyKey}, nil
	case p.takeSign("**"):
		return p.levels()
	case t.kind == tokenName || t.kind == tokenText:
		p.take()
		return &pathNode{kind: pathKey, text: t.text}, nil
	case t.kind == tokenKeyword:
		p.take()
		kind := pathMethods[t.word]
		if kind == 0 || !p.takeSign("(") {
			return &pathNode{kind: pathKey, text: t.text}, nil
		}
		n := &pathNode{kind: kind}
		if kind == pathDatetime && p.peek().kind == tokenText {
			n.left = pathText(p.take().text)
		}
		return n, p.expect(")")
	}
	return nil, p.unexpected()
}

// levels reads the levels in which ** looks.
func (p *pathParser) levels() (n *pathNode, err error) {
	n = &pathNode{kind: pathAny, last: lastLevel}
	if !p.takeSign("{") {
		return n, nil
	}
	if n.first, err = p.level(); err != nil {
		return nil, err
	}
	if n.last = n.first; p.takeKeyword("to") {
		if n.last, err = p.level(); err != nil {
			return nil, err
		}
	}
	return n, p.expect("}")
}

// brackets reads the indexes of an array.
func (p *pathParser) brackets() (n *pathNode, err error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	if p.takeSign("*") {
		return &pathNode{kind: pathAnyArray}, p.expect("]")
	}
	n = &pathNode{kind: pathIndexArray}
	for {
		var s pathSubscript
		if s.from, _, err = p.or(wantValue); err != nil {
			return nil, err
		}
		if p.takeKeyword("to") {
			if s.to, _, err = p.or(wantValue); err != nil {
				return nil, err
			}
		}
		n.subscripts = append(n.subscripts, s)
		if !p.takeSign(",") {
			return n, p.expect("]")
		}
	}
}

// likeRegex reads a pattern and its flags.
func (p *pathParser) likeRegex(text *pathNode) (*pathNode, error) {
	n := &pathNode{kind: pathLikeRegex, left: text}
	if p.peek().kind != tokenText {
		return nil, p.unexpected()
	}
	n.text = p.take().text
	flags := ""
	if p.takeKeyword("flag") {
		if p.peek().kind != tokenText {
			return nil, p.unexpected()
		}
		flags = p.take().text
	} else if p.peek().kind == tokenBad {
		return nil, p.unexpected()
	}
	for _, f := range flags {
		if !strings.ContainsRune("ismxq", f) {
			return nil, pgerr.New(pgerr.SyntaxError, "invalid input syntax for type jsonpath").
				WithDetail("Unrecognized flag character \"%c\" in LIKE_REGEX predicate.", f)
		}
	}
	for _, f := range "ismxq" {
		if strings.ContainsRune(flags, f) {
			n.flags += string(f)
		}
	}
	var err error
	n.regex, err = compilePathRegex(n.text, n.flags)
	return n, err
}

// compilePathRegex compiles a pattern of like_regex
// (https://www.postgresql.org/docs/15/functions-json.html#JSONPATH-REGULAR-EXPRESSIONS):
// without the flag s a point does not match a line's end, and ^ and $ match beside one
// with the flag m only.
func compilePathRegex(pattern, flags string) (*Regex, error) {
	has := func(flag string) bool { return strings.Contains(flags, flag) }
	options := map[bool]map[bool]string{false: {false: "p", true: "n"}, true: {false: "s", true: "w"}}[has("s")][has("m")]
	switch {
	case has("q"):
		options += "q"
	case has("x"):
		return nil, pgerr.New(pgerr.FeatureNotSupported, "XQuery \"x\" flag (expanded regular expressions) is not implemented")
	}
	if has("i") {
		options += "i"
	}
	return CompileRegex(pattern, options, false)
}
