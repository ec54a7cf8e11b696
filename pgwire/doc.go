// Package pgwire is a server for PostgreSQL's wire protocol, version 3. It knows
// no SQL, no DuckDB and no AWS: a Handler gives it sessions, sessions give it
// statements, statements give it rows.
package pgwire
