package cloudtrail

import "github.com/trailgres/trailgres/tables"

// Still calls f while no page can land and none can be evicted, with the coverage
// as it stands: what f reads from the store belongs to it.
func (t *Table) Still(f func(each func(func(SourceKey, Filter, tables.Interval, int64)))) {
	t.landing.Lock()
	defer t.landing.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t.coverage.Each)
}

// Settle waits until no lookup is under way any more.
func (t *Table) Settle() { t.running.Wait() }

// CachedBytes gives what the cache holds by its own books.
func (t *Table) CachedBytes() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.pages.Bytes()
}
