package cloudtrail

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// saveEvery is how often the coverage is written while pages land; a crash loses
// at most what was learned since, and the rows are still there.
const saveEvery = 10 * time.Second

// savedCoverage is one interval of the map as the store keeps it.
type savedCoverage struct {
	Source    string `json:"source"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
	From      int64  `json:"from"`
	To        int64  `json:"to"`
	AsOf      int64  `json:"as_of"` // Unix seconds of the reading; 0 when settled
}

// save writes the coverage into a store that outlives the process. What is written
// is never more than the rows that are there: rows land first, and what is evicted
// is taken out of the map and saved before its rows go. The caller holds t.landing.
func (t *Table) save(ctx context.Context) error {
	if !t.options.Persistent {
		return nil
	}
	list := []savedCoverage{}
	t.mu.Lock()
	t.coverage.Each(func(s SourceKey, f Filter, i tables.Interval, asOf int64) {
		list = append(list, savedCoverage{s.String(), string(f.Attribute), f.Value, i.From, i.To, asOf})
	})
	t.mu.Unlock()
	encoded, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("encode coverage: %w", err)
	}
	t.saved = time.Now()
	// A crash between the two leaves no coverage, which costs calls but no answer.
	if _, err := t.store.Exec(ctx, "DELETE FROM cloudtrail_store.coverage"); err != nil {
		return fmt.Errorf("save coverage: %w", err)
	}
	if _, err := t.store.Exec(ctx, readSQL("savecoverage.sql"), string(encoded)); err != nil {
		return fmt.Errorf("save coverage: %w", err)
	}
	return nil
}

// saveSoon saves when the last time was long enough ago. The caller holds t.landing.
func (t *Table) saveSoon(ctx context.Context) {
	if time.Since(t.saved) < saveEvery {
		return
	}
	if err := t.save(ctx); err != nil {
		t.options.Logger.Warn("save coverage", "error", err)
	}
}

// load reads what an earlier process has saved: the map, and the sizes of the pages
// whose rows are in the store. Rows without coverage are harmless.
func (t *Table) load(ctx context.Context) error {
	err := t.store.Query(ctx, "SELECT source, attribute, value, from_second, to_second, as_of FROM cloudtrail_store.coverage",
		func(row []any) error {
			source, _ := row[0].(string)
			attribute, _ := row[1].(string)
			value, _ := row[2].(string)
			var i tables.Interval
			i.From, _ = row[3].(int64)
			i.To, _ = row[4].(int64)
			asOf, _ := row[5].(int64)
			t.coverage.Restore(ParseSourceKey(source), Filter{Attribute(attribute), value}, i, asOf)
			return nil
		})
	if err != nil {
		return fmt.Errorf("load coverage: %w", err)
	}
	err = t.store.Query(ctx, readSQL("pages.sql"), func(row []any) error {
		source, _ := row[0].(string)
		second, _ := row[1].(int64)
		size, _ := row[2].(int64)
		t.pages.Grow(ParseSourceKey(source), second, size)
		return nil
	}, int64(overhead))
	if err != nil {
		return fmt.Errorf("load pages: %w", err)
	}
	return nil
}
