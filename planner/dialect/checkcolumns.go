package dialect

import (
	"maps"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// columnTypes are the types of the columns of the events that are not text, by
// PostgreSQL's names; the rest of textColumns are text.
var columnTypes = func() map[string]string {
	types := map[string]string{
		"read_only": "boolean", "mfa_authenticated": "boolean", "management_event": "boolean",
		"session_credential_from_console": "boolean", "event_time": "timestamp with time zone",
		"resource_names": "text[]", "resource_types": "text[]",
	}
	for name := range jsonColumns {
		types[name] = "jsonb"
	}
	for _, name := range []string{"event_name", "event_source", "event_id", "username", "access_key_id", "aws_region",
		"recipient_account_id", "source_ip_address", "user_agent", "error_code", "error_message", "user_type", "user_arn",
		"principal_id", "user_account_id", "invoked_by", "session_issuer_arn", "request_id", "shared_event_id",
		"vpc_endpoint_id", "api_version", "event_version", "event_type", "event_category"} {
		types[name] = "text"
	}
	return types
}()

// eventColumns gives the types of the columns of the events, when the statement reads
// nothing else; but for the names that it gives to other values.
func eventColumns(statement *pgquery.Node) map[string]string {
	relations, own := map[string]bool{}, map[string]bool{}
	types := maps.Clone(columnTypes)
	_ = walk(statement, func(n *pgquery.Node) error {
		switch x := n.GetNode().(type) {
		case *pgquery.Node_RangeVar:
			relations[x.RangeVar.Relname] = true
		case *pgquery.Node_CommonTableExpr:
			own[x.CommonTableExpr.Ctename] = true
			for _, name := range x.CommonTableExpr.Aliascolnames {
				delete(types, name.GetString_().GetSval())
			}
		case *pgquery.Node_ResTarget:
			if ref := x.ResTarget.Val.GetColumnRef(); ref == nil || lastName(ref.Fields) != x.ResTarget.Name {
				delete(types, x.ResTarget.Name)
			}
		case *pgquery.Node_RangeSubselect:
			for _, name := range x.RangeSubselect.GetAlias().GetColnames() {
				delete(types, name.GetString_().GetSval())
			}
		case *pgquery.Node_RangeFunction:
			delete(types, x.RangeFunction.GetAlias().GetAliasname())
			for _, name := range x.RangeFunction.GetAlias().GetColnames() {
				delete(types, name.GetString_().GetSval())
			}
		}
		return nil
	})
	for name := range relations {
		if name != "cloudtrail_events" && !own[name] {
			return nil
		}
	}
	return types
}

// textOnly take text alone; DuckDB would cast whatever it is given.
var textOnly = map[string]bool{"lower": true, "upper": true, "length": true, "initcap": true, "split_part": true,
	"replace": true, "left": true, "right": true, "btrim": true, "ltrim": true, "rtrim": true, "reverse": true, "string_agg": true,
	"regexp_replace": true, "strpos": true, "starts_with": true}

// checkColumns refuses, with PostgreSQL's error, operators and functions that it does
// not have for the type of a column of the events, where DuckDB casts and answers
// something.
func (r *Rewriter) checkColumns(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AExpr:
		return r.checkColumnOperator(x.AExpr)
	case *pgquery.Node_FuncCall:
		name, column := lastName(x.FuncCall.Funcname), r.columnType(first(x.FuncCall))
		refusedHere := textOnly[name] && column != "text" ||
			(name == "min" || name == "max") && (column == "boolean" || column == "jsonb") ||
			(name == "sum" || name == "avg") && column != ""
		if inCatalog(x.FuncCall.Funcname) && column != "" && refusedHere {
			return pgerr.New(pgerr.UndefinedFunction, "function %s(%s) does not exist", name, column).
				WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
		}
	case *pgquery.Node_SelectStmt:
		if t := r.columnType(x.SelectStmt.WhereClause); t != "" && t != "boolean" {
			return pgerr.New(pgerr.DatatypeMismatch, "argument of WHERE must be type boolean, not type %s", t)
		}
	}
	return nil
}

// columnType gives the type of a column of the events, "" for anything else.
func (r *Rewriter) columnType(n *pgquery.Node) string {
	ref := n.GetColumnRef()
	if ref == nil {
		return ""
	}
	return r.events[lastName(ref.Fields)]
}

func (r *Rewriter) checkColumnOperator(e *pgquery.A_Expr) error {
	left, right := r.columnType(e.Lexpr), r.columnType(e.Rexpr)
	op := operator(e)
	bad := false
	other := right
	switch op {
	case "=", "<>", "<", ">", "<=", ">=":
		value := e.Rexpr
		if e.Kind == pgquery.A_Expr_Kind_AEXPR_IN {
			if items := e.Rexpr.GetList().GetItems(); len(items) > 0 {
				value = items[0]
			}
		}
		if array := e.Rexpr.GetAArrayExpr(); array != nil && len(array.Elements) > 0 {
			value = array.Elements[0]
		}
		if isNumber(value) {
			other = numberType(value)
		}
		bad = left != "" && isNumber(value) || left != "" && right != "" && left != right
	case "||":
		bad = left != "" && left == right && left != "text" && left != "jsonb" && left != "text[]"
	case "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*":
		bad = left != "" && left != "text"
		other = "unknown"
	case "->", "->>":
		bad = left == "text"
		other = "unknown"
	}
	if !bad || left == "" {
		return nil
	}
	return pgerr.New(pgerr.UndefinedFunction, "operator does not exist: %s %s %s", left, op, other).
		WithHint("No operator matches the given name and argument types. You might need to add explicit type casts.")
}
