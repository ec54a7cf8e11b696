package house

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDependenciesHaveReasons asks that ARCHITECTURE.md's table of dependencies has a
// row for each module that go.mod requires directly. A row may name a module, a
// package of it (github.com/jackc/pgx/v5/pgproto3) or a family
// (github.com/aws/aws-sdk-go-v2).
func TestDependenciesHaveReasons(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no ARCHITECTURE.md yet, whose table would give the reasons")
	}
	if err != nil {
		t.Fatal(err)
	}
	reasons := tableRows(string(text))
	for _, r := range directRequires(t) {
		if !named(reasons, r) {
			t.Errorf("go.mod requires %s directly, and no row of a table in ARCHITECTURE.md says why", r)
		}
	}
}

// tableRows gives the rows of all tables of a Markdown text.
func tableRows(text string) []string {
	var rows []string
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "|") {
			rows = append(rows, line)
		}
	}
	return rows
}

// named says whether a row names the module, a package of it, or the module that it is
// a part of.
func named(rows []string, required string) bool {
	for _, row := range rows {
		for _, word := range strings.FieldsFunc(row, func(r rune) bool { return strings.ContainsRune(" |`,()[]", r) }) {
			if word == required || strings.HasPrefix(word, required+"/") || strings.Count(word, "/") >= 2 && strings.HasPrefix(required, word+"/") {
				return true
			}
		}
	}
	return false
}

func directRequires(t *testing.T) []string {
	t.Helper()
	command := exec.Command("go", "mod", "edit", "-json")
	command.Dir = root
	text, err := command.Output()
	if err != nil {
		t.Fatalf("read go.mod: %v", err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(text, &mod); err != nil {
		t.Fatal(err)
	}
	var direct []string
	for _, r := range mod.Require {
		if !r.Indirect {
			direct = append(direct, r.Path)
		}
	}
	return direct
}

func TestNamed(t *testing.T) {
	rows := tableRows("| SQL | github.com/pganalyze/pg_query_go/v6 v6.2.5 | why |\n| wire | `github.com/jackc/pgx/v5/pgproto3`, pgtype | why |\n| AWS | github.com/aws/aws-sdk-go-v2 | why |\nnot golang.org/x/time")
	for module, want := range map[string]bool{
		"github.com/pganalyze/pg_query_go/v6":             true,
		"github.com/jackc/pgx/v5":                         true,
		"github.com/aws/aws-sdk-go-v2/service/cloudtrail": true,
		"github.com/aws/smithy-go":                        false,
		"golang.org/x/time":                               false,
		"github.com/hashicorp/golang-lru/v2":              false,
	} {
		if named(rows, module) != want {
			t.Errorf("%s named: %t, want %t", module, !want, want)
		}
	}
}
