package analysis

import "github.com/trailgres/trailgres/internal/pgerr"

// generics collects what polymorphic arguments are given.
type generics struct {
	elem, array, rng, multi   uint32
	celem                     []uint32
	crng, cmulti              uint32
	nonarray, enum, cnonarray bool
	haveUnknown, haveCompat   bool
	have1                     bool
	count1                    int // arguments of anyelement's family
}

// mismatch is why types do not fit, with format arguments spelled.
type mismatch struct{ message, detail string }

func (a *analyzer) consistentGenerics(inputs, targets []uint32) bool {
	_, _, bad := a.resolveGenerics(inputs, append([]uint32(nil), targets...), 0, false)
	return bad == nil
}

// enforce is enforce_generic_type_consistency: it replaces the polymorphic types among
// the declared by real ones and gives the result's.
func (s *scope) enforce(actual, declared []uint32, result uint32, allowPoly bool) uint32 {
	for i, t := range actual {
		if t == Open && i < len(declared) && (isPolymorphic(result) || isPolymorphic(declared[i])) {
			for j := range declared {
				if isPolymorphic(declared[j]) {
					declared[j] = Open
				}
			}
			if isPolymorphic(result) {
				return Open
			}
			return result
		}
	}
	out, _, bad := s.a.resolveGenerics(actual, declared, result, true)
	if bad != nil {
		e := pgerr.New(codeDatatypeMismatch, "%s", bad.message)
		e.Detail = bad.detail
		s.a.failWith(-1, e)
	}
	return out
}

// resolveGenerics is the common part of check_ and enforce_generic_type_consistency.
func (a *analyzer) resolveGenerics(actual, declared []uint32, result uint32, enforce bool) (uint32, *generics, *mismatch) {
	g := &generics{}
	if bad := a.collect(g, actual, declared); bad != nil {
		return 0, nil, bad
	}
	compat, bad := a.settle(g, enforce)
	if bad != nil {
		return 0, nil, bad
	}
	if !enforce {
		return 0, g, nil
	}
	if g.have1 && g.elem == 0 && g.rng == 0 && g.multi == 0 {
		// all of the first family are unknown
		return 0, nil, &mismatch{"could not determine polymorphic type because input has type " + a.spell(unknownType), ""}
	}
	if g.array == anyarrayType && (g.count1 != 1 || result != anyarrayType && isFamily1(result)) {
		return 0, nil, &mismatch{"cannot determine element type of \"anyarray\" argument", ""}
	}
	for i, t := range declared {
		if r := a.concrete(g, compat, t); r != 0 {
			if i < len(actual) && actual[i] == unknownType || t != anyarrayType && t != anyrangeType && t != anymultirange ||
				isPolymorphic(t) {
				declared[i] = r
			}
		}
	}
	if !isPolymorphic(result) {
		return result, g, nil
	}
	if r := a.concrete(g, compat, result); r != 0 {
		return r, g, nil
	}
	switch result {
	case anyarrayType, anycompatibleArray:
		e := g.elem
		if result == anycompatibleArray {
			e = compat
		}
		if a.rows[e] != nil {
			return Open, g, nil
		}
		return 0, nil, &mismatch{"could not find array type for data type " + a.spell(e), ""}
	}
	return 0, nil, &mismatch{"could not determine polymorphic type " + a.spell(result) + " because input has type " + a.spell(unknownType), ""}
}

// concrete gives the real type in the place of a polymorphic one.
func (a *analyzer) concrete(g *generics, compat, t uint32) uint32 {
	switch t {
	case anyelementType, anynonarrayType, anyenumType:
		return g.elem
	case anyarrayType:
		if g.array != 0 {
			return g.array
		}
		return a.arrayOf(g.elem)
	case anyrangeType:
		return g.rng
	case anymultirange:
		return g.multi
	case anycompatible, anycompatibleNonarray:
		return compat
	case anycompatibleArray:
		return a.arrayOf(compat)
	case anycompatibleRange:
		return g.crng
	case anycompatibleMultirange:
		return g.cmulti
	}
	return 0
}

func (a *analyzer) collect(g *generics, actual, declared []uint32) *mismatch {
	for i, d := range declared {
		if i >= len(actual) {
			break
		}
		t := actual[i]
		if isFamily1(d) {
			g.have1 = true
			g.count1++
		}
		g.nonarray = g.nonarray || d == anynonarrayType
		g.enum = g.enum || d == anyenumType
		g.cnonarray = g.cnonarray || d == anycompatibleNonarray
		g.haveCompat = g.haveCompat || isFamily2(d)
		if isPolymorphic(d) && t == unknownType {
			g.haveUnknown = true
			continue
		}
		if t == Open {
			continue
		}
		if bad := a.collectOne(g, d, t); bad != nil {
			return bad
		}
	}
	return nil
}

func (a *analyzer) collectOne(g *generics, d, t uint32) *mismatch {
	same := func(slot *uint32, name string) *mismatch {
		if *slot != 0 && *slot != t {
			return &mismatch{`arguments declared "` + name + `" are not all alike`, a.spell(*slot) + " versus " + a.spell(t)}
		}
		*slot = t
		return nil
	}
	switch d {
	case anyelementType, anynonarrayType, anyenumType:
		return same(&g.elem, "anyelement")
	case anyarrayType:
		t = a.base(t)
		return same(&g.array, "anyarray")
	case anyrangeType:
		t = a.base(t)
		return same(&g.rng, "anyrange")
	case anymultirange:
		t = a.base(t)
		return same(&g.multi, "anymultirange")
	case anycompatible, anycompatibleNonarray:
		g.celem = append(g.celem, t)
	case anycompatibleArray:
		t = a.base(t)
		e := a.elementOf(t)
		if e == 0 {
			return &mismatch{"argument declared anycompatiblearray is not an array but type " + a.spell(t), ""}
		}
		g.celem = append(g.celem, e)
	case anycompatibleRange:
		t = a.base(t)
		if bad := same(&g.crng, "anycompatiblerange"); bad != nil {
			return bad
		}
		r, ok := a.rangeOf(t)
		if !ok {
			return &mismatch{"argument declared anycompatiblerange is not a range type but type " + a.spell(t), ""}
		}
		g.celem = append(g.celem, r.element)
	case anycompatibleMultirange:
		t = a.base(t)
		if bad := same(&g.cmulti, "anycompatiblemultirange"); bad != nil {
			return bad
		}
		r, ok := a.multirangeOf(t)
		if !ok {
			return &mismatch{"argument declared anycompatiblemultirange is not a multirange type but type " + a.spell(t), ""}
		}
		g.crng = r.rng
		g.celem = append(g.celem, r.element)
	}
	return nil
}

// settle makes the collected types agree; it gives anycompatible's common type.
func (a *analyzer) settle(g *generics, enforce bool) (uint32, *mismatch) {
	if g.array != 0 && g.array != anyarrayType {
		e := a.elementOf(g.array)
		if e == 0 {
			return 0, &mismatch{"argument declared anyarray is not an array but type " + a.spell(g.array), ""}
		}
		if g.elem == 0 {
			g.elem = e
		} else if g.elem != e {
			return 0, &mismatch{"argument declared anyarray is not consistent with argument declared anyelement", a.spell(g.array) + " versus " + a.spell(g.elem)}
		}
	} else if g.array == anyarrayType && g.elem == 0 {
		g.elem = anyelementType
	}
	if bad := a.settleRanges(g); bad != nil {
		return 0, bad
	}
	if g.nonarray && g.elem != 0 && a.baseElement(g.elem) != 0 {
		return 0, &mismatch{"type matched to anynonarray is an array type: " + a.spell(g.elem), ""}
	}
	if g.enum && g.elem != 0 && !a.isEnum(g.elem) {
		return 0, &mismatch{"type matched to anyenum is not an enum type: " + a.spell(g.elem), ""}
	}
	if !g.haveCompat {
		return 0, nil
	}
	return a.settleCompatible(g, enforce)
}

func (a *analyzer) settleRanges(g *generics) *mismatch {
	if g.multi != 0 {
		r, ok := a.multirangeOf(g.multi)
		if !ok {
			return &mismatch{"argument declared anymultirange is not a multirange type but type " + a.spell(g.multi), ""}
		}
		if g.rng == 0 {
			g.rng = r.rng
		} else if g.rng != r.rng {
			return &mismatch{"argument declared anymultirange is not consistent with argument declared anyrange", a.spell(g.multi) + " versus " + a.spell(g.rng)}
		}
	}
	if g.rng == 0 {
		return nil
	}
	r, ok := a.rangeOf(g.rng)
	if !ok {
		return &mismatch{"argument declared anyrange is not a range type but type " + a.spell(g.rng), ""}
	}
	if g.multi == 0 {
		g.multi = r.multi
	}
	if g.elem == 0 {
		g.elem = r.element
	} else if g.elem != r.element {
		return &mismatch{"argument declared anyrange is not consistent with argument declared anyelement", a.spell(g.rng) + " versus " + a.spell(g.elem)}
	}
	return nil
}

func (a *analyzer) settleCompatible(g *generics, enforce bool) (uint32, *mismatch) {
	compat := uint32(0)
	if len(g.celem) > 0 {
		list := make([]*expr, len(g.celem))
		for i, t := range g.celem {
			list[i] = &expr{kind: kindPlaceholder, typ: plain(t), loc: -1}
		}
		s := &scope{a: a}
		t, _, ok := s.commonType(list, "", true)
		if !ok {
			first, second := a.firstConflict(g.celem)
			return 0, &mismatch{"arguments of anycompatible family cannot be cast to a common type", a.spell(first) + " versus " + a.spell(second)}
		}
		compat = t
		for _, e := range g.celem {
			if !a.canCoerceOne(e, compat, implicit) {
				return 0, &mismatch{"arguments of anycompatible family cannot be cast to a common type", ""}
			}
		}
		if g.crng != 0 {
			if r, _ := a.rangeOf(g.crng); r.element != compat {
				return 0, &mismatch{"anycompatiblerange type " + a.spell(g.crng) + " does not match anycompatible type " + a.spell(compat), ""}
			}
		}
		if g.cnonarray && a.baseElement(compat) != 0 {
			return 0, &mismatch{"type matched to anycompatiblenonarray is an array type: " + a.spell(compat), ""}
		}
	} else if enforce {
		compat = textType
	}
	if g.crng != 0 && g.cmulti == 0 {
		r, _ := a.rangeOf(g.crng)
		g.cmulti = r.multi
	}
	return compat, nil
}

func (a *analyzer) firstConflict(list []uint32) (first, second uint32) {
	for _, t := range list[1:] {
		if a.category(t) != a.category(list[0]) {
			return list[0], t
		}
	}
	return list[0], list[len(list)-1]
}
