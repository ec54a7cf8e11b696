package analysis

import (
	"fmt"
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// typeByName finds a type as the parts of its name have it, a relation's row type included; nil
// when there is none.
func (a *analyzer) typeByName(names []string) *pgType {
	name := names[len(names)-1]
	schema := ""
	if len(names) > 1 {
		schema = names[len(names)-2]
	}
	for _, t := range a.c.typeNames[name] {
		if t.namespace == pgCatalogNamespace && (schema == "" || schema == "pg_catalog") ||
			t.namespace != pgCatalogNamespace && schema == "information_schema" {
			return t
		}
	}
	if r := a.relation(schema, name); r != nil && !r.System && r.RowType != 0 {
		return &pgType{oid: r.RowType, name: r.Name, kind: 'c', category: 'C', relation: r.OID, spelling: quoteIdentifier(r.Name)}
	}
	return nil
}

// typeName is typenameTypeIdAndMod.
func (s *scope) typeName(t *pgquery.TypeName) Type {
	names := stringsOf(t.GetNames())
	if len(names) == 0 {
		return plain(Open)
	}
	if t.PctType {
		return s.columnType(t, names)
	}
	if len(names) > 3 {
		s.fail(t.Location, codeSyntax, "improper qualified name (too many dotted names): %s", strings.Join(names, "."))
	}
	found := s.a.typeByName(names)
	if found == nil {
		if len(names) > 1 && names[len(names)-2] != "pg_catalog" && !s.a.in.Schema.HasSchema(names[len(names)-2]) {
			s.fail(t.Location, codeUndefinedSchema, "schema %s does not exist", quoted(names[len(names)-2]))
		}
		s.noType(t, names)
	}
	mod := s.typeMod(t, found)
	oid := found.oid
	if len(t.ArrayBounds) > 0 {
		if oid = found.array; oid == 0 {
			if array := s.a.arrayOf(found.oid); array != 0 {
				oid = array
			} else {
				s.noType(t, names)
			}
		}
	}
	if t.Setof {
		s.fail(t.Location, codeUndefinedObject, "type %s does not exist", quoted("setof "+strings.Join(names, ".")))
	}
	return Type{oid, mod}
}

func (s *scope) noType(t *pgquery.TypeName, names []string) {
	name := strings.Join(names, ".")
	if len(t.ArrayBounds) > 0 {
		name += "[]"
	}
	s.fail(t.Location, codeUndefinedObject, "type %s does not exist", quoted(name))
}

// columnType is table.column%TYPE, which the grammar takes in functions' definitions only.
func (s *scope) columnType(t *pgquery.TypeName, names []string) Type {
	if len(names) < 2 {
		s.fail(t.Location, codeSyntax, "improper %%TYPE reference (too few dotted names): %s", strings.Join(names, "."))
	}
	return plain(Open)
}

// typeMod is typenameTypeMod: the modifiers in parentheses.
func (s *scope) typeMod(t *pgquery.TypeName, found *pgType) int32 {
	if len(t.Typmods) == 0 {
		if found.oid == bpcharType && t.Typemod > 0 {
			return t.Typemod
		}
		return -1
	}
	if !found.modin {
		s.fail(t.Location, codeSyntax, "type modifier is not allowed for type %s", quoted(strings.Join(stringsOf(t.Names), ".")))
	}
	mods := make([]int32, 0, len(t.Typmods))
	for _, n := range t.Typmods {
		text := ""
		switch v := n.GetAConst().GetVal().(type) {
		case *pgquery.A_Const_Ival:
			text = strconv.Itoa(int(v.Ival.GetIval()))
		case *pgquery.A_Const_Fval:
			text = v.Fval.Fval
		case *pgquery.A_Const_Sval:
			text = v.Sval.Sval
		default:
			if ref := n.GetColumnRef(); ref != nil && len(ref.Fields) == 1 && ref.Fields[0].GetString_() != nil {
				text = ref.Fields[0].GetString_().Sval
			} else {
				s.fail(t.Location, codeSyntax, "type modifiers must be simple constants or identifiers")
			}
		}
		s.a.checkInput(text, plain(int4Type), t.Location)
		i, _ := strconv.Atoi(strings.TrimSpace(text))
		mods = append(mods, int32(i))
	}
	return s.modifier(t, found.oid, mods)
}

// modifier is what the types' typmodin functions do.
func (s *scope) modifier(t *pgquery.TypeName, oid uint32, mods []int32) int32 {
	refuse := func(format string, args ...any) {
		s.a.failWith(t.Location, pgerr.New(codeInvalidParameter, format, args...))
	}
	one := func() int32 {
		if len(mods) != 1 {
			refuse("invalid type modifier")
		}
		return mods[0]
	}
	switch oid {
	case bpcharType, varcharType:
		name := map[uint32]string{bpcharType: "char", varcharType: "varchar"}[oid]
		n := one()
		if n < 1 {
			refuse("length for type %s must be at least 1", name)
		}
		if n > 10485760 {
			refuse("length for type %s cannot exceed %d", name, 10485760)
		}
		return n + 4
	case bitType, varbitType:
		name := map[uint32]string{bitType: "bit", varbitType: "varbit"}[oid]
		n := one()
		if n < 1 {
			refuse("length for type %s must be at least 1", name)
		}
		if n > 83886080 {
			refuse("length for type %s cannot exceed %d", name, 83886080)
		}
		return n
	case numericType:
		return s.numericMod(mods, refuse)
	case timeType, timetzType, timestampType, timestamptzType:
		n := one()
		if n < 0 {
			zone := map[bool]string{true: " WITH TIME ZONE"}[oid == timetzType || oid == timestamptzType]
			name := map[bool]string{true: "TIMESTAMP", false: "TIME"}[oid == timestampType || oid == timestamptzType]
			refuse("%s(%d)%s precision must not be negative", name, n, zone)
		}
		return min(n, 6)
	case intervalType:
		return s.intervalMod(mods, refuse)
	}
	return -1
}

func (s *scope) numericMod(mods []int32, refuse func(string, ...any)) int32 {
	if len(mods) > 2 {
		refuse("invalid NUMERIC type modifier")
	}
	if mods[0] < 1 || mods[0] > 1000 {
		refuse("NUMERIC precision %d must be between 1 and %d", mods[0], 1000)
	}
	scale := int32(0)
	if len(mods) == 2 {
		if scale = mods[1]; scale < -1000 || scale > 1000 {
			refuse("NUMERIC scale %d must be between %d and %d", scale, -1000, 1000)
		}
	}
	return (mods[0]<<16 | scale&0x7ff) + 4
}

// intervalMod packs the fields and the precision (intervaltypmodin).
func (s *scope) intervalMod(mods []int32, refuse func(string, ...any)) int32 {
	const full, fullPrecision = 0x7fff, 0xffff
	if len(mods) == 1 {
		if mods[0] == full {
			return -1
		}
		return mods[0]<<16 | fullPrecision
	}
	if len(mods) != 2 {
		refuse("invalid INTERVAL type modifier")
	}
	if mods[1] < 0 {
		refuse("INTERVAL(%d) precision must not be negative", mods[1])
	}
	return mods[0]<<16 | min(mods[1], 6)
}

// TypeOf gives the type that a name in a definition stands for, with its modifier, or
// PostgreSQL's refusal of it.
func TypeOf(name *pgquery.TypeName, in Input) (t Type, err error) {
	c := catalog()
	if c.loadError != nil {
		return Type{}, fmt.Errorf("load catalogs: %w", c.loadError)
	}
	a := newAnalyzer(in)
	defer func() {
		if r := recover(); r != nil {
			t, err = Type{}, a.recovered(r)
		}
	}()
	return (&scope{a: a}).typeName(name), nil
}
