package analysis_test

import (
	"testing"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// BenchmarkAnalyze measures one everyday statement, the catalogs being loaded.
func BenchmarkAnalyze(b *testing.B) {
	tree, err := pgquery.Parse(`SELECT event_name, count(*) AS n, max(event_time) FROM cloudtrail_events
		WHERE event_time > now() - interval '1 day' AND username IN ('a', 'b') GROUP BY 1 HAVING count(*) > 5 ORDER BY n DESC LIMIT 10`)
	if err != nil {
		b.Fatal(err)
	}
	in := analysis.Input{Schema: world{analysis.Catalogs()}}
	for b.Loop() {
		if _, err := analysis.Analyze(tree.Stmts[0].Stmt, in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad measures what the first statement waits for: reading PostgreSQL's catalogs.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		analysis.Load()
	}
}
