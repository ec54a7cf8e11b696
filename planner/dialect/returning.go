package dialect

import pgquery "github.com/pganalyze/pg_query_go/v6"

// returning refuses a RETURNING that reads other tables than the one that changes: the
// engine returns that one's columns only, for a star, too.
func returning(statement *pgquery.Node) error {
	var target *pgquery.RangeVar
	var list, others []*pgquery.Node
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_UpdateStmt:
		target, list, others = x.UpdateStmt.Relation, x.UpdateStmt.ReturningList, x.UpdateStmt.FromClause
	case *pgquery.Node_DeleteStmt:
		target, list, others = x.DeleteStmt.Relation, x.DeleteStmt.ReturningList, x.DeleteStmt.UsingClause
	}
	if len(others) == 0 {
		return nil
	}
	name := target.GetRelname()
	if target.GetAlias() != nil {
		name = target.Alias.Aliasname
	}
	for _, n := range list {
		err := walk(n, func(n *pgquery.Node) error {
			ref := n.GetColumnRef()
			if ref == nil {
				return nil
			}
			if len(ref.Fields) < 2 || ref.Fields[len(ref.Fields)-2].GetString_().GetSval() != name {
				return unsupported("RETURNING of what is not a column of %q, written with its name, is not supported beside other tables", name)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
