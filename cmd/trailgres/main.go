// Command trailgres serves AWS CloudTrail's event history as a PostgreSQL
// database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// version is set by the build: -ldflags "-X main.version=…".
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		printError(os.Stderr, err)
		os.Exit(1)
	}
}

// command is one of the program's commands.
type command struct {
	name, args, about string
	run               func(ctx context.Context, args []string, stdout, stderr io.Writer) error
}

func commands() []command {
	return []command{
		{"serve", "", "serve the event history to PostgreSQL clients", serve},
		{"query", `"SQL"`, "answer one question without a server", query},
		{"demo", "", "serve generated events, to try it without AWS", demo},
		{"passwd", "USER", "set a user's password", passwd},
		{"version", "", "print the version", func(_ context.Context, _ []string, stdout, _ io.Writer) error {
			_, err := fmt.Fprintln(stdout, "trailgres", version)
			return err
		}},
	}
}

const about = `trailgres makes AWS CloudTrail's event history a PostgreSQL database.
It needs AWS credentials and nothing else: no trail, no bucket, no Athena.

Usage:
`

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		usage(stdout)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			err := c.run(ctx, args[1:], stdout, stderr)
			if errors.Is(err, errHelp) {
				return nil
			}
			return err
		}
	}
	return fmt.Errorf("there is no command %q; trailgres help lists them", args[0])
}

func usage(w io.Writer) {
	fmt.Fprint(w, about)
	for _, c := range commands() {
		fmt.Fprintf(w, "  trailgres %-16s %s\n", c.name+" "+c.args, c.about)
	}
	fmt.Fprint(w, "\ntrailgres COMMAND --help tells a command's flags.\n")
}

// printError writes an error as psql would: what happened, why, and what to do.
func printError(w io.Writer, err error) {
	var e *pgerr.Error
	if !errors.As(err, &e) {
		fmt.Fprintf(w, "trailgres: %v\n", err)
		return
	}
	fmt.Fprintf(w, "ERROR:  %s\n", e.Message)
	if e.Detail != "" {
		fmt.Fprintf(w, "DETAIL:  %s\n", e.Detail)
	}
	if e.Hint != "" {
		fmt.Fprintf(w, "HINT:  %s\n", e.Hint)
	}
}
