package analysis

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// call is a function call, or a column written as one.
type call struct {
	names    []string
	args     []*expr
	node     *pgquery.FuncCall // nil for a column
	location int32
}

// funcCall is transformFuncCall.
func (s *scope) funcCall(f *pgquery.FuncCall) *expr {
	c := &call{names: stringsOf(f.Funcname), node: f, location: f.Location}
	for _, n := range f.Args {
		c.args = append(c.args, s.expression(n))
	}
	if f.AggWithinGroup {
		for _, n := range f.AggOrder {
			s.within(clauseOrderBy, func() { c.args = append(c.args, s.expression(n.GetSortBy().GetNode())) })
		}
	}
	return s.callOrColumn(c)
}

// callOrColumn is ParseFuncOrColumn. It gives nil when a column is neither.
func (s *scope) callOrColumn(c *call) *expr {
	a, f := s.a, c.node
	if len(c.args) > 100 {
		s.fail(c.location, codeTooManyArguments, "cannot pass more than %d arguments to a function", 100)
	}
	argNames := s.argumentNames(c)
	projection := len(c.args) == 1 && len(c.names) == 1 && argNames == nil && (f == nil ||
		len(f.AggOrder) == 0 && f.AggFilter == nil && !f.AggStar && !f.AggDistinct && f.Over == nil && !f.FuncVariadic) &&
		(c.args[0].typ.OID == recordType || a.isComplex(c.args[0].typ.OID))
	if projection && f == nil {
		if e := s.project(c.args[0], c.names[0], c.location); e != nil {
			return e
		}
	}
	types := typesOf(c.args)
	found, convert, state := s.resolve(c, argNames, types)
	switch state {
	case resolvedOpen:
		if f == nil {
			return nil
		}
		return s.openCall(c, found)
	case resolvedNone, resolvedMany:
		if f == nil {
			return nil
		}
		if projection && state == resolvedNone {
			if e := s.project(c.args[0], c.names[0], c.location); e != nil {
				a.result.Attributes[f] = true
				return e
			}
		}
		return s.noFunction(c, argNames, types, state == resolvedMany)
	case resolvedCast:
		s.notAggregate(c)
		if f != nil {
			a.result.Conversions[f] = plain(convert)
		}
		return s.coerce(c.args[0], plain(convert), explicit, c.location, true)
	}
	if f != nil {
		a.result.Functions[f] = found.function
	}
	return s.call(c, found, types)
}

// argumentNames checks name => value arguments and gives their names, nil for none.
func (s *scope) argumentNames(c *call) []string {
	var names []string
	for _, e := range c.args {
		if e.kind != kindNamed {
			if names != nil {
				s.fail(e.location(), codeSyntax, "positional argument cannot follow named argument")
			}
			continue
		}
		if slices.Contains(names, e.text) {
			s.fail(e.loc, codeSyntax, "argument name %s used more than once", quoted(e.text))
		}
		names = append(names, e.text)
	}
	return names
}

// Outcomes of resolve (FuncDetailCode).
type resolution uint8

const (
	resolvedNone resolution = iota
	resolvedMany
	resolvedFunction
	resolvedCast
	resolvedOpen
)

// resolve is func_get_detail.
func (s *scope) resolve(c *call, argNames []string, types []uint32) (*candidate, uint32, resolution) {
	a := s.a
	list := s.candidates(c, argNames, len(types))
	if slices.Contains(types, Open) {
		if len(list) == 1 && !list[0].ambiguous {
			return &list[0], 0, resolvedOpen
		}
		return nil, 0, resolvedOpen
	}
	var best *candidate
	for i := range list {
		if slices.Equal(list[i].args[:len(types)], types) {
			best = &list[i]
		}
	}
	if best == nil {
		if t := s.nameAsCast(c, argNames, types); t != 0 {
			return nil, t, resolvedCast
		}
		fit := a.matching(types, list)
		if len(fit) == 1 {
			best = &fit[0]
		} else if len(fit) > 1 {
			if best = a.selectCandidate(types, fit); best == nil {
				return nil, 0, resolvedMany
			}
		}
	}
	switch {
	case best == nil && len(c.names) > 0 && c.node != nil && a.in.Schema.Known(c.names[len(c.names)-1]):
		return nil, 0, resolvedOpen
	case best == nil:
		return nil, 0, resolvedNone
	case best.ambiguous:
		return nil, 0, resolvedMany
	}
	return best, 0, resolvedFunction
}

// nameAsCast gives the type when the call is a cast in the form of a function.
func (s *scope) nameAsCast(c *call, argNames []string, types []uint32) uint32 {
	if len(types) != 1 || argNames != nil || len(c.names) == 0 {
		return 0
	}
	t := s.a.typeByName(c.names)
	if t == nil || t.relation != 0 {
		return 0
	}
	if types[0] == unknownType {
		return t.oid
	}
	switch p, _ := s.a.path(t.oid, types[0], explicit); p {
	case relabel:
		return t.oid
	case viaText:
		if (types[0] == recordType || s.a.isComplex(types[0])) && s.a.category(t.oid) == 'S' {
			return 0
		}
		return t.oid
	}
	return 0
}

// candidates is FuncnameGetCandidates.
func (s *scope) candidates(c *call, argNames []string, n int) []candidate {
	a := s.a
	if len(c.names) == 0 {
		return nil
	}
	if len(c.names) > 3 {
		s.fail(c.location, codeSyntax, "improper qualified name (too many dotted names): %s", strings.Join(c.names, "."))
	}
	schema := ""
	if len(c.names) > 1 {
		schema = c.names[len(c.names)-2]
		if schema != "pg_catalog" && !a.in.Schema.HasSchema(schema) {
			s.fail(c.location, codeUndefinedSchema, "schema %s does not exist", quoted(schema))
		}
	}
	expand := c.node == nil || !c.node.FuncVariadic
	var out []candidate
	for _, f := range a.c.functions[c.names[len(c.names)-1]] {
		if schema == "" && f.namespace != pgCatalogNamespace || schema == "pg_catalog" && f.namespace != pgCatalogNamespace ||
			schema != "" && schema != "pg_catalog" && (f.namespace == pgCatalogNamespace || schema != "information_schema") {
			continue
		}
		if cand, ok := asCandidate(f, argNames, n, expand); ok {
			out = addCandidate(out, cand)
		}
	}
	return out
}

func asCandidate(f *Function, argNames []string, n int, expand bool) (candidate, bool) {
	want := len(f.Args)
	c := candidate{function: f, args: f.Args}
	if argNames != nil {
		return namedCandidate(f, argNames, n, expand)
	}
	if expand && f.Variadic != 0 && want <= n {
		c.args = append([]uint32(nil), f.Args[:want-1]...)
		for len(c.args) < n {
			c.args = append(c.args, f.Variadic)
		}
		c.variadic = n - want + 1
		return c, true
	}
	if want > n {
		if n+f.Defaults < want {
			return c, false
		}
		c.used = want - n
		return c, true
	}
	return c, want == n
}

// namedCandidate is MatchNamedCall.
func namedCandidate(f *Function, argNames []string, n int, expand bool) (candidate, bool) {
	want := len(f.Args)
	c := candidate{function: f}
	if len(f.names) == 0 || n > want || n+f.Defaults < want || f.Variadic != 0 && expand {
		return c, false
	}
	given := make([]bool, want)
	positional := n - len(argNames)
	for i := range positional {
		c.order, given[i] = append(c.order, i), true
	}
	for _, name := range argNames {
		at, input := -1, 0
		for i, p := range f.names {
			if f.modes != nil && (f.modes[i] == 'o' || f.modes[i] == 't') {
				continue
			}
			if p == name && at < 0 {
				at = input
			}
			input++
		}
		if at < 0 || given[at] {
			return c, false
		}
		c.order, given[at] = append(c.order, at), true
	}
	for _, i := range c.order {
		c.args = append(c.args, f.Args[i])
	}
	for i, g := range given {
		if !g {
			if i < want-f.Defaults {
				return c, false
			}
			c.args = append(c.args, f.Args[i])
			c.used++
		}
	}
	return c, true
}

// addCandidate keeps the better of two that would be called with the same types.
func addCandidate(list []candidate, c candidate) []candidate {
	for i, o := range list {
		if len(o.args)-o.used != len(c.args)-c.used || !slices.Equal(o.args[:len(o.args)-o.used], c.args[:len(c.args)-c.used]) {
			continue
		}
		switch {
		case o.variadic == 0 && c.variadic > 0, o.used < c.used:
		case o.variadic > 0 && c.variadic == 0, o.used > c.used:
			list[i] = c
		case o.variadic > 0 && o.variadic != c.variadic:
			if c.variadic < o.variadic {
				list[i] = c
			}
		default:
			list[i].ambiguous = true
		}
		return list
	}
	return append(list, c)
}

// project is ParseComplexProjection: the field of a row.
func (s *scope) project(row *expr, name string, location int32) *expr {
	a := s.a
	if row.kind == kindVar && row.attr == wholeRow {
		for _, p := range s.chain() {
			for _, it := range p.items {
				if it.entry == row.entry && it.names == row.entry {
					if e := s.itemColumn(it, p, name, location); e != nil {
						return e
					}
				}
			}
		}
		return nil
	}
	if row.kind == kindRow {
		for i, n := range strings.Split(strings.TrimSuffix(row.text, "\x00"), "\x00") {
			if n == name && i < len(row.args) {
				if row.args[i].kind == kindVar {
					return row.args[i]
				}
				return &expr{kind: kindField, typ: row.args[i].typ, loc: -1, args: []*expr{row}, text: name}
			}
		}
		for i := range row.args {
			if row.text == "" || strings.HasPrefix(row.text, "f\x00") {
				if name == "f"+itoa(i+1) {
					return &expr{kind: kindField, typ: row.args[i].typ, loc: -1, args: []*expr{row}, text: name}
				}
			}
		}
		return nil
	}
	for _, c := range a.fields(row) {
		if c.Name == name {
			return &expr{kind: kindField, typ: c.Type, loc: -1, args: []*expr{row}, text: name}
		}
	}
	return nil
}

// fields gives the columns of a value of a row type, as far as they are known.
func (a *analyzer) fields(e *expr) []Column {
	if r := a.composite(a.base(e.typ.OID)); r != nil {
		return r.Columns
	}
	if e.kind == kindFunction && e.typ.OID == recordType {
		if f := a.functionByID(e.id, e.text); f != nil {
			return a.outColumns(f, e.args)
		}
	}
	if e.kind == kindSublink && e.query != nil && len(e.query.visible()) > 0 {
		return a.fields(e.query.visible()[0].expr)
	}
	return nil
}

func (a *analyzer) functionByID(id uint32, name string) *Function {
	for _, f := range a.c.functions[name] {
		if f.OID == id {
			return f
		}
	}
	return nil
}

func (s *scope) chain() []*scope {
	var out []*scope
	for p := s; p != nil; p = p.parent {
		out = append(out, p)
	}
	return out
}

// openCall gives a call whose function, or an argument of whose, is not known; its type is
// known when only one function can be meant.
func (s *scope) openCall(c *call, only *candidate) *expr {
	if only != nil && only.function != nil {
		fits := true
		for i, e := range c.args {
			fits = fits && (e.open() || i >= len(only.args) || s.a.canCoerce([]uint32{e.typ.OID}, only.args[i:i+1], implicit))
		}
		if fits && !isPolymorphic(only.function.Result) {
			s.a.result.Functions[c.node] = only.function
			return s.call(c, only, typesOf(c.args))
		}
	}
	out := &expr{kind: kindOpen, loc: c.location, args: c.args}
	s.openParts(c.node)
	return out
}
