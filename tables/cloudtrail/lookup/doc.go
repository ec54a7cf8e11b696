// Package lookup is the cloudtrail.Source that asks AWS: one account and region,
// read through CloudTrail's LookupEvents API. It knows the API, the SDK and the
// pace; it must not know tables' storage, coverage or SQL.
//
// The life of a lookup: Source.Events makes a run (run.go) with one chain over
// the whole interval. A chain (chain.go) is a slice of the interval and the
// paging token that walks it, newest first. Each page goes through Source.call
// (call.go), which takes a token of the source's pacer (pacer.go) for every
// attempt, retries what can be retried, and turns what cannot into an error for
// a person (errors.go). After each page the chain works out what is complete
// now, and the page goes to the reader. A chain of tokens is sequential, so when
// pages are slow and many remain, the run splits it (split.go): the older part
// becomes a chain of its own, and the first one stops at the border.
//
// Calls are the cost that matters, and a slice costs about half a call more. So
// nothing is split before the third page has come with a token: a lookup of up to
// three pages costs exactly its pages. A border lies no farther away than the run
// has read so far, because events come in bursts and a border beyond the burst
// buys an empty page. Nothing is split while other lookups of the source wait for
// the pace: then no token is left unused anyway.
//
// Facts about the service are those of the API reference
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html)
// where nothing else is said.
package lookup
