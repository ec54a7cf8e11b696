package planner

import (
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// SetConfig recognises a SELECT of nothing but calls of set_config. It gives the names
// of the result's columns, and the SELECT of the arguments: for each call the name and
// the value as text and whether it is local.
func (s *Statement) SetConfig() (columns []string, arguments *Statement) {
	q := s.node.GetSelectStmt()
	if q == nil || len(q.TargetList) == 0 {
		return nil, nil
	}
	for _, t := range q.TargetList {
		name := setConfigCall(t)
		if name == "" {
			return nil, nil
		}
		columns = append(columns, name)
	}
	tree, err := pgquery.Parse(s.Text)
	if err != nil {
		return nil, nil
	}
	copied := tree.Stmts[0].Stmt.GetSelectStmt()
	var targets []*pgquery.Node
	for i, t := range copied.TargetList {
		for j, arg := range t.GetResTarget().Val.GetFuncCall().Args {
			typ := []string{"text", "text", "bool"}[j]
			targets = append(targets, pgquery.MakeResTargetNodeWithNameAndVal(fmt.Sprintf("s%d_%d", i, j), &pgquery.Node{Node: &pgquery.Node_TypeCast{TypeCast: &pgquery.TypeCast{
				Arg: arg, TypeName: &pgquery.TypeName{Names: []*pgquery.Node{pgquery.MakeStrNode(typ)}, Typemod: -1}, Location: -1}}}, -1))
		}
	}
	copied.TargetList = targets
	return columns, made(copied)
}

// setConfigCall gives the name of the result of a call of set_config, "" for anything
// else.
func setConfigCall(t *pgquery.Node) string {
	call := t.GetResTarget().GetVal().GetFuncCall()
	if call == nil || len(call.Funcname) == 0 || len(call.Args) != 3 {
		return ""
	}
	if call.Funcname[len(call.Funcname)-1].GetString_().GetSval() != "set_config" {
		return ""
	}
	if name := t.GetResTarget().Name; name != "" {
		return name
	}
	return "set_config"
}
