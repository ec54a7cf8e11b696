package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"
)

// Options say what to make. The zero value makes nothing; see the fields' defaults.
type Options struct {
	Seed     uint64
	Events   int       // how many records, exactly
	Days     int       // how far they reach back from Now; 0 is 90
	Accounts []string  // twelve-digit ids; none is AccountIDs(Seed, 1)
	Regions  []string  // none is us-east-1, eu-central-1 and us-west-2; global services are in us-east-1 anyway
	Findings bool      // adds some events, besides Events, that detections look for
	Now      time.Time // when the last records happen; zero is the present
}

// AccountIDs makes up n account ids. The first is 123456789012, as in AWS' examples.
func AccountIDs(seed uint64, n int) []string {
	ids := make([]string, 0, n)
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		if i == 0 {
			ids = append(ids, "123456789012")
			continue
		}
		ids = append(ids, fmt.Sprintf("%012d", 200_000_000_000+rng.Int64N(700_000_000_000)))
	}
	return ids
}

// Records makes the records one after the other, in no order of time. A record's
// bytes are good until the next one.
func Records(o Options) iter.Seq[[]byte] {
	o = o.withDefaults()
	return func(yield func([]byte) bool) {
		if o.Events <= 0 {
			return
		}
		m := newMaker(o, yield)
		m.attack()
		for !m.done() {
			m.episode()
		}
		if o.Findings && !m.stopped {
			m.findings()
		}
	}
}

func (o Options) withDefaults() Options {
	if o.Days <= 0 {
		o.Days = 90
	}
	if len(o.Accounts) == 0 {
		o.Accounts = AccountIDs(o.Seed, 1)
	}
	if len(o.Regions) == 0 {
		o.Regions = []string{"us-east-1", "eu-central-1", "us-west-2"}
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	o.Now = o.Now.UTC().Truncate(time.Second)
	return o
}

func newMaker(o Options, yield func([]byte) bool) *maker {
	rng := rand.New(rand.NewPCG(o.Seed, 2))
	m := &maker{rng: rng, seed: o.Seed, yield: yield, left: o.Events, events: o.Events, now: o.Now}
	m.start = o.Now.AddDate(0, 0, -o.Days)
	m.office = newRhythm(m.start, o.Now, officeHours)
	m.machine = newRhythm(m.start, o.Now, roundTheClock)
	for _, id := range o.Accounts {
		a := newAccount(rng, id, o.Regions)
		m.accounts = append(m.accounts, a)
		m.global = append(m.global, globalPlace(rng, a))
	}
	m.memo = make([]span, len(values))
	return m
}

// globalPlace is where an account's global services report: us-east-1.
func globalPlace(r random, a *account) *place {
	for _, p := range a.places {
		if p.region == "us-east-1" {
			return p
		}
	}
	return newPlace(r, "us-east-1")
}
