package dialect

import (
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// expr types an expression, and rewrites what depends on the types below it.
func (t *typer) expr(n *pgquery.Node, s *scope) string {
	switch x := n.GetNode().(type) {
	case nil:
		return ""
	case *pgquery.Node_ColumnRef:
		return t.column(n, x.ColumnRef, s)
	case *pgquery.Node_SelectStmt:
		t.query(x.SelectStmt, s)
		return ""
	case *pgquery.Node_TypeCast:
		return t.typeCast(n, x.TypeCast, s)
	case *pgquery.Node_FuncCall:
		return t.function(n, x.FuncCall, s)
	case *pgquery.Node_SqlvalueFunction:
		return valueTypes[x.SqlvalueFunction.Op]
	case *pgquery.Node_SubLink:
		return t.subLink(x.SubLink, s)
	case *pgquery.Node_AExpr:
		typ := t.operation(x.AExpr, s)
		if operator(x.AExpr) == "||" && isList(x.AExpr.Lexpr, typ) && isList(x.AExpr.Rexpr, "") &&
			(arrayDepth(x.AExpr.Lexpr) <= 1 && arrayDepth(x.AExpr.Rexpr) <= 1) { // joinArrays knows the others
			// A NULL adds nothing to an array.
			n.Node = call("list_concat", x.AExpr.Lexpr, x.AExpr.Rexpr).Node
		}
		return typ
	case *pgquery.Node_CaseExpr:
		return t.caseExpr(x.CaseExpr, s)
	case *pgquery.Node_CoalesceExpr:
		return t.common(x.CoalesceExpr.Args, s)
	case *pgquery.Node_AArrayExpr:
		return arrayOf(t.common(x.AArrayExpr.Elements, s))
	case *pgquery.Node_CollateClause:
		typ := t.expr(x.CollateClause.Arg, s)
		switch lastName(x.CollateClause.Collname) {
		case "default", "C", "POSIX", "ucs_basic":
			// All of them order by bytes here.
			n.Node = x.CollateClause.Arg.Node
		}
		return typ
	case *pgquery.Node_AIndirection:
		return t.indirection(n, x.AIndirection, s)
	}
	t.below(n, s)
	return ""
}

var valueTypes = map[pgquery.SQLValueFunctionOp]string{
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_ROLE:    "name",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_USER:    "name",
	pgquery.SQLValueFunctionOp_SVFOP_USER:            "name",
	pgquery.SQLValueFunctionOp_SVFOP_SESSION_USER:    "name",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG: "name",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA:  "name",
}

func (t *typer) subLink(l *pgquery.SubLink, s *scope) string {
	t.expr(l.Testexpr, s)
	columns := t.query(l.Subselect.GetSelectStmt(), s)
	if len(columns) == 0 {
		return ""
	}
	switch l.SubLinkType {
	case pgquery.SubLinkType_EXPR_SUBLINK:
		return columns[0].Type
	case pgquery.SubLinkType_ARRAY_SUBLINK:
		return arrayOf(columns[0].Type)
	}
	return ""
}

// common types expressions of which one is the value.
func (t *typer) common(list []*pgquery.Node, s *scope) string {
	found := ""
	for _, n := range list {
		if typ := t.expr(n, s); found == "" {
			found = typ
		}
	}
	return found
}

func (t *typer) caseExpr(c *pgquery.CaseExpr, s *scope) string {
	t.expr(c.Arg, s)
	found := ""
	for _, n := range c.Args {
		w := n.GetCaseWhen()
		t.expr(w.Expr, s)
		if typ := t.expr(w.Result, s); found == "" {
			found = typ
		}
	}
	if typ := t.expr(c.Defresult, s); found == "" {
		found = typ
	}
	return found
}

func (t *typer) indirection(n *pgquery.Node, i *pgquery.A_Indirection, s *scope) string {
	typ := t.expr(i.Arg, s)
	for _, step := range i.Indirection {
		index := step.GetAIndices()
		if index == nil {
			return ""
		}
		t.expr(index.Lidx, s)
		t.expr(index.Uidx, s)
		if index.IsSlice {
			continue
		}
		if typ == "int2vector" || typ == "oidvector" { // these count from 0
			index.Uidx = plus(index.Uidx, 1)
		}
		typ = elementOf(typ)
	}
	_ = n
	return typ
}

func plus(n *pgquery.Node, i int64) *pgquery.Node {
	return pgquery.MakeAExprNode(pgquery.A_Expr_Kind_AEXPR_OP, []*pgquery.Node{str("+")}, n, integer(i), -1)
}

// operation types an operator: a name of the registered types that is compared
// with a text is looked up, one that is put together with a text is spelled.
func (t *typer) operation(e *pgquery.A_Expr, s *scope) string {
	left, right := t.expr(e.Lexpr, s), t.expr(e.Rexpr, s)
	switch operator(e) {
	case "=", "<>", "<", ">", "<=", ">=":
		if e.Kind == pgquery.A_Expr_Kind_AEXPR_OP {
			e.Rexpr = lookedUp(left, e.Rexpr)
			e.Lexpr = lookedUp(right, e.Lexpr)
		}
	case "||":
		e.Lexpr, e.Rexpr = spelled(left, e.Lexpr), spelled(right, e.Rexpr)
		if elementOf(left) != "" || elementOf(right) != "" {
			return left
		}
	case "~", "!~", "~*", "!~*", "~~", "!~~":
		e.Lexpr = spelled(left, e.Lexpr)
	}
	if e.Kind == pgquery.A_Expr_Kind_AEXPR_NULLIF {
		return left
	}
	return ""
}

func lookedUp(typ string, n *pgquery.Node) *pgquery.Node {
	if c := n.GetAConst(); registered(typ) && c.GetSval() != nil {
		return call(typ+"in", n)
	}
	return n
}

// spelled gives the text of a value of a registered type.
func spelled(typ string, n *pgquery.Node) *pgquery.Node {
	if registered(typ) {
		return call(typ+"out", n)
	}
	return n
}

// typeCast types a cast; PostgreSQL's own types become the engine's.
func (t *typer) typeCast(n *pgquery.Node, c *pgquery.TypeCast, s *scope) string {
	from := t.expr(c.Arg, s)
	if !inCatalog(c.TypeName.GetNames()) && !inInformation(c.TypeName.GetNames()) {
		return ""
	}
	name := lastName(c.TypeName.Names)
	switch name {
	case "sql_identifier":
		name = "name"
	case "character_data", "yes_or_no":
		name = "varchar"
	case "cardinal_number":
		name = "int4"
	}
	if inInformation(c.TypeName.Names) {
		c.TypeName.Names = []*pgquery.Node{str(name)}
	}
	if bareTypes[name] {
		c.TypeName.Names = []*pgquery.Node{str(name)}
	}
	if len(c.TypeName.ArrayBounds) > 0 {
		return t.arrayCast(c, name, from)
	}
	switch {
	case name == "bpchar" && len(c.TypeName.Typmods) == 1 && len(constantText(c.Arg)) == 1:
		c.TypeName = namedType("varchar") // 'x'::char
		return "bpchar"
	case registered(name):
		n.Node = registeredCast(name, from, c.Arg).Node
		return name
	case name == "text" || name == "varchar" || name == "name" || name == "bpchar":
		switch {
		case registered(from):
			c.Arg = spelled(from, c.Arg)
		case registered(elementOf(from)):
			c.Arg = call("array_text", call("list_"+elementOf(from)+"out", c.Arg))
		case from == "int2vector" || from == "oidvector":
			c.Arg = call("array_to_string", c.Arg, text(" "))
		}
		if name == "text" {
			return ""
		}
		if name == "name" {
			c.TypeName = namedType("varchar")
		}
		return name
	case name == "char" && isNumber(c.Arg): // a character's code
		n.Node = call("char_of_integer", c.Arg).Node
		return "char"
	case name == "oid":
		unsignedText(c.Arg)
	case name == "char" && from != "char":
		n.Node = call("left", cast(c.Arg, "varchar"), integer(1)).Node
		return "char"
	case name == "int2vector" || name == "oidvector":
		c.Arg = call("string_split", c.Arg, text(" "))
	}
	stored, ok := storedTypes[name]
	if !ok {
		return ""
	}
	c.TypeName = namedType(stored)
	return name
}

// bareTypes are types whose names have no syntax of their own; the engine takes them
// without pg_catalog only.
var bareTypes = map[string]bool{
	"text": true, "name": true, "json": true, "jsonb": true, "uuid": true, "date": true, "bytea": true, "timestamptz": true,
}

// unsignedText makes an OID of a text with a negative number, as oidin does
// (src/backend/utils/adt/oid.c): drivers with signed integers write 4294967295 as -1.
func unsignedText(n *pgquery.Node) {
	s := n.GetAConst().GetSval()
	if v, err := strconv.ParseInt(strings.TrimSpace(s.GetSval()), 10, 32); err == nil && v < 0 {
		s.Sval = strconv.FormatUint(uint64(uint32(v)), 10)
	}
}

func registeredCast(name, from string, arg *pgquery.Node) *pgquery.Node {
	if c := arg.GetAConst(); c.GetSval() != nil {
		return call(name+"in", arg)
	}
	if storedTypes[from] == "uinteger" || arg.GetAConst().GetIval() != nil {
		return cast(arg, "uinteger")
	}
	return call(name+"in", cast(arg, "varchar"))
}

func (t *typer) arrayCast(c *pgquery.TypeCast, name, from string) string {
	if name == "text" && registered(elementOf(from)) {
		c.Arg = call("list_"+elementOf(from)+"out", c.Arg)
		return ""
	}
	stored, ok := storedTypes[name]
	if !ok || len(c.TypeName.ArrayBounds) > 1 {
		return ""
	}
	c.TypeName.Names = []*pgquery.Node{str(stored)}
	return "_" + name
}

func inInformation(names []*pgquery.Node) bool {
	return len(names) == 2 && fieldText(names[0]) == "information_schema"
}

// isList says whether an expression is an array, by its type or its form.
func isList(n *pgquery.Node, typ string) bool {
	return elementOf(typ) != "" || n.GetAArrayExpr() != nil || n.GetSubLink().GetSubLinkType() == pgquery.SubLinkType_ARRAY_SUBLINK
}

func constantText(n *pgquery.Node) string { return n.GetAConst().GetSval().GetSval() }
