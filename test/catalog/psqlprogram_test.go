package catalog

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var psqlPath = flag.String("psql", "psql", "the psql whose screens are compared; each major version has a list of its own")

// psqlProgram is a psql and its major version.
type psqlProgram struct {
	path    string
	version int
}

func findPsql(t *testing.T) psqlProgram {
	t.Helper()
	path, err := exec.LookPath(*psqlPath)
	if err != nil {
		t.Skip("psql is not installed: skipped")
	}
	out, err := exec.CommandContext(t.Context(), path, "--version").Output()
	m := regexp.MustCompile(`\(PostgreSQL\) (\d+)`).FindSubmatch(out)
	if err != nil || m == nil {
		t.Fatalf("%s --version: %v %s", path, err, out)
	}
	version, _ := strconv.Atoi(string(m[1])) // digits
	return psqlProgram{path, version}
}

// environment is what a psql of a test sees: nobody's settings.
func environment(t *testing.T) []string {
	t.Helper()
	return append(os.Environ(), "PAGER=cat", "HOME="+t.TempDir(), "TZ=UTC", "LC_ALL=C.UTF-8", "PGCLIENTENCODING=UTF8", "COLUMNS=80")
}

// separator is written before each command's screen.
const separator = "@@@ screen @@@"

// screens gives what psql shows for each command, run in one session: its output,
// then what it writes as errors.
func (p psqlProgram) screens(t *testing.T, dsn string, commands []string) []string {
	t.Helper()
	var script strings.Builder
	for _, command := range commands {
		fmt.Fprintf(&script, "\\echo %[1]s\n\\warn %[1]s\n%[2]s\n", separator, command)
	}
	cmd := exec.CommandContext(t.Context(), p.path, "--no-psqlrc", "--dbname", dsn)
	var stdout, stderr bytes.Buffer
	cmd.Env, cmd.Dir = environment(t), t.TempDir()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(script.String()), &stdout, &stderr
	err := cmd.Run()
	shown, failed := strings.Split(stdout.String(), separator+"\n"), strings.Split(stderr.String(), separator+"\n")
	out := make([]string, len(commands))
	if len(shown) != len(commands)+1 || len(failed) != len(commands)+1 {
		t.Errorf("psql showed %d of %d screens: %v\n%s", len(shown)-1, len(commands), err, stderr.String()[max(0, stderr.Len()-500):])
		return out
	}
	for i := range commands {
		out[i] = shown[i+1] + failed[i+1]
	}
	return out
}
