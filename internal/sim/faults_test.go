package sim

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestShortAndEmptyPagesLoseNothing(t *testing.T) {
	s := start(t, Options{Records: some(t, 200)})
	for _, fault := range []string{"short-pages", "empty-pages=0.5", "short-pages=1,empty-pages=0.5"} {
		setFaults(t, s, fault)
		s.Reset()
		got := everything(t, s, `"MaxResults":50`)
		if len(got) != 200 || len(distinct(got)) != 200 {
			t.Errorf("%s: got %d events, want 200 different ones", fault, len(got))
		}
		if pages := s.Stats().Total; pages <= 4 {
			t.Errorf("%s: %d pages, want more than four", fault, pages)
		}
	}
}

func TestDuplicatesRepeatAcrossPages(t *testing.T) {
	s := start(t, Options{Records: some(t, 200), Faults: Faults{Duplicates: 1}})
	got := everything(t, s, `"MaxResults":10`)
	if len(got) <= 200 {
		t.Errorf("got %d events, want more than 200", len(got))
	}
	if n := len(distinct(got)); n != 200 {
		t.Errorf("got %d different events, want 200", n)
	}
}

func TestLateEventsBecomeVisible(t *testing.T) {
	var moved atomic.Int64
	clock := func() time.Time { return testNow.Add(time.Duration(moved.Load())) }
	s := start(t, Options{Clock: clock, Records: some(t, 300), Faults: Faults{Late: 1}})
	counts := []int{}
	for _, after := range []time.Duration{0, 95 * time.Second, 545 * time.Second, 608 * time.Second} {
		moved.Store(int64(after))
		counts = append(counts, len(everything(t, s, `"MaxResults":50`)))
	}
	if counts[0] >= counts[1] || counts[1] >= counts[2] || counts[3] != 300 {
		t.Errorf("after 0, 95, 545 and 608 s there are %v events, want ever more and 300 at last", counts)
	}
}

func TestArrivalDelayHasTheMeasuredQuantiles(t *testing.T) {
	for q, want := range map[float64]time.Duration{.5: 195 * time.Second, .95: 450 * time.Second, .99: 540 * time.Second, 1: 608 * time.Second} {
		if got := arrivalDelay(q); got != want {
			t.Errorf("quantile %g: got %s, want %s", q, got, want)
		}
	}
}

func TestCredentialsExpireAfterCalls(t *testing.T) {
	s := start(t, Options{Records: some(t, 3), Faults: Faults{ExpireAfter: 2}})
	codes := []string{}
	for range 4 {
		codes = append(codes, call(t, s, `{}`).Type)
	}
	if got := strings.Join(codes, ","); got != ",,ExpiredTokenException,ExpiredTokenException" {
		t.Errorf("got %s", got)
	}
	setFaults(t, s, "expire-after=2")
	if got := call(t, s, `{}`); got.status != 200 {
		t.Errorf("after new credentials: got %d %s", got.status, got.Type)
	}
}

func TestTokensExpire(t *testing.T) {
	var moved atomic.Int64
	clock := func() time.Time { return testNow.Add(time.Duration(moved.Load())) }
	s := start(t, Options{Clock: clock, Records: some(t, 9), Faults: Faults{TokenLife: time.Minute}})
	next := fmt.Sprintf(`{"MaxResults":1,"NextToken":%q}`, call(t, s, `{"MaxResults":1}`).NextToken)
	moved.Store(int64(time.Minute))
	if got := call(t, s, next); got.status != 200 {
		t.Errorf("after a minute: got %d %s", got.status, got.Type)
	}
	moved.Store(int64(time.Minute + time.Second))
	if got := call(t, s, next); got.Type != "InvalidNextTokenException" {
		t.Errorf("after more than a minute: got %d %s", got.status, got.Type)
	}
}

func TestDeniedOnlyInItsRegions(t *testing.T) {
	s := start(t, Options{Faults: Faults{Denied: []string{"eu-west-1", "eu-west-2"}}})
	for region, want := range map[string]string{"eu-west-1": "AccessDeniedException", "eu-west-2": "AccessDeniedException", "us-east-1": ""} {
		if got := callAs(t, s, "AKIA/20260301/"+region, `{}`).Type; got != want {
			t.Errorf("%s: got %q, want %q", region, got, want)
		}
	}
}

func TestRateIsForEachSource(t *testing.T) {
	s := start(t, Options{Records: some(t, 3), Rate: 2})
	results := map[string]int{}
	for range 20 {
		results[call(t, s, `{}`).Type]++
		results["west "+callAs(t, s, "AKIA/20260301/us-west-2", `{}`).Type]++
	}
	for _, prefix := range []string{"", "west "} {
		if ok := results[prefix]; ok < 2 || ok > 5 {
			t.Errorf("%q: %d calls at once went through, want about 2 of 20", prefix, ok)
		}
	}
	stats := s.Stats()
	if stats.Total != 40 || stats.Throttled != results["ThrottlingException"]+results["west ThrottlingException"] || stats.Throttled < 30 {
		t.Errorf("got %d calls with %d throttled, seen %v", stats.Total, stats.Throttled, results)
	}
	time.Sleep(600 * time.Millisecond)
	if got := call(t, s, `{}`); got.status != 200 {
		t.Errorf("after a pause: got %d %s", got.status, got.Type)
	}
}

func TestLatencyIsKept(t *testing.T) {
	s := start(t, Options{Latency: Latency{30 * time.Millisecond, 60 * time.Millisecond}})
	began := time.Now()
	call(t, s, `{}`)
	if took := time.Since(began); took < 30*time.Millisecond {
		t.Errorf("took %s, want 30 ms at least", took)
	}
}

func TestHangEndsWithTheClientOrTheServer(t *testing.T) {
	s := start(t, Options{Faults: Faults{Hang: 1}})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, s.URL(), strings.NewReader("{}"))
	req.Header.Set("X-Amz-Target", "CloudTrail_20131101.LookupEvents")
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=A/20260301/us-east-1/cloudtrail/aws4_request")
	if _, err := http.DefaultClient.Do(req); err == nil || ctx.Err() == nil {
		t.Errorf("got %v before the client gave up", err)
	}
	waitFor(t, "the call to be counted", func() bool { return s.Stats().Errors == 1 })
	ended := make(chan error, 1)
	go func() {
		_, err := send(s, "A/20260301/us-east-1", "{}")
		ended <- err
	}()
	waitFor(t, "the second call", func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.served == 2 })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("the hanging call got an answer when the server closed")
	}
}

func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited 5 s for %s", what)
		}
	}
}

func TestDropAndTruncate(t *testing.T) {
	s := start(t, Options{Records: some(t, 3), Faults: Faults{Drop: 1}})
	if resp, err := send(s, "A/20260301/us-east-1", "{}"); err == nil {
		t.Errorf("got %s, want a closed connection", resp.Status)
	}
	setFaults(t, s, "truncate")
	resp, err := send(s, "A/20260301/us-east-1", "{}")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if valid, _ := checkJSON(string(text)); valid || resp.StatusCode != 200 {
		t.Errorf("got %s with %q, want half an answer", resp.Status, text)
	}
}

func TestFaultsAreReadAndWritten(t *testing.T) {
	for _, text := range []string{"", "throttle=0.1,late=2,denied=eu-west-1+eu-west-2,lenient",
		"short-pages=0.5,empty-pages=0.3,duplicates=0.5,error500=1,error503=1,hang=1,drop=1,truncate=1,expire-after=3,token-life=30s,unknown=*,malformed"} {
		f, err := ParseFaults(text)
		if err != nil || f.String() != text {
			t.Errorf("%q became %q, error %v", text, f, err)
		}
	}
	for text, want := range map[string]string{
		"thunder":        "is not known; there are throttle",
		"throttle=1.5":   "want a probability from 0 to 1",
		"throttle=NaN":   "want a probability from 0 to 1",
		"expire-after":   "wants expire-after=N",
		"token-life=-1s": "want a duration",
		"denied":         "wants denied=REGION",
		"lenient=maybe":  "want true or false",
	} {
		if _, err := ParseFaults(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q in it", text, err, want)
		}
	}
}

func TestFaultsOverHTTP(t *testing.T) {
	s := start(t, Options{})
	post := func(text string) int {
		resp, err := http.Post(s.URL()+"/faults", "text/plain", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if status := post("denied=*"); status != 200 {
		t.Errorf("got %d", status)
	}
	if got := call(t, s, `{}`).Type; got != "AccessDeniedException" {
		t.Errorf("got %q, want AccessDeniedException", got)
	}
	if status := post("thunder"); status != 400 {
		t.Errorf("an unknown fault: got %d, want 400", status)
	}
	if status := post("none"); status != 200 || call(t, s, `{}`).status != 200 {
		t.Errorf("without faults: got %d", status)
	}
}
