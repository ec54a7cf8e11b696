package cloudtrail

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// envelope is an event as insert.sql reads it.
type envelope struct {
	ID        *string            `json:"id"`
	Name      *string            `json:"name"`
	Source    *string            `json:"source"`
	Time      int64              `json:"time"`
	ReadOnly  *string            `json:"read_only"`
	Key       *string            `json:"key"`
	User      *string            `json:"user"`
	Resources []envelopeResource `json:"resources"`
	Record    string             `json:"record"`
	Broken    bool               `json:"broken"`
}

type envelopeResource struct {
	Type *string `json:"ResourceType,omitempty"`
	Name *string `json:"ResourceName,omitempty"`
}

// text gives nil for an absent member.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// overhead is what a row takes in the cache besides its raw record: the flattened
// columns hold about the record once more (measured on generated events).
const overhead = 400

// land stores a page and then says that its interval is complete. The order is the
// law: rows first, coverage after; and no eviction comes in between.
func (t *Table) land(ctx context.Context, f *flight, p Page) error {
	t.landing.Lock()
	defer t.landing.Unlock()
	stored, err := t.storePage(ctx, f.source, p.Events)
	if err != nil {
		return err
	}
	t.saveSoon(ctx)
	t.mu.Lock()
	defer t.mu.Unlock()
	if stored > 0 {
		for _, e := range p.Events {
			size := (int64(len(e.Record)) + overhead) * stored / int64(len(p.Events))
			t.pages.Grow(f.source, e.Time, size)
		}
	}
	t.coverage.Add(f.source, f.filter, p.Complete, f.began)
	f.left.Remove(p.Complete)
	f.calls++
	f.events += int64(len(p.Events))
	key := densityKey{f.source, f.filter}
	d := t.density[key]
	if d == nil {
		d = &density{}
		t.density[key] = d
	}
	d.events += int64(len(p.Events))
	d.seconds += p.Complete.Seconds()
	f.signal()
	return nil
}

// storePage writes the events that the table does not hold yet, and gives their
// number. The caller holds t.landing.
func (t *Table) storePage(ctx context.Context, source SourceKey, events []Event) (int64, error) {
	if len(events) == 0 {
		return 0, nil
	}
	page := make([]envelope, len(events))
	for i, e := range events {
		page[i] = envelope{ID: text(e.ID), Name: text(e.Name), Source: text(e.Source), Time: e.Time,
			ReadOnly: text(e.ReadOnly), Key: text(e.AccessKeyID), User: text(e.Username),
			Resources: make([]envelopeResource, len(e.Resources)), Record: e.Record, Broken: !json.Valid([]byte(e.Record))}
		for k, r := range e.Resources {
			page[i].Resources[k] = envelopeResource{text(r.Type), text(r.Name)}
		}
	}
	encoded, err := json.Marshal(page)
	if err != nil {
		return 0, fmt.Errorf("encode page: %w", err)
	}
	stored, err := t.store.Exec(ctx, t.insert, source.String(), string(encoded))
	if err != nil {
		return 0, fmt.Errorf("store page of %s: %w", source, err)
	}
	return stored, nil
}

// evict drops the pages that the budget has no room for. Coverage goes before the
// rows, so that no reader can rely on rows that are about to go.
func (t *Table) evict(ctx context.Context) {
	t.landing.Lock()
	defer t.landing.Unlock()
	t.mu.Lock()
	victims := t.pages.Evict()
	for _, key := range victims {
		t.coverage.Forget(key.Source, key.Interval())
	}
	t.mu.Unlock()
	if len(victims) == 0 {
		return
	}
	if err := t.save(ctx); err != nil {
		// The saved map may still hold these pages: their rows have to stay, or a
		// restart would rely on them.
		t.options.Logger.Warn("save coverage before evicting", "error", err)
		return
	}
	for _, key := range victims {
		i := key.Interval()
		_, err := t.store.Exec(ctx, "DELETE FROM cloudtrail_store.events WHERE source = $1 AND event_time >= $2 AND event_time < $3",
			key.Source.String(), time.Unix(i.From, 0), time.Unix(i.To, 0))
		if err != nil {
			t.options.Logger.Warn("evict page", "source", key.Source.String(), "hour", i.From, "error", err)
			continue
		}
	}
	t.options.Logger.Info("evicted pages", "pages", len(victims), "table", t.Name())
}

var _ tables.Table = (*Table)(nil)
