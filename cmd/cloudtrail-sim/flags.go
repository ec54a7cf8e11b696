package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
)

// config is what the flags say.
type config struct {
	listen   string
	addrFile string
	data     []string
	relocate bool
	generate int
	days     int
	regions  []string
	accounts []string
	seed     uint64
	now      time.Time // zero is the present
	rate     float64
	latency  sim.Latency
	faults   string
}

// defaultEvents is how many events there are when no flag says where from.
const defaultEvents = 100_000

const usage = `cloudtrail-sim is a local CloudTrail endpoint for LookupEvents.

  cloudtrail-sim --generate 100000
  aws cloudtrail lookup-events --endpoint-url http://127.0.0.1:4577

Any credentials do. The region is the one the caller signs for; the account is the
one whose twelve digits are in the access key id, else the first with data. GET
/stats counts the calls, POST /reset zeroes the count, POST /faults takes a text
as --fault does, GET /records?account=&region= gives what is served.

Flags:
`

func parse(args []string, stderr io.Writer) (*config, error) {
	c := &config{}
	flags := flag.NewFlagSet("cloudtrail-sim", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	c.define(flags)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.SetOutput(stderr)
		flags.PrintDefaults()
		flags.SetOutput(io.Discard)
		fmt.Fprintf(stderr, "\nFaults:\n%s", sim.FaultHelp())
	}
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("read the arguments: %q is no flag", flags.Arg(0))
	}
	if c.generate == 0 && len(c.data) == 0 {
		c.generate = defaultEvents
	}
	return c, nil
}

func (c *config) define(flags *flag.FlagSet) {
	flags.StringVar(&c.listen, "listen", "127.0.0.1:4577", "listen on `HOST:PORT`; port 0 is a free one")
	flags.StringVar(&c.addrFile, "addr-file", "", "write host:port to `PATH` once listening")
	flags.Func("data", "load records from a `FILE` (.jsonl or .json, also .gz) or all of a directory; repeatable", func(s string) error {
		c.data = append(c.data, s)
		return nil
	})
	flags.BoolVar(&c.relocate, "relocate", false, "move the loaded records by whole days into the last 90 days")
	flags.Func("generate", "make up `N` events (default 100000 if there is no --data)", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return errors.New("want a number from 1 on")
		}
		c.generate = n
		return nil
	})
	c.days = 90
	flags.Func("days", "spread the made-up events over `N` days (default 90)", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 90 {
			return errors.New("want 1 to 90")
		}
		c.days = n
		return nil
	})
	flags.Func("regions", "comma list of `REGIONS` for made-up events and ListRegions (default us-east-1,eu-central-1,us-west-2)", c.setRegions)
	flags.Func("accounts", "number or comma `LIST` of account ids for made-up events (default 1)", c.setAccounts)
	flags.Uint64Var(&c.seed, "seed", 1, "the same `SEED` makes the same events")
	flags.Func("now", "start the clock at `TIME`, as 2026-03-01T12:00:00Z (default the present)", func(s string) error {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return errors.New("want a time such as 2026-03-01T12:00:00Z")
		}
		c.now = t
		return nil
	})
	c.rate = 2
	flags.Func("rate", "allow `N` calls a second for each account and region, 0 is unlimited (default 2, as AWS)", func(s string) error {
		rate, err := strconv.ParseFloat(s, 64)
		if err != nil || !(rate >= 0 && rate <= 1e6) {
			return errors.New("want a number from 0 on")
		}
		c.rate = rate
		return nil
	})
	flags.Func("latency", "answer after `DURATION`, or after one in a range such as 200ms-1s (default 0)", func(s string) error {
		latency, err := sim.ParseLatency(s)
		c.latency = latency
		return err
	})
	flags.Func("fault", "let something go wrong: a comma `LIST`, see below; repeatable", func(s string) error {
		_, err := sim.ParseFaults(s)
		c.faults = strings.Trim(c.faults+","+s, ",")
		return err
	})
}

var (
	regionForm  = regexp.MustCompile(`^[a-z]{2,8}(-[a-z0-9]+)+$`)
	accountForm = regexp.MustCompile(`^\d{12}$`)
)

func (c *config) setRegions(s string) error {
	c.regions = strings.Split(s, ",")
	for _, region := range c.regions {
		if !regionForm.MatchString(region) {
			return fmt.Errorf("%q is no region", region)
		}
	}
	return nil
}

func (c *config) setAccounts(s string) error {
	if n, err := strconv.Atoi(s); err == nil && len(s) < 12 {
		if n < 1 || n > 1000 {
			return errors.New("want 1 to 1000 accounts")
		}
		c.accounts = generate.AccountIDs(0, n)
		return nil
	}
	c.accounts = strings.Split(s, ",")
	for _, id := range c.accounts {
		if !accountForm.MatchString(id) {
			return fmt.Errorf("%q is neither a number of accounts nor an id of twelve digits", id)
		}
	}
	return nil
}
