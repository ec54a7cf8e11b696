package wire

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/test/servertest"
)

var (
	savepointSeed = flag.Uint64("savepoints.seed", 1, "the first seed of TestRandomSavepoints")
	savepointRuns = flag.Int("savepoints.runs", 4, "how many seeds TestRandomSavepoints plays")
)

// shared are the tables of a run, and what both servers must show of them. Each server
// makes its own u and s, which must come back as they were.
const shared = `
CREATE TEMP TABLE a (id int PRIMARY KEY, n int NOT NULL, t text DEFAULT 'd', u uuid DEFAULT gen_random_uuid(), s serial, at timestamptz DEFAULT now());
CREATE TEMP TABLE b (id int PRIMARY KEY, n int, f float8, l int[]);
CREATE TEMP TABLE c (k int, v text)`

var contents = []string{
	"SELECT id, n, t, at = now() FROM a ORDER BY id",
	"SELECT id, n, f, l FROM b ORDER BY id",
	"SELECT * FROM c ORDER BY 1, 2",
}

var ownContents = []string{"SELECT * FROM a ORDER BY id", contents[1], contents[2]}

// TestRandomSavepoints plays random transactions with this server and a PostgreSQL 15 and
// compares the answers and the tables after each statement; and it holds that ROLLBACK TO
// brings back exactly what there was.
func TestRandomSavepoints(t *testing.T) {
	if rewriting() {
		t.Skip("there is nothing to rewrite")
	}
	s := servertest.Serve(t, engine.Options{Version: "test"}, nil)
	for run := range *savepointRuns {
		seed := *savepointSeed + uint64(run)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := &savepointRun{t: t, rand: rand.New(rand.NewPCG(seed, 0)), ours: s.ConnectWire(t), judge: postgrestest.Connect(t)}
			r.both(shared)
			for range 100 {
				r.step()
			}
		})
	}
}

type savepointRun struct {
	t           *testing.T
	rand        *rand.Rand
	ours, judge *pgconn.PgConn
	said        []string
	saved       []savedState
}

// savedState is what this server's tables held at a savepoint.
type savedState struct{ name, tables string }

// step plays one statement and compares.
func (r *savepointRun) step() {
	statement := r.statement()
	r.both(statement)
	if r.ours.TxStatus() == 'E' {
		return
	}
	for _, q := range contents {
		r.both(q)
	}
	r.follow(statement)
}

// follow keeps account of the savepoints.
func (r *savepointRun) follow(statement string) {
	name := statement[strings.LastIndex(statement, " ")+1:]
	at := len(r.saved) - 1
	for at >= 0 && r.saved[at].name != name {
		at--
	}
	switch {
	case r.ours.TxStatus() == 'I':
		r.saved = nil
	case strings.HasPrefix(statement, "SAVEPOINT"):
		r.saved = append(r.saved, savedState{name, r.tables()})
	case strings.HasPrefix(statement, "RELEASE"):
		r.saved = r.saved[:at]
	case strings.HasPrefix(statement, "ROLLBACK TO"):
		if got := r.tables(); got != r.saved[at].tables {
			r.t.Fatalf("%s\nbrought\n%s\nwhere there was\n%s", strings.Join(r.said, "\n"), got, r.saved[at].tables)
		}
		r.saved = r.saved[:at+1]
	}
}

func (r *savepointRun) tables() string {
	var out strings.Builder
	for _, q := range ownContents {
		rows, _ := answer(r.ours, q)
		out.WriteString(rows)
	}
	return out.String()
}

// both plays a statement with both servers.
func (r *savepointRun) both(statement string) {
	r.t.Helper()
	if !slices.Contains(contents, statement) {
		r.said = append(r.said, statement)
	}
	ours, why := answer(r.ours, statement)
	judge, _ := answer(r.judge, statement)
	if ours != judge || r.ours.TxStatus() != r.judge.TxStatus() {
		r.t.Fatalf("%s\n%s\nthis server %c:\n%s%s\nPostgreSQL %c:\n%s", strings.Join(r.said, "\n"), statement,
			r.ours.TxStatus(), ours, why, r.judge.TxStatus(), judge)
	}
}

// answer gives what a server says: rows, tags and the SQLSTATE; and the error's words.
func answer(c *pgconn.PgConn, statement string) (said, words string) {
	results, err := c.Exec(context.Background(), statement).ReadAll()
	var out strings.Builder
	for _, result := range results {
		var rows []string // in any order, as RETURNING gives them
		for _, row := range result.Rows {
			rows = append(rows, fmt.Sprintf("%q\n", row))
		}
		slices.Sort(rows)
		out.WriteString(strings.Join(rows, ""))
		if result.Err == nil {
			fmt.Fprintln(&out, result.CommandTag)
		}
	}
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		fmt.Fprintln(&out, refused.Code)
		words = refused.Message
	} else if err != nil {
		fmt.Fprintln(&out, err)
	}
	return out.String(), words
}

// statement gives the next statement: what the block's state asks for, more or less.
func (r *savepointRun) statement() string {
	savepoint := []string{"x", "y", "z"}[r.rand.IntN(3)]
	if len(r.saved) > 0 && r.rand.IntN(10) > 0 {
		savepoint = r.saved[r.rand.IntN(len(r.saved))].name
	}
	p := r.rand.IntN(100)
	switch r.ours.TxStatus() {
	case 'I':
		if p < 80 {
			return "BEGIN"
		}
	case 'E':
		if p < 85 && len(r.saved) > 0 {
			return "ROLLBACK TO " + savepoint
		}
		if p < 92 {
			return "ROLLBACK"
		}
		return "COMMIT"
	case 'T':
		switch {
		case p < 18:
			return "SAVEPOINT " + []string{"x", "y", "z"}[r.rand.IntN(3)]
		case p < 32 && len(r.saved) > 0:
			return "ROLLBACK TO " + savepoint
		case p < 36 && len(r.saved) > 0:
			return "RELEASE " + savepoint
		case p < 39:
			return "COMMIT"
		case p < 40:
			return "ROLLBACK"
		}
	}
	return r.filled(writes[r.rand.IntN(len(writes))])
}

// filled puts small numbers in the place of #.
func (r *savepointRun) filled(statement string) string {
	var out strings.Builder
	for _, c := range statement {
		if c == '#' {
			fmt.Fprint(&out, 1+r.rand.IntN(14))
		} else {
			out.WriteRune(c)
		}
	}
	return out.String()
}

var writes = []string{
	"INSERT INTO a (id, n) VALUES (#, #)",
	"INSERT INTO a (id, n) VALUES (#, #) RETURNING id, n, t",
	"INSERT INTO a (id, n, t) VALUES (1#, #, 'x'), (2#, #, NULL)",
	"INSERT INTO a (id, n) SELECT id + #, n FROM b WHERE n IS NOT NULL",
	"INSERT INTO a (id, n) VALUES (#, #), (#, #) ON CONFLICT DO NOTHING",
	"INSERT INTO b (id, n, f, l) VALUES (#, #, #.5, ARRAY[#, NULL, #])",
	"INSERT INTO b (id, n) VALUES (#, #) ON CONFLICT (id) DO UPDATE SET n = excluded.n",
	"INSERT INTO b (id, n) VALUES (#, #) ON CONFLICT (id) DO UPDATE SET n = b.n + excluded.n RETURNING id, n",
	"INSERT INTO c SELECT n, 'n' || n FROM a",
	"INSERT INTO c VALUES (#, '#'), (NULL, NULL)",
	"UPDATE a SET n = n + # WHERE id < #",
	"UPDATE a SET t = 'u' || n, at = now() WHERE n % 3 = 0",
	"UPDATE a SET n = # WHERE id = # RETURNING id, n",
	"UPDATE b SET n = a.n FROM a WHERE a.id = b.id",
	"UPDATE b SET f = (SELECT count(*) FROM a WHERE a.n > b.id) WHERE id > #",
	"UPDATE c SET k = k + #",
	"DELETE FROM a WHERE id = #",
	"DELETE FROM a WHERE n > # RETURNING id",
	"DELETE FROM b USING a WHERE a.id = b.id AND a.n < #",
	"DELETE FROM c WHERE k IN (SELECT id FROM a)",
	"DELETE FROM b WHERE id IN (SELECT n FROM a) RETURNING id",
	"TRUNCATE b",
	"TRUNCATE c",
	"ALTER TABLE c RENAME v TO w; ALTER TABLE c RENAME w TO v",
	"DROP TABLE c; CREATE TEMP TABLE c AS SELECT id AS k, t AS v FROM a",
	"CREATE TEMP TABLE e (id serial, n int); INSERT INTO e (n) VALUES (#), (#); INSERT INTO c SELECT id, 'e' FROM e; DROP TABLE e",
	"SELECT 1/0",
	"SELECT 'x'::text::int",
	"SELEC",
	"SELECT * FROM nowhere",
	"INSERT INTO a (id, n) VALUES (9000#, NULL)",
	"INSERT INTO a (id, n) VALUES (9000#, 'x')",
	"INSERT INTO a (id, missing) VALUES (#, 1)",
}
