package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// rawLocation gives the leftmost byte offset of a node of the tree (exprLocation).
func rawLocation(n *pgquery.Node) int32 {
	switch v := n.GetNode().(type) {
	case *pgquery.Node_ColumnRef:
		return v.ColumnRef.Location
	case *pgquery.Node_ParamRef:
		return v.ParamRef.Location
	case *pgquery.Node_AConst:
		return v.AConst.Location
	case *pgquery.Node_FuncCall:
		return leftmost(v.FuncCall.Location, firstRawLocation(v.FuncCall.Args))
	case *pgquery.Node_AExpr:
		return leftmost(v.AExpr.Location, rawLocation(v.AExpr.Lexpr))
	case *pgquery.Node_TypeCast:
		at := leftmost(rawLocation(v.TypeCast.Arg), v.TypeCast.Location)
		return leftmost(at, typeLocation(v.TypeCast.TypeName))
	case *pgquery.Node_CollateClause:
		return rawLocation(v.CollateClause.Arg)
	case *pgquery.Node_AIndirection:
		return rawLocation(v.AIndirection.Arg)
	case *pgquery.Node_AArrayExpr:
		return v.AArrayExpr.Location
	case *pgquery.Node_BoolExpr:
		return leftmost(v.BoolExpr.Location, firstRawLocation(v.BoolExpr.Args))
	case *pgquery.Node_SubLink:
		return leftmost(rawLocation(v.SubLink.Testexpr), v.SubLink.Location)
	case *pgquery.Node_CaseExpr:
		return v.CaseExpr.Location
	case *pgquery.Node_RowExpr:
		return v.RowExpr.Location
	case *pgquery.Node_CoalesceExpr:
		return v.CoalesceExpr.Location
	case *pgquery.Node_MinMaxExpr:
		return v.MinMaxExpr.Location
	case *pgquery.Node_NullTest:
		return leftmost(v.NullTest.Location, rawLocation(v.NullTest.Arg))
	case *pgquery.Node_BooleanTest:
		return leftmost(v.BooleanTest.Location, rawLocation(v.BooleanTest.Arg))
	case *pgquery.Node_SqlvalueFunction:
		return v.SqlvalueFunction.Location
	case *pgquery.Node_SetToDefault:
		return v.SetToDefault.Location
	case *pgquery.Node_GroupingFunc:
		return v.GroupingFunc.Location
	case *pgquery.Node_ResTarget:
		if v.ResTarget.Location >= 0 {
			return v.ResTarget.Location
		}
		return rawLocation(v.ResTarget.Val)
	case *pgquery.Node_SortBy:
		return rawLocation(v.SortBy.Node)
	case *pgquery.Node_RangeVar:
		return v.RangeVar.Location
	case *pgquery.Node_XmlExpr:
		return v.XmlExpr.Location
	case *pgquery.Node_NamedArgExpr:
		return v.NamedArgExpr.Location
	case *pgquery.Node_List:
		return firstRawLocation(v.List.Items)
	case *pgquery.Node_ColumnDef:
		return v.ColumnDef.Location
	}
	return -1
}

func typeLocation(t *pgquery.TypeName) int32 {
	if t == nil {
		return -1
	}
	return t.Location
}

func firstRawLocation(list []*pgquery.Node) int32 {
	for _, n := range list {
		if l := rawLocation(n); l >= 0 {
			return l
		}
	}
	return -1
}
