package sim

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// serveLookup answers a LookupEvents call and counts it, whatever becomes of it.
func (s *Server) serveLookup(w http.ResponseWriter, r *http.Request, body []byte) {
	call := Call{At: s.options.Clock()}
	answer, err := s.answer(r, body, &call)
	var refused *apiError
	switch {
	case errors.As(err, &refused):
		call.Error = refused.code
	case err != nil:
		call.Error = err.Error()
	}
	s.tally.add(call)
	switch {
	case refused != nil:
		refused.write(w)
	case err != nil:
		panic(http.ErrAbortHandler) // closes the connection without an answer
	default:
		w.Header().Set("Content-Type", jsonContentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		_, _ = w.Write(answer) // the client is gone if this fails
	}
}

// answer gives the body of a call that succeeds. Other errors than *apiError mean
// that there is no answer at all.
func (s *Server) answer(r *http.Request, body []byte, call *Call) ([]byte, error) {
	c, refused := s.identify(r, "cloudtrail")
	if refused != nil {
		return nil, refused
	}
	call.Account, call.Region = c.account, c.region
	req, refused := decodeRequest(body)
	if refused != nil {
		return nil, refused
	}
	call.describe(req)
	faults, nth := s.nextCall()
	if err := s.disturb(r.Context(), c, faults, nth); err != nil {
		return nil, err
	}
	now := s.options.Clock()
	l, refused := s.check(req, c, faults, now)
	if refused != nil {
		return nil, refused
	}
	p, refused := s.cut(l, c, faults, now)
	if refused != nil {
		return nil, refused
	}
	call.Events = len(p.places)
	answer := p.appendAnswer(nil)
	if s.chance(faults.Truncate) {
		answer = answer[:len(answer)/2]
	}
	return answer, nil
}

// nextCall gives the faults in force and the number of this call under them.
func (s *Server) nextCall() (Faults, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.served++
	return s.faults, s.served
}

// minLatency is the least that an answer takes. aws-sdk-go-v2 closes its request's
// body when it has the answer's head; if net/http's write loop has not yet come to
// the body's end by then, it closes the connection under the answer ("deserialization
// failed … use of closed network connection", github.com/aws/aws-sdk-go-v2/issues/1825).
// No real endpoint is fast enough for that to be common; this one would be.
const minLatency = time.Millisecond

// disturb lets everything happen that does not depend on what is asked.
func (s *Server) disturb(ctx context.Context, c caller, f Faults, nth int) error {
	if s.chance(f.Hang) {
		<-ctx.Done()
		return errAborted
	}
	if err := sleep(ctx, max(minLatency, s.options.Latency.draw(s))); err != nil {
		return errAborted
	}
	if s.chance(f.Drop) {
		return errAborted
	}
	if err := f.refusal(c, nth); err != nil {
		return err
	}
	if !s.limits.allow(c.source()) || s.chance(f.Throttle) {
		return badRequest(codeThrottling, "Rate exceeded")
	}
	if s.chance(f.Error500) {
		return &apiError{http.StatusInternalServerError, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure."}
	}
	if s.chance(f.Error503) {
		return &apiError{http.StatusServiceUnavailable, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."}
	}
	return nil
}

// sleep waits for d or for the end of ctx.
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
