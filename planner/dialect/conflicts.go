package dialect

import pgquery "github.com/pganalyze/pg_query_go/v6"

// once makes ON CONFLICT what the engine takes of it: a constraint's name becomes its
// columns, and rows that would change one row twice are refused, of which the engine
// would take one and leave the others.
func (t *written) once(x *pgquery.InsertStmt, c *pgquery.OnConflictClause) {
	if c.Infer == nil {
		if t.plain { // nothing conflicts, which the engine takes for an error
			x.OnConflictClause = nil
		}
		return
	}
	for _, k := range t.keys {
		if k.Name != c.Infer.Conname {
			continue
		}
		c.Infer.Conname = ""
		for _, name := range k.Columns {
			c.Infer.IndexElems = append(c.Infer.IndexElems, &pgquery.Node{Node: &pgquery.Node_IndexElem{IndexElem: &pgquery.IndexElem{
				Name: name, Ordering: pgquery.SortByDir_SORTBY_DEFAULT, NullsOrdering: pgquery.SortByNulls_SORTBY_NULLS_DEFAULT}}})
		}
	}
	if c.Action != pgquery.OnConflictAction_ONCONFLICT_UPDATE || !severalRows(x.SelectStmt.GetSelectStmt()) {
		return
	}
	var keys []*pgquery.Node
	for _, e := range c.Infer.IndexElems {
		at := -1
		for i, name := range t.order {
			if name == e.GetIndexElem().Name {
				at = i
			}
		}
		if at < 0 {
			return // a key of default values, or an expression
		}
		keys = append(keys, pgquery.MakeColumnRefNode([]*pgquery.Node{str(sourceAlias), str(t.order[at])}, -1))
	}
	if !t.wrapSource(x) {
		return
	}
	outer := x.SelectStmt.GetSelectStmt()
	for i, name := range t.order {
		if name != lastName(keys[0].GetColumnRef().Fields) {
			continue
		}
		value := outer.TargetList[i].GetResTarget()
		value.Val = call("changed_once", value.Val, &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: &pgquery.FuncCall{
			Funcname: []*pgquery.Node{str("count")}, Args: []*pgquery.Node{call("row_key", keys...)},
			Over: &pgquery.WindowDef{PartitionClause: keys, FrameOptions: defaultFrame, Location: -1}, Location: made}}})
	}
}

// severalRows says whether a source may have more than one row.
func severalRows(s *pgquery.SelectStmt) bool {
	return s != nil && len(s.ValuesLists) != 1
}

// sourceAlias is the name under which an INSERT's rows are read.
const sourceAlias = "written"

// wrapSource makes the rows of an INSERT a subquery; false when they have DEFAULT among
// them.
func (t *written) wrapSource(x *pgquery.InsertStmt) bool {
	for _, row := range x.SelectStmt.GetSelectStmt().ValuesLists {
		for _, item := range row.GetList().GetItems() {
			if item.GetSetToDefault() != nil {
				return false
			}
		}
	}
	x.SelectStmt = t.wrapped(x.SelectStmt)
	return true
}

// wrapped makes a query a subquery with the names of the target's columns.
func (t *written) wrapped(query *pgquery.Node) *pgquery.Node {
	alias := &pgquery.Alias{Aliasname: sourceAlias}
	outer := &pgquery.SelectStmt{LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
		FromClause: []*pgquery.Node{{Node: &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{Subquery: query, Alias: alias}}}}}
	for _, name := range t.order {
		alias.Colnames = append(alias.Colnames, str(name))
		column := pgquery.MakeColumnRefNode([]*pgquery.Node{str(sourceAlias), str(name)}, -1)
		outer.TargetList = append(outer.TargetList, pgquery.MakeResTargetNodeWithVal(column, -1))
	}
	return &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: outer}}
}
