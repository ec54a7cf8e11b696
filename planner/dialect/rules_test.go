package dialect_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

// TestRules shows what each rule makes of a statement, one file of rules a file. That the
// engine then answers as PostgreSQL does is shown by test/fidelity.
func TestRules(t *testing.T) {
	datadriven.Walk(t, "testdata/rules", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			statements, err := planner.Parse(d.Input)
			if err == nil {
				var out planner.Rendered
				if out, err = statements[0].Render(rewriter(d)); err == nil {
					return strings.Join(append(append(out.Before, out.SQL), out.After...), ";\n") + "\n"
				}
			}
			e := pgerr.Flatten(err)
			return e.Code + ": " + e.Message + "\n"
		})
	})
}

// noRules are the files that hold no rule but what the others are made of.
var noRules = map[string]bool{
	"build": true, "doc": true, "kind": true, "rewrite": true, "walk": true,
	// What they rewrite needs the engine's catalogs: see test/catalog.
	"catalog": true, "catalogexpr": true, "catalogfunctions": true, "catalogsystem": true, "catalogtypes": true,
}

// TestEveryFileShowsItsRules holds that a file with rules has a file that shows them.
func TestEveryFileShowsItsRules(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".go")
		if strings.HasSuffix(name, "_test") || noRules[name] {
			continue
		}
		if _, err := os.Stat("testdata/rules/" + name + ".txt"); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// moment is the tests' now.
var moment = time.Date(2026, 3, 4, 10, 20, 30, 0, time.UTC)

// rewriter is the engine's, with the arguments of the line: params are types of $1, $2 …
func rewriter(d *datadriven.TestData) dialect.Rewriter {
	r := dialect.Rewriter{Database: "cloudtrail", Now: moment, Zone: time.UTC, Schema: world{analysis.Catalogs()}, CreatesIn: "main",
		IsTime:   func(column string) bool { return column == "at" },
		ReadTime: readTime,
		ReadPath: func(text string) (string, error) {
			p, err := pgfunc.ParseJSONPath(text)
			if err != nil {
				return "", err
			}
			return p.String(), nil
		},
		ReadInet: func(text, typeName string) error {
			_, err := pgfunc.ParseInet(text, typeName == "cidr")
			return err
		},
		Aliases: map[string]dialect.Alias{
			"other_events": {Equalities: []tables.Equality{
				{Column: "start_time", Means: tables.From}, {Column: "end_time", Means: tables.Until}, {Column: "resource", Means: tables.Element},
				{Column: "log_group", Means: tables.True}, {Column: "filter", Means: tables.Refused}}},
			"presto_events": {Presto: true},
		},
	}
	if d.HasArg("style") {
		d.ScanArgs(nil, "style", &r.Style)
	}
	return r
}

func readTime(typeName, text, _ string) (string, error) {
	c := pgfunc.TimeContext{Now: moment, Zone: time.UTC}
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

// world is what the statements can name: three tables and the catalogs.
type world struct{ analysis.Schema }

func (w world) Relation(schema, name string) *analysis.Relation {
	for _, r := range []*analysis.Relation{events, papers, hosts} {
		if name == r.Name && (schema == "" || schema == "public") {
			return r
		}
	}
	return w.Schema.Relation(schema, name)
}

func (w world) HasSchema(name string) bool { return name == "public" || w.Schema.HasSchema(name) }

// events has a column of most kinds.
var events = &analysis.Relation{OID: 90001, Schema: "public", Name: "events", Kind: 'r', RowType: 90002, RowArray: 90003, Columns: []analysis.Column{
	column(1, "at", 1184, -1), column(2, "name", 25, -1), column(3, "n", 23, -1), column(4, "big", 20, -1), column(5, "amount", 1700, 10<<16|2+4),
	column(6, "f", 701, -1), column(7, "tags", 1009, -1), column(8, "doc", 3802, -1), column(9, "ok", 16, -1),
	column(10, "day", 1082, -1), column(11, "ts", 1114, -1), column(12, "lasting", 1186, -1), column(13, "code", 1042, 3+4), column(14, "short", 1043, 5+4),
	column(15, "raw", 17, -1), column(16, "id", 2950, -1), column(17, "numbers", 1007, -1),
}}

// papers has a column of json, which the engine holds as text.
var papers = &analysis.Relation{OID: 90011, Schema: "public", Name: "papers", Kind: 'r', RowType: 90012, RowArray: 90013, Columns: []analysis.Column{
	column(1, "n", 23, -1), column(2, "plain", 114, -1),
}}

// hosts has a column of addresses, which the engine holds as text.
var hosts = &analysis.Relation{OID: 90021, Schema: "public", Name: "hosts", Kind: 'r', RowType: 90022, RowArray: 90023, Columns: []analysis.Column{
	column(1, "name", 25, -1), column(2, "address", 869, -1),
}}

func column(number int16, name string, oid uint32, modifier int32) analysis.Column {
	return analysis.Column{Name: name, Type: analysis.Type{OID: oid, Mod: modifier}, Attr: number}
}
