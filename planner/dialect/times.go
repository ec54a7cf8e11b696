package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// times writes the literals of dates and times in the one form that DuckDB takes:
// PostgreSQL takes many more
// (https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-DATETIME-INPUT).
// A literal is one of time when it is cast to such a type or compared with
// something that clearly is of one.
func (r *Rewriter) times(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		return r.castTime(x.TypeCast)
	case *pgquery.Node_AExpr:
		return r.comparedTimes(x.AExpr)
	case *pgquery.Node_CoalesceExpr:
		return r.coalescedTimes(x.CoalesceExpr.Args)
	}
	return nil
}

// functions rewrites calls, but for series that are streamed and date_trunc() of a column of times: that is
// DuckDB's own, which the planner reads.
func (r *Rewriter) functions(n *pgquery.Node) error {
	c := n.GetFuncCall()
	if settled(c) {
		return nil
	}
	if r.streams[c] {
		c.Funcname = []*pgquery.Node{str(lastName(c.Funcname))}
		return nil
	}
	if c != nil && len(c.Args) == 2 && inCatalog(c.Funcname) && lastName(c.Funcname) == "date_trunc" &&
		c.Args[1].GetColumnRef() != nil && r.isTime(c.Args[1]) {
		return nil
	}
	if c != nil && len(c.Args) == 2 && inCatalog(c.Funcname) && lastName(c.Funcname) == "to_char" &&
		c.Args[0].GetColumnRef() != nil && r.isTime(c.Args[0]) {
		if plain, ok := plainToChar(c); ok {
			n.Node = plain.Node
			return nil
		}
	}
	return functions(n)
}

var timeTypes = map[string]bool{"timestamptz": true, "timestamp": true, "date": true}

// castTime reads a literal that is cast to a type of time.
func (r *Rewriter) castTime(c *pgquery.TypeCast) error {
	name := lastName(c.TypeName.GetNames())
	if len(c.TypeName.ArrayBounds) > 0 || !inCatalog(c.TypeName.Names) {
		return nil
	}
	switch {
	case timeTypes[name] || name == "time":
		return r.timeLiteral(c.Arg, name)
	case name == "interval":
		return r.intervalLiteral(c)
	}
	return nil
}

// intervalLiteral reads an interval; INTERVAL '1' DAY says the unit of its number.
func (r *Rewriter) intervalLiteral(c *pgquery.TypeCast) error {
	s := c.Arg.GetAConst().GetSval()
	if s == nil || r.ReadTime == nil {
		return nil
	}
	unit := ""
	if len(c.TypeName.Typmods) > 0 {
		fields, _ := intConstant(c.TypeName.Typmods[0])
		known := false
		if unit, known = intervalFields[fields]; !known || len(c.TypeName.Typmods) > 1 {
			return nil
		}
	}
	read, err := r.ReadTime("interval", s.Sval, strings.TrimSuffix(unit, "s"))
	if err != nil {
		return err
	}
	s.Sval, c.TypeName.Typmods = read, nil
	return nil
}

func (r *Rewriter) comparedTimes(e *pgquery.A_Expr) error {
	if e.Lexpr == nil || e.Rexpr == nil || e.Kind == pgquery.A_Expr_Kind_AEXPR_OP && !comparison[operator(e)] {
		return nil
	}
	if r.isTime(e.Rexpr) {
		if err := r.timeLiteral(e.Lexpr, timeType(e.Rexpr)); err != nil {
			return err
		}
	}
	if !r.isTime(e.Lexpr) {
		return nil
	}
	literals := []*pgquery.Node{e.Rexpr}
	if list := e.Rexpr.GetList(); list != nil { // IN and BETWEEN
		literals = list.Items
	}
	for _, literal := range literals {
		if err := r.timeLiteral(literal, timeType(e.Lexpr)); err != nil {
			return err
		}
	}
	return nil
}

var comparison = map[string]bool{"=": true, "<>": true, "<": true, ">": true, "<=": true, ">=": true}

// timeType gives the type of what isTime says is a time.
func timeType(n *pgquery.Node) string {
	if c := n.GetTypeCast(); c != nil {
		return lastName(c.TypeName.GetNames())
	}
	if f := n.GetFuncCall(); f != nil && len(f.Args) > 1 && f.Args[1].GetTypeCast() != nil {
		if name := lastName(f.Args[1].GetTypeCast().TypeName.GetNames()); name == "timestamp" {
			return name
		}
	}
	if v := n.GetSqlvalueFunction(); v != nil && analysis.ValueFunctionName(v) == "current_date" {
		return "date"
	}
	return "timestamptz"
}

// coalescedTimes gives literals beside a time its type.
func (r *Rewriter) coalescedTimes(args []*pgquery.Node) error {
	for _, arg := range args {
		if !r.isTime(arg) {
			continue
		}
		for _, other := range args {
			if err := r.timeLiteral(other, timeType(arg)); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

// isTime says whether an expression is of a type of time, as far as its form tells.
func (r *Rewriter) isTime(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_ColumnRef:
		return r.IsTime != nil && r.IsTime(lastName(x.ColumnRef.Fields))
	case *pgquery.Node_TypeCast:
		return timeTypes[lastName(x.TypeCast.TypeName.GetNames())]
	case *pgquery.Node_FuncCall:
		switch lastName(x.FuncCall.Funcname) {
		case "now", "date_trunc", "date_bin", "transaction_timestamp", "statement_timestamp", "clock_timestamp":
			return true
		}
	case *pgquery.Node_SqlvalueFunction:
		return strings.HasPrefix(analysis.ValueFunctionName(x.SqlvalueFunction), "current_timestamp") ||
			analysis.ValueFunctionName(x.SqlvalueFunction) == "current_date"
	}
	return false
}

// timeLiteral writes a literal in the form that DuckDB takes.
func (r *Rewriter) timeLiteral(n *pgquery.Node, typeName string) error {
	s := n.GetAConst().GetSval()
	if s == nil || r.ReadTime == nil {
		return nil
	}
	word := strings.ToLower(s.Sval)
	for _, relative := range []string{"now", "today", "yesterday", "tomorrow"} {
		r.Dated = r.Dated || strings.Contains(word, relative)
	}
	read, err := r.ReadTime(typeName, s.Sval, "")
	if err != nil {
		return err
	}
	s.Sval = read
	return nil
}
