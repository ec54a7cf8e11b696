package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// nullTargets makes a NULL in a select list text, which it is in PostgreSQL where
// nothing else gives it a type: not in a part of a UNION, whose other parts do, and not
// in what is inserted. DuckDB's would be an integer.
func nullTargets(statement *pgquery.Node) {
	inserted := map[*pgquery.SelectStmt]bool{}
	_ = walk(statement, func(n *pgquery.Node) error {
		if i := n.GetInsertStmt(); i != nil {
			inserted[i.SelectStmt.GetSelectStmt()] = true
		}
		s := n.GetSelectStmt() // the parts of a UNION are no nodes of their own
		if s == nil || inserted[s] {
			return nil
		}
		for _, target := range s.TargetList {
			if t := target.GetResTarget(); t.GetVal().GetAConst().GetIsnull() {
				t.Val = cast(t.Val, "text")
			}
		}
		return nil
	})
}
