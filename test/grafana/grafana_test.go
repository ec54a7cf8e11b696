package grafana

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/engine"
)

// ruleForm is an alert rule's statement and how far it looks back.
var ruleForm = regexp.MustCompile(`relativeTimeRange: \{from: (\d+), to: 0\}(?s:.*?)rawSql: \|-\n((?: {16}.*\n)+)`)

// alerts runs the rules of docs/grafana/alerts.yaml over the insider's day, when each
// finds something, and gives the lookups.
func alerts(t *testing.T) string {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "grafana", "alerts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	rules := ruleForm.FindAllStringSubmatch(string(text), -1)
	if len(rules) != strings.Count(string(text), "title:") {
		t.Fatalf("%d rules of %d", len(rules), strings.Count(string(text), "title:"))
	}
	var out strings.Builder
	for _, rule := range rules {
		s := newSite(t)
		back, err := time.ParseDuration(rule[1] + "s")
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range []window{{from: s.now().Add(-back), to: s.now()}, {from: s.now().Add(-72 * time.Hour), to: s.now()}} {
			f, err := ask(t.Context(), s.URL, w.expand(t, rule[2], nil))
			if err != nil {
				t.Fatal(err)
			}
			if w.to.Sub(w.from) == back {
				out.WriteString(s.Lookups(s.now()))
				continue
			}
			if len(f.rows) == 0 {
				t.Errorf("nothing is found by\n%s", rule[2])
			}
			if _, number := f.rows[0][len(f.names)-1].(int64); !number {
				t.Errorf("the last column is no number in\n%s", rule[2])
			}
		}
	}
	return out.String()
}

// TestHealth is what the button "Save & test" does, and opening the query builder.
func TestHealth(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ sql, want string }{
		{"SELECT 1", "[[1]]"},
		{"SELECT current_setting('server_version_num')::int/100 as version", "[[1500]]"},
		{"SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'", "[]"},
		{`select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns
			where quote_ident(table_name) = 'cloudtrail_events' and column_name in ('event_time', 'event_name', 'read_only', 'resource_names')
			order by 1`, "[[event_name text] [event_time timestamp with time zone] [read_only boolean] [resource_names ARRAY]]"},
	} {
		f, err := ask(t.Context(), s.URL, c.sql)
		if err != nil {
			t.Fatalf("%s\n%v", c.sql, err)
		}
		if got := fmt.Sprint(f.rows); got != c.want {
			t.Errorf("%s\ngives %s, want %s", c.sql, got, c.want)
		}
	}
	f, err := ask(t.Context(), s.URL, builderTables)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cloudtrail_events", "aws_cloudtrail_log", "cloudtrail_logs", "trailgres.sources"} {
		if !slices.Contains(f.column(0), name) {
			t.Errorf("the query builder lacks %s: %v", name, f.column(0))
		}
	}
	if s.Calls() > 0 {
		t.Errorf("%d calls", s.Calls())
	}
}

// builderTables is how the query builder lists tables: those on the search path by
// their names, the others with their schema.
const builderTables = `select case when quote_ident(table_schema) in (
		select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end
		from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
			array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i,
			string_to_array(current_setting('search_path'), ',') s)
	then quote_ident(table_name) else concat(quote_ident(table_schema), '.', quote_ident(table_name)) end as "table"
	from information_schema.tables
	where quote_ident(table_schema) not in ('information_schema', 'pg_catalog')
	order by 1`

// TestMacros groups the same events with every macro that groups: all agree with what
// the events' times say.
func TestMacros(t *testing.T) {
	s := newSite(t)
	w := s.day()
	const from = " FROM cloudtrail_events WHERE $__timeFilter(event_time) GROUP BY 1 ORDER BY 1"
	forms := []string{
		"SELECT $__timeGroupAlias(event_time, '10m'), count(*) AS n" + from,
		"SELECT $__timeGroup(event_time,'10m') AS time, count(*) AS n" + from,
		"SELECT $__unixEpochGroupAlias(extract(epoch from event_time), 10m), count(*) AS n" + from,
		"SELECT date_bin('10 minutes', event_time, timestamptz 'epoch') AS time, count(*) AS n" + from,
		"SELECT $__timeGroupAlias(event_time, '10m'), count(*) AS n FROM cloudtrail_events WHERE event_time >= $__timeFrom() AND event_time <= $__timeTo() GROUP BY 1 ORDER BY 1",
	}
	want := ""
	for _, timescale := range []bool{false, true} {
		w.timescale = timescale
		for _, form := range forms {
			// The macro's argument must not have parentheses of its own: Grafana's neither.
			sql := w.expand(t, strings.ReplaceAll(form, "extract(epoch from event_time)", "epoch_of_event"), nil)
			f, err := ask(t.Context(), s.URL, strings.ReplaceAll(sql, "epoch_of_event", "extract(epoch from event_time)"))
			if err != nil {
				t.Fatalf("%s\n%v", form, err)
			}
			if err := f.series(); err != nil {
				t.Errorf("%s\n%v", form, err)
			}
			got := ""
			for _, row := range f.rows {
				got += fmt.Sprintf("%s %v\n", row[0].(time.Time).UTC().Format(time.RFC3339), row[1])
			}
			if want == "" {
				want = got
			}
			if got != want || got == "" {
				t.Errorf("%s (timescale %v) gives\n%s, want\n%s", form, timescale, got, want)
			}
		}
	}
}

// TestVariableWithoutTime: a variable that names no time is refused without a call, and
// the message, which is all that Grafana shows, says what to do. A data source's role
// may be allowed more, or less.
func TestVariableWithoutTime(t *testing.T) {
	const variable = "SELECT DISTINCT event_name FROM cloudtrail_events ORDER BY 1"
	s := newSite(t)
	if _, err := ask(t.Context(), s.URL, variable); err == nil || !strings.Contains(err.Error(), "54000: this statement would read all of cloudtrail_events; add a condition on event_time") {
		t.Errorf("got %v", err)
	}
	if s.Calls() > 0 {
		t.Errorf("%d calls", s.Calls())
	}
	allowed := newSite(t, engine.Setting{Role: "grafana", Name: "trailgres.unbounded", Value: "allow"})
	if f, err := ask(t.Context(), allowed.URL, variable); err != nil || len(f.rows) < 50 {
		t.Errorf("allowed: %v", err)
	}
	bounded := newSite(t, engine.Setting{Role: "grafana", Name: "trailgres.max_calls", Value: "2"})
	w := bounded.day()
	w.from = w.from.AddDate(0, 0, -25)
	if _, err := ask(t.Context(), bounded.URL, w.expand(t, "SELECT DISTINCT event_name FROM cloudtrail_events WHERE $__timeFilter(event_time)", nil)); err == nil || !strings.Contains(err.Error(), "53400") {
		t.Errorf("with a budget: %v", err)
	}
}
