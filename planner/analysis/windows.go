package analysis

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Bits of WindowDef.frameOptions (parsenodes.h).
const (
	frameNonDefault     = 0x00001
	frameRange          = 0x00002
	frameRows           = 0x00004
	frameGroups         = 0x00008
	frameStartPreceding = 0x00800
	frameEndPreceding   = 0x01000
	frameStartFollowing = 0x02000
	frameEndFollowing   = 0x04000
)

// windowPlaces are texts for window functions where they may not stand
// (transformWindowFuncCall); "" allows them.
var windowPlaces = map[clause]string{
	clauseNone: "", clauseSelectTarget: "", clauseOrderBy: "", clauseDistinctOn: "",
	clauseJoinOn: "JOIN conditions", clauseJoinUsing: "JOIN conditions", clauseFromFunction: "functions in FROM",
	clauseWindowPartition: "window definitions", clauseWindowOrder: "window definitions", clauseFrameRange: "window definitions",
	clauseFrameRows: "window definitions", clauseFrameGroups: "window definitions", clauseMergeWhen: "MERGE WHEN conditions",
	clauseCall: "CALL arguments",
}

// windowCall makes a call a window function.
func (s *scope) windowCall(c *call, out *expr, f *Function) *expr {
	n, name := c.node, strings.Join(c.names, ".")
	if n.AggDistinct {
		s.fail(c.location, codeUnsupported, "DISTINCT is not implemented for window functions")
	}
	if f.Kind == 'a' && len(c.args) == 0 && !n.AggStar {
		s.fail(c.location, codeWrongObjectType, "%s(*) must be used to call a parameterless aggregate function", name)
	}
	if len(n.AggOrder) > 0 {
		s.fail(c.location, codeUnsupported, "aggregate ORDER BY is not implemented for window functions")
	}
	if f.Kind != 'a' && n.AggFilter != nil {
		s.fail(c.location, codeUnsupported, "FILTER is not implemented for non-aggregate window functions")
	}
	if n.AggFilter != nil {
		s.within(clauseFilter, func() { out.more = append(out.more, s.boolean(s.expression(n.AggFilter), "FILTER")) })
	}
	out.kind, out.owner = kindWindow, s
	s.placeWindow(out)
	s.hasWindows = true
	out.over = s.windowFor(n.Over)
	return out
}

func (s *scope) placeWindow(out *expr) {
	for _, list := range [][]*expr{out.args, out.more} {
		for _, e := range list {
			e.walk(func(x *expr) bool {
				if x.kind == kindWindow && x.owner == s {
					s.fail(x.loc, codeWindowing, "window function calls cannot be nested")
				}
				return true
			})
		}
	}
	text, ok := windowPlaces[s.clause]
	if !ok {
		text = clauseNames[s.clause]
	}
	if text != "" {
		s.fail(out.loc, codeWindowing, "window functions are not allowed in %s", text)
	}
}

// windowFor finds the window of an OVER clause or notes a new one; its definition is
// analysed after the target list.
func (s *scope) windowFor(def *pgquery.WindowDef) *window {
	if def.Name != "" {
		for _, w := range s.windows {
			if w.name == def.Name {
				return w
			}
		}
		s.fail(def.Location, codeUndefinedObject, "window %s does not exist", quoted(def.Name))
	}
	for _, w := range s.windows {
		if w.name == "" && w.def.Refname == def.Refname && w.def.FrameOptions == def.FrameOptions && sameText(w.def, def) {
			return w
		}
	}
	w := &window{def: def}
	s.windows = append(s.windows, w)
	return w
}

// declareWindows notes the WINDOW clause before anything refers to it.
func (s *scope) declareWindows(list []*pgquery.Node) {
	for _, n := range list {
		if def := n.GetWindowDef(); def != nil {
			s.windows = append(s.windows, &window{def: def, name: def.Name})
		}
	}
}

// defineWindows is transformWindowDefinitions.
func (s *scope) defineWindows(q *query) {
	for i := 0; i < len(s.windows); i++ {
		w := s.windows[i]
		def := w.def
		var ref *window
		for _, o := range s.windows[:i] {
			if w.name != "" && o.name == w.name {
				s.fail(def.Location, codeWindowing, "window %s is already defined", quoted(w.name))
			}
		}
		if def.Refname != "" {
			at := slices.IndexFunc(s.windows[:i], func(o *window) bool { return o.name == def.Refname })
			if at < 0 {
				s.fail(def.Location, codeUndefinedObject, "window %s does not exist", quoted(def.Refname))
			}
			ref = s.windows[at]
		}
		s.sortList(def.OrderClause, q, clauseWindowOrder, true, &w.order)
		s.groupList(def.PartitionClause, q, clauseWindowPartition, &w.partition)
		if ref != nil {
			s.inherit(w, ref)
		}
		s.frame(w)
	}
}

// inherit copies what a window refers to.
func (s *scope) inherit(w, ref *window) {
	def := w.def
	if len(w.partition) > 0 {
		s.fail(def.Location, codeWindowing, "cannot override PARTITION BY clause of window %s", quoted(def.Refname))
	}
	w.partition = ref.partition
	if len(w.order) > 0 && len(ref.order) > 0 {
		s.fail(def.Location, codeWindowing, "cannot override ORDER BY clause of window %s", quoted(def.Refname))
	}
	if len(w.order) == 0 {
		w.order = ref.order
	}
	if ref.def.FrameOptions != frameDefaults && ref.def.FrameOptions&frameNonDefault != 0 {
		bare := def.Name == "" && len(def.OrderClause) == 0 && len(def.PartitionClause) == 0 && def.FrameOptions&frameNonDefault == 0
		e := pgerr.New(codeWindowing, "cannot copy window %s because it has a frame clause", quoted(def.Refname))
		if bare {
			_ = e.WithHint("Omit the parentheses in this OVER clause.")
		}
		s.a.failWith(def.Location, e)
	}
}

// frameDefaults are the options of a window without a frame clause.
const frameDefaults = 0x00002 | 0x00020 | 0x00400

// frame checks the frame clause (transformFrameOffset).
func (s *scope) frame(w *window) {
	def := w.def
	if def.FrameOptions&frameRange != 0 && def.FrameOptions&(frameStartPreceding|frameStartFollowing|frameEndPreceding|frameEndFollowing) != 0 &&
		len(w.order) != 1 {
		s.fail(def.Location, codeWindowing, "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column")
	}
	if def.FrameOptions&frameGroups != 0 && len(w.order) == 0 {
		s.fail(def.Location, codeWindowing, "GROUPS mode requires an ORDER BY clause")
	}
	w.frame = def.FrameOptions
	w.start, w.end = s.frameOffset(w, def.StartOffset), s.frameOffset(w, def.EndOffset)
}

func (s *scope) frameOffset(w *window, n *pgquery.Node) *expr {
	if n == nil {
		return nil
	}
	c, name := clauseFrameRange, "RANGE"
	switch {
	case w.def.FrameOptions&frameRows != 0:
		c, name = clauseFrameRows, "ROWS"
	case w.def.FrameOptions&frameGroups != 0:
		c, name = clauseFrameGroups, "GROUPS"
	}
	var e *expr
	s.within(c, func() { e = s.expression(n) })
	if c != clauseFrameRange {
		e = s.specific(e, plain(int8Type), name)
	} else {
		e = s.rangeOffset(w, e)
	}
	s.noVars(e, name)
	return e
}

// rangeOffset finds the in_range support function for the ORDER BY column and the offset.
func (s *scope) rangeOffset(w *window, e *expr) *expr {
	a := s.a
	order := w.order[0].typ.OID
	if order == Open || e.open() {
		return e
	}
	order = a.base(order)
	offsets := rangeOffsets[order]
	location := e.location()
	if len(offsets) == 0 {
		s.fail(location, codeUnsupported, "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s", a.spell(order))
	}
	given := e.typ.OID
	var fit []uint32
	best := uint32(0)
	for _, o := range offsets {
		if o == given || given == unknownType && o == order {
			best = o
		}
		if a.canCoerceOne(given, o, implicit) {
			fit = append(fit, o)
		}
	}
	if best == 0 {
		if len(fit) == 0 {
			s.a.failWith(location, pgerr.New(codeUnsupported, "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s and offset type %s",
				a.spell(order), a.spell(given)).WithHint("Cast the offset value to an appropriate type."))
		}
		if len(fit) > 1 {
			s.a.failWith(location, pgerr.New(codeUnsupported, "RANGE with offset PRECEDING/FOLLOWING has multiple interpretations for column type %s and offset type %s",
				a.spell(order), a.spell(given)).WithHint("Cast the offset value to the exact intended type."))
		}
		best = fit[0]
	}
	return s.coerce(e, plain(best), implicit, -1, false)
}

// rangeOffsets are the types of offsets that in_range functions take, by the type of
// the ordering column (pg_amproc.dat, btree's support function 3).
var rangeOffsets = map[uint32][]uint32{
	int2Type: {int8Type, int4Type, int2Type}, int4Type: {int8Type, int4Type, int2Type}, int8Type: {int8Type},
	float4Type: {float8Type}, float8Type: {float8Type}, numericType: {numericType},
	dateType: {intervalType}, timestampType: {intervalType}, timestamptzType: {intervalType},
	timeType: {intervalType}, timetzType: {intervalType}, intervalType: {intervalType},
}
