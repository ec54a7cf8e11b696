package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/tables"
)

// Alias is what the rewriting has to know of a view that stands for another tool's
// table. See tables.View.
type Alias struct {
	Presto     bool
	Equalities []tables.Equality
}

// aliases gives the equalities of the alias views that a SELECT reads their meaning.
// It goes first: the other rules see what is meant.
func (r *Rewriter) aliases(n *pgquery.Node) error {
	s := n.GetSelectStmt()
	if s == nil || len(r.Aliases) == 0 {
		return nil
	}
	for _, item := range s.FromClause {
		if err := r.aliasIn(item, s); err != nil {
			return err
		}
	}
	return nil
}

// aliasIn looks for alias views in an item of FROM.
func (r *Rewriter) aliasIn(item *pgquery.Node, s *pgquery.SelectStmt) error {
	if j := item.GetJoinExpr(); j != nil {
		for _, side := range []*pgquery.Node{j.Larg, j.Rarg} {
			if err := r.aliasIn(side, s); err != nil {
				return err
			}
		}
		return nil
	}
	v := item.GetRangeVar()
	if v == nil || (v.Schemaname != "" && v.Schemaname != "public") {
		return nil
	}
	alias, ok := r.Aliases[v.Relname]
	if !ok || len(alias.Equalities) == 0 {
		return nil
	}
	name := v.Relname
	if v.Alias != nil {
		name = v.Alias.Aliasname
	}
	m := &meanings{relation: name, equalities: alias.Equalities, spans: map[string]*spanOf{}}
	if s.WhereClause == nil {
		return nil
	}
	if err := m.collect(s.WhereClause, true); err != nil {
		return err
	}
	for _, span := range m.spans {
		span.write()
	}
	return nil
}

// meanings rewrites the equalities of one view in a WHERE.
type meanings struct {
	relation   string
	equalities []tables.Equality
	spans      map[string]*spanOf // by the column they speak of
}

// spanOf are the equalities that mean from and until.
type spanOf struct{ from, until []*pgquery.Node }

// collect goes down the ANDs of a condition; anything below something else is
// rewritten by itself.
func (m *meanings) collect(n *pgquery.Node, anded bool) error {
	if b := n.GetBoolExpr(); b != nil {
		for _, arg := range b.Args {
			if err := m.collect(arg, anded && b.Boolop == pgquery.BoolExprType_AND_EXPR); err != nil {
				return err
			}
		}
		return nil
	}
	e := n.GetAExpr()
	if e == nil || operator(e) != "=" {
		return nil
	}
	column, value := e.Lexpr, e.Rexpr
	if m.meaning(column) == nil && e.Kind == pgquery.A_Expr_Kind_AEXPR_OP {
		column, value = value, column
	}
	meaning := m.meaning(column)
	if meaning == nil {
		return nil
	}
	return m.rewrite(n, e, column, value, meaning, anded)
}

// meaning gives the meaning of a column, nil when it has none.
func (m *meanings) meaning(n *pgquery.Node) *tables.Equality {
	c := n.GetColumnRef()
	if c == nil || len(c.Fields) > 2 || (len(c.Fields) == 2 && c.Fields[0].GetString_().GetSval() != m.relation) {
		return nil
	}
	for i := range m.equalities {
		if m.equalities[i].Column == lastName(c.Fields) {
			return &m.equalities[i]
		}
	}
	return nil
}

func (m *meanings) rewrite(n *pgquery.Node, e *pgquery.A_Expr, column, value *pgquery.Node, meaning *tables.Equality, anded bool) error {
	switch meaning.Means {
	case tables.Refused:
		return unsupported("a condition on %s is not supported", meaning.Column)
	case tables.True:
		n.Node = boolean(true).Node
		return nil
	}
	ref := column.GetColumnRef()
	ref.Fields[len(ref.Fields)-1] = str(meaning.Of)
	if meaning.Means == tables.Element {
		switch {
		case e.Kind == pgquery.A_Expr_Kind_AEXPR_IN:
			n.Node = call("list_has_any", column, &pgquery.Node{Node: &pgquery.Node_AArrayExpr{
				AArrayExpr: &pgquery.A_ArrayExpr{Elements: value.GetList().GetItems(), Location: -1}}}).Node
		case e.Kind == pgquery.A_Expr_Kind_AEXPR_OP_ANY:
			n.Node = call("list_has_any", column, value).Node
		default:
			n.Node = call("list_contains", column, value).Node
		}
		return nil
	}
	if e.Kind != pgquery.A_Expr_Kind_AEXPR_OP {
		return unsupported("%s takes one time", meaning.Column)
	}
	sign := ">="
	if meaning.Means == tables.Until {
		sign = "<="
	}
	e.Lexpr, e.Rexpr, e.Name = column, value, []*pgquery.Node{str(sign)}
	if span := m.span(meaning.Of); anded && meaning.Means == tables.From {
		span.from = append(span.from, n)
	} else if anded {
		span.until = append(span.until, n)
	}
	return nil
}

func (m *meanings) span(of string) *spanOf {
	if m.spans[of] == nil {
		m.spans[of] = &spanOf{}
	}
	return m.spans[of]
}

// write puts from and until in order: published queries have them either way round.
func (s *spanOf) write() {
	if len(s.from) != 1 || len(s.until) != 1 {
		return
	}
	from, until := s.from[0].GetAExpr(), s.until[0].GetAExpr()
	a, b := cast(from.Rexpr, "timestamptz"), cast(until.Rexpr, "timestamptz")
	from.Rexpr, until.Rexpr = call("least", a, b), call("greatest", a, b)
}

func boolean(b bool) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AConst{AConst: &pgquery.A_Const{
		Val: &pgquery.A_Const_Boolval{Boolval: &pgquery.Boolean{Boolval: b}}, Location: -1}}}
}
