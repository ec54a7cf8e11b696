package planner

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// Signal recognises a SELECT of pg_cancel_backend or pg_terminate_backend alone. It
// gives the function's name and the same SELECT of its argument, which tells the
// backends.
func (s *Statement) Signal() (function string, argument *Statement) {
	q := s.node.GetSelectStmt()
	if q == nil || len(q.TargetList) != 1 {
		return "", nil
	}
	call := q.TargetList[0].GetResTarget().GetVal().GetFuncCall()
	if call == nil || len(call.Funcname) == 0 || len(call.Args) == 0 || len(call.Args) > 2 {
		return "", nil
	}
	function = call.Funcname[len(call.Funcname)-1].GetString_().GetSval()
	if function != "pg_cancel_backend" && function != "pg_terminate_backend" {
		return "", nil
	}
	tree, err := pgquery.Parse(s.Text)
	if err != nil {
		return "", nil
	}
	copied := tree.Stmts[0].Stmt.GetSelectStmt()
	copied.TargetList[0] = target(&pgquery.Node{Node: &pgquery.Node_TypeCast{TypeCast: &pgquery.TypeCast{
		Arg:      copied.TargetList[0].GetResTarget().Val.GetFuncCall().Args[0],
		TypeName: &pgquery.TypeName{Names: []*pgquery.Node{pgquery.MakeStrNode("int4")}, Typemod: -1}}}})
	return function, made(copied)
}
