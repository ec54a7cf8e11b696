package catalog

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the lists of the screens that differ")

// differences are the screens that are known to differ: a file of paragraphs, each a
// reason behind two dashes and the commands that it explains.
type differences struct {
	path   string
	reason map[string]string // of a command
	order  []string          // reasons, as the file has them
	seen   map[string]bool   // commands that differed, and whether by failing
}

// How a reason begins that allows more, or less: a command that fails here and not in
// PostgreSQL is listed only as such; where the order is nobody's, all else is equal.
const (
	failing     = "an error: "
	unordered   = "in any order: "
	unexplained = "not explained"
)

func readDifferences(t *testing.T, name string) *differences {
	t.Helper()
	d := &differences{path: "testdata/screens/" + name + ".txt", reason: map[string]string{}, seen: map[string]bool{}}
	text, err := os.ReadFile(d.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for paragraph := range strings.SplitSeq(string(text), "\n\n") {
		reason, commands, _ := strings.Cut(paragraph, "\n")
		reason = strings.TrimPrefix(reason, "-- ")
		d.order = append(d.order, reason)
		for command := range strings.Lines(commands) {
			d.reason[strings.TrimSuffix(command, "\n")] = reason
		}
	}
	return d
}

// compare judges what a command, known by its name, shows on both servers.
func (d *differences) compare(t *testing.T, name, command, got, want string) {
	t.Helper()
	reason, listed := d.reason[name]
	shuffled := strings.HasPrefix(reason, unordered)
	if got == want || shuffled && words(got) == words(want) {
		return
	}
	fails := strings.Contains(got, "ERROR:") && !strings.Contains(want, "ERROR:")
	d.seen[name] = fails
	if !*rewrite && (!listed || shuffled || fails != strings.HasPrefix(reason, failing)) {
		t.Errorf("%s differs:\n%s", command, difference(got, want))
	}
}

// words gives a screen's words, sorted.
func words(screen string) string {
	list := strings.FieldsFunc(screen, func(r rune) bool { return strings.ContainsRune(" \n,", r) })
	slices.Sort(list)
	return strings.Join(list, " ")
}

// finish fails for what is listed and differs no more, or rewrites the list.
func (d *differences) finish(t *testing.T) {
	t.Helper()
	if *rewrite {
		d.write(t)
		return
	}
	for command, reason := range d.reason {
		if _, differed := d.seen[command]; !differed && !strings.HasPrefix(reason, unordered) {
			t.Errorf("%s lists %s, which differs no more", d.path, command)
		}
		if strings.HasSuffix(reason, unexplained) {
			t.Errorf("%s has no reason for %s", d.path, command)
		}
	}
}

func (d *differences) write(t *testing.T) {
	t.Helper()
	commands := map[string][]string{}
	for command, reason := range d.reason {
		if strings.HasPrefix(reason, unordered) {
			commands[reason] = append(commands[reason], command)
		}
	}
	for command, fails := range d.seen {
		reason := d.reason[command]
		if reason == "" || fails != strings.HasPrefix(reason, failing) {
			reason = unexplained
			if fails {
				reason = failing + unexplained
			}
		}
		if !strings.HasPrefix(reason, unordered) {
			commands[reason] = append(commands[reason], command)
		}
	}
	var paragraphs []string
	for _, reason := range append(d.order, unexplained, failing+unexplained) {
		if list := commands[reason]; len(list) > 0 {
			slices.Sort(list)
			paragraphs = append(paragraphs, "-- "+reason+"\n"+strings.Join(list, "\n")+"\n")
			delete(commands, reason)
		}
	}
	if err := os.WriteFile(d.path, []byte(strings.Join(paragraphs, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
