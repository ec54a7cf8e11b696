package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// rangeFunction is transformRangeFunction.
func (s *scope) rangeFunction(r *pgquery.RangeFunction) *item {
	e := &entry{kind: entryFunction, rowType: recordType}
	var names []string
	lateral := s.lateral
	s.lateral = true
	var pieces []functionPiece
	for _, n := range r.Functions {
		items := n.GetList().GetItems()
		if len(items) == 0 {
			continue
		}
		var defs []*pgquery.Node
		if len(items) > 1 {
			defs = items[1].GetList().GetItems()
		}
		for _, call := range s.splitUnnest(items[0], defs) {
			names = append(names, ResultName(call))
			pieces = append(pieces, functionPiece{s.functionInFrom(call), defs, ResultName(call)})
		}
	}
	s.lateral = lateral
	if len(r.Coldeflist) > 0 && len(pieces) > 0 {
		if len(pieces) != 1 {
			s.coldefMisplaced(r)
		}
		if r.Ordinality {
			s.fail(firstRawLocation(r.Coldeflist), codeSyntax, "WITH ORDINALITY cannot be used with a column definition list")
		}
		pieces[0].defs = r.Coldeflist
	}
	for _, p := range pieces {
		s.functionColumns(e, p, r, len(pieces))
	}
	if r.Ordinality {
		e.columns = append(e.columns, entryColumn{name: "ordinality", typ: plain(int8Type)})
		e.single = false
	}
	if len(pieces) == 1 && !r.Ordinality && !e.single && s.a.isComplex(pieces[0].call.typ.OID) {
		e.rowType = pieces[0].call.typ.OID
	}
	fallback := ""
	if len(names) > 0 {
		fallback = names[0]
	}
	for _, p := range pieces {
		s.query.exprs = append(s.query.exprs, p.call)
	}
	s.namedFunction(e, r.Alias, fallback)
	return s.add(e)
}

func (s *scope) namedFunction(e *entry, alias *pgquery.Alias, fallback string) {
	if alias != nil && len(alias.Colnames) > len(e.columns) && !e.open {
		s.named(e, &pgquery.Alias{Aliasname: alias.Aliasname}, fallback)
		s.fail(-1, codeColumnReference, "table %s has %d columns available but %d columns specified", quoted(e.name), len(e.columns), len(alias.Colnames))
	}
	s.named(e, alias, fallback)
}

func (s *scope) coldefMisplaced(r *pgquery.RangeFunction) {
	at := firstRawLocation(r.Coldeflist)
	if r.IsRowsfrom {
		s.fail(at, codeSyntax, "ROWS FROM() with multiple functions cannot have a column definition list")
	}
	s.fail(at, codeSyntax, "UNNEST() with multiple arguments cannot have a column definition list")
}

// functionPiece is one function of ROWS FROM.
type functionPiece struct {
	call *expr
	defs []*pgquery.Node
	name string
}

// splitUnnest makes unnest(a, b) the two calls that it stands for.
func (s *scope) splitUnnest(n *pgquery.Node, defs []*pgquery.Node) []*pgquery.Node {
	f := n.GetFuncCall()
	if f == nil || len(f.Funcname) != 1 || f.Funcname[0].GetString_().GetSval() != "unnest" || len(f.Args) < 2 || len(defs) > 0 ||
		len(f.AggOrder) > 0 || f.AggFilter != nil || f.Over != nil || f.AggStar || f.AggDistinct || f.FuncVariadic {
		return []*pgquery.Node{n}
	}
	var out []*pgquery.Node
	for _, arg := range f.Args {
		out = append(out, &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: &pgquery.FuncCall{
			Funcname: []*pgquery.Node{pgquery.MakeStrNode("pg_catalog"), pgquery.MakeStrNode("unnest")}, Args: []*pgquery.Node{arg}, Location: f.Location,
		}}})
	}
	return out
}

func (s *scope) functionInFrom(n *pgquery.Node) *expr {
	last := s.lastSet
	s.lastSet = nil
	var e *expr
	s.within(clauseFromFunction, func() { e = s.expression(n) })
	if s.lastSet != nil && e != s.lastSet && e.node != s.lastSet.node && !sameCall(e, s.lastSet) {
		s.fail(s.lastSet.location(), codeUnsupported, "set-returning functions must appear at top level of FROM")
	}
	s.lastSet = last
	if e.typ.OID == unknownType {
		e = s.coerceUnknown(e, textType)
	}
	return e
}

func sameCall(x, y *expr) bool { return x.kind == y.kind && x.id == y.id && x.loc == y.loc }

// functionColumns adds the columns that a function gives (get_expr_result_type).
func (s *scope) functionColumns(e *entry, p functionPiece, r *pgquery.RangeFunction, count int) {
	a := s.a
	if p.call.open() {
		if len(p.defs) > 0 {
			s.definedColumns(e, p.defs)
			return
		}
		e.open = true
		return
	}
	var f *Function
	if p.call.kind == kindFunction || p.call.kind == kindAggregate {
		f = a.functionByID(p.call.id, p.call.text)
	}
	var out []Column
	if f != nil {
		out = a.outColumns(f, p.call.args)
	}
	composite := a.composite(a.base(p.call.typ.OID))
	if len(p.defs) > 0 {
		at := firstRawLocation(p.defs)
		switch {
		case p.call.typ.OID == recordType && len(out) > 0:
			s.fail(at, codeSyntax, "a column definition list is redundant for a function with OUT parameters")
		case composite != nil:
			s.fail(at, codeSyntax, "a column definition list is redundant for a function returning a named composite type")
		case p.call.typ.OID != recordType:
			s.fail(at, codeSyntax, "a column definition list is only allowed for functions returning \"record\"")
		}
		s.definedColumns(e, p.defs)
		return
	}
	switch {
	case composite != nil:
		for _, c := range composite.Columns {
			e.columns = append(e.columns, entryColumn{name: c.Name, typ: c.Type})
		}
		e.open = e.open || composite.Open
	case p.call.typ.OID == recordType && len(out) > 0:
		for _, c := range out {
			e.columns = append(e.columns, entryColumn{name: c.Name, typ: c.Type})
		}
	case p.call.typ.OID == recordType:
		s.fail(p.call.location(), codeSyntax, "a column definition list is required for functions returning \"record\"")
	default:
		s.scalarColumn(e, p, f, r, count)
	}
}

// scalarColumn is chooseScalarFunctionAlias.
func (s *scope) scalarColumn(e *entry, p functionPiece, f *Function, r *pgquery.RangeFunction, count int) {
	if t := s.a.c.types[p.call.typ.OID]; t != nil && t.kind == 'p' && t.oid != voidType {
		s.fail(p.call.location(), codeDatatypeMismatch, "function %s in FROM has unsupported return type %s", quoted(p.name), s.a.spell(p.call.typ.OID))
	}
	name := p.name
	if out := outNames(f); len(out) == 1 && out[0] != "" {
		name = out[0]
	} else if count == 1 && r.Alias != nil {
		name = r.Alias.Aliasname
	}
	e.columns = append(e.columns, entryColumn{name: name, typ: p.call.typ})
	e.single = count == 1
}

func outNames(f *Function) []string {
	var out []string
	if f == nil {
		return nil
	}
	for i, m := range f.modes {
		if (m == 'o' || m == 'b' || m == 't') && i < len(f.names) {
			out = append(out, f.names[i])
		}
	}
	return out
}

// outColumns gives the columns of a function that returns record by its OUT arguments, nil when
// it has none.
func (a *analyzer) outColumns(f *Function, args []*expr) []Column {
	var out []Column
	for i, m := range f.modes {
		if m != 'o' && m != 'b' && m != 't' {
			continue
		}
		c := Column{Type: plain(f.allArgs[i])}
		if i < len(f.names) {
			c.Name = f.names[i]
		}
		if c.Name == "" {
			c.Name = "column" + itoa(len(out)+1)
		}
		if isPolymorphic(c.Type.OID) {
			declared := append([]uint32(nil), f.Args...)
			t, _, bad := a.resolveGenerics(typesOf(args), declared, c.Type.OID, true)
			if c.Type.OID = t; bad != nil {
				c.Type.OID = Open
			}
		}
		out = append(out, c)
	}
	return out
}

// definedColumns are those of AS (name type, …).
func (s *scope) definedColumns(e *entry, defs []*pgquery.Node) {
	for i, n := range defs {
		d := n.GetColumnDef()
		if d == nil {
			continue
		}
		for _, o := range defs[:i] {
			if o.GetColumnDef().GetColname() == d.Colname {
				s.fail(-1, codeDuplicateColumn, "column name %s specified more than once", quoted(d.Colname))
			}
		}
		e.columns = append(e.columns, entryColumn{name: d.Colname, typ: s.typeName(d.TypeName)})
	}
}
