package cloudtrail

import (
	"github.com/trailgres/trailgres/internal/pgerr"
)

// overBudget gives the error of a scan that has taken as many calls as it may and
// needs more; nil while it may go on. What has landed stays.
func (s *scan) overBudget() error {
	if s.maxCalls <= 0 {
		return nil
	}
	t := s.table
	t.mu.Lock()
	used := s.calls
	for f := range s.joined {
		used += int64(f.calls)
	}
	t.mu.Unlock()
	if used < s.maxCalls {
		return nil
	}
	return pgerr.New(pgerr.ConfigurationLimitExceeded, "gave up after %s, as trailgres.max_calls says", count(used, "call")).
		WithDetail("What was fetched stays cached, so that asking again goes on from there.").
		WithHint("Ask for less: add a condition on event_time; or SET trailgres.max_calls to more, 0 for no limit.")
}
