package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
)

// demoRegions are the regions of the demo's generated account.
var demoRegions = []string{"us-east-1", "eu-west-1", "ap-southeast-2"}

// demo serves generated events.
func demo(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var c config
	f := newFlags("demo", "trailgres demo: serve generated events of three regions, to try it without AWS.")
	f.listenFlags(&c)
	f.storeFlags(&c)
	f.value("events", "N", "how many events to generate", "20000", count(&c.events))
	f.value("query", "SQL", "answer this and end, instead of serving", "", text(&c.sql))
	f.value("format", "table|csv|json", "how to print the answer of --query", "table", oneOf(&c.format, "table", "csv", "json"))
	rest, err := f.parse(args, stdout)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("demo takes no arguments, but was given %q", rest[0])
	}
	if err := c.checkAccess(); err != nil {
		return err
	}
	now := time.Now()
	endpoint, err := sim.Start(sim.Options{
		Records: generate.Records(generate.Options{Seed: 1, Events: c.events, Days: 90, Accounts: []string{"111122223333"}, Regions: demoRegions, Now: now, Findings: true}),
		Rate:    2, Regions: demoRegions,
	})
	if err != nil {
		return fmt.Errorf("start demo endpoint: %w", err)
	}
	defer endpoint.Close()
	if err := demoCredentials(); err != nil {
		return err
	}
	c.endpointURL, c.regions = endpoint.URL(), demoRegions
	d, err := openDatabase(ctx, c, stderr)
	if err != nil {
		return err
	}
	defer d.close()
	if c.sql != "" {
		return d.ask(ctx, c.sql, c.format, stdout, stderr)
	}
	l, err := listen(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, demoText, c.events, psqlLine(l.Addr()))
	return d.serve(ctx, l)
}

const demoText = `trailgres demo: %d generated events of one account in three regions, behind a local
CloudTrail endpoint that allows 2 calls a second like the real one. Somewhere in the
last days there is an attack. Connect with

    %s

and ask, for instance,

    SELECT event_time, event_name, username, source_ip_address, error_code
    FROM cloudtrail_events ORDER BY event_time DESC LIMIT 10;

Ctrl-C ends it.
`

// demoCredentials gives the SDK credentials that the local endpoint takes. The
// caller's own are never sent there.
func demoCredentials() error {
	for key, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "AKIA111122223333DEMO", "AWS_SECRET_ACCESS_KEY": "demo", "AWS_SESSION_TOKEN": "",
		"AWS_PROFILE": "", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		if err := os.Setenv(key, value); err != nil {
			return fmt.Errorf("set demo credentials: %w", err)
		}
	}
	return nil
}

func count(to *int) func(string) error {
	return func(v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 10_000_000 {
			return errors.New("it must be a number from 1 to 10000000")
		}
		*to = n
		return nil
	}
}
