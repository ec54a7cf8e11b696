package engine

import (
	"strings"
	"sync"
	"testing"
)

// TestCatalogsWait: an engine opens without its catalogs, statements that read none do
// not bring them, and of several that do at once all are answered whole.
func TestCatalogsWait(t *testing.T) {
	e := warmEngine(t, 10)
	s := benchSession(t, e)
	defer s.Close()
	for _, sql := range []string{"SELECT 1", "SELECT now(), lower('A')", "SELECT count(*) FROM cloudtrail_events", "SET search_path = public"} {
		runAll(t, s, sql)
		if e.load.done.Load() {
			t.Fatalf("%s has brought the catalogs", sql)
		}
	}
	var all sync.WaitGroup
	for range 6 {
		c := benchSession(t, e)
		all.Go(func() {
			defer c.Close()
			for _, sql := range []string{
				"SELECT 1/(count(*)/3000) FROM pg_proc", "SELECT 'pg_class'::regclass", "SELECT 1/(count(*)/200) FROM pg_class",
			} {
				runAll(t, c, sql)
			}
		})
	}
	all.Wait()
	if !e.load.done.Load() {
		t.Error("nobody has brought the catalogs")
	}
}

// TestCatalogMacros: each function that reads the catalogs is known to.
func TestCatalogMacros(t *testing.T) {
	macros, err := catalogMacros()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"format_type", "regclassin", "current_setting", "pg_get_keywords"} {
		if !macros[name] {
			t.Errorf("%s is not among %d functions", name, len(macros))
		}
	}
	for name := range macros {
		if strings.HasPrefix(name, "array_") {
			t.Errorf("%s is the server's own", name)
		}
	}
}
