// Package e2e tests the whole program from the wire to the endpoint: a local
// CloudTrail endpoint (internal/sim), the lookups, the cache, the engine and the
// server, asked by psql, pgx and the command itself.
//
// Tests assert on three things: the rows, compared with a filter in Go over the raw
// records that the endpoint serves; the lookups, as the endpoint counted them; and
// the errors, as a client sees them. Statements with their lookups stand in
// testdata, rewritten with -rewrite; what the lookups say there is a claim that a
// person has reviewed, and the rows are checked by the filter beside them.
package e2e
