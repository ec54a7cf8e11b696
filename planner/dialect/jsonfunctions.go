package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
)

// zone gives the session's time zone, for the functions whose result depends on it.
func zone() *pgquery.Node { return call("current_setting", text("TimeZone")) }

func init() {
	for _, name := range []string{"json_build_object", "jsonb_build_object", "json_build_array", "jsonb_build_array",
		"to_json", "to_jsonb"} {
		functionRules[name] = built("pg_" + name)
	}
	functionRules["row_to_json"] = built("pg_to_json")
	functionRules["array_to_json"] = built("pg_to_json")
	for _, name := range []string{"json_object", "jsonb_object"} {
		functionRules[name] = builtOfTexts("pg_" + name)
	}
	for _, name := range []string{"json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"} {
		functionRules[name] = collected
	}
	for _, name := range []string{"json_array_elements", "jsonb_array_elements"} {
		functionRules[name] = rowsOf("pg_json_elements", name)
		functionRules[name+"_text"] = rowsOf("pg_json_elements_text", name+"_text")
	}
	for _, name := range []string{"json_object_keys", "jsonb_object_keys"} {
		functionRules[name] = rowsOf("pg_json_keys", name)
	}
	for _, prefix := range []string{"json", "jsonb"} {
		functionRules[prefix+"_extract_path"] = extractPath("pg_json_path")
		functionRules[prefix+"_extract_path_text"] = extractPath("pg_json_path_text")
		functionRules[prefix+"_typeof"] = ofDocuments("pg_json_typeof", 1)
		functionRules[prefix+"_array_length"] = ofDocuments("pg_json_array_length", 1)
		functionRules[prefix+"_strip_nulls"] = ofDocuments("pg_"+prefix+"_strip_nulls", 1)
		functionRules[prefix+"_each"] = unsupportedRow
		functionRules[prefix+"_each_text"] = unsupportedRow
	}
	functionRules["jsonb_pretty"] = ofDocuments("pg_jsonb_pretty", 1)
	functionRules["jsonb_set"] = changed("pg_jsonb_set", "true")
	functionRules["jsonb_insert"] = changed("pg_jsonb_insert", "false")
	functionRules["jsonb_set_lax"] = changedLax
}

// unsupportedRow refuses what gives rows of several columns outside of FROM.
func unsupportedRow(_ *pgquery.Node, c *pgquery.FuncCall) error {
	return unsupported("function %s outside of FROM is not supported", lastName(c.Funcname))
}

// document gives an argument that is a document: an untyped text is one of the kind that
// the function's name tells.
func document(n *pgquery.Node, function string) *pgquery.Node {
	if n.GetAConst().GetSval() == nil {
		if n.GetAConst().GetIsnull() {
			return cast(n, "json")
		}
		return n
	}
	in := "pg_json_in"
	if strings.HasPrefix(function, "jsonb") {
		in = "pg_jsonb_in"
	}
	return call(in, cast(n, "varchar"))
}

// ofDocuments calls a function whose first arguments are documents.
func ofDocuments(to string, documents int) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		name := lastName(c.Funcname)
		for i := range min(documents, len(c.Args)) {
			c.Args[i] = document(c.Args[i], name)
		}
		n.Node = call(to, c.Args...).Node
		return nil
	}
}

// built calls a function that makes a document of values of any type.
func built(to string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = call(to, append([]*pgquery.Node{zone()}, c.Args...)...).Node
		return nil
	}
}

// builtOfTexts makes an object of arrays of texts.
func builtOfTexts(to string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		args := []*pgquery.Node{zone()}
		for _, arg := range c.Args {
			args = append(args, textArray(arg))
		}
		n.Node = call(to, args...).Node
		return nil
	}
}

// collected makes JSON of an array's aggregate, which takes ORDER BY, DISTINCT and
// FILTER; DuckDB's json_group_array is a macro and does not.
func collected(n *pgquery.Node, c *pgquery.FuncCall) error {
	args := []*pgquery.Node{zone()}
	for _, arg := range c.Args {
		inner := proto.Clone(c).(*pgquery.FuncCall)
		inner.Funcname, inner.Args = []*pgquery.Node{str("array_agg")}, []*pgquery.Node{arg}
		list := &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: inner}}
		if err := arrayAgg(list, inner); err != nil {
			return err
		}
		args = append(args, list)
	}
	n.Node = call("pg_"+lastName(c.Funcname), args...).Node
	return nil
}

// rowsOf makes rows of a list.
func rowsOf(list, function string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if len(c.Args) == 1 {
			n.Node = call("unnest", call(list, document(c.Args[0], function), text(function))).Node
		}
		return nil
	}
}

func extractPath(to string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if len(c.Args) == 0 || c.FuncVariadic {
			return unsupported("%s() with an array is not supported; use #>", lastName(c.Funcname))
		}
		array := &pgquery.A_ArrayExpr{Elements: c.Args[1:], Location: -1}
		path := cast(&pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: array}}, "varchar[]")
		n.Node = call(to, document(c.Args[0], lastName(c.Funcname)), path).Node
		return nil
	}
}

// changed calls jsonb_set() or jsonb_insert(), whose last argument has a default.
func changed(to, last string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if len(c.Args) < 3 || len(c.Args) > 4 {
			return nil
		}
		args := []*pgquery.Node{document(c.Args[0], "jsonb"), textArray(c.Args[1]), document(c.Args[2], "jsonb"), cast(text(last), "bool")}
		if len(c.Args) == 4 {
			args[3] = c.Args[3]
		}
		n.Node = call(to, args...).Node
		return nil
	}
}

func changedLax(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) < 3 || len(c.Args) > 5 {
		return nil
	}
	args := []*pgquery.Node{document(c.Args[0], "jsonb"), textArray(c.Args[1]), document(c.Args[2], "jsonb"), cast(text("true"), "bool"), text("use_json_null")}
	copy(args[3:], c.Args[3:])
	n.Node = call("pg_jsonb_set_lax", args...).Node
	return nil
}
