// Package planner turns PostgreSQL's SQL into what the engine runs: DuckDB's SQL,
// and the scans that must be complete before it runs.
//
// The life of a statement: Parse splits the text and parses each piece with
// PostgreSQL's own grammar; Render substitutes the parameters, has the dialect
// package rewrite the tree and writes DuckDB's SQL; Scans reads, from the optimised
// plan that the empty twin gives for that SQL, which predicates reach the virtual
// tables. Nothing is ever decided by looking at text.
//
// The package reads nothing and calls nobody: the twin is handed in as a function.
// What it does not understand in a plan counts as true: a wider scan, never a
// narrower one.
package planner
