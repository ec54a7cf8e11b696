package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options set up a Server. The zero value is a strict, fast endpoint without data.
type Options struct {
	Clock    func() time.Time  // what time it is; nil is time.Now
	Data     []string          // files and directories to load, see Server.Load
	Records  iter.Seq[[]byte]  // more raw records, such as generate.Records gives
	Relocate bool              // move old records into the last 90 days
	Rate     float64           // calls a second for each account and region; 0 is unlimited, AWS has 2
	Latency  Latency           // how long an answer takes; a millisecond at least
	Faults   Faults            // what goes wrong; Server.SetFaults changes it
	Accounts map[string]string // access key id → account id
	Account  string            // account of records and callers that tell none; "" is the first with data
	Regions  []string          // regions to list beside those with data
	Seed     uint64            // of everything that is left to chance
	Addr     string            // where Start listens; "" is 127.0.0.1 and a free port
}

// A Server is the endpoint: LookupEvents, sts:GetCallerIdentity and
// account:ListRegions, with /stats, /reset, /faults and /records beside them. Make
// it with New, or with Start to have it listen.
type Server struct {
	options Options
	store   *store
	limits  *limits
	tally   *tally
	mux     *http.ServeMux

	mu     sync.Mutex // guards what follows
	faults Faults
	served int // LookupEvents calls since the faults were set
	random *rand.Rand

	http     *http.Server // nil unless started
	url      string
	closing  context.Context
	close    context.CancelFunc
	handlers sync.WaitGroup
}

// New makes a Server with the options' records loaded. Serve it as an
// http.Handler; Close ends the calls that hang.
func New(o Options) (*Server, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	s := &Server{
		options: o,
		store:   newStore(o.Account),
		limits:  newLimits(o.Rate),
		tally:   newTally(),
		mux:     http.NewServeMux(),
		faults:  o.Faults,
		random:  rand.New(rand.NewPCG(o.Seed, 0x7472_6169_6c67_7265)),
	}
	s.closing, s.close = context.WithCancel(context.Background())
	s.routes()
	if err := s.Load(o.Data...); err != nil {
		return nil, err
	}
	if o.Records != nil {
		if err := s.Add(o.Records); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Start makes a Server and serves it on 127.0.0.1, at a free port unless
// Options.Addr says otherwise. Close stops it.
func Start(o Options) (*Server, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	addr := o.Addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	s.url = "http://" + listener.Addr().String()
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.handlers.Go(func() { _ = s.http.Serve(listener) }) // it always ends with http.ErrServerClosed
	return s, nil
}

// URL is where a started Server listens, as http://host:port.
func (s *Server) URL() string { return s.url }

// Close ends the calls in flight and stops listening; it waits for both.
func (s *Server) Close() error {
	s.mu.Lock()
	s.close()
	s.mu.Unlock()
	var err error
	if s.http != nil {
		err = s.http.Close()
	}
	s.handlers.Wait()
	return err
}

// Sources lists the accounts and regions that have events.
func (s *Server) Sources() []Source { return s.store.sources() }

// SetFaults changes what goes wrong from the next call on, and starts the count
// for ExpireAfter anew.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.served = f, 0
}

// enter counts a request in, unless the server is closing.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing.Err() != nil {
		return false
	}
	s.handlers.Add(1)
	return true
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.enter() {
		http.Error(w, "closing", http.StatusServiceUnavailable)
		return
	}
	defer s.handlers.Done()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.closing, cancel)()
	s.mux.ServeHTTP(w, r.WithContext(ctx))
}

func (s *Server) routes() {
	s.mux.HandleFunc("POST /{$}", s.serveAWS)
	s.mux.HandleFunc("POST /listRegions", s.serveListRegions)
	s.mux.HandleFunc("GET /stats", s.serveStats)
	s.mux.HandleFunc("POST /reset", s.serveReset)
	s.mux.HandleFunc("GET /faults", s.serveFaults)
	s.mux.HandleFunc("POST /faults", s.serveSetFaults)
	s.mux.HandleFunc("GET /records", s.serveRecords)
}

// maxBody bounds a request; a real one is a few hundred bytes.
const maxBody = 1 << 20

// serveAWS answers the services that share the path /: CloudTrail names its
// operation in a header, STS in a form.
func (s *Server) serveAWS(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		badRequest(codeSerialization, "read the request: %v", err).write(w)
		return
	}
	target := r.Header.Get("X-Amz-Target")
	switch {
	case strings.HasSuffix(target, "CloudTrail_20131101.LookupEvents"):
		s.serveLookup(w, r, body)
	case target == "" && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded"):
		s.serveSTS(w, r, string(body))
	default:
		badRequest("UnknownOperationException", "The operation %q is not known here; LookupEvents and GetCallerIdentity are.", target).write(w)
	}
}

// chance is true with the probability p.
func (s *Server) chance(p float64) bool {
	if p <= 0 {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.random.Float64() < p
}

// pick gives a number from 0 to n-1.
func (s *Server) pick(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.random.IntN(n)
}

// errAborted ends a call without an answer.
var errAborted = errors.New("call aborted")
