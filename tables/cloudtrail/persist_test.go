package cloudtrail_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// TestARestartForgetsNothing closes a table and opens another over the same store:
// the second must know what the first had read, and what its rows weigh.
func TestARestartForgetsNothing(t *testing.T) {
	key := cloudtrail.SourceKey{Account: "111122223333", Region: "eu-west-1"}
	persistent := func(o *cloudtrail.Options) { o.Persistent = true }
	x := newFixture(t, 50, persistent, key)
	x.fill(0, every(500, 60, nil)...)
	named := tables.Scan{Where: []tables.Conjunction{{{Column: "event_name", Op: tables.Equal, Values: []tables.Value{"GetObject"}}}}}
	x.complete(named)
	x.table.Close()

	options := cloudtrail.Options{Now: x.clock()}
	persistent(&options)
	second := cloudtrail.New([]cloudtrail.Source{x.fakes[0]}, options)
	if err := second.Open(t.Context(), x.store); err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	x.table = second
	if calls := x.calls(named); len(calls) != 0 {
		t.Errorf("the same scan after a restart made calls: %v", calls)
	}
	if calls := x.calls(tables.Scan{}); len(calls) == 0 {
		t.Error("a scan that was never made made no call after a restart")
	}
	if n := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events"); n != 500 {
		t.Errorf("%d rows, want 500", n)
	}
}

// TestEvictionIsSavedBeforeRowsGo opens a table over a store whose first owner had
// to evict and then ended without saving again.
func TestEvictionIsSavedBeforeRowsGo(t *testing.T) {
	key := cloudtrail.SourceKey{Account: "111122223333", Region: "eu-west-1"}
	x := newFixture(t, 50, func(o *cloudtrail.Options) {
		o.Persistent, o.Budget = true, 100_000
	}, key)
	x.fill(0, every(500, 60, nil)...)
	x.complete(tables.Scan{})
	second := cloudtrail.New([]cloudtrail.Source{x.fakes[0]}, cloudtrail.Options{Now: x.clock(), Persistent: true})
	if err := second.Open(t.Context(), x.store); err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	x.table = second
	x.complete(tables.Scan{})
	if n := one[int64](t, x.store, "SELECT count(DISTINCT event_id) FROM public.cloudtrail_events"); n != 500 {
		t.Errorf("%d events after a crash and a full scan, want 500", n)
	}
}

// fullDisk is a store that takes rows but no more coverage.
type fullDisk struct {
	*store
	full bool
}

func (d *fullDisk) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	if d.full && strings.Contains(query, "cloudtrail_store.coverage") {
		return 0, errors.New("no space left on device")
	}
	return d.store.Exec(ctx, query, args...)
}

// TestRowsStayWhileTheSavedMapHoldsThem: when the map cannot be saved, the one that
// was saved before is what a restart will believe.
func TestRowsStayWhileTheSavedMapHoldsThem(t *testing.T) {
	x := newFixture(t, 50, nil, keyA)
	x.fill(0, every(500, 60, nil)...)
	disk := &fullDisk{store: x.store}
	open := func(budget int64) *cloudtrail.Table {
		table := cloudtrail.New([]cloudtrail.Source{x.fakes[0]}, cloudtrail.Options{Now: x.clock(), Persistent: true, Budget: budget})
		if err := table.Open(t.Context(), disk); err != nil {
			t.Fatal(err)
		}
		return table
	}
	x.table = open(1 << 30)
	x.complete(scan(all(from(-5 * hour))))
	x.table.Close()
	x.table = open(50 * rowBytes)
	disk.full = true
	x.complete(scan(all(from(-8*hour), to(-7*hour)))) // and evicts, but cannot save
	x.table.Close()
	disk.full = false
	x.table = open(1 << 30)
	defer x.table.Close()
	x.complete(scan(all(from(-5 * hour))))
	if n := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events WHERE event_time >= $1", at(-5*hour)); n != 300 {
		t.Errorf("%d rows of the last five hours, want 300", n)
	}
}
