package sim

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// sharedData is a folder of real records that is not part of the repository.
func sharedData(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real records at %s: skipped", dir)
	}
	return dir
}

// sharedRecords reads a set's records as they stand in the file.
func sharedRecords(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		list = append(list, lines.Text())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// isManagement says in the plainest way what LookupEvents serves.
func isManagement(t *testing.T, raw string) bool {
	t.Helper()
	var r struct {
		EventCategory   any
		ManagementEvent any
	}
	if err := json.Unmarshal([]byte(raw), &r); err != nil {
		t.Fatal(err)
	}
	return (r.EventCategory == nil || r.EventCategory == "Management") && r.ManagementEvent != false
}

// withoutTime is a record that compares equal when only its eventTime differs.
func withoutTime(t *testing.T, raw string) string {
	t.Helper()
	var r map[string]any
	decoder := json.NewDecoder(strings.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&r); err != nil {
		t.Fatal(err)
	}
	delete(r, "eventTime")
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRealRecordsAreServedOnce(t *testing.T) {
	dir := sharedData(t)
	for _, set := range []string{"invictus", "traildiscover", "stratus", "grycap", "panther_dirty"} {
		file := filepath.Join(dir, set, "records.jsonl.gz")
		var want, got []string
		seen := map[string]bool{}
		for _, raw := range sharedRecords(t, file) {
			if !seen[raw] && isManagement(t, raw) {
				want = append(want, withoutTime(t, raw))
			}
			seen[raw] = true
		}
		s := start(t, Options{Data: []string{file}, Relocate: true})
		for _, source := range s.Sources() {
			for raw := range s.Served(source.Account, source.Region) {
				got = append(got, withoutTime(t, raw))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d records served, want %d", set, len(got), len(want))
		}
	}
}

func TestRelocatedRecordsKeepTimeOfDay(t *testing.T) {
	dir := sharedData(t)
	file := filepath.Join(dir, "invictus", "records.jsonl.gz")
	s := start(t, Options{Data: []string{file}, Relocate: true})
	oldTimes, newTimes := map[string]string{}, map[string]string{}
	for _, raw := range sharedRecords(t, file) {
		id, _ := str(member(raw, "eventID"))
		oldTimes[id], _ = str(member(raw, "eventTime"))
	}
	newest := time.Time{}
	for raw := range s.Served("123837392027", "us-east-1") {
		id, _ := str(member(raw, "eventID"))
		newTimes[id], _ = str(member(raw, "eventTime"))
		if at, _ := time.Parse(time.RFC3339, newTimes[id]); at.After(newest) {
			newest = at
		}
	}
	if len(newTimes) != len(oldTimes) {
		t.Errorf("%d event ids served, want %d", len(newTimes), len(oldTimes))
	}
	for id, old := range oldTimes {
		if newTimes[id][10:] != old[10:] {
			t.Errorf("%s moved from %s to %s", id, old, newTimes[id])
		}
	}
	if age := testNow.Sub(newest); age < 0 || age > 24*time.Hour {
		t.Errorf("the newest record is at %s, want it within the day before %s", newest, testNow)
	}
}

// capture is an event of a real LookupEvents answer.
type capture struct {
	Username        *string
	Resources       []struct{ ResourceType, ResourceName string }
	CloudTrailEvent string
}

func captures(t *testing.T, dir string) []capture {
	t.Helper()
	var all []capture
	for _, name := range []string{"cloudryer_js_sdk_response.json.gz", "plaso_aws_cloudtrail.json.gz"} {
		text := []byte(strings.Join(sharedRecords(t, filepath.Join(dir, "lookupevents_captures", name)), "\n"))
		var list []capture
		if bytes.HasPrefix(text, []byte("{")) {
			var response struct{ Events []capture }
			if err := json.Unmarshal(text, &response); err != nil {
				t.Fatal(err)
			}
			list = response.Events
		} else if err := json.Unmarshal(text, &list); err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	return all
}

func TestDerivationReproducesRealAnswers(t *testing.T) {
	for _, c := range captures(t, sharedData(t)) {
		p, err := parseRecord(c.CloudTrailEvent)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		if c.Username != nil {
			want = *c.Username
		}
		if p.username != want {
			t.Errorf("%s: got username %q, want %q", p.id, p.username, want)
		}
		var got, real []string
		for _, r := range p.resources {
			got = append(got, r.Type+" "+r.Name)
		}
		for _, r := range c.Resources {
			name := r.ResourceName
			if p.id == "c91c963c-d149-4dc5-9e4a-830da763cf7b" && name == "vpc-01234567890123456" {
				name = "vpc-0123456789012345" // whoever made this record anonymous dropped a digit in it
			}
			real = append(real, r.ResourceType+" "+name)
		}
		slices.Sort(got)
		slices.Sort(real)
		if !slices.Equal(got, real) {
			t.Errorf("%s %s: got resources %q, want %q", p.name, p.id, got, real)
		}
	}
}

// TestResourceMapCoverage says how many of the kinds of event that were counted in
// real answers the rules list resources for, by the types they list.
func TestResourceMapCoverage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(sharedData(t), "resource_map.json"))
	if err != nil {
		t.Fatal(err)
	}
	var kinds map[string]struct {
		N      int
		Shapes []struct{ Resources []string }
	}
	if err := json.Unmarshal(text, &kinds); err != nil {
		t.Fatal(err)
	}
	right, rows, all := 0, 0, 0
	for kind, counted := range kinds {
		var want, got []string
		for _, shape := range counted.Shapes {
			for _, r := range shape.Resources {
				want = append(want, strings.Fields(r)[0])
			}
		}
		for _, rule := range resourceRules[strings.Replace(kind, "/", " ", 1)] {
			if rule.kind == "" {
				rule.kind = "None"
			}
			got = append(got, rule.kind)
		}
		want, got = distinct(want), distinct(got)
		all += counted.N
		if slices.Equal(want, got) {
			right++
			rows += counted.N
		} else {
			t.Logf("%s: rules give %q, answers had %q", kind, got, want)
		}
	}
	t.Logf("the types of %d of %d kinds (%d of %d rows) are right", right, len(kinds), rows, all)
	if right*100 < len(kinds)*95 {
		t.Errorf("the types of %d of %d kinds are right, want 95 %%", right, len(kinds))
	}
}

func distinct(list []string) []string {
	sorted := slices.Sorted(slices.Values(list))
	return slices.Compact(sorted)
}
