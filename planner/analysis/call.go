package analysis

import (
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func itoa(n int) string { return strconv.Itoa(n) }

// call is the second half of ParseFuncOrColumn: the function is known.
func (s *scope) call(c *call, found *candidate, types []uint32) *expr {
	f := found.function
	name := strings.Join(c.names, ".")
	switch f.Kind {
	case 'p':
		s.a.failWith(c.location, pgerr.New(codeWrongObjectType, "%s is a procedure", s.signature(c, s.argumentNames(c), types)).
			WithHint("To call a procedure, use CALL."))
	case 'f':
		s.notAggregate(c)
	case 'a':
		s.checkOrderedSet(c, found, types)
	case 'w':
		if c.node == nil || c.node.Over == nil {
			s.fail(c.location, codeWrongObjectType, "window function %s requires an OVER clause", name)
		}
		if c.node.AggWithinGroup {
			s.fail(c.location, codeWrongObjectType, "window function %s cannot have WITHIN GROUP", name)
		}
	}
	declared := append([]uint32(nil), found.args...)
	result := s.enforce(types, declared, f.Result, false)
	args := s.arguments(c.args, declared)
	args = s.variadic(c, found, args, declared)
	out := &expr{kind: kindFunction, typ: plain(result), loc: c.location, args: args, id: f.OID, text: f.Name, set: f.Set, owner: s}
	if f.Set {
		s.placeSet(out, c.location)
	}
	switch {
	case f.Kind == 'f':
		if f.Set {
			s.lastSet = out
		}
		return out
	case c.node == nil:
		s.fail(c.location, codeWrongObjectType, "%s(*) must be used to call a parameterless aggregate function", name)
	case f.Kind == 'a' && c.node.Over == nil:
		return s.aggregate(c, out, types)
	}
	return s.windowCall(c, out, f)
}

// variadic makes the last arguments the array that a variadic function takes.
func (s *scope) variadic(c *call, found *candidate, args []*expr, declared []uint32) []*expr {
	f := found.function
	if c.node != nil && c.node.FuncVariadic && f.Variadic == anyType && len(args) > 0 {
		last := c.args[len(c.args)-1]
		if !last.open() && s.a.baseElement(last.typ.OID) == 0 {
			s.fail(last.location(), codeDatatypeMismatch, "VARIADIC argument must be an array")
		}
	}
	if found.variadic == 0 || f.Variadic == anyType {
		return args
	}
	at := len(args) - found.variadic
	element := declared[at]
	array := &expr{kind: kindArray, typ: plain(s.a.arrayOf(element)), loc: firstLocation(args[at:]), args: append([]*expr(nil), args[at:]...)}
	if element != Open && s.a.noArray(element) {
		s.fail(firstLocation(args[at:]), codeUndefinedObject, "could not find array type for data type %s", s.a.spell(element))
	}
	return append(append([]*expr(nil), args[:at]...), array)
}

// notAggregate refuses an aggregate's decorations on a plain function.
func (s *scope) notAggregate(c *call) {
	f, name := c.node, strings.Join(c.names, ".")
	if f == nil {
		return
	}
	what := ""
	switch {
	case f.AggStar:
		s.fail(c.location, codeWrongObjectType, "%s(*) specified, but %s is not an aggregate function", name, name)
	case f.AggDistinct:
		what = "DISTINCT"
	case f.AggWithinGroup:
		what = "WITHIN GROUP"
	case len(f.AggOrder) > 0:
		what = "ORDER BY"
	case f.AggFilter != nil:
		what = "FILTER"
	case f.Over != nil:
		s.fail(c.location, codeWrongObjectType, "OVER specified, but %s is not a window function nor an aggregate function", name)
	}
	if what != "" {
		s.fail(c.location, codeWrongObjectType, "%s specified, but %s is not an aggregate function", what, name)
	}
}

// checkOrderedSet refuses a wrong use of WITHIN GROUP.
func (s *scope) checkOrderedSet(c *call, found *candidate, types []uint32) {
	row := s.a.c.aggregates[found.function.OID]
	f, name := c.node, strings.Join(c.names, ".")
	if f == nil {
		return
	}
	if row.kind == 'n' {
		if f.AggWithinGroup {
			s.fail(c.location, codeWrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", name)
		}
		return
	}
	if !f.AggWithinGroup {
		s.fail(c.location, codeWrongObjectType, "WITHIN GROUP is required for ordered-set aggregate %s", name)
	}
	if f.Over != nil {
		s.fail(c.location, codeUnsupported, "OVER is not supported for ordered-set aggregate %s", name)
	}
	direct := len(c.args) - len(f.AggOrder)
	refuse := func(hint string, args ...any) {
		s.a.failWith(c.location, pgerr.New(codeUndefinedFunction, "function %s does not exist", s.signature(c, nil, types)).WithHint(hint, args...))
	}
	if found.function.Variadic == 0 {
		if direct != row.direct {
			plural := "s"
			if row.direct == 1 {
				plural = ""
			}
			refuse("There is an ordered-set aggregate %s, but it requires %d direct argument%s, not %d.", name, row.direct, plural, direct)
		}
		return
	}
	if row.kind == 'h' && direct != len(f.AggOrder) {
		refuse("To use the hypothetical-set aggregate %s, the number of hypothetical direct arguments (here %d) must match the number of ordering columns (here %d).",
			name, direct, len(f.AggOrder))
	}
	if row.kind == 'h' {
		s.unifyHypothetical(c, direct)
	}
}

// unifyHypothetical gives each hypothetical argument and its ordering column a common
// type (unify_hypothetical_args).
func (s *scope) unifyHypothetical(c *call, direct int) {
	for i := range direct {
		pair := []*expr{c.args[direct+i], c.args[i]}
		s.common(pair, "WITHIN GROUP")
		c.args[direct+i], c.args[i] = pair[0], pair[1]
	}
}

// openParts analyses what an open call has beside its arguments.
func (s *scope) openParts(f *pgquery.FuncCall) {
	if f == nil {
		return
	}
	if !f.AggWithinGroup {
		for _, n := range f.AggOrder {
			s.within(clauseOrderBy, func() { s.expression(n.GetSortBy().GetNode()) })
		}
	}
	if f.AggFilter != nil {
		s.within(clauseFilter, func() { s.expression(f.AggFilter) })
	}
	if f.Over != nil {
		s.hasWindows = true
		s.windowFor(f.Over)
	}
}

// placements are the texts for a set-returning function where it may not stand
// (check_srf_call_placement); "" allows it, and what is missing is named by its clause.
var placements = map[clause]string{
	clauseNone: "", clauseSelectTarget: "", clauseInsertTarget: "", clauseGroupBy: "", clauseOrderBy: "", clauseDistinctOn: "",
	clauseWindowPartition: "", clauseWindowOrder: "", clauseValuesSingle: "", clauseFromFunction: "",
	clauseJoinOn: "JOIN conditions", clauseJoinUsing: "JOIN conditions", clauseMergeWhen: "MERGE WHEN conditions",
	clauseFrameRange: "window definitions", clauseFrameRows: "window definitions", clauseFrameGroups: "window definitions",
	clauseCall: "CALL arguments",
}

func (s *scope) placeSet(_ *expr, location int32) {
	if s.clause == clauseFromFunction && s.lastSet != nil {
		s.fail(s.lastSet.location(), codeUnsupported, "set-returning functions must appear at top level of FROM")
	}
	text, ok := placements[s.clause]
	if !ok {
		text = clauseNames[s.clause]
	}
	if text != "" {
		s.fail(location, codeUnsupported, "set-returning functions are not allowed in %s", text)
	}
	s.hasSets = true
}

// noSets refuses a set-returning function below CASE or COALESCE.
func (s *scope) noSets(before *expr, construct string) {
	if s.lastSet != before {
		s.a.failWith(s.lastSet.location(), pgerr.New(codeUnsupported, "set-returning functions are not allowed in %s", construct).
			WithHint("You might be able to move the set-returning function into a LATERAL FROM item."))
	}
}
