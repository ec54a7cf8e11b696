// Package duck is a thin hand on DuckDB's C interface: instances, connections,
// prepared statements and results that are pulled chunk by chunk without boxing a
// value. It stands on the bindings under duckdb-go rather than on its
// database/sql driver, which materialises a result before its first row and takes
// about half a second to notice a cancelled context. It knows nothing of
// PostgreSQL or of the tables.
//
// A Conn serves one goroutine at a time; only Interrupt may be called from
// another.
package duck
