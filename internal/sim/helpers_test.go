package sim

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

// testNow is the time of every test's clock.
var testNow = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// start starts a server at testNow that the test's end closes.
func start(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Clock == nil {
		o.Clock = func() time.Time { return testNow }
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func setFaults(t *testing.T, s *Server, text string) {
	t.Helper()
	f, err := ParseFaults(text)
	if err != nil {
		t.Fatal(err)
	}
	s.SetFaults(f)
}

func records(raws ...string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, raw := range raws {
			if !yield([]byte(raw)) {
				return
			}
		}
	}
}

// some gives n events of the hour before testNow, three a second.
func some(t *testing.T, n int) iter.Seq[[]byte] {
	t.Helper()
	var raws []string
	for i := range n {
		at := testNow.Add(-time.Duration(i/3+1) * time.Second).Format(time.RFC3339)
		raws = append(raws, fmt.Sprintf(`{"eventTime":%q,"eventID":"id-%d","eventName":"Event%d","eventSource":"ec2.amazonaws.com","readOnly":%t}`, at, i, i%7, i%2 == 0))
	}
	return records(raws...)
}

func quickRetries(attempts int) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		o.MaxBackoff = time.Millisecond
	})
}

// answer is a LookupEvents answer as raw JSON, so that a test sees what is absent.
type answer struct {
	status    int
	Events    []map[string]any
	NextToken string
	Type      string `json:"__type"`
	Message   string `json:"message"`
}

func (a answer) ids() string {
	var ids []string
	for _, e := range a.Events {
		id, _ := e["EventId"].(string)
		ids = append(ids, id)
	}
	return strings.Join(ids, " ")
}

// call sends a body as the account 123456789012 in us-east-1.
func call(t *testing.T, s *Server, body string) answer {
	t.Helper()
	return callAs(t, s, "AKIAEXAMPLE/20260301/us-east-1", body)
}

func callAs(t *testing.T, s *Server, scope, body string) answer {
	t.Helper()
	resp, err := send(s, scope, body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{status: resp.StatusCode}
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatalf("answer %s: %v", text, err)
	}
	return a
}

func send(s *Server, scope, body string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, s.URL(), strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+scope+"/cloudtrail/aws4_request, SignedHeaders=host, Signature=0")
	return http.DefaultClient.Do(req)
}
