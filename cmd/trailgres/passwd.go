package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/trailgres/trailgres/pgwire"
)

// passwd sets a user's password in the file of users.
func passwd(_ context.Context, args []string, stdout, _ io.Writer) error {
	var path string
	f := newFlags("passwd", "trailgres passwd USER: set a user's password. It is the first line of the standard input.")
	f.value("users", "PATH", "the file of users; it is made if there is none", "", text(&path))
	rest, err := f.parse(args, stdout)
	if err != nil {
		return err
	}
	if len(rest) != 1 || path == "" {
		return errors.New("passwd needs a user and a file: trailgres passwd USER --users PATH")
	}
	user := rest[0]
	if user == "" || strings.ContainsAny(user, ":\r\n\x00") || strings.HasPrefix(user, "#") {
		return fmt.Errorf("%q cannot be a user's name here: it must have no colon and no line end, and not begin with #", user)
	}
	if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprintf(stdout, "Password for %s (it will be seen as you type; a pipe hides it): ", user)
	}
	password, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read password: %w", err)
	}
	verifier, err := pgwire.NewVerifier(strings.TrimRight(password, "\r\n"))
	if err != nil {
		return err
	}
	if err := (&users{path: path}).set(user, verifier); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "The password of %s is set in %s.\n", user, path)
	return nil
}
