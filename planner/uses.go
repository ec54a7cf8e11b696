package planner

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/dialect"
)

// Uses is what the meaning of a rendered statement depends on besides its text. An
// engine that keeps statements ready asks it whether it may.
type Uses struct {
	// Functions are the functions that the engine is asked for, without their schemas,
	// in lower case, each once; an operator is none.
	Functions []string
	// Relations are the relations that are named, without their schemas, each once;
	// common table expressions are among them.
	Relations []string
	// Catalogs says that relations of the system catalogs are read.
	Catalogs bool
	// Qualified says that a relation is named with a schema other than public.
	Qualified bool
	// Moment says that the text has a constant that was made of the statement's
	// moment, such as 'today'.
	Moment bool
	// OneRow says that the result has one row, whatever the relations hold.
	OneRow bool
	// EachRow says that an UPDATE or DELETE reads nothing but the rows that it changes,
	// one at a time.
	EachRow bool
	// Upserts says that an INSERT may change rows that are there, and Given are the
	// columns that it gives values to, as far as they are named.
	Upserts bool
	Given   []string
	// Joins says that a DELETE looks at other relations with USING, and JoinsQuery that
	// there is a query in it besides.
	Joins, JoinsQuery bool
}

// Constant says that a statement without parameters has one row, which is always the
// same as long as no setting changes.
func (u Uses) Constant() bool {
	return u.OneRow && !u.Moment && !u.Catalogs && len(u.Functions) == 0 && len(u.Relations) == 0
}

// usesOf reads a tree in the engine's language.
func usesOf(node *pgquery.Node, moment bool) Uses {
	u := Uses{Moment: moment, OneRow: oneRow(node.GetSelectStmt()), EachRow: eachRow(node), Upserts: updates(node)}
	u.Joins, u.JoinsQuery = joins(node)
	if u.Upserts {
		u.Given = given(node.GetInsertStmt())
	}
	functions, relations := map[string]bool{}, map[string]bool{}
	function := func(name string) {
		if name = strings.ToLower(name); !functions[name] {
			functions[name] = true
			u.Functions = append(u.Functions, name)
		}
	}
	_ = dialect.Walk(node, func(n *pgquery.Node) error {
		switch x := n.GetNode().(type) {
		case *pgquery.Node_FuncCall:
			if len(x.FuncCall.Funcname) > 0 {
				function(fieldName(x.FuncCall.Funcname[len(x.FuncCall.Funcname)-1]))
			}
		case *pgquery.Node_SqlvalueFunction:
			function(strings.ToLower(strings.TrimPrefix(x.SqlvalueFunction.Op.String(), "SVFOP_")))
		case *pgquery.Node_ColumnRef:
			// The engine takes a name that is no column's for such a function.
			if len(x.ColumnRef.Fields) == 1 && valueNames[strings.ToLower(fieldName(x.ColumnRef.Fields[0]))] {
				function(fieldName(x.ColumnRef.Fields[0]))
			}
		case *pgquery.Node_RangeVar:
			u.Catalogs = u.Catalogs || x.RangeVar.Catalogname != ""
			u.Qualified = u.Qualified || x.RangeVar.Schemaname != "" && x.RangeVar.Schemaname != "public"
			if name := strings.ToLower(x.RangeVar.Relname); !relations[name] {
				relations[name] = true
				u.Relations = append(u.Relations, name)
			}
		}
		return nil
	})
	return u
}

// valueNames are the functions that DuckDB calls without parentheses
// (src/planner/binder/expression/bind_columnref_expression.cpp, GetSQLValueFunction).
var valueNames = map[string]bool{
	"current_catalog": true, "current_date": true, "current_role": true, "current_schema": true, "current_time": true,
	"current_timestamp": true, "current_user": true, "localtime": true, "localtimestamp": true, "session_user": true,
	"today": true, "user": true,
}

// manyRows are the functions that make rows of one.
var manyRows = map[string]bool{
	"unnest": true, "generate_series": true, "generate_subscripts": true, "range": true, "series": true,
}

// plainAggregates are those that a query without GROUP BY gives one row of.
var plainAggregates = map[string]bool{"count": true, "sum": true, "min": true, "max": true, "avg": true, "count_star": true}

// oneRow says whether a query gives one row by its form: it reads nothing and makes
// no rows, or it is an aggregate of everything.
func oneRow(q *pgquery.SelectStmt) bool {
	if q == nil || q.Op != pgquery.SetOperation_SETOP_NONE || len(q.ValuesLists) > 0 || len(q.GroupClause) > 0 || len(q.TargetList) == 0 {
		return false
	}
	if len(q.FromClause) > 0 {
		for _, t := range q.TargetList {
			call := t.GetResTarget().GetVal().GetFuncCall()
			if call == nil || call.Over != nil || len(call.Funcname) == 0 || !plainAggregates[fieldName(call.Funcname[len(call.Funcname)-1])] {
				return false
			}
		}
		return true
	}
	one := true
	_ = dialect.Walk(q, func(n *pgquery.Node) error {
		if call := n.GetFuncCall(); call != nil && len(call.Funcname) > 0 && manyRows[fieldName(call.Funcname[len(call.Funcname)-1])] {
			one = false
		}
		return nil
	})
	return one
}
