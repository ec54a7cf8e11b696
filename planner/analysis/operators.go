package analysis

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// operatorName gives an operator's schema and name.
func operatorName(names []*pgquery.Node) (schema, name string) {
	parts := stringsOf(names)
	if len(parts) == 0 {
		return "", ""
	}
	if len(parts) > 1 {
		schema = parts[len(parts)-2]
	}
	return schema, parts[len(parts)-1]
}

func stringsOf(list []*pgquery.Node) []string {
	out := make([]string, 0, len(list))
	for _, n := range list {
		out = append(out, n.GetString_().GetSval())
	}
	return out
}

// findOperator is oper() and left_oper() of parse_oper.c; left is 0 for a prefix
// operator. nil means that an operand is open.
func (s *scope) findOperator(names []*pgquery.Node, prefix bool, left, right uint32, location int32) *Operator {
	a := s.a
	schema, name := operatorName(names)
	if schema != "" && schema != "pg_catalog" {
		if !a.in.Schema.HasSchema(schema) {
			s.fail(location, codeUndefinedSchema, "schema %q does not exist", schema)
		}
	}
	if right == Open || left == Open && !prefix {
		return nil
	}
	types := []uint32{left, right}
	if prefix {
		types = types[1:]
	}
	var rows []*Operator
	if schema == "" || schema == "pg_catalog" {
		rows = a.c.operators[name]
	}
	if o := a.exactOperator(rows, prefix, left, right); o != nil {
		return o
	}
	var list []candidate
	for _, o := range rows {
		if prefix == (o.Left == 0) {
			c := candidate{operator: o, args: []uint32{o.Left, o.Right}}
			if prefix {
				c.args = c.args[1:]
			}
			list = append(list, c)
		}
	}
	fit := a.matching(types, list)
	if len(fit) == 1 {
		return fit[0].operator
	}
	if len(fit) > 1 {
		if c := a.selectCandidate(types, fit); c != nil {
			return c.operator
		}
	}
	s.noOperator(names, prefix, types, location, len(fit) > 1)
	return nil
}

// exactOperator is binary_oper_exact: an unknown operand is first taken to be of the
// other's type.
func (a *analyzer) exactOperator(rows []*Operator, prefix bool, l, r uint32) *Operator {
	find := func(l, r uint32) *Operator {
		for _, o := range rows {
			if o.Left == l && o.Right == r {
				return o
			}
		}
		return nil
	}
	if prefix {
		return find(0, r)
	}
	was := true
	switch {
	case l == unknownType && r != unknownType:
		l = r
	case r == unknownType && l != unknownType:
		r = l
	default:
		was = l == unknownType
	}
	if o := find(l, r); o != nil {
		return o
	}
	if b := a.base(l); was && b != l {
		return find(b, b)
	}
	return nil
}

// noOperator is op_error.
func (s *scope) noOperator(names []*pgquery.Node, prefix bool, types []uint32, location int32, ambiguous bool) {
	signature := strings.Join(stringsOf(names), ".") + " " + s.a.spell(types[len(types)-1])
	if !prefix {
		signature = s.a.spell(types[0]) + " " + signature
	}
	if ambiguous {
		s.a.failWith(location, pgerr.New(codeAmbiguousFunction, "operator is not unique: %s", signature).
			WithHint("Could not choose a best candidate operator. You might need to add explicit type casts."))
	}
	hint := "No operator matches the given name and argument types. You might need to add explicit type casts."
	if prefix {
		hint = "No operator matches the given name and argument type. You might need to add an explicit type cast."
	}
	s.a.failWith(location, pgerr.New(codeUndefinedFunction, "operator does not exist: %s", signature).WithHint("%s", hint))
}

// operator is make_op: left is nil for a prefix operator.
func (s *scope) operator(names []*pgquery.Node, left, right *expr, location int32) (*expr, *Operator) {
	prefix := left == nil
	if right == nil {
		s.fail(location, codeSyntax, "postfix operators are not supported")
	}
	var l uint32
	args := []*expr{right}
	if !prefix {
		l = left.typ.OID
		args = []*expr{left, right}
	}
	o := s.findOperator(names, prefix, l, right.typ.OID, location)
	if o == nil {
		return &expr{kind: kindOpen, loc: location, args: args, typ: plain(s.openResult(names, prefix))}, nil
	}
	declared := []uint32{o.Left, o.Right}
	if prefix {
		declared = declared[1:]
	}
	result := s.enforce(typesOf(args), declared, o.Result, false)
	args = s.arguments(args, declared)
	return &expr{kind: kindOperator, typ: plain(result), loc: location, args: args, id: o.OID}, o
}

// openResult gives the type that all operators of a name have in common, as = has
// boolean; Open when they differ.
func (s *scope) openResult(names []*pgquery.Node, prefix bool) uint32 {
	_, name := operatorName(names)
	result := Open
	for _, o := range s.a.c.operators[name] {
		if prefix != (o.Left == 0) {
			continue
		}
		if result != Open && result != o.Result || isPolymorphic(o.Result) {
			return Open
		}
		result = o.Result
	}
	return result
}

// arguments is make_fn_arguments: it coerces arguments to the declared types.
func (s *scope) arguments(args []*expr, declared []uint32) []*expr {
	out := make([]*expr, len(args))
	for i, e := range args {
		out[i] = e
		if i >= len(declared) || declared[i] == e.typ.OID || declared[i] == Open || e.open() {
			continue
		}
		if e.kind == kindNamed {
			inner := s.coerce(e.args[0], plain(declared[i]), implicit, -1, false)
			named := *e
			named.args, named.typ = []*expr{inner}, inner.typ
			out[i] = &named
			continue
		}
		out[i] = s.coerce(e, plain(declared[i]), implicit, -1, false)
	}
	return out
}

func typesOf(list []*expr) []uint32 {
	out := make([]uint32, len(list))
	for i, e := range list {
		out[i] = e.typ.OID
	}
	return out
}

// scalarArray is make_scalar_array_op: x op ANY (array).
func (s *scope) scalarArray(names []*pgquery.Node, any bool, left, right *expr, location int32) (*expr, *Operator) {
	a := s.a
	element := right.typ.OID
	if element != unknownType && element != Open {
		if element = a.baseElement(right.typ.OID); element == 0 {
			s.fail(location, codeWrongObjectType, "op ANY/ALL (array) requires array on right side")
		}
	}
	out := &expr{kind: kindScalarArray, typ: plain(boolType), loc: location, args: []*expr{left, right}}
	if any {
		out.text = "any"
	}
	o := s.findOperator(names, false, left.typ.OID, element, location)
	if o == nil {
		return out, nil
	}
	declared := []uint32{o.Left, o.Right}
	if s.enforce([]uint32{left.typ.OID, element}, declared, o.Result, false) != boolType {
		s.fail(location, codeWrongObjectType, "op ANY/ALL (array) requires operator to yield boolean")
	}
	array := a.arrayOf(declared[1])
	if declared[1] != Open && s.a.noArray(declared[1]) {
		s.fail(location, codeUndefinedObject, "could not find array type for data type %s", a.spell(declared[1]))
	}
	declared[1] = array
	out.id = o.OID
	out.args = s.arguments(out.args, declared)
	return out, o
}
