package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// nameResults gives every result column without a name the one PostgreSQL would
// give it (src/backend/parser/parse_target.c, FigureColname).
func nameResults(statement *pgquery.Node) {
	_ = walk(statement, func(n *pgquery.Node) error {
		if s := n.GetSelectStmt(); s != nil {
			nameTargets(s)
		}
		return nil
	})
}

// nameTargets names the columns of a SELECT, and of those that it unites: they do
// not stand in nodes of their own.
func nameTargets(s *pgquery.SelectStmt) {
	if s.Larg != nil {
		nameTargets(s.Larg)
		nameTargets(s.Rarg)
	}
	for _, target := range s.TargetList {
		t := target.GetResTarget()
		if t == nil || t.Name != "" || isStar(t.Val) || t.Val.GetColumnRef() != nil {
			continue // DuckDB names a plain column after itself, too
		}
		name, strength := columnName(t.Val)
		if strength == 0 {
			name = "?column?"
		}
		t.Name = name
	}
}

func isStar(n *pgquery.Node) bool {
	ref := n.GetColumnRef()
	if ref == nil || len(ref.Fields) == 0 {
		i := n.GetAIndirection()
		return i != nil && len(i.Indirection) > 0 && i.Indirection[len(i.Indirection)-1].GetAStar() != nil
	}
	return ref.Fields[len(ref.Fields)-1].GetAStar() != nil
}

// columnName gives the name of an expression and how good it is: 0 none, 1 weak
// (a type's name), 2 strong.
func columnName(n *pgquery.Node) (string, int) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_ColumnRef:
		return lastName(x.ColumnRef.Fields), 2
	case *pgquery.Node_AIndirection:
		for i := len(x.AIndirection.Indirection) - 1; i >= 0; i-- {
			if s := x.AIndirection.Indirection[i].GetString_(); s != nil {
				return s.Sval, 2
			}
		}
		return columnName(x.AIndirection.Arg)
	case *pgquery.Node_FuncCall:
		return lastName(x.FuncCall.Funcname), 2
	case *pgquery.Node_AExpr:
		if x.AExpr.Kind == pgquery.A_Expr_Kind_AEXPR_NULLIF {
			return "nullif", 2
		}
	case *pgquery.Node_TypeCast:
		if name, strength := columnName(x.TypeCast.Arg); strength > 1 {
			return name, strength
		}
		return lastName(x.TypeCast.TypeName.GetNames()), 1
	case *pgquery.Node_CollateClause:
		return columnName(x.CollateClause.Arg)
	case *pgquery.Node_CaseExpr:
		if name, strength := columnName(x.CaseExpr.Defresult); strength > 1 {
			return name, strength
		}
		return "case", 1
	case *pgquery.Node_SubLink:
		return sublinkName(x.SubLink)
	}
	if name, ok := fixedNames(n); ok {
		return name, 2
	}
	return "", 0
}

func sublinkName(l *pgquery.SubLink) (string, int) {
	switch l.SubLinkType {
	case pgquery.SubLinkType_EXISTS_SUBLINK:
		return "exists", 2
	case pgquery.SubLinkType_ARRAY_SUBLINK:
		return "array", 2
	case pgquery.SubLinkType_EXPR_SUBLINK:
		targets := l.Subselect.GetSelectStmt().GetTargetList()
		if len(targets) == 0 {
			return "", 0
		}
		t := targets[0].GetResTarget()
		if t.GetName() != "" {
			return t.Name, 2
		}
		return columnName(t.GetVal())
	}
	return "", 0
}

// fixedNames gives the names of the expressions that have their own syntax.
func fixedNames(n *pgquery.Node) (string, bool) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_GroupingFunc:
		return "grouping", true
	case *pgquery.Node_AArrayExpr:
		return "array", true
	case *pgquery.Node_RowExpr:
		return "row", true
	case *pgquery.Node_CoalesceExpr:
		return "coalesce", true
	case *pgquery.Node_MinMaxExpr:
		if x.MinMaxExpr.Op == pgquery.MinMaxOp_IS_LEAST {
			return "least", true
		}
		return "greatest", true
	case *pgquery.Node_SqlvalueFunction:
		name, ok := valueFunctions[x.SqlvalueFunction.Op]
		return name, ok
	}
	return "", false
}

// valueFunctions are the functions that are written without parentheses.
var valueFunctions = map[pgquery.SQLValueFunctionOp]string{
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_DATE:        "current_date",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME:        "current_time",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N:      "current_time",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP:   "current_timestamp",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N: "current_timestamp",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME:           "localtime",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIME_N:         "localtime",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP:      "localtimestamp",
	pgquery.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:    "localtimestamp",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_ROLE:        "current_role",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_USER:        "current_user",
	pgquery.SQLValueFunctionOp_SVFOP_USER:                "user",
	pgquery.SQLValueFunctionOp_SVFOP_SESSION_USER:        "session_user",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG:     "current_catalog",
	pgquery.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA:      "current_schema",
}

// names takes the database's name off relations: DuckDB knows it by another.
func (r *Rewriter) names(n *pgquery.Node) error {
	v := n.GetRangeVar()
	if v != nil && v.Schemaname == "pg_temp" {
		v.Schemaname = "temp"
	}
	if v == nil || v.Catalogname == "" {
		return nil
	}
	if v.Catalogname != r.Database {
		return unsupported("cross-database references are not implemented: %q", v.Catalogname+"."+v.Schemaname+"."+v.Relname)
	}
	v.Catalogname = ""
	return nil
}
