package pgfunc

import (
	"strings"
)

// pathTruth is the value of a predicate: unknown comes of errors, and of the comparison of
// what cannot be compared.
type pathTruth byte

const (
	pathFalse pathTruth = iota
	pathTrue
	pathUnknown
)

func truthOf(yes bool) pathTruth {
	if yes {
		return pathTrue
	}
	return pathFalse
}

// answer gives a predicate's value as an item: unknown is null.
func (r *pathRun) answer(n *pathNode, t pathTruth, found *[]pathItem) pathStatus {
	kind := [...]Kind{pathFalse: KindFalse, pathTrue: KindTrue, pathUnknown: KindNull}[t]
	return r.next(n, pathItem{v: JSON{Kind: kind}}, found)
}

// filtered evaluates a filter's predicate with the item as @.
func (r *pathRun) filtered(n *pathNode, it pathItem) pathTruth {
	outer := r.current
	r.current = it
	t := r.truth(n.left, it)
	r.current = outer
	return t
}

// truth evaluates a predicate.
func (r *pathRun) truth(n *pathNode, it pathItem) pathTruth {
	switch n.kind {
	case pathAnd:
		left := r.truth(n.left, it)
		if left == pathFalse {
			return left
		}
		if right := r.truth(n.right, it); right != pathTrue {
			return right
		}
		return left
	case pathOr:
		left := r.truth(n.left, it)
		if left == pathTrue {
			return left
		}
		if right := r.truth(n.right, it); right != pathFalse {
			return right
		}
		return left
	case pathNot:
		t := r.truth(n.left, it)
		if t == pathUnknown {
			return t
		}
		return truthOf(t == pathFalse)
	case pathIsUnknown:
		return truthOf(r.truth(n.left, it) == pathUnknown)
	case pathExists:
		return r.exists(n.left, it)
	case pathStartsWith:
		return r.pairs(n, it, false, pathStarts)
	case pathLikeRegex:
		return r.pairs(n, it, false, func(a, _ JSON) pathTruth {
			if a.Kind != KindString {
				return pathUnknown
			}
			return truthOf(n.regex.Matches(a.Text))
		})
	}
	return r.pairs(n, it, true, func(a, b JSON) pathTruth { return comparePathItems(n.kind, a, b) })
}

// exists says whether there is an item; in strict mode all must be found without an error.
func (r *pathRun) exists(n *pathNode, it pathItem) pathTruth {
	var found []pathItem
	list := &found
	if r.lax {
		list = nil
	}
	status := r.quiet(func() pathStatus { return r.item(n, it, list, r.lax) })
	switch {
	case status == pathFailed:
		return pathUnknown
	case !r.lax:
		status = foundAny(found)
	}
	return truthOf(status == pathFound)
}

// pairs evaluates a predicate on each pair of its operands' items: one that holds is
// enough in lax mode, and one that cannot be told makes strict mode's answer unknown.
func (r *pathRun) pairs(n *pathNode, it pathItem, unwrapRight bool, holds func(a, b JSON) pathTruth) pathTruth {
	left, status := r.operand(n.left, it, true, true)
	if status == pathFailed {
		return pathUnknown
	}
	right := []pathItem{{}}
	if n.right != nil {
		if right, status = r.operand(n.right, it, unwrapRight, true); status == pathFailed {
			return pathUnknown
		}
	}
	out := pathFalse
	for _, a := range left {
		for _, b := range right {
			switch t := holds(a.v, b.v); {
			case t == pathUnknown && !r.lax, t == pathTrue && r.lax:
				return t
			case t != pathFalse:
				out = t // unknown in lax mode, true in strict mode
			}
		}
	}
	return out
}

// operand gives the items of an operand, with arrays unwrapped in lax mode.
func (r *pathRun) operand(n *pathNode, it pathItem, unwrap, quiet bool) (found []pathItem, status pathStatus) {
	run := func() pathStatus { return r.item(n, it, &found, r.lax) }
	if quiet {
		status = r.quiet(run)
	} else {
		status = run()
	}
	if status == pathFailed || !unwrap || !r.lax {
		return found, status
	}
	var out []pathItem
	for _, x := range found {
		if x.v.Kind == KindArray {
			out = append(out, r.children(x)...)
		} else {
			out = append(out, x)
		}
	}
	return out, pathFound
}

func pathStarts(whole, initial JSON) pathTruth {
	if whole.Kind != KindString || initial.Kind != KindString {
		return pathUnknown
	}
	return truthOf(strings.HasPrefix(whole.Text, initial.Text))
}

// comparePathItems compares two items: null with anything, else scalars of one type.
func comparePathItems(op pathKind, a, b JSON) pathTruth {
	order := 0
	switch {
	case a.pathType() != b.pathType():
		if a.Kind == KindNull || b.Kind == KindNull {
			return truthOf(op == pathNotEqual)
		}
		return pathUnknown
	case !a.scalar():
		return pathUnknown
	case a.Kind == KindString:
		order = strings.Compare(a.Text, b.Text)
	case a.Kind == KindNumber:
		order = compareNumbers(a.Text, b.Text)
	case a.Kind != KindNull:
		order = int(a.Kind) - int(b.Kind)
	}
	switch op {
	case pathEqual:
		return truthOf(order == 0)
	case pathNotEqual:
		return truthOf(order != 0)
	case pathLess:
		return truthOf(order < 0)
	case pathGreater:
		return truthOf(order > 0)
	case pathLessOrEqual:
		return truthOf(order <= 0)
	}
	return truthOf(order >= 0)
}

// pathType is what type() says.
func (v JSON) pathType() string {
	return [...]string{KindNull: "null", KindString: "string", KindNumber: "number", KindFalse: "boolean",
		KindTrue: "boolean", KindArray: "array", KindObject: "object"}[v.Kind]
}
