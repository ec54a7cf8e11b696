package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

func str(s string) *pgquery.Node { return pgquery.MakeStrNode(s) }

func text(s string) *pgquery.Node { return pgquery.MakeAConstStrNode(s, -1) }

func integer(i int64) *pgquery.Node { return pgquery.MakeAConstIntNode(i, -1) }

func null() *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AConst{AConst: &pgquery.A_Const{Isnull: true, Location: -1}}}
}

// call gives a function call.
func call(name string, args ...*pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: &pgquery.FuncCall{
		Funcname: []*pgquery.Node{str(name)}, Args: args, Funcformat: pgquery.CoercionForm_COERCE_EXPLICIT_CALL, Location: -1,
	}}}
}

// cast gives value::type.
func cast(value *pgquery.Node, typeName string) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_TypeCast{TypeCast: &pgquery.TypeCast{
		Arg: value, TypeName: namedType(typeName), Location: -1,
	}}}
}

// namedType gives a type by name; "[]" at its end makes an array.
func namedType(name string) *pgquery.TypeName {
	t := &pgquery.TypeName{Typemod: -1, Location: -1}
	if len(name) > 2 && name[len(name)-2:] == "[]" {
		name = name[:len(name)-2]
		t.ArrayBounds = []*pgquery.Node{pgquery.MakeIntNode(-1)}
	}
	t.Names = []*pgquery.Node{str(name)}
	return t
}

func not(n *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_BoolExpr{BoolExpr: &pgquery.BoolExpr{
		Boolop: pgquery.BoolExprType_NOT_EXPR, Args: []*pgquery.Node{n}, Location: -1,
	}}}
}

// stringConstant gives the value of a string constant, through casts to text.
func stringConstant(n *pgquery.Node) (string, bool) {
	if c := n.GetTypeCast(); c != nil && isText(c.TypeName) {
		return stringConstant(c.Arg)
	}
	if c := n.GetAConst(); c != nil {
		if s := c.GetSval(); s != nil {
			return s.Sval, true
		}
	}
	return "", false
}

// intConstant gives the value of an integer constant, with its sign.
func intConstant(n *pgquery.Node) (int64, bool) {
	if c := n.GetAConst(); c != nil && !c.Isnull {
		if i := c.GetIval(); i != nil {
			return int64(i.Ival), true
		}
	}
	if e := n.GetAExpr(); e != nil && e.Lexpr == nil && operator(e) == "-" {
		i, ok := intConstant(e.Rexpr)
		return -i, ok
	}
	return 0, false
}

// lastName gives the last part of a qualified name.
func lastName(names []*pgquery.Node) string {
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1].GetString_().GetSval()
}

// inCatalog says whether a name has no schema, or is one of pg_catalog's.
func inCatalog(names []*pgquery.Node) bool {
	return len(names) == 1 || (len(names) == 2 && names[0].GetString_().GetSval() == "pg_catalog")
}

func isText(t *pgquery.TypeName) bool {
	switch lastName(t.GetNames()) {
	case "text", "varchar", "bpchar", "name":
		return len(t.ArrayBounds) == 0
	}
	return false
}

func operator(e *pgquery.A_Expr) string { return lastName(e.Name) }
