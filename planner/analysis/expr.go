package analysis

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// kind says what an analysed expression is; the names are those of PostgreSQL's primnodes.h.
type kind uint8

const (
	kindOpen kind = iota // what cannot be known
	kindConst
	kindVar
	kindParam
	kindFunction
	kindAggregate
	kindWindow
	kindGrouping
	kindOperator
	kindDistinct
	kindNullIf
	kindScalarArray
	kindBool
	kindSublink
	kindCase
	kindArray
	kindRow
	kindRowCompare
	kindCoalesce
	kindMinMax
	kindSQLValue
	kindNullTest
	kindBoolTest
	kindCoerce
	kindCollate
	kindSubscript
	kindField
	kindDefault
	kindNamed
	kindPlaceholder
)

// expr is an analysed expression.
type expr struct {
	kind kind
	typ  Type
	node *pgquery.Node // where it comes from; nil for what analysis adds
	loc  int32         // byte offset, -1 for none
	args []*expr

	id    uint32 // function, operator, parameter's number, or the operation's own number
	text  string // a constant's value, an argument's or collation's name
	null  bool
	entry *entry // a Var's
	attr  int    // its column from 0; wholeRow or less for others
	owner *scope // the query level that a Var or an aggregate is of
	query *query // of a sublink
	more  []*expr
	// moreLoc: what more holds is an aggregate's FILTER, DISTINCT and ORDER BY, or a
	// window's definition.
	set      bool // returns a set
	implicit bool // a coercion that nobody wrote
	direct   int  // number of direct arguments of an ordered-set aggregate
	over     *window
}

// wholeRow is the attr of a Var that stands for a whole row.
const wholeRow = -1

func (e *expr) open() bool { return e.typ.OID == Open }

// location gives the leftmost byte offset (exprLocation of nodeFuncs.c).
func (e *expr) location() int32 {
	if e == nil {
		return -1
	}
	switch e.kind {
	case kindSubscript, kindField, kindCollate:
		return e.args[0].location()
	case kindRowCompare:
		return firstLocation(e.args)
	case kindFunction, kindOperator, kindDistinct, kindNullIf, kindScalarArray, kindBool, kindCoerce, kindNullTest, kindBoolTest, kindNamed, kindSublink:
		return leftmost(e.loc, firstLocation(e.args))
	}
	return e.loc
}

func firstLocation(list []*expr) int32 {
	for _, e := range list {
		if l := e.location(); l >= 0 {
			return l
		}
	}
	return -1
}

func leftmost(a, b int32) int32 {
	if a < 0 {
		return b
	}
	if b < 0 {
		return a
	}
	return min(a, b)
}

// equal says whether two expressions are the same but for where they stand (equal of
// equalfuncs.c).
func equal(x, y *expr) bool {
	if x == nil || y == nil {
		return x == y
	}
	if x.kind != y.kind || x.typ != y.typ || x.id != y.id || x.text != y.text || x.null != y.null ||
		x.entry != y.entry || x.attr != y.attr || x.owner != y.owner || x.direct != y.direct || x.over != y.over {
		return false
	}
	if x.kind == kindOpen || x.query != nil || y.query != nil {
		return x.node != nil && y.node != nil && sameText(x.node, y.node)
	}
	return slices.EqualFunc(x.args, y.args, equal) && slices.EqualFunc(x.more, y.more, equal)
}

// sameText says whether two trees are the same but for their places.
func sameText(x, y proto.Message) bool {
	return sameMessage(x.ProtoReflect(), y.ProtoReflect())
}

func sameMessage(x, y protoreflect.Message) bool {
	if x.Descriptor() != y.Descriptor() || x.IsValid() != y.IsValid() {
		return false
	}
	fields := x.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if f.Name() == "location" {
			continue
		}
		if x.Has(f) != y.Has(f) || x.Has(f) && !sameValue(f, x.Get(f), y.Get(f)) {
			return false
		}
	}
	return true
}

func sameValue(f protoreflect.FieldDescriptor, x, y protoreflect.Value) bool {
	if !f.IsList() {
		if f.Kind() == protoreflect.MessageKind {
			return sameMessage(x.Message(), y.Message())
		}
		return x.Equal(y)
	}
	if x.List().Len() != y.List().Len() {
		return false
	}
	for i := range x.List().Len() {
		if f.Kind() == protoreflect.MessageKind {
			if !sameMessage(x.List().Get(i).Message(), y.List().Get(i).Message()) {
				return false
			}
		} else if !x.List().Get(i).Equal(y.List().Get(i)) {
			return false
		}
	}
	return true
}

// walk visits an expression and what is below it, parents first, without going into
// subqueries' targets; visit says whether to go on below.
func (e *expr) walk(visit func(*expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	for _, c := range e.args {
		c.walk(visit)
	}
	for _, c := range e.more {
		c.walk(visit)
	}
	if e.query != nil {
		e.query.walk(visit)
	}
}

// query is an analysed SELECT, or the result of another statement.
type query struct {
	scope    *scope
	targets  []*target
	exprs    []*expr // WHERE, HAVING, join conditions, LIMIT: what may refer outwards
	from     []*query
	open     bool // has columns that cannot be known
	leaf     *pgquery.SelectStmt
	setOp    bool
	children []*query // arms of a set operation
	returns  bool     // false for INSERT, UPDATE and DELETE without RETURNING
	modifies bool     // an INSERT, UPDATE or DELETE
	values   [][]*expr
}

// target is an item of a target list.
type target struct {
	name string
	expr *expr
	junk bool // ORDER BY's or GROUP BY's own
	from Column
	// raw is the item that it was made of, nil for a star's.
	raw *pgquery.ResTarget
}

func (q *query) walk(visit func(*expr) bool) {
	for _, t := range q.targets {
		t.expr.walk(visit)
	}
	for _, e := range q.exprs {
		e.walk(visit)
	}
	for _, row := range q.values {
		for _, e := range row {
			e.walk(visit)
		}
	}
	for _, f := range q.from {
		f.walk(visit)
	}
	for _, c := range q.children {
		c.walk(visit)
	}
}

// visible gives the targets that are columns of the result.
func (q *query) visible() []*target {
	out := make([]*target, 0, len(q.targets))
	for _, t := range q.targets {
		if !t.junk {
			out = append(out, t)
		}
	}
	return out
}
