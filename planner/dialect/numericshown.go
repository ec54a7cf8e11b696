package dialect

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// shownNumerics lets the result columns of a query show numerics at PostgreSQL's scale,
// which a column of DECIMALs cannot.
func shownNumerics(statement *pgquery.Node) {
	for _, list := range returned(statement) {
		for _, target := range *list {
			if shown, ok := (shower{}).show(target.GetResTarget().GetVal()); ok {
				target.GetResTarget().Val = shown
			}
		}
	}
	showTargets(statement.GetSelectStmt(), func(int) bool { return true })
}

// showTargets shows those items of a select list that are asked for.
func showTargets(s *pgquery.SelectStmt, asked func(i int) bool) {
	if s == nil || s.Op != pgquery.SetOperation_SETOP_NONE || len(s.ValuesLists) > 0 {
		return
	}
	distinct := len(s.DistinctClause) > 0 && s.DistinctClause[0].GetNode() == nil // not ON
	by := groups(s.GroupClause)
	var keys []*pgquery.Node
	changed := false
	for i, target := range s.TargetList {
		t := target.GetResTarget()
		if t == nil || t.Val == nil || isStar(t.Val) && distinct {
			return
		}
		if distinct {
			keys = append(keys, clone(t.Val))
		}
		if !asked(i) || groupsBy(s, t, i+1) && t.Val.GetFuncCall() == nil {
			continue
		}
		if shown, ok := by.show(t.Val); ok {
			t.Val, changed = shown, true
		}
	}
	if distinct && changed { // by the values, whatever their scales
		s.DistinctClause = keys
	}
}

// shower rewrites an expression that is a result. Those that the query groups by stay.
type shower struct {
	grouped []*pgquery.Node
	sets    bool // there are grouping sets, in which a column may be NULL
}

// groups is the shower of a query that groups.
func groups(list []*pgquery.Node) (s shower) {
	for _, n := range list {
		inner := shower{grouped: []*pgquery.Node{n}}
		if set := n.GetGroupingSet(); set != nil {
			inner, s.sets = groups(set.Content), true
		} else if row := n.GetRowExpr(); row != nil {
			inner = groups(row.Args)
		}
		s.grouped, s.sets = append(s.grouped, inner.grouped...), s.sets || inner.sets
	}
	return s
}

// isGrouped says whether the query groups by an expression.
func (s shower) isGrouped(n *pgquery.Node) bool {
	return slices.ContainsFunc(s.grouped, func(g *pgquery.Node) bool { return sameForm(g, n) })
}

// show gives the expression as a numeric with a scale of its own; ok is false where it
// is none, or is shown rightly as it is.
func (s shower) show(n *pgquery.Node) (*pgquery.Node, bool) {
	for _, g := range s.grouped {
		if g.GetColumnRef() != nil || !sameForm(g, n) {
			continue
		}
		// The scale of a group is that of one of its values.
		if c := n.GetFuncCall(); lastName(c.GetFuncname()) == openText && !s.sets {
			return call("pg_numeric", call("first", c.Args[0])), true
		}
		return n, false
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
	case (name == "to_open" || name == "to_numeric" || name == openText) && len(c.Args) == 1:
		return call("pg_numeric", c.Args[0]), true
	case extremes[name] != "" && len(c.Args) == 1 && lastName(c.Args[0].GetFuncCall().GetFuncname()) == openText: // in the engine's own numbers
		value := c.Args[0].GetFuncCall().Args[0]
		c.Funcname, c.Args = []*pgquery.Node{str(extremes[name])}, []*pgquery.Node{clone(value), c.Args[0]}
		return call("pg_numeric", clone(n)), true
	case name == "pg_scale" && lastName(first(c).GetFuncCall().GetFuncname()) == openText && !s.isGrouped(first(c)):
		return call("pg_text_scale", first(c).GetFuncCall().Args[0]), true
	case carriers[name] && len(c.Args) > 0 && !c.AggDistinct:
		if c.Over == nil { // what is aggregated is not of the groups
			s.grouped = nil
		}
		changed := false
		for _, i := range []int{0, 2} {
			if shown, ok := s.show(at(c.Args, i)); ok {
				c.Args[i], changed = shown, true
			}
		}
		return n, changed
	case printing[name]:
		changed := false
		for i, arg := range c.Args {
			if shown, ok := s.show(arg); ok {
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

// extremes are the engine's aggregates that give the value of which another is the least
// or the greatest.
var extremes = map[string]string{"min": "arg_min", "max": "arg_max"}

// printing are the functions that go by the scale of what they take, or print it.
var printing = map[string]bool{"pg_numeric_round": true, "pg_scale": true, "pg_min_scale": true, "pg_format": true, "pg_text": true, "pg_numeric_text": true,
	"pg_json_agg": true, "pg_jsonb_agg": true, "pg_to_json": true, "pg_to_jsonb": true, "pg_json_build_object": true, "pg_jsonb_build_object": true,
	"pg_json_build_array": true, "pg_jsonb_build_array": true}

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
	if e.Kind == pgquery.A_Expr_Kind_AEXPR_NULLIF {
		if shown, ok := s.show(clone(e.Lexpr)); ok {
			return &pgquery.Node{Node: &pgquery.Node_CaseExpr{CaseExpr: &pgquery.CaseExpr{Location: -1, Defresult: shown, Args: []*pgquery.Node{
				{Node: &pgquery.Node_CaseWhen{CaseWhen: &pgquery.CaseWhen{Expr: compared("=", e.Lexpr, e.Rexpr), Result: null(), Location: -1}}}}}}}, true
		}
		return n, false
	}
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
