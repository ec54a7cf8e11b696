package main

import (
	"context"
	"fmt"
	"io"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// serve runs the server until it is told to stop.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var c config
	f := newFlags("serve", "trailgres serve: serve the event history to PostgreSQL clients.")
	f.listenFlags(&c)
	f.sourceFlags(&c)
	rest, err := f.parse(args, stdout)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("serve takes no arguments, but was given %q", rest[0])
	}
	if err := c.checkAccess(); err != nil {
		return err
	}
	d, err := openDatabase(ctx, c, stderr)
	if err != nil {
		return err
	}
	defer d.close()
	l, err := listen(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "trailgres serves %s.\n\n    %s\n\n", describeSources(d.events.Sources()), psqlLine(l.Addr()))
	return d.serve(ctx, l)
}

// describeSources says in a phrase what is served.
func describeSources(keys []cloudtrail.SourceKey) string {
	accounts := map[string]bool{}
	for _, k := range keys {
		accounts[k.Account] = true
	}
	switch {
	case len(keys) == 1:
		return "account " + keys[0].Account + ", region " + keys[0].Region
	case len(accounts) == 1:
		return fmt.Sprintf("account %s in %d regions", keys[0].Account, len(keys))
	}
	return fmt.Sprintf("%d accounts, %d pairs of account and region", len(accounts), len(keys))
}
