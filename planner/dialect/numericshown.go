package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// shownNumerics lets the result columns of a query show numerics at PostgreSQL's scale,
// which a column of DECIMALs cannot.
func shownNumerics(statement *pgquery.Node) {
	s := statement.GetSelectStmt()
	if s == nil || len(s.DistinctClause) > 0 || s.Op != pgquery.SetOperation_SETOP_NONE || len(s.ValuesLists) > 0 {
		return
	}
	for i, target := range s.TargetList {
		t := target.GetResTarget()
		if t == nil || t.Val == nil || groupsBy(s, t, i+1) {
			continue
		}
		if shown, ok := (shower{grouped: s.GroupClause}).show(t.Val); ok {
			t.Val = shown
		}
	}
}

// shower rewrites an expression that is a result. Those that the query groups by stay.
type shower struct{ grouped []*pgquery.Node }

// show gives the expression as a numeric with a scale of its own; ok is false where it
// is none, or is shown rightly as it is.
func (s shower) show(n *pgquery.Node) (*pgquery.Node, bool) {
	for _, g := range s.grouped {
		if g.GetColumnRef() == nil && sameForm(g, n) {
			return n, false
		}
	}
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AConst:
		if f := x.AConst.GetFval().GetFval(); longConstant(f) {
			return call("pg_numeric", text(f)), true
		}
	case *pgquery.Node_TypeCast:
		return s.array(n, x.TypeCast)
	case *pgquery.Node_AIndirection:
		shown, ok := s.show(x.AIndirection.Arg)
		if ok {
			x.AIndirection.Arg = shown
		}
		return n, ok
	case *pgquery.Node_FuncCall:
		return s.function(n, x.FuncCall)
	case *pgquery.Node_AExpr:
		return s.operation(n, x.AExpr)
	case *pgquery.Node_CoalesceExpr:
		return s.arms(n, x.CoalesceExpr.Args)
	case *pgquery.Node_MinMaxExpr:
		return s.arms(n, x.MinMaxExpr.Args)
	case *pgquery.Node_AArrayExpr:
		return s.arms(n, x.AArrayExpr.Elements)
	case *pgquery.Node_RowExpr:
		changed := false
		for i, arg := range x.RowExpr.Args {
			if shown, ok := s.show(arg); ok {
				x.RowExpr.Args[i], changed = shown, true
			}
		}
		return n, changed
	case *pgquery.Node_CaseExpr:
		var results []*pgquery.Node
		for _, w := range x.CaseExpr.Args {
			results = append(results, w.GetCaseWhen().Result)
		}
		if x.CaseExpr.Defresult != nil {
			results = append(results, x.CaseExpr.Defresult)
		}
		return s.arms(n, results)
	}
	return n, false
}

func (s shower) function(n *pgquery.Node, c *pgquery.FuncCall) (*pgquery.Node, bool) {
	name := lastName(c.Funcname)
	switch {
	case settling[name]:
		inner := c.Args[0].GetFuncCall()
		for i, arg := range inner.GetArgs() {
			if shown, ok := s.show(arg); ok {
				inner.Args[i] = shown
			}
		}
		return c.Args[0], true
	case (name == "to_open" || name == "to_numeric") && len(c.Args) == 1:
		return call("pg_numeric", c.Args[0]), true
	case carriers[name] && len(c.Args) > 0 && !c.AggDistinct:
		changed := false
		for _, i := range []int{0, 2} {
			if shown, ok := s.show(at(c.Args, i)); ok {
				c.Args[i], changed = shown, true
			}
		}
		return n, changed
	case name == "abs" && len(c.Args) == 1:
		if shown, ok := s.show(c.Args[0]); ok {
			return call("pg_abs", shown), true
		}
	}
	return n, false
}

// carriers are the functions that give one of the values that they take, or all of them,
// as it is.
var carriers = map[string]bool{"min": true, "max": true, "first_value": true, "last_value": true, "nth_value": true,
	"lag": true, "lead": true, "array_agg": true, "unnest": true}

// longConstant says whether a constant has more digits than the engine's DECIMAL, which
// would take it for a double.
func longConstant(digits string) bool { return len(digits) > 39 || strings.ContainsAny(digits, "eE") }

// array gives the elements of an array that is written out their own scales.
func (s shower) array(n *pgquery.Node, c *pgquery.TypeCast) (*pgquery.Node, bool) {
	array := c.Arg.GetAArrayExpr()
	if array == nil || lastName(c.TypeName.Names) != "numeric" || len(c.TypeName.Typmods) > 0 {
		return n, false
	}
	for _, e := range leaves(array.Elements) {
		if digits, ok := stringConstant(e); !isNull(e) && (!ok || !decimalText.MatchString(digits)) {
			return n, false
		}
	}
	for _, e := range leaves(array.Elements) {
		if !isNull(e) {
			e.Node = call("pg_numeric", clone(e)).Node
		}
	}
	return c.Arg, true
}

// exactOperators are the functions of the operators over numerics.
var exactOperators = map[string]string{"+": "pg_add", "-": "pg_subtract", "*": "pg_multiply"}

func (s shower) operation(n *pgquery.Node, e *pgquery.A_Expr) (*pgquery.Node, bool) {
	name := exactOperators[operator(e)]
	if e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || name == "" || kindOf(n) != exact {
		return n, false
	}
	right, changed := s.show(e.Rexpr)
	if e.Lexpr == nil {
		if name == "pg_subtract" && changed {
			return call("pg_negate", right), true
		}
		return n, false
	}
	left, ok := s.show(e.Lexpr)
	if !ok && !changed {
		return n, false
	}
	return call(name, left, right), true
}

// arms makes the alternatives of an expression numerics, when one is, or when their
// scales differ; each must be known to be a number.
func (s shower) arms(n *pgquery.Node, arms []*pgquery.Node) (*pgquery.Node, bool) {
	arms = leaves(arms)
	exacts := 0
	for _, a := range arms {
		switch k := kindOf(a); {
		case a.GetAConst().GetIsnull():
		case k == whole:
		case k == exact:
			exacts++
		default:
			return n, false
		}
	}
	if exacts == 0 {
		return n, false
	}
	for _, a := range arms {
		if a.GetAConst().GetIsnull() {
			continue
		}
		if shown, ok := s.show(a); ok {
			a.Node = call("pg_numeric", shown).Node
		} else {
			a.Node = call("pg_numeric", clone(a)).Node
		}
	}
	return n, true
}

// leaves gives the elements of arrays in arrays.
func leaves(elements []*pgquery.Node) (out []*pgquery.Node) {
	for _, e := range elements {
		if inner := e.GetAArrayExpr(); inner != nil {
			out = append(out, leaves(inner.Elements)...)
		} else {
			out = append(out, e)
		}
	}
	return out
}
