package clients

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// result is what a client said of one run.
type result struct {
	Client  string
	On      string // trailgres or postgres
	Version string
	Modes   []*mode
}

// mode is one way that a client works in: a protocol, an API.
type mode struct {
	Name    string
	Passed  int
	Skipped []finding `json:",omitempty"` // what the client itself cannot say
	Failed  []finding `json:",omitempty"` // what differs from PostgreSQL
}

// finding is a statement, or another check by its name, and what is the matter.
type finding struct{ What, Why string }

// readResult reads the lines that a client wrote. README.md has their format.
func readResult(t *testing.T, client, path string) *result {
	t.Helper()
	r := &result{Client: client}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		f := strings.SplitN(line, "\t", 4)
		switch {
		case f[0] == "version" && len(f) == 2:
			r.Version = f[1]
		case f[0] == "pass" && len(f) == 3:
			r.mode(f[1]).Passed++
		case f[0] == "skip" && len(f) == 4:
			m := r.mode(f[1])
			m.Skipped = append(m.Skipped, finding{f[2], f[3]})
		case f[0] == "fail" && len(f) == 4:
			m := r.mode(f[1])
			m.Failed = append(m.Failed, finding{f[2], f[3]})
		default:
			t.Errorf("%s: a line of the result that is none: %q", client, line)
		}
	}
	return r
}

func (r *result) mode(name string) *mode {
	for _, m := range r.Modes {
		if m.Name == name {
			return m
		}
	}
	m := &mode{Name: name}
	r.Modes = append(r.Modes, m)
	return m
}

func (r *result) passed() (n int) {
	for _, m := range r.Modes {
		n += m.Passed
	}
	return n
}

func (r *result) failed() (all []finding) {
	for _, m := range r.Modes {
		all = append(all, m.Failed...)
	}
	return all
}

// keep writes the results of a client's runs to testdata.
func keep(t *testing.T, results []*result) {
	t.Helper()
	for _, r := range results {
		text, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(resultFile(r.Client, r.On), append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func resultFile(client, on string) string { return filepath.Join("testdata", client+"."+on+".json") }

// kept reads a result of testdata; nil when there is none.
func kept(t *testing.T, client, on string) *result {
	t.Helper()
	text, err := os.ReadFile(resultFile(client, on))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	r := &result{}
	if err == nil {
		err = json.Unmarshal(text, r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}
