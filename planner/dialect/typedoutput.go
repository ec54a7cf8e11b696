package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// outputs are the functions that show values of any type by their output functions
// (https://www.postgresql.org/docs/15/functions-string.html), and how many of their first
// arguments are none of these.
var outputs = map[string]int{"concat": 0, "concat_ws": 1}

// shownAlike says of a type that the engine's functions write its values as PostgreSQL does.
func shownAlike(oid uint32) bool {
	return isWhole(oid) || textual[oid] || oid == oidOID || oid == uuidOID
}

// output gives the arguments of such a function their texts.
func (t *typed) output(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) {
	if from, ok := outputs[f.Name]; ok && !c.FuncVariadic {
		for i := from; i < len(c.Args); i++ {
			if oid := t.of(c.Args[i]); oid != analysis.Open && !shownAlike(oid) {
				c.Args[i] = t.asOutput(c.Args[i], oid)
			}
		}
	}
	if f.Name == "array_to_string" && len(c.Args) >= 2 {
		if element := analysis.Element(t.of(c.Args[0])); element != analysis.Open {
			if shown, ok := (shower{}).show(c.Args[0]); ok {
				c.Args[0] = shown
			}
			t.replace(n, textOID, call("pg_array_to_string", append([]*pgquery.Node{zone()}, c.Args...)...))
		}
	}
}

// asOutput gives the text of a value as its type's output function writes it.
func (t *typed) asOutput(value *pgquery.Node, oid uint32) *pgquery.Node {
	if shown, ok := (shower{}).show(value); ok {
		value = shown
	}
	out := settle(call("pg_output", zone(), value))
	t.moved[out] = analysis.Type{OID: textOID, Mod: -1}
	return out
}

// isoDates says whether times are written as the engine's own casts write them.
func (r *Rewriter) isoDates() bool { return r.Style == "" || strings.HasPrefix(r.Style, "ISO") }

// styled gives the functions that take the time zone first, because they write values,
// the rest of the session's style after it.
func (r *Rewriter) styled(n *pgquery.Node) error {
	c := n.GetFuncCall()
	if r.Style == "" || len(c.GetArgs()) == 0 || !isZone(c.Args[0]) {
		return nil
	}
	c.Args[0] = pgquery.MakeAExprNode(pgquery.A_Expr_Kind_AEXPR_OP, []*pgquery.Node{str("||")}, c.Args[0], text("|"+r.Style), -1)
	return nil
}

// isZone says whether an expression is what zone gives.
func isZone(n *pgquery.Node) bool {
	c := n.GetFuncCall()
	setting, ok := stringConstant(first(c))
	return ok && setting == "TimeZone" && lastName(c.Funcname) == "current_setting"
}
