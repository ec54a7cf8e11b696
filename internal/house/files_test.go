package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// maxLines is how long a Go file may be, tests included.
const maxLines = 400

// longFiles are the files that may be longer, each with the reason.
var longFiles = map[string]string{}

func TestFileLength(t *testing.T) {
	long := map[string]bool{}
	for _, f := range sources(t) {
		if f.lines <= maxLines {
			continue
		}
		long[f.name] = true
		if longFiles[f.name] == "" {
			t.Errorf("%s has %d lines, and %d are the most\n\tsplit it by subject, or give the reason in longFiles of internal/house", f.name, f.lines, maxLines)
		}
	}
	for name := range longFiles {
		if !long[name] {
			t.Errorf("longFiles of internal/house lists %s, which is no long file any more: remove it there", name)
		}
	}
}

// marks are words that promise work. An issue is the place for that. (Put together
// here so that this file does not break its own rule.)
var marks = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

// textFiles are the kinds of file that people write here.
var textFiles = map[string]bool{
	".go": true, ".sql": true, ".md": true, ".sh": true, ".yml": true, ".mod": true, "": true,
}

func TestNoPromises(t *testing.T) {
	err := walk(func(name string) error {
		if !textFiles[filepath.Ext(name)] {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if mark := marks.FindString(line); mark != "" {
				t.Errorf("%s:%d says %s\n\tdo it, or file an issue and say here how things are", name, i+1, mark)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
