// Package sim is a local CloudTrail endpoint: an http.Handler that answers
// LookupEvents as the live service does, or as it does on a bad day. Tests, the
// demo and the benchmarks run it in process; cmd/cloudtrail-sim runs it alone.
//
// A raw CloudTrail record comes in through Add or Load. It is checked, compacted
// and, if asked, moved in time; what LookupEvents derives from a record (its
// Username and its Resources) is worked out once, there. The record then lives in
// the index of its account and region, newest first, and each attribute gets its
// own postings when it is first asked for. A call passes the counters, the
// latency, the faults, the rate and the checks, in this order; then a page is cut
// from the index and a token is made for the next one.
//
// The package knows nothing of trailgres: it uses the standard library only, so
// that a mistake in the module's own reading of CloudTrail is not repeated here.
package sim
