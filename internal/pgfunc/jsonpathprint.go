package pgfunc

import (
	"strconv"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// check refuses @ outside of filters and last outside of subscripts, and notes what the
// path needs.
func (p *Path) check(n *pathNode, filters int, subscript bool) error {
	for ; n != nil; n = n.next {
		inside := filters
		switch n.kind {
		case pathCurrent:
			if filters == 0 {
				return pgerr.New(pgerr.SyntaxError, "@ is not allowed in root expressions")
			}
		case pathLast:
			if !subscript {
				return pgerr.New(pgerr.SyntaxError, "LAST is allowed only in array subscripts")
			}
		case pathFilter:
			inside++
		case pathKeyValue:
			p.ids = true
		}
		for _, operand := range [...]*pathNode{n.left, n.right} {
			if err := p.check(operand, inside, subscript); err != nil {
				return err
			}
		}
		for _, s := range n.subscripts {
			for _, index := range [...]*pathNode{s.from, s.to} {
				if err := p.check(index, filters, true); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// String gives the path as jsonpath_out prints it.
func (p *Path) String() string {
	var dst []byte
	if p.strict {
		dst = append(dst, "strict "...)
	}
	return string(p.root.append(dst, false, true))
}

// append writes a node and the steps behind it; step says that it is one itself.
func (n *pathNode) append(dst []byte, step, brackets bool) []byte {
	for ; n != nil; n, step, brackets = n.next, true, true {
		switch {
		case n.kind.predicate() && n.kind != pathNot && n.kind != pathIsUnknown && n.kind != pathExists,
			n.kind.arithmetic(), n.kind == pathPlus, n.kind == pathMinus:
			if brackets {
				dst = append(n.appendOperation(append(dst, '(')), ')')
			} else {
				dst = n.appendOperation(dst)
			}
		case n.kind >= pathType:
			dst = append(append(append(dst, '.'), pathNames[n.kind]...), '(')
			dst = append(n.left.append(dst, false, false), ')')
		default:
			dst = n.appendStep(dst, step)
		}
	}
	return dst
}

// appendOperand writes an operand, in parentheses where it binds no closer.
func (n *pathNode) appendOperand(dst []byte, of *pathNode) []byte {
	return n.append(dst, false, n.kind.priority() <= of.kind.priority())
}

// appendOperation writes an operation with signs or words between its operands.
func (n *pathNode) appendOperation(dst []byte) []byte {
	switch n.kind {
	case pathPlus, pathMinus:
		return n.left.appendOperand(append(dst, pathNames[n.kind]...), n)
	case pathLikeRegex:
		dst = AppendJSONString(append(n.left.appendOperand(dst, n), " like_regex "...), n.text)
		if n.flags != "" {
			dst = append(append(append(dst, ` flag "`...), n.flags...), '"')
		}
		return dst
	}
	dst = append(n.left.appendOperand(dst, n), ' ')
	dst = append(append(dst, pathNames[n.kind]...), ' ')
	return n.right.appendOperand(dst, n)
}

// appendStep writes what begins a path, a step, or a predicate in words of its own.
func (n *pathNode) appendStep(dst []byte, step bool) []byte {
	switch n.kind {
	case pathLiteral:
		if n.value.Kind == KindNumber && n.next != nil {
			return append(n.value.Append(append(dst, '(')), ')')
		}
		return n.value.Append(dst)
	case pathVariable:
		return AppendJSONString(append(dst, '$'), n.text)
	case pathRoot:
		return append(dst, '$')
	case pathCurrent:
		return append(dst, '@')
	case pathLast:
		return append(dst, "last"...)
	case pathAnyArray:
		return append(dst, "[*]"...)
	case pathIndexArray:
		return n.appendSubscripts(dst)
	case pathFilter:
		return append(n.left.append(append(dst, "?("...), false, false), ')')
	case pathNot:
		return append(n.left.append(append(dst, "!("...), false, false), ')')
	case pathIsUnknown:
		return append(n.left.append(append(dst, '('), false, false), ") is unknown"...)
	case pathExists:
		return append(n.left.append(append(dst, "exists ("...), false, false), ')')
	}
	if step {
		dst = append(dst, '.')
	}
	switch n.kind {
	case pathKey:
		return AppendJSONString(dst, n.text)
	case pathAnyKey:
		return append(dst, '*')
	}
	return n.appendLevels(append(dst, "**"...))
}

func (n *pathNode) appendSubscripts(dst []byte) []byte {
	dst = append(dst, '[')
	for i, s := range n.subscripts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.from.append(dst, false, false)
		if s.to != nil {
			dst = s.to.append(append(dst, " to "...), false, false)
		}
	}
	return append(dst, ']')
}

func (n *pathNode) appendLevels(dst []byte) []byte {
	if n.first == 0 && n.last == lastLevel {
		return dst
	}
	level := func(l uint32) {
		if l == lastLevel {
			dst = append(dst, "last"...)
		} else {
			dst = strconv.AppendUint(dst, uint64(l), 10)
		}
	}
	dst = append(dst, '{')
	level(n.first)
	if n.last != n.first {
		dst = append(dst, " to "...)
		level(n.last)
	}
	return append(dst, '}')
}

// priority says how close an operation binds, as PostgreSQL prints it.
func (k pathKind) priority() int {
	switch {
	case k == pathOr:
		return 0
	case k == pathAnd:
		return 1
	case k >= pathEqual && k <= pathGreaterOrEqual, k == pathStartsWith:
		return 2
	case k == pathAdd, k == pathSub:
		return 3
	case k.arithmetic():
		return 4
	case k == pathPlus, k == pathMinus:
		return 5
	}
	return 6
}
