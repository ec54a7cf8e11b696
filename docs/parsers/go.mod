// A module of its own, so that trailgres itself never depends on the parsers that it
// does not use.
module github.com/trailgres/trailgres/docs/parsers

go 1.26.0

require github.com/pganalyze/pg_query_go/v6 v6.2.5

require google.golang.org/protobuf v1.33.0 // indirect
