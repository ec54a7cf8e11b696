package dialect

import (
	"cmp"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// selects rewrites the parts of a SELECT that the engine has in no form, or in another.
func selects(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_SelectStmt:
		var err error
		eachArm(x.SelectStmt, func(s *pgquery.SelectStmt) { err = cmp.Or(err, oneSelect(s)) })
		return err
	case *pgquery.Node_AExpr:
		symmetric(n, x.AExpr)
	case *pgquery.Node_RangeTableSample:
		return sample(n, x.RangeTableSample)
	case *pgquery.Node_RangeFunction:
		zipped(n, x.RangeFunction)
		integerSeries(n, x.RangeFunction)
		return rowsFrom(n, x.RangeFunction)
	}
	return nil
}

func oneSelect(s *pgquery.SelectStmt) error {
	withoutColumns(s)
	windowClauses(s)
	sorting(s)
	for _, rule := range []func(*pgquery.SelectStmt) error{distinctOn, limits, withTies} {
		if err := rule(s); err != nil {
			return err
		}
	}
	return nil
}

// limits refuses negative ones with PostgreSQL's codes.
func limits(s *pgquery.SelectStmt) error {
	if i, ok := intConstant(uncast(s.LimitCount)); ok && i < 0 {
		return pgerr.New("2201W", "LIMIT must not be negative")
	}
	if i, ok := intConstant(uncast(s.LimitOffset)); ok && i < 0 {
		return pgerr.New("2201X", "OFFSET must not be negative")
	}
	return nil
}

// uncast gives what is inside of casts.
func uncast(n *pgquery.Node) *pgquery.Node {
	for n.GetTypeCast() != nil {
		n = n.GetTypeCast().Arg
	}
	return n
}

// symmetric writes x BETWEEN SYMMETRIC a AND b as what PostgreSQL's parser makes of it
// (src/backend/parser/parse_expr.c): both orders of the bounds.
func symmetric(n *pgquery.Node, e *pgquery.A_Expr) {
	negated := e.Kind == pgquery.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM
	bounds := e.Rexpr.GetList().GetItems()
	if e.Kind != pgquery.A_Expr_Kind_AEXPR_BETWEEN_SYM && !negated || len(bounds) != 2 {
		return
	}
	between := func(low, high *pgquery.Node) *pgquery.Node {
		return &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
			Kind: pgquery.A_Expr_Kind_AEXPR_BETWEEN, Name: []*pgquery.Node{str("BETWEEN")},
			Lexpr: clone(e.Lexpr), Rexpr: pgquery.MakeListNode([]*pgquery.Node{clone(low), clone(high)}), Location: -1,
		}}}
	}
	either := &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: pgquery.BoolExprType_OR_EXPR, Location: -1,
		Args: []*pgquery.Node{between(bounds[0], bounds[1]), between(bounds[1], bounds[0])},
	}}}
	if negated {
		either = not(either)
	}
	n.Node = either.Node
}

func clone(n *pgquery.Node) *pgquery.Node { return proto.Clone(n).(*pgquery.Node) }

// sample takes each row with the probability that TABLESAMPLE gives
// (https://www.postgresql.org/docs/15/sql-select.html#SQL-FROM): SYSTEM, too, may choose
// by rows.
func sample(n *pgquery.Node, s *pgquery.RangeTableSample) error {
	method := lastName(s.Method)
	percent, ok := s.Args[0], len(s.Args) == 1
	if !ok || method != "bernoulli" && method != "system" {
		return unsupported("tablesample method %s is not supported", method)
	}
	if s.Repeatable != nil {
		return unsupported("TABLESAMPLE … REPEATABLE is not supported")
	}
	relation := s.Relation.GetRangeVar()
	name := relation.GetAlias()
	if name == nil {
		name = &pgquery.Alias{Aliasname: relation.GetRelname()}
	}
	chance := &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
		Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: []*pgquery.Node{str("<")},
		Lexpr: &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{Kind: pgquery.A_Expr_Kind_AEXPR_OP,
			Name: []*pgquery.Node{str("*")}, Lexpr: call("random"), Rexpr: integer(100), Location: -1}}},
		Rexpr: percent, Location: -1,
	}}}
	n.Node = subselect(name, &pgquery.SelectStmt{
		TargetList:  []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(star(), -1)},
		FromClause:  []*pgquery.Node{s.Relation},
		WhereClause: chance,
	}, false).Node
	return nil
}

func star() *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: &pgquery.ColumnRef{
		Fields: []*pgquery.Node{{Node: &pgquery.Node_AStar{AStar: &pgquery.A_Star{}}}}, Location: -1}}}
}

// subselect gives an item of FROM.
func subselect(name *pgquery.Alias, q *pgquery.SelectStmt, lateral bool) *pgquery.Node {
	q.LimitOption, q.Op = pgquery.LimitOption_LIMIT_OPTION_DEFAULT, pgquery.SetOperation_SETOP_NONE
	return &pgquery.Node{Node: &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{
		Lateral: lateral, Alias: name, Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: q}},
	}}}
}

// zipped puts unnest() of several arrays into a select list, where the engine, too,
// fills the shorter ones up with NULLs.
func zipped(n *pgquery.Node, f *pgquery.RangeFunction) {
	if len(f.Functions) != 1 || f.IsRowsfrom || f.Ordinality {
		return
	}
	items := f.Functions[0].GetList().GetItems()
	if len(items) == 0 {
		return
	}
	c := items[0].GetFuncCall()
	if c == nil || lastName(c.Funcname) != "unnest" || len(c.Args) < 2 {
		return
	}
	var targets []*pgquery.Node
	for _, arg := range c.Args {
		targets = append(targets, pgquery.MakeResTargetNodeWithNameAndVal("unnest", call("unnest", arg), -1))
	}
	name := f.Alias
	if name == nil {
		name = &pgquery.Alias{Aliasname: "unnest"}
	}
	if len(name.Colnames) == 0 { // the engine would number the second
		for range c.Args {
			name.Colnames = append(name.Colnames, str("unnest"))
		}
	}
	n.Node = subselect(name, &pgquery.SelectStmt{TargetList: targets}, true).Node
}

// withoutColumns gives a SELECT without columns one: the engine has none without, and
// the client is not shown it.
func withoutColumns(s *pgquery.SelectStmt) {
	if s.Op == pgquery.SetOperation_SETOP_NONE && len(s.TargetList) == 0 && len(s.ValuesLists) == 0 {
		s.TargetList = []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(integer(1), -1)}
	}
}
