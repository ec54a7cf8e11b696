package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
)

// gcPercent trades time for memory: nearly all of the heap is records, which never
// become garbage, so that Go's default would hold room for as many again.
const gcPercent = 25

// serve loads, listens, says so, and stops when ctx ends.
func (c *config) serve(ctx context.Context, stdout io.Writer) error {
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	options, err := c.options()
	if err != nil {
		return err
	}
	server, err := sim.Start(options)
	if err != nil {
		return err
	}
	if err := c.announce(server, stdout); err != nil {
		return closing(server, err)
	}
	<-ctx.Done()
	return closing(server, nil)
}

func closing(server *sim.Server, err error) error {
	if closed := server.Close(); err == nil && closed != nil {
		return fmt.Errorf("stop: %w", closed)
	}
	return err
}

func (c *config) options() (sim.Options, error) {
	faults, err := sim.ParseFaults(c.faults)
	if err != nil {
		return sim.Options{}, fmt.Errorf("read --fault: %w", err)
	}
	clock := c.clock()
	o := sim.Options{
		Addr: c.listen, Clock: clock, Data: c.data, Relocate: c.relocate, Rate: c.rate,
		Latency: c.latency, Faults: faults, Regions: c.regions, Seed: c.seed,
	}
	if len(c.accounts) > 0 {
		o.Account = c.accounts[0]
	}
	if c.generate > 0 {
		o.Records = generate.Records(generate.Options{
			Seed: c.seed, Events: c.generate, Days: c.days, Accounts: c.accounts, Regions: c.regions, Now: clock(),
		})
	}
	return o, nil
}

// clock runs on from --now.
func (c *config) clock() func() time.Time {
	if c.now.IsZero() {
		return time.Now
	}
	started := time.Now()
	return func() time.Time { return c.now.Add(time.Since(started)) }
}

// announce writes the address file and the ready line.
func (c *config) announce(server *sim.Server, stdout io.Writer) error {
	if c.addrFile != "" {
		address := strings.TrimPrefix(server.URL(), "http://")
		if err := os.WriteFile(c.addrFile, []byte(address+"\n"), 0o644); err != nil {
			return fmt.Errorf("write --addr-file: %w", err)
		}
	}
	_, err := fmt.Fprintf(stdout, "listening on %s with %s; try: AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws cloudtrail lookup-events --region %s --endpoint-url %s\n",
		server.URL(), describe(server.Sources()), firstRegion(server.Sources()), server.URL())
	return err
}

// describe counts the events, by account if there are few.
func describe(sources []sim.Source) string {
	total := 0
	var accounts []string
	regions := map[string][]string{}
	for _, s := range sources {
		total += s.Events
		if regions[s.Account] == nil {
			accounts = append(accounts, s.Account)
		}
		regions[s.Account] = append(regions[s.Account], s.Region)
	}
	const few = 3
	if len(accounts) == 0 || len(accounts) > few || len(sources) > 12 {
		return fmt.Sprintf("%d events of %d accounts in %d account-regions", total, len(accounts), len(sources))
	}
	var parts []string
	for _, account := range accounts {
		parts = append(parts, account+" ("+strings.Join(regions[account], " ")+")")
	}
	return fmt.Sprintf("%d events of %s", total, strings.Join(parts, ", "))
}

func firstRegion(sources []sim.Source) string {
	for _, s := range sources {
		if s.Region != "us-east-1" {
			continue
		}
		return s.Region
	}
	if len(sources) > 0 {
		return sources[0].Region
	}
	return "us-east-1"
}
