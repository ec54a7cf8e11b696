package engine

import (
	"encoding/json"
	"encoding/xml"
	"testing"
)

// TestExplainFormats reads the plans as programs do.
func TestExplainFormats(t *testing.T) {
	w := newPlanWorld(t)
	type node struct {
		Type  string   `json:"Node Type" xml:"Node-Type"`
		Rows  *float64 `json:"Actual Rows" xml:"Actual-Rows"`
		Plans []node   `json:"Plans" xml:"Plans>Plan"`
	}
	const query = "SELECT i % 2, count(*) FROM generate_series(1, 10) g(i) WHERE i < 5 AND 'a<b' <> i::text GROUP BY 1"
	for _, options := range []string{"", "ANALYZE, "} {
		var fromXML struct {
			Plan node `xml:"Query>Plan"`
		}
		text := lastText(t, w.mine.conn, "EXPLAIN ("+options+"FORMAT XML) "+query)
		if err := xml.Unmarshal([]byte(text), &fromXML); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		var fromJSON []struct{ Plan node }
		text = lastText(t, w.mine.conn, "EXPLAIN ("+options+"FORMAT JSON) "+query)
		if err := json.Unmarshal([]byte(text), &fromJSON); err != nil || len(fromJSON) != 1 {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, plan := range []node{fromXML.Plan, fromJSON[0].Plan} {
			if plan.Type == "" || len(plan.Plans) == 0 || (plan.Rows != nil) != (options != "") {
				t.Errorf("%s\nis read as %+v", text, plan)
			}
		}
	}
	if got := lastText(t, w.mine.conn, "EXPLAIN (FORMAT YAML) SELECT 1"); got != "0A000" {
		t.Errorf("YAML gives %s", got)
	}
}

// TestExplainCosts reads the first line as postgres_fdw does.
func TestExplainCosts(t *testing.T) {
	w := newPlanWorld(t)
	for _, test := range []struct{ sql, want string }{
		{"EXPLAIN SELECT 1::int8, 'x', now()", "DuckDB  (cost=0.00..0.00 rows=1 width=48)"},
		{"EXPLAIN SELECT i::int4 FROM generate_series(1, 100) g(i)", "DuckDB  (cost=0.00..0.00 rows=100 width=4)"},
		{"EXPLAIN (COSTS off) SELECT 1", "DuckDB"},
	} {
		results, err := w.mine.conn.Exec(t.Context(), test.sql).ReadAll()
		if err != nil || len(results) != 1 {
			t.Fatalf("%s: %v", test.sql, err)
		}
		if got := string(results[0].Rows[0][0]); got != test.want {
			t.Errorf("%s begins with %q, want %q", test.sql, got, test.want)
		}
	}
}
