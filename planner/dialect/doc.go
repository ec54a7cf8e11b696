// Package dialect rewrites the syntax tree of a PostgreSQL statement so that
// DuckDB gives PostgreSQL's answer to it. One subject a file: result names, types,
// operators, functions, JSON, arrays, the FROM clause. What cannot be made equal
// is refused with 0A000 and its name, because a silently different answer is
// worse than none.
//
// Some of PostgreSQL's functions are macros in the engine's catalog
// (internal/engine/catalog): those whose meaning fits in SQL need no rule here.
package dialect
