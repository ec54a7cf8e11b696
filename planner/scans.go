package planner

import (
	"time"

	"github.com/trailgres/trailgres/tables"
)

// TableScan is a scan of one virtual table that a statement needs.
type TableScan struct {
	Table tables.Table
	Scan  tables.Scan
	// Limit says that the statement's result has at most this many rows and that
	// its newest rows can settle it: when the statement, run over the rows
	// at or after some moment alone, gives Limit rows, older rows cannot change it.
	// 0 means that every row counts.
	Limit int64
	// NewestFirst says that the statement may as well give its rows in two parts, the
	// newer ones first: it is a plain selection from this one table, in no order or
	// ordered by the table's time, descending, first.
	NewestFirst bool
}

// Context is what reading a plan needs to know of the session.
type Context struct {
	Tables []tables.Table
	Zone   *time.Location
	// Keys runs a query of one column over local tables and gives its distinct
	// values as text; false when there are too many to look each up. A join of a
	// virtual table with something small becomes lookups of the small side's keys.
	Keys func(query string) (values []string, ok bool, err error)
	// Check computes a constant expression; its error is the statement's. The
	// optimiser leaves a constant cast that fails in the plan, and it must fail
	// before anything is fetched.
	Check func(expression string) error
}

// Scans reads the scans out of the twin's plan of a statement.
func Scans(plan string, c Context) ([]TableScan, error) {
	doc, err := readPlan(plan)
	if err != nil {
		return nil, err
	}
	w := &walk{reader: &reader{zone: c.Zone}, Context: c}
	for i := range doc.Plans {
		w.visit(&doc.Plans[i], always())
	}
	if w.err != nil {
		return nil, w.err
	}
	for _, doubt := range w.doubts {
		if err := c.Check(doubt); err != nil {
			return nil, err
		}
	}
	if len(doc.Plans) == 1 && len(w.scans) == 1 {
		w.scans[0].Limit = w.newestLimit(&doc.Plans[0])
		w.scans[0].NewestFirst = w.newestRows(&doc.Plans[0])
	}
	return w.scans, nil
}

// walk goes down a plan and carries with it what is known of an operator's output
// columns from the filters above.
type walk struct {
	*reader
	Context
	scans []TableScan
	err   error // of Keys
}

func (w *walk) visit(o *op, above formula) {
	switch o.Type {
	case "LOGICAL_GET":
		w.get(o, above)
	case "LOGICAL_FILTER":
		if m := o.ProjectionMap; len(m) > 0 {
			above = above.remap(func(i int) int { return at(m, i) })
		}
		for i := range o.Expressions.List {
			above = above.and(w.expression(&o.Expressions.List[i]))
		}
		if len(o.Children) == 1 && o.Children[0].Type == "LOGICAL_PROJECTION" {
			w.projected(&o.Children[0], above, o.Expressions.List)
			return
		}
		w.children(o, above)
	case "LOGICAL_PROJECTION":
		w.projected(o, above, nil)
	case "LOGICAL_COMPARISON_JOIN", "LOGICAL_ANY_JOIN", "LOGICAL_DELIM_JOIN", "LOGICAL_CROSS_PRODUCT":
		w.join(o, above)
	case "LOGICAL_ORDER_BY":
		if len(o.ProjectionMap) > 0 {
			above = always()
		}
		w.children(o, above)
	default:
		w.children(o, always())
	}
}

func (w *walk) children(o *op, above formula) {
	for i := range o.Children {
		w.visit(&o.Children[i], above)
	}
}

// join hands the filters above a join to its sides. A row of either side that
// fails a filter on its own columns cannot be in the result: the filters are all
// strict, so that they also throw out the row of an outer join that stands in
// for it.
func (w *walk) join(o *op, above formula) {
	if len(o.Children) != 2 || !knownJoins[o.JoinType] || o.DelimFlipped {
		w.children(o, always())
		return
	}
	left := o.side(0)
	if left < 0 {
		w.children(o, always())
		return
	}
	ofLeft := above.remap(func(i int) int {
		if i >= left {
			return -1
		}
		return through(o.LeftProjectionMap, i)
	})
	ofRight := always()
	if o.JoinType != "SEMI" && o.JoinType != "ANTI" && o.JoinType != "MARK" {
		ofRight = above.remap(func(i int) int {
			if i < left {
				return -1
			}
			return through(o.RightProjectionMap, i-left)
		})
	}
	leftKeys, rightKeys := w.joinKeys(o)
	w.visit(withoutDelimIndex(o, &o.Children[0]), ofLeft.and(leftKeys))
	w.visit(&o.Children[1], ofRight.and(rightKeys))
}

// withoutDelimIndex skips the numbering of rows that DuckDB puts under the left side
// of a join with a correlated unnest: it only tells rows apart, so that filters
// may pass. A window that a query asked for stands below it and stops them.
func withoutDelimIndex(join, child *op) *op {
	if join.Type == "LOGICAL_DELIM_JOIN" && child.Type == "LOGICAL_WINDOW" && len(child.Children) == 1 &&
		len(child.Expressions.List) == 1 && child.Expressions.List[0].Type == "WINDOW_ROW_NUMBER" && child.Expressions.List[0].Alias == "delim_index" {
		return &child.Children[0]
	}
	return child
}

// knownJoins are the joins whose output is the left side's columns, then (but for
// SEMI, ANTI and MARK) the right side's. A cross product has no type.
var knownJoins = map[string]bool{
	"": true, "INNER": true, "LEFT": true, "RIGHT": true, "FULL": true, "SINGLE": true,
	"SEMI": true, "ANTI": true, "MARK": true,
}

// through follows a projection map; none means that columns stay in place.
func through(projection []int, i int) int {
	if len(projection) == 0 {
		return i
	}
	return at(projection, i)
}

func at(list []int, i int) int {
	if i < 0 || i >= len(list) {
		return -1
	}
	return list[i]
}

// get adds the scan of a virtual table.
func (w *walk) get(o *op, above formula) {
	table := w.table(o)
	if table == nil {
		return
	}
	where := above.remap(func(i int) int { return o.column(i) })
	for i := range o.TableFilters.Filters {
		f := &o.TableFilters.Filters[i]
		where = where.and(w.tableFilter(f.Key, &f.Value))
	}
	w.scans = append(w.scans, TableScan{Table: table, Scan: scanOf(table, where)})
}

// column gives the table's column that a scan puts out at a place.
func (o *op) column(i int) int {
	if len(o.ProjectionIDs) > 0 {
		i = at(o.ProjectionIDs, i)
	}
	if i < 0 || i >= len(o.ColumnIndexes) || o.ColumnIndexes[i].Index >= uint64(len(o.Names)) {
		return -1
	}
	return int(o.ColumnIndexes[i].Index)
}

func (w *walk) table(o *op) tables.Table {
	for _, t := range w.Tables {
		if t.Schema() == o.FunctionData.Schema && t.Name() == o.FunctionData.Table {
			return t
		}
	}
	return nil
}

// scanOf names the columns and leaves the predicates that the table can use.
func scanOf(table tables.Table, where formula) tables.Scan {
	if len(where) == 0 {
		return tables.Scan{Nothing: true}
	}
	columns := table.Columns()
	var s tables.Scan
	for _, term := range where {
		var c tables.Conjunction
		for _, b := range term {
			if b.column >= 0 && b.column < len(columns) && columns[b.column].Push&b.op != 0 {
				c = append(c, tables.Predicate{Column: columns[b.column].Name, Op: b.op, Values: b.values})
			}
		}
		if len(c) == 0 {
			return tables.Scan{}
		}
		s.Where = append(s.Where, c)
	}
	return s
}
