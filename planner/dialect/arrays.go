package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// arrays rewrites comparisons with the elements of an array. Over constants they
// become IN lists, which are pushed down; over a column, a search in a list.
// DuckDB would make a join on UNNEST of them.
func arrays(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil {
		return nil
	}
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_OP_ANY:
		return anyElement(n, e)
	case pgquery.A_Expr_Kind_AEXPR_OP_ALL:
		elements, ok := constantArray(e.Rexpr)
		switch {
		case ok && operator(e) == "<>":
			return inList(n, e, elements, "<>")
		case ok:
			return allOf(n, e, elements)
		}
		return quantified(n, e, "all_")
	}
	return nil
}

func anyElement(n *pgquery.Node, e *pgquery.A_Expr) error {
	elements, constant := constantArray(e.Rexpr)
	switch op := operator(e); {
	case op == "=" && constant:
		return inList(n, e, elements, "=")
	case op == "=" && (e.Location == filtering || uncast(e.Rexpr).GetParamRef() != nil):
		// A row is left out by false as by NULL, and the planner reads this. The engine
		// binds no parameter that is not known yet in a lambda.
		n.Node = call("list_contains", e.Rexpr, e.Lexpr).Node
		return nil
	case constant:
		return anyOf(n, e, elements)
	}
	return quantified(n, e, "any_")
}

// quantifiers are the parts of the names of the macros for ANY and ALL, by operator.
var quantifiers = map[string]string{
	"=": "equal", "<>": "different", "<": "less", "<=": "at_most", ">": "greater", ">=": "at_least", "~~": "like",
}

// quantified compares with every element of an array that is known only when the query
// runs.
func quantified(n *pgquery.Node, e *pgquery.A_Expr, which string) error {
	name := quantifiers[operator(e)]
	if name == "" {
		return unsupported("ANY and ALL with operator %s over this array are not supported", operator(e))
	}
	n.Node = call(which+name, e.Rexpr, e.Lexpr).Node
	return nil
}

// filtering marks, in the place of a location, comparisons of which it matters only
// whether they are true: those that WHERE joins with AND and OR.
const filtering = -3

// conditions marks what filters.
func conditions(n *pgquery.Node) error {
	if s := n.GetSelectStmt(); s != nil {
		eachArm(s, func(s *pgquery.SelectStmt) { markFilters(s.WhereClause) })
	}
	return nil
}

// eachArm visits a SELECT, or those that a set operation is of: a walk gives the
// operation alone.
func eachArm(s *pgquery.SelectStmt, visit func(*pgquery.SelectStmt)) {
	if s == nil {
		return
	}
	eachArm(s.Larg, visit)
	eachArm(s.Rarg, visit)
	visit(s)
}

func markFilters(n *pgquery.Node) {
	if b := n.GetBoolExpr(); b != nil && b.Boolop != pgquery.BoolExprType_NOT_EXPR {
		for _, arg := range b.Args {
			markFilters(arg)
		}
	}
	if e := n.GetAExpr(); e != nil && e.Kind == pgquery.A_Expr_Kind_AEXPR_OP_ANY {
		e.Location = filtering
	}
}

// inList makes x IN (…), or NOT IN; over no elements it is false, or true.
func inList(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node, op string) error {
	if len(elements) == 0 {
		n.Node = cast(text(map[string]string{"=": "false", "<>": "true"}[op]), "bool").Node
		return nil
	}
	n.Node = &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
		Kind: pgquery.A_Expr_Kind_AEXPR_IN, Name: []*pgquery.Node{str(op)},
		Lexpr: e.Lexpr, Rexpr: pgquery.MakeListNode(elements), Location: e.Location,
	}}
	return nil
}

// anyOf makes x op a OR x op b …
func anyOf(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node) error {
	return combine(n, e, elements, pgquery.BoolExprType_OR_EXPR, "false")
}

// allOf makes x op a AND x op b …
func allOf(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node) error {
	return combine(n, e, elements, pgquery.BoolExprType_AND_EXPR, "true")
}

// combine compares with every element; over none it is empty.
func combine(n *pgquery.Node, e *pgquery.A_Expr, elements []*pgquery.Node, with pgquery.BoolExprType, empty string) error {
	if len(elements) == 0 {
		n.Node = cast(text(empty), "bool").Node
		return nil
	}
	var terms []*pgquery.Node
	for _, element := range elements {
		term := &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
			Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: e.Name, Lexpr: e.Lexpr, Rexpr: element, Location: e.Location,
		}}}
		if err := operators(term); err != nil {
			return err
		}
		terms = append(terms, term)
	}
	n.Node = &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: with, Args: terms, Location: -1,
	}}
	return nil
}

// constantArray gives the elements of ARRAY[…] or of '{…}' cast to an array.
func constantArray(n *pgquery.Node) ([]*pgquery.Node, bool) {
	if a := n.GetAArrayExpr(); a != nil {
		return a.Elements, true
	}
	c := n.GetTypeCast()
	if c == nil || len(c.TypeName.GetArrayBounds()) == 0 {
		if s, ok := stringConstant(n); ok {
			return arrayLiteral(s, nil)
		}
		return nil, false
	}
	if a := c.Arg.GetAArrayExpr(); a != nil {
		return castEach(a.Elements, c.TypeName), true
	}
	if s, ok := stringConstant(c.Arg); ok {
		return arrayLiteral(s, c.TypeName)
	}
	return nil, false
}
