// Package tables is the hub: what a virtual table is, what a query may ask of
// it, and the bookkeeping that every such table shares: intervals, coverage and
// the LRU of pages. It imports nothing of the module and knows nothing of SQL
// text, of DuckDB or of AWS.
//
// Two laws bind every table (the conformance tests in tablestest hold them):
//
//   - A scan may fetch too much, never too little. The rows a table stores may be
//     more than a Scan asks for; the query's own WHERE runs on them anyway.
//   - An answer is complete, or the client is told. Complete returns nil only when
//     every row the scan asks for is in the store.
package tables

import (
	"context"
	"time"
)

// Type is the type of a column, by PostgreSQL's name for it.
type Type string

// The types that virtual tables have.
const (
	Text        Type = "text"
	Boolean     Type = "boolean"
	BigInt      Type = "bigint"
	TimestampTZ Type = "timestamp with time zone"
	TextArray   Type = "text[]"
	JSONB       Type = "jsonb"
)

// Op is a set of comparisons that a column's table can use to fetch less.
type Op uint8

// The comparisons. A predicate has exactly one of them.
const (
	Equal    Op = 1 << iota // column = value, or IN with several values
	Contains                // an array column has value as an element
	AtLeast                 // column >= value (also stands for >)
	AtMost                  // column <= value (also stands for <)
)

// Column is one column of a virtual table: pushdown is data on the column.
type Column struct {
	Name string
	Type Type
	Doc  string // one sentence, shown by \d+ and by graphical clients
	Push Op     // the comparisons worth pushing down; 0 for none
}

// Value is a string, a bool, an int64 or a time.Time, as the column's type wants.
type Value any

// Predicate is one comparison of a column with constants. With several values
// (Equal, Contains) it holds when any of them matches.
type Predicate struct {
	Column string
	Op     Op
	Values []Value
}

// Conjunction is an AND of predicates; empty means true.
type Conjunction []Predicate

// Scan is what a query needs of a table: the rows for which any conjunction of
// Where holds. An empty Where means every row; a Where of no satisfiable
// conjunction is written as Nothing.
type Scan struct {
	Where   []Conjunction
	Nothing bool // the query cannot use any row: fetch nothing

	// Enough, when set, says that a part can do: given that every row at or after
	// since is in the store, it reports whether the query's answer is already
	// certain. Tables that fetch newest first ask it as they go; others ignore it.
	Enough func(ctx context.Context, since time.Time) (bool, error)

	// MaxCalls is how many calls of the service the scan may take; 0 for any number.
	// When it needs more, Complete gives an error.
	MaxCalls int64
}

// Table is a virtual table: it fetches rows into a Store when a query needs them.
type Table interface {
	Schema() string // public, or trailgres for what the server tells of itself
	Name() string
	Doc() string
	Columns() []Column
	// Open creates the table's storage, and the relation that queries read, in
	// the store. It is called once, before any other call.
	Open(ctx context.Context, s Store) error
	// Complete returns when every row that s asks for is in the store. The rows
	// stay there until release is called. On an error what had been fetched is
	// kept, and release is nil. Complete is called by many sessions at once.
	Complete(ctx context.Context, s Scan) (release func(), err error)
}

// Store is the engine's table space, as a table sees it. The SQL is the engine's
// (DuckDB's) and comes from the table's own .sql files; args are bound to $1, $2 …
// and are string, bool, int64, float64, time.Time or nil.
type Store interface {
	// Exec runs one statement and gives the number of rows it changed.
	Exec(ctx context.Context, query string, args ...any) (int64, error)
	// Query runs one statement and calls each for every row; the values are
	// string, bool, int64, float64, time.Time or nil.
	Query(ctx context.Context, query string, each func(row []any) error, args ...any) error
}
