package engine

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/tables"
)

// guard refuses, before any call, what a statement should not cost: everything there
// is when it did not ask for that by a time (trailgres.unbounded), and more calls than
// the session may make (trailgres.max_calls). A statement that its newest rows may
// settle costs what that takes, which shows only on the way.
func (s *session) guard(ctx context.Context, scans []planner.TableScan) error {
	unbounded, limit := s.setting("trailgres.unbounded"), s.maxCalls()
	if unbounded == "allow" && limit == 0 {
		return nil
	}
	for _, scan := range scans {
		e, ok := scan.Table.(tables.Estimator)
		if !ok || scan.Limit > 0 {
			continue
		}
		wide := unbounded != "allow" && e.Unbounded(ctx, scan.Scan)
		if !wide && limit == 0 {
			continue
		}
		cost, err := e.Estimate(ctx, scan.Scan)
		if err != nil {
			return err
		}
		if wide {
			told := tooWide(scan.Table, cost)
			if unbounded == "error" {
				return told
			}
			s.notice(pgerr.SeverityWarning, told.Message+": "+told.Detail, told.Hint)
		}
		if limit > 0 && cost.Calls > limit {
			return pgerr.New(pgerr.ConfigurationLimitExceeded, "this statement would take %s, and trailgres.max_calls allows %d", callsOf(cost), limit).
				WithHint("Ask for less: %s, e.g. %s; or SET trailgres.max_calls to more, 0 for no limit.", cost.Remedy, cost.Example)
		}
	}
	return nil
}

// tooWide is the error of a statement without a bound. What to do stands in the
// message, because some clients show no hint.
func tooWide(table tables.Table, cost tables.Cost) *pgerr.Error {
	e := pgerr.New(pgerr.ProgramLimitExceeded, "this statement would read all of %s; %s", table.Name(), cost.Remedy)
	_ = e.WithDetail("That is %s, of which most is not cached: %s.", cost.What, callsOf(cost))
	_ = e.WithHint("Add for example %s; or SET trailgres.unbounded = 'allow' to read it all.", cost.Example)
	return e
}

// callsOf writes a number of calls for a person, with the time they take.
func callsOf(cost tables.Cost) string {
	if !cost.Known {
		return fmt.Sprintf("at least %d calls, and nothing is known yet of how many events there are (a million take 20000 calls, 2 h 47 min)", cost.Calls)
	}
	return fmt.Sprintf("about %d calls, %s", cost.Calls, roughly(cost.Wait))
}

// roughly writes a span of time.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}

// maxCalls is how many calls a statement may take, 0 for any number.
func (s *session) maxCalls() int64 {
	n, _ := strconv.ParseInt(s.setting("trailgres.max_calls"), 10, 64) // it was checked
	return n
}
