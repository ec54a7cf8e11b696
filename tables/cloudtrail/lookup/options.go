package lookup

import (
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// maxPageSize is the most events that LookupEvents gives in one call.
const maxPageSize = 50

// DefaultRate is the documented quota: calls a second for each account and
// region. It cannot be raised, and the console shares it.
const DefaultRate = 2.0

// Options says which sources to open and how to call them.
type Options struct {
	// Profiles names profiles of the AWS configuration files. Empty means the
	// SDK's default credential chain.
	Profiles []string
	// Regions holds region names and patterns with * (eu-*, *). Patterns stand
	// for the regions enabled in the account, as the Account service lists them.
	// Empty means the region configured for the profile.
	Regions []string
	// EndpointURL replaces every AWS endpoint (CloudTrail, STS, Account); empty
	// means AWS's own.
	EndpointURL string
	// Rate is calls a second for each source; 0 means without limit. Sources keep
	// one per cent below it.
	Rate float64
	// PageSize is events a call, 1 to 50; 0 means 50.
	PageSize int
	// HTTPClient sends the requests; nil means the SDK's own, with a short
	// time-out for connecting.
	HTTPClient aws.HTTPClient
	// Logger hears of retries and pages; nil means silence. It is never told
	// what an event or a filter's value holds.
	Logger *slog.Logger
	// Retry says how patient a call is; the zero value means the defaults.
	Retry Retry
}

// Retry says how patient one call is. A zero member means its default.
type Retry struct {
	// Attempts is the most times that one call is sent (8).
	Attempts int
	// FirstWait is the wait after the first failure (500 ms); it doubles with each
	// further one up to LongestWait (10 s). Half of a wait is drawn at random.
	FirstWait, LongestWait time.Duration
	// AttemptTimeout ends one attempt (60 s). Live users saw pages take 35 s.
	AttemptTimeout time.Duration
	// Total is the time after which no further attempt begins (60 s), not counting
	// what the pace costs.
	Total time.Duration
}

func (r Retry) withDefaults() Retry {
	return Retry{
		Attempts:       or(r.Attempts, 8),
		FirstWait:      or(r.FirstWait, 500*time.Millisecond),
		LongestWait:    or(r.LongestWait, 10*time.Second),
		AttemptTimeout: or(r.AttemptTimeout, time.Minute),
		Total:          or(r.Total, time.Minute),
	}
}

func (o Options) withDefaults() Options {
	if o.PageSize < 1 || o.PageSize > maxPageSize {
		o.PageSize = maxPageSize
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Retry = o.Retry.withDefaults()
	return o
}

func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}
