// Package cloudtrail is the virtual table cloudtrail_events: it turns a Scan into
// the fewest lookups of its sources, stores what they bring, and keeps the map of
// what is complete. It knows no AWS SDK (package lookup does) and no DuckDB: rows
// go through a tables.Store.
package cloudtrail
