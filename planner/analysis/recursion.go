package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// eachNode calls visit for every node below m, parents first, until it says no.
func eachNode(m proto.Message, visit func(*pgquery.Node) bool) {
	eachMessage(m.ProtoReflect(), visit)
}

func eachMessage(m protoreflect.Message, visit func(*pgquery.Node) bool) {
	if n, ok := m.Interface().(*pgquery.Node); ok && !visit(n) {
		return
	}
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if fd.Kind() != protoreflect.MessageKind {
			return true
		}
		if !fd.IsList() {
			eachMessage(v.Message(), visit)
			return true
		}
		for i := range v.List().Len() {
			eachMessage(v.List().Get(i).Message(), visit)
		}
		return true
	})
}

// namesUsed gives the names of the relations that a statement refers to without a schema.
func namesUsed(n *pgquery.Node) map[string]bool {
	out := map[string]bool{}
	if n == nil {
		return out
	}
	eachNode(n, func(n *pgquery.Node) bool {
		if v := n.GetRangeVar(); v != nil && v.Schemaname == "" {
			out[v.Relname] = true
		}
		return true
	})
	return out
}

// checkRecursion is checkWellFormedRecursion.
func (s *scope) checkRecursion(c *cte) {
	location := c.node.Location
	n := c.node.Ctequery.GetSelectStmt()
	switch {
	case n == nil:
		s.fail(location, codeRecursion, "recursive query %s must not contain data-modifying statements", quoted(c.name))
	case n.Op != pgquery.SetOperation_SETOP_UNION:
		s.fail(location, codeRecursion, "recursive query %s does not have the form non-recursive-term UNION [ALL] recursive-term", quoted(c.name))
	}
	at := func(m proto.Message) int32 {
		location := int32(-1)
		eachNode(m, func(x *pgquery.Node) bool {
			if v := x.GetRangeVar(); v != nil && v.Schemaname == "" && v.Relname == c.name && location < 0 {
				location = v.Location
			}
			return true
		})
		return location
	}
	if l := at(n.Larg); l >= 0 {
		s.fail(l, codeRecursion, "recursive reference to query %s must not appear within its non-recursive term", quoted(c.name))
	}
	s.recursiveTerm(c, n)
	for _, part := range []struct {
		name string
		node *pgquery.Node
	}{{"ORDER BY", first(n.SortClause)}, {"OFFSET", n.LimitOffset}, {"LIMIT", n.LimitCount}, {"FOR UPDATE/SHARE", first(n.LockingClause)}} {
		if part.node != nil {
			s.fail(rawLocation(part.node), codeUnsupported, "%s in a recursive query is not implemented", part.name)
		}
	}
}

// recursiveTerm refuses references where they may not stand, and more than one.
func (s *scope) recursiveTerm(c *cte, n *pgquery.SelectStmt) {
	places := map[int32]string{}
	var order []int32
	var walk func(m protoreflect.Message, place string)
	walk = func(m protoreflect.Message, place string) {
		switch v := m.Interface().(type) {
		case *pgquery.RangeVar:
			if v.Schemaname == "" && v.Relname == c.name {
				places[v.Location] = place
				order = append(order, v.Location)
			}
		case *pgquery.SubLink:
			place = "within a subquery"
		case *pgquery.JoinExpr:
			walkJoin(v, place, walk)
			return
		case *pgquery.SelectStmt:
			if v.Op == pgquery.SetOperation_SETOP_INTERSECT {
				place = "within INTERSECT"
			}
			if v.Op == pgquery.SetOperation_SETOP_EXCEPT && v.Rarg != nil {
				walk(v.Larg.ProtoReflect(), place)
				walk(v.Rarg.ProtoReflect(), "within EXCEPT")
				return
			}
		}
		m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
			if fd.Kind() != protoreflect.MessageKind {
				return true
			}
			if !fd.IsList() {
				walk(v.Message(), place)
				return true
			}
			for i := range v.List().Len() {
				walk(v.List().Get(i).Message(), place)
			}
			return true
		})
	}
	if n.Rarg != nil {
		walk(n.Rarg.ProtoReflect(), "")
	}
	for i, l := range order {
		if p := places[l]; p != "" {
			s.fail(l, codeRecursion, "recursive reference to query %s must not appear %s", quoted(c.name), p)
		}
		if i > 0 {
			s.fail(l, codeRecursion, "recursive reference to query %s must not appear more than once", quoted(c.name))
		}
	}
}

func walkJoin(j *pgquery.JoinExpr, place string, walk func(protoreflect.Message, string)) {
	left, right := place, place
	const outer = "within an outer join"
	switch j.Jointype {
	case pgquery.JoinType_JOIN_LEFT:
		right = outer
	case pgquery.JoinType_JOIN_RIGHT:
		left = outer
	case pgquery.JoinType_JOIN_FULL:
		left, right = outer, outer
	}
	for _, part := range []struct {
		n     *pgquery.Node
		place string
	}{{j.Larg, left}, {j.Rarg, right}, {j.Quals, place}} {
		if part.n != nil {
			walk(part.n.ProtoReflect(), part.place)
		}
	}
}

func first(list []*pgquery.Node) *pgquery.Node {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}
