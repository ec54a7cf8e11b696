package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
)

// example is a statement of a page of docs/ with the heading and the sentence
// above it.
type example struct {
	title, says, sql string
}

var (
	exampleForm = regexp.MustCompile("(?s)\n## ([^\n]+)\n\n([^`\n]+(?:`[^`\n]*`[^`\n]*)*)\n\n```sql\n(.*?)```\n")
	lookupForm  = regexp.MustCompile(`\b[A-Z][A-Za-z]+=[A-Za-z0-9.\-]*[A-Za-z0-9]`)
)

// examples reads the statements of a page of docs/.
func examples(t testing.TB, page string, count int) []example {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", page))
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	for _, m := range exampleForm.FindAllStringSubmatch(string(text), -1) {
		list = append(list, example{m[1], m[2], strings.TrimSpace(m[3])})
	}
	if blocks := strings.Count(string(text), "```sql"); len(list) != count || blocks != count {
		t.Fatalf("%d statements with a heading and a sentence in %d blocks, want %d", len(list), blocks, count)
	}
	return list
}

// promised gives the filters that the sentence names.
func (e example) promised() []string {
	filters := lookupForm.FindAllString(e.says, -1)
	if strings.Contains(e.says, "every event") || strings.Contains(e.says, "one call a region") {
		filters = append(filters, "everything")
	}
	slices.Sort(filters)
	return filters
}

// since gives how far back the sentence says that everything is read.
func (e example) since() time.Time {
	switch {
	case strings.Contains(e.says, "the last three days"):
		return testNow.AddDate(0, 0, -3)
	case strings.Contains(e.says, "the last day"):
		return testNow.AddDate(0, 0, -1)
	}
	return testNow.AddDate(0, 0, -90)
}

// found is what the answers must have in them, by the example's number: the traces
// of the attack that internal/sim/generate hides, or of the people around it.
var found = map[string]string{
	"2": "svc-backup-sync", "3": "1", "5": "StopLogging", "6": "CreateLoginProfile", "7": generate.AttackerIP,
	"8": "DeleteTrail", "9": "svc-backup-sync", "10": "svc-backup-sync", "11": "22", "12": "*",
	"13": "PutBucketPolicy", "14": "svc-backup-sync", "15": generate.AttackerIP, "16": generate.AttackRegion,
	"17": generate.AttackerIP, "20": "AttachUserPolicy",
}

// demoEvents are the events of trailgres demo, of which docs/examples.md speaks.
func demoEvents() sim.Options { return demoEventsAt(testNow) }

func demoEventsAt(now time.Time) sim.Options {
	regions := []string{"us-east-1", "eu-west-1", "ap-southeast-2"}
	return sim.Options{Regions: regions, Records: generate.Records(generate.Options{
		Seed: 1, Events: 5000, Now: now, Accounts: []string{"111122223333"}, Regions: regions})}
}

// TestExamples runs each statement with an empty cache: it gives rows, finds what
// is hidden, and costs the lookups that its sentence says. Asked again, it costs
// none and gives the same.
func TestExamples(t *testing.T) {
	c := newClock(testNow)
	s := endpoint(t, demoEvents(), c)
	for _, e := range examples(t, "examples.md", 20) {
		t.Run(e.title, func(t *testing.T) {
			w := newWorld(t, setup{sim: s, clock: c})
			conn := w.connect(t)
			var rows [][]string
			lookups := w.calls(t, func() { rows = texts(t, conn, e.sql) })
			if len(rows) == 0 {
				t.Error("no rows")
			}
			number, _, _ := strings.Cut(e.title, ".")
			if want := found[number]; !strings.Contains(lines(rows), want) {
				t.Errorf("the answer lacks %q:\n%s", want, lines(rows))
			}
			keepsPromise(t, e, lookups)
			w.noCalls(t, "asked again", func() {
				if again := texts(t, conn, e.sql); sorted(again) != sorted(rows) {
					t.Errorf("asked again, it answers\n%s, before\n%s", lines(again), lines(rows))
				}
			})
		})
	}
}

func keepsPromise(t *testing.T, e example, lookups []asked) {
	t.Helper()
	var got []string
	calls := 0
	for _, l := range lookups {
		calls += l.pages
		if !slices.Contains(got, l.filter) {
			got = append(got, l.filter)
		}
		if l.start.Before(e.since()) && (l.filter == "everything" || !strings.Contains(e.says, "every event")) {
			t.Errorf("%s reaches back to %s, the sentence says %s", l.filter, stamp(l.start), stamp(e.since()))
		}
	}
	slices.Sort(got)
	if want := e.promised(); !slices.Equal(got, want) {
		t.Errorf("the sentence promises %v, the lookups were\n%s", want, describe(lookups))
	}
	if strings.Contains(e.says, "one call a region") && calls != 3 {
		t.Errorf("%d calls, the sentence says one a region", calls)
	}
}
