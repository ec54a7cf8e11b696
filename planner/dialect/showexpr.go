package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// show writes an expression as pg_get_expr does (src/backend/utils/adt/ruleutils.c), as
// far as its form is one of the usual: with its casts, and every operation in brackets.
// The statement is one that holds the expression.
func (r *Rewriter) show(relations []*analysis.Relation, statement, e *pgquery.Node) string {
	found, err := analysis.Analyze(statement, analysis.Input{Schema: overlay{r.Schema, relations}, Database: r.Database, ReadPath: r.ReadPath})
	if err != nil {
		found = &analysis.Result{}
	}
	return (&expressionText{found, e}).text(e)
}

type expressionText struct {
	found *analysis.Result
	whole *pgquery.Node
}

func (t *expressionText) text(n *pgquery.Node) string {
	out := t.bare(n)
	to, cast := t.found.Casts[n]
	from := t.found.Types[n].OID
	switch {
	case !cast || to.OID == analysis.Open:
	case n.GetAConst().GetSval() != nil:
		return out + "::" + plainTypeName(to.OID)
	case from == varcharOID && to.OID == textOID:
		return "(" + out + ")::text"
	case n.GetAConst() != nil && n != t.whole && from != to.OID:
		return "(" + out + ")::" + plainTypeName(to.OID)
	}
	return out
}

// plainTypeName spells a type without its modifier (format_type_with_typemod).
func plainTypeName(oid uint32) string {
	if oid == bpcharOID {
		return "bpchar"
	}
	return analysis.TypeName(analysis.Type{OID: oid, Mod: -1})
}

// bare writes an expression without the cast around it.
func (t *expressionText) bare(n *pgquery.Node) string {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_BoolExpr:
		if x.BoolExpr.Boolop == pgquery.BoolExprType_NOT_EXPR {
			return "(NOT " + t.text(x.BoolExpr.Args[0]) + ")"
		}
		word := map[pgquery.BoolExprType]string{pgquery.BoolExprType_AND_EXPR: " AND ", pgquery.BoolExprType_OR_EXPR: " OR "}[x.BoolExpr.Boolop]
		return "(" + t.list(x.BoolExpr.Args, word) + ")"
	case *pgquery.Node_AExpr:
		if out, ok := t.operation(x.AExpr); ok {
			return out
		}
	case *pgquery.Node_NullTest:
		word := map[pgquery.NullTestType]string{pgquery.NullTestType_IS_NULL: " IS NULL)", pgquery.NullTestType_IS_NOT_NULL: " IS NOT NULL)"}[x.NullTest.Nulltesttype]
		return "(" + t.text(x.NullTest.Arg) + word
	case *pgquery.Node_FuncCall:
		if x.FuncCall.AggOrder == nil && !x.FuncCall.AggStar && x.FuncCall.Funcformat == pgquery.CoercionForm_COERCE_EXPLICIT_CALL {
			return lastName(x.FuncCall.Funcname) + "(" + t.list(x.FuncCall.Args, ", ") + ")"
		}
	case *pgquery.Node_SqlvalueFunction:
		if out, ok := plainText(n); ok {
			return strings.ToUpper(out)
		}
	case *pgquery.Node_TypeCast:
		if of := t.found.Types[n]; of.OID != analysis.Open {
			inner := t.text(x.TypeCast.Arg)
			if x.TypeCast.Arg.GetAConst().GetSval() == nil {
				inner = "(" + inner + ")"
			}
			return inner + "::" + analysis.TypeName(of)
		}
	}
	out, _ := plainText(n)
	return out
}

func (t *expressionText) list(nodes []*pgquery.Node, between string) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = t.text(n)
	}
	return strings.Join(parts, between)
}

// shownOperators are written with other names than they are looked up by.
var shownOperators = map[string]string{"!=": "<>"}

func (t *expressionText) operation(e *pgquery.A_Expr) (string, bool) {
	name := operator(e)
	if shown, ok := shownOperators[name]; ok {
		name = shown
	}
	switch {
	case e.Kind == pgquery.A_Expr_Kind_AEXPR_OP && e.Lexpr == nil:
		return "(" + name + " " + t.text(e.Rexpr) + ")", e.Rexpr.GetAConst() == nil
	case e.Kind == pgquery.A_Expr_Kind_AEXPR_OP:
		return "(" + t.text(e.Lexpr) + " " + name + " " + t.text(e.Rexpr) + ")", true
	case e.Kind == pgquery.A_Expr_Kind_AEXPR_LIKE:
		return "(" + t.text(e.Lexpr) + " " + name + " " + t.text(e.Rexpr) + ")", true
	case e.Kind == pgquery.A_Expr_Kind_AEXPR_BETWEEN:
		bounds := e.Rexpr.GetList().GetItems()
		if len(bounds) == 2 {
			value := t.text(e.Lexpr)
			return "((" + value + " >= " + t.text(bounds[0]) + ") AND (" + value + " <= " + t.text(bounds[1]) + "))", true
		}
	case e.Kind == pgquery.A_Expr_Kind_AEXPR_IN && t.found.Types[e.Lexpr].OID != varcharOID:
		quantifier := map[string]string{"=": " ANY ", "<>": " ALL "}[name]
		return "(" + t.text(e.Lexpr) + " " + name + quantifier + "(ARRAY[" + t.list(e.Rexpr.GetList().GetItems(), ", ") + "]))", true
	}
	return "", false
}

// plainText writes an expression as it was written.
func plainText(n *pgquery.Node) (string, bool) {
	out, ok := deparsed(&pgquery.SelectStmt{TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(n, -1)}})
	return strings.TrimPrefix(out, "SELECT "), ok
}
