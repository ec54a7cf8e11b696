package planner

import "github.com/trailgres/trailgres/tables"

// newestLimit gives the number of rows that settle the statement when they are the
// newest ones: its plan is a LIMIT, with no order or ordered by the table's time,
// descending, first, straight over a scan. 0 when it is not.
func (w *walk) newestLimit(o *op) int64 {
	for o.Type == "LOGICAL_PROJECTION" && len(o.Children) == 1 {
		o = &o.Children[0]
	}
	switch o.Type {
	case "LOGICAL_TOP_N":
		if len(o.Orders) > 0 && len(o.Children) == 1 && w.newestFirst(o.Orders[0], &o.Children[0]) {
			return o.Limit
		}
	case "LOGICAL_LIMIT":
		if o.LimitVal.Type != "CONSTANT_VALUE" || len(o.Children) != 1 {
			return 0
		}
		child := &o.Children[0]
		if child.Type == "LOGICAL_ORDER_BY" {
			if len(child.Orders) == 0 || len(child.Children) != 1 || !w.newestFirst(child.Orders[0], &child.Children[0]) {
				return 0
			}
			return o.LimitVal.Count
		}
		if _, plain := w.follow(0, child); plain {
			return o.LimitVal.Count
		}
	}
	return 0
}

// newestRows says whether a statement without a limit may give its newest rows
// before the others.
func (w *walk) newestRows(o *op) bool {
	for o.Type == "LOGICAL_PROJECTION" && len(o.Children) == 1 && o.Children[0].Type != "LOGICAL_GET" {
		o = &o.Children[0]
	}
	if o.Type == "LOGICAL_ORDER_BY" {
		return len(o.Orders) > 0 && len(o.Children) == 1 && w.newestFirst(o.Orders[0], &o.Children[0])
	}
	_, plain := w.follow(0, o)
	return plain
}

// newestFirst says whether the order is by the time of a virtual table that lies
// straight below, the newest first.
func (w *walk) newestFirst(by order, child *op) bool {
	if by.Type != "DESCENDING" || by.Expression.Class != "BOUND_REF" {
		return false
	}
	column, plain := w.follow(by.Expression.Index, child)
	return plain && column != nil && column.Type == tables.TimestampTZ && column.Push&tables.AtLeast != 0
}

// follow traces a column down to a scan of a virtual table through projections and
// filters alone. It gives the column, nil when it is computed on the way, and
// whether the way is plain down to a scan.
func (w *walk) follow(column int, o *op) (found *tables.Column, plain bool) {
	switch o.Type {
	case "LOGICAL_PROJECTION":
		if len(o.Children) != 1 {
			return nil, false
		}
		next := -1
		if column >= 0 && column < len(o.Expressions.List) && o.Expressions.List[column].Class == "BOUND_REF" {
			next = o.Expressions.List[column].Index
		}
		return w.follow(next, &o.Children[0])
	case "LOGICAL_FILTER":
		if len(o.Children) != 1 {
			return nil, false
		}
		return w.follow(through(o.ProjectionMap, column), &o.Children[0])
	case "LOGICAL_GET":
		table := w.table(o)
		if table == nil {
			return nil, false
		}
		columns := table.Columns()
		if c := o.column(column); c >= 0 && c < len(columns) {
			found = &columns[c]
		}
		return found, true
	}
	return nil, false
}
