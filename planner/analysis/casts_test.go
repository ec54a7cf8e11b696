package analysis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// TestCasts tries which expressions are implicitly coerced, and to what.
func TestCasts(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"SELECT i = '5' FROM kinds", "'5' integer"},
		{"SELECT i + 1.5 FROM kinds", "i numeric"},
		{"SELECT 'a'", "'a' text"},
		{"SELECT coalesce(i, 2.5), 'x'::text FROM kinds", "i numeric"},
		{"SELECT CASE WHEN ok THEN i ELSE b END FROM kinds", "i bigint"},
		{"SELECT 1 UNION SELECT 2.5", "1 numeric"},
		{"SELECT t FROM kinds WHERE tz > '2020-01-01'", "'2020-01-01' timestamp with time zone"},
		{"INSERT INTO kinds (v, n) VALUES ('abc', 5)", "'abc' character varying(10); 5 numeric(10,2)"},
		{"SELECT i IN ('1', '2') FROM kinds", "'1' integer; '2' integer"},
		{"SELECT v || 'x' FROM kinds", "'x' text; v text"},
		{"SELECT sqrt(i) FROM kinds", "i double precision"},
		{"SELECT * FROM (VALUES (1), (2.5)) v", "1 numeric"},
		{"SELECT i BETWEEN '1' AND '2' FROM kinds", "'1' integer; '2' integer"},
	} {
		tree, err := pgquery.Parse(c.sql)
		if err != nil {
			t.Fatal(err)
		}
		r, err := analysis.Analyze(tree.Stmts[0].Stmt, analysis.Input{Schema: world{analysis.Catalogs()}})
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		var got []string
		for n, to := range r.Casts {
			got = append(got, text(n)+" "+analysis.TypeName(to))
		}
		slices.Sort(got)
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.sql, s, c.want)
		}
	}
}

func text(n *pgquery.Node) string {
	if c := n.GetAConst(); c != nil {
		switch v := c.Val.(type) {
		case *pgquery.A_Const_Ival:
			return fmt.Sprint(v.Ival.GetIval())
		case *pgquery.A_Const_Sval:
			return "'" + v.Sval.Sval + "'"
		}
	}
	return n.GetColumnRef().GetFields()[0].GetString_().GetSval()
}

// TestOpen tries what cannot be known: it is never refused, and is definite where every answer
// would be the same.
func TestOpen(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"SELECT engine_only(1)", "-"},
		{"SELECT engine_only(1) + 1, engine_only(2) = 'x', count(engine_only(3))", "- boolean bigint"},
		{"SELECT upper(engine_only(1)), coalesce(engine_only(1), 'x', 5)", "- -"},
		{"SELECT engine_only(i), count(*) FROM kinds", "- bigint"},
		{"SELECT engine_only(1)::int, sum(engine_only(2))", "integer -"},
		{"SELECT a, b + 1 FROM engine_only(1) WHERE a = b", "- -"},
		{"SELECT i FROM kinds WHERE engine_only(t) IN ('a', 5) AND i = 1", "integer"},
	} {
		tree, err := pgquery.Parse(c.sql)
		if err != nil {
			t.Fatal(err)
		}
		r, err := analysis.Analyze(tree.Stmts[0].Stmt, analysis.Input{Schema: engine{world{analysis.Catalogs()}}})
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		var got []string
		for _, col := range r.Columns {
			got = append(got, analysis.TypeName(analysis.Type{OID: col.Type.OID, Mod: -1}))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.sql, s, c.want)
		}
	}
}

// engine is a Schema with a function of the engine's own.
type engine struct{ world }

func (engine) Known(function string) bool { return function == "engine_only" }
