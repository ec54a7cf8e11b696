package planner

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/planner/dialect"
)

// parts writes a statement as those of the engine that it takes, with the ones that
// the dialect found to come first.
func (out *Rendered) parts(node *pgquery.Node, before []*pgquery.Node) error {
	for i, part := range append(before, split(node)...) {
		sql, err := deparse(part)
		switch {
		case err != nil:
			return err
		case i <= len(before):
			if i < len(before) {
				out.Before = append(out.Before, sql)
			} else {
				out.SQL = sql
			}
		default:
			out.After = append(out.After, sql)
		}
	}
	return nil
}

// split gives the statements that one on several objects stands for, of which the
// engine takes one object each.
func split(n *pgquery.Node) (out []*pgquery.Node) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_DropStmt:
		for _, o := range x.DropStmt.Objects {
			one := proto.Clone(n).(*pgquery.Node)
			one.GetDropStmt().Objects = []*pgquery.Node{o}
			out = append(out, one)
		}
	case *pgquery.Node_TruncateStmt:
		for _, o := range x.TruncateStmt.Relations {
			one := proto.Clone(n).(*pgquery.Node)
			one.GetTruncateStmt().Relations = []*pgquery.Node{o}
			out = append(out, one)
		}
	case *pgquery.Node_AlterTableStmt:
		for _, c := range x.AlterTableStmt.Cmds {
			one := proto.Clone(n).(*pgquery.Node)
			one.GetAlterTableStmt().Cmds = []*pgquery.Node{c}
			out = append(out, one)
		}
	}
	if len(out) == 0 {
		return []*pgquery.Node{n}
	}
	return out
}

// withoutDefaults gives the query of an INSERT without the word DEFAULT among its
// values, which has a meaning there only.
func withoutDefaults(q *pgquery.Node) *pgquery.Node {
	if len(q.GetSelectStmt().GetValuesLists()) == 0 {
		return q
	}
	q = proto.Clone(q).(*pgquery.Node)
	_ = dialect.Walk(q, func(n *pgquery.Node) error {
		if n.GetSetToDefault() != nil {
			n.Node = &pgquery.Node_AConst{AConst: &pgquery.A_Const{Isnull: true, Location: -1}}
		}
		return nil
	})
	return q
}
