package sim

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if strings.HasSuffix(name, ".gz") {
		zipped := gzip.NewWriter(f)
		defer zipped.Close()
		fmt.Fprint(zipped, text)
		return path
	}
	fmt.Fprint(f, text)
	return path
}

func served(s *Server) []string { return slices.Collect(s.Served("", "")) }

func TestFileForms(t *testing.T) {
	raw := record(time.Minute, "a")
	quoted := string(appendQuoted(nil, raw))
	for name, text := range map[string]string{
		"lines.jsonl":      raw + "\n\n",
		"lines.jsonl.gz":   raw,
		"records.json":     "{ \"Records\": [\n  " + raw + " ] }",
		"records.json.gz":  `{"Records":[` + raw + `]}`,
		"list.json":        `[` + raw + `]`,
		"one.json":         raw,
		"misnamed.json":    raw + "\n" + raw,
		"answer.json":      `{"Events":[{"EventId":"a","CloudTrailEvent":` + quoted + `}]}`,
		"trail/a/b.json":   `{"Records":[` + raw + `]}`,
		"CloudTrail/x.txt": "not loaded",
	} {
		path := write(t, name, text)
		want := []string{raw}
		if dir, _, inside := strings.Cut(name, "/"); inside {
			path = strings.TrimSuffix(path, name) + dir
		}
		if strings.HasSuffix(name, ".txt") {
			want = nil
		}
		if got := served(start(t, Options{Data: []string{path}})); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestRecordsAreCompactedAndOtherwiseUnchanged(t *testing.T) {
	path := write(t, "a.json", `{"Records":[ { "zulu" : 1.50, "eventTime" : "2026-03-01T11:00:00Z", "alpha" : "a  b\u00fc<>" , "zulu":2 } ]}`)
	want := `{"zulu":1.50,"eventTime":"2026-03-01T11:00:00Z","alpha":"a  b\u00fc<>","zulu":2}`
	if got := served(start(t, Options{Data: []string{path}})); len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIdenticalRecordsAreOneAndSameIDsAreNot(t *testing.T) {
	a, b := record(time.Minute, "id"), record(time.Minute, "id", `"eventName":"Other"`)
	one, two := write(t, "1.jsonl", a+"\n"+b), write(t, "2.jsonl", a)
	got := served(start(t, Options{Data: []string{one, two}}))
	if len(got) != 2 || !slices.Contains(got, a) || !slices.Contains(got, b) {
		t.Errorf("got %q, want both records once", got)
	}
}

func TestDirtyRecordsAreServed(t *testing.T) {
	raws := []string{
		`{"eventTime":"2026-02-28 17:49:47.000000000","eventID":"odd time"}`,
		`{"eventTime":1772280000,"eventID":"number"}`,
		`{"eventTime":"redacted","eventID":"no time"}`,
		`{"eventID":"nothing"}`,
		`{"eventTime":null,"eventID":null,"userIdentity":"me","eventName":5,"eventSource":["x"],"readOnly":{},"requestParameters":7,"awsRegion":1}`,
		`{"eventTime":"2026-02-28T00:00:00Z","userIdentity":[1],"eventID":42,"eventName":"RunInstances","eventSource":"ec2.amazonaws.com","requestParameters":"text","responseElements":[]}`,
		`{}`,
	}
	s := start(t, Options{Records: records(raws...)})
	got := call(t, s, `{}`)
	if len(got.Events) != len(raws) {
		t.Errorf("got %d events, want %d", len(got.Events), len(raws))
	}
	for _, e := range got.Events {
		seconds, isNumber := e["EventTime"].(float64)
		if age := testNow.Unix() - int64(seconds); !isNumber || age < 0 || age > 2*86400 {
			t.Errorf("%v has the time %v, want one in the last two days", e["CloudTrailEvent"], e["EventTime"])
		}
	}
}

func TestLinesThatAreNotJSON(t *testing.T) {
	path := write(t, "bad.jsonl", record(time.Minute, "a")+"\n{\"eventTime\":\n")
	_, err := New(Options{Data: []string{path}})
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want an error with file and line", err)
	}
	s := start(t, Options{Data: []string{path}, Faults: Faults{Malformed: true}})
	if got := served(s); len(got) != 2 || !slices.Contains(got, `{"eventTime":`) {
		t.Errorf("malformed: got %q", got)
	}
}

func TestRelocate(t *testing.T) {
	old := []string{
		`{"eventTime":"2021-06-30T23:59:59Z","eventID":"newest"}`,
		`{"eventTime":"2021-06-30 08:00:00.000","eventID":"text"}`,
		`{"eventTime":1624950000,"eventID":"seconds"}`,
		`{"eventID":"millis","eventTime":1624950000123,"more":{"eventTime":"2021-01-01T00:00:00Z"}}`,
		`{"eventTime":"2019-06-30T10:00:00Z","eventID":"folded"}`,
		`{"eventTime":"soon","eventID":"unreadable"}`,
	}
	got := served(start(t, Options{Records: records(old...), Relocate: true}))
	want := []string{
		`{"eventTime":"2026-02-28T23:59:59Z","eventID":"newest"}`,
		`{"eventTime":"2026-02-28 08:00:00.000","eventID":"text"}`,
		`{"eventTime":"soon","eventID":"unreadable"}`,
		`{"eventID":"millis","eventTime":1772175600123,"more":{"eventTime":"2021-01-01T00:00:00Z"}}`,
		`{"eventTime":1772175600,"eventID":"seconds"}`,
	}
	if len(got) != 6 {
		t.Fatalf("got %d records, want 6", len(got))
	}
	for _, raw := range want {
		if !slices.Contains(got, raw) {
			t.Errorf("no %s in %q", raw, got)
		}
	}
	folded, _ := str(member(got[5], "eventTime"))
	when, err := time.Parse(time.RFC3339, folded)
	days := int(time.Date(2019, 6, 30, 10, 0, 0, 0, time.UTC).Sub(time.Date(2021, 6, 30, 10, 0, 0, 0, time.UTC)).Hours()/24)%7 - int(when.Sub(time.Date(2026, 2, 28, 10, 0, 0, 0, time.UTC)).Hours()/24)%7
	if err != nil || when.Format(time.TimeOnly) != "10:00:00" || testNow.Sub(when) > 86*24*time.Hour || days%7 != 0 {
		t.Errorf("the record of two years earlier is at %s (error %v), want it at 10:00:00 in the window, on the same day of the week", folded, err)
	}
}

func TestStatsAndCalls(t *testing.T) {
	s := start(t, Options{Records: some(t, 3)})
	call(t, s, `{"StartTime":1772366000,"EndTime":1772366400.5,"MaxResults":2,"LookupAttributes":[{"AttributeKey":"EventSource","AttributeValue":"ec2.amazonaws.com"}]}`)
	call(t, s, `{}`)
	call(t, s, `{"MaxResults":99}`)
	calls := s.Calls()
	if len(calls) != 3 || calls[0].Attribute != "EventSource" || calls[0].Events != 2 || calls[0].Start.Unix() != 1772366000 || calls[0].End.UnixMilli() != 1772366400500 ||
		calls[0].Token || calls[2].Error != "InvalidMaxResultsException" {
		t.Errorf("got calls %+v", calls)
	}
	resp, err := http.Get(s.URL() + "/stats")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var stats struct {
		Total, Errors int
		Calls         []struct {
			Account, Region, Attribute, Value string
			Count                             int
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&stats); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(stats); got != "{3 1 [{123456789012 us-east-1   2} {123456789012 us-east-1 EventSource ec2.amazonaws.com 1}]}" {
		t.Errorf("got %s", got)
	}
	reset, err := http.Post(s.URL()+"/reset", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	reset.Body.Close()
	if s.Stats().Total != 0 || len(s.Calls()) != 0 {
		t.Error("the counters are not zero after /reset")
	}
}

func TestRecordsAddedLaterAreServed(t *testing.T) {
	s := start(t, Options{Records: some(t, 60)})
	token := call(t, s, `{}`).NextToken
	if err := s.Add(records(record(0, "new"), record(19*time.Second, "late"))); err != nil {
		t.Fatal(err)
	}
	second := call(t, s, fmt.Sprintf(`{"NextToken":%q}`, token))
	if len(second.Events) != 11 || !strings.Contains(second.ids(), "late") || strings.Contains(second.ids(), "new") {
		t.Errorf("the second page has %q, want the ten left and the late one", second.ids())
	}
	if got := call(t, s, `{"LookupAttributes":[{"AttributeKey":"EventId","AttributeValue":"new"}]}`).ids(); got != "new" {
		t.Errorf("got %q, want new", got)
	}
}

func FuzzCheckJSON(f *testing.F) {
	for _, text := range []string{`{"a":[1,2.5e-3,"\u00fc\n"],"b":null}`, ` [true , false]`, `01`, `"\x"`, `{"a":}`, `-`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		valid, compact := checkJSON(text)
		if want := json.Valid([]byte(text)); valid != want && strings.Count(text, "[")+strings.Count(text, "{") < maxDepth {
			t.Fatalf("%q: got %v, encoding/json says %v", text, valid, want)
		}
		if valid && compact {
			members(text, func(_, _ string) bool { return true })
			elements(text, func(string) {})
		}
		if quoted := appendQuoted(nil, text); !json.Valid(quoted) {
			t.Fatalf("%q was quoted as %q", text, quoted)
		}
	})
}
