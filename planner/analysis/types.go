package analysis

import "fmt"

// OIDs of types that analysis names (pg_type.dat).
const (
	boolType        = 16
	byteaType       = 17
	charType        = 18 // "char"
	nameType        = 19
	int8Type        = 20
	int2Type        = 21
	int2vectorType  = 22
	int4Type        = 23
	regprocType     = 24
	textType        = 25
	oidType         = 26
	tidType         = 27
	xidType         = 28
	cidType         = 29
	oidvectorType   = 30
	jsonType        = 114
	xmlType         = 142
	cidrType        = 650
	float4Type      = 700
	float8Type      = 701
	unknownType     = 705
	inetType        = 869
	bpcharType      = 1042
	varcharType     = 1043
	dateType        = 1082
	timeType        = 1083
	timestampType   = 1114
	timestamptzType = 1184
	intervalType    = 1186
	timetzType      = 1266
	bitType         = 1560
	varbitType      = 1562
	numericType     = 1700
	refcursorType   = 1790
	recordType      = 2249
	anyType         = 2276
	anyarrayType    = 2277
	voidType        = 2278
	recordArrayType = 2287
	anyelementType  = 2283
	anynonarrayType = 2776
	uuidType        = 2950
	anyenumType     = 3500
	jsonbType       = 3802
	anyrangeType    = 3831
	jsonpathType    = 4072
	anymultirange   = 4537

	anycompatible           = 5077
	anycompatibleArray      = 5078
	anycompatibleNonarray   = 5079
	anycompatibleRange      = 5080
	anycompatibleMultirange = 4538
)

// Handlers of subscripts (pg_proc.dat): array_subscript_handler and jsonb's.
const (
	arrayHandler    = 6179
	rawArrayHandler = 6180
	jsonbHandler    = 6098
)

func plain(oid uint32) Type { return Type{oid, -1} }

// spell gives a type's name as PostgreSQL's messages have it (format_type_be).
func (a *analyzer) spell(oid uint32) string {
	if t := a.c.types[oid]; t != nil {
		return t.spelling
	}
	if r := a.rows[oid]; r != nil {
		return quoteIdentifier(r.Name)
	}
	if oid == Open {
		return "-"
	}
	return "???"
}

// spellType gives a type's name with its modifier (format_type_with_typemod).
func (a *analyzer) spellType(t Type) string {
	if t.Mod < 0 {
		return a.spell(t.OID)
	}
	switch t.OID {
	case varcharType, bpcharType:
		return fmt.Sprintf("%s(%d)", a.spell(t.OID), t.Mod-4)
	case numericType:
		n := t.Mod - 4
		return fmt.Sprintf("numeric(%d,%d)", n>>16&0xffff, (n&0x7ff^1024)-1024)
	case bitType, varbitType:
		return fmt.Sprintf("%s(%d)", a.spell(t.OID), t.Mod)
	case timestampType:
		return fmt.Sprintf("timestamp(%d) without time zone", t.Mod)
	case timestamptzType:
		return fmt.Sprintf("timestamp(%d) with time zone", t.Mod)
	case timeType:
		return fmt.Sprintf("time(%d) without time zone", t.Mod)
	case timetzType:
		return fmt.Sprintf("time(%d) with time zone", t.Mod)
	}
	if e := a.elementOf(t.OID); e != 0 {
		return a.spellType(Type{e, t.Mod}) + "[]"
	}
	return a.spell(t.OID)
}

// base gives the type under a domain (getBaseType).
func (a *analyzer) base(oid uint32) uint32 {
	for {
		t := a.c.types[oid]
		if t == nil || t.kind != 'd' {
			return oid
		}
		oid = t.base
	}
}

// baseType is base with the modifier (getBaseTypeAndTypmod).
func (a *analyzer) baseType(of Type) Type {
	for {
		t := a.c.types[of.OID]
		if t == nil || t.kind != 'd' {
			return of
		}
		of = Type{t.base, t.mod}
	}
}

func (a *analyzer) category(oid uint32) byte {
	if t := a.c.types[oid]; t != nil {
		return t.category
	}
	if a.rows[oid] != nil {
		return 'C'
	}
	return 0
}

func (a *analyzer) preferred(oid uint32) bool {
	t := a.c.types[oid]
	return t != nil && t.preferred
}

// elementOf gives the element type of a true array type, 0 of any other (get_element_type).
func (a *analyzer) elementOf(oid uint32) uint32 {
	if t := a.c.types[oid]; t != nil && t.element != 0 && t.handler == arrayHandler {
		return t.element
	}
	if e := a.rowArrays[oid]; e != 0 {
		return e
	}
	return 0
}

// baseElement looks through a domain over an array (get_base_element_type).
func (a *analyzer) baseElement(oid uint32) uint32 { return a.elementOf(a.base(oid)) }

// arrayOf gives the array type of an element type, 0 when it has none (get_array_type).
func (a *analyzer) arrayOf(oid uint32) uint32 {
	if t := a.c.types[oid]; t != nil {
		return t.array
	}
	for array, e := range a.rowArrays {
		if e == oid {
			return array
		}
	}
	return 0
}

// noArray says that a type has no array type; of a row type that is not known.
func (a *analyzer) noArray(oid uint32) bool { return a.arrayOf(oid) == 0 && a.rows[oid] == nil }

func (a *analyzer) isDomain(oid uint32) bool {
	t := a.c.types[oid]
	return t != nil && t.kind == 'd'
}

func (a *analyzer) isEnum(oid uint32) bool {
	t := a.c.types[oid]
	return t != nil && t.kind == 'e'
}

// composite gives the relation whose row type this is, or nil.
func (a *analyzer) composite(oid uint32) *Relation {
	if r := a.rows[oid]; r != nil {
		return r
	}
	if t := a.c.types[oid]; t != nil && t.relation != 0 {
		return a.c.byOID[t.relation]
	}
	return nil
}

// isComplex says whether a type is that of a relation's rows (ISCOMPLEX).
func (a *analyzer) isComplex(oid uint32) bool {
	if a.rows[oid] != nil {
		return true
	}
	t := a.c.types[a.base(oid)]
	return t != nil && t.relation != 0
}

// rangeOf finds the range or multirange type.
func (a *analyzer) rangeOf(oid uint32) (rangeRow, bool) {
	for _, r := range a.c.ranges {
		if r.rng == oid {
			return r, true
		}
	}
	return rangeRow{}, false
}

func (a *analyzer) multirangeOf(oid uint32) (rangeRow, bool) {
	for _, r := range a.c.ranges {
		if r.multi == oid {
			return r, true
		}
	}
	return rangeRow{}, false
}

// isPolymorphic is PostgreSQL's IsPolymorphicType.
func isPolymorphic(oid uint32) bool { return isFamily1(oid) || isFamily2(oid) }

// isFamily1 is IsPolymorphicTypeFamily1: all anyelement's arguments are of one type.
func isFamily1(oid uint32) bool {
	switch oid {
	case anyelementType, anyarrayType, anynonarrayType, anyenumType, anyrangeType, anymultirange:
		return true
	}
	return false
}

// isFamily2 is IsPolymorphicTypeFamily2: anycompatible's arguments find a common type.
func isFamily2(oid uint32) bool {
	switch oid {
	case anycompatible, anycompatibleArray, anycompatibleNonarray, anycompatibleRange, anycompatibleMultirange:
		return true
	}
	return false
}

// TypeName spells a type of PostgreSQL's own as its messages do, with the modifier
// (format_type); "-" for what is open, "???" for a type of nobody's.
func TypeName(t Type) string { return (&analyzer{c: catalog()}).spellType(t) }
