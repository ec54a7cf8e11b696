package planner

// projected goes down from a filter into projections. The optimiser leaves a filter
// above a projection when it may fail, such as one that parses a text; here it is read
// as if it stood below.
func (w *walk) projected(o *op, above formula, filters []expr) {
	below := above.remap(func(i int) int {
		if i >= 0 && i < len(o.Expressions.List) && o.Expressions.List[i].Class == "BOUND_REF" {
			return o.Expressions.List[i].Index
		}
		return -1
	})
	var inner []expr
	for i := range filters {
		if e, computed := inlined(filters[i], o.Expressions.List); computed {
			inner = append(inner, e)
			below = below.and(w.expression(&e))
		}
	}
	if len(inner) > 0 && len(o.Children) == 1 && o.Children[0].Type == "LOGICAL_PROJECTION" {
		w.projected(&o.Children[0], below, inner)
		return
	}
	w.children(o, below)
}

// inlined puts a projection's expressions in the place of its columns, and says
// whether any of them is computed.
func inlined(e expr, columns []expr) (out expr, computed bool) {
	if e.Class == "BOUND_REF" {
		if e.Index < 0 || e.Index >= len(columns) {
			return expr{Class: "unknown"}, true
		}
		return columns[e.Index], columns[e.Index].Class != "BOUND_REF"
	}
	for _, child := range []**expr{&e.Left, &e.Right, &e.Child, &e.Input, &e.Lower, &e.Upper} {
		if *child != nil {
			c, some := inlined(**child, columns)
			*child, computed = &c, computed || some
		}
	}
	children := make([]expr, len(e.Children))
	for i := range e.Children {
		c, some := inlined(e.Children[i], columns)
		children[i], computed = c, computed || some
	}
	e.Children = children
	return e, computed
}
