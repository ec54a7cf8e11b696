module github.com/trailgres/trailgres/test/clients/libpq

go 1.26.0

require github.com/trailgres/trailgres v0.0.0

require github.com/lib/pq v1.12.3

replace github.com/trailgres/trailgres => ../../..
