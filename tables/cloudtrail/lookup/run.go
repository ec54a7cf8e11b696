package lookup

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// run is one lookup in progress: its chains, newest first, and the workers that
// page them. It ends when every worker has.
type run struct {
	src    *Source
	lookup cloudtrail.Lookup
	filter []types.LookupAttribute
	each   func(cloudtrail.Page) error

	ctx     context.Context
	cancel  context.CancelFunc
	group   sync.WaitGroup
	waiting atomic.Int64 // workers waiting for the pacer

	reading sync.Mutex // held while each is called; taken before mu

	mu      sync.Mutex
	chains  []*chain
	active  int           // workers
	pages   int           // fetched
	pending int           // fetched, not yet given to the reader
	cycle   float64       // seconds that a page takes a worker, smoothed
	moved   chan struct{} // closed and replaced when the reader took pages
	err     error         // the first failure
	refused bool          // it was the reader's
}

// Events is cloudtrail.Source's. The interval must lie between the years 1970
// and 9999. A filter whose value LookupEvents cannot take (see CanFilter) is an
// error. With NewestFirst pages reach each strictly newest first, also when parts
// were fetched side by side; should the lookup fail, pages that had come from
// farther below are given to each before Events returns the error.
func (s *Source) Events(ctx context.Context, l cloudtrail.Lookup, each func(cloudtrail.Page) error) error {
	filter, err := attributes(l.Filter)
	if err != nil {
		return err
	}
	if l.Interval.Empty() {
		return nil
	}
	if l.Interval.From < 0 || l.Interval.To > maxTime {
		return pgerr.New(pgerr.DatetimeFieldOverflow, "cannot look up events before 1970 or after 9999")
	}
	r := &run{src: s, lookup: l, filter: filter, each: each, moved: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(ctx)
	defer r.cancel()
	first := newChain(l.Interval, 0)
	r.chains = []*chain{first}
	r.active = 1
	r.group.Go(func() { r.work(first) })
	r.group.Wait()
	return r.finish()
}

// finish gives the reader what a failure has left behind, and the outcome.
func (r *run) finish() error {
	if r.err == nil || r.refused {
		return r.err
	}
	for _, c := range r.chains {
		for _, page := range c.pending {
			if err := r.each(page); err != nil {
				return r.err
			}
		}
	}
	return r.err
}

// work pages a chain to its end, then takes part of another one.
func (r *run) work(c *chain) {
	for c != nil {
		if err := r.step(c); err != nil {
			r.fail(err, false)
			return
		}
		c = r.next(c)
	}
}

// step fetches one page of the chain and gives it to the reader.
func (r *run) step(c *chain) error {
	if err := r.hold(c); err != nil {
		return err
	}
	out, latency, err := r.src.call(r.ctx, r.request(c), r.pace)
	if err != nil {
		if c.token == nil || !deadToken(err) {
			return err
		}
		return r.restart(c, err)
	}
	if err := r.land(c, out); err != nil {
		return err
	}
	began := time.Now()
	err = r.deliver()
	r.timed(latency + time.Since(began))
	return err
}

// hold keeps a chain from running far ahead of what a reader who wants the
// newest first can be given.
func (r *run) hold(c *chain) error {
	for {
		r.mu.Lock()
		free := !r.lookup.NewestFirst || r.pending < maxPending || r.chains[0] == c
		moved := r.moved
		r.mu.Unlock()
		if free {
			return nil
		}
		select {
		case <-moved:
		case <-r.ctx.Done():
			return pgerr.FromContext(r.ctx)
		}
	}
}

// pace waits for the source's pacer.
func (r *run) pace(ctx context.Context) error {
	r.waiting.Add(1)
	defer r.waiting.Add(-1)
	return r.src.pacer.wait(ctx)
}

// request is the chain's next call. The bounds are inclusive whole seconds.
func (r *run) request(c *chain) *awscloudtrail.LookupEventsInput {
	r.mu.Lock()
	defer r.mu.Unlock()
	return &awscloudtrail.LookupEventsInput{
		StartTime:        aws.Time(time.Unix(c.asked.From, 0).UTC()),
		EndTime:          aws.Time(time.Unix(c.asked.To-1, 0).UTC()),
		LookupAttributes: r.filter,
		MaxResults:       aws.Int32(int32(r.src.pageSize)),
		NextToken:        c.token,
	}
}

// land notes a page that came.
func (r *run) land(c *chain, out *awscloudtrail.LookupEventsOutput) error {
	token := out.NextToken
	if aws.ToString(token) == "" {
		token = nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	page := decode(out.Events, c.slice.From)
	complete := c.take(page, token != nil)
	c.pending = append(c.pending, cloudtrail.Page{Events: page.events, Complete: complete})
	r.pages++
	r.pending++
	if !c.advance(token, len(page.events) == 0) && !c.done {
		return r.src.stuck()
	}
	return nil
}

func (r *run) restart(c *chain, cause error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !c.restart() {
		return cause
	}
	r.src.log.Debug("paging token died, lookup goes on where it was complete", "source", r.src.key.String())
	return nil
}

// deliver gives the reader every page that it may have now.
func (r *run) deliver() error {
	r.reading.Lock()
	defer r.reading.Unlock()
	for {
		page, ok := r.deliverable()
		if !ok {
			return nil
		}
		if err := r.each(page); err != nil {
			r.fail(err, true)
			return err
		}
	}
}

// deliverable takes the next page for the reader: of any chain, or of the newest
// unfinished one when the reader wants strict order. After a failure of the
// reader there is none.
func (r *run) deliverable() (cloudtrail.Page, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refused {
		return cloudtrail.Page{}, false
	}
	for i := 0; i < len(r.chains); {
		c := r.chains[i]
		switch {
		case len(c.pending) > 0:
			page := c.pending[0]
			c.pending = c.pending[1:]
			r.pending--
			r.wake()
			return page, true
		case c.done:
			r.chains = append(r.chains[:i], r.chains[i+1:]...)
			r.wake()
		case r.lookup.NewestFirst:
			return cloudtrail.Page{}, false
		default:
			i++
		}
	}
	return cloudtrail.Page{}, false
}

// wake tells those in hold that something moved.
func (r *run) wake() {
	close(r.moved)
	r.moved = make(chan struct{})
}

// timed notes how long a page kept its worker, not counting the pace.
func (r *run) timed(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cycle == 0 {
		r.cycle = d.Seconds()
		return
	}
	r.cycle += cycleSmoothing * (d.Seconds() - r.cycle)
}

// next starts further workers where they are worth it, and says what the caller
// pages next: its own chain, a part of another one, or nothing.
func (r *run) next(c *chain) *chain {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return nil
	}
	if c.done {
		r.active--
		c = nil
	}
	for target := r.workers(); r.active < target; {
		part := r.split(target - r.active)
		if part == nil {
			break
		}
		r.active++
		if c == nil {
			c = part
			continue
		}
		r.group.Go(func() { r.work(part) })
	}
	return c
}

// fail notes the first failure and stops everything. Failures that come of the
// stopping are not told.
func (r *run) fail(err error, byReader bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err, r.refused = err, byReader
	}
	r.cancel()
}
