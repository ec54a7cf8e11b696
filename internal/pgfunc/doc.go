// Package pgfunc has functions of PostgreSQL's whose meaning DuckDB does not have, on
// plain Go values: documents (json*.go), the formatting and reading of times and
// numbers (format*.go), the input of dates and times (time*.go), regular expressions
// (regex*.go), strings and numbers. Each does what PostgreSQL 15 does, its errors
// included; the tests compare with a real one. It knows neither DuckDB nor SQL: the
// engine registers the functions.
package pgfunc
