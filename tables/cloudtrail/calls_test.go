package cloudtrail_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// an hour that is settled: no event of it is late any more.
func settledHour(ps ...tables.Predicate) tables.Conjunction {
	return append(all(from(-2*hour), to(-hour)), ps...)
}

func TestWhatIsCachedIsNotAskedAgain(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(200, 60, nil)...) // 60 of them in the hour
	const asked = "eu-west-1 everything -7200..-3600 page "
	x.wantCalls("the first scan", scan(settledHour()), asked+"0", asked+"1")
	for what, s := range map[string]tables.Scan{
		"again":                scan(settledHour()),
		"narrower":             scan(all(from(-7000), to(-5000))),
		"one second":           scan(all(eq("event_time", time.Unix(start-5000, 0)))),
		"filtered":             scan(settledHour(eq("event_name", "GetObject"))),
		"by several":           scan(settledHour(eq("username", "alice"), has("resource_names", "x")), settledHour(eq("read_only", true))),
		"by what has no index": scan(settledHour(eq("source_ip_address", "10.0.0.1"))),
		"in two parts":         scan(all(from(-7000), to(-6000)), all(from(-5000), to(-4000))),
	} {
		x.wantCalls(what, s)
	}
	if got := len(x.stored()); got != 60 {
		t.Errorf("%d events stored, want the 60 of the hour", got)
	}
}

func TestFilteredScansAnswerTheSameAndNarrowerOnes(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.wantCalls("the first", scan(settledHour(eq("event_name", "A"))), "eu-west-1 EventName = A -7200..-3600 page 0")
	x.wantCalls("again", scan(settledHour(eq("event_name", "A"))))
	x.wantCalls("with more to it", scan(settledHour(eq("event_name", "A"), eq("username", "bob"))))
	x.wantCalls("of a longer list, only the other", scan(settledHour(eq("event_name", "A", "B"))), "eu-west-1 EventName = B -7200..-3600 page 0")
	x.wantCalls("the list again", scan(settledHour(eq("event_name", "B", "A"))))
	x.wantCalls("as an OR", scan(settledHour(eq("event_name", "B")), settledHour(eq("event_name", "A"))))
	x.wantCalls("everything is another question", scan(settledHour()), "eu-west-1 everything -7200..-3600 page 0")
}

func TestPartsByDifferentFiltersAddUp(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.complete(scan(all(from(-7200), to(-6001), eq("event_name", "A"))))
	x.complete(scan(all(from(-6000), to(-5001), eq("access_key_id", "K"))))
	x.wantCalls("the rest", scan(settledHour(eq("event_name", "A"), eq("access_key_id", "K"))),
		"eu-west-1 AccessKeyId = K -5000..-3600 page 0")
}

func TestASlidingWindowAsksForTheDifference(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(40, 60, nil)...)
	x.wantCalls("the last hour", scan(all(from(-hour))), "eu-west-1 everything -3600..0 page 0")
	x.now.Add(50)
	x.wantCalls("within the time-to-live", scan(all(from(-hour+50))))
	x.now.Add(250)
	x.wantCalls("five minutes later", scan(all(from(-hour+300))), "eu-west-1 everything -900..300 page 0")
	x.now.Add(3 * hour)
	x.wantCalls("much later", scan(all(from(-hour))), "eu-west-1 everything -600..11100 page 0")
}

func TestWhatCannotBeAsksNothing(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	for what, s := range map[string]tables.Scan{
		"two names":         scan(all(eq("event_name", "a"), eq("event_name", "b"))),
		"disjoint lists":    scan(all(eq("username", "a", "b"), eq("username", "c", "d"))),
		"no value":          scan(all(eq("event_id"))),
		"neither":           scan(all(eq("read_only", true), eq("read_only", false))),
		"time turned round": scan(all(from(-100), to(-200))),
		"the future":        scan(all(from(hour))),
		"two seconds":       scan(all(eq("event_time", time.Unix(start-5, 0)), eq("event_time", time.Unix(start-6, 0)))),
		"two regions":       scan(all(eq("aws_region", "eu-west-1"), eq("aws_region", "us-east-1"))),
		"nothing":           {Nothing: true},
	} {
		x.wantCalls(what, s)
	}
	if told := x.notices.take(); len(told) > 0 {
		t.Errorf("told %q", told)
	}
	x.wantCalls("lists that share one", scan(settledHour(eq("username", "a", "b"), eq("username", "b", "c"))),
		"eu-west-1 Username = b -7200..-3600 page 0")
}

func TestRegionsAndAccountsChooseTheSources(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB, keyC)
	x.wantCalls("a region", scan(settledHour(eq("aws_region", "us-east-1"), eq("recipient_account_id", "444455556666"))),
		"us-east-1 everything -7200..-3600 page 0")
	if n := len(x.fakes[2].asked()); n != 1 {
		t.Errorf("the source of that account was asked %d times", n)
	}
	x.wantCalls("two regions", scan(settledHour(eq("aws_region", "us-east-1", "eu-west-1"), eq("event_name", "A"))),
		"eu-west-1 EventName = A -7200..-3600 page 0", "us-east-1 EventName = A -7200..-3600 page 0")
	if told := x.notices.take(); len(told) > 0 {
		t.Errorf("told %q", told)
	}
	unknown := settledHour(eq("aws_region", "eu-west-1", "mars-1"))
	x.wantCalls("an unknown one too", scan(unknown, append(unknown, eq("username", "bob"))), "eu-west-1 everything -7200..-3600 page 0")
	want := "WARNING: region mars-1 is not among the sources of this server, so its events are not in the answer | " +
		"Start trailgres with --regions and --profile that include it; SELECT * FROM trailgres.sources shows what it has."
	if told := x.notices.take(); !slices.Equal(told, []string{want}) {
		t.Errorf("told %q, want %q once", told, want)
	}
	x.wantCalls("an unknown account", scan(settledHour(eq("recipient_account_id", "999999999999"))))
	if told := x.notices.take(); len(told) != 1 || !strings.HasPrefix(told[0], "WARNING: account 999999999999 is not among the sources") {
		t.Errorf("told %q", told)
	}
}

func TestAnEventByItsIDIsOneCallASource(t *testing.T) {
	x := newFixture(t, 50, nil, keyA, keyB, keyC)
	events := every(500, 60, nil)
	x.fill(1, events...)
	whole := "EventId = id-00400 -7776000..0 page 0"
	x.wantCalls("by id", scan(all(eq("event_id", "id-00400"))), "eu-west-1 "+whole, "us-east-1 "+whole, "us-east-1 "+whole)
	if got := x.stored(); len(got) != 1 || got[keyB.String()+" id-00400"] != 1 {
		t.Errorf("stored %v", got)
	}
}

func TestTheRarestAttributeIsAsked(t *testing.T) {
	order := []struct {
		attribute string
		predicate tables.Predicate
	}{
		{"EventId", eq("event_id", "v")}, {"AccessKeyId", eq("access_key_id", "v")}, {"ResourceName", has("resource_names", "v")},
		{"Username", eq("username", "v")}, {"EventName", eq("event_name", "v")}, {"ResourceType", has("resource_types", "v")},
		{"EventSource", eq("event_source", "v")}, {"ReadOnly", eq("read_only", true)},
	}
	for i, o := range order {
		x := newFixture(t, 50, nil, keyA)
		c := settledHour()
		for k := len(order) - 1; k >= i; k-- {
			c = append(c, order[k].predicate)
		}
		value := map[bool]string{true: "true", false: "v"}[o.attribute == "ReadOnly"]
		x.wantCalls(o.attribute, scan(c), fmt.Sprintf("eu-west-1 %s = %s -7200..-3600 page 0", o.attribute, value))
	}
}

// TestKnownSharesOverrideThePriors: a user is taken to be rarer than an event's
// name, until the table has seen that he is not.
func TestKnownSharesOverrideThePriors(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(3000, 5, func(i int, e *cloudtrail.Event) {
		e.Username = "deployer"
		if i%100 == 0 {
			e.Name = "DeleteTrail"
		}
	})...)
	both := []tables.Predicate{eq("username", "deployer"), eq("event_name", "DeleteTrail")}
	first := x.calls(scan(settledHour(both...)))
	if len(first) < 10 || !strings.HasPrefix(first[0], "eu-west-1 Username = deployer") {
		t.Fatalf("at first: %q", first)
	}
	x.complete(scan(all(from(-4*hour), to(-2*hour))))
	x.wantCalls("once it knows", scan(all(append(both, from(-5*hour), to(-4*hour-1))...)),
		"eu-west-1 EventName = DeleteTrail -18000..-14401 page 0")
}

func TestListsAndAlternatives(t *testing.T) {
	const span = " -7200..-3600 page 0"
	var twenty []tables.Value
	for i := range 20 {
		twenty = append(twenty, fmt.Sprintf("Name%d", i))
	}
	for what, c := range map[string]struct {
		scan tables.Scan
		want []string
	}{
		"IN of two":             {scan(settledHour(eq("event_name", "B", "A", "B"))), []string{"eu-west-1 EventName = A" + span, "eu-west-1 EventName = B" + span}},
		"a long IN, short time": {scan(all(from(-7200), to(-7141), eq("event_name", twenty...))), []string{"eu-west-1 everything -7200..-7141 page 0"}},
		"true or false":         {scan(settledHour(eq("read_only", true, false))), []string{"eu-west-1 everything" + span}},
		"an empty value":        {scan(settledHour(eq("username", ""))), []string{"eu-west-1 everything" + span}},
		"a value too long":      {scan(settledHour(eq("username", strings.Repeat("x", 2001)))), []string{"eu-west-1 everything" + span}},
		"not text":              {scan(settledHour(eq("username", "\xff"))), []string{"eu-west-1 everything" + span}},
		"any of two resources":  {scan(settledHour(has("resource_names", "a", "b"))), []string{"eu-west-1 ResourceName = a" + span, "eu-west-1 ResourceName = b" + span}},
		"both of two resources": {scan(settledHour(has("resource_names", "a"), has("resource_names", "b"))), []string{"eu-west-1 ResourceName = a" + span}},
		"OR of two attributes": {scan(settledHour(eq("event_name", "A")), settledHour(eq("username", "bob"))),
			[]string{"eu-west-1 EventName = A" + span, "eu-west-1 Username = bob" + span}},
		"OR with everything": {scan(settledHour(eq("event_name", "A")), settledHour()), []string{"eu-west-1 everything" + span}},
	} {
		t.Run(what, func(t *testing.T) {
			x := newFixture(t, 50, nil, keyA)
			x.wantCalls(what, c.scan, c.want...)
		})
	}
}

// TestGapsOfARareValueAreAskedTogether: three gaps are three calls at least, and
// reading what lies between them again costs nothing when it is next to nothing.
func TestGapsOfARareValueAreAskedTogether(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(4*hour/10, 10, nil)...)
	parts := func(p ...tables.Predicate) tables.Scan {
		return scan(append(all(from(-10000), to(-9001)), p...), append(all(from(-8000), to(-7001)), p...))
	}
	id, name := eq("event_id", "id-00900"), eq("event_name", "GetObject")
	x.complete(parts(id))
	x.wantCalls("by id", scan(all(from(-11000), to(-5001), id)), "eu-west-1 EventId = id-00900 -11000..-5001 page 0")
	x.complete(parts(name))
	got := x.calls(scan(all(from(-11000), to(-5001), name)))
	for _, c := range got {
		if !strings.Contains(c, " -11000..-10001 ") && !strings.Contains(c, " -9000..-8001 ") && !strings.Contains(c, " -7000..-5001 ") {
			t.Errorf("asked %s, not one of the gaps", c)
		}
	}
	if len(got) < 6 {
		t.Errorf("asked %q, want the pages of three gaps", got)
	}
}

func TestTheHistoryIsNinetyDays(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	const ninety = 90 * 24 * hour
	const whole = "eu-west-1 EventName = A -7776000..0 page 0"
	older := all(from(-ninety-hour), eq("event_name", "A"))
	x.wantCalls("older", scan(older, older), whole)
	want := "WARNING: the question reaches back further than CloudTrail's event history, which begins at 2025-12-04 10:20:30Z | " +
		"Older events are in a trail's bucket or an event data store, if the account has one; this answer lacks them."
	if told := x.notices.take(); !slices.Equal(told, []string{want}) {
		t.Errorf("told %q, want %q once", told, want)
	}
	x.wantCalls("everything there is", scan(all(eq("event_name", "B"))), "eu-west-1 EventName = B -7776000..0 page 0")
	x.wantCalls("the last 90 days, said a moment ago", scan(all(from(-ninety-2), eq("event_name", "B"))))
	if told := x.notices.take(); len(told) > 0 {
		t.Errorf("told %q though no such answer lacks anything", told)
	}
	x.wantCalls("all of it older", scan(all(to(-ninety-hour), from(-ninety-2*hour))))
	if told := x.notices.take(); !slices.Equal(told, []string{want}) {
		t.Errorf("told %q, want %q", told, want)
	}
}
