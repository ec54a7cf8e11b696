package dialect

import (
	"regexp"
	"strings"
	"time"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// times writes the literals of dates and times in the one form that DuckDB takes:
// PostgreSQL takes many more
// (https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-DATETIME-INPUT).
// A literal is one of time when it is cast to such a type or compared with
// something that clearly is of one.
func (r *Rewriter) times(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		if timeTypes[lastName(x.TypeCast.TypeName.GetNames())] && len(x.TypeCast.TypeName.ArrayBounds) == 0 {
			r.timeLiteral(x.TypeCast.Arg)
		}
	case *pgquery.Node_AExpr:
		r.comparedTimes(x.AExpr)
	case *pgquery.Node_CoalesceExpr:
		return r.coalescedTimes(x.CoalesceExpr.Args)
	}
	return nil
}

// functions rewrites calls, but for series that are streamed and date_trunc() of a column of times: that is
// DuckDB's own, which the planner reads.
func (r *Rewriter) functions(n *pgquery.Node) error {
	c := n.GetFuncCall()
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

func (r *Rewriter) comparedTimes(e *pgquery.A_Expr) {
	if e.Lexpr == nil || e.Rexpr == nil {
		return
	}
	if r.isTime(e.Rexpr) {
		r.timeLiteral(e.Lexpr)
	}
	if !r.isTime(e.Lexpr) {
		return
	}
	if list := e.Rexpr.GetList(); list != nil { // IN and BETWEEN
		for _, item := range list.Items {
			r.timeLiteral(item)
		}
		return
	}
	r.timeLiteral(e.Rexpr)
}

// coalescedTimes gives literals beside a time its type.
func (r *Rewriter) coalescedTimes(args []*pgquery.Node) error {
	for _, arg := range args {
		if !r.isTime(arg) {
			continue
		}
		for _, other := range args {
			if s := other.GetAConst().GetSval(); s != nil {
				r.timeLiteral(other)
				if s = other.GetAConst().GetSval(); !timeForm.MatchString(s.Sval) {
					return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid input syntax for type timestamp with time zone: %q", s.Sval)
				}
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
		return strings.HasPrefix(valueFunctions[x.SqlvalueFunction.Op], "current_timestamp") ||
			valueFunctions[x.SqlvalueFunction.Op] == "current_date"
	}
	return false
}

// timeForm is a date, with a time and a zone or without, in ISO 8601's order.
var timeForm = regexp.MustCompile(`(?i)^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d*)?))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$`)

func (r *Rewriter) timeLiteral(n *pgquery.Node) {
	s := n.GetAConst().GetSval()
	if s == nil {
		return
	}
	if moment, ok := r.special(strings.ToLower(strings.TrimSpace(s.Sval))); ok {
		s.Sval = moment
		return
	}
	m := timeForm.FindStringSubmatch(strings.TrimSpace(s.Sval))
	if m == nil {
		return
	}
	hour, minute, second := or(m[4], "00"), or(m[5], "00"), or(strings.TrimSuffix(m[6], "."), "00")
	if len(hour) == 1 {
		hour = "0" + hour
	}
	out := m[1] + "-" + m[2] + "-" + m[3]
	if m[4] != "" || m[7] != "" {
		out += " " + hour + ":" + minute + ":" + second + zoneForm(m[7])
	}
	s.Sval = out
}

// zoneForm gives an offset as DuckDB reads it.
func zoneForm(zone string) string {
	switch strings.ToUpper(zone) {
	case "":
		return ""
	case "Z", "UTC", "GMT":
		return "+00"
	}
	if len(zone) == 5 { // +0530
		return zone[:3] + ":" + zone[3:]
	}
	return zone
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// special gives the moment that a word such as today stands for.
func (r *Rewriter) special(word string) (string, bool) {
	if r.Zone == nil {
		return "", false
	}
	local := r.Now.In(r.Zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, r.Zone)
	const form = "2006-01-02 15:04:05.999999-07:00"
	switch word {
	case "now", "today", "yesterday", "tomorrow":
		r.Dated = true
	}
	switch word {
	case "now":
		return local.Format(form), true
	case "today":
		return midnight.Format(form), true
	case "yesterday":
		return midnight.AddDate(0, 0, -1).Format(form), true
	case "tomorrow":
		return midnight.AddDate(0, 0, 1).Format(form), true
	}
	return "", false
}
