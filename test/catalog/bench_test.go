package catalog

import (
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// BenchmarkCatalog runs what clients ask most on warm servers and tells the median, in
// milliseconds and as a ratio to PostgreSQL's.
func BenchmarkCatalog(b *testing.B) {
	p := twoServers(b)
	for name, sql := range commonStatements {
		b.Run(name, func(b *testing.B) {
			p.median(b, p.ours, sql)
			ours, theirs := p.median(b, p.ours, sql), p.median(b, p.theirs, sql)
			b.ReportMetric(float64(ours.Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(ours)/float64(theirs), "×PostgreSQL")
		})
	}
}

var commonStatements = map[string]string{
	"tables":      `SELECT n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r','p','v','m','S','f','') AND n.nspname !~ '^pg_toast' AND pg_table_is_visible(c.oid) ORDER BY 1,2`,
	"columns":     `SELECT a.attname, format_type(a.atttypid, a.atttypmod), (SELECT pg_get_expr(d.adbin, d.adrelid, true) FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef), a.attnotnull, col_description(a.attrelid, a.attnum) FROM pg_attribute a WHERE a.attrelid = 'notes'::regclass AND a.attnum > 0 ORDER BY a.attnum`,
	"keys":        `SELECT conname, contype, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'notes'::regclass`,
	"types":       `SELECT t.oid, t.typname, t.typtype, format_type(t.oid, NULL) FROM pg_type t WHERE t.typname IN ('text', 'int4', 'jsonb')`,
	"information": `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
	"settings":    `SELECT name, setting FROM pg_settings WHERE name LIKE 'enable%'`,
	"regclass":    `SELECT 'notes'::regclass::oid`,
	"activity":    `SELECT pid, state, query FROM pg_stat_activity`,
}

// median times a statement.
func (p *pair) median(b *testing.B, c *pgconn.PgConn, sql string) time.Duration {
	b.Helper()
	var took []time.Duration
	for range max(b.N, 5) {
		begin := time.Now()
		execute(b, c, sql)
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	return took[len(took)/2]
}
