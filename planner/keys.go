package planner

import (
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/tables"
)

// joinKeys gives what an equality join says of the columns of each side, where the
// other side's keys can be had without a virtual table.
func (w *walk) joinKeys(o *op) (left, right formula) {
	left, right = always(), always()
	if o.Type != "LOGICAL_COMPARISON_JOIN" {
		return left, right
	}
	for i := range o.Conditions {
		c := &o.Conditions[i]
		if c.Comparison != "COMPARE_EQUAL" || c.Left.Class != "BOUND_REF" || c.Right.Class != "BOUND_REF" {
			continue
		}
		if (o.JoinType == "INNER" || o.JoinType == "SEMI") && w.pushable(&o.Children[0], c.Left.Index) {
			left = left.and(w.keys(&o.Children[1], c.Right.Index, c.Left.Index))
		}
		if (o.JoinType == "INNER" || o.JoinType == "LEFT") && w.pushable(&o.Children[1], c.Right.Index) {
			right = right.and(w.keys(&o.Children[0], c.Left.Index, c.Right.Index))
		}
	}
	return left, right
}

// pushable says whether an operator's output column is one of a virtual table that
// takes equalities of text.
func (w *walk) pushable(o *op, column int) bool {
	known, plain := w.follow(column, o)
	return plain && known != nil && known.Push&tables.Equal != 0 && known.Type == tables.Text
}

// keys gives the formula that a column equals one of the keys which another
// operator puts out.
func (w *walk) keys(o *op, column, target int) formula {
	values, query := w.source(o, column)
	if query != "" && w.Keys != nil && w.err == nil {
		texts, ok, err := w.Keys(query)
		if err != nil || !ok {
			w.err = err
			return always()
		}
		values = make([]tables.Value, 0, len(texts))
		for _, t := range texts {
			values = append(values, t)
		}
	} else if values == nil {
		return always()
	}
	if len(values) == 0 {
		return formula{}
	}
	return one(target, tables.Equal, values...)
}

// source traces an output column down to constants, or to a column of a local table
// and the query for its values. Filters on the way are left out: the keys may be
// too many, never too few.
func (w *walk) source(o *op, column int) (values []tables.Value, query string) {
	if column < 0 {
		return nil, ""
	}
	child := func(i, column int) ([]tables.Value, string) {
		if i >= len(o.Children) {
			return nil, ""
		}
		return w.source(&o.Children[i], column)
	}
	switch o.Type {
	case "LOGICAL_PROJECTION":
		if column < len(o.Expressions.List) && o.Expressions.List[column].Class == "BOUND_REF" {
			return child(0, o.Expressions.List[column].Index)
		}
	case "LOGICAL_FILTER", "LOGICAL_ORDER_BY", "LOGICAL_TOP_N":
		return child(0, through(o.ProjectionMap, column))
	case "LOGICAL_LIMIT", "LOGICAL_DISTINCT":
		return child(0, column)
	case "LOGICAL_AGGREGATE_AND_GROUP_BY":
		if column < len(o.Groups) && o.Groups[column].Class == "BOUND_REF" {
			return child(0, o.Groups[column].Index)
		}
	case "LOGICAL_EXPRESSION_GET":
		return w.rowValues(o.Expressions.Rows, column), ""
	case "LOGICAL_UNNEST":
		return w.unnested(o, column), ""
	case "LOGICAL_GET":
		return nil, localColumn(o, column, w.table(o) != nil)
	}
	return nil, ""
}

// rowValues gives one column of a VALUES list; nil when some value is not constant.
func (w *walk) rowValues(rows [][]expr, column int) []tables.Value {
	values := []tables.Value{}
	for _, row := range rows {
		if column >= len(row) || row[column].Class != "BOUND_CONSTANT" {
			return nil
		}
		if row[column].Value.IsNull {
			continue
		}
		v, ok := constant(row[column].Value, w.zone)
		if !ok {
			return nil
		}
		values = append(values, v)
	}
	return values
}

// unnested gives the elements of a constant list that is unnested.
func (w *walk) unnested(o *op, column int) []tables.Value {
	i := column - o.childWidth(0)
	if o.childWidth(0) < 0 || i < 0 || i >= len(o.Expressions.List) || o.Expressions.List[i].Child == nil {
		return nil
	}
	if c := o.Expressions.List[i].Child; c.Class == "BOUND_CONSTANT" {
		if values, ok := w.list(c.Value); ok {
			return values
		}
	}
	return nil
}

// localColumn writes the query for the values of a local table's column.
func localColumn(o *op, column int, virtual bool) string {
	c := o.column(column)
	if virtual || o.FunctionData.Table == "" || c < 0 || c >= len(o.Names) {
		return ""
	}
	from := quoteName(o.FunctionData.Schema) + "." + quoteName(o.FunctionData.Table)
	if o.FunctionData.Catalog == "temp" {
		from = "temp." + from
	}
	name := quoteName(o.Names[c])
	return fmt.Sprintf("SELECT DISTINCT %s::VARCHAR FROM %s WHERE %s IS NOT NULL", name, from, name)
}

func quoteName(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
