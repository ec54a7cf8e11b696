package lookup

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/smithy-go"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// fake is LookupEvents over a fixed list of events. Its tokens say where the
// next page begins and are good only with the same bounds.
type fake struct {
	times   []int64 // newest first; the ID of an event is its index
	latency func() time.Duration
	fault   func(call int, in *lookupInput) error
	length  func(call int) int // events on a page, at most 50
	repeat  int                // events of the page before that a page begins with
	shuffle bool               // the whole history is out of order

	mu       sync.Mutex
	calls    []*lookupInput
	answered int
	flying   int
}

func (f *fake) LookupEvents(ctx context.Context, in *lookupInput, _ ...func(*awscloudtrail.Options)) (*awscloudtrail.LookupEventsOutput, error) {
	f.mu.Lock()
	f.calls = append(f.calls, in)
	call := len(f.calls)
	f.flying++
	f.mu.Unlock()
	defer func() { f.mu.Lock(); f.flying--; f.mu.Unlock() }()
	if f.latency != nil {
		if err := sleep(ctx, f.latency()); err != nil {
			return nil, err
		}
	}
	if f.fault != nil {
		if err := f.fault(call, in); err != nil {
			return nil, err
		}
	}
	f.mu.Lock()
	f.answered++
	f.mu.Unlock()
	return f.page(call, in)
}

func (f *fake) page(call int, in *lookupInput) (*awscloudtrail.LookupEventsOutput, error) {
	var inside []int
	for i, t := range f.times {
		if t >= in.StartTime.Unix() && t <= in.EndTime.Unix() {
			inside = append(inside, i)
		}
	}
	if f.shuffle {
		rand.New(rand.NewPCG(1, uint64(len(inside)))).Shuffle(len(inside), func(i, j int) { inside[i], inside[j] = inside[j], inside[i] })
	}
	at := 0
	if in.NextToken != nil {
		var from, to int64
		if _, err := fmt.Sscanf(*in.NextToken, "%d/%d/%d", &from, &to, &at); err != nil || from != in.StartTime.Unix() || to != in.EndTime.Unix() {
			return nil, &types.InvalidNextTokenException{Message: aws.String("other parameters")}
		}
	}
	n := int(*in.MaxResults)
	if f.length != nil {
		n = min(n, f.length(call))
	}
	end := min(len(inside), at+n)
	out := &awscloudtrail.LookupEventsOutput{}
	for _, i := range inside[max(0, at-f.repeat):end] {
		out.Events = append(out.Events, fakeEvent(i, f.times[i]))
	}
	if end < len(inside) {
		out.NextToken = aws.String(fmt.Sprintf("%d/%d/%d", in.StartTime.Unix(), in.EndTime.Unix(), end))
	}
	return out, nil
}

func fakeEvent(i int, t int64) types.Event {
	return types.Event{EventId: aws.String(fmt.Sprint(i)), EventTime: aws.Time(time.Unix(t, 0)), CloudTrailEvent: aws.String("{}")}
}

func (f *fake) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.calls)
}

// nobody is an identity that cannot be renewed.
type nobody struct{ profile string }

func (n nobody) Profile() string                              { return n.profile }
func (nobody) ARN() string                                    { return "arn:aws:iam::123456789012:user/alice" }
func (nobody) Renew(context.Context, time.Time) (bool, error) { return false, nil }

var testKey = cloudtrail.SourceKey{Account: "123456789012", Region: "eu-west-1"}

func source(f api, o Options) *Source { return newSource(testKey, f, nobody{}, o) }

// history gives n event times in [0, span), newest first: uniform, or in bursts,
// always with many ties.
func history(r *rand.Rand, n int, span int64, bursts bool) []int64 {
	times := make([]int64, n)
	centre, width := int64(0), span
	for i := range times {
		if bursts && (i == 0 || r.IntN(40) == 0) {
			centre, width = r.Int64N(span), 1+r.Int64N(span/20+1)
		}
		times[i] = min(span-1, centre+r.Int64N(width))
		if i > 0 && r.IntN(2) == 0 {
			times[i] = times[i-1]
		}
	}
	slices.Sort(times)
	slices.Reverse(times)
	return times
}

// reader collects pages and holds them to the laws of Source.
type reader struct {
	t      *testing.T
	f      *fake
	lookup cloudtrail.Lookup
	seen   map[string]bool
	whole  tables.Interval // newest first: complete from here to the lookup's end
	marks  []tables.Interval
	pages  int
	stop   int // pages after which the reader has enough
	inside bool
}

var errEnough = fmt.Errorf("enough")

func (r *reader) each(p cloudtrail.Page) error {
	if r.inside {
		r.t.Error("each is called by two at a time")
	}
	r.inside = true
	defer func() { r.inside = false }()
	if r.seen == nil {
		r.seen = map[string]bool{}
		r.whole = tables.Interval{From: r.lookup.Interval.To, To: r.lookup.Interval.To}
	}
	r.pages++
	for _, e := range p.Events {
		r.seen[e.ID] = true
	}
	r.check(p.Complete)
	if r.pages == r.stop {
		return errEnough
	}
	return nil
}

// check is the law: what is called complete has all been given.
func (r *reader) check(done tables.Interval) {
	if done.Empty() {
		return
	}
	if !r.lookup.Interval.Holds(done) {
		r.t.Errorf("complete %v is outside the lookup %v", done, r.lookup.Interval)
	}
	r.marks = append(r.marks, done)
	if r.lookup.NewestFirst && done.To != r.whole.From {
		r.t.Errorf("complete %v does not go on from %d", done, r.whole.From)
	}
	r.whole.From = done.From
	for i, t := range r.f.times {
		if done.From <= t && t < done.To && !r.seen[fmt.Sprint(i)] {
			r.t.Fatalf("event %d of %d is missing although %v is complete", i, t, done)
		}
	}
}

// finished is the other law: the marks are a partition of the lookup's interval.
func (r *reader) finished() {
	r.t.Helper()
	slices.SortFunc(r.marks, func(a, b tables.Interval) int { return int(a.From - b.From) })
	at := r.lookup.Interval.From
	for _, m := range r.marks {
		if m.From != at {
			r.t.Fatalf("complete intervals leave or repeat %d..%d", at, m.From)
		}
		at = m.To
	}
	if at != r.lookup.Interval.To {
		r.t.Fatalf("complete up to %d of %d", at, r.lookup.Interval.To)
	}
}

type lookupInput = awscloudtrail.LookupEventsInput

// apiError is a service's error without a type of its own.
func apiError(code, message string) error {
	return &smithy.GenericAPIError{Code: code, Message: message}
}
