package clients

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// knownDifferences are those of known.txt: paragraphs of a line "-- reason" and the
// statements, or names of other checks, that differ from PostgreSQL for it.
type knownDifferences struct {
	mu     sync.Mutex
	reason map[string]string // of a statement
	order  []string          // reasons, as the file has them
	seen   map[string]bool
}

func readKnown(t *testing.T) *knownDifferences {
	t.Helper()
	text, err := os.ReadFile("known.txt")
	if err != nil {
		t.Fatal(err)
	}
	k := &knownDifferences{reason: map[string]string{}, seen: map[string]bool{}}
	reason := ""
	for _, line := range strings.Split(string(text), "\n") {
		if r, ok := strings.CutPrefix(line, "-- "); ok {
			reason = r
			k.order = append(k.order, r)
		} else if line != "" {
			k.reason[line] = reason
		}
	}
	return k
}

// exception is the name that a client's language gives to an error.
var exception = regexp.MustCompile(`^(\w*Error|error|AssertionError): `)

// judge fails the test for each difference that is not known. PostgreSQL itself has
// none. With -rewrite a new one becomes known, and what differs is its reason.
func (k *knownDifferences) judge(t *testing.T, r *result) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, m := range r.Modes {
		for i, f := range m.Failed {
			f.Why = exception.ReplaceAllString(f.Why, "")
			reason, known := k.reason[f.What]
			if !known && *rewrite && r.On == ours {
				reason, known = shortened(f.Why), true
				k.reason[f.What] = reason
				k.order = append(k.order, reason)
			}
			if !known || r.On != ours {
				t.Errorf("%s, %s, on %s: %s\n\t%s", r.Client, m.Name, r.On, f.What, f.Why)
				continue
			}
			k.seen[f.What] = true
			m.Failed[i].Why = reason
		}
	}
}

// shortened cuts a reason to a line.
func shortened(why string) string {
	if r := []rune(why); len(r) > 160 {
		return string(r[:160]) + "…"
	}
	return why
}

// finish says which known differences no client finds any more; with -rewrite it
// writes the file without them. That can be said only when all clients ran.
func (k *knownDifferences) finish(t *testing.T) {
	t.Helper()
	if *rewrite {
		defer k.write(t)
	}
	if !*all || !everyClientRan() {
		return
	}
	for _, what := range slices.Sorted(maps.Keys(k.reason)) {
		if k.seen[what] {
			continue
		}
		if *rewrite {
			delete(k.reason, what)
		} else {
			t.Errorf("known.txt: no client finds this any more: %s\n\t%s", what, k.reason[what])
		}
	}
}

func (k *knownDifferences) write(t *testing.T) {
	t.Helper()
	var b strings.Builder
	written := map[string]bool{}
	for _, reason := range k.order {
		if written[reason] {
			continue
		}
		written[reason] = true
		var lines []string
		for what, r := range k.reason {
			if r == reason {
				lines = append(lines, what)
			}
		}
		if len(lines) > 0 {
			slices.Sort(lines)
			fmt.Fprintf(&b, "-- %s\n%s\n\n", reason, strings.Join(lines, "\n"))
		}
	}
	if err := os.WriteFile("known.txt", []byte(strings.TrimSuffix(b.String(), "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
