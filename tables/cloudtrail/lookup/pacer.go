package lookup

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// How the pace answers to throttling: others share the quota, so it drops at
// once and comes back with every call that gets through.
const (
	paceMargin  = 0.99
	paceDrop    = 0.7
	paceFloor   = 0.25
	paceRecover = 0.05
)

// pacer is the token bucket of one source. Waiters queue in order, and only the
// first of them holds a claim on the bucket, so that a cancelled one costs the
// others nothing.
type pacer struct {
	turn    chan struct{}
	limiter *rate.Limiter
	full    rate.Limit
	waiters atomic.Int64

	mu     sync.Mutex
	factor float64   // 1 at full pace
	slowed time.Time // when factor last dropped
}

// newPacer gives a bucket for perSecond calls a second; 0 means without limit.
func newPacer(perSecond float64) *pacer {
	full := rate.Inf
	if perSecond > 0 {
		full = rate.Limit(perSecond * paceMargin)
	}
	return &pacer{
		turn:    make(chan struct{}, 1),
		limiter: rate.NewLimiter(full, 1),
		full:    full,
		factor:  1,
	}
}

// wait returns when a call may be sent, or when ctx ends.
func (p *pacer) wait(ctx context.Context) error {
	p.waiters.Add(1)
	defer p.waiters.Add(-1)
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	claim := p.limiter.Reserve()
	if err := sleep(ctx, claim.Delay()); err != nil {
		claim.Cancel()
		return err
	}
	return nil
}

// throttled slows the pace after the service refused a call sent at sent.
// Refusals of calls sent before the last slowing count once.
func (p *pacer) throttled(sent time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.full == rate.Inf || sent.Before(p.slowed) {
		return
	}
	p.slowed = time.Now()
	p.set(max(paceFloor, p.factor*paceDrop))
}

// succeeded lets the pace recover a little.
func (p *pacer) succeeded() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.factor < 1 {
		p.set(min(1, p.factor+paceRecover))
	}
}

func (p *pacer) set(factor float64) {
	p.factor = factor
	p.limiter.SetLimit(p.full * rate.Limit(factor))
}

// unlimited says that there is no pace to keep.
func (p *pacer) unlimited() bool { return p.full == rate.Inf }

// sleep waits for d, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
