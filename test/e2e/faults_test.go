package e2e

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/sim"
)

// fails holds that a statement fails with a code, that no row was given as part of
// an answer, and that the error says all the words.
func fails(t *testing.T, err error, code string, words ...string) {
	t.Helper()
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		t.Errorf("got %v, want an error %s", err, code)
		return
	}
	text := e.Message + "\n" + e.Detail + "\n" + e.Hint
	if e.Code != code {
		t.Errorf("got %s, want %s:\n%s", e.Code, code, text)
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the error does not say %q:\n%s", word, text)
		}
	}
}

const wholeHistory = "SELECT event_id FROM cloudtrail_events"

// TestFaults: whatever goes wrong, the client is told where and what to do, gets no
// rows, and gets all of them, once, when the fault is gone.
func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name  string
		fault sim.Faults
		code  string
		words []string
	}{
		{"denied in one region", sim.Faults{Denied: []string{"us-west-2"}}, "42501",
			[]string{testAccount, "us-west-2", "Grant cloudtrail:LookupEvents", "--regions"}},
		{"credentials expire after 7 calls", sim.Faults{ExpireAfter: 7}, "28000",
			[]string{testAccount, "expired", "aws sso login"}},
		{"region not enabled", sim.Faults{Unknown: []string{"eu-central-1"}}, "28000",
			[]string{testAccount, "eu-central-1", "enable it", "--regions"}},
		{"throttling past the retries", sim.Faults{Throttle: 1}, "53400",
			[]string{testAccount, "region", "throttled", "2 calls a second", "Run the query again"}},
		{"500", sim.Faults{Error500: 1}, "HV000", []string{testAccount, "region", "InternalFailure", "again later"}},
		{"503", sim.Faults{Error503: 1}, "HV000", []string{testAccount, "region", "again later"}},
		{"connections break", sim.Faults{Drop: 1}, "HV00N", []string{testAccount, "region", "network"}},
		{"answers cut short", sim.Faults{Truncate: 1}, "", []string{testAccount, "region"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := plain(t, 1500)
			conn := w.connect(t)
			w.sim.SetFaults(test.fault)
			rows, err := tryTexts(t.Context(), conn, wholeHistory)
			if test.code == "" {
				test.code = codeOf(err)
			}
			fails(t, err, test.code, test.words...)
			if len(rows) > 0 {
				t.Errorf("%d rows came with the error", len(rows))
			}
			w.sim.SetFaults(sim.Faults{})
			completes(t, w)
		})
	}
}

func codeOf(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return "an SQLSTATE"
}

// completes holds that the whole history comes now, each event once, and that
// nothing is asked for again that had landed.
func completes(t *testing.T, w *world) {
	t.Helper()
	conn := w.connect(t)
	landed := w.landed(t)
	w.sim.Reset()
	var want, got []string
	for _, r := range served(w.sim) {
		want = append(want, r.str("eventID"))
	}
	for _, row := range texts(t, conn, wholeHistory) {
		got = append(got, row[0])
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%d events came, want %d, each once", len(got), len(want))
	}
	if s, most := w.sim.Stats(), len(want)-landed+overlap(w.sim.Calls()); s.Events > most {
		t.Errorf("%d of %d events had landed, and %d more were delivered in %d calls, want at most %d", landed, len(want), s.Events, s.Total, most)
	}
}

// overlap is how many events calls may deliver twice: a page ends inside a second,
// which the next lookup reads again (a few a call); and where a lookup was cut into
// slices, the last page of a slice may reach into the next one.
func overlap(calls []sim.Call) int {
	slices, regions := 0, map[string]bool{}
	for _, c := range calls {
		if !c.Token {
			slices++
		}
		regions[c.Region] = true
	}
	return 3*len(calls) + 50*(slices-len(regions))
}

// landed is how many events the cache holds.
func (w *world) landed(t *testing.T) int {
	t.Helper()
	text := texts(t, w.connect(t), "SELECT coalesce(sum(cached_events), 0)::int FROM trailgres.sources")[0][0]
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestOtherRegionsStillAnswer: a fault in one region does not take the others away.
func TestOtherRegionsStillAnswer(t *testing.T) {
	w := plain(t, 500)
	w.sim.SetFaults(sim.Faults{Denied: []string{"us-west-2"}})
	conn := w.connect(t)
	if _, err := tryTexts(t.Context(), conn, wholeHistory); err == nil {
		t.Fatal("an answer without us-west-2 was given as complete")
	}
	if got := texts(t, conn, wholeHistory+" WHERE aws_region = 'us-east-1'"); len(got) == 0 {
		t.Error("us-east-1 gives nothing")
	}
}

// TestUnreachable: the endpoint is gone after the server has begun.
func TestUnreachable(t *testing.T) {
	c := newClock(testNow)
	o := generated(100)
	s, err := sim.Start(sim.Options{Clock: c.now, Records: o.Records, Accounts: map[string]string{keyOf(testAccount): testAccount}})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, setup{sim: s, clock: c})
	conn := w.connect(t)
	texts(t, conn, wholeHistory+" WHERE event_name = 'StopLogging'")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = tryTexts(t.Context(), conn, wholeHistory)
	fails(t, err, "HV00N", testAccount, "region", s.URL(), "Check that the endpoint is running")
	if got := texts(t, conn, wholeHistory+" WHERE event_name = 'StopLogging'"); len(got) != 1 {
		t.Errorf("what was fetched before is gone: %d rows", len(got))
	}
}

// TestDiscomforts are survived without anybody noticing.
func TestDiscomforts(t *testing.T) {
	for _, text := range []string{"throttle=0.1", "short-pages", "empty-pages", "duplicates", "error500=0.1,drop=0.05,truncate=0.05", "token-life=5ms"} {
		t.Run(text, func(t *testing.T) {
			faults, err := sim.ParseFaults(text)
			if err != nil {
				t.Fatal(err)
			}
			c := newClock(testNow)
			patient := quick
			patient.Attempts = 20
			s := setup{sim: endpoint(t, generated(1500), c), clock: c}
			s.lookup.Retry = patient
			w := newWorld(t, s)
			w.sim.SetFaults(faults)
			got := texts(t, w.connect(t), wholeHistory)
			distinct := map[string]bool{}
			for _, row := range got {
				distinct[row[0]] = true
			}
			if len(got) != 1500 || len(distinct) != 1500 {
				t.Errorf("%d rows, %d different, want 1500", len(got), len(distinct))
			}
		})
	}
}

// slow is a world whose pages take a while.
func slow(t *testing.T, events int) *world {
	t.Helper()
	return slowAt(t, events, testNow)
}

func slowAt(t *testing.T, events int, now time.Time) *world {
	t.Helper()
	c := newClock(now)
	o := generatedAt(events, now)
	o.Latency = sim.Latency{Min: 80 * time.Millisecond, Max: 100 * time.Millisecond}
	return newWorld(t, setup{sim: endpoint(t, o, c), clock: c})
}

// TestCancel ends a slow fetch in each of the ways that a client has. It ends at
// once, and what had landed is not asked for again.
func TestCancel(t *testing.T) {
	for name, interrupt := range map[string]func(t *testing.T, w *world) time.Duration{
		"cancel request": func(t *testing.T, w *world) time.Duration {
			conn := w.connect(t)
			var asked time.Time
			time.AfterFunc(500*time.Millisecond, func() {
				asked = time.Now()
				if err := conn.PgConn().CancelRequest(context.Background()); err != nil {
					t.Errorf("cancel: %v", err)
				}
			})
			_, err := tryTexts(t.Context(), conn, wholeHistory)
			took := time.Since(asked)
			fails(t, err, "57014", "user request")
			texts(t, conn, "SELECT 1") // the session lives on
			return took
		},
		"pgx context": func(t *testing.T, w *world) time.Duration {
			ctx, stop := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer stop()
			deadline, _ := ctx.Deadline()
			if _, err := tryTexts(ctx, w.connect(t), wholeHistory); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			return time.Since(deadline)
		},
		"statement timeout": func(t *testing.T, w *world) time.Duration {
			conn := w.connect(t)
			texts(t, conn, "SET statement_timeout = '500ms'")
			began := time.Now()
			_, err := tryTexts(t.Context(), conn, wholeHistory)
			took := time.Since(began) - 500*time.Millisecond
			fails(t, err, "57014", "statement timeout")
			texts(t, conn, "SELECT 1")
			return took
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := slow(t, 3000)
			if took := interrupt(t, w); took > 700*time.Millisecond { // the whole fetch takes far longer, a busy machine some of this
				t.Errorf("it took %s to end, want it at once", took)
			}
			time.Sleep(150 * time.Millisecond) // calls in flight end
			before := w.sim.Stats()
			if before.Total < 4 || before.Events >= 3000 {
				t.Fatalf("%d calls brought %d events before the end: it proves nothing", before.Total, before.Events)
			}
			time.Sleep(250 * time.Millisecond)
			if after := w.sim.Stats().Total; after > before.Total {
				t.Errorf("%d calls after the cancel", after-before.Total)
			}
			if landed := w.landed(t); landed < 4*50 {
				t.Errorf("%d events had landed in %d calls", landed, before.Total)
			}
			completes(t, w)
		})
	}
}

// TestOneWaiterLeaves: of two that wait for one scan, the one who stays gets all.
func TestOneWaiterLeaves(t *testing.T) {
	w := slow(t, 1500)
	stays, leaves := w.connect(t), w.connect(t)
	done := make(chan int, 1)
	go func() {
		rows, err := tryTexts(context.Background(), stays, wholeHistory)
		if err != nil {
			t.Errorf("the one who stays: %v", err)
		}
		done <- len(rows)
	}()
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	if _, err := tryTexts(ctx, leaves, wholeHistory); err == nil {
		t.Error("the one who leaves got an answer: it proves nothing")
	}
	if got := <-done; got != 1500 {
		t.Errorf("%d rows, want 1500", got)
	}
	if s := w.sim.Stats(); s.Events > 1500+overlap(w.sim.Calls()) {
		t.Errorf("%d events were delivered", s.Events)
	}
}
