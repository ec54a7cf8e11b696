package lookup

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

var (
	simNow = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	day    = tables.Interval{From: simNow.Unix() - 86400, To: simNow.Unix()}
)

// records gives n events a region, three a second, ending at simNow.
func records(n int, regions ...string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, region := range regions {
			for i := range n {
				at := simNow.Add(-time.Duration(i/3+1) * time.Second).Format(time.RFC3339)
				record := fmt.Sprintf(`{"eventTime":%q,"eventID":"%s-%d","eventName":"Event%d","eventSource":"ec2.amazonaws.com","awsRegion":%q,"recipientAccountId":"123456789012"}`,
					at, region, i, i%7, region)
				if !yield([]byte(record)) {
					return
				}
			}
		}
	}
}

func startSim(t *testing.T, o sim.Options) *sim.Server {
	t.Helper()
	o.Clock = func() time.Time { return simNow }
	o.Account = "123456789012"
	s, err := sim.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// useConfig makes the SDK see these files only, and gives the credentials' path.
func useConfig(t *testing.T, configuration, credentials string) string {
	t.Helper()
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "") // remembers what it was
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"config": configuration, "credentials": credentials} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "credentials"))
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	return filepath.Join(dir, "credentials")
}

func keys(accountsAndProfiles ...string) string {
	var b strings.Builder
	for i := 0; i < len(accountsAndProfiles); i += 2 {
		fmt.Fprintf(&b, "[%s]\naws_access_key_id = AKIA%s\naws_secret_access_key = s\n", accountsAndProfiles[i], accountsAndProfiles[i+1])
	}
	return b.String()
}

func keysOf(sources []cloudtrail.Source) []string {
	var names []string
	for _, s := range sources {
		names = append(names, s.Key().String())
	}
	return names
}

func TestOpen(t *testing.T) {
	server := startSim(t, sim.Options{Records: records(3, "eu-west-1", "eu-west-2", "us-east-1")})
	useConfig(t, "[profile prod]\nregion = eu-west-2\n[profile twin]\n[profile other]\nregion = cn-north-1\n",
		keys("default", "123456789012", "prod", "123456789012", "twin", "123456789012", "other", "210987654321"))
	for _, tc := range []struct {
		profiles, regions []string
		want              string
	}{
		{nil, []string{"eu-west-1"}, "123456789012/eu-west-1"},
		{[]string{"prod"}, nil, "123456789012/eu-west-2"},
		{[]string{"prod", "twin"}, []string{"eu-west-1", " us-east-1 "}, "123456789012/eu-west-1 123456789012/us-east-1"},
		{[]string{"prod", "other"}, []string{"eu-west-1"}, "123456789012/eu-west-1 210987654321/eu-west-1"},
		{[]string{"other"}, nil, "210987654321/cn-north-1"},
		{nil, []string{"eu-*"}, "123456789012/eu-west-1 123456789012/eu-west-2"},
		{nil, []string{"us-east-1", "*"}, "123456789012/us-east-1 123456789012/eu-west-1 123456789012/eu-west-2"},
	} {
		sources, err := Open(t.Context(), Options{Profiles: tc.profiles, Regions: tc.regions, EndpointURL: server.URL()})
		if err != nil {
			t.Errorf("%v %v: %v", tc.profiles, tc.regions, err)
			continue
		}
		if got := strings.Join(keysOf(sources), " "); got != tc.want {
			t.Errorf("%v %v opens %s, want %s", tc.profiles, tc.regions, got, tc.want)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	server := startSim(t, sim.Options{})
	useConfig(t, "[profile empty]\nregion = eu-west-1\n", keys("default", "123456789012"))
	for _, tc := range []struct {
		name string
		o    Options
		code string
		says []string
	}{
		{"no region", Options{EndpointURL: server.URL()}, pgerr.InvalidParameterValue, []string{"no region", "--regions"}},
		{"misspelled", Options{Regions: []string{"EU-West-1"}}, pgerr.InvalidParameterValue, []string{"EU-West-1", "eu-west-1"}},
		{"no match", Options{Regions: []string{"mars-*"}, EndpointURL: server.URL()}, pgerr.InvalidParameterValue, []string{"mars-*"}},
		{"no profile", Options{Profiles: []string{"nobody"}, Regions: []string{"eu-west-1"}}, pgerr.InvalidAuthorization, []string{"nobody", "list-profiles"}},
		{"no credentials", Options{Profiles: []string{"empty"}}, pgerr.InvalidAuthorization, []string{`profile "empty"`, "aws sso login --profile empty"}},
		{"no endpoint", Options{Regions: []string{"eu-west-1"}, EndpointURL: "http://127.0.0.1:1"}, pgerr.UnableToEstablishForeignServer, []string{"http://127.0.0.1:1", "refused", "endpoint is running"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Open(t.Context(), tc.o)
			var e *pgerr.Error
			if !errors.As(err, &e) || e.Code != tc.code {
				t.Fatalf("Open gave %v", err)
			}
			t.Log("\n" + show(e))
			for _, word := range tc.says {
				if !strings.Contains(show(e), word) {
					t.Errorf("the error does not say %q:\n%s", word, show(e))
				}
			}
		})
	}
}

// openOne opens eu-west-1 with quick retries.
func openOne(t *testing.T, url string, o Options) *Source {
	t.Helper()
	o.EndpointURL = url
	o.Regions = []string{"eu-west-1"}
	o.Retry = Retry{Attempts: 30, FirstWait: time.Millisecond, LongestWait: 5 * time.Millisecond}
	sources, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return sources[0].(*Source)
}

// collect gives the distinct events of a lookup, and holds that the pages'
// Complete intervals make up the whole.
func collect(ctx context.Context, t *testing.T, s cloudtrail.Source, l cloudtrail.Lookup) (map[string]cloudtrail.Event, error) {
	t.Helper()
	rd := &reader{t: t, f: &fake{}, lookup: l}
	events := map[string]cloudtrail.Event{}
	err := s.Events(ctx, l, func(p cloudtrail.Page) error {
		for _, e := range p.Events {
			events[e.ID] = e
		}
		return rd.each(p)
	})
	if err == nil {
		rd.finished()
	}
	return events, err
}

func TestSimulatedFaults(t *testing.T) {
	useConfig(t, "", keys("default", "123456789012"))
	for _, faults := range []string{
		"none", "throttle=0.3", "short-pages", "empty-pages=0.5", "duplicates", "error500=0.3,error503=0.3",
		"drop=0.3", "truncate=0.3", "token-life=1ms",
		"throttle=0.1,short-pages=0.3,empty-pages=0.2,duplicates=0.3,error500=0.1,drop=0.1,truncate=0.1",
	} {
		t.Run(faults, func(t *testing.T) {
			parsed, err := sim.ParseFaults(faults)
			if err != nil {
				t.Fatal(err)
			}
			server := startSim(t, sim.Options{Records: records(1234, "eu-west-1"), Faults: parsed, Latency: sim.Latency{Max: 2 * time.Millisecond}})
			for _, newest := range []bool{false, true} {
				events, err := collect(t.Context(), t, openOne(t, server.URL(), Options{}), cloudtrail.Lookup{Interval: day, NewestFirst: newest})
				if err != nil {
					t.Fatal(err)
				}
				if len(events) != 1234 {
					t.Errorf("%d events of 1234", len(events))
				}
			}
		})
	}
}

func TestSimulatedFilters(t *testing.T) {
	useConfig(t, "", keys("default", "123456789012"))
	server := startSim(t, sim.Options{Records: records(70, "eu-west-1")})
	s := openOne(t, server.URL(), Options{})
	if len(s.Filters()) != 8 || s.PageSize() != 50 {
		t.Errorf("%d filters, pages of %d", len(s.Filters()), s.PageSize())
	}
	named := cloudtrail.Filter{Attribute: cloudtrail.EventName, Value: "Event3"}
	events, err := collect(t.Context(), t, s, cloudtrail.Lookup{Filter: named, Interval: day})
	if err != nil || len(events) != 10 {
		t.Errorf("%d events of 10, error %v", len(events), err)
	}
	second := tables.Interval{From: simNow.Unix() - 5, To: simNow.Unix() - 4}
	events, err = collect(t.Context(), t, s, cloudtrail.Lookup{Interval: second})
	if err != nil || len(events) != 3 {
		t.Errorf("%d events of 3 in one second, error %v", len(events), err)
	}
	calls := s.Stats().Calls
	for _, value := range []string{"", strings.Repeat("ä", 2001), "\xff"} {
		err := s.Events(t.Context(), cloudtrail.Lookup{Filter: cloudtrail.Filter{Attribute: cloudtrail.Username, Value: value}, Interval: day}, nil)
		if err == nil || CanFilter(value) {
			t.Errorf("a value of %d bytes can be looked up", len(value))
		}
	}
	if !CanFilter(strings.Repeat("ä", 2000)) || s.Stats().Calls != calls {
		t.Error("2,000 characters cannot be looked up, or a bad value made a call")
	}
}

func TestSimulatedHangIsCancelled(t *testing.T) {
	useConfig(t, "", keys("default", "123456789012"))
	server := startSim(t, sim.Options{Faults: sim.Faults{Hang: 1}})
	s := openOne(t, server.URL(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	var cancelled time.Time
	time.AfterFunc(50*time.Millisecond, func() { cancelled = time.Now(); cancel() })
	_, err := collect(ctx, t, s, cloudtrail.Lookup{Interval: day})
	if !errors.Is(err, context.Canceled) || pgerr.Flatten(err).Code != pgerr.QueryCanceled {
		t.Errorf("a cancelled lookup gave %v", err)
	}
	if late := time.Since(cancelled); late > time.Second {
		t.Errorf("cancelling took %s", late)
	}
}

func TestDistinctKeepsOrder(t *testing.T) {
	key := func(account string) *Source { return &Source{key: cloudtrail.SourceKey{Account: account}} }
	got := keysOf(distinct([][]*Source{{key("2"), key("1")}, {key("1"), key("3")}}))
	if !slices.Equal(got, []string{"2/", "1/", "3/"}) {
		t.Errorf("distinct gives %v", got)
	}
}
