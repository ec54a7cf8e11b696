package analysis_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// FuzzAnalyze looks for statements that make analysis fail by itself rather than answer.
func FuzzAnalyze(f *testing.F) {
	for _, path := range []string{"SELECT 1", "SELECT a.b FROM c a", "WITH RECURSIVE x AS (SELECT 1 UNION SELECT * FROM x) TABLE x"} {
		f.Add(path)
	}
	f.Fuzz(analyseText)
}

func analyseText(t *testing.T, sql string) {
	tree, err := pgquery.Parse(sql)
	if err != nil {
		return
	}
	for _, s := range tree.Stmts {
		_, err := analysis.Analyze(s.Stmt, analysis.Input{Schema: world{analysis.Catalogs()}})
		if e := pgerr.Flatten(err); e != nil && e.Code == pgerr.InternalError {
			t.Errorf("%s\n%v", sql, e)
		}
	}
}

// TestMutations analyses statements put together of pieces of the corpus: most mean nothing,
// none may end in an error of analysis's own.
func TestMutations(t *testing.T) {
	list := corpora(t)
	random := rand.New(rand.NewPCG(1, 2))
	var words []string
	for _, sql := range list {
		words = append(words, strings.Fields(sql)...)
	}
	for range 20000 {
		parts := strings.Fields(list[random.IntN(len(list))])
		if len(parts) > 60 || len(parts) == 0 {
			continue
		}
		for range 1 + random.IntN(3) {
			i := random.IntN(len(parts))
			switch random.IntN(3) {
			case 0:
				parts[i] = words[random.IntN(len(words))]
			case 1:
				parts[i] = parts[random.IntN(len(parts))]
			default:
				other := strings.Fields(list[random.IntN(len(list))])
				if len(other) > 0 {
					parts[i] = "(" + strings.Join(other, " ") + ")"
				}
			}
		}
		analyseText(t, strings.Join(parts, " "))
	}
}
