package planner

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/dialect"
)

// LocateColumn gives the position of the first mention of a column, qualified or
// not, in the client's text and the name as written; 0 when there is none.
func (s *Statement) LocateColumn(name string) (position int, written string) {
	return s.locate(func(n *pgquery.Node) (int32, string) {
		c := n.GetColumnRef()
		if c == nil || len(c.Fields) == 0 || !equalFold(fieldName(c.Fields[len(c.Fields)-1]), name) {
			return -1, ""
		}
		return c.Location, joinNames(c.Fields)
	})
}

// LocateRelation gives the position of the first mention of a relation, and the
// name as the client wrote it.
func (s *Statement) LocateRelation(name string) (position int, written string) {
	return s.locate(func(n *pgquery.Node) (int32, string) {
		r := n.GetRangeVar()
		if r == nil || !equalFold(r.Relname, name) {
			return -1, ""
		}
		if r.Schemaname != "" {
			return r.Location, r.Schemaname + "." + r.Relname
		}
		return r.Location, r.Relname
	})
}

// LocateFunction gives the position of the first call of a function.
func (s *Statement) LocateFunction(name string) (position int, written string) {
	return s.locate(func(n *pgquery.Node) (int32, string) {
		c := n.GetFuncCall()
		if c == nil || len(c.Funcname) == 0 || !equalFold(fieldName(c.Funcname[len(c.Funcname)-1]), name) {
			return -1, ""
		}
		return c.Location, joinNames(c.Funcname)
	})
}

// locate gives the match that stands first in the text; match gives a byte offset,
// -1 for none.
func (s *Statement) locate(match func(*pgquery.Node) (int32, string)) (position int, written string) {
	first := int32(-1)
	if s.node == nil {
		return 0, ""
	}
	_ = dialect.Walk(s.node, func(n *pgquery.Node) error {
		if at, name := match(n); at >= 0 && (first < 0 || at < first) {
			first, written = at, name
		}
		return nil
	})
	return s.position(first), written
}

func fieldName(n *pgquery.Node) string { return n.GetString_().GetSval() }

func joinNames(names []*pgquery.Node) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = fieldName(n)
	}
	return strings.Join(parts, ".")
}

// LocateQualifier gives the position of the first column that is qualified with
// the name.
func (s *Statement) LocateQualifier(name string) int {
	position, _ := s.locate(func(n *pgquery.Node) (int32, string) {
		c := n.GetColumnRef()
		if c == nil || len(c.Fields) < 2 || !equalFold(fieldName(c.Fields[len(c.Fields)-2]), name) {
			return -1, ""
		}
		return c.Location, name
	})
	return position
}

// RelationAlias gives the name under which the statement's first mention of a
// relation is known: its alias or its own name; "" when it is not mentioned.
func (s *Statement) RelationAlias(name string) string {
	_, alias := s.locate(func(n *pgquery.Node) (int32, string) {
		r := n.GetRangeVar()
		if r == nil || !equalFold(r.Relname, name) {
			return -1, ""
		}
		if r.Alias != nil {
			return r.Location, r.Alias.Aliasname
		}
		return r.Location, r.Relname
	})
	return alias
}
