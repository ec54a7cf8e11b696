package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// The engine has no ranges. One that is written out, by a constructor or as a constant, and
// only asked whether it contains a value is two comparisons, which are pushed down as such
// (https://www.postgresql.org/docs/15/functions-range.html).

// rangeElements are the types of the bounds, by the range's name.
var rangeElements = map[string]string{
	"int4range": "int4", "int8range": "int8", "numrange": "numeric", "tsrange": "timestamp", "tstzrange": "timestamptz", "daterange": "date",
}

// writtenRange is a range whose bounds are expressions; nil stands for none.
type writtenRange struct {
	low, high *pgquery.Node
	bounds    string // of the form [)
	empty     bool
}

// contained rewrites @> and <@ of a written range and a value; ok is false for anything
// else.
func (t *typed) contained(n *pgquery.Node, e *pgquery.A_Expr, op *analysis.Operator) (ok bool) {
	whole, value := e.Lexpr, e.Rexpr
	switch {
	case e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || op.Name != "@>" && op.Name != "<@":
		return false
	case op.Name == "<@":
		whole, value = value, whole
	}
	r, ok := t.writtenRange(whole)
	if !ok || rangeElements[analysis.BaseName(t.of(value))] != "" || t.of(value) == analysis.Open {
		return false
	}
	t.replace(n, boolOID, r.contains(value))
	return true
}

// writtenRange gives the bounds of tstzrange(a, b) and its like, or of a constant.
func (t *typed) writtenRange(n *pgquery.Node) (writtenRange, bool) {
	if c := n.GetFuncCall(); c != nil {
		f := t.found.Functions[c]
		if f == nil || rangeElements[f.Name] == "" || len(c.Args) < 2 {
			return writtenRange{}, false
		}
		r := writtenRange{low: c.Args[0], high: c.Args[1], bounds: "[)"}
		if len(c.Args) == 3 {
			bounds, ok := stringConstant(c.Args[2])
			if !ok || !rangeBounds[bounds] {
				return writtenRange{}, false
			}
			r.bounds = bounds
		}
		return r, true
	}
	c := n.GetTypeCast()
	s, ok := stringConstant(c.GetArg())
	element := rangeElements[lastName(c.GetTypeName().GetNames())]
	if !ok || element == "" || len(c.TypeName.ArrayBounds) > 0 {
		return writtenRange{}, false
	}
	return rangeConstant(s, element)
}

var rangeBounds = map[string]bool{"[)": true, "(]": true, "[]": true, "()": true}

var rangeText = regexp.MustCompile(`^\s*([\[(])([^,"\\()\[\]]*|"[^"\\]*"),([^,"\\()\[\]]*|"[^"\\]*")([\])])\s*$`)

// rangeConstant reads a range's text, in its forms without escapes.
func rangeConstant(s, element string) (writtenRange, bool) {
	if strings.EqualFold(strings.TrimSpace(s), "empty") {
		return writtenRange{empty: true}, true
	}
	m := rangeText.FindStringSubmatch(s)
	if m == nil {
		return writtenRange{}, false
	}
	bound := func(s string) *pgquery.Node {
		if s == "" {
			return nil
		}
		return cast(text(strings.Trim(s, `"`)), element)
	}
	return writtenRange{low: bound(m[2]), high: bound(m[3]), bounds: m[1] + m[4]}, true
}

// contains compares a value with the bounds. A bound that is NULL is none, and the lower
// one must not be the higher.
func (r writtenRange) contains(value *pgquery.Node) *pgquery.Node {
	if r.empty {
		return compared("<>", value, clone(value))
	}
	tests := []*pgquery.Node{}
	bound := func(limit *pgquery.Node, op string) {
		if limit == nil || isNull(limit) {
			return
		}
		test := compared(op, clone(value), limit)
		if !isConstantText(limit) {
			test = or([]*pgquery.Node{nullTest(clone(limit)), test})
		}
		tests = append(tests, test)
	}
	bound(r.low, map[byte]string{'[': ">=", '(': ">"}[r.bounds[0]])
	bound(r.high, map[byte]string{']': "<=", ')': "<"}[r.bounds[1]])
	switch len(tests) {
	case 0:
		return compared("=", value, clone(value))
	case 1:
		return tests[0]
	}
	check := &pgquery.CaseExpr{
		Args: []*pgquery.Node{{Node: &pgquery.Node_CaseWhen{CaseWhen: &pgquery.CaseWhen{
			Expr: compared(">", clone(r.low), clone(r.high)), Result: call("range_disordered"), Location: -1}}}},
		Defresult: cast(text("true"), "bool"), Location: -1,
	}
	if isConstantText(value) { // the engine would not come to look at the bounds' order
		check.Defresult = and(tests)
		tests = nil
	}
	return and(append([]*pgquery.Node{{Node: &pgquery.Node_CaseExpr{CaseExpr: check}}}, tests...))
}

// isConstantText says whether an expression is a constant, perhaps cast, that is not NULL.
func isConstantText(n *pgquery.Node) bool {
	c := uncast(n).GetAConst()
	return c != nil && !c.Isnull
}

func nullTest(n *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_NullTest{NullTest: &pgquery.NullTest{Arg: n, Nulltesttype: pgquery.NullTestType_IS_NULL, Location: -1}}}
}
