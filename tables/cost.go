package tables

import (
	"context"
	"time"
)

// Cost is what a scan would take, told before anything is fetched.
type Cost struct {
	// Calls are the expected calls of the service; when they are not Known, because
	// nothing has been read yet, at least so many.
	Calls int64
	Known bool
	Wait  time.Duration // for the calls, at the service's pace
	// What says what is read, and Remedy how a statement asks for less, as in "add a
	// condition on event_time".
	What, Remedy, Example string
}

// Estimator is a Table whose scans have a cost that can be told.
type Estimator interface {
	// Unbounded says whether the scan would read everything the service has, most of
	// it not stored yet, because the question names neither a time nor anything else
	// that can be asked for.
	Unbounded(ctx context.Context, s Scan) bool
	// Estimate fetches nothing. What is stored already costs nothing.
	Estimate(ctx context.Context, s Scan) (Cost, error)
}
