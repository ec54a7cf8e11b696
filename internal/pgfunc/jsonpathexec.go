package pgfunc

import (
	"math"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// pathStatus is how the execution of a step ended.
type pathStatus byte

const (
	pathFound pathStatus = iota
	pathNone
	pathFailed // by an error, which is the run's unless errors are suppressed
)

// pathItem is a value that a path has come to, and where it stands in its base object, if
// the path asks for that.
type pathItem struct {
	v  JSON
	at int
}

// pathRun is an execution of a path. It goes as src/backend/utils/adt/jsonpath_exec.c: what
// is found is appended to a list, and where the list is nil, only whether there is
// something matters, so that the first item ends the search.
type pathRun struct {
	lax       bool // arrays are unwrapped, and single values taken for arrays
	ignore    bool // structural errors count as nothing found
	throw     bool // errors end the statement
	err       error
	root      pathItem
	current   pathItem // @
	vars      *JSON
	arraySize int // of the innermost array, for last
	pathIDs
}

func (p *Path) newRun(doc JSON, vars *JSON, silent bool) (*pathRun, error) {
	if vars != nil && vars.Kind != KindObject {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "\"vars\" argument is not an object").
			WithDetail("Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.")
	}
	r := &pathRun{lax: !p.strict, ignore: !p.strict, throw: !silent, root: pathItem{v: doc}, vars: vars}
	r.current = r.root
	r.used, r.nextID = p.ids, 1
	if vars != nil {
		r.nextID = 2
	}
	return r, nil
}

// fail ends a step by an error that may be suppressed.
func (r *pathRun) fail(code, format string, args ...any) pathStatus {
	return r.failed(pgerr.New(code, format, args...))
}

func (r *pathRun) failed(err error) pathStatus {
	if r.throw {
		return r.fatal(err)
	}
	return pathFailed
}

// fatal ends the run by an error that nothing suppresses.
func (r *pathRun) fatal(err error) pathStatus {
	if r.err == nil {
		r.err = err
	}
	return pathFailed
}

// quiet runs with errors suppressed, as predicates do.
func (r *pathRun) quiet(run func() pathStatus) pathStatus {
	throw := r.throw
	r.throw = false
	status := run()
	r.throw = throw
	return status
}

func foundAny(found []pathItem) pathStatus {
	if len(found) > 0 {
		return pathFound
	}
	return pathNone
}

// unwrapping are the steps that in lax mode are taken for each element of an array.
var unwrapping = map[pathKind]bool{pathAnyKey: true, pathKey: true, pathFilter: true, pathAbs: true, pathFloor: true,
	pathCeiling: true, pathDouble: true, pathDatetime: true, pathKeyValue: true}

// item executes a node, and what follows it, on an item.
func (r *pathRun) item(n *pathNode, it pathItem, found *[]pathItem, unwrap bool) pathStatus {
	switch {
	case n.kind.predicate():
		return r.answer(n, r.truth(n, it), found)
	case n.kind.arithmetic():
		return r.arithmetic(n, it, found)
	case unwrap && it.v.Kind == KindArray && unwrapping[n.kind]:
		return r.elements(n, it, found, false)
	case n.kind >= pathType:
		return r.method(n, it, found)
	}
	switch n.kind {
	case pathLiteral, pathVariable:
		return r.constant(n, found)
	case pathPlus, pathMinus:
		return r.signed(n, it, found)
	case pathRoot:
		before := r.setBase(0)
		status := r.next(n, r.root, found)
		r.base = before
		return status
	case pathCurrent:
		return r.next(n, r.current, found)
	case pathLast:
		return r.next(n, pathItem{v: pathInteger(int64(r.arraySize) - 1)}, found)
	case pathFilter:
		if r.filtered(n, it) != pathTrue {
			return pathNone
		}
		return r.next(n, it, found)
	}
	return r.accessor(n, it, found)
}

// accessor executes a step into an array or an object.
func (r *pathRun) accessor(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	switch n.kind {
	case pathAnyArray:
		switch {
		case it.v.Kind == KindArray:
			return r.elements(n.next, it, found, r.lax)
		case r.lax:
			return r.next(n, it, found)
		case !r.ignore:
			return r.fail("22039", "jsonpath wildcard array accessor can only be applied to an array")
		}
	case pathAnyKey:
		switch {
		case it.v.Kind == KindObject:
			return r.elements(n.next, it, found, r.lax)
		case !r.ignore:
			return r.fail("2203C", "jsonpath wildcard member accessor can only be applied to an object")
		}
	case pathIndexArray:
		switch {
		case it.v.Kind == KindArray || r.lax:
			return r.indexes(n, it, found)
		case !r.ignore:
			return r.fail("22039", "jsonpath array accessor can only be applied to an array")
		}
	case pathAny:
		return r.anyLevel(n, it, found)
	case pathKey:
		return r.key(n, it, found)
	}
	return pathNone
}

// next goes on to the following step with what a node gives.
func (r *pathRun) next(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	if n.next != nil {
		return r.item(n.next, it, found, r.lax)
	}
	if found != nil {
		*found = append(*found, it)
	}
	return pathFound
}

func (r *pathRun) constant(n *pathNode, found *[]pathItem) pathStatus {
	if n.kind == pathLiteral {
		return r.next(n, pathItem{v: n.value}, found)
	}
	if r.vars == nil {
		return r.next(n, pathItem{}, found)
	}
	for i := range r.vars.Members {
		if r.vars.Members[i].Name != n.text {
			continue
		}
		before := r.setBase(1)
		status := r.next(n, r.child(pathItem{v: *r.vars}, i), found)
		r.base = before
		return status
	}
	return r.fatal(pgerr.New(pgerr.UndefinedObject, "could not find jsonpath variable \"%s\"", n.text))
}

func (r *pathRun) key(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	if it.v.Kind != KindObject {
		if !r.ignore {
			return r.fail("2203A", "jsonpath member accessor can only be applied to an object")
		}
		return pathNone
	}
	for i := range it.v.Members {
		if it.v.Members[i].Name == n.text {
			return r.next(n, r.child(it, i), found)
		}
	}
	if !r.ignore {
		return r.fail("2203A", "JSON object does not contain key \"%s\"", n.text)
	}
	return pathNone
}

// indexes gives the elements at indexes and in ranges; in lax mode anything else than an
// array is one of a single element.
func (r *pathRun) indexes(n *pathNode, it pathItem, found *[]pathItem) (status pathStatus) {
	outer, size := r.arraySize, 1
	if it.v.Kind == KindArray {
		size = len(it.v.Items)
	}
	r.arraySize = size
	defer func() { r.arraySize = outer }()
	status = pathNone
	for _, s := range n.subscripts {
		from, ok := r.index(s.from, it)
		to := from
		if ok && s.to != nil {
			to, ok = r.index(s.to, it)
		}
		if !ok {
			return pathFailed
		}
		if !r.ignore && (from < 0 || from > to || to >= size) {
			return r.fail("22033", "jsonpath array subscript is out of bounds")
		}
		status = pathNone
		for i := max(from, 0); i <= min(to, size-1); i++ {
			element := it
			if it.v.Kind == KindArray {
				element = r.child(it, i)
			}
			status = r.next(n, element, found)
			if status == pathFailed || status == pathFound && found == nil {
				return status
			}
		}
	}
	return status
}

// index gives the value of a subscript; what stands after its point is cut off.
func (r *pathRun) index(n *pathNode, it pathItem) (int, bool) {
	var found []pathItem
	if r.item(n, it, &found, r.lax) == pathFailed {
		return 0, false
	}
	if len(found) != 1 || found[0].v.Kind != KindNumber {
		r.fail("22033", "jsonpath array subscript is not a single numeric value")
		return 0, false
	}
	number, _ := ParseNumeric(found[0].v.Text)
	digits := number.Trunc(0).Digits
	if !digits.IsInt64() || digits.Int64() > math.MaxInt32 || digits.Int64() < math.MinInt32 {
		r.fail("22033", "jsonpath array subscript is out of integer range")
		return 0, false
	}
	return int(digits.Int64()), true
}

// anyLevel is .**, with the item itself at level 0.
func (r *pathRun) anyLevel(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	status := pathNone
	if n.first == 0 {
		ignore := r.ignore
		r.ignore = true
		status = r.next(n, it, found)
		r.ignore = ignore
		if status == pathFound && found == nil {
			return status
		}
	}
	if it.v.scalar() {
		return status
	}
	return r.descend(n.next, it, found, descent{level: 1, first: n.first, last: n.last, ignore: true, unwrap: r.lax})
}

// elements executes a node on each element of an array, or each member of an object.
func (r *pathRun) elements(n *pathNode, it pathItem, found *[]pathItem, unwrap bool) pathStatus {
	return r.descend(n, it, found, descent{level: 1, first: 1, last: 1, unwrap: unwrap})
}

// descent says which levels of a document are looked at.
type descent struct {
	level, first, last uint32
	ignore, unwrap     bool
}

// descend executes a node, or gives the items, at the levels of the descent.
func (r *pathRun) descend(n *pathNode, it pathItem, found *[]pathItem, d descent) pathStatus {
	status := pathNone
	if d.level > d.last {
		return status
	}
	for _, child := range r.children(it) {
		if d.level >= d.first || d.first == lastLevel && d.last == lastLevel && child.v.scalar() {
			switch {
			case n != nil:
				ignore := r.ignore
				r.ignore = ignore || d.ignore
				status = r.item(n, child, found, d.unwrap)
				r.ignore = ignore
			case found != nil:
				*found = append(*found, child)
			default:
				return pathFound
			}
			if status == pathFailed || status == pathFound && found == nil {
				return status
			}
		}
		if d.level < d.last && !child.v.scalar() {
			deeper := d
			deeper.level++
			if status = r.descend(n, child, found, deeper); status == pathFailed || status == pathFound && found == nil {
				return status
			}
		}
	}
	return status
}
