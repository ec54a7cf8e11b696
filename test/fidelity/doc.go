// Package fidelity compares this server's answers with those of a real PostgreSQL
// 15 that holds the same events: rows, the names and types of columns, and the
// SQLSTATE of errors.
//
// The statements are in testdata, a file an area, a statement a paragraph. A
// statement that begins with the comment "-- refused" may be answered with 0A000;
// the differences that are known stand in known.txt with their reasons, and nothing
// else may differ. TestRandom compares generated statements.
package fidelity
