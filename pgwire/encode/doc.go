// Package encode writes single values in PostgreSQL's text and binary formats, by
// appending to a buffer. It knows no columns and no messages: package pgwire
// walks over the columns and calls it. Everything is checked against a real
// PostgreSQL 15, whose files the comments name.
package encode
