package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// nameResults gives every result column without a name the one PostgreSQL would
// give it.
func nameResults(statement *pgquery.Node) {
	_ = walk(statement, func(n *pgquery.Node) error {
		if s := n.GetSelectStmt(); s != nil {
			nameTargets(s)
		}
		return nil
	})
}

// nameTargets names the columns of a SELECT, and of those that it unites: they do
// not stand in nodes of their own.
func nameTargets(s *pgquery.SelectStmt) {
	if s.Larg != nil {
		nameTargets(s.Larg)
		nameTargets(s.Rarg)
	}
	for _, target := range s.TargetList {
		t := target.GetResTarget()
		if t == nil || t.Name != "" || isStar(t.Val) || t.Val.GetColumnRef() != nil {
			continue // DuckDB names a plain column after itself, too
		}
		t.Name = analysis.ResultName(t.Val)
	}
}

func isStar(n *pgquery.Node) bool {
	ref := n.GetColumnRef()
	if ref == nil || len(ref.Fields) == 0 {
		i := n.GetAIndirection()
		return i != nil && len(i.Indirection) > 0 && i.Indirection[len(i.Indirection)-1].GetAStar() != nil
	}
	return ref.Fields[len(ref.Fields)-1].GetAStar() != nil
}

// names takes the database's name off relations: DuckDB knows it by another.
func (r *Rewriter) names(n *pgquery.Node) error {
	v := n.GetRangeVar()
	if v != nil && v.Schemaname == "pg_temp" {
		v.Schemaname = "temp"
	}
	if v == nil || v.Catalogname == "" {
		return nil
	}
	if v.Catalogname != r.Database {
		return unsupported("cross-database references are not implemented: %q", v.Catalogname+"."+v.Schemaname+"."+v.Relname)
	}
	v.Catalogname = ""
	return nil
}
