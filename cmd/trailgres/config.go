package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// errHelp says that the help was asked for and given.
var errHelp = errors.New("help")

// config is what flags and TRAILGRES_… variables say.
type config struct {
	listen      string
	endpointURL string
	profiles    []string
	regions     []string
	rate        float64
	store       string
	cacheSize   int64
	logLevel    slog.Level
	settings    []engine.Setting
	addrFile    string
	usersFile   string
	auth        string
	tlsCert     string
	tlsKey      string

	sql    string // demo
	events int    // demo
	format string // query, demo
}

// flags gives a flag set whose flags can also be given as variables: --lookup-rate
// is TRAILGRES_LOOKUP_RATE. The command line goes before the environment.
type flags struct {
	*flag.FlagSet
	about string
}

func newFlags(name, about string) *flags {
	f := &flags{flag.NewFlagSet("trailgres "+name, flag.ContinueOnError), about}
	f.SetOutput(io.Discard)
	return f
}

// value adds a flag with a parser; its error says what is wrong with a value.
func (f *flags) value(name, placeholder, about, initial string, set func(string) error) {
	if initial != "" {
		if err := set(initial); err != nil {
			panic(err) // a default of our own
		}
	}
	f.Func(name, placeholder+"\x00"+about+"\x00"+initial, set)
}

// parse reads the variables and then the arguments, and gives what is left.
func (f *flags) parse(args []string, stdout io.Writer) ([]string, error) {
	var bad error
	f.VisitAll(func(fl *flag.Flag) {
		key := "TRAILGRES_" + strings.ToUpper(strings.ReplaceAll(fl.Name, "-", "_"))
		if v, ok := os.LookupEnv(key); ok && bad == nil {
			if err := fl.Value.Set(v); err != nil {
				bad = fmt.Errorf("%s=%q: %w", key, v, err)
			}
		}
	})
	if bad != nil {
		return nil, bad
	}
	var rest []string
	for {
		err := f.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			f.help(stdout)
			return nil, errHelp
		}
		if err != nil {
			return nil, fmt.Errorf("%w; %s --help tells the flags", err, f.Name())
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, f.Arg(0)), f.Args()[1:]
	}
}

func (f *flags) help(w io.Writer) {
	fmt.Fprintf(w, "%s\n\nFlags, each also as an environment variable (--lookup-rate is TRAILGRES_LOOKUP_RATE):\n", f.about)
	f.VisitAll(func(fl *flag.Flag) {
		parts := strings.SplitN(fl.Usage, "\x00", 3)
		fmt.Fprintf(w, "  --%s %s\n      %s", fl.Name, parts[0], parts[1])
		if parts[2] != "" {
			fmt.Fprintf(w, " (default %s)", parts[2])
		}
		fmt.Fprintln(w)
	})
}

// sourceFlags adds the flags that say where events come from and are kept.
func (f *flags) sourceFlags(c *config) {
	f.value("endpoint-url", "URL", "another endpoint than AWS's own, for all services", "", text(&c.endpointURL))
	f.value("profile", "NAME[,NAME]", "profiles of the AWS configuration; without it, the default credential chain", "", list(&c.profiles))
	f.value("regions", "LIST", "regions to ask, separated by commas; * stands for any letters (eu-*, *). Without it, the configured region", "", list(&c.regions))
	f.storeFlags(c)
}

// storeFlags adds the flags that demo has as well.
func (f *flags) storeFlags(c *config) {
	f.value("lookup-rate", "N", "LookupEvents calls a second for each account and region; 0 is without limit", fmt.Sprint(lookup.DefaultRate), rate(&c.rate))
	f.value("store", "memory|PATH", "where fetched events are kept", "memory", text(&c.store))
	f.value("cache-size", "BYTES", "how much of fetched events to keep, e.g. 500MB or 4GB; the least recently used hours go first", "4GB", size(&c.cacheSize))
	f.value("set", "[ROLE:]NAME=VALUE[,…]", "settings that sessions begin with, of everybody or of a role, e.g. trailgres.max_calls=200,grafana:trailgres.max_calls=50", "", settings(&c.settings))
	f.value("log-level", "LEVEL", "debug, info, warn or error; SQL and events are never logged", "warn", level(&c.logLevel))
}

func (f *flags) listenFlags(c *config) {
	f.value("listen", "HOST:PORT", "where clients connect; port 0 takes a free one", "127.0.0.1:5433", address(&c.listen))
	f.accessFlags(c)
	f.value("addr-file", "PATH", "write host:port there once listening", "", text(&c.addrFile))
}

func text(to *string) func(string) error {
	return func(v string) error {
		*to = v
		return nil
	}
}

func list(to *[]string) func(string) error {
	return func(v string) error {
		*to = nil
		for _, part := range strings.Split(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*to = append(*to, part)
			}
		}
		return nil
	}
}

func settings(to *[]engine.Setting) func(string) error {
	return func(v string) error {
		*to = nil
		for _, part := range strings.Split(v, ",") {
			s, err := engine.ParseSetting(part)
			if err != nil {
				return err
			}
			*to = append(*to, s)
		}
		return nil
	}
}

func rate(to *float64) func(string) error {
	return func(v string) error {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || n < 0 || n > 1000 {
			return errors.New("it must be a number of calls a second from 0 (without limit) to 1000")
		}
		*to = n
		return nil
	}
}

func size(to *int64) func(string) error {
	return func(v string) error {
		number, unit := strings.TrimRight(strings.ToUpper(v), "KMGTB"), int64(1)
		switch strings.TrimPrefix(strings.ToUpper(v), number) {
		case "", "B":
		case "KB", "K":
			unit = 1 << 10
		case "MB", "M":
			unit = 1 << 20
		case "GB", "G":
			unit = 1 << 30
		case "TB", "T":
			unit = 1 << 40
		default:
			return errors.New("it must be a number of bytes, with KB, MB, GB or TB behind it")
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || n*float64(unit) < 1<<20 {
			return errors.New("it must be a size of at least 1MB, e.g. 500MB or 4GB")
		}
		*to = int64(n * float64(unit))
		return nil
	}
}

func level(to *slog.Level) func(string) error {
	return func(v string) error {
		if to.UnmarshalText([]byte(v)) != nil {
			return errors.New("it must be debug, info, warn or error")
		}
		return nil
	}
}

func address(to *string) func(string) error {
	return func(v string) error {
		_, port, err := net.SplitHostPort(v)
		if err != nil {
			return errors.New("it must be HOST:PORT, e.g. 127.0.0.1:5433")
		}
		if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
			return errors.New("the port must be a number from 0 to 65535")
		}
		*to = v
		return nil
	}
}

func oneOf(to *string, values ...string) func(string) error {
	return func(v string) error {
		for _, allowed := range values {
			if v == allowed {
				*to = v
				return nil
			}
		}
		return fmt.Errorf("it must be one of %s", strings.Join(values, ", "))
	}
}
