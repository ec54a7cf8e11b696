package fidelity

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestGrids tries functions and operators with every combination of values at the edges:
// what an engine of the same names gives otherwise shows there. A grid is a paragraph:
// lines of name: value | value …, then statements in which {name} stands for each value.
// A refusal is allowed; another answer is not.
func TestGrids(t *testing.T) {
	ours, real := both(t)
	known := readKnown(t)
	files, err := filepath.Glob("testdata/grids/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no grids: %v", err)
	}
	for _, file := range files {
		area := strings.TrimSuffix(filepath.Base(file), ".txt")
		all, equal, declined := 0, 0, 0
		for _, p := range paragraphs(t, file) {
			for _, sql := range spread(p) {
				v, why := judge(t, ours, real, sql)
				switch all++; v {
				case same:
					equal++
				case refused:
					declined++
				default:
					if _, ok := known[sql]; !ok {
						t.Errorf("%s: %s: %s\n    %s", area, v, sql, why)
					}
				}
			}
		}
		t.Logf("%-14s %s", area, tally(all, equal, declined))
	}
}

// spread writes a grid's statements out.
func spread(grid string) []string {
	var names []string
	values := map[string][]string{}
	var out []string
	for line := range strings.Lines(grid) {
		line = strings.TrimSpace(line)
		if name, list, ok := strings.Cut(line, ": "); ok && !strings.ContainsAny(name, " ('") {
			names = append(names, name)
			for v := range strings.SplitSeq(list, " | ") {
				values[name] = append(values[name], strings.TrimSpace(v))
			}
			continue
		}
		if strings.HasPrefix(line, "--") {
			continue
		}
		statements := []string{line}
		for _, name := range names {
			if !strings.Contains(line, "{"+name+"}") {
				continue
			}
			var more []string
			for _, s := range statements {
				for _, v := range values[name] {
					more = append(more, strings.ReplaceAll(s, "{"+name+"}", v))
				}
			}
			statements = more
		}
		out = append(out, statements...)
	}
	return out
}
