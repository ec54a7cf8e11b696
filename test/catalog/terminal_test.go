package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// inputrc makes completions appear at once and whole.
const inputrc = `set show-all-if-ambiguous on
set completion-query-items 0
set page-completions off
set bell-style none
set enable-bracketed-paste off
`

// TestTerminal types into psql on a pseudo-terminal: what the tab key completes, and what
// an interrupt ends, must be the same on both servers.
func TestTerminal(t *testing.T) {
	psql := findPsql(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: skipped")
	}
	p := twoServers(t)
	list := readDifferences(t, fmt.Sprintf("terminal%d", psql.version))
	lines := readCommands(t, "testdata/screens/terminal.txt")
	theirs := make(chan []string, 1)
	go func() { theirs <- psql.typed(t, python, p.dsn, lines) }()
	ours := psql.typed(t, python, p.server.URL, lines)
	want := <-theirs
	for i, line := range lines {
		list.compare(t, line, line, completions(line, ours[i]), completions(line, want[i]))
	}
	t.Logf("psql %d: %d lines, %d the same, %d listed", psql.version, len(lines), len(lines)-len(list.seen), len(list.seen))
	list.finish(t)
	if n := p.server.Calls(); n != 0 {
		t.Errorf("psql's completion costs %d lookups", n)
	}
}

// typed gives what a psql on a pseudo-terminal shows for each line.
func (p psqlProgram) typed(t *testing.T, python, dsn string, lines []string) []string {
	t.Helper()
	settings := filepath.Join(t.TempDir(), "inputrc")
	if err := os.WriteFile(settings, []byte(inputrc), 0o600); err != nil {
		t.Error(err)
	}
	cmd := exec.CommandContext(t.Context(), python, "testdata/screens/terminal.py", p.path, "--no-psqlrc",
		"--set", "PROMPT1=>>>ready ", "--dbname", dsn)
	var stdout, stderr bytes.Buffer
	cmd.Env = append(environment(t), "TERM=dumb", "INPUTRC="+settings)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(strings.Join(lines, "\n")), &stdout, &stderr
	err := cmd.Run()
	out := make([]string, len(lines))
	decoder := json.NewDecoder(&stdout)
	for i := range out {
		if e := decoder.Decode(&out[i]); e != nil {
			t.Errorf("%s: %v: %v %s", lines[i], e, err, stderr.String())
			break
		}
	}
	return out
}

// completions puts a list of completions, whose columns hang on the longest, a word on
// a line; what is run stays as it is.
func completions(line, screen string) string {
	screen = neutral(screen)
	if verb, _, _ := strings.Cut(line, " "); verb == "run" || verb == "watch" || verb == "interrupt" {
		return screen
	}
	return strings.Join(strings.Fields(screen), "\n") + "\n"
}
