package engine

import (
	"slices"
	"testing"
	"time"
)

// catalogStatements are of the kind that clients ask while a person clicks.
var catalogStatements = map[string]string{
	"tables":  `SELECT n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r','p','v','m','S','f','') AND n.nspname !~ '^pg_toast' AND pg_catalog.pg_table_is_visible(c.oid) ORDER BY 1,2`,
	"columns": `SELECT a.attname, format_type(a.atttypid, a.atttypmod), (SELECT pg_get_expr(d.adbin, d.adrelid, true) FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef), a.attnotnull, col_description(a.attrelid, a.attnum) FROM pg_attribute a WHERE a.attrelid = 'cloudtrail_events'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
	"types":   `SELECT t.oid, t.typname, t.typtype, t.typelem, format_type(t.oid, NULL) FROM pg_type t WHERE t.typname IN ('text', 'int4', 'jsonb')`,
	"schema":  `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY ordinal_position`,
}

// BenchmarkCatalog tells the median of each statement on a warm session.
func BenchmarkCatalog(b *testing.B) {
	e := warmEngine(b, 100)
	for name, sql := range catalogStatements {
		b.Run(name, func(b *testing.B) {
			s := benchSession(b, e)
			defer s.Close()
			runAll(b, s, sql)
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				runAll(b, s, sql)
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		})
	}
}

// BenchmarkOpen tells how long a server takes to open with its catalogs.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		e, err := New(b.Context(), Options{})
		if err != nil {
			b.Fatal(err)
		}
		e.Close()
	}
}
