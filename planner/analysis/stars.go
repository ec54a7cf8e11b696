package analysis

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// writeStar notes the columns that * stands for where one of them is merged by a join:
// those go before the others, which is not so everywhere. It notes those of (x).*, too.
func (s *scope) writeStar(rt *pgquery.ResTarget, targets []*target) {
	ref := rt.Val.GetColumnRef()
	if ind := rt.Val.GetAIndirection(); ind != nil && len(ind.Indirection) == 1 && len(targets) > 0 {
		if args := ind.Arg.GetRowExpr().GetArgs(); len(args) == len(targets) {
			var out []*pgquery.Node
			for i, t := range targets {
				out = append(out, pgquery.MakeResTargetNodeWithNameAndVal(t.name, args[i], -1))
			}
			s.a.result.Stars[rt] = out
		} else if targets[0].expr.kind == kindVar {
			s.a.result.Stars[rt] = s.written(targets)
		}
	}
	if ref == nil {
		return
	}
	if len(ref.Fields) > 1 {
		if slices.ContainsFunc(targets, func(t *target) bool { return keptAsText(t.expr) }) {
			s.a.result.Stars[rt] = s.written(targets)
			return
		}
		if it, _ := s.findItem("", ref.Fields[0].GetString_().GetSval(), -1); len(ref.Fields) == 2 && it != nil && it.names != it.entry {
			s.a.result.Stars[rt] = s.written(targets)
		}
		return
	}
	for _, it := range s.items {
		if it.colsVisible && it.entry.merged || slices.ContainsFunc(targets, func(t *target) bool { return keptAsText(t.expr) }) {
			s.a.result.Stars[rt] = s.written(targets)
			return
		}
	}
}

// written gives the items of a select list that give these columns; nil where one of
// them cannot be written.
func (s *scope) written(targets []*target) []*pgquery.Node {
	out := make([]*pgquery.Node, 0, len(targets))
	for _, t := range targets {
		val := s.writtenColumn(flatten(t.expr))
		if val == nil {
			return nil
		}
		out = append(out, pgquery.MakeResTargetNodeWithNameAndVal(t.name, val, -1))
	}
	return out
}

// writtenColumn writes a column of a relation, or what FULL JOIN merges; nil for more.
func (s *scope) writtenColumn(e *expr) *pgquery.Node {
	var n *pgquery.Node
	switch e.kind {
	case kindVar:
		if e.entry.name == "" || e.attr < 0 {
			return nil
		}
		n = pgquery.MakeColumnRefNode([]*pgquery.Node{pgquery.MakeStrNode(e.entry.name), pgquery.MakeStrNode(e.entry.columns[e.attr].name)}, -1)
	case kindCoalesce:
		var args []*pgquery.Node
		for _, arg := range e.args {
			written := s.writtenColumn(arg)
			if written == nil {
				return nil
			}
			args = append(args, written)
		}
		n = &pgquery.Node{Node: &pgquery.Node_CoalesceExpr{CoalesceExpr: &pgquery.CoalesceExpr{Args: args, Location: -1}}}
	case kindCoerce:
		if n = s.writtenColumn(e.args[0]); n != nil {
			s.a.result.Casts[n] = e.typ
		}
		return n
	default:
		return nil
	}
	s.a.result.Types[n] = e.typ
	s.noteText(n, e)
	return n
}

// keptAsText says whether an expression is a column whose numerics are kept as texts.
func keptAsText(e *expr) bool {
	return e.kind == kindVar && e.attr >= 0 && e.entry.kind == entryRelation && e.attr < len(e.entry.relation.Columns) && e.entry.relation.Columns[e.attr].Text
}

func (s *scope) noteText(n *pgquery.Node, e *expr) {
	if keptAsText(e) {
		s.a.result.Texts[n] = e.entry.loc
	}
}

func (s *scope) writtenJoin(columns []joinedColumn) []*pgquery.Node {
	targets := make([]*target, len(columns))
	for i, c := range columns {
		targets[i] = &target{name: c.name, expr: c.expr}
	}
	return s.written(targets)
}

// writeRow notes what a name that means a whole row stands for.
func (s *scope) writeRow(n *pgquery.Node, e *expr) {
	ref := n.GetColumnRef()
	if ref == nil {
		return
	}
	s.noteText(n, e)
	var columns []*expr
	switch {
	case e.kind == kindRow:
		columns = e.args
	case e.kind == kindVar && e.entry.single && e.attr == 0 && lastString(ref.Fields) != e.entry.columns[0].name:
		s.a.result.Rows[n] = s.writtenColumn(e)
		return
	default:
		return
	}
	row := &pgquery.RowExpr{RowFormat: pgquery.CoercionForm_COERCE_EXPLICIT_CALL, Location: -1}
	for _, c := range columns {
		arg := s.writtenColumn(flatten(c))
		if arg == nil {
			return
		}
		row.Args = append(row.Args, arg)
	}
	s.a.result.Rows[n] = &pgquery.Node{Node: &pgquery.Node_RowExpr{RowExpr: row}}
}

func lastString(fields []*pgquery.Node) string {
	if len(fields) == 0 {
		return ""
	}
	return fields[len(fields)-1].GetString_().GetSval()
}
