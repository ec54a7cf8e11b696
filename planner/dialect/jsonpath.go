package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// pathFunctions are the functions of the SQL/JSON path language
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING-TABLE).
// Those whose names end with _tz differ in the comparison of times alone, which no path
// here has.
var pathFunctions = map[string]bool{
	"jsonb_path_exists": true, "jsonb_path_match": true, "jsonb_path_query": true,
	"jsonb_path_query_array": true, "jsonb_path_query_first": true,
}

// pathOperators are the functions behind the operators of paths, which suppress errors.
var pathOperators = map[string]string{
	"@?": "pg_jsonb_path_exists", "@@": "pg_jsonb_path_match",
	"jsonb_path_exists_opr": "pg_jsonb_path_exists", "jsonb_path_match_opr": "pg_jsonb_path_match",
}

// pathPlaces are the parameters of the path functions, in order.
var pathPlaces = map[string]int{"target": 0, "path": 1, "vars": 2, "silent": 3}

// jsonPaths rewrites what takes paths, which the engine has as texts.
func (r *Rewriter) jsonPaths(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		if !isPathType(x.TypeCast.TypeName) {
			return nil
		}
		path, err := r.path(x.TypeCast.Arg)
		if err != nil {
			return err
		}
		if path.GetTypeCast().GetArg().GetAConst() == nil {
			path = call("pg_jsonpath_in", path)
		}
		n.Node = path.Node
	case *pgquery.Node_AExpr:
		to, ok := pathOperators[operator(x.AExpr)]
		if !ok || x.AExpr.Kind != pgquery.A_Expr_Kind_AEXPR_OP || x.AExpr.Lexpr == nil {
			return nil
		}
		return r.pathCall(n, to, x.AExpr.Lexpr, x.AExpr.Rexpr)
	case *pgquery.Node_FuncCall:
		name := lastName(x.FuncCall.Funcname)
		if !inCatalog(x.FuncCall.Funcname) {
			return nil
		}
		if to, ok := pathOperators[name]; ok && len(x.FuncCall.Args) == 2 {
			return r.pathCall(n, to, x.FuncCall.Args...)
		}
		if name = strings.TrimSuffix(name, "_tz"); pathFunctions[name] {
			return r.pathFunction(n, x.FuncCall, name)
		}
	}
	return nil
}

// isPathType says whether a type is jsonpath.
func isPathType(t *pgquery.TypeName) bool {
	return lastName(t.GetNames()) == "jsonpath" && len(t.ArrayBounds) == 0 && inCatalog(t.Names)
}

// pathFunction calls a path function with all its arguments, by their place or by name.
func (r *Rewriter) pathFunction(n *pgquery.Node, c *pgquery.FuncCall, name string) error {
	args := []*pgquery.Node{nil, nil, call("pg_jsonb_in", cast(text("{}"), "varchar")), cast(text("false"), "bool")}
	for i, arg := range c.Args {
		if named := arg.GetNamedArgExpr(); named != nil {
			place, ok := pathPlaces[named.Name]
			if !ok {
				return nil
			}
			i, arg = place, named.Arg
		}
		if i >= len(args) {
			return nil
		}
		args[i] = arg
	}
	if args[0] == nil || args[1] == nil {
		return nil
	}
	args[2] = document(args[2], name)
	if err := r.pathCall(n, "pg_"+name, args...); err != nil {
		return err
	}
	if name == "jsonb_path_query" {
		n.Node = call("unnest", &pgquery.Node{Node: n.Node}).Node
	}
	return nil
}

// pathCall calls a function of the engine's with a document, a path and what follows.
func (r *Rewriter) pathCall(n *pgquery.Node, to string, args ...*pgquery.Node) error {
	path, err := r.path(args[1])
	if err != nil {
		return err
	}
	n.Node = call(to, append([]*pgquery.Node{document(args[0], "jsonb"), path}, args[2:]...)...).Node
	return nil
}

// path gives a path as a text; a constant is read now, so that its errors come first.
func (r *Rewriter) path(n *pgquery.Node) (*pgquery.Node, error) {
	if lastName(n.GetFuncCall().GetFuncname()) == "pg_jsonpath_in" {
		return n, nil
	}
	if s := n.GetAConst().GetSval(); s != nil && r.ReadPath != nil {
		printed, err := r.ReadPath(s.Sval)
		if err != nil {
			return nil, err
		}
		n = text(printed)
	}
	return cast(n, "varchar"), nil
}
