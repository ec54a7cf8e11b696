package cloudtrail

import (
	"time"

	"github.com/trailgres/trailgres/tables"
)

// LookupRecord is one lookup that was made, for trailgres.lookups.
type LookupRecord struct {
	Source   SourceKey
	Filter   Filter
	Interval tables.Interval
	Began    time.Time
	Took     time.Duration // 0 while it runs
	Calls    int           // pages that landed
	Events   int64
	State    string // running, complete, stopped or failed
}

// maxLog is how many lookups are remembered.
const maxLog = 1000

// lookupLog remembers the latest lookups. It is guarded by Table.mu.
type lookupLog struct {
	done []LookupRecord
}

func (l *lookupLog) ended(f *flight, now time.Time) {
	r := f.record()
	r.Took = now.Sub(f.started)
	switch {
	case f.err == nil:
		r.State = "complete"
	case f.ctx.Err() != nil:
		r.State = "stopped"
	default:
		r.State = "failed"
	}
	if len(l.done) == maxLog {
		l.done = l.done[:copy(l.done, l.done[1:])]
	}
	l.done = append(l.done, r)
}

func (f *flight) record() LookupRecord {
	return LookupRecord{Source: f.source, Filter: f.filter, Interval: f.interval,
		Began: f.started, Calls: f.calls, Events: f.events, State: "running"}
}

// Lookups gives the latest lookups, those under way last.
func (t *Table) Lookups() []LookupRecord {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := append([]LookupRecord(nil), t.log.done...)
	for f := range t.active {
		out = append(out, f.record())
	}
	return out
}

// Sources gives the keys of the table's sources, in the order they were given.
func (t *Table) Sources() []SourceKey { return t.order }
