package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// targetList is transformTargetList.
func (s *scope) targetList(list []*pgquery.Node, c clause) []*target {
	var out []*target
	s.within(c, func() {
		for _, n := range list {
			rt := n.GetResTarget()
			if rt == nil {
				continue
			}
			if ts, ok := s.star(rt.Val); ok {
				s.writeStar(rt, ts)
				out = append(out, ts...)
				continue
			}
			e := s.expression(rt.Val)
			t := &target{name: rt.Name, expr: e, raw: rt, from: s.origin(e)}
			if t.name == "" {
				t.name = ResultName(rt.Val)
			}
			out = append(out, t)
		}
	})
	return out
}

// origin gives the table's column that an expression plainly is (markTargetListOrigin).
func (s *scope) origin(e *expr) Column {
	if e.kind != kindVar {
		return Column{}
	}
	if e.attr == wholeRow {
		if e.entry.kind == entryRelation {
			return Column{Table: e.entry.relation.OID}
		}
		return Column{}
	}
	if e.attr < 0 {
		return Column{Table: e.entry.relation.OID, Attr: int16(e.attr + 1)}
	}
	c := e.entry.columns[e.attr].origin
	return c
}

// resolveUnknown makes what is still unknown text (resolveTargetListUnknowns).
func (s *scope) resolveUnknown(list []*target) {
	for _, t := range list {
		if t.expr.typ.OID == unknownType && !t.junk {
			t.expr = s.coerceUnknown(t.expr, textType)
		}
	}
}

// star expands *, t.* and (x).*; ok is false for anything else.
func (s *scope) star(n *pgquery.Node) ([]*target, bool) {
	if ref := n.GetColumnRef(); ref != nil {
		names, star := fieldNames(ref.Fields)
		if !star {
			return nil, false
		}
		if len(names) == 0 {
			return s.allColumns(ref.Location), true
		}
		return s.relationColumns(names, ref.Location), true
	}
	if ind := n.GetAIndirection(); ind != nil && len(ind.Indirection) > 0 && ind.Indirection[len(ind.Indirection)-1].GetAStar() != nil {
		list := s.rowColumns(ind)
		s.a.result.Fields[n] = starNames(list)
		return list, true
	}
	return nil, false
}

func (s *scope) allColumns(location int32) []*target {
	var out []*target
	found := false
	for _, it := range s.items {
		if !it.colsVisible {
			continue
		}
		found = true
		out = append(out, s.itemTargets(it, s, location)...)
	}
	if !found {
		s.fail(location, codeSyntax, "SELECT * with no tables specified is not valid")
	}
	return out
}

func (s *scope) itemTargets(it *item, owner *scope, location int32) []*target {
	var out []*target
	for i, c := range it.names.columns {
		if c.hidden {
			continue
		}
		e := *it.columns[i]
		e.loc, e.owner = location, owner
		out = append(out, &target{name: c.name, expr: &e, from: s.origin(&e)})
	}
	if it.entry.open {
		s.query.open = true
	}
	return out
}

func (s *scope) relationColumns(names []string, location int32) []*target {
	schema, relation, _ := s.splitName(append(append([]string(nil), names...), "*"), location)
	it, owner := s.findItem(schema, relation, location)
	if it == nil {
		if s.anyOpen() {
			s.query.open = true
			return nil
		}
		s.missingRelation(schema, relation, location)
	}
	return s.itemTargets(it, owner, location)
}

// rowColumns is ExpandRowReference.
func (s *scope) rowColumns(ind *pgquery.A_Indirection) []*target {
	inner := ind.Arg
	if len(ind.Indirection) > 1 {
		inner = &pgquery.Node{Node: &pgquery.Node_AIndirection{AIndirection: &pgquery.A_Indirection{
			Arg: ind.Arg, Indirection: ind.Indirection[:len(ind.Indirection)-1]}}}
	}
	e := s.expression(inner)
	if e.open() {
		s.query.open = true
		return nil
	}
	if e.kind == kindVar && e.attr == wholeRow {
		var out []*target
		for i, c := range e.entry.columns {
			v := &expr{kind: kindVar, typ: c.typ, loc: e.loc, entry: e.entry, attr: i, owner: e.owner, text: c.name}
			out = append(out, &target{name: c.name, expr: v, from: s.origin(v)})
		}
		return out
	}
	var out []*target
	if e.kind == kindRow {
		for i, a := range e.args {
			name := "f" + itoa(i+1)
			out = append(out, &target{name: name, expr: &expr{kind: kindField, typ: a.typ, loc: -1, args: []*expr{e}, text: name}})
		}
		return out
	}
	fields := s.a.fields(e)
	if fields == nil {
		if s.a.base(e.typ.OID) == recordType {
			if e.kind == kindFunction {
				s.fail(-1, codeUnsupported, "record type has not been registered")
			}
			s.query.open = true
			return nil
		}
		if !s.a.isComplex(e.typ.OID) {
			s.fail(-1, codeWrongObjectType, "type %s is not composite", s.a.spell(e.typ.OID))
		}
	}
	for _, c := range fields {
		out = append(out, &target{name: c.Name, expr: &expr{kind: kindField, typ: c.Type, loc: -1, args: []*expr{e}, text: c.Name}})
	}
	return out
}
