package dialect

import (
	"regexp"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// operators rewrites the operators whose meaning goes by the types of the operands,
// where the analysis knows them.
func (t *typed) operators(n *pgquery.Node) error {
	e := n.GetAExpr()
	op := t.found.Operators[e]
	if e == nil || op == nil || t.addresses(n, e, op) || t.contained(n, e, op) || e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || e.Lexpr == nil {
		return nil
	}
	t.document(e.Lexpr, op.Left)
	t.document(e.Rexpr, op.Right)
	switch op.Name {
	case "/", "%", "^", "+", "-", "*":
		t.arithmetic(n, e, op)
	case "<<", ">>":
		t.equal(n, op.Name, op.Result, []uint32{op.Left, op.Right}, e.Lexpr, e.Rexpr)
	case "=", "<>", "<", ">", "<=", ">=":
		if op.Left == bpcharOID && op.Right == bpcharOID && e.Lexpr.GetRowExpr() == nil {
			// Spaces at the end do not count
			// (https://www.postgresql.org/docs/15/datatype-character.html).
			e.Lexpr, e.Rexpr = trimmed(e.Lexpr), trimmed(e.Rexpr)
		}
	case "||":
		t.concatenation(e, op)
	}
	return nil
}

// document shows by its form that an expression is json or jsonb, for the rules that go
// by the form.
func (t *typed) document(n *pgquery.Node, oid uint32) {
	if (oid == jsonOID || oid == jsonbOID) && !isDocument(n) && t.of(n) == oid {
		t.wrap(n, analysis.Type{OID: oid, Mod: -1})
	}
}

func trimmed(n *pgquery.Node) *pgquery.Node { return call("rtrim", n, text(" ")) }

func (t *typed) arithmetic(n *pgquery.Node, e *pgquery.A_Expr, op *analysis.Operator) {
	left, right := e.Lexpr, e.Rexpr
	switch {
	case isWhole(op.Left) && isWhole(op.Right):
		t.wholeArithmetic(n, e, op)
	case isFloat(op.Left) && isFloat(op.Right):
		if name, ok := floatOperations[op.Name]; ok {
			t.replace(n, op.Result, call(name, left, right))
		}
	case op.Left == timeOID && op.Right == timeOID && op.Name == "-":
		t.replace(n, intervalOID, call("time_difference", left, right))
	case op.Left == timestamptzOID && op.Right == intervalOID && !ofOneUnit(right):
		// The engine goes back by the time first, PostgreSQL by the months and then the days.
		t.replace(n, timestamptzOID, call(map[string]string{"+": "later_by", "-": "earlier_by"}[op.Name], left, right))
	case op.Left == intervalOID && op.Right == timestamptzOID && op.Name == "+" && !ofOneUnit(left):
		t.replace(n, timestamptzOID, call("later_by", right, left))
	case op.Left == timestamptzOID && op.Right == timestamptzOID && op.Name == "-":
		t.replace(n, intervalOID, call("moments_between", left, right))
	case op.Left == dateOID && op.Right == dateOID && op.Name == "-":
		t.replace(n, int4OID, call("days_between", left, right))
	case op.Left == intervalOID && op.Right == float8OID && op.Name == "/":
		t.replace(n, intervalOID, call("interval_divide", left, right))
	}
}

// oneUnit is an interval that is a number of one unit.
var oneUnit = regexp.MustCompile(`^\s*\d+\s*[a-zA-Z]+\s*$`)

// ofOneUnit says whether an interval is one unit of time, or some number of it.
func ofOneUnit(n *pgquery.Node) bool {
	if e := n.GetAExpr(); e != nil && operator(e) == "*" {
		return ofOneUnit(e.Lexpr) || ofOneUnit(e.Rexpr)
	}
	s := uncast(n).GetAConst().GetSval()
	return s != nil && oneUnit.MatchString(s.Sval)
}

// wholeArithmetic divides integers. An operation of two smaller ones with a constant
// has the constant's type cast: the engine's constants take the narrowest.
func (t *typed) wholeArithmetic(n *pgquery.Node, e *pgquery.A_Expr, op *analysis.Operator) {
	for _, side := range []*pgquery.Node{e.Lexpr, e.Rexpr} {
		if side.GetAConst() != nil && (t.of(e.Lexpr) == int2OID || t.of(e.Rexpr) == int2OID || isConstant(e.Lexpr) && isConstant(e.Rexpr)) {
			t.wrap(side, analysis.Type{OID: t.of(side), Mod: -1})
		}
	}
	switch op.Name {
	case "/":
		t.replace(n, op.Result, call("divide_whole", e.Lexpr, e.Rexpr))
	case "%":
		t.replace(n, op.Result, call("modulo_plain", e.Lexpr, e.Rexpr))
	}
}

// isConstant says whether an expression is a number, with its sign.
func isConstant(n *pgquery.Node) bool {
	if e := n.GetAExpr(); e != nil && e.Lexpr == nil {
		n = e.Rexpr
	}
	return isNumber(n)
}

// floatOperations are macros that raise what PostgreSQL's float arithmetic raises:
// 22012 and 22003 (src/include/utils/float.h), where the engine gives infinity.
var floatOperations = map[string]string{
	"/": "divide_float", "*": "multiply_float", "+": "add_float", "-": "subtract_float", "^": "power_float",
}

// replace puts another expression of a type into a node.
func (t *typed) replace(n *pgquery.Node, oid uint32, with *pgquery.Node) {
	settle(with)
	t.moved[n] = analysis.Type{OID: oid, Mod: -1}
	n.Node = with.Node
}

// concatenation gives what stands beside a text its text form.
func (t *typed) concatenation(e *pgquery.A_Expr, op *analysis.Operator) {
	if op.Left != textOID && op.Right != textOID {
		return
	}
	for _, side := range []*pgquery.Node{e.Lexpr, e.Rexpr} {
		if oid := t.of(side); oid != analysis.Open && !textual[oid] {
			t.wrap(side, analysis.Type{OID: textOID, Mod: -1})
		}
	}
}
