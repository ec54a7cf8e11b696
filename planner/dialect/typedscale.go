package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// A numeric has its scale with each value in PostgreSQL, with the column in the engine.
// The scale of an expression is known where it comes from constants, columns with a
// precision and what is done to them (src/backend/utils/adt/numeric.c); where values of
// different scales meet in a column of VALUES or of a UNION, they get the open one, whose
// zeros at the end are not printed.

// scale gives the scale of all of an expression's values, false when it goes by the value.
func (t *typed) scale(n *pgquery.Node) (int, bool) {
	if isWhole(t.of(n)) {
		return 0, true
	}
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AConst:
		if f := x.AConst.GetFval(); f != nil && !strings.ContainsAny(f.Fval, "eE") {
			_, fraction, _ := strings.Cut(f.Fval, ".")
			return len(fraction), true
		}
	case *pgquery.Node_TypeCast:
		if mods := x.TypeCast.TypeName.GetTypmods(); lastName(x.TypeCast.TypeName.GetNames()) == "numeric" && len(mods) > 0 {
			if len(mods) == 1 {
				return 0, true
			}
			scale, ok := intConstant(mods[1])
			return int(scale), ok && scale != openScale
		}
		if t.of(n) == numericOID {
			return t.scale(x.TypeCast.Arg)
		}
	case *pgquery.Node_AExpr:
		if x.AExpr.Lexpr == nil {
			return t.scale(x.AExpr.Rexpr)
		}
		left, ok := t.scale(x.AExpr.Lexpr)
		right, also := t.scale(x.AExpr.Rexpr)
		switch operator(x.AExpr) {
		case "+", "-":
			return max(left, right), ok && also
		case "*":
			return left + right, ok && also
		}
	}
	return 0, false
}

// decimal casts to numeric with all the digits that the engine has.
func decimal(value *pgquery.Node, scale int) *pgquery.Node {
	out := cast(value, "numeric")
	out.GetTypeCast().TypeName.Typmods = []*pgquery.Node{integer(38), integer(int64(scale))}
	return out
}

// mixed says whether the expressions of a column are numerics of different scales.
func (t *typed) mixed(arms []*pgquery.Node) bool {
	differ, numeric, first := false, false, -1
	for _, arm := range arms {
		oid := t.of(arm)
		numeric = numeric || oid == numericOID
		if oid != numericOID && !isWhole(oid) {
			if isNull(arm) {
				continue
			}
			return false
		}
		scale, ok := t.scale(arm)
		if !ok {
			scale = openScale
		}
		differ = differ || first >= 0 && scale != first
		first = scale
	}
	return numeric && differ
}

// even gives the expressions of a column the open scale.
func (t *typed) even(arms []*pgquery.Node) {
	for _, arm := range arms {
		if isNull(arm) {
			continue
		}
		inner := &pgquery.Node{Node: arm.Node}
		t.moved[inner] = analysis.Type{OID: t.of(arm), Mod: -1}
		arm.Node = decimal(inner, openScale).Node
		t.moved[arm] = analysis.Type{OID: numericOID, Mod: -1}
	}
}

func isNull(n *pgquery.Node) bool {
	if c := n.GetTypeCast(); c != nil {
		return isNull(c.Arg)
	}
	return n.GetAConst().GetIsnull()
}

// keepsArms says whether the rows of a set operation's arms are the result's, so that each
// value can keep its own scale.
func keepsArms(s *pgquery.SelectStmt) bool {
	switch {
	case s == nil || len(s.DistinctClause) > 0:
		return false
	case s.Op == pgquery.SetOperation_SETOP_UNION:
		return s.All && keepsArms(s.Larg) && keepsArms(s.Rarg)
	}
	return s.Op == pgquery.SetOperation_SETOP_NONE
}

// showArms gives the columns of a set operation whose scales differ each value's own.
func (t *typed) showArms() {
	for _, i := range t.shown {
		collect(t.keepsScales, i, func(n *pgquery.Node) {
			if isNull(n) {
				return
			}
			inner := &pgquery.Node{Node: n.Node}
			if shown, ok := (shower{}).show(inner); ok {
				inner = shown
			}
			n.Node = call("pg_numeric", inner).Node
		})
	}
}

// arms evens out the scales in VALUES and set operations.
func (t *typed) arms(n *pgquery.Node) error {
	if s := n.GetSelectStmt(); s != nil {
		t.rows(s)
	}
	return nil
}

// rows evens out the columns of VALUES and of set operations.
func (t *typed) rows(s *pgquery.SelectStmt) {
	types := t.found.SetOperations[s]
	for i := range types {
		var column []*pgquery.Node
		complete := true
		collect(s, i, func(n *pgquery.Node) {
			complete = complete && n != nil
			column = append(column, n)
		})
		switch {
		case !complete || types[i].OID != numericOID || !t.mixed(column):
		case s == t.keepsScales:
			t.shown = append(t.shown, i)
		default:
			t.even(column)
		}
		switch {
		case types[i].OID == inetOID:
			t.asAddresses(column)
		}
	}
}

// collect visits the expressions that make a result's column; nil for one that is
// behind a star.
func collect(s *pgquery.SelectStmt, column int, visit func(*pgquery.Node)) {
	switch {
	case s == nil:
	case s.Op != pgquery.SetOperation_SETOP_NONE:
		collect(s.Larg, column, visit)
		collect(s.Rarg, column, visit)
	case len(s.ValuesLists) > 0:
		for _, row := range s.ValuesLists {
			visit(at(row.GetList().GetItems(), column))
		}
	default:
		for _, target := range s.TargetList {
			if isStar(target.GetResTarget().GetVal()) {
				visit(nil)
				return
			}
		}
		visit(at(s.TargetList, column).GetResTarget().GetVal())
	}
}

func at(list []*pgquery.Node, i int) *pgquery.Node {
	if i < len(list) {
		return list[i]
	}
	return nil
}
