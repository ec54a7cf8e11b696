package analysis

import pgquery "github.com/pganalyze/pg_query_go/v6"

// ResultName gives the name that PostgreSQL gives a result column without one
// (src/backend/parser/parse_target.c, FigureColname).
func ResultName(n *pgquery.Node) string {
	if name, _ := figure(n); name != "" {
		return name
	}
	return "?column?"
}

// IndexColumnName gives the name of an index's column that is an expression
// (src/backend/parser/parse_target.c, FigureIndexColname).
func IndexColumnName(n *pgquery.Node) string {
	if name, _ := figure(n); name != "" {
		return name
	}
	return "expr"
}

// ValueFunctionName gives the name of a function that is written without parentheses,
// such as current_date.
func ValueFunctionName(f *pgquery.SQLValueFunction) string { return sqlValueNames[f.GetOp()] }

// figure is FigureColnameInternal: a name and how good it is, 0 none, 1 weak (a type's
// name), 2 strong.
func figure(n *pgquery.Node) (string, int) {
	switch v := n.GetNode().(type) {
	case *pgquery.Node_ColumnRef:
		names, _ := fieldNames(v.ColumnRef.Fields)
		if len(names) > 0 {
			return names[len(names)-1], 2
		}
	case *pgquery.Node_AIndirection:
		name := ""
		for _, i := range v.AIndirection.Indirection {
			if s := i.GetString_(); s != nil {
				name = s.Sval
			}
		}
		if name != "" {
			return name, 2
		}
		return figure(v.AIndirection.Arg)
	case *pgquery.Node_FuncCall:
		names := stringsOf(v.FuncCall.Funcname)
		if len(names) > 0 {
			return names[len(names)-1], 2
		}
	case *pgquery.Node_AExpr:
		if v.AExpr.Kind == pgquery.A_Expr_Kind_AEXPR_NULLIF {
			return "nullif", 2
		}
	case *pgquery.Node_TypeCast:
		if name, strength := figure(v.TypeCast.Arg); strength > 1 {
			return name, strength
		}
		names := stringsOf(v.TypeCast.GetTypeName().GetNames())
		if len(names) > 0 {
			return names[len(names)-1], 1
		}
	case *pgquery.Node_CollateClause:
		return figure(v.CollateClause.Arg)
	case *pgquery.Node_GroupingFunc:
		return "grouping", 2
	case *pgquery.Node_SubLink:
		return figureSublink(v.SubLink)
	case *pgquery.Node_CaseExpr:
		if name, strength := figure(v.CaseExpr.Defresult); strength > 1 {
			return name, strength
		}
		return "case", 1
	case *pgquery.Node_AArrayExpr:
		return "array", 2
	case *pgquery.Node_RowExpr:
		return "row", 2
	case *pgquery.Node_CoalesceExpr:
		return "coalesce", 2
	case *pgquery.Node_MinMaxExpr:
		if v.MinMaxExpr.Op == pgquery.MinMaxOp_IS_LEAST {
			return "least", 2
		}
		return "greatest", 2
	case *pgquery.Node_SqlvalueFunction:
		return ValueFunctionName(v.SqlvalueFunction), 2
	case *pgquery.Node_XmlExpr:
		return xmlNames[v.XmlExpr.Op], 2
	case *pgquery.Node_XmlSerialize:
		return "xmlserialize", 2
	}
	return "", 0
}

func figureSublink(l *pgquery.SubLink) (string, int) {
	switch l.SubLinkType {
	case pgquery.SubLinkType_EXISTS_SUBLINK:
		return "exists", 2
	case pgquery.SubLinkType_ARRAY_SUBLINK:
		return "array", 2
	case pgquery.SubLinkType_EXPR_SUBLINK:
		sel := l.Subselect.GetSelectStmt()
		for sel != nil && sel.Larg != nil {
			sel = sel.Larg
		}
		if sel != nil && len(sel.TargetList) > 0 {
			rt := sel.TargetList[0].GetResTarget()
			if rt.GetName() != "" {
				return rt.Name, 2
			}
			return figure(rt.GetVal())
		}
		if sel != nil && len(sel.ValuesLists) > 0 {
			return "column1", 2
		}
	}
	return "", 0
}

var sqlValueNames = map[pgquery.SQLValueFunctionOp]string{
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_DATE: "current_date", pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME: "current_time",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N: "current_time", pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP: "current_timestamp",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N: "current_timestamp", pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME: "localtime",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME_N: "localtime", pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP: "localtimestamp",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N: "localtimestamp", pgquery.SQLValueFunctionOp_SVFOP_CURRENT_ROLE: "current_role",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_USER: "current_user", pgquery.SQLValueFunctionOp_SVFOP_USER: "user",
	pgquery.SQLValueFunctionOp_SVFOP_SESSION_USER: "session_user", pgquery.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG: "current_catalog",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA: "current_schema",
}

var xmlNames = map[pgquery.XmlExprOp]string{
	pgquery.XmlExprOp_IS_XMLCONCAT: "xmlconcat", pgquery.XmlExprOp_IS_XMLELEMENT: "xmlelement", pgquery.XmlExprOp_IS_XMLFOREST: "xmlforest",
	pgquery.XmlExprOp_IS_XMLPARSE: "xmlparse", pgquery.XmlExprOp_IS_XMLPI: "xmlpi", pgquery.XmlExprOp_IS_XMLROOT: "xmlroot",
}
