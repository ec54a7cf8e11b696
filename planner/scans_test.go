package planner_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

// moment is the tests' now.
var moment = time.Date(2026, 3, 4, 10, 20, 30, 0, time.UTC)

// events is a declaration without storage.
type events struct{}

func (events) Schema() string { return "public" }
func (events) Name() string   { return "events" }
func (events) Doc() string    { return "Events of a test." }
func (events) Columns() []tables.Column {
	return []tables.Column{
		{Name: "at", Type: tables.TimestampTZ, Push: tables.AtLeast | tables.AtMost | tables.Equal},
		{Name: "name", Type: tables.Text, Push: tables.Equal},
		{Name: "actor", Type: tables.Text, Push: tables.Equal},
		{Name: "ro", Type: tables.Boolean, Push: tables.Equal},
		{Name: "things", Type: tables.TextArray, Push: tables.Contains},
		{Name: "note", Type: tables.Text},
		{Name: "doc", Type: tables.JSONB},
	}
}
func (events) Open(context.Context, tables.Store) error { return nil }
func (events) Complete(context.Context, tables.Scan) (func(), error) {
	return func() {}, nil
}

// twinSettings are the engine's twin's: see twinOptimizers in internal/engine.
const twinSettings = "SET disabled_optimizers = 'statistics_propagation,compressed_materialization,column_lifetime,late_materialization," +
	"unused_columns,join_order,build_side_probe_side,join_filter_pushdown,common_subexpressions,common_aggregate," +
	"reorder_filter,sampling_pushdown,sum_rewriter,duplicate_groups,materialized_cte,extension'"

// twin is a DuckDB as the engine's twin is set up.
func twin(t *testing.T, zone string) *duck.Conn {
	t.Helper()
	db, err := duck.Open("", nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); db.Close() })
	var columns []string
	for _, column := range (events{}).Columns() {
		columns = append(columns, `"`+column.Name+`" `+tables.StoredType(column.Type))
	}
	for _, statement := range []string{
		twinSettings, "SET TimeZone = '" + zone + "'",
		"CREATE SCHEMA public", "SET search_path = 'public'",
		"CREATE MACRO public.now() AS TIMESTAMPTZ '2026-03-04 10:20:30+00'",
		"CREATE TABLE public.events (" + strings.Join(columns, ", ") + ")",
		"CREATE TABLE public.watched (actor VARCHAR, since TIMESTAMPTZ)",
		"INSERT INTO public.watched VALUES ('mallory', NULL), ('eve', NULL), (NULL, NULL)",
		"CREATE VIEW public.writes AS SELECT * FROM events WHERE NOT ro",
	} {
		if _, err := c.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return c
}

// TestScans reads statements from testdata/scans.txt and writes the scans that
// they need. go test ./planner -rewrite writes the file anew, to be reviewed.
func TestScans(t *testing.T) {
	datadriven.RunTest(t, "testdata/scans.txt", func(t *testing.T, d *datadriven.TestData) string {
		zone := "UTC"
		d.MaybeScanArgs(t, "zone", &zone)
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		scans, err := scansOf(t, twin(t, zone), d.Input, location)
		if err != nil {
			return "ERROR: " + err.Error() + "\n"
		}
		if len(scans) == 0 {
			return "no scan\n"
		}
		var b strings.Builder
		for _, s := range scans {
			writeScan(&b, s)
		}
		return b.String()
	})
}

// readTime reads literals as the engine does.
func readTime(typeName, text string, zone *time.Location) (string, error) {
	c := pgfunc.TimeContext{Now: moment, Zone: zone}
	switch typeName {
	case "timestamptz":
		micros, err := c.TimestampTZ(text)
		return time.UnixMicro(micros).UTC().Format("2006-01-02 15:04:05.999999+00"), err
	case "timestamp":
		micros, err := c.Timestamp(text)
		return time.UnixMicro(micros).UTC().Format("2006-01-02 15:04:05.999999"), err
	case "date":
		days, err := c.Date(text)
		return time.Unix(int64(days)*86400, 0).UTC().Format("2006-01-02"), err
	}
	return text, nil
}

func scansOf(t *testing.T, c *duck.Conn, text string, zone *time.Location) ([]planner.TableScan, error) {
	statements, err := planner.Parse(text)
	if err != nil {
		return nil, err
	}
	rendered, err := statements[0].Render(dialect.Rewriter{Now: moment, Zone: zone,
		IsTime:   func(column string) bool { return column == "at" },
		ReadTime: func(typeName, text, _ string) (string, error) { return readTime(typeName, text, zone) }})
	if err != nil {
		return nil, err
	}
	var plan string
	query := fmt.Sprintf("SELECT json_serialize_plan('%s', optimize := true, skip_null := true, skip_empty := true)::VARCHAR",
		strings.ReplaceAll(rendered.Query, "'", "''"))
	if err := c.Query(t.Context(), query, func(row []any) error { plan, _ = row[0].(string); return nil }); err != nil {
		return nil, err
	}
	return planner.Scans(plan, planner.Context{
		Tables: []tables.Table{events{}}, Zone: zone,
		Keys: func(query string) (values []string, ok bool, err error) {
			err = c.Query(t.Context(), query+" ORDER BY 1", func(row []any) error {
				values = append(values, row[0].(string))
				return nil
			})
			return values, true, err
		},
		Check: func(expression string) error {
			return c.Query(t.Context(), "SELECT "+expression, func([]any) error { return nil })
		},
	})
}

func writeScan(b *strings.Builder, s planner.TableScan) {
	switch {
	case s.Scan.Nothing:
		b.WriteString("nothing")
	case len(s.Scan.Where) == 0:
		b.WriteString("everything")
	}
	for i, c := range s.Scan.Where {
		if i > 0 {
			b.WriteString(" OR ")
		}
		for k, p := range c {
			if k > 0 {
				b.WriteString(" AND ")
			}
			b.WriteString(p.Column + operators[p.Op] + values(p.Values))
		}
	}
	if s.Limit > 0 {
		fmt.Fprintf(b, ", the newest %d rows", s.Limit)
	}
	b.WriteString("\n")
}

var operators = map[tables.Op]string{tables.Equal: " = ", tables.Contains: " has ", tables.AtLeast: " >= ", tables.AtMost: " <= "}

func values(list []tables.Value) string {
	var out []string
	for _, v := range list {
		if at, ok := v.(time.Time); ok {
			v = at.UTC().Format("2006-01-02 15:04:05.999999")
		}
		out = append(out, fmt.Sprint(v))
	}
	return strings.Join(out, "|")
}
