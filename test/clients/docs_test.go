package clients

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const docsFile = "../../docs/clients.md"

// everyClientRan says whether no -run chose some of the clients.
func everyClientRan() bool { return !strings.Contains(flag.Lookup("test.run").Value.String(), "/") }

// TestDocs holds docs/clients.md to the results that are kept in testdata, or writes it.
func TestDocs(t *testing.T) {
	if *rewrite {
		writeDocs(t)
		return
	}
	got, err := os.ReadFile(docsFile)
	if err != nil {
		t.Fatal(err)
	}
	if want := docs(t); string(got) != want {
		t.Errorf("docs/clients.md is not what the results make: run make clients, and read the difference")
	}
}

func writeDocs(t *testing.T) {
	t.Helper()
	if err := os.WriteFile(docsFile, []byte(docs(t)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// about is what a client's folder says of it by hand: a title, and how to connect.
type about struct{ title, text string }

func readAbout(t *testing.T, client string) about {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(client, "about.md"))
	if errors.Is(err, fs.ErrNotExist) {
		return about{title: client}
	}
	if err != nil {
		t.Fatal(err)
	}
	title, rest, _ := strings.Cut(string(text), "\n")
	return about{strings.TrimPrefix(title, "# "), strings.TrimSpace(rest)}
}

// docs makes docs/clients.md.
func docs(t *testing.T) string {
	t.Helper()
	intro, err := os.ReadFile("intro.md")
	if err != nil {
		t.Fatal(err)
	}
	var table, details strings.Builder
	differs, known := map[string]string{}, readKnown(t).reason // statements, and why
	for _, name := range clientNames(t) {
		a, on, real := readAbout(t, name), kept(t, name, ours), kept(t, name, real)
		if on == nil {
			continue
		}
		fmt.Fprintf(&details, "\n## %s\n\n", a.title)
		if a.text != "" {
			fmt.Fprintf(&details, "%s\n", a.text)
		}
		writeSkipped(&details, on)
		for i, m := range on.Modes {
			title, version := "", ""
			if i == 0 {
				title, version = a.title, on.Version
			}
			for _, f := range m.Failed {
				differs[f.What] = cmp.Or(known[f.What], f.Why)
			}
			fmt.Fprintf(&table, "| %s | %s | %s | %d | %d | %s |\n", title, version, m.Name, m.Passed, len(m.Failed), onReal(real, m))
		}
		if len(on.Modes) == 0 {
			fmt.Fprintf(&table, "| %s | %s | its own | all | 0 | all |\n", a.title, on.Version)
		}
	}
	return string(intro) + "\n| client | version | mode | same as PostgreSQL | differ | on PostgreSQL itself |\n|---|---|---|---|---|---|\n" +
		table.String() + "\n# What differs\n\n" + differences(differs) + "\n# The clients\n" + details.String()
}

// onReal says how a mode fared on PostgreSQL itself.
func onReal(r *result, m *mode) string {
	if r == nil {
		return "was not run"
	}
	for _, other := range r.Modes {
		if other.Name == m.Name {
			if len(other.Failed) == 0 {
				return fmt.Sprintf("all %d", other.Passed)
			}
			return fmt.Sprintf("%d, %d differ", other.Passed, len(other.Failed))
		}
	}
	return "–"
}

// writeSkipped says what a client has no value for, by reason.
func writeSkipped(b *strings.Builder, r *result) {
	reasons := map[string][]string{}
	for _, m := range r.Modes {
		for _, f := range m.Skipped {
			if !slices.Contains(reasons[f.Why], m.Name) {
				reasons[f.Why] = append(reasons[f.Why], m.Name)
			}
		}
	}
	if len(reasons) == 0 {
		return
	}
	var lines []string
	for why, modes := range reasons {
		lines = append(lines, fmt.Sprintf("- %s (%s)\n", why, strings.Join(modes, ", ")))
	}
	slices.Sort(lines)
	fmt.Fprintf(b, "\nLeft out, because of the client:\n\n%s", strings.Join(lines, ""))
}

// differences lists statements by why they differ.
func differences(differs map[string]string) string {
	if len(differs) == 0 {
		return "Nothing.\n"
	}
	by := map[string][]string{}
	for what, why := range differs {
		by[why] = append(by[why], what)
	}
	reasons := make([]string, 0, len(by))
	for why := range by {
		reasons = append(reasons, why)
	}
	slices.SortFunc(reasons, func(a, b string) int { return cmp.Or(len(by[b])-len(by[a]), strings.Compare(a, b)) })
	var out strings.Builder
	for _, why := range reasons {
		fmt.Fprintf(&out, "- %s\n\n", why)
		slices.Sort(by[why])
		for _, what := range by[why] {
			fmt.Fprintf(&out, "      %s\n", what)
		}
		fmt.Fprintln(&out)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
