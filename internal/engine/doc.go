// Package engine is the database: DuckDB with the virtual tables, behind pgwire's
// interfaces.
//
// The life of a query: a session parses the text (planner.Parse) and, at each
// execution, writes DuckDB's SQL with the parameters in it (Render), asks the
// empty twin for the optimised plan, reads the scans out of it (planner.Scans), has
// each table complete its scan (tables.Table.Complete), and only then runs the SQL
// on the session's own connection, pulled chunk by chunk.
//
// Two instances of DuckDB: the store, which holds the rows, and the twin, which
// holds the same definitions and no rows and is only ever asked for plans. A
// session has a connection to each.
package engine
