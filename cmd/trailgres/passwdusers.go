package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/trailgres/trailgres/pgwire"
)

// users is a file of users: one a line, NAME:VERIFIER, with # before comments. It is
// read anew for every login, so that a changed password holds at once.
type users struct{ path string }

// read gives the verifiers by user.
func (u *users) read() (map[string]string, error) {
	text, err := os.ReadFile(u.path)
	if err != nil {
		return nil, fmt.Errorf("read users: %w", err)
	}
	found := map[string]string{}
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, verifier, _ := strings.Cut(line, ":")
		if err := pgwire.CheckVerifier(verifier); err != nil {
			return nil, fmt.Errorf("read users: %s line %d: %w", u.path, i+1, err)
		}
		found[name] = verifier
	}
	return found, nil
}

// verifier gives a user's, false when there is none or the file cannot be read.
func (u *users) verifier(user string) (string, bool) {
	found, err := u.read()
	if err != nil {
		return "", false
	}
	v, ok := found[user]
	return v, ok
}

// set writes a user's verifier; the other lines stay. Only the owner may read the
// file, and nobody sees it half written.
func (u *users) set(user, verifier string) error {
	text, err := os.ReadFile(u.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read users: %w", err)
	}
	var lines []string
	for _, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if line != "" && !strings.HasPrefix(line, user+":") {
			lines = append(lines, line)
		}
	}
	lines = append(lines, user+":"+verifier)
	f, err := os.CreateTemp(filepath.Dir(u.path), ".users-*") // mode 0600
	if err != nil {
		return fmt.Errorf("write users: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(strings.Join(lines, "\n") + "\n")
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), u.path)
	}
	if err != nil {
		return fmt.Errorf("write users: %w", err)
	}
	return nil
}
