package lookup

import (
	"context"
	"math/rand/v2"
	"time"

	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// effort is what one call has cost so far.
type effort struct {
	attempts int
	spent    time.Duration // attempts and waits between them, without the pace
	renewed  bool          // the credentials were read anew
	signed   bool          // a signature was refused once
}

// call sends one request until it is answered, each attempt at its own turn of
// pace. It gives the answer and how long its last attempt took. The SDK's own
// retries are off, because they would spend the quota unseen.
func (s *Source) call(ctx context.Context, in *awscloudtrail.LookupEventsInput, pace func(context.Context) error) (*awscloudtrail.LookupEventsOutput, time.Duration, error) {
	var e effort
	for {
		if pace(ctx) != nil {
			return nil, 0, pgerr.FromContext(ctx)
		}
		sent := time.Now()
		out, took, err := s.attempt(ctx, in)
		if err == nil {
			return out, took, nil
		}
		if ctx.Err() != nil {
			return nil, 0, pgerr.FromContext(ctx)
		}
		e.attempts++
		e.spent += took
		wait, again := s.again(ctx, err, sent, &e)
		if !again {
			return nil, 0, s.explain(err, e)
		}
		s.log.Info("LookupEvents will be sent again", "source", s.key.String(),
			"attempt", e.attempts, "reason", classify(err).String(), "wait", wait)
		if sleep(ctx, wait) != nil {
			return nil, 0, pgerr.FromContext(ctx)
		}
		e.spent += wait
	}
}

// attempt sends the request once and keeps the books.
func (s *Source) attempt(ctx context.Context, in *awscloudtrail.LookupEventsInput) (*awscloudtrail.LookupEventsOutput, time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, s.retry.AttemptTimeout)
	defer cancel()
	s.counters.calls.Add(1)
	sent := time.Now()
	out, err := s.api.LookupEvents(ctx, in)
	took := time.Since(sent)
	switch {
	case err == nil:
		s.counters.pages.Add(1)
		s.counters.waited.Add(int64(took))
		s.pacer.succeeded()
		s.log.Debug("LookupEvents", "source", s.key.String(), "events", len(out.Events), "took", took)
	case classify(err) == throttled:
		s.counters.throttled.Add(1)
		s.pacer.throttled(sent)
	default:
		s.counters.failed.Add(1)
	}
	return out, took, err
}

// again says whether the request should be sent once more, and after what wait.
func (s *Source) again(ctx context.Context, err error, sent time.Time, e *effort) (time.Duration, bool) {
	if e.attempts >= s.retry.Attempts || e.spent >= s.retry.Total {
		return 0, false
	}
	switch classify(err) {
	case throttled, transient:
		return s.backoff(e.attempts), true
	case unreachable:
		return s.backoff(e.attempts), e.attempts < unreachableAttempts
	case badSignature:
		// The SDK has just learnt the service's clock from the refusal.
		again := !e.signed
		e.signed = true
		return 0, again
	case expired, unrecognized, noCredentials:
		if e.renewed {
			return 0, false
		}
		e.renewed = true
		return 0, s.renew(ctx, sent)
	}
	return 0, false
}

// renew reads the credentials anew, for those who put new ones in place while
// the server runs.
func (s *Source) renew(ctx context.Context, sent time.Time) bool {
	changed, err := s.identity.Renew(ctx, sent)
	if err != nil {
		s.log.Warn("cannot renew credentials", "source", s.key.String(), "error", err)
	}
	return err == nil && changed
}

// unreachableAttempts is how often an address that nothing answers at is tried.
const unreachableAttempts = 4

// backoff is the wait after the nth failure: exponential, half of it random.
func (s *Source) backoff(n int) time.Duration {
	wait := s.retry.FirstWait << min(n-1, 20)
	wait = min(wait, s.retry.LongestWait)
	return wait/2 + rand.N(wait/2+1)
}
