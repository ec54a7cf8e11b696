package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// RelationName is a relation as a query names it; Schema is "" when it is not written.
type RelationName struct{ Schema, Name string }

// Reads gives the relations that a view reads, from its definition: a SELECT or a whole
// CREATE VIEW. Of a text that is not PostgreSQL's it gives none.
func Reads(text string) (out []RelationName) {
	q := viewQuery(text)
	if q == nil {
		return nil
	}
	_ = walk(q, func(n *pgquery.Node) error {
		if v := n.GetRangeVar(); v != nil {
			out = append(out, RelationName{v.Schemaname, v.Relname})
		}
		return nil
	})
	return out
}

// viewQuery parses a view's definition.
func viewQuery(text string) *pgquery.Node {
	tree, err := pgquery.Parse(text)
	if err != nil || len(tree.Stmts) != 1 {
		return nil
	}
	n := tree.Stmts[0].Stmt
	if v := n.GetViewStmt(); v != nil {
		n = v.Query
	}
	if n.GetSelectStmt() == nil {
		return nil
	}
	return n
}

// ViewDefinition writes a view's definition with the layout of pg_get_viewdef
// (src/backend/utils/adt/ruleutils.c, get_select_query_def): a simple SELECT clause by
// clause, with qualified columns; anything else on one line.
func ViewDefinition(text string) string {
	n := viewQuery(text)
	if n == nil {
		return text
	}
	q := n.GetSelectStmt()
	if q.Op != pgquery.SetOperation_SETOP_NONE || len(q.ValuesLists) > 0 || q.WithClause != nil || len(q.WindowClause) > 0 {
		if plain, ok := deparsed(q); ok {
			return " " + plain + ";"
		}
		return text
	}
	qualify(q)
	w := &viewWriter{}
	w.clause(" SELECT ", ",\n    ", q.TargetList, viewTarget)
	if len(q.DistinctClause) == 1 && q.DistinctClause[0].GetNode() == nil {
		w.text = strings.Replace(w.text, " SELECT ", " SELECT DISTINCT ", 1)
	} else if len(q.DistinctClause) > 0 {
		return text
	}
	w.clause("\n   FROM ", ",\n    ", q.FromClause, func(n *pgquery.Node) *pgquery.SelectStmt {
		return &pgquery.SelectStmt{FromClause: []*pgquery.Node{n}}
	})
	w.clause("\n  WHERE ", "", one(q.WhereClause), bareTarget)
	w.clause("\n  GROUP BY ", ", ", q.GroupClause, bareTarget)
	w.clause("\n HAVING ", "", one(q.HavingClause), bareTarget)
	w.clause("\n  ORDER BY ", ", ", q.SortClause, func(n *pgquery.Node) *pgquery.SelectStmt {
		return &pgquery.SelectStmt{SortClause: []*pgquery.Node{n}}
	})
	w.clause("\n OFFSET ", "", one(q.LimitOffset), bareTarget)
	w.clause("\n LIMIT ", "", one(q.LimitCount), bareTarget)
	if w.failed {
		return text
	}
	return w.text + ";"
}

type viewWriter struct {
	text   string
	failed bool
}

// clause writes the items of a clause, each as the part of a SELECT that it is.
func (w *viewWriter) clause(begin, between string, items []*pgquery.Node, in func(*pgquery.Node) *pgquery.SelectStmt) {
	for i, item := range items {
		s := in(item)
		s.Op, s.LimitOption = pgquery.SetOperation_SETOP_NONE, pgquery.LimitOption_LIMIT_OPTION_DEFAULT
		text, ok := deparsed(s)
		if !ok {
			w.failed = true
			return
		}
		for _, word := range []string{"SELECT", "FROM", "ORDER BY"} {
			text = strings.TrimSpace(strings.TrimPrefix(text, word))
		}
		if i == 0 {
			w.text += begin + text
		} else {
			w.text += between + text
		}
	}
}

// viewTarget gives a result column its name, which PostgreSQL always writes but for a
// plain column's own.
func viewTarget(n *pgquery.Node) *pgquery.SelectStmt {
	t := n.GetResTarget()
	if t.GetName() == "" && t.GetVal().GetColumnRef() == nil {
		t.Name = analysis.ResultName(t.Val)
	}
	if ref := t.GetVal().GetColumnRef(); ref != nil && lastName(ref.Fields) == t.Name {
		t.Name = ""
	}
	return &pgquery.SelectStmt{TargetList: []*pgquery.Node{n}}
}

func bareTarget(n *pgquery.Node) *pgquery.SelectStmt {
	return &pgquery.SelectStmt{TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(n, -1)}}
}

func one(n *pgquery.Node) []*pgquery.Node {
	if n.GetNode() == nil {
		return nil
	}
	return []*pgquery.Node{n}
}

func deparsed(q *pgquery.SelectStmt) (string, bool) {
	text, err := pgquery.Deparse(&pgquery.ParseResult{Version: treeVersion(), Stmts: []*pgquery.RawStmt{{Stmt: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: q}}}}})
	return text, err == nil
}

// qualify puts the relation's name before the columns of a query of one relation.
func qualify(q *pgquery.SelectStmt) {
	if len(q.FromClause) != 1 || q.FromClause[0].GetRangeVar() == nil {
		return
	}
	v := q.FromClause[0].GetRangeVar()
	name := v.Relname
	if v.Alias != nil {
		name = v.Alias.Aliasname
	}
	_ = walk(&pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: q}}, func(n *pgquery.Node) error {
		if ref := n.GetColumnRef(); ref != nil && len(ref.Fields) == 1 && ref.Fields[0].GetString_() != nil {
			ref.Fields = append([]*pgquery.Node{str(name)}, ref.Fields...)
		}
		return nil
	})
}

// treeVersion gives the version of the grammar, which Deparse asks for.
func treeVersion() int32 {
	tree, err := pgquery.Parse("SELECT 1")
	if err != nil {
		return 0
	}
	return tree.Version
}

// ViewText gives the query of a CREATE VIEW in PostgreSQL's words, "" for any other
// statement.
func ViewText(n *pgquery.Node) string {
	v := n.GetViewStmt()
	if v == nil {
		return ""
	}
	q := v.Query.GetSelectStmt()
	for i, name := range v.Aliases {
		if i < len(q.GetTargetList()) && !isStar(q.TargetList[i].GetResTarget().GetVal()) {
			q.TargetList[i].GetResTarget().Name = name.GetString_().GetSval()
		}
	}
	text, ok := deparsed(q)
	if !ok {
		return ""
	}
	return text
}

// PlainExpression writes an expression of the engine's as PostgreSQL would: without the
// parentheses around a call.
func PlainExpression(text string) string {
	tree, err := pgquery.Parse("SELECT " + text)
	if err != nil {
		return text
	}
	plain, ok := deparsed(tree.Stmts[0].Stmt.GetSelectStmt())
	if !ok {
		return text
	}
	plain = strings.TrimPrefix(plain, "SELECT ")
	if tree.Stmts[0].Stmt.GetSelectStmt().TargetList[0].GetResTarget().Val.GetFuncCall() == nil {
		return "(" + plain + ")"
	}
	return plain
}
