package fidelity

import (
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

// load makes PostgreSQL's cloudtrail_events of the rows that ours gives.
func load(t *testing.T, ours, real *pgconn.PgConn, columns []string) {
	t.Helper()
	run := func(sql string) {
		if _, err := real.Exec(t.Context(), sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	run("DROP TABLE IF EXISTS cloudtrail_events")
	run("CREATE TABLE cloudtrail_events (" + strings.Join(columns, ", ") + ")")
	results, err := ours.Exec(t.Context(), "SELECT * FROM cloudtrail_events").ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
	for _, row := range results[0].Rows {
		for i, v := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			if v == nil {
				b.WriteString(`\N`)
			} else {
				_, _ = escape.WriteString(&b, string(v))
			}
		}
		b.WriteByte('\n')
	}
	tag, err := real.CopyFrom(t.Context(), strings.NewReader(b.String()), "COPY cloudtrail_events FROM STDIN")
	if err != nil {
		t.Fatalf("load events: %v", err)
	}
	if tag.RowsAffected() < 1000 {
		t.Fatalf("only %d events to compare with", tag.RowsAffected())
	}
	run("ANALYZE cloudtrail_events")
}
