package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// jsonOperators turns the JSON operators into the engine's functions: DuckDB gives ->
// and ->> another precedence, reads a key that begins with $ or / as a path, and has no
// others.
func jsonOperators(n *pgquery.Node) error {
	e := n.GetAExpr()
	if e == nil || e.Kind != pgquery.A_Expr_Kind_AEXPR_OP || e.Lexpr == nil {
		return nil
	}
	switch op := operator(e); op {
	case "->", "->>":
		n.Node = call(jsonOperator[op], e.Lexpr, jsonKey(e.Rexpr)).Node
	case "#>", "#>>", "?|", "?&", "#-":
		n.Node = call(jsonOperator[op], e.Lexpr, textArray(e.Rexpr)).Node
	case "?":
		n.Node = call(jsonOperator[op], e.Lexpr, e.Rexpr).Node
	}
	return nil
}

var jsonOperator = map[string]string{
	"->": "pg_json_get", "->>": "pg_json_get_text", "#>": "pg_json_path", "#>>": "pg_json_path_text",
	"?": "pg_jsonb_exists", "?|": "pg_jsonb_exists_any", "?&": "pg_jsonb_exists_all", "#-": "pg_jsonb_delete_path",
}

// jsonKey gives the right operand of -> and ->>: a text is a name, an integer an index.
func jsonKey(n *pgquery.Node) *pgquery.Node {
	if s := n.GetAConst().GetSval(); s != nil {
		return cast(n, "varchar")
	}
	return n
}

// textArray gives an operand that is an array of texts: a literal is one, too.
func textArray(n *pgquery.Node) *pgquery.Node {
	if elements, ok := constantArray(n); ok {
		array := &pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: elements, Location: -1}}}
		return cast(array, "varchar[]")
	}
	return n
}

// jsonbOperand gives an operand of an operator of jsonb: an untyped text is a document.
func jsonbOperand(n *pgquery.Node) *pgquery.Node {
	if s := n.GetAConst().GetSval(); s != nil {
		return call("pg_jsonb_in", cast(n, "varchar"))
	}
	return n
}

// jsonbBinary gives a function of two documents.
func jsonbBinary(name string, a, b *pgquery.Node) *pgquery.Node {
	return call(name, jsonbOperand(a), jsonbOperand(b))
}

// jsonbComparison compares documents by their values.
func jsonbComparison(e *pgquery.A_Expr) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{
		Kind: pgquery.A_Expr_Kind_AEXPR_OP, Name: []*pgquery.Node{str(operator(e))},
		Lexpr: jsonbBinary("pg_jsonb_compare", e.Lexpr, e.Rexpr), Rexpr: integer(0), Location: -1,
	}}}
}

// jsonbMinus is document - key, - index or - keys.
func jsonbMinus(e *pgquery.A_Expr) *pgquery.Node {
	key := jsonKey(e.Rexpr)
	if _, ok := stringConstant(e.Rexpr); !ok {
		if _, array := constantArray(e.Rexpr); array {
			key = textArray(e.Rexpr)
		}
	}
	return call("pg_jsonb_delete", e.Lexpr, key)
}

// castDocument makes casts to json and jsonb calls of their input functions.
func castDocument(n *pgquery.Node, c *pgquery.TypeCast) bool {
	name := lastName(c.TypeName.GetNames())
	if name != "json" && name != "jsonb" || len(c.TypeName.ArrayBounds) > 0 || !inCatalog(c.TypeName.Names) {
		return false
	}
	if c.Arg.GetParamRef() != nil || c.Arg.GetAConst().GetIsnull() {
		return false
	}
	arg := c.Arg
	if arg.GetAConst().GetSval() != nil {
		arg = cast(arg, "varchar")
	}
	n.Node = call("pg_"+name+"_in", arg).Node
	return true
}

// scalarTypes are the types to which a number or a boolean of jsonb can be cast.
var scalarTypes = map[string]string{
	"bool": "boolean", "int2": "smallint", "int4": "integer", "int8": "bigint", "numeric": "numeric",
	"float4": "real", "float8": "double precision",
}

// castFromDocument makes the casts of documents: to text as they print, to numbers and
// booleans of such values only.
func castFromDocument(n *pgquery.Node, c *pgquery.TypeCast) bool {
	if !isDocument(c.Arg) || len(c.TypeName.ArrayBounds) > 0 {
		return false
	}
	name := lastName(c.TypeName.Names)
	if isText(c.TypeName) && len(c.TypeName.Typmods) == 0 {
		n.Node = call("pg_json_text", c.Arg).Node
		return true
	}
	word, ok := scalarTypes[name]
	if !ok || isPlain(c.Arg) {
		return false
	}
	value := call("pg_jsonb_scalar", c.Arg, text(word))
	if name == "int2" || name == "int4" || name == "int8" {
		value = call("to_open", value) // a fraction is rounded
	}
	c.Arg = value
	return false
}

// isDocument says whether an expression is json or jsonb, as far as its form tells.
func isDocument(n *pgquery.Node) bool { return isJSON(n) || isPlain(n) }

// isJSON says whether an expression is jsonb.
func isJSON(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		return lastName(x.TypeCast.TypeName.GetNames()) == "jsonb" && len(x.TypeCast.TypeName.ArrayBounds) == 0
	case *pgquery.Node_FuncCall:
		name := lastName(x.FuncCall.Funcname)
		if name == "pg_json_get" || name == "pg_json_path" {
			return isJSON(first(x.FuncCall))
		}
		return jsonbResults[name]
	case *pgquery.Node_AExpr:
		switch operator(x.AExpr) {
		case "->", "#>":
			return isJSON(x.AExpr.Lexpr)
		case "||", "-", "#-":
			return isJSON(x.AExpr.Lexpr)
		}
	case *pgquery.Node_CoalesceExpr:
		return len(x.CoalesceExpr.Args) > 0 && isJSON(x.CoalesceExpr.Args[0])
	case *pgquery.Node_ColumnRef:
		return jsonColumns[lastName(x.ColumnRef.Fields)]
	}
	return false
}

// isPlain says whether an expression is json.
func isPlain(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		return lastName(x.TypeCast.TypeName.GetNames()) == "json" && len(x.TypeCast.TypeName.ArrayBounds) == 0
	case *pgquery.Node_FuncCall:
		name := lastName(x.FuncCall.Funcname)
		if name == "pg_json_get" || name == "pg_json_path" {
			return isPlain(first(x.FuncCall))
		}
		return plainResults[name]
	case *pgquery.Node_AExpr:
		return (operator(x.AExpr) == "->" || operator(x.AExpr) == "#>") && isPlain(x.AExpr.Lexpr)
	}
	return false
}

// jsonbResults and plainResults are the functions that give documents, by PostgreSQL's
// names and the engine's.
var jsonbResults, plainResults = func() (jsonb, plain map[string]bool) {
	jsonb, plain = map[string]bool{}, map[string]bool{}
	for _, name := range []string{"jsonb_build_object", "jsonb_build_array", "to_jsonb", "jsonb_agg", "jsonb_object_agg",
		"jsonb_object", "jsonb_set", "jsonb_set_lax", "jsonb_insert", "jsonb_strip_nulls", "jsonb_concat", "jsonb_delete",
		"jsonb_delete_path", "jsonb_in", "jsonb_extract_path", "jsonb_path_query_array", "jsonb_path_query_first"} {
		jsonb[name], jsonb["pg_"+name] = true, true
	}
	for _, name := range []string{"json_build_object", "json_build_array", "to_json", "json_agg", "json_object_agg",
		"json_object", "json_strip_nulls", "json_in", "row_to_json", "array_to_json", "json_extract_path"} {
		plain[name], plain["pg_"+name] = true, true
	}
	return jsonb, plain
}()

// jsonColumns are the names of the columns that hold documents.
var jsonColumns = map[string]bool{
	"resources": true, "user_identity": true, "request_parameters": true, "response_elements": true,
	"additional_event_data": true, "service_event_details": true, "tls_details": true, "cloudtrail_event": true,
}
