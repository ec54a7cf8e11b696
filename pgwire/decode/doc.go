// Package decode turns the parameters of a Bind message from PostgreSQL's binary
// formats into the text forms, which is what statements take.
package decode
