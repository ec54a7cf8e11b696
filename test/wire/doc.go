// Package wire plays conversations in PostgreSQL's protocol with the whole server. The
// answers in its scripts are those of a real PostgreSQL 15; see testdata/README.md.
package wire
