package sim

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"net/http"
)

// The paths in this file are not AWS': they let a test in another process see and
// steer the endpoint.

func (s *Server) serveStats(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.Stats()) // the client is gone if this fails
}

func (s *Server) serveReset(http.ResponseWriter, *http.Request) { s.Reset() }

func (s *Server) serveFaults(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = io.WriteString(w, s.faults.String()+"\n")
}

// serveSetFaults takes the text that the flag --fault takes.
func (s *Server) serveSetFaults(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	faults, err := ParseFaults(string(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.SetFaults(faults)
}

// serveRecords streams what a source serves now, newest first, one raw record a
// line. Without an account it is the default one, without a region us-east-1.
func (s *Server) serveRecords(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := bufio.NewWriter(w)
	for raw := range s.Served(r.FormValue("account"), r.FormValue("region")) {
		_, _ = out.WriteString(raw)
		_ = out.WriteByte('\n')
	}
	_ = out.Flush() // the client is gone if this or a write before it failed
}

// Served gives the raw records that a source serves now, newest first: the last 90
// days, without those that the late fault still hides. "" is the default account
// and us-east-1.
func (s *Server) Served(account, region string) iter.Seq[string] {
	return func(yield func(string) bool) {
		s.mu.Lock()
		faults := s.faults
		s.mu.Unlock()
		if account == "" {
			account = s.store.defaultAccount()
		}
		if region == "" {
			region = "us-east-1"
		}
		now := s.options.Clock()
		at := selection{index: s.store.index(sourceKey{account, region}, false), all: true}
		oldest := now.Add(-historyLength).Unix()
		for i := at.first(now.Unix()); i < at.len() && at.event(i).time >= oldest; i++ {
			if e := at.event(i); visible(e, faults, now) && !yield(e.raw) {
				return
			}
		}
	}
}
