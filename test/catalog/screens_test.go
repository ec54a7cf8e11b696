package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestScreens runs psql's commands on both servers, which have the same objects: what
// psql shows must be the same, but for what is each server's own. What differs is
// listed with its reason (testdata/screens/README.md).
func TestScreens(t *testing.T) {
	psql := findPsql(t)
	p := twoServers(t)
	list := readDifferences(t, fmt.Sprintf("psql%d", psql.version))
	total := 0
	for _, file := range psql.scripts() {
		commands := readCommands(t, filepath.Join("testdata/screens", file))
		names := occurrences(commands)
		total += len(commands)
		theirs := make(chan []string, 1)
		go func() { theirs <- psql.screens(t, p.dsn, commands) }()
		ours := psql.screens(t, p.server.URL, commands)
		want := <-theirs
		for i, command := range commands {
			list.compare(t, names[i], command, neutral(ours[i]), neutral(want[i]))
		}
	}
	t.Logf("psql %d: %d commands, %d the same, %d listed", psql.version, total, total-len(list.seen), len(list.seen))
	list.finish(t)
	if n := p.server.Calls(); n != 0 {
		t.Errorf("psql's commands cost %d lookups", n)
	}
}

// scripts are the files of commands that a psql knows.
func (p psqlProgram) scripts() []string {
	out := []string{"describe.psql", "interact.psql"}
	if p.version >= 17 {
		out = append(out, "modern.psql")
	}
	if p.version >= 18 {
		out = append(out, "newest.psql")
	}
	return out
}

// readCommands reads a file of psql's commands, one a line; lines that begin with four
// spaces go on with the command above them.
func readCommands(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if more, ok := strings.CutPrefix(line, "    "); ok && len(out) > 0 {
			out[len(out)-1] += "\n" + more
		} else {
			out = append(out, line)
		}
	}
	return out
}

// occurrences names each command by its first line, and from the second time on by
// how often it has come.
func occurrences(commands []string) []string {
	times, out := map[string]int{}, make([]string, len(commands))
	for i, command := range commands {
		first, _, _ := strings.Cut(command, "\n")
		out[i] = first
		if times[first]++; times[first] > 1 {
			out[i] = fmt.Sprintf("%s [%d]", first, times[first])
		}
	}
	return out
}

// masks take out of a screen what is each server's own, and the widths that hang on
// it.
var masks = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{ownerName, "trailgres"},
	{regexp.MustCompile(`(\d+(\.\d+)?) (bytes|kB|MB|GB)\b`), "# bytes"},
	{regexp.MustCompile(`Time: [\d.]+ ms`), "Time: # ms"},
	{regexp.MustCompile(`(?m)^LOCATION: .*\n`), ""},
	{regexp.MustCompile(`(via socket in|on host) .* at port "\d+"\.`), "at #"},
	{regexp.MustCompile(`(?m)^ *(Socket Directory|Host) +\| .*$`), "Host | #"},
	{regexp.MustCompile(`(?m)^ *(Server Port|Backend PID) +\| \d+ *$`), "$1 | #"},
	{regexp.MustCompile(`\b15\.\d+( \([^)]*\))?|\b150\d\d\d\b`), "15"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+`), "#"},
	{regexp.MustCompile(`(?m)^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4} \(every.*\)$`), "# (every)"},
	{regexp.MustCompile(`'[1-9]\d{4,}'`), "'#'"},
	{regexp.MustCompile(`pg_temp_\d+`), "pg_temp_#"},
	{regexp.MustCompile(`-{2,}`), "--"},
	{regexp.MustCompile(`[ \t]{2,}`), " "},
	{regexp.MustCompile(`(?m)[ \t]+$`), ""},
	{regexp.MustCompile(`(?m)^ +`), ""},
}

func neutral(screen string) string {
	for _, m := range masks {
		screen = m.pattern.ReplaceAllString(screen, m.with)
	}
	return screen
}

// TestMasks: what is masked is no more than what is each server's own.
func TestMasks(t *testing.T) {
	for screen, want := range map[string]string{
		" a   | postgres | 16 kB \n": "a | trailgres | # bytes\n",
		"psql 15.18 (Debian 1)":      "psql 15",
		"(15 rows)":                  "(15 rows)",
		"numeric(15,2) | 1.5":        "numeric(15,2) | 1.5",
		"---+----":                   "--+--",
		"c.oid = '" + strconv.Itoa(16384) + "' AND n = '12'": "c.oid = '#' AND n = '12'",
	} {
		if got := neutral(screen); got != want {
			t.Errorf("%q is shown as %q, want %q", screen, got, want)
		}
	}
}
