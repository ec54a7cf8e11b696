package lookup

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// refusing is a handler that answers some requests with an error of AWS's JSON
// services, and passes the others on.
type refusing struct {
	next   http.Handler
	refuse func(r *http.Request) (code string)
}

func (h refusing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	code := h.refuse(r)
	if code == "" {
		h.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("X-Amzn-Errortype", code)
	w.WriteHeader(http.StatusForbidden)
	_, _ = fmt.Fprintf(w, `{"__type":%q,"message":"%s, says the test"}`, code, code)
}

func serve(t *testing.T, refuse func(*http.Request) string) string {
	t.Helper()
	endpoint, err := sim.New(sim.Options{Records: records(1000, "eu-west-1"), Account: "123456789012", Clock: func() time.Time { return simNow }})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(refusing{endpoint, refuse})
	t.Cleanup(server.Close)
	return server.URL
}

func isLookup(r *http.Request) bool {
	return strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".LookupEvents")
}

// TestCredentialsAreRenewed: credentials that expire in the middle of a lookup
// are replaced by those in the file, but only by the same account's.
func TestCredentialsAreRenewed(t *testing.T) {
	file := useConfig(t, "", keys("default", "1-123456789012"))
	var calls atomic.Int64
	url := serve(t, func(r *http.Request) string {
		if isLookup(r) && calls.Add(1) > 3 && !strings.Contains(r.Header.Get("Authorization"), "AKIA3") {
			return "ExpiredTokenException"
		}
		return ""
	})
	s := openOne(t, url, Options{})
	for _, tc := range []struct {
		key  string
		code string
	}{
		{"1-123456789012", pgerr.InvalidAuthorization},
		{"2-210987654321", pgerr.InvalidAuthorization},
		{"3-123456789012", ""},
	} {
		if err := os.WriteFile(file, []byte(keys("default", tc.key)), 0o600); err != nil {
			t.Fatal(err)
		}
		calls.Store(0)
		events, err := collect(t.Context(), t, s, cloudtrail.Lookup{Interval: day})
		if tc.code == "" {
			if err != nil || len(events) != 1000 {
				t.Errorf("with key %s: %d events of 1000, error %v", tc.key, len(events), err)
			}
			continue
		}
		var e *pgerr.Error
		if !errors.As(err, &e) || e.Code != tc.code {
			t.Errorf("with key %s Events gave %v", tc.key, err)
		}
	}
}

func TestRegionsCannotBeListed(t *testing.T) {
	useConfig(t, "", keys("default", "123456789012"))
	url := serve(t, func(r *http.Request) string {
		if r.URL.Path == "/listRegions" {
			return "AccessDeniedException"
		}
		return ""
	})
	_, err := Open(t.Context(), Options{Regions: []string{"eu-*"}, EndpointURL: url})
	var e *pgerr.Error
	if !errors.As(err, &e) || e.Code != pgerr.InsufficientPrivilege || !strings.Contains(e.Hint, "Name the regions in full") {
		t.Errorf("Open gave %v", err)
	}
}

// hostRecorder notes the hosts that are called, and answers nothing.
type hostRecorder struct{ hosts []string }

func (h *hostRecorder) Do(r *http.Request) (*http.Response, error) {
	h.hosts = append(h.hosts, r.URL.Host)
	return nil, io.ErrUnexpectedEOF
}

func TestPartitions(t *testing.T) {
	useConfig(t, "", keys("default", "123456789012"))
	for region, want := range map[string]string{
		"eu-west-1":     "cloudtrail.eu-west-1.amazonaws.com",
		"cn-north-1":    "cloudtrail.cn-north-1.amazonaws.com.cn",
		"us-gov-west-1": "cloudtrail.us-gov-west-1.amazonaws.com",
	} {
		hosts := &hostRecorder{}
		s, err := loadSession(t.Context(), "", Options{HTTPClient: hosts})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = s.client(region).LookupEvents(t.Context(), nil) // the host is what matters
		if len(hosts.hosts) != 1 || hosts.hosts[0] != want {
			t.Errorf("%s: calls %v, want one call to %s", region, hosts.hosts, want)
		}
	}
}

func TestHome(t *testing.T) {
	for _, tc := range []struct{ entries, configured, want string }{
		{"eu-west-1", "", "eu-west-1"},
		{"eu-west-1", "us-east-1", "us-east-1"},
		{"cn-north-1", "us-east-1", "cn-north-1"},
		{"cn-north-1,eu-west-1", "us-east-1", "us-east-1"},
		{"*", "", "us-east-1"},
		{"*", "cn-north-1", "cn-north-1"},
		{"cn-*", "", "cn-north-1"},
		{"us-gov-*", "eu-west-1", "us-gov-west-1"},
	} {
		w, err := parseRegions(strings.Split(tc.entries, ","))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.home(tc.configured); got != tc.want {
			t.Errorf("%s with %q configured asks STS in %s, want %s", tc.entries, tc.configured, got, tc.want)
		}
	}
}

func TestOwnPartition(t *testing.T) {
	names := []string{"eu-west-1", "cn-north-1"}
	s := &session{arn: "arn:aws-cn:iam::123456789012:user/alice"}
	if got := s.ownPartition(names); len(got) != 1 || got[0] != "cn-north-1" {
		t.Errorf("a user of aws-cn gets %v", got)
	}
	s.endpoint = "http://localhost"
	if got := s.ownPartition(names); len(got) != 2 {
		t.Errorf("an endpoint of our own gives %v", got)
	}
}
