package dialect

import (
	"fmt"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// distinctOn asks that DISTINCT ON begins as ORDER BY does
// (src/backend/parser/parse_clause.c, transformDistinctOnClause).
func distinctOn(s *pgquery.SelectStmt) error {
	on := s.DistinctClause
	if len(on) == 0 || on[0].GetNode() == nil || len(s.SortClause) == 0 {
		return nil
	}
	matched, skipped := map[int]bool{}, false
	for _, item := range s.SortClause {
		key, found := meant(s, item.GetSortBy().Node), false
		for i, d := range on {
			if sameForm(meant(s, d), key) {
				matched[i], found = true, true
			}
		}
		if found && skipped {
			return errDistinctOn()
		}
		skipped = skipped || !found
	}
	if skipped && len(matched) < len(on) {
		return errDistinctOn()
	}
	return nil
}

func errDistinctOn() error {
	return pgerr.New("42P10", "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
}

// meant gives the expression that an item of ORDER BY or DISTINCT ON stands for: it may be
// the position or the name of a result.
func meant(s *pgquery.SelectStmt, n *pgquery.Node) *pgquery.Node {
	if i, ok := intConstant(n); ok && i >= 1 && int(i) <= len(s.TargetList) {
		return s.TargetList[i-1].GetResTarget().GetVal()
	}
	if ref := n.GetColumnRef(); ref != nil && len(ref.Fields) == 1 {
		for _, target := range s.TargetList {
			if t := target.GetResTarget(); t.GetName() != "" && t.Name == lastName(ref.Fields) {
				return t.Val
			}
		}
	}
	return n
}

// withTies writes FETCH FIRST n ROWS WITH TIES as a condition on the rows' rank
// (https://www.postgresql.org/docs/15/sql-select.html#SQL-LIMIT).
func withTies(s *pgquery.SelectStmt) error {
	if s.LimitOption != pgquery.LimitOption_LIMIT_OPTION_WITH_TIES {
		return nil
	}
	if len(s.DistinctClause) > 0 || s.Op != pgquery.SetOperation_SETOP_NONE || len(s.ValuesLists) > 0 {
		return unsupported("WITH TIES of this query is not supported; put it into a subquery")
	}
	var keys []*pgquery.Node
	for _, item := range s.SortClause {
		key := clone(item)
		key.GetSortBy().Node = clone(meant(s, item.GetSortBy().Node))
		keys = append(keys, key)
	}
	inner, names, results := clone(&pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: s}}).GetSelectStmt(), &pgquery.Alias{Aliasname: "ranked"}, []*pgquery.Node(nil)
	for i, target := range s.TargetList {
		t := target.GetResTarget()
		if isStar(t.Val) {
			return unsupported("WITH TIES with * is not supported; name the columns")
		}
		name, column := t.Name, fmt.Sprintf("c%d", i+1)
		if name == "" {
			name = lastName(t.Val.GetColumnRef().GetFields())
		}
		names.Colnames = append(names.Colnames, str(column))
		results = append(results, pgquery.MakeResTargetNodeWithNameAndVal(name, rankedColumn(column), -1))
	}
	rank := call("rank")
	rank.GetFuncCall().Over = &pgquery.WindowDef{OrderClause: keys, FrameOptions: defaultFrame, Location: -1}
	names.Colnames = append(names.Colnames, str("rank"))
	inner.TargetList = append(inner.TargetList, pgquery.MakeResTargetNodeWithNameAndVal("rank", rank, -1))
	inner.SortClause, inner.LimitCount, inner.LimitOffset, inner.WithClause = nil, nil, nil, nil
	last := s.LimitCount
	if s.LimitOffset != nil {
		last = compared("+", clone(last), clone(s.LimitOffset))
	}
	first := &pgquery.Node{Node: &pgquery.Node_SortBy{SortBy: &pgquery.SortBy{
		Node: rankedColumn("rank"), SortbyDir: pgquery.SortByDir_SORTBY_DEFAULT, SortbyNulls: pgquery.SortByNulls_SORTBY_NULLS_DEFAULT, Location: -1}}}
	offset, with := s.LimitOffset, s.WithClause
	s.Reset()
	s.Op, s.LimitOption = pgquery.SetOperation_SETOP_NONE, pgquery.LimitOption_LIMIT_OPTION_DEFAULT
	s.TargetList, s.WithClause, s.SortClause, s.LimitOffset = results, with, []*pgquery.Node{first}, offset
	if offset != nil {
		s.LimitOption = pgquery.LimitOption_LIMIT_OPTION_COUNT
	}
	s.FromClause = []*pgquery.Node{subselect(names, inner, false)}
	s.WhereClause = compared("<=", rankedColumn("rank"), last)
	return nil
}

// defaultFrame is FRAMEOPTION_DEFAULTS of src/include/nodes/parsenodes.h.
const defaultFrame = 1058

func rankedColumn(name string) *pgquery.Node {
	return pgquery.MakeColumnRefNode([]*pgquery.Node{str("ranked"), str(name)}, -1)
}

// rowsFrom puts the functions of ROWS FROM (…) into a select list, where the engine, too,
// fills the shorter ones up with NULLs.
func rowsFrom(n *pgquery.Node, f *pgquery.RangeFunction) error {
	if !f.IsRowsfrom {
		return nil
	}
	if f.Ordinality {
		return unsupported("ROWS FROM with WITH ORDINALITY is not supported")
	}
	name := &pgquery.Alias{Aliasname: "rows from"}
	var targets []*pgquery.Node
	for _, item := range f.Functions {
		items := item.GetList().GetItems()
		c := items[0].GetFuncCall()
		function := lastName(c.GetFuncname())
		if !zippable[function] || len(items) > 1 && items[1].GetNode() != nil {
			return unsupported("ROWS FROM with this function is not supported")
		}
		targets = append(targets, pgquery.MakeResTargetNodeWithNameAndVal(function, clone(items[0]), -1))
		name.Colnames = append(name.Colnames, str(function))
	}
	if f.Alias != nil {
		name.Aliasname = f.Alias.Aliasname
		copy(name.Colnames, f.Alias.Colnames)
		if len(f.Alias.Colnames) == 0 && len(targets) == 1 {
			name.Colnames = []*pgquery.Node{str(f.Alias.Aliasname)}
		}
	}
	n.Node = subselect(name, &pgquery.SelectStmt{TargetList: targets}, true).Node
	return nil
}

// zippable are the functions of one column that are lists in the engine.
var zippable = map[string]bool{"generate_series": true, "unnest": true, "generate_subscripts": true}

// integerSeries gives generate_series() of integers in FROM its type: the engine's has
// bigints.
func integerSeries(n *pgquery.Node, f *pgquery.RangeFunction) {
	if f.IsRowsfrom || f.Ordinality || len(f.Functions) != 1 {
		return
	}
	c := f.Functions[0].GetList().GetItems()[0].GetFuncCall()
	if c == nil || !inCatalog(c.Funcname) || lastName(c.Funcname) != "generate_series" {
		return
	}
	for _, a := range c.Args {
		if !isInt4(a) {
			return
		}
	}
	name := f.Alias
	if name == nil {
		name = &pgquery.Alias{Aliasname: "generate_series"}
	}
	if len(name.Colnames) == 0 {
		name.Colnames = []*pgquery.Node{str(name.Aliasname)}
	}
	f.Alias = &pgquery.Alias{Aliasname: "series", Colnames: []*pgquery.Node{str("value")}}
	value := cast(pgquery.MakeColumnRefNode([]*pgquery.Node{str("value")}, -1), "int4")
	n.Node = subselect(name, &pgquery.SelectStmt{
		TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithNameAndVal("value", value, -1)},
		FromClause: []*pgquery.Node{{Node: &pgquery.Node_RangeFunction{RangeFunction: f}}},
	}, f.Lateral).Node
}

// isInt4 says whether an expression is an integer, as far as its form tells.
func isInt4(n *pgquery.Node) bool {
	if c := n.GetTypeCast(); c != nil {
		return lastName(c.TypeName.Names) == "int4" && len(c.TypeName.ArrayBounds) == 0
	}
	if e := n.GetAExpr(); e != nil && e.Lexpr == nil && operator(e) == "-" {
		return isInt4(e.Rexpr)
	}
	return n.GetAConst().GetIval() != nil
}

// sorting writes ORDER BY … USING as the direction that the operator has; that it is one
// of an order has been found out.
func sorting(s *pgquery.SelectStmt) {
	for _, n := range s.SortClause {
		sort := n.GetSortBy()
		if sort.GetSortbyDir() != pgquery.SortByDir_SORTBY_USING {
			continue
		}
		sort.SortbyDir = pgquery.SortByDir_SORTBY_ASC
		if strings.Contains(lastName(sort.UseOp), ">") {
			sort.SortbyDir = pgquery.SortByDir_SORTBY_DESC
		}
		sort.UseOp = nil
	}
}
