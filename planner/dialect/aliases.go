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

// aliases gives the equalities of the alias views that a SELECT reads their meaning,
// also through subqueries and CTEs. It goes first: the other rules see what is meant.
func (r *Rewriter) aliases(statement *pgquery.Node) error {
	if len(r.Aliases) == 0 {
		return nil
	}
	f := &aliasFinder{known: r.Aliases, ctes: map[string]*pgquery.SelectStmt{}}
	_ = walk(statement, func(n *pgquery.Node) error {
		if c := n.GetCommonTableExpr(); c != nil && len(c.Aliascolnames) == 0 {
			f.ctes[c.Ctename] = c.Ctequery.GetSelectStmt()
		}
		return nil
	})
	return walk(statement, func(n *pgquery.Node) error {
		s := n.GetSelectStmt()
		if s == nil {
			return nil
		}
		conditions := []*pgquery.Node{s.WhereClause}
		var found []reading
		for _, item := range s.FromClause {
			found = append(found, f.in(item, &conditions, 0)...)
		}
		for _, read := range found {
			m := &meanings{relation: read.name, equalities: read.equalities}
			for _, c := range conditions {
				if err := m.collect(c, true); err != nil {
					return err
				}
			}
			m.order()
		}
		return nil
	})
}

// reading is something in FROM that has an alias view's columns.
type reading struct {
	name       string
	equalities []tables.Equality
}

// aliasFinder looks for alias views in FROM.
type aliasFinder struct {
	known map[string]Alias
	ctes  map[string]*pgquery.SelectStmt
}

// in gives what an item of FROM reads of alias views, and adds the conditions of joins.
func (f *aliasFinder) in(item *pgquery.Node, conditions *[]*pgquery.Node, depth int) []reading {
	if j := item.GetJoinExpr(); j != nil {
		*conditions = append(*conditions, j.Quals)
		return append(f.in(j.Larg, conditions, depth), f.in(j.Rarg, conditions, depth)...)
	}
	if sub := item.GetRangeSubselect(); sub != nil && sub.Alias != nil && len(sub.Alias.Colnames) == 0 {
		return f.through(sub.Alias.Aliasname, sub.Subquery.GetSelectStmt(), depth)
	}
	v := item.GetRangeVar()
	if v == nil || (v.Schemaname != "" && v.Schemaname != "public") {
		return nil
	}
	name := v.Relname
	if v.Alias != nil {
		name = v.Alias.Aliasname
	}
	if query, ok := f.ctes[v.Relname]; ok && v.Schemaname == "" {
		return f.through(name, query, depth)
	}
	if alias := f.known[v.Relname]; len(alias.Equalities) > 0 {
		return []reading{{name, alias.Equalities}}
	}
	return nil
}

// deepest is how many subqueries inside of each other are looked through: a CTE may
// read itself.
const deepest = 10

// through gives the equalities whose columns a subquery hands on.
func (f *aliasFinder) through(name string, query *pgquery.SelectStmt, depth int) []reading {
	if query == nil || depth == deepest {
		return nil
	}
	handed := map[string]bool{}
	for _, target := range query.TargetList {
		t := target.GetResTarget()
		if column := t.GetVal().GetColumnRef(); column != nil && (t.Name == "" || t.Name == lastName(column.Fields)) {
			handed[lastName(column.Fields)] = true
			handed["*"] = handed["*"] || isStar(t.Val)
		}
	}
	var out []tables.Equality
	var unused []*pgquery.Node
	for _, item := range query.FromClause {
		for _, inner := range f.in(item, &unused, depth+1) {
			for _, e := range inner.equalities {
				if handed["*"] || handed[e.Column] {
					out = append(out, e)
				}
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []reading{{name, out}}
}

// meanings rewrites the equalities of one view in a WHERE.
type meanings struct {
	relation   string
	equalities []tables.Equality
	// from and until are those that mean so and must hold together.
	from, until []*pgquery.Node
}

// collect goes down the ANDs of a condition; anything below something else is
// rewritten by itself.
func (m *meanings) collect(n *pgquery.Node, anded bool) error {
	if n == nil {
		return nil
	}
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
	if anded && meaning.Means == tables.From {
		m.from = append(m.from, n)
	} else if anded {
		m.until = append(m.until, n)
	}
	return nil
}

// order puts from and until in order: published queries have them either way round.
func (m *meanings) order() {
	if len(m.from) != 1 || len(m.until) != 1 {
		return
	}
	from, until := m.from[0].GetAExpr(), m.until[0].GetAExpr()
	a, b := cast(from.Rexpr, "timestamptz"), cast(until.Rexpr, "timestamptz")
	from.Rexpr, until.Rexpr = call("least", a, b), call("greatest", a, b)
}

func boolean(b bool) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AConst{AConst: &pgquery.A_Const{
		Val: &pgquery.A_Const_Boolval{Boolval: &pgquery.Boolean{Boolval: b}}, Location: -1}}}
}
