package planner

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/planner/dialect"
)

// WithRows writes an INSERT, UPDATE or DELETE so that it returns the rows of its table
// that it changes, after what it returns anyway.
func (r Rendered) WithRows() (string, error) {
	return r.returning(star())
}

// WithHashes writes an INSERT, UPDATE or DELETE so that it returns the engine's hash of
// each row of its table that it changes, after what it returns anyway. columns are the
// table's.
func (r Rendered) WithHashes(columns []string) (string, error) {
	return r.returning(hashOf(columns))
}

func hashOf(columns []string) *pgquery.Node {
	hash := &pgquery.FuncCall{Funcname: []*pgquery.Node{pgquery.MakeStrNode("hash")}, Funcformat: pgquery.CoercionForm_COERCE_EXPLICIT_CALL, Location: -1}
	for _, name := range columns {
		hash.Args = append(hash.Args, columnRef(pgquery.MakeStrNode(name)))
	}
	return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: hash}}
}

// Deletion writes a DELETE as a query of what it returns, of the hashes of the rows that
// it deletes, and as the deletion alone: in a transaction that has written, the engine
// returns nothing of rows that are the transaction's own. It gives false for one with
// USING, which may find a row several times.
func (r Rendered) Deletion(columns []string) (returned, hashes, deletion string, ok bool) {
	x := r.node.GetDeleteStmt()
	if x == nil || len(x.UsingClause) > 0 {
		return "", "", "", false
	}
	query := func(list []*pgquery.Node) string {
		sql, err := deparse(&pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: &pgquery.SelectStmt{
			TargetList: list, FromClause: []*pgquery.Node{{Node: &pgquery.Node_RangeVar{RangeVar: x.Relation}}},
			WhereClause: x.WhereClause, WithClause: x.WithClause, LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT,
		}}})
		ok = ok && err == nil
		return sql
	}
	alone := proto.Clone(r.node).(*pgquery.Node)
	alone.GetDeleteStmt().ReturningList = nil
	deletion, err := deparse(alone)
	ok = err == nil
	if len(x.ReturningList) > 0 {
		returned = query(x.ReturningList)
	}
	return returned, query([]*pgquery.Node{target(hashOf(columns))}), deletion, ok
}

func (r Rendered) returning(value *pgquery.Node) (string, error) {
	node := proto.Clone(r.node).(*pgquery.Node)
	switch x := node.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		x.InsertStmt.ReturningList = append(x.InsertStmt.ReturningList, target(value))
	case *pgquery.Node_UpdateStmt:
		x.UpdateStmt.ReturningList = append(x.UpdateStmt.ReturningList, target(value))
	case *pgquery.Node_DeleteStmt:
		x.DeleteStmt.ReturningList = append(x.DeleteStmt.ReturningList, target(value))
	}
	return deparse(node)
}

// WithNoData writes a CREATE TABLE … AS so that it makes the table and no rows.
func (r Rendered) WithNoData() (string, error) {
	node := proto.Clone(r.node).(*pgquery.Node)
	node.GetCreateTableAsStmt().Into.SkipData = true
	return deparse(node)
}

// eachRow says whether a statement changes each row of a table by nothing but that row.
func eachRow(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_UpdateStmt:
		if len(x.UpdateStmt.FromClause) > 0 {
			return false
		}
	case *pgquery.Node_DeleteStmt:
		if len(x.DeleteStmt.UsingClause) > 0 {
			return false
		}
	default:
		return false
	}
	alone := true
	_ = dialect.Walk(n, func(n *pgquery.Node) error {
		alone = alone && n.GetSelectStmt() == nil
		return nil
	})
	return alone
}

// joins says whether a DELETE looks at other relations with USING, and whether one of them
// is a query.
func joins(n *pgquery.Node) (joined, query bool) {
	x := n.GetDeleteStmt()
	if x == nil || len(x.UsingClause) == 0 {
		return false, false
	}
	_ = dialect.Walk(n, func(n *pgquery.Node) error {
		query = query || n.GetSelectStmt() != nil
		return nil
	})
	return true, query
}

// updates says whether a statement is an INSERT with ON CONFLICT DO UPDATE.
func updates(n *pgquery.Node) bool {
	return n.GetInsertStmt().GetOnConflictClause().GetAction() == pgquery.OnConflictAction_ONCONFLICT_UPDATE
}

// given gives the columns that an INSERT has values for, none where one of them may be
// the default.
func given(x *pgquery.InsertStmt) (names []string) {
	for _, c := range x.Cols {
		names = append(names, c.GetResTarget().GetName())
	}
	_ = dialect.Walk(x.SelectStmt, func(n *pgquery.Node) error {
		if n.GetSetToDefault() != nil {
			names = nil
		}
		return nil
	})
	return names
}
