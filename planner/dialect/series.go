package dialect

import (
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// seriesRows makes rows of generate_series(): in the select list DuckDB would give
// one list, and everywhere bigints for integers.
func seriesRows(n *pgquery.Node, c *pgquery.FuncCall) error {
	name := "series"
	if len(c.Args) > 1 && widest(c.Args...) == exact {
		name = "pg_numeric_series"
	} else if opaque(c.Args...) {
		name = "generate_series"
	}
	n.Node = call("unnest", call(name, c.Args...)).Node
	return nil
}

// streamedSeries finds the series of integers in FROM: the table function gives row
// after row, where a list would have to fit in memory.
func streamedSeries(statement *pgquery.Node) map[*pgquery.FuncCall]bool {
	found := map[*pgquery.FuncCall]bool{}
	_ = walk(statement, func(n *pgquery.Node) error {
		for _, f := range n.GetRangeFunction().GetFunctions() {
			items := f.GetList().GetItems()
			if len(items) == 0 {
				continue
			}
			c := items[0].GetFuncCall()
			if c != nil && inCatalog(c.Funcname) && lastName(c.Funcname) == "generate_series" && widest(c.Args...) == whole {
				found[c] = true
			}
		}
		return nil
	})
	return found
}

// aliasValues lets the alias of a function in FROM stand for its value: in
// FROM jsonb_array_elements(x) r the column is value, and r, which PostgreSQL says is
// the whole row, is the value as well. In DuckDB it would be a struct.
func aliasValues(statement *pgquery.Node) {
	_ = walk(statement, func(n *pgquery.Node) error {
		s := n.GetSelectStmt()
		if s == nil {
			return nil
		}
		columns := map[string]string{}
		for _, item := range s.FromClause {
			functionAliases(item, columns)
		}
		if len(columns) == 0 {
			return nil
		}
		return walk(n, func(n *pgquery.Node) error {
			ref := n.GetColumnRef()
			if ref == nil || len(ref.Fields) != 1 {
				return nil
			}
			alias := ref.Fields[0].GetString_().GetSval()
			if column, ok := columns[alias]; ok {
				ref.Fields = []*pgquery.Node{str(alias), str(column)}
			}
			return nil
		})
	})
}

func functionAliases(item *pgquery.Node, columns map[string]string) {
	if j := item.GetJoinExpr(); j != nil {
		functionAliases(j.Larg, columns)
		functionAliases(j.Rarg, columns)
		return
	}
	f := item.GetRangeFunction()
	if f == nil || f.Alias == nil || len(f.Alias.Colnames) > 0 || f.Ordinality || len(f.Functions) != 1 {
		return
	}
	if items := f.Functions[0].GetList().GetItems(); len(items) > 0 {
		if column, ok := outColumns[lastName(items[0].GetFuncCall().GetFuncname())]; ok {
			columns[f.Alias.Aliasname] = column
		}
	}
}

// subqueryAliases asks for the alias that PostgreSQL 15 wants, and names the columns of
// VALUES column1, column2 … as PostgreSQL does.
func subqueryAliases(n *pgquery.Node) error {
	sub := n.GetRangeSubselect()
	if sub == nil {
		return nil
	}
	values := sub.Subquery.GetSelectStmt().GetValuesLists()
	if sub.Alias == nil {
		if len(values) > 0 {
			return pgerr.New(pgerr.SyntaxError, "VALUES in FROM must have an alias")
		}
		return pgerr.New(pgerr.SyntaxError, "subquery in FROM must have an alias")
	}
	if len(values) > 0 && len(sub.Alias.Colnames) == 0 {
		sub.Alias.Colnames = valueNames(values)
	}
	return nil
}

func valueNames(values []*pgquery.Node) []*pgquery.Node {
	var names []*pgquery.Node
	for i := range values[0].GetList().GetItems() {
		names = append(names, str(fmt.Sprintf("column%d", i+1)))
	}
	return names
}

// nameValues makes SELECT * FROM (VALUES …) of a VALUES that is the statement, for its
// columns' names.
func nameValues(statement *pgquery.Node) {
	s := statement.GetSelectStmt()
	if s == nil || len(s.ValuesLists) == 0 {
		return
	}
	inner := &pgquery.SelectStmt{ValuesLists: s.ValuesLists, Op: pgquery.SetOperation_SETOP_NONE, LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT}
	s.FromClause = []*pgquery.Node{{Node: &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{
		Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: inner}},
		Alias:    &pgquery.Alias{Aliasname: "*VALUES*", Colnames: valueNames(s.ValuesLists)},
	}}}}
	s.ValuesLists = nil
	star := &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: &pgquery.ColumnRef{
		Fields: []*pgquery.Node{{Node: &pgquery.Node_AStar{AStar: &pgquery.A_Star{}}}}, Location: -1}}}
	s.TargetList = []*pgquery.Node{{Node: &pgquery.Node_ResTarget{ResTarget: &pgquery.ResTarget{Val: star, Location: -1}}}}
}
