package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEarlyAnswers holds the first law where it is easiest to break: a statement
// with a LIMIT may stop fetching early, and its answer is that of a cache that holds
// everything. Each statement of testdata/limits.sql is asked of an empty cache, of
// one that holds pieces (old events of one kind, the middle, one region), and of a
// full one.
func TestEarlyAnswers(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "limits.sql"))
	if err != nil {
		t.Fatal(err)
	}
	c := newClock(testNow)
	s := endpoint(t, generated(300), c)
	regions := []string{"us-east-1", "eu-central-1"}
	ask := func(before, sql string) string {
		conn := newWorld(t, setup{sim: s, clock: c, regions: regions}).connect(t)
		for _, q := range strings.Split(before, ";") {
			texts(t, conn, q)
		}
		return lines(texts(t, conn, sql))
	}
	full := newWorld(t, setup{sim: s, clock: c, regions: regions}).connect(t)
	texts(t, full, wholeHistory)
	for _, sql := range strings.Split(strings.TrimSuffix(strings.TrimSpace(string(text)), ";"), ";\n") {
		want := lines(texts(t, full, sql))
		if want == "" {
			t.Errorf("%s\ngives nothing, so it proves nothing", sql)
		}
		for what, before := range map[string]string{
			"an empty cache": "SELECT 1",
			"pieces": wholeHistory + " WHERE event_name = 'Decrypt' AND event_time < now() - interval '30 days'; " +
				wholeHistory + " WHERE event_time BETWEEN now() - interval '80 days' AND now() - interval '40 days'; " +
				wholeHistory + " WHERE aws_region = 'eu-central-1'",
		} {
			if got := ask(before, sql); got != want {
				t.Errorf("%s\nfrom %s gives\n%swant\n%s", sql, what, got, want)
			}
		}
	}
}
