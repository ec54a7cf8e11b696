package pgfunc

import (
	"sync"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Path is a path of the SQL/JSON path language
// (https://www.postgresql.org/docs/15/datatype-json.html#DATATYPE-JSONPATH). It is never
// changed, and may be used by several goroutines.
type Path struct {
	root   *pathNode
	strict bool
	ids    bool // keyvalue() shows where objects stand
}

// pathKind is the kind of a step or an operation of a path.
type pathKind byte

const (
	pathLiteral pathKind = iota
	pathVariable

	// The predicates.
	pathAnd
	pathOr
	pathNot
	pathIsUnknown
	pathEqual
	pathNotEqual
	pathLess
	pathGreater
	pathLessOrEqual
	pathGreaterOrEqual
	pathExists
	pathStartsWith
	pathLikeRegex

	// The operators of numbers.
	pathAdd
	pathSub
	pathMul
	pathDiv
	pathMod
	pathPlus
	pathMinus

	// What a path begins with, and its steps.
	pathRoot
	pathCurrent
	pathLast
	pathAnyArray
	pathAnyKey
	pathIndexArray
	pathAny
	pathKey
	pathFilter

	// The methods.
	pathType
	pathSize
	pathAbs
	pathFloor
	pathCeiling
	pathDouble
	pathDatetime
	pathKeyValue
)

// pathNames are the operators and methods as paths and errors have them.
var pathNames = map[pathKind]string{
	pathAnd: "&&", pathOr: "||", pathEqual: "==", pathNotEqual: "!=", pathLess: "<", pathGreater: ">",
	pathLessOrEqual: "<=", pathGreaterOrEqual: ">=", pathStartsWith: "starts with",
	pathAdd: "+", pathSub: "-", pathMul: "*", pathDiv: "/", pathMod: "%", pathPlus: "+", pathMinus: "-",
	pathType: "type", pathSize: "size", pathAbs: "abs", pathFloor: "floor", pathCeiling: "ceiling",
	pathDouble: "double", pathDatetime: "datetime", pathKeyValue: "keyvalue",
}

// pathNode is a step or an operation, and the steps that follow it.
type pathNode struct {
	kind        pathKind
	next        *pathNode
	left, right *pathNode       // operands; the one of a unary operation is left
	text        string          // of a key, a variable or a pattern
	value       JSON            // of a literal
	subscripts  []pathSubscript // of pathIndexArray
	first, last uint32          // the levels of pathAny
	flags       string          // of like_regex, in the order in which they print
	regex       *Regex
}

// pathSubscript is one index of an array, or a range of them when to is set.
type pathSubscript struct{ from, to *pathNode }

// lastLevel stands for the word last in the levels of .**.
const lastLevel = 1<<32 - 1

func (k pathKind) predicate() bool  { return k >= pathAnd && k <= pathLikeRegex }
func (k pathKind) arithmetic() bool { return k >= pathAdd && k <= pathMod }

// What is kept of parsed paths.
const (
	maxJSONPaths     = 200
	maxKeptPathBytes = 4096
)

var jsonPaths struct {
	sync.Mutex
	kept map[string]*Path
}

// ParseJSONPath reads a path. Errors are 42601, 22P02 for an empty text, and what its
// literals and regular expressions have.
func ParseJSONPath(text string) (*Path, error) {
	jsonPaths.Lock()
	p := jsonPaths.kept[text]
	jsonPaths.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := parseJSONPath(text)
	if err != nil || len(text) > maxKeptPathBytes {
		return p, err
	}
	jsonPaths.Lock()
	defer jsonPaths.Unlock()
	if jsonPaths.kept == nil || len(jsonPaths.kept) >= maxJSONPaths {
		jsonPaths.kept = map[string]*Path{}
	}
	jsonPaths.kept[text] = p
	return p, nil
}

// Exists is jsonb_path_exists()
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING-TABLE);
// known is false for NULL, which an error that silent suppresses gives. No vars, as the
// operators have none, makes every variable null.
func (p *Path) Exists(doc JSON, vars *JSON, silent bool) (yes, known bool, err error) {
	r, err := p.newRun(doc, vars, silent)
	if err != nil {
		return false, false, err
	}
	var status pathStatus
	if p.strict { // any error counts, so that all is looked at
		var found []pathItem
		if status = r.item(p.root, r.root, &found, false); status != pathFailed {
			status = foundAny(found)
		}
	} else {
		status = r.item(p.root, r.root, nil, true)
	}
	return status == pathFound, status != pathFailed, r.err
}

// Query is jsonb_path_query(): the items that the path gives. Those found before an error
// that silent suppresses are among them.
func (p *Path) Query(doc JSON, vars *JSON, silent bool) ([]JSON, error) {
	r, err := p.newRun(doc, vars, silent)
	if err != nil {
		return nil, err
	}
	var found []pathItem
	r.item(p.root, r.root, &found, r.lax)
	if r.err != nil {
		return nil, r.err
	}
	out := make([]JSON, len(found))
	for i := range found {
		out[i] = found[i].v
	}
	return out, nil
}

// Match is jsonb_path_match(): the result of a predicate; known is false for NULL.
func (p *Path) Match(doc JSON, vars *JSON, silent bool) (yes, known bool, err error) {
	found, err := p.Query(doc, vars, silent)
	if err != nil {
		return false, false, err
	}
	if len(found) == 1 {
		switch found[0].Kind {
		case KindTrue, KindFalse:
			return found[0].Kind == KindTrue, true, nil
		case KindNull:
			return false, false, nil
		}
	}
	if !silent {
		err = pgerr.New("22038", "single boolean result is expected")
	}
	return false, false, err
}
