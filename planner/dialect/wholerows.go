package dialect

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// wholeRows writes out the columns that * and the name of a relation stand for: the
// engine has the columns that a join merges in other places, and structs with names for
// rows.
func (r *Rewriter) wholeRows(statement *pgquery.Node) {
	if r.typed == nil {
		return
	}
	found := r.typed.found
	if len(found.Stars)+len(found.Rows)+len(found.Joins)+len(found.Natural)+len(found.Order)+len(found.Dependent) == 0 {
		return
	}
	use := r.rowUses(statement)
	for _, list := range returned(statement) {
		*list = r.columns(*list)
	}
	_ = walk(statement, func(n *pgquery.Node) error {
		if s := n.GetSelectStmt(); s != nil {
			eachArm(s, r.stars)
		}
		if j := n.GetJoinExpr(); j != nil {
			r.join(n, j)
		}
		if ref := n.GetColumnRef(); ref != nil && len(ref.Fields) == 2 && use.merged[ref.Fields[0].GetString_().GetSval()] {
			ref.Fields = ref.Fields[1:]
		}
		row := found.Rows[n]
		if row == nil || use.named[n] {
			r.asRows = r.asRows || row != nil
			return nil
		}
		if n.Node = row.Node; use.values[n] && use.outer && row.GetRowExpr() != nil {
			n.Node = unlessNull(row).Node
		}
		return nil
	})
}

// join makes a query of a join with an alias, and writes out what NATURAL means.
func (r *Rewriter) join(n *pgquery.Node, j *pgquery.JoinExpr) {
	found := r.typed.found
	if names, ok := found.Natural[j]; ok {
		j.IsNatural = false
		for _, name := range names {
			j.UsingClause = append(j.UsingClause, str(name))
		}
		if len(names) == 0 {
			j.Quals = boolean(true)
		}
	}
	j.JoinUsingAlias = nil
	if alias := j.Alias; alias != nil && found.Joins[j] != nil {
		j.Alias = nil
		n.Node = subselect(alias, &pgquery.SelectStmt{
			TargetList: found.Joins[j], FromClause: []*pgquery.Node{{Node: n.Node}},
		}, false).Node
	}
}

// stars writes out the items of a select list that are several columns, the columns that
// need no GROUP BY in PostgreSQL, and puts WITH RECURSIVE into the engine's order.
func (r *Rewriter) stars(s *pgquery.SelectStmt) {
	s.TargetList = r.columns(s.TargetList)
	s.GroupClause = append(s.GroupClause, r.typed.found.Dependent[s]...)
	if s.WithClause.GetRecursive() {
		slices.SortStableFunc(s.WithClause.Ctes, func(a, b *pgquery.Node) int {
			return r.typed.found.Order[a.GetCommonTableExpr()] - r.typed.found.Order[b.GetCommonTableExpr()]
		})
	}
}

// columns writes out the stars of a list of results.
func (r *Rewriter) columns(list []*pgquery.Node) (targets []*pgquery.Node) {
	for _, target := range list {
		if columns := r.typed.found.Stars[target.GetResTarget()]; columns != nil {
			targets = append(targets, columns...)
		} else {
			targets = append(targets, target)
		}
	}
	return targets
}

// returned gives the list of a RETURNING.
func returned(statement *pgquery.Node) []*[]*pgquery.Node {
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		return []*[]*pgquery.Node{&x.InsertStmt.ReturningList}
	case *pgquery.Node_UpdateStmt:
		return []*[]*pgquery.Node{&x.UpdateStmt.ReturningList}
	case *pgquery.Node_DeleteStmt:
		return []*[]*pgquery.Node{&x.DeleteStmt.ReturningList}
	}
	return nil
}

// rowUses says how a statement uses whole rows.
type rowUses struct {
	named  map[*pgquery.Node]bool // with the names of their fields
	values map[*pgquery.Node]bool // as results or arguments
	outer  bool                   // there are rows that an outer join makes
	merged map[string]bool        // the aliases of JOIN … USING (…) AS
}

// rowUses finds the uses of whole rows, and names the results that are some.
func (r *Rewriter) rowUses(statement *pgquery.Node) rowUses {
	use := rowUses{named: map[*pgquery.Node]bool{}, values: map[*pgquery.Node]bool{}, merged: map[string]bool{}}
	_ = walk(statement, func(n *pgquery.Node) error {
		switch x := n.GetNode().(type) {
		case *pgquery.Node_FuncCall:
			name := lastName(x.FuncCall.Funcname)
			for _, arg := range x.FuncCall.Args {
				use.values[arg] = true
				use.named[arg] = strings.Contains(name, "json") || r.typed.found.Attributes[x.FuncCall]
			}
		case *pgquery.Node_AExpr: // rows of relations are compared with their NULLs, other rows are not
			use.named[x.AExpr.Lexpr], use.named[x.AExpr.Rexpr] = true, true
		case *pgquery.Node_AIndirection:
			use.named[x.AIndirection.Arg] = true
		case *pgquery.Node_ResTarget:
			use.values[x.ResTarget.Val] = true
			if r.typed.found.Rows[x.ResTarget.Val] != nil && x.ResTarget.Name == "" {
				x.ResTarget.Name = lastName(x.ResTarget.Val.GetColumnRef().GetFields())
			}
		case *pgquery.Node_JoinExpr:
			use.outer = use.outer || x.JoinExpr.Jointype != pgquery.JoinType_JOIN_INNER
			if a := x.JoinExpr.JoinUsingAlias; a != nil {
				use.merged[a.Aliasname] = true
			}
		}
		return nil
	})
	return use
}

// unlessNull gives NULL for a row that an outer join has made: one whose columns are all
// NULL.
func unlessNull(row *pgquery.Node) *pgquery.Node {
	var tests []*pgquery.Node
	for _, arg := range row.GetRowExpr().Args {
		tests = append(tests, &pgquery.Node{Node: &pgquery.Node_NullTest{NullTest: &pgquery.NullTest{
			Arg: clone(arg), Nulltesttype: pgquery.NullTestType_IS_NOT_NULL, Location: -1}}})
	}
	return &pgquery.Node{Node: &pgquery.Node_CaseExpr{CaseExpr: &pgquery.CaseExpr{Location: -1, Args: []*pgquery.Node{
		{Node: &pgquery.Node_CaseWhen{CaseWhen: &pgquery.CaseWhen{Expr: or(tests), Result: row, Location: -1}}}}}}}
}
