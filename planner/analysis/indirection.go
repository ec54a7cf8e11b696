package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// typeCast is transformTypeCast.
func (s *scope) typeCast(c *pgquery.TypeCast) *expr {
	target := s.typeName(c.TypeName)
	var arg *expr
	if array := c.Arg.GetAArrayExpr(); array != nil {
		base := s.a.baseType(target)
		if element := s.a.elementOf(base.OID); element != 0 {
			arg = s.arrayExpr(c.Arg, array, base, element)
			arg.node = c.Arg
			s.a.result.Types[c.Arg] = arg.typ
		}
	}
	if arg == nil {
		arg = s.expression(c.Arg)
	}
	if arg.open() {
		return &expr{kind: kindCoerce, typ: target, loc: c.Location, args: []*expr{arg}}
	}
	location := c.Location
	if location < 0 {
		location = c.TypeName.GetLocation()
	}
	out := s.coerceTo(arg, target, explicit, location, true)
	if out == nil {
		s.fail(location, codeCannotCoerce, "cannot cast type %s to %s", s.a.spell(arg.typ.OID), s.a.spell(target.OID))
	}
	copied := *out
	copied.node = nil
	return &copied
}

// arrayExpr is transformArrayExpr; element is 0 when no cast says what it is.
func (s *scope) arrayExpr(n *pgquery.Node, x *pgquery.A_ArrayExpr, target Type, element uint32) *expr {
	out := &expr{kind: kindArray, typ: plain(target.OID), loc: x.Location}
	nested := false
	for _, n := range x.Elements {
		var e *expr
		if inner := n.GetAArrayExpr(); inner != nil {
			e = s.arrayExpr(n, inner, target, element)
			e.node = n
			s.a.result.Types[n] = e.typ
			nested = true
		} else {
			e = s.expression(n)
			nested = nested || e.typ.OID != int2vectorType && e.typ.OID != oidvectorType && s.a.elementOf(e.typ.OID) != 0
		}
		out.args = append(out.args, e)
	}
	if element != 0 {
		s.arrayOf(out, target, element, nested)
		return out
	}
	if len(out.args) == 0 {
		s.a.failWith(x.Location, pgerr.New(codeIndeterminateType, "cannot determine type of empty array").
			WithHint("Explicitly cast to the desired type, for example ARRAY[]::integer[]."))
	}
	t, _, _ := s.commonType(out.args, "ARRAY", false)
	if t == Open {
		out.kind, out.typ = kindOpen, plain(Open)
		return out
	}
	if nested {
		out.typ.OID = t
	} else if out.typ.OID = s.a.arrayOf(t); s.a.noArray(t) {
		s.fail(x.Location, codeUndefinedObject, "could not find array type for data type %s", s.a.spell(t))
	}
	for i, e := range out.args {
		out.args[i] = s.toCommon(e, t, "ARRAY")
	}
	if len(out.args) > 0 {
		out.typ.Mod = commonMod(out.args, t)
	}
	return out
}

// arrayOf coerces the elements to what a cast of the array asks for.
func (s *scope) arrayOf(out *expr, target Type, element uint32, nested bool) {
	want := Type{element, target.Mod}
	if nested {
		want = target
	}
	for i, e := range out.args {
		if e.open() {
			continue
		}
		c := s.coerceTo(e, want, explicit, -1, false)
		if c == nil {
			s.fail(e.location(), codeCannotCoerce, "cannot cast type %s to %s", s.a.spell(e.typ.OID), s.a.spell(want.OID))
		}
		out.args[i] = c
	}
	out.typ = target
}

// indirection is transformIndirection: subscripts and fields.
func (s *scope) indirection(x *pgquery.A_Indirection) *expr {
	base := s.expression(x.Arg)
	var subscripts []*pgquery.A_Indices
	flush := func() {
		if len(subscripts) > 0 {
			base = s.subscript(base, subscripts)
			subscripts = nil
		}
	}
	for _, n := range x.Indirection {
		switch v := n.GetNode().(type) {
		case *pgquery.Node_AIndices:
			subscripts = append(subscripts, v.AIndices)
		case *pgquery.Node_AStar:
			s.fail(base.location(), codeUnsupported, "row expansion via \"*\" is not supported here")
		case *pgquery.Node_String_:
			flush()
			base = s.fieldOf(base, v.String_.Sval)
		}
	}
	flush()
	return base
}

func (s *scope) fieldOf(base *expr, name string) *expr {
	location := base.location()
	if base.open() {
		return &expr{kind: kindOpen, loc: location, args: []*expr{base}}
	}
	if e := s.callOrColumn(&call{names: []string{name}, args: []*expr{base}, location: location}); e != nil {
		return e
	}
	if base.kind == kindVar && base.attr != wholeRow && base.typ.OID == recordType {
		// A column that a function's OUT parameters make a row of, whose fields are not
		// followed.
		return &expr{kind: kindOpen, loc: location, args: []*expr{base}}
	}
	s.unknownAttribute(base, name, location)
	return nil
}

// unknownAttribute is unknown_attribute of parse_expr.c.
func (s *scope) unknownAttribute(base *expr, name string, location int32) {
	t := base.typ.OID
	switch {
	case base.kind == kindVar && base.attr == wholeRow:
		s.fail(location, codeUndefinedColumn, "column %s.%s does not exist", base.entry.name, name)
	case s.a.isComplex(t):
		s.fail(location, codeUndefinedColumn, "column %s not found in data type %s", quoted(name), s.a.spell(t))
	case t == recordType:
		s.fail(location, codeUndefinedColumn, "could not identify column %s in record data type", quoted(name))
	}
	s.fail(location, codeWrongObjectType, "column notation .%s applied to type %s, which is not a composite type", name, s.a.spell(t))
}

// subscript is transformContainerSubscripts with arraysubs.c and jsonbsubs.c.
func (s *scope) subscript(base *expr, list []*pgquery.A_Indices) *expr {
	a := s.a
	if base.open() {
		return &expr{kind: kindOpen, loc: base.location(), args: []*expr{base}}
	}
	container := a.baseType(base.typ)
	switch container.OID { // transformContainerType
	case int2vectorType:
		container.OID = 1005
	case oidvectorType:
		container.OID = 1028
	}
	t := a.c.types[container.OID]
	if t == nil && a.rowArrays[container.OID] == 0 || t != nil && t.handler == 0 {
		s.fail(base.location(), codeDatatypeMismatch, "cannot subscript type %s because it does not support subscripting", a.spell(base.typ.OID))
	}
	out := &expr{kind: kindSubscript, loc: -1, args: []*expr{base}}
	slice := false
	for _, i := range list {
		slice = slice || i.IsSlice
	}
	if t != nil && t.handler == jsonbHandler {
		s.jsonbSubscripts(out, list)
		return out
	}
	for _, i := range list {
		for _, n := range []*pgquery.Node{i.Lidx, i.Uidx} {
			if n != nil {
				out.args = append(out.args, s.arraySubscript(s.expression(n)))
			}
		}
	}
	if len(list) > 6 {
		s.fail(-1, "54000", "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(list), 6)
	}
	switch {
	case slice:
		out.typ = container
	case t != nil:
		out.typ = Type{t.element, container.Mod}
	default:
		out.typ = plain(a.rowArrays[container.OID])
	}
	out.text = map[bool]string{true: "slice"}[slice]
	return out
}

func (s *scope) arraySubscript(e *expr) *expr {
	if e.open() {
		return e
	}
	c := s.coerceTo(e, plain(int4Type), assignment, -1, false)
	if c == nil {
		s.fail(e.location(), codeDatatypeMismatch, "array subscript must have type integer")
	}
	return c
}

// jsonbSubscripts is jsonb_subscript_transform.
func (s *scope) jsonbSubscripts(out *expr, list []*pgquery.A_Indices) {
	out.typ = plain(jsonbType)
	for _, i := range list {
		if i.IsSlice {
			at := i.Lidx
			if i.Uidx != nil {
				at = i.Uidx
			}
			s.fail(rawLocation(at), codeDatatypeMismatch, "jsonb subscript does not support slices")
		}
		e := s.expression(i.Uidx)
		switch t := e.typ.OID; {
		case t == Open:
		case t == unknownType:
			e = s.coerceUnknown(e, textType)
		default:
			toInt := s.a.canCoerceOne(t, int4Type, implicit)
			toText := s.a.canCoerceOne(t, textType, implicit)
			if toInt && toText {
				s.a.failWith(e.location(), pgerr.New(codeDatatypeMismatch, "subscript type %s is not supported", s.a.spell(t)).
					WithHint("jsonb subscript must be coercible to only one type, integer or text."))
			}
			if !toInt && !toText {
				s.a.failWith(e.location(), pgerr.New(codeDatatypeMismatch, "subscript type %s is not supported", s.a.spell(t)).
					WithHint("jsonb subscript must be coercible to either integer or text."))
			}
			want := uint32(textType)
			if toInt {
				want = int4Type
			}
			e = s.coerce(e, plain(want), implicit, -1, false)
		}
		out.args = append(out.args, e)
	}
}
