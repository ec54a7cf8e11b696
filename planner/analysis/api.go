package analysis

import (
	"errors"
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Type is PostgreSQL's type of an expression: a row of pg_type and a modifier.
type Type struct {
	OID uint32 // Open (0) when it cannot be known
	Mod int32  // atttypmod: a length, a precision; -1 for none
}

// Open is the type of what cannot be known here: the result of a function that only the
// engine has, a column of a relation whose columns are open.
const Open uint32 = 0

// Column is a column of a relation or of a result, as RowDescription has it
// (https://www.postgresql.org/docs/15/protocol-message-formats.html).
type Column struct {
	Name  string
	Type  Type
	Table uint32 // the relation that the column is of, 0 for none
	Attr  int16  // its number there, from 1
	// Identity is as in pg_attribute.attidentity: 'a' or 'd', 0 for neither.
	Identity byte
	// Text says that the engine keeps the column's numerics as texts, each with its scale.
	Text bool
}

// AsText is the modifier of a type whose values are kept as texts.
const AsText = -2

// Kept is the type in which the column's values are kept.
func (c Column) Kept() Type {
	if c.Text {
		return Type{OID: c.Type.OID, Mod: AsText}
	}
	return c.Type
}

// Relation is a table or a view.
type Relation struct {
	OID     uint32
	Schema  string
	Name    string
	Kind    byte   // relkind: r or v
	RowType uint32 // the OID of the row's type (reltype), Open when it has none
	// RowArray is the OID of the type of arrays of the row's type, Open when it has none.
	RowArray uint32
	Columns  []Column
	Keys     []Key // the primary key and the unique constraints of a table
	Unique   bool  // a table has one of them, or a unique index
	System   bool  // one of pg_catalog or information_schema
	// Open says that there may be columns which Columns does not name.
	Open bool
}

// Key is a constraint by which rows differ.
type Key struct {
	Name    string
	Columns []string
	Primary bool
}

// Schema is what the caller knows of relations and of the engine. The search path is
// its own affair.
type Schema interface {
	// Relation finds a relation; schema is empty when the statement names none. It
	// gives nil when there is no such relation.
	Relation(schema, name string) *Relation
	// HasSchema says whether there is a schema of this name.
	HasSchema(name string) bool
	// Known says whether the engine has a function of this name. It is asked only
	// where PostgreSQL has none that fits; the call is then open.
	Known(function string) bool
}

// Input is what Analyze needs beside the statement.
type Input struct {
	Schema Schema
	// Params are the types of $1 … that the client has declared; Open for those it has not.
	Params []uint32
	// Database is the current database's name, which may stand before a schema's.
	Database string
	// Position makes an error's position of a byte offset in the statement's text; nil
	// gives the offset plus one, which is right for ASCII.
	Position func(offset int32) int
	// ReadPath refuses a text that the type jsonpath refuses; nil leaves literals of it
	// unread.
	ReadPath func(text string) (string, error)
	// ReadInet refuses a text that the type inet or cidr refuses; nil leaves them unread.
	ReadInet func(text, typeName string) error
}

// Result is what analysis finds. The maps' keys are nodes of the statement's tree: an
// expression's own node, which stays the same when a rewriter replaces what the node holds.
type Result struct {
	// Columns are the result's columns; empty for a statement that gives none.
	Columns []Column
	// Inner are the columns of the query inside of a statement that gives none itself.
	Inner []Column
	// OpenColumns says that the result has columns that cannot be known, so that Columns
	// is not to be used: a * over something open.
	OpenColumns bool
	// Params are the types of $1 …, Open where the use is open.
	Params []uint32
	// Types gives the type of each expression, before Casts. A literal that is no
	// number has the type unknown (705) and its Casts.
	Types map[*pgquery.Node]Type
	// Casts gives the type to which an expression is implicitly coerced where it stands.
	Casts map[*pgquery.Node]Type
	// Functions gives the row of pg_proc that a call means. A call that is really a
	// cast, as date('…'), is in Conversions instead.
	Functions map[*pgquery.FuncCall]*Function
	// Conversions are the calls that are casts in the form of functions, and their types.
	Conversions map[*pgquery.FuncCall]Type
	// Attributes are the calls that are field accesses in the form of functions.
	Attributes map[*pgquery.FuncCall]bool
	// Grouped gives the result's expression that an item of GROUP BY means by its name or
	// its place.
	Grouped map[*pgquery.Node]*pgquery.Node
	// WholeRows gives the item of FROM all of which a reference is, as e is in SELECT e
	// FROM t e.
	WholeRows map[*pgquery.Node]*Row
	// Fields gives the columns that (x).* stands for, or a * among the fields of ROW(…),
	// each with the name of its relation before it, where it has one.
	Fields map[*pgquery.Node][][]string
	// Operators gives the row of pg_operator that an operator means. BETWEEN has none,
	// nor has what is compared column by column.
	Operators map[*pgquery.A_Expr]*Operator
	// SetOperations gives the columns' common types of each UNION, INTERSECT, EXCEPT and
	// of VALUES, to which the columns of its arms are coerced.
	SetOperations map[*pgquery.SelectStmt][]Type
	// Texts are the references to columns of a table whose numerics are kept as texts, with
	// the place where the statement names the table.
	Texts map[*pgquery.Node]int32
	// Stars gives the items of a select list that a * stands for where a join of USING or
	// NATURAL has merged columns, which come before the others, or where numerics are kept
	// as texts; nil where they cannot be written.
	Stars map[*pgquery.ResTarget][]*pgquery.Node
	// Joins gives the same of the joins that have an alias.
	Joins map[*pgquery.JoinExpr][]*pgquery.Node
	// Dependent gives the columns that a query may use without grouping by them, because it
	// groups by the primary key of their table.
	Dependent map[*pgquery.SelectStmt][]*pgquery.Node
	// Order gives the places of the queries of WITH RECURSIVE, after what they refer to.
	Order map[*pgquery.CommonTableExpr]int
	// Natural gives the columns that a NATURAL join joins by.
	Natural map[*pgquery.JoinExpr][]string
	// Rows gives what a reference to a whole row stands for: a row of a join's columns, or the
	// one column of a function in FROM that gives no rows. nil where it cannot be written.
	Rows map[*pgquery.Node]*pgquery.Node
	// Targets are the columns that an INSERT writes to, in the order of its source's
	// columns, which are coerced to their types.
	Targets []Column
}

// Row is the row of an item of FROM as a value.
type Row struct {
	Name    string   // the item's
	Columns []string // by their names
}

// Analyze gives what PostgreSQL's parse analysis finds out about a statement. A statement
// that PostgreSQL refuses is an error with PostgreSQL's SQLSTATE, texts and position.
// The tree is not changed.
func Analyze(statement *pgquery.Node, in Input) (result *Result, err error) {
	if c := catalog(); c.loadError != nil {
		return nil, fmt.Errorf("load catalogs: %w", c.loadError)
	}
	a := newAnalyzer(in)
	defer func() {
		if r := recover(); r != nil {
			result, err = nil, a.recovered(r)
		}
	}()
	a.statement(statement)
	a.finishParams()
	return a.result, nil
}

// failure carries an error up to Analyze: analysis has some hundred places that refuse,
// deep in recursion, and all of them end it.
type failure struct{ err *pgerr.Error }

// errInternal is what a mistake of this package becomes: an error of the statement's,
// not the end of the server.
var errInternal = errors.New("analysis failed")

func (a *analyzer) recovered(r any) error {
	if f, ok := r.(failure); ok {
		return f.err
	}
	return pgerr.New(pgerr.InternalError, "cannot analyse the statement: %v", r).Because(errInternal)
}

// fail ends the analysis with an error at a byte offset, or without a position when
// that is negative.
func (a *analyzer) fail(offset int32, code, format string, args ...any) {
	a.failWith(offset, pgerr.New(code, format, args...))
}

func (a *analyzer) failWith(offset int32, e *pgerr.Error) {
	if offset >= 0 {
		if e.Position = int(offset) + 1; a.in.Position != nil {
			e.Position = a.in.Position(offset)
		}
	}
	panic(failure{e})
}
