package dialect

import (
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/planner/analysis"
)

// groupedRows takes the functions that give rows, by whose values a query groups, to FROM:
// PostgreSQL has their rows before it groups (https://www.postgresql.org/docs/15/xfunc-sql.html#XFUNC-SQL-FUNCTIONS-RETURNING-SET),
// the engine takes none there.
func (t *typed) groupedRows(statement *pgquery.Node) {
	_ = walk(statement, func(n *pgquery.Node) error {
		s := n.GetSelectStmt()
		if s == nil || len(s.GroupClause) == 0 {
			return nil
		}
		if t != nil {
			t.groupRows(s)
		} else {
			groupedSets(s)
		}
		return nil
	})
}

// groupRows does so for one SELECT.
func (t *typed) groupRows(s *pgquery.SelectStmt) {
	const alias = "grouped_rows"
	var moved []*pgquery.Node // items of a select list
	for _, item := range s.GroupClause {
		value := t.found.Grouped[item]
		if value == nil {
			value = item
		}
		for _, rows := range t.rowSources(value) {
			source := &pgquery.Node{Node: rows.Node}
			t.moved[source] = analysis.Type{OID: t.of(rows), Mod: -1}
			name := fmt.Sprintf("f%d", len(moved)+1)
			moved = append(moved, pgquery.MakeResTargetNodeWithNameAndVal(name, source, -1))
			for _, place := range append(append([]*pgquery.Node{item}, s.TargetList...), s.SortClause...) {
				_ = walk(place, func(n *pgquery.Node) error {
					if n == rows || sameForm(n, source) {
						n.Node = rowColumn(alias, name).Node
					}
					return nil
				})
			}
		}
	}
	if len(moved) == 1 && moved[0].GetResTarget().Val.GetFuncCall() != nil { // subqueries with unnest() fail in CTEs
		s.FromClause = append(s.FromClause, functionInFrom(moved[0].GetResTarget(), alias))
	} else if len(moved) > 0 {
		s.FromClause = append(s.FromClause, subselect(&pgquery.Alias{Aliasname: alias}, &pgquery.SelectStmt{TargetList: moved}, true))
	}
}

// functionInFrom puts a call into FROM, which gives one column of the item's name.
func functionInFrom(item *pgquery.ResTarget, alias string) *pgquery.Node {
	function := &pgquery.Node{Node: &pgquery.Node_List{List: &pgquery.List{Items: []*pgquery.Node{item.Val, {}}}}}
	return &pgquery.Node{Node: &pgquery.Node_RangeFunction{RangeFunction: &pgquery.RangeFunction{
		Functions: []*pgquery.Node{function}, Alias: &pgquery.Alias{Aliasname: alias, Colnames: []*pgquery.Node{str(item.Name)}}}}}
}

// rowSources finds the calls in an expression that give rows, with the field that is taken
// of each.
func (t *typed) rowSources(value *pgquery.Node) (out []*pgquery.Node) {
	fields := map[*pgquery.FuncCall]*pgquery.Node{}
	_ = walk(value, func(n *pgquery.Node) error {
		if c := n.GetFuncCall(); c != nil && t.found.Functions[c] != nil && t.found.Functions[c].Set {
			out = append(out, n)
			fields[c] = n
		}
		if c := n.GetAIndirection().GetArg().GetFuncCall(); c != nil && fields[c] != nil {
			out[len(out)-1] = n
		}
		return nil
	})
	return out
}

// groupedSets moves unnest() out of the select list of a query that groups by it:
// PostgreSQL unfolds the arrays before it groups, the engine only after. It serves the
// queries of views that stand for other tools' tables, which are not analysed.
func groupedSets(s *pgquery.SelectStmt) {
	if len(s.GroupClause) == 0 || len(s.FromClause) == 0 {
		return
	}
	for i, target := range s.TargetList {
		t := target.GetResTarget()
		c := t.GetVal().GetFuncCall()
		if c == nil || lastName(c.Funcname) != "unnest" || len(c.Args) != 1 || !groupsBy(s, t, i+1) {
			continue
		}
		name := "unnested_" + string(rune('a'+i%26))
		s.FromClause = append(s.FromClause, subselect(&pgquery.Alias{Aliasname: name}, &pgquery.SelectStmt{
			TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithNameAndVal("value", clone(t.Val), -1)},
		}, true))
		if t.Name == "" {
			t.Name = "unnest"
		}
		column := pgquery.MakeColumnRefNode([]*pgquery.Node{str(name), str("value")}, -1)
		for _, g := range s.GroupClause {
			if proto.Equal(g, t.Val) {
				g.Node = clone(column).Node
			}
		}
		t.Val = column
	}
}

// groupsBy says whether a query groups by an item of its select list.
func groupsBy(s *pgquery.SelectStmt, t *pgquery.ResTarget, position int) bool {
	for _, g := range s.GroupClause {
		if i, ok := intConstant(g); ok && int(i) == position {
			return true
		}
		if ref := g.GetColumnRef(); ref != nil && len(ref.Fields) == 1 && t.Name != "" && lastName(ref.Fields) == t.Name {
			return true
		}
		if proto.Equal(g, t.Val) {
			return true
		}
	}
	return false
}
