package analysis

import (
	"github.com/trailgres/trailgres/internal/pgerr"
)

// How willing a coercion may be (CoercionContext).
const (
	implicit   = 'i'
	assignment = 'b' // between implicit and explicit
	explicit   = 'e'
)

// pathway is how one type becomes another (CoercionPathType).
type pathway uint8

const (
	noPath pathway = iota
	relabel
	viaFunction
	viaArray
	viaText
)

// path is find_coercion_pathway of parse_coerce.c.
func (a *analyzer) path(target, source uint32, context byte) (pathway, uint32) {
	source, target = a.base(source), a.base(target)
	if source == target {
		return relabel, 0
	}
	if row, ok := a.c.casts[[2]uint32{source, target}]; ok {
		needs := row.context
		if needs == 'a' {
			needs = assignment
		}
		if rank(context) >= rank(needs) {
			switch row.method {
			case 'f':
				return viaFunction, row.function
			case 'i':
				return viaText, 0
			}
			return relabel, 0
		}
		return noPath, 0
	}
	if target != oidvectorType && target != int2vectorType {
		if te, se := a.elementOf(target), a.elementOf(source); te != 0 && se != 0 {
			if p, _ := a.path(te, se, context); p != noPath {
				return viaArray, 0
			}
		}
	}
	if context != implicit && a.category(target) == 'S' || context == explicit && a.category(source) == 'S' {
		return viaText, 0
	}
	return noPath, 0
}

func rank(context byte) int {
	switch context {
	case implicit:
		return 0
	case assignment:
		return 1
	}
	return 2
}

// canCoerce is can_coerce_type: whether arguments of these types can be passed.
func (a *analyzer) canCoerce(inputs, targets []uint32, context byte) bool {
	generic := false
	for i, in := range inputs {
		target := targets[i]
		if isPolymorphic(target) {
			generic = true
			continue
		}
		if !a.canCoerceOne(in, target, context) {
			return false
		}
	}
	return !generic || a.consistentGenerics(inputs, targets)
}

func (a *analyzer) canCoerceOne(in, target uint32, context byte) bool {
	if in == target || target == anyType || in == unknownType || in == Open || target == Open {
		return true
	}
	if p, _ := a.path(target, in, context); p != noPath {
		return true
	}
	switch {
	case in == recordType && a.isComplex(target), a.isComplex(in) && target == recordType:
		return true
	case in == recordArrayType && a.isComplex(a.elementOf(target)), target == recordArrayType && a.isComplex(a.elementOf(in)):
		return true
	}
	return false
}

// coerceTo is coerce_to_target_type: e as a value of the type, or nil when there is
// no way.
func (s *scope) coerceTo(e *expr, target Type, context byte, location int32, asCast bool) *expr {
	a := s.a
	if e.open() || target.OID == Open {
		return e.asOpen(target)
	}
	if !a.canCoerce([]uint32{e.typ.OID}, []uint32{target.OID}, context) {
		return nil
	}
	out := s.coerce(e, target, context, location, asCast)
	if target.Mod >= 0 && out.typ.Mod != target.Mod {
		if out == e || !out.implicit {
			out = &expr{kind: kindCoerce, typ: out.typ, node: e.node, loc: -1, args: []*expr{out}, implicit: !asCast}
		}
		out.typ.Mod = target.Mod
		s.a.note(e, out.typ, asCast)
	}
	return out
}

// asOpen gives what an open expression becomes by a coercion: the type is known then.
func (e *expr) asOpen(target Type) *expr {
	return &expr{kind: kindCoerce, typ: target, node: e.node, loc: e.loc, args: []*expr{e}, implicit: true}
}

// note keeps an implicit coercion for the caller.
func (a *analyzer) note(e *expr, to Type, asCast bool) {
	if e.node != nil && !asCast {
		a.result.Casts[e.node] = to
	}
}

// coerce is coerce_type: e must be coercible.
func (s *scope) coerce(e *expr, target Type, context byte, location int32, asCast bool) *expr {
	a := s.a
	from := e.typ.OID
	switch {
	case from == target.OID, e.open(), target.OID == Open:
		return e
	case target.OID == anyType, isPolymorphicExceptArrays(target.OID):
		return e
	case isPolymorphic(target.OID):
		if from != unknownType {
			return e
		}
	}
	if from == unknownType && e.kind == kindConst {
		return s.coerceLiteral(e, target, asCast)
	}
	if from == unknownType && e.kind == kindParam {
		return s.coerceParam(e, target, location)
	}
	if e.kind == kindCollate {
		inner := s.coerce(e.args[0], target, context, location, asCast)
		out := *e
		out.args, out.typ = []*expr{inner}, inner.typ
		if a.category(target.OID) == 'S' || a.collatable(target.OID) {
			return &out
		}
		return inner
	}
	p, function := a.path(target.OID, from, context)
	out := &expr{kind: kindCoerce, typ: plain(target.OID), node: e.node, loc: location, args: []*expr{e}, id: function, implicit: !asCast}
	if p == relabel && a.base(from) == a.base(target.OID) {
		out.typ.Mod = e.typ.Mod
	}
	if p == noPath && from == recordType && a.isComplex(target.OID) {
		return s.coerceRecord(e, target, context, location, asCast)
	}
	a.note(e, out.typ, asCast)
	return out
}

func isPolymorphicExceptArrays(oid uint32) bool {
	switch oid {
	case anyelementType, anynonarrayType, anycompatible, anycompatibleNonarray:
		return true
	}
	return false
}

// coerceLiteral makes an unknown literal a constant of the type, as its input function
// would.
func (s *scope) coerceLiteral(e *expr, target Type, asCast bool) *expr {
	base := s.a.baseType(target)
	if !e.null {
		s.a.checkInput(e.text, base, e.loc)
	}
	out := &expr{kind: kindConst, typ: plain(target.OID), node: e.node, loc: e.loc, text: e.text, null: e.null}
	if target.OID == intervalType || s.a.isDomain(target.OID) {
		out.typ.Mod = target.Mod
	}
	s.a.note(e, out.typ, asCast)
	return out
}

// coerceRecord makes a row constructor a composite (coerce_record_to_complex).
func (s *scope) coerceRecord(e *expr, target Type, context byte, location int32, asCast bool) *expr {
	out := &expr{kind: kindCoerce, typ: plain(target.OID), node: e.node, loc: location, args: []*expr{e}}
	r := s.a.composite(s.a.base(target.OID))
	if e.kind != kindRow || r == nil || r.Open {
		if e.kind != kindRow && e.kind != kindVar {
			s.cannotCast(e, target.OID)
		}
		return out
	}
	refuse := func(detail string, at int32) {
		s.a.failWith(at, pgerr.New(codeCannotCoerce, "cannot cast type %s to %s", s.a.spell(recordType), s.a.spell(target.OID)).WithDetail("%s", detail))
	}
	if len(e.args) < len(r.Columns) {
		refuse("Input has too few columns.", e.location())
	}
	if len(e.args) > len(r.Columns) {
		refuse("Input has too many columns.", e.location())
	}
	args := make([]*expr, len(e.args))
	for i, arg := range e.args {
		want := r.Columns[i].Type
		if args[i] = s.coerceTo(arg, want, context, -1, false); args[i] == nil {
			s.a.failWith(arg.location(), pgerr.New(codeCannotCoerce, "cannot cast type %s to %s", s.a.spell(recordType), s.a.spell(target.OID)).
				WithDetail("Cannot cast type %s to %s in column %d.", s.a.spell(arg.typ.OID), s.a.spell(want.OID), i+1))
		}
	}
	s.a.note(e, out.typ, asCast)
	return out
}

func (s *scope) cannotCast(e *expr, target uint32) {
	s.fail(e.location(), codeCannotCoerce, "cannot cast type %s to %s", s.a.spell(e.typ.OID), s.a.spell(target))
}

// boolean is coerce_to_boolean.
func (s *scope) boolean(e *expr, construct string) *expr {
	return s.specific(e, plain(boolType), construct)
}

// specific is coerce_to_specific_type_typmod.
func (s *scope) specific(e *expr, target Type, construct string) *expr {
	if e.typ.OID != target.OID && !e.open() {
		out := s.coerceTo(e, target, assignment, -1, false)
		if out == nil {
			s.fail(e.location(), codeDatatypeMismatch, "argument of %s must be type %s, not type %s", construct, s.a.spell(target.OID), s.a.spell(e.typ.OID))
		}
		e = out
	}
	if e.set {
		s.fail(e.location(), codeDatatypeMismatch, "argument of %s must not return a set", construct)
	}
	return e
}

// commonType is select_common_type. When soft, no common type is unknown's 0 and false.
func (s *scope) commonType(list []*expr, construct string, soft bool) (uint32, *expr, bool) {
	a := s.a
	for _, e := range list {
		if e.open() {
			return Open, e, true
		}
	}
	best := list[0]
	if best.typ.OID != unknownType {
		same := true
		for _, e := range list[1:] {
			same = same && e.typ.OID == best.typ.OID
		}
		if same {
			return best.typ.OID, best, true
		}
	}
	t := a.base(best.typ.OID)
	for _, e := range list[1:] {
		n := a.base(e.typ.OID)
		switch {
		case n == unknownType || n == t:
		case t == unknownType:
			best, t = e, n
		case a.category(n) != a.category(t):
			if soft {
				return 0, nil, false
			}
			s.fail(e.location(), codeDatatypeMismatch, "%s types %s and %s cannot be matched", construct, a.spell(t), a.spell(n))
		case !a.preferred(t) && a.canCoerce([]uint32{t}, []uint32{n}, implicit) && !a.canCoerce([]uint32{n}, []uint32{t}, implicit):
			best, t = e, n
		}
	}
	if t == unknownType {
		t = textType
	}
	return t, best, true
}

// toCommon is coerce_to_common_type.
func (s *scope) toCommon(e *expr, target uint32, construct string) *expr {
	if e.typ.OID == target || target == Open || e.open() {
		return e
	}
	if !s.a.canCoerce([]uint32{e.typ.OID}, []uint32{target}, implicit) {
		s.fail(e.location(), codeCannotCoerce, "%s could not convert type %s to %s", construct, s.a.spell(e.typ.OID), s.a.spell(target))
	}
	return s.coerce(e, plain(target), implicit, -1, false)
}

// common finds the common type of a list and coerces all to it; the modifier is theirs
// when they agree.
func (s *scope) common(list []*expr, construct string) Type {
	t, _, _ := s.commonType(list, construct, false)
	for i := range list {
		list[i] = s.toCommon(list[i], t, construct)
	}
	return Type{t, commonMod(list, t)}
}

// commonMod is select_common_typmod.
func commonMod(list []*expr, t uint32) int32 {
	for _, e := range list {
		if e.typ.OID != t || e.typ.Mod != list[0].typ.Mod {
			return -1
		}
	}
	return list[0].typ.Mod
}

// collatable says whether COLLATE may stand after a value of the type.
func (a *analyzer) collatable(oid uint32) bool {
	t := a.c.types[oid]
	return t != nil && t.collation != 0 && oid != unknownType
}
