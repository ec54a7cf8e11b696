package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
)

// realSets are the sets of real records that lie beside the repository.
var realSets = []string{"invictus", "traildiscover", "stratus", "grycap", "panther_dirty"}

// realData gives the path of a set; without it the test is skipped.
func realData(t *testing.T, set string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data", set, "records.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real records at %s: skipped", path)
	}
	return path
}

// TestRealRecords serves each set, reads it with SELECT * and holds every column of
// every record to a direct reading of the raw JSON.
func TestRealRecords(t *testing.T) {
	for _, set := range realSets {
		t.Run(set, func(t *testing.T) {
			c := newClock(testNow)
			s := endpoint(t, sim.Options{Data: []string{realData(t, set)}, Relocate: true}, c)
			w := newWorld(t, setup{sim: s, clock: c})
			readsEverything(t, w, served(s))
		})
	}
}

// readsEverything holds that SELECT * gives each record once, as expected.
func readsEverything(t *testing.T, w *world, records []record) {
	t.Helper()
	rows := texts(t, w.connect(t), "SELECT * FROM cloudtrail_events")
	got := map[string][][]string{} // by raw record
	for _, row := range rows {
		raw := row[len(row)-1]
		got[raw] = append(got[raw], row)
	}
	if len(rows) != len(records) {
		t.Errorf("%d rows, want %d", len(rows), len(records))
	}
	fallback := testNow.Truncate(24*time.Hour).AddDate(0, 0, -1)
	wrong := 0
	for _, r := range records {
		candidates := got[r.delivered()]
		if len(candidates) == 0 {
			t.Errorf("not delivered: %s", r.raw)
			continue
		}
		want := r.expected(fallback)
		want[len(want)-1].text = r.delivered()
		best := compare(candidates[0], want)
		got[r.delivered()] = candidates[1:]
		if len(best) > 0 {
			if wrong++; wrong <= 10 {
				t.Errorf("%s\nof %s", strings.Join(best, "\n"), r.raw)
			}
		}
	}
	t.Logf("%d records, %d columns each, %d differ; %d lookups", len(records), len(rows[0]), wrong, w.total())
}

// delivered is the record as cloudtrail_event gives it: as it is, or, if it is not
// JSON, as a JSON string.
func (r record) delivered() string {
	if json.Valid([]byte(r.raw)) {
		return r.raw
	}
	return encodeJSON(r.raw)
}

// TestColumns holds the names and the order of the design's §5.
func TestColumns(t *testing.T) {
	w := plain(t, 1)
	rows, err := w.connect(t).Query(t.Context(), "SELECT * FROM cloudtrail_events LIMIT 0")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got, want []string
	for _, f := range rows.FieldDescriptions() {
		got = append(got, f.Name)
	}
	for _, c := range (record{}).expected(testNow) {
		want = append(want, c.column)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestDirtyRecords makes by hand what the real sets do not have.
func TestDirtyRecords(t *testing.T) {
	at := testNow.Add(-time.Hour).Format(time.RFC3339)
	odd := func(id, members string) string {
		return fmt.Sprintf(`{"eventTime":%q,"eventID":%q,"eventName":"Odd","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1","recipientAccountId":%q,%s}`, at, id, testAccount, members)
	}
	raws := []string{
		`this is no JSON at all`,
		`{"eventTime":"` + at + `","eventID":"cut short","eventName":"RunInst`,
		`{}`,
		odd("a", `"userIdentity":"a text","readOnly":"TRUE"`),
		odd("b", `"userIdentity":[1,2],"requestParameters":"maxResults=25&apiType=GRAPHQL","responseElements":[1.50,1e400]`),
		odd("c", `"userIdentity":{"type":7,"arn":{"nested":true}},"errorCode":404,"managementEvent":"maybe"`),
		odd("d", `"userAgent":"nul \u0000 inside"`),
		odd("e", `"sourceIPAddress":"2a02:4cc:6c96::b8cb","userAgent":"emoji 🚀 für 検証 ' \" \\ \n \t"`),
		odd("f", `"addendum":{"reason":"DELIVERY_DELAY"},"eventCategory":null,"requestID":""`),
		odd("g", `"requestParameters":{"policy":"`+strings.Repeat("x", 250_000)+`"}`),
		odd("h", `"requestParameters":`+strings.Repeat("[", 500)+strings.Repeat("]", 500)),
		odd("i", `"eventName":"Twice","userIdentity":{"type":"Root"}`),
		odd("j", `"tlsDetails":{},"additionalEventData":{"é":"\u00e9"}`),
		odd("k", `"userIdentity":{"type":"AssumedRole","principalId":"AROA1:session","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}`),
		`{"eventTime":1772634600,"eventID":"seconds","eventName":"Epoch"}`,
		`{"eventTime":"yesterday","eventID":"l","eventName":"Untimed"}`,
	}
	c := newClock(testNow)
	s := endpoint(t, sim.Options{Records: some(raws...), Faults: sim.Faults{Malformed: true}, Account: testAccount}, c)
	w := newWorld(t, setup{sim: s, clock: c})
	records := served(s)
	if len(records) != len(raws) {
		t.Fatalf("the endpoint serves %d of %d records", len(records), len(raws))
	}
	readsEverything(t, w, records)
}

// TestLoneSurrogate: Go calls it JSON, PostgreSQL's jsonb does not; it is kept as a
// text, and found by what LookupEvents says of it.
func TestLoneSurrogate(t *testing.T) {
	c := newClock(testNow)
	raw := `{"eventTime":"2026-03-04T14:30:00Z","eventID":"lone","eventName":"Odd","errorMessage":"lone \ud800 surrogate"}`
	w := newWorld(t, setup{sim: endpoint(t, sim.Options{Records: some(raw), Account: testAccount}, c), clock: c})
	got := texts(t, w.connect(t), "SELECT event_id, cloudtrail_event #>> '{}' FROM cloudtrail_events WHERE event_name = 'Odd'")
	if len(got) != 1 || got[0][0] != "lone" || got[0][1] != raw {
		t.Errorf("got %q", got)
	}
}

// TestSameIDTwice: ids are not unique in real data; both events stay.
func TestSameIDTwice(t *testing.T) {
	c := newClock(testNow)
	at := testNow.Add(-time.Hour).Format(time.RFC3339)
	var raws []string
	for _, name := range []string{"First", "Second"} {
		raws = append(raws, fmt.Sprintf(`{"eventTime":%q,"eventID":"1","eventName":%q,"recipientAccountId":%q}`, at, name, testAccount))
	}
	w := newWorld(t, setup{sim: endpoint(t, sim.Options{Records: some(raws...)}, c), clock: c})
	got := lines(texts(t, w.connect(t), "SELECT event_name FROM cloudtrail_events WHERE event_id = '1' ORDER BY 1"))
	if got != "First\nSecond\n" {
		t.Errorf("got %q", got)
	}
}

func some(raws ...string) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for _, raw := range raws {
			if !yield([]byte(raw)) {
				return
			}
		}
	}
}
