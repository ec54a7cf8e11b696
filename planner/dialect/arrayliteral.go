package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// arrayLiterals writes '{a,b}' that is cast to an array as ARRAY['a', 'b']: DuckDB
// reads another text form. An array of several dimensions is a list of lists there, and
// the cast says so.
func arrayLiterals(n *pgquery.Node) error {
	c := n.GetTypeCast()
	if c == nil || len(c.TypeName.GetArrayBounds()) == 0 {
		return nil
	}
	if s, ok := stringConstant(c.Arg); ok {
		elements, ok := arrayLiteral(s, nil)
		if !ok {
			return pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: \"%s\"", s)
		}
		c.Arg = arrayNode(elements)
	}
	for depth := arrayDepth(c.Arg); len(c.TypeName.ArrayBounds) < depth; {
		c.TypeName.ArrayBounds = append(c.TypeName.ArrayBounds, pgquery.MakeIntNode(-1))
	}
	return nil
}

func arrayNode(elements []*pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: elements, Location: -1}}}
}

// arrayDepth gives the dimensions of an array, as far as its form tells: 0 for what is
// none, or not known to be one.
func arrayDepth(n *pgquery.Node) int {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AArrayExpr:
		depth := 0
		for _, e := range x.AArrayExpr.Elements {
			depth = max(depth, arrayDepth(e))
		}
		return depth + 1
	case *pgquery.Node_TypeCast:
		if bounds := len(x.TypeCast.TypeName.GetArrayBounds()); bounds > 0 {
			return max(bounds, arrayDepth(x.TypeCast.Arg))
		}
	case *pgquery.Node_FuncCall:
		if lastName(x.FuncCall.Funcname) == "array_agg" && len(x.FuncCall.Args) == 1 {
			return arrayDepth(x.FuncCall.Args[0]) + 1
		}
	}
	if isArray(n) {
		return 1
	}
	return 0
}

// typed casts the elements of an array, or those of its innermost ones.
func castEach(elements []*pgquery.Node, array *pgquery.TypeName) []*pgquery.Node {
	if array == nil {
		return elements
	}
	out := make([]*pgquery.Node, len(elements))
	for i, e := range elements {
		if inner := e.GetAArrayExpr(); inner != nil {
			out[i] = arrayNode(castEach(inner.Elements, array))
		} else {
			out[i] = cast(e, lastName(array.Names))
		}
	}
	return out
}

// arrayLiteral reads PostgreSQL's text form of an array
// (https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO), without bounds.
func arrayLiteral(s string, array *pgquery.TypeName) ([]*pgquery.Node, bool) {
	r := arrayReader{text: strings.TrimSpace(s)}
	elements, ok := r.list(0)
	if !ok || r.at != len(r.text) {
		return nil, false
	}
	return castEach(elements, array), true
}

// arrayReader reads an array's text.
type arrayReader struct {
	text string
	at   int
	dims []int
}

func (r *arrayReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n\r\v\f", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *arrayReader) take(c byte) bool {
	r.space()
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// list reads {…}, whose elements are values or lists of one length.
func (r *arrayReader) list(depth int) (elements []*pgquery.Node, ok bool) {
	if !r.take('{') || depth == 6 {
		return nil, false
	}
	for !r.take('}') {
		if len(elements) > 0 && !r.take(',') {
			return nil, false
		}
		r.space()
		var e *pgquery.Node
		if r.at < len(r.text) && r.text[r.at] == '{' {
			inner, ok := r.list(depth + 1)
			if !ok {
				return nil, false
			}
			e = arrayNode(inner)
		} else if e, ok = r.value(); !ok {
			return nil, false
		}
		elements = append(elements, e)
		if (e.GetAArrayExpr() == nil) != (elements[0].GetAArrayExpr() == nil) {
			return nil, false
		}
	}
	for len(r.dims) <= depth {
		r.dims = append(r.dims, len(elements))
	}
	return elements, r.dims[depth] == len(elements) && (depth == 0 || len(elements) > 0)
}

// value reads one element, quoted or not.
func (r *arrayReader) value() (*pgquery.Node, bool) {
	var b strings.Builder
	if r.take('"') {
		for ; r.at < len(r.text) && r.text[r.at] != '"'; r.at++ {
			if r.text[r.at] == '\\' && r.at+1 < len(r.text) {
				r.at++
			}
			b.WriteByte(r.text[r.at])
		}
		return text(b.String()), r.take('"')
	}
	escaped, end := false, 0
	for ; r.at < len(r.text) && strings.IndexByte(`,{}"`, r.text[r.at]) < 0; r.at++ {
		if r.text[r.at] == '\\' && r.at+1 < len(r.text) {
			escaped = true
			r.at++
			b.WriteByte(r.text[r.at])
			end = b.Len()
			continue
		}
		b.WriteByte(r.text[r.at])
		if strings.IndexByte(" \t\n\r\v\f", r.text[r.at]) < 0 {
			end = b.Len()
		}
	}
	value := b.String()[:end]
	if value == "" || r.at < len(r.text) && (r.text[r.at] == '{' || r.text[r.at] == '"') {
		return nil, false
	}
	if !escaped && strings.EqualFold(value, "null") {
		return null(), true
	}
	return text(value), true
}
