package tables

// View is another shape of a table, in which queries that were written for another
// tool find the names and types they expect. It is an ordinary view: what a query
// filters on reaches the table's scan through it.
type View struct {
	Schema string // where it is, as with Table
	Name   string
	Doc    string            // one sentence, its comment
	SQL    string            // a SELECT in the engine's language (DuckDB's), of the table's own relation
	Docs   map[string]string // comments by column
	// Equalities are the columns that tool gives another meaning when a query says
	// column = value.
	Equalities []Equality
	// Presto says that queries of the view are written in Presto's SQL (Athena's),
	// some of whose functions mean something else in DuckDB's.
	Presto bool
}

// Equality says what column = value stands for in a View.
type Equality struct {
	Column string
	Means  Meaning
}

// Meaning is what an equality stands for.
type Meaning uint8

// The meanings of an equality.
const (
	From    Meaning = iota // column >= value
	Until                  // column <= value; with a From beside it, the two times may come in either order
	Element                // value is an element of the column
	True                   // nothing: it holds for every row
	Refused                // it cannot be answered
)

// Viewer is a Table that offers views of itself.
type Viewer interface {
	// Views gives the views. The engine makes them after Open, and on its twin.
	Views() []View
}
