// Package analysis is PostgreSQL 15's parse analysis: it gives every expression of a
// statement its type, names and types the result's columns, infers the types of parameters,
// finds the implicit coercions, and refuses what PostgreSQL refuses, with PostgreSQL's
// SQLSTATE, texts and position. It knows nothing of DuckDB, and changes no tree.
//
// It follows src/backend/parser of PostgreSQL, whose function each comment names in
// parentheses, and reads PostgreSQL's own catalogs (internal/pgdata). Why, and what is not
// decided here, is in DESIGN.md.
//
// The life of a statement: Analyze makes an analyzer; a scope is one query level, with what
// names are looked up in (columns.go, from.go, join.go); an expr is an analysed expression
// (expression.go and the files of its kinds), which GROUP BY and ORDER BY compare by meaning
// (equal); coerce.go and polymorphic.go decide what fits where; select.go, setops.go, cte.go
// and dml.go are the statements.
package analysis
