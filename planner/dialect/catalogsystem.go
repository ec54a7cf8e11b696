package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// systemColumns are the columns that every relation has
// (https://www.postgresql.org/docs/15/ddl-system-columns.html). Nothing here has
// versions, so they are the same for every row.
var systemColumns = map[string]string{
	"xmin": "xid", "xmax": "xid", "cmin": "cid", "cmax": "cid", "ctid": "tid", "tableoid": "oid",
}

func systemValue(name string, oid uint32) *pgquery.Node {
	switch name {
	case "xmin":
		return cast(integer(1), "uinteger")
	case "ctid":
		return text("(0,1)")
	}
	if name != "tableoid" {
		oid = 0
	}
	return cast(integer(int64(oid)), "uinteger")
}

// arrayOf and elementOf go between a type and its array type.
func arrayOf(typ string) string {
	if typ == "" || strings.HasPrefix(typ, "_") {
		return typ
	}
	return "_" + typ
}

func elementOf(typ string) string {
	switch typ {
	case "int2vector":
		return "int2"
	case "oidvector":
		return "oid"
	}
	element, _ := strings.CutPrefix(typ, "_")
	if element == typ {
		return ""
	}
	return element
}

// ancestorsInFrom makes a query without rows of pg_partition_ancestors with ordinality:
// nothing here is partitioned.
func ancestorsInFrom(n *pgquery.Node, f *pgquery.RangeFunction) bool {
	if len(f.Functions) != 1 || !f.Ordinality || f.Alias == nil {
		return false
	}
	items := f.Functions[0].GetList().GetItems()
	if len(items) == 0 || lastName(items[0].GetFuncCall().GetFuncname()) != "pg_partition_ancestors" {
		return false
	}
	none := &pgquery.SelectStmt{
		TargetList: []*pgquery.Node{
			pgquery.MakeResTargetNodeWithNameAndVal("relid", cast(null(), "regclass"), -1),
			pgquery.MakeResTargetNodeWithNameAndVal("ordinality", cast(null(), "int8"), -1),
		},
		WhereClause: &pgquery.Node{Node: &pgquery.Node_AConst{AConst: &pgquery.A_Const{Val: &pgquery.A_Const_Boolval{Boolval: &pgquery.Boolean{}}, Location: -1}}},
		LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
	}
	n.Node = &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{Alias: f.Alias,
		Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: none}}}}
	return true
}

// rowTypes are the columns of functions in FROM that return rows (pg_proc.proargnames).
var rowTypes = map[string][]CatalogColumn{
	"json_each":       {{"key", "text"}, {"value", "json"}},
	"jsonb_each":      {{"key", "text"}, {"value", "jsonb"}},
	"json_each_text":  {{"key", "text"}, {"value", "text"}},
	"jsonb_each_text": {{"key", "text"}, {"value", "text"}},
	"pg_get_keywords": {{"word", "text"}, {"catcode", "char"}, {"barelabel", "bool"}, {"catdesc", "text"}, {"baredesc", "text"}},
	"ts_token_type":   {{"tokid", "int4"}, {"alias", "text"}, {"description", "text"}},
	"_pg_expandarray": {{"x", ""}, {"n", "int4"}},
	"aclexplode":      {{"grantor", "oid"}, {"grantee", "oid"}, {"privilege_type", "text"}, {"is_grantable", "bool"}},
}

// expandRows makes (f(x)).* the columns of a function that returns rows: (f(x)).a, (f(x)).b.
// The engine calls a function that stands several times side by side once for each row.
func expandRows(n *pgquery.Node) error {
	q := n.GetSelectStmt()
	if q == nil {
		return nil
	}
	var targets []*pgquery.Node
	for _, target := range q.TargetList {
		i := target.GetResTarget().GetVal().GetAIndirection()
		if i == nil || len(i.Indirection) != 1 || i.Indirection[0].GetAStar() == nil {
			targets = append(targets, target)
			continue
		}
		columns := rowTypes[lastName(i.Arg.GetFuncCall().GetFuncname())]
		if columns == nil {
			return unsupported("the fields of a row as columns are not supported")
		}
		for _, c := range columns {
			field := &pgquery.Node{Node: &pgquery.Node_AIndirection{AIndirection: &pgquery.A_Indirection{
				Arg: clone(i.Arg), Indirection: []*pgquery.Node{pgquery.MakeStrNode(c.Name)}}}}
			targets = append(targets, pgquery.MakeResTargetNodeWithNameAndVal(c.Name, field, -1))
		}
	}
	q.TargetList = targets
	return nil
}

// sortByResults puts a result's expression in the place of its name in ORDER BY, where
// a bare name is the result column's before it is that of several relations.
func sortByResults(q *pgquery.SelectStmt) {
	for _, n := range q.SortClause {
		ref := n.GetSortBy().GetNode().GetColumnRef()
		if ref == nil || len(ref.Fields) != 1 {
			continue
		}
		for _, target := range q.TargetList {
			t := target.GetResTarget()
			if value := t.GetVal().GetColumnRef(); t.GetName() == "" && value != nil && len(value.Fields) > 1 && lastName(value.Fields) == lastName(ref.Fields) {
				ref.Fields = value.Fields
			}
		}
	}
}
