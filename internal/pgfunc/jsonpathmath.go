package pgfunc

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func pathInteger(n int64) JSON { return JSON{Kind: KindNumber, Text: strconv.FormatInt(n, 10)} }

// arithmetic computes with two numbers.
func (r *pathRun) arithmetic(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	left, status := r.operand(n.left, it, true, false)
	if status == pathFailed {
		return status
	}
	right, status := r.operand(n.right, it, true, false)
	if status == pathFailed {
		return status
	}
	if len(left) != 1 || left[0].v.Kind != KindNumber {
		return r.fail("22038", "left operand of jsonpath operator %s is not a single numeric value", pathNames[n.kind])
	}
	if len(right) != 1 || right[0].v.Kind != KindNumber {
		return r.fail("22038", "right operand of jsonpath operator %s is not a single numeric value", pathNames[n.kind])
	}
	result, err := pathCompute(n.kind, left[0].v.Text, right[0].v.Text)
	if err != nil {
		return r.failed(err)
	}
	return r.next(n, pathItem{v: JSON{Kind: KindNumber, Text: result.String()}}, found)
}

func pathCompute(op pathKind, left, right string) (Numeric, error) {
	a, _ := ParseNumeric(left)
	b, _ := ParseNumeric(right)
	switch op {
	case pathAdd:
		return a.Add(b).checked()
	case pathSub:
		return a.Sub(b).checked()
	case pathMul:
		return a.Mul(b).checked()
	case pathDiv:
		return a.Div(b)
	}
	return a.Mod(b)
}

// signed is + or - before items, which must be numbers where their values matter.
func (r *pathRun) signed(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	items, status := r.operand(n.left, it, true, false)
	if status == pathFailed {
		return status
	}
	only := found == nil && n.next == nil
	status = pathNone
	for _, x := range items {
		switch number := x.v.Kind == KindNumber; {
		case number && only:
			return pathFound
		case only:
			continue
		case !number:
			return r.fail("2203B", "operand of unary jsonpath operator %s is not a numeric value", pathNames[n.kind])
		}
		if n.kind == pathMinus {
			x = pathItem{v: JSON{Kind: KindNumber, Text: negated(x.v.Text)}}
		}
		switch r.next(n, x, found) {
		case pathFailed:
			return pathFailed
		case pathFound:
			if found == nil {
				return pathFound
			}
			status = pathFound
		}
	}
	return status
}

// method executes an item method
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-SQLJSON-OP-TABLE).
func (r *pathRun) method(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	switch n.kind {
	case pathType:
		return r.next(n, pathItem{v: JSON{Kind: KindString, Text: it.v.pathType()}}, found)
	case pathSize:
		size := 1
		switch {
		case it.v.Kind == KindArray:
			size = len(it.v.Items)
		case !r.lax && !r.ignore:
			return r.fail("22039", "jsonpath item method .%s() can only be applied to an array", pathNames[n.kind])
		case !r.lax:
			return pathNone
		}
		return r.next(n, pathItem{v: pathInteger(int64(size))}, found)
	case pathDouble:
		return r.double(n, it, found)
	case pathKeyValue:
		return r.keyValue(n, it, found)
	case pathDatetime:
		return r.fatal(pgerr.New(pgerr.FeatureNotSupported, "jsonpath item method .datetime() is not supported"))
	}
	if it.v.Kind != KindNumber {
		return r.fail("22036", "jsonpath item method .%s() can only be applied to a numeric value", pathNames[n.kind])
	}
	number, _ := ParseNumeric(it.v.Text)
	switch n.kind {
	case pathAbs:
		number = number.Abs()
	case pathFloor:
		number = number.Floor()
	case pathCeiling:
		number = number.Ceil()
	}
	return r.next(n, pathItem{v: JSON{Kind: KindNumber, Text: number.String()}}, found)
}

// double makes a number of a string, and leaves numbers as they are, within the bounds of
// double precision.
func (r *pathRun) double(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	switch it.v.Kind {
	case KindNumber:
		if _, ok := readDouble(it.v.Text); !ok {
			return r.fail("22036", "numeric argument of jsonpath item method .%s() is out of range for type double precision", pathNames[n.kind])
		}
	case KindString:
		f, ok := readDouble(it.v.Text)
		if !ok {
			return r.fail("22036", "string argument of jsonpath item method .%s() is not a valid representation of a double precision number", pathNames[n.kind])
		}
		number, err := plainNumber(strconv.FormatFloat(f, 'g', 15, 64)) // float8_numeric's digits
		if err != nil {
			return r.failed(err)
		}
		it = pathItem{v: JSON{Kind: KindNumber, Text: number}}
	default:
		return r.fail("22036", "jsonpath item method .%s() can only be applied to a string or numeric value", pathNames[n.kind])
	}
	return r.next(n, it, found)
}

var (
	decimalDouble = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)
	hexDouble     = regexp.MustCompile(`^[+-]?0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)([pP][+-]?\d+)?$`)
)

// readDouble reads a text as float8in does; ok is false for NaN, the infinities, and what
// a double cannot hold.
func readDouble(text string) (f float64, ok bool) {
	text = strings.Trim(text, " \t\n\v\f\r")
	var digits string
	switch {
	case decimalDouble.MatchString(text):
		digits, _, _ = strings.Cut(strings.ToLower(text), "e")
	case hexDouble.MatchString(text):
		if !strings.ContainsAny(text, "pP") {
			text += "p0"
		}
		digits, _, _ = strings.Cut(strings.ToLower(text), "p")
		digits = strings.Replace(digits, "x", "", 1)
	default:
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || f == 0 && strings.Trim(digits, "+-0.") != "" {
		return 0, false
	}
	return f, true
}
