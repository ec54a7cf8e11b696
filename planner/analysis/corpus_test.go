package analysis_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
)

var differences = flag.Int("differences", 400, "how many differences to print")

// TestCorpus holds analysis to what PostgreSQL said of the statements of testdata. With
// -rewrite, PostgreSQL is asked again.
func TestCorpus(t *testing.T) {
	rewrite := flag.Lookup("rewrite").Value.String() == "true"
	var real *postgres
	if rewrite {
		real = connect(t)
	}
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if !strings.HasSuffix(path, ".txt") {
			return // the list of known differences
		}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if rewrite {
				return real.describe(t, d.Input)
			}
			got, open := ours(d.Input)
			if open || got == "no statement of the grammar" || knownDifference(d.Input) {
				return d.Expected
			}
			return got
		})
	})
}

// TestPostgres compares with a PostgreSQL on every statement of the module's corpora and
// reports how many agree, are open, or differ.
func TestPostgres(t *testing.T) {
	real := connect(t)
	same, opened, bad, foreign := 0, 0, 0, 0
	for _, sql := range corpora(t) {
		want := real.describe(t, sql)
		got, open := ours(sql)
		switch {
		case got == "no statement of the grammar":
			foreign++
		case got == want:
			same++
		case open:
			opened++
			if testing.Verbose() {
				t.Logf("open: %s\n%swant:\n%s", sql, got, want)
			}
		default:
			if bad++; bad <= *differences && !knownDifference(sql) {
				t.Errorf("%s\nours:\n%spostgres:\n%s", sql, got, want)
			}
		}
	}
	t.Logf("%d statements agree, %d are open, %d differ, %d are none of the grammar's", same, opened, bad, foreign)
}

// corpora gives the statements of this package's tests and of the module's others.
func corpora(t *testing.T) []string {
	t.Helper()
	var out []string
	add := func(pattern string, split func(string) []string) {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, split(string(text))...)
		}
	}
	add("testdata/*.txt", scripted)
	add("../../test/fidelity/testdata/*.sql", paragraphs)
	add("../../test/e2e/testdata/*/*.txt", scripted)
	add("../../docs/examples.md", fenced)
	return out
}

func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		var lines []string
		for _, l := range strings.Split(p, "\n") {
			if !strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "--") {
				lines = append(lines, l)
			}
		}
		if s := strings.TrimSpace(strings.Join(lines, "\n")); s != "" {
			out = append(out, strings.TrimSuffix(s, ";"))
		}
	}
	return out
}

// scripted gives the inputs of a datadriven file that look like SQL.
func scripted(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		input, _, ok := strings.Cut(p, "\n----")
		_, sql, has := strings.Cut(strings.TrimSpace(input), "\n")
		if ok && has && sql != "" {
			out = append(out, sql)
		}
	}
	return out
}

func fenced(text string) []string {
	var out []string
	for i, part := range strings.Split(text, "```") {
		if sql, ok := strings.CutPrefix(part, "sql\n"); ok && i%2 == 1 {
			out = append(out, strings.TrimSuffix(strings.TrimSpace(sql), ";"))
		}
	}
	return out
}

// knownDifference says whether a statement is one that testdata/known lists, with the reason.
func knownDifference(sql string) bool {
	text, err := os.ReadFile("testdata/known")
	return err == nil && strings.Contains("\n"+string(text)+"\n", "\n"+strings.ReplaceAll(sql, "\n", " ")+"\n")
}
