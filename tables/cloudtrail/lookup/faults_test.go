package lookup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// readThrough reads a lookup of 2,000 events through faults and holds the laws.
func readThrough(t *testing.T, f *fake, o Options, newest bool) error {
	t.Helper()
	f.times = history(rand.New(rand.NewPCG(9, 9)), 2000, 86400, false)
	rd := &reader{t: t, f: f, lookup: cloudtrail.Lookup{Interval: tables.Interval{To: 86400}, NewestFirst: newest}}
	err := source(f, o).Events(t.Context(), rd.lookup, rd.each)
	if err == nil {
		rd.finished()
	}
	return err
}

func TestFaultsAreSurvived(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	var mu sync.Mutex
	sometimes := func(p float64, errs ...error) func(int, *lookupInput) error {
		return func(int, *lookupInput) error {
			mu.Lock()
			defer mu.Unlock()
			if random.Float64() < p {
				return errs[random.IntN(len(errs))]
			}
			return nil
		}
	}
	length := func(int) int { mu.Lock(); defer mu.Unlock(); return random.IntN(51) }
	for name, f := range map[string]*fake{
		"throttling":  {fault: sometimes(0.4, apiError("ThrottlingException", "Rate exceeded"))},
		"5xx":         {fault: sometimes(0.4, apiError("InternalFailure", ""), apiError("ServiceUnavailable", ""))},
		"connections": {fault: sometimes(0.4, syscall.ECONNRESET, io.ErrUnexpectedEOF, context.DeadlineExceeded)},
		"short pages": {length: length},
		"repeats":     {repeat: 7},
		"disorder":    {shuffle: true},
		"dead tokens": {fault: dying(0.1, random, &mu)},
		"all at once": {fault: sometimes(0.2, apiError("ThrottlingException", "Rate exceeded"), syscall.ECONNRESET), length: length, repeat: 3},
	} {
		for _, newest := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%v", name, newest), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					g := &fake{fault: f.fault, length: f.length, repeat: f.repeat, shuffle: f.shuffle, latency: constant(time.Second)}
					if err := readThrough(t, g, Options{Rate: 2, Retry: Retry{Attempts: 30, Total: time.Hour}}, newest); err != nil {
						t.Fatal(err)
					}
				})
			})
		}
	}
}

func dying(p float64, random *rand.Rand, mu *sync.Mutex) func(int, *lookupInput) error {
	return func(_ int, in *lookupInput) error {
		mu.Lock()
		defer mu.Unlock()
		if in.NextToken != nil && random.Float64() < p {
			return &types.InvalidNextTokenException{Message: aws.String("the token has expired")}
		}
		return nil
	}
}

// TestDeadTokensEnd: a token that never works is given up, but a restart that
// completes something is progress.
func TestDeadTokensEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(4, 4))
		f := &fake{fault: dying(1, random, new(sync.Mutex))}
		if err := readThrough(t, f, Options{Rate: 2}, false); err != nil {
			t.Errorf("restarts with progress gave up: %v", err)
		}
		f = &fake{times: make([]int64, 200), fault: f.fault} // all in one second: no restart can help
		err := source(f, Options{Rate: 2}).Events(t.Context(), cloudtrail.Lookup{Interval: tables.Interval{To: 60}}, func(cloudtrail.Page) error { return nil })
		var e *pgerr.Error
		if !errors.As(err, &e) || e.Code != pgerr.ForeignDataError {
			t.Errorf("a token that never works gave %v", err)
		}
		if f.count() > 2*(maxRestarts+2) {
			t.Errorf("%d calls before giving up", f.count())
		}
	})
}

func TestPatience(t *testing.T) {
	for _, tc := range []struct {
		err      error
		calls    int
		atMost   time.Duration
		code     string
		sentOnce bool
	}{
		{apiError("ThrottlingException", "Rate exceeded"), 8, 60 * time.Second, pgerr.ConfigurationLimitExceeded, false},
		{apiError("InternalFailure", ""), 8, 60 * time.Second, pgerr.ForeignDataError, false},
		{syscall.ECONNRESET, 8, 60 * time.Second, pgerr.UnableToEstablishForeignServer, false},
		{apiError("AccessDeniedException", "no"), 1, 0, pgerr.InsufficientPrivilege, true},
		{apiError("InvalidTimeRangeException", "no"), 1, 0, pgerr.ForeignDataError, true},
		{apiError("ExpiredTokenException", "old"), 1, 0, pgerr.InvalidAuthorization, true},
		{apiError("InvalidSignatureException", "Signature expired"), 2, time.Second, pgerr.InvalidAuthorization, false},
	} {
		t.Run(tc.err.Error(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{fault: func(int, *lookupInput) error { return tc.err }}
				began := time.Now()
				err := readThrough(t, f, Options{Rate: 2}, false)
				var e *pgerr.Error
				if !errors.As(err, &e) || e.Code != tc.code || !errors.Is(err, tc.err) {
					t.Fatalf("Events gave %v", err)
				}
				if took := time.Since(began); f.count() != tc.calls || took > tc.atMost {
					t.Errorf("%d calls in %s, want %d in %s", f.count(), took, tc.calls, tc.atMost)
				}
			})
		})
	}
}

// TestPartsSurviveAFailure: newest first, pages from below that were waiting for
// those before them reach the reader when the lookup fails.
func TestPartsSurviveAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{
			times:   history(rand.New(rand.NewPCG(1, 1)), 4000, 86400, false),
			latency: constant(time.Second),
			fault: func(call int, _ *lookupInput) error {
				if call > 30 {
					return apiError("AccessDeniedException", "no")
				}
				return nil
			},
		}
		pages := 0
		lookup := cloudtrail.Lookup{Interval: tables.Interval{To: 86400}, NewestFirst: true}
		err := source(f, Options{Rate: 2}).Events(t.Context(), lookup, func(cloudtrail.Page) error { pages++; return nil })
		if err == nil || pages != f.answered {
			t.Errorf("%d of %d pages reached the reader; error %v", pages, f.answered, err)
		}
	})
}
