package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// padded lets the blanks at the end of character(n) mean nothing where values are
// compared in another form than with an operator between two
// (https://www.postgresql.org/docs/15/datatype-character.html).
func (t *typed) padded(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AExpr:
		left, right := x.AExpr.Lexpr.GetRowExpr().GetArgs(), x.AExpr.Rexpr.GetRowExpr().GetArgs()
		for i := 0; i < min(len(left), len(right)); i++ {
			if t.of(left[i]) == bpcharOID {
				left[i], right[i] = trimmed(left[i]), trimmed(right[i])
			}
		}
		if len(left) == 0 && t.of(x.AExpr.Lexpr) == bpcharOID {
			return t.paddedComparison(x.AExpr)
		}
	case *pgquery.Node_CaseExpr:
		if t.of(x.CaseExpr.Arg) == bpcharOID {
			x.CaseExpr.Arg = trimmed(x.CaseExpr.Arg)
			for _, w := range x.CaseExpr.Args {
				w.GetCaseWhen().Expr = trimmed(w.GetCaseWhen().Expr)
			}
		}
	case *pgquery.Node_SubLink:
		if t.of(x.SubLink.Testexpr) != bpcharOID {
			return nil
		}
		list := x.SubLink.Subselect.GetSelectStmt().GetTargetList()
		if len(list) != 1 || isStar(list[0].GetResTarget().GetVal()) {
			return unsupported("comparing character(n) with this subquery is not supported")
		}
		x.SubLink.Testexpr = trimmed(x.SubLink.Testexpr)
		list[0].GetResTarget().Val = trimmed(list[0].GetResTarget().Val)
	}
	return nil
}

func (t *typed) paddedComparison(e *pgquery.A_Expr) error {
	var others []*pgquery.Node
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_IN, pgquery.A_Expr_Kind_AEXPR_BETWEEN, pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN,
		pgquery.A_Expr_Kind_AEXPR_BETWEEN_SYM, pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM:
		others = e.Rexpr.GetList().GetItems()
	case pgquery.A_Expr_Kind_AEXPR_DISTINCT, pgquery.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		e.Rexpr = trimmed(e.Rexpr)
	case pgquery.A_Expr_Kind_AEXPR_OP_ANY, pgquery.A_Expr_Kind_AEXPR_OP_ALL:
		elements, constant := constantArray(e.Rexpr)
		switch array := e.Rexpr.GetAArrayExpr(); {
		case array != nil:
			others = array.Elements
		case constant && len(elements) > 0:
			others = elements
			e.Rexpr = &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: elements, Location: -1}}}
		default:
			return unsupported("comparing character(n) with the elements of this array is not supported")
		}
	case pgquery.A_Expr_Kind_AEXPR_NULLIF:
		return unsupported("NULLIF of character(n) is not supported")
	default:
		return nil
	}
	e.Lexpr = trimmed(e.Lexpr)
	for _, n := range others {
		n.Node = trimmed(&pgquery.Node{Node: n.Node}).Node
	}
	return nil
}
